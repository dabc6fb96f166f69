import { expect, test } from '@jest/globals'
import { checkAnswer, checkRequest } from '../../helpers/openapi.ts'

const headers = { 'user-agent': 'test', 'content-type': 'application/json' }
const sealed = { encrypted_value: 'c2VjcmV0', key_id: '1' }
const organization = '/orgs/acme/actions/secrets'
const put = (path: string, body: unknown) =>
  checkRequest({ method: 'PUT', path, headers, body: JSON.stringify(body) })
const get = (path: string) => checkRequest({ method: 'GET', path, headers, body: '' })

test('A secret with its repositories is as described', () => {
  expect(
    put(`${organization}/TOKEN`, {
      ...sealed,
      visibility: 'selected',
      selected_repository_ids: [1]
    })
  ).toEqual([])
})

test.each([
  [
    'a misspelt selected_repository_id',
    { ...sealed, visibility: 'selected', selected_repository_id: [1] },
    /selected_repository_id$/
  ],
  [
    'a word that is no visibility',
    { ...sealed, visibility: 'public' },
    /^body\/visibility must be equal to one of/
  ],
  ['no visibility', sealed, /required property 'visibility'/],
  [
    'a box that is not padded base64',
    { ...sealed, visibility: 'all', encrypted_value: 'c2V' },
    /^body\/encrypted_value must match/
  ],
  [
    'a key id that is a number',
    { ...sealed, visibility: 'all', key_id: 1 },
    /^body\/key_id must be string/
  ],
  ['something that is no object', 'text', /^body must be object/]
])('It finds %s', (_what, body, problem) => {
  expect(put(`${organization}/TOKEN`, body)).toEqual([expect.stringMatching(problem)])
})

test('It finds what is wrong around a body', () => {
  const path = '/repos/acme/pipelines/actions/secrets/TOKEN'
  expect(checkRequest({ method: 'PUT', path, headers: {}, body: '{' })).toEqual([
    'there is no User-Agent',
    'the body is not declared as JSON',
    'body must be object'
  ])
  expect(checkRequest({ method: 'GET', path, headers, body: '{}' })).toEqual([
    'a body is not described'
  ])
})

test('It finds paths and queries that are not described, also below /api/v3', () => {
  expect(get('/api/v3/orgs/acme/actions/secrets/TOKEN/repositories?per_page=100&page=1')).toEqual(
    []
  )
  expect(get(`${organization}/TOKEN/repositories?per_page=many&pages=1`)).toEqual([
    'query per_page must be integer',
    'query pages is not described'
  ])
  expect(get('/repos/acme/pipelines/environments/prod/eu/secrets/public-key')).toEqual([
    'GET /repos/acme/pipelines/environments/prod/eu/secrets/public-key is not described'
  ])
})

test('It knows an answer by its endpoint and status', () => {
  const path = '/repos/acme/pipelines/actions/secrets'
  const answer = (line: string, status: number, body: string) =>
    checkAnswer({ method: 'GET', path: path + line }, { status, body })
  expect(answer('/public-key', 200, '{"key_id":"1","key":"a"}')).toEqual([])
  expect(answer('/public-key', 200, '{"key":"a"}')).toEqual([
    "body must have required property 'key_id'"
  ])
  expect(answer('/TOKEN', 202, '{}')).toEqual([`202 is not described for GET ${path}/TOKEN`])
  const written = { method: 'PUT', path: `${path}/TOKEN` }
  expect(checkAnswer(written, { status: 204, body: '' })).toEqual([])
  expect(checkAnswer(written, { status: 204, body: '{}' })).toEqual(['a body is not described'])
})
