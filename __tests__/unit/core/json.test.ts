import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { asList, asObject, asText, asTexts, parseJson } from '../../../src/core/json.ts'
import { readRunContext, referenceId } from '../../../src/core/run.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

test(`JSON is read as it is, or as undefined, and each reader takes its own type only ${seeded}`, () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const read = parseJson(`\ufeff${JSON.stringify(value)}`)
      expect(read).toEqual(JSON.parse(JSON.stringify(value)))
      expect(asList(read)).toEqual(Array.isArray(read) ? read : [])
      const isObject = read !== null && typeof read === 'object' && !Array.isArray(read)
      expect(asObject(read)).toEqual(isObject ? read : undefined)
      const isText = typeof read === 'string' || typeof read === 'number'
      expect(asText(read)).toBe(isText ? String(read) : '')
      expect(asTexts({ read })).toEqual({ read: asText(read) })
    }),
    cases(300)
  )
  expect(['', '{', '<html>'].map(parseJson)).toEqual([undefined, undefined, undefined])
})

const ENVIRONMENT = {
  GITHUB_REPOSITORY: 'acme/pipelines',
  GITHUB_REPOSITORY_ID: '1234',
  GITHUB_REPOSITORY_OWNER_ID: '99',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_API_URL: 'https://github.acme.example/api/v3',
  GITHUB_SERVER_URL: 'https://github.acme.example'
}

test('The run is the one that the runner’s environment describes', () => {
  expect(readRunContext(ENVIRONMENT)).toEqual({
    repository: 'acme/pipelines',
    repositoryId: '1234',
    ownerId: '99',
    runId: '4711',
    attempt: '2',
    apiUrl: 'https://github.acme.example/api/v3',
    serverUrl: 'https://github.acme.example'
  })
})

test.each(['', 'x-1', '1.5', '-1', '1'.repeat(21)])(
  'A run whose ids are %j has digits for run id and attempt, and no ids of repository and owner',
  id => {
    const names = Object.keys(ENVIRONMENT).filter(name => /_ID$|_ATTEMPT$/.test(name))
    const environment = Object.fromEntries(names.map(name => [name, id]))
    const urls = { GITHUB_API_URL: '', GITHUB_SERVER_URL: '' }
    expect(readRunContext({ ...environment, ...urls })).toEqual({
      repository: '',
      repositoryId: '',
      ownerId: '',
      runId: '1',
      attempt: '1',
      apiUrl: 'https://api.github.com',
      serverUrl: 'https://github.com'
    })
  }
)

test('The reference id names repository, run and attempt, in characters that a header can carry', () => {
  const run = readRunContext(ENVIRONMENT)
  expect(referenceId(run)).toBe('acme/pipelines/4711.2')
  const repository = 'ac me/pipé\r\nlines'
  expect(referenceId({ ...run, repository })).toBe('ac_me/pip___lines/4711.2')
})
