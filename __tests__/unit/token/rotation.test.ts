import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { destinationId, tokenName } from '../../../src/token/rotation.ts'

const here = { apiHost: 'api.github.com', kind: 'output', repository: 'acme/pipelines' } as const

describe('the id of a destination', () => {
  test('is the beginning of a hash, of which later versions must make the same', () => {
    const hash = createHash('sha256').update('["api.github.com","output","acme/pipelines"]').digest('hex')
    expect(destinationId(here)).toBe(hash.slice(0, 8))
    expect(destinationId(here)).toMatch(/^[0-9a-f]{8}$/)
  })

  test('is the same however the place is spelt', () => {
    expect(destinationId({ ...here, apiHost: 'API.GitHub.com', repository: 'Acme/Pipelines' })).toBe(destinationId(here))
  })

  test.each([
    ['host', { apiHost: 'github.acme.example' }],
    ['repository', { repository: 'acme/other' }]
  ])('is another for another %s', (_what, other) => {
    expect(destinationId({ ...here, ...other })).not.toBe(destinationId(here))
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
    expect(/^(.*) #(\d+)\.(\d+)-([0-9a-f]{8})-([0-9a-f]{8})([0-9a-f]{4})$/.exec(name)?.slice(1)).toEqual([
      'ci #1.1-0a0b0c0d-00000000dead',
      '4711',
      '2',
      '0a0b0c0d',
      '69218a40',
      'beef'
    ])
  })
})
