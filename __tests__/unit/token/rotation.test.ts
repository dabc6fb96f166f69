import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { type Destination, destinationId, parseName, tokenName } from '../../../src/token/rotation.ts'

const here = { is: 'output', repository: 'acme/pipelines' } as const
const github = 'api.github.com'

describe('the id of a destination', () => {
  test('is the beginning of a hash, of which later versions must make the same', () => {
    const hash = createHash('sha256').update('["api.github.com","output","acme/pipelines"]').digest('hex')
    expect(destinationId(here, github)).toBe(hash.slice(0, 8))
    expect(destinationId(here, github)).toMatch(/^[0-9a-f]{8}$/)
  })

  test('is the same however the place is spelt', () => {
    expect(destinationId({ ...here, repository: 'Acme/Pipelines' }, 'API.GitHub.com')).toBe(destinationId(here, github))
  })

  test('is another for another host, and for another repository', () => {
    expect(destinationId(here, 'github.acme.example')).not.toBe(destinationId(here, github))
    expect(destinationId({ ...here, repository: 'acme/other' }, github)).not.toBe(destinationId(here, github))
  })

  const repository = 'acme/pipelines'
  test.each<[Destination, string]>([
    [
      { is: 'secret', place: { scope: 'repository', repository }, name: 'T' },
      '["api.github.com","repository","acme/pipelines","T"]'
    ],
    [
      { is: 'secret', place: { scope: 'environment', repository: 'Acme/Pipelines', environment: 'Prod/EU' }, name: 't' },
      '["api.github.com","environment","acme/pipelines","prod/eu","T"]'
    ],
    [
      { is: 'secret', place: { scope: 'organization', organization: 'ACME' }, name: 'T' },
      '["api.github.com","organization","acme","T"]'
    ],
    [
      { is: 'secret', place: { scope: 'dependabot', repository }, name: 'T' },
      '["api.github.com","dependabot","acme/pipelines","T"]'
    ],
    [
      { is: 'secret', place: { scope: 'codespaces', repository }, name: 'T' },
      '["api.github.com","codespaces","acme/pipelines","T"]'
    ]
  ])('of %j is that of its canonical form', (destination, canonical) => {
    expect(destinationId(destination, github)).toBe(createHash('sha256').update(canonical).digest('hex').slice(0, 8))
  })
})

describe('the name of a token', () => {
  const parts = {
    label: 'github-actions acme/pipelines',
    runId: '4711',
    attempt: '2',
    destination: '0a0b0c0d',
    made: 0x69218a40,
    nonce: 'beef'
  }

  test('tells label, run, attempt, destination, time and nonce', () => {
    expect(tokenName(parts)).toBe('github-actions acme/pipelines #4711.2-0a0b0c0d-69218a40beef')
  })

  test('always has eight digits for the time', () => {
    expect(tokenName({ ...parts, made: 0xab })).toMatch(/-000000abbeef$/)
  })

  test('can be taken apart from its end, even when the label looks like an end', () => {
    const name = tokenName({ ...parts, label: 'ci #1.1-0a0b0c0d-00000000dead' })
    expect(parseName(name)).toEqual({ ...parts, label: 'ci #1.1-0a0b0c0d-00000000dead' })
  })
})
