import { expect, test } from '@jest/globals'
import { recordFields } from '../../../src/companions/list.ts'
import { labelsIn, selectTokens, withoutNewest } from '../../../src/companions/select.ts'
import type { TokenSelection } from '../../../src/inputs/settings.ts'
import type { TokenRecord } from '../../../src/vault/tokens.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')
const DAY = 86_400
const inDays = (days: number) => new Date(NOW + days * DAY * 1000)

function nameOf(label: string, days: number, destination = '0a0a0a0a'): string {
  const made = (inDays(-days).getTime() / 1000).toString(16).padStart(8, '0')
  return `${label} #7.1-${destination}-${made}00ff00ff`
}

const recordOf = (id: string, name: string, given: Partial<TokenRecord> = {}): TokenRecord => {
  return { id, name, userId: '1', isActive: true, lastUsed: undefined, expiry: undefined, ...given }
}
const idsOf = (records: TokenRecord[]) => records.map(({ id }) => id).join(', ')

const records = [
  recordOf('never used', nameOf('ci #2', 10)),
  recordOf('by hand', 'by hand', { expiry: inDays(8) }),
  recordOf('used', nameOf('ci', 20), { lastUsed: inDays(-5), expiry: inDays(7) }),
  recordOf('theirs', nameOf('ci', 9), { userId: '2', expiry: inDays(9) }),
  recordOf('of nobody', 'ci', { userId: '', expiry: inDays(10) })
]

const everything = { label: undefined, expiresWithin: undefined, unusedFor: undefined }

test.each<[Partial<TokenSelection>, string]>([
  [{}, 'used, by hand, never used'],
  [{ owner: 'everyone' }, 'used, by hand, theirs, of nobody, never used'],
  [{ owner: '2' }, 'theirs'],
  [{ label: 'ci' }, 'used'],
  [{ label: 'ci #2' }, 'never used'],
  [{ expiresWithin: 7 * DAY }, 'used'],
  [{ expiresWithin: 7 * DAY - 1 }, ''],
  [{ expiresWithin: 8 * DAY }, 'used, by hand'],
  [{ unusedFor: 5 * DAY }, 'used, never used'],
  [{ unusedFor: 5 * DAY + 1 }, 'never used'],
  [{ unusedFor: 10 * DAY }, 'never used'],
  [{ unusedFor: 10 * DAY + 1 }, ''],
  [{ owner: 'everyone', label: 'ci', expiresWithin: 9 * DAY, unusedFor: 9 * DAY }, 'theirs']
])('The selection %j takes these tokens, soonest expiry first: "%s"', (given, expected) => {
  const selection = { owner: 'me' as const, ...everything, ...given }
  const selected = selectTokens({ records, userId: '1' }, selection, inDays(0))
  expect(idsOf(selected)).toBe(expected)
  const ofNobody = selectTokens({ records, userId: '' }, { ...selection, owner: 'me' }, inDays(0))
  expect(ofNobody).toEqual([])
})

test.each([
  [0, '1, 2, 3, elsewhere, theirs'],
  [1, '2, 3'],
  [2, '3'],
  [3, '']
])('With keep-newest %i for each user and destination, "%s" are deleted', (count, deleted) => {
  const ours = [3, 1, 2].map(days => recordOf(`${days}`, nameOf('ci', days)))
  const elsewhere = recordOf('elsewhere', nameOf('ci', 4, '0b0b0b0b'))
  const theirs = recordOf('theirs', nameOf('ci', 5), { userId: '2' })
  expect(idsOf(withoutNewest([...ours, elsewhere, theirs], count))).toBe(deleted)
})

test('The values of token-name are those of the owner’s generated tokens, each once', () => {
  const labelsOf = (owner: TokenSelection['owner']) =>
    labelsIn({ records: [...records, ...records], userId: '2' }, { ...everything, owner })
  expect([labelsOf('me'), labelsOf('everyone')]).toEqual([['ci'], ['ci #2', 'ci']])
})

test('An entry of the output `tokens` tells what Vault and the name of a generated token say', () => {
  const lastUsed = new Date('2026-05-21T08:30:00.250Z')
  const parts = '#42.2-0a0b0c0d-69218a40beefbeef'
  const record = { id: 'V8T1', name: `ci ${parts}`, userId: '12', isActive: true, lastUsed }
  const fields = { id: 'V8T1', user_id: '12', last_used_at: '2026-05-21T08:30:00Z' }
  const made = { label: 'ci', run_id: '42', attempt: '2', made_at: '2025-11-22T10:02:40Z' }
  const expiry = new Date('2026-06-11T12:00:00Z')
  const ofRun = { ...fields, ...made, name: `ci ${parts}`, expires_at: '2026-06-11T12:00:00Z' }
  expect(recordFields({ ...record, expiry })).toEqual(ofRun)
  const byHand = recordFields({ ...record, name: 'by hand', expiry: undefined })
  expect(JSON.stringify(byHand)).toBe(
    '{"id":"V8T1","name":"by hand","user_id":"12","expires_at":"","last_used_at":"2026-05-21T08:30:00Z"}'
  )
})
