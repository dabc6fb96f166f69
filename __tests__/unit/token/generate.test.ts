import { expect, test } from '@jest/globals'
import { problemOf } from '../../../src/token/generate.ts'
import type { Token } from '../../../src/token/token.ts'
import type { TokenRecord } from '../../../src/vault/tokens.ts'

const expiry = new Date('2026-11-23T12:00:00Z')
const late = (seconds: number) => ({ expiry: new Date(expiry.getTime() + seconds * 1000) })
const never = { expiry: undefined }

const NONE = 'its record does not exist'
const NAME = 'its record has another name than the one that was sent'
const LATE = 'it expires 2026-11-23T12:01:01Z, but `expires` asks for 2026-11-23T12:00:00Z'
const NEVER = 'it never expires, but `expires` asks for 2026-11-23T12:00:00Z'
const OTHER = 'Vault 1001 responded, not Vault 3003'

test.each<[string, Partial<TokenRecord> | undefined, Partial<Token>, string[], string?]>([
  ['is as it was asked for', {}, {}, ['3003', '3003']],
  ['never expires, as it was asked for', never, never, ['3003', '3003']],
  ['expires 60 seconds late', late(60), {}, ['3003', '3003']],
  ['expires 61 seconds late', late(61), {}, ['3003', '3003'], LATE],
  ['expires too early', late(-61), {}, ['3003', '3003']],
  ['expires although it never should', {}, never, ['3003', '3003']],
  ['never expires although it should', never, {}, ['3003', '3003'], NEVER],
  ['does not exist', undefined, {}, ['3003', '3003'], NONE],
  ['is of another token', { id: 'V8T2' }, {}, ['3003', '3003'], NONE],
  ['has a name that Vault has cut', { name: 'c' }, {}, ['3003', '3003'], NAME],
  ['is not active', { isActive: false }, {}, ['3003', '3003'], 'its record is not active'],
  ['comes from another Vault', {}, {}, ['1001', '3003'], OTHER],
  ['comes from a Vault that does not say which it is', {}, {}, ['', '3003']],
  ['is of a Vault whose id is not known', {}, {}, ['1001', '']]
])('a new token whose record %s has the right problem, or none', (_what, ...row) => {
  const [given, asked, [responded = '', vaultId = ''], problem] = row
  const known = { id: 'V8T1', name: 'ci', expiry }
  const active = { ...known, userId: '12', isActive: true, lastUsed: undefined }
  const record = given && { ...active, ...given }
  const origin = { displayName: 'UAT', sandboxName: 'UAT', vaultId, site: undefined }
  const token = { ...known, origin, executionId: '', ...asked } as Token
  expect(problemOf({ record, vaultId: responded }, token)).toBe(problem)
})
