import { expect, test } from '@jest/globals'
import { createCredentialStore } from '../../../src/core/credential.ts'
import type { Token } from '../../../src/token/token.ts'
import { problemOf } from '../../../src/token/verify.ts'
import type { TokenRecord } from '../../../src/vault/tokens.ts'

const asked = new Date('2026-11-23T12:00:00Z')

function recordOf(given: Partial<TokenRecord> = {}): TokenRecord {
  return {
    id: 'V8T1',
    name: 'ci',
    userId: '12',
    isActive: true,
    expiry: asked,
    lastUsed: undefined,
    ...given
  }
}

const value = createCredentialStore(() => {}).maskSecret('veeva-vault-x')

function expected(given: Partial<Token> = {}, vaultId = '3003'): Token {
  const origin = { displayName: 'UAT', sandboxName: 'UAT', vaultId, site: undefined }
  return { origin, id: 'V8T1', name: 'ci', value, expiry: asked, executionId: '', ...given }
}

const late = (seconds: number) => recordOf({ expiry: new Date(asked.getTime() + seconds * 1000) })
const never = recordOf({ expiry: undefined })

test.each<[string, TokenRecord | undefined, string, Token, string | undefined]>([
  ['as it was asked for', recordOf(), '3003', expected(), undefined],
  ['never expires, as it was asked for', never, '3003', expected({ expiry: undefined }), undefined],
  ['expires 60 seconds late', late(60), '3003', expected(), undefined],
  ['expires 60 seconds early', late(-60), '3003', expected(), undefined],
  [
    'expires 61 seconds late',
    late(61),
    '3003',
    expected(),
    'it expires 2026-11-23T12:01:01Z, but `expires` asks for 2026-11-23T12:00:00Z'
  ],
  ['expires 61 seconds early', late(-61), '3003', expected(), undefined],
  [
    'expires although it never should',
    recordOf(),
    '3003',
    expected({ expiry: undefined }),
    undefined
  ],
  [
    'never expires although it should',
    never,
    '3003',
    expected(),
    'it never expires, but `expires` asks for 2026-11-23T12:00:00Z'
  ],
  ['does not exist', undefined, '3003', expected(), 'its record does not exist'],
  [
    'is of another token',
    recordOf({ id: 'V8T2' }),
    '3003',
    expected(),
    'its record does not exist'
  ],
  [
    'has a name that Vault has cut',
    recordOf({ name: 'c' }),
    '3003',
    expected(),
    'its record has another name than the one that was sent'
  ],
  ['is not active', recordOf({ isActive: false }), '3003', expected(), 'its record is not active'],
  [
    'comes from another Vault',
    recordOf(),
    '1001',
    expected(),
    'Vault 1001 responded, not Vault 3003'
  ],
  ['comes from a Vault that does not say which it is', recordOf(), '', expected(), undefined],
  ['is of a Vault whose id is not known', recordOf(), '1001', expected({}, ''), undefined]
])('a record that %s has the problem that it should have, or none', (_what, ...row) => {
  const [record, vaultId, wanted, problem] = row
  expect(problemOf({ record, vaultId }, wanted)).toBe(problem)
})
