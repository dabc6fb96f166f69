import { describe, expect, test } from '@jest/globals'
import { type Expected, judge } from '../../../src/token/verify.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'

const asked = new Date('2026-11-23T12:00:00Z')
const record = (given: Partial<TokenRecord> = {}): TokenRecord => ({
  id: 'V8T1',
  name: 'ci',
  user: '12',
  active: true,
  expiry: asked,
  lastUsed: undefined,
  ...given
})
const expected = (given: Partial<Expected> = {}): Expected => ({
  id: 'V8T1',
  name: 'ci',
  vaultId: '3003',
  expiry: asked,
  ...given
})
const late = (seconds: number) => record({ expiry: new Date(asked.getTime() + seconds * 1000) })
const never = record({ expiry: undefined })
const verdictOf = (...given: Parameters<typeof judge>) => {
  const judgement = judge(...given)
  if (judgement.is === 'bad') return `bad: ${judgement.why}`
  return judgement.warning === undefined ? judgement.is : `${judgement.is}, but ${judgement.warning}`
}

describe('the record of a new token', () => {
  test.each<[string, TokenRecord | undefined, string, Expected, string]>([
    ['as asked for', record(), '3003', expected(), 'fine'],
    ['that never expires, as asked for', never, '3003', expected({ expiry: undefined }), 'fine'],
    ['that expires 60 s late', late(60), '3003', expected(), 'fine'],
    ['that expires 60 s early', late(-60), '3003', expected(), 'fine'],
    [
      'that expires 61 s late',
      late(61),
      '3003',
      expected(),
      'bad: it expires 2026-11-23T12:01:01Z, later than asked for (2026-11-23T12:00:00Z)'
    ],
    [
      'that expires 61 s early',
      late(-61),
      '3003',
      expected(),
      'fine, but it expires 2026-11-23T11:58:59Z, earlier than asked for (2026-11-23T12:00:00Z): the security profile of the user allows no longer one. Give an expires that it allows.'
    ],
    [
      'that expires although it never should',
      record(),
      '3003',
      expected({ expiry: undefined }),
      'fine, but it expires 2026-11-23T12:00:00Z, earlier than asked for (never): the security profile of the user allows no longer one. Give an expires that it allows.'
    ],
    [
      'that never expires although it should',
      never,
      '3003',
      expected(),
      'bad: it never expires, although an expiry was asked for'
    ],
    ['that is not there', undefined, '3003', expected(), 'bad: its record is not there'],
    ['of another token', record({ id: 'V8T2' }), '3003', expected(), 'bad: its record is not there'],
    [
      'whose name Vault has cut',
      record({ name: 'c' }),
      '3003',
      expected(),
      'bad: its record has another name than the one that was sent'
    ],
    ['that is not active', record({ active: false }), '3003', expected(), 'bad: its record is not active'],
    ['from another Vault', record(), '1001', expected(), 'bad: Vault 1001 answered, not Vault 3003'],
    ['from a Vault that does not say which', record(), '', expected(), 'fine'],
    ['from a Vault whose id nobody knows', record(), '1001', expected({ vaultId: '' }), 'fine']
  ])('%s', (_what, seen, answeredBy, wanted, verdict) => {
    expect(verdictOf(seen, answeredBy, wanted)).toBe(verdict)
  })
})
