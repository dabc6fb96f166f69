import { expect, test } from '@jest/globals'
import { type ExpectedToken, judgeRecord } from '../../../src/token/verify.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'

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

function expected(given: Partial<ExpectedToken> = {}): ExpectedToken {
  return { id: 'V8T1', name: 'ci', vaultId: '3003', expiry: asked, ...given }
}

const late = (seconds: number) => recordOf({ expiry: new Date(asked.getTime() + seconds * 1000) })
const never = recordOf({ expiry: undefined })

test.each<[string, TokenRecord | undefined, string, ExpectedToken, string]>([
  ['as it was asked for', recordOf(), '3003', expected(), 'good'],
  ['never expires, as it was asked for', never, '3003', expected({ expiry: undefined }), 'good'],
  ['expires 60 seconds late', late(60), '3003', expected(), 'good'],
  ['expires 60 seconds early', late(-60), '3003', expected(), 'good'],
  [
    'expires 61 seconds late',
    late(61),
    '3003',
    expected(),
    'bad: it expires 2026-11-23T12:01:01Z, but `expires` asks for 2026-11-23T12:00:00Z'
  ],
  [
    'expires 61 seconds early',
    late(-61),
    '3003',
    expected(),
    'good: expires 2026-11-23T11:58:59Z, although `expires` asks for 2026-11-23T12:00:00Z'
  ],
  [
    'expires although it never should',
    recordOf(),
    '3003',
    expected({ expiry: undefined }),
    'good: expires 2026-11-23T12:00:00Z, although `expires` asks for never'
  ],
  [
    'never expires although it should',
    never,
    '3003',
    expected(),
    'bad: it never expires, but `expires` asks for 2026-11-23T12:00:00Z'
  ],
  ['does not exist', undefined, '3003', expected(), 'bad: its record does not exist'],
  [
    'is of another token',
    recordOf({ id: 'V8T2' }),
    '3003',
    expected(),
    'bad: its record does not exist'
  ],
  [
    'has a name that Vault has cut',
    recordOf({ name: 'c' }),
    '3003',
    expected(),
    'bad: its record has another name than the one that was sent'
  ],
  [
    'is not active',
    recordOf({ isActive: false }),
    '3003',
    expected(),
    'bad: its record is not active'
  ],
  [
    'comes from another Vault',
    recordOf(),
    '1001',
    expected(),
    'bad: Vault 1001 responded, not Vault 3003'
  ],
  ['comes from a Vault that does not say which it is', recordOf(), '', expected(), 'good'],
  ['is of a Vault whose id is not known', recordOf(), '1001', expected({ vaultId: '' }), 'good']
])('judges as it should a record that %s', (_what, ...row) => {
  const [record, respondedBy, wanted, verdict] = row
  const judgement = judgeRecord(record, respondedBy, wanted)
  const said = judgement.is === 'bad' ? judgement.why : judgement.warning
  expect(said === '' ? judgement.is : `${judgement.is}: ${said}`).toBe(verdict)
})
