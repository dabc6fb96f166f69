import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { recordFields } from '../../../src/companions/list.ts'
import { labelsIn, selectTokens, withoutNewest } from '../../../src/companions/select.ts'
import type { TokenSelection } from '../../../src/inputs/settings.ts'
import type { TokenRecord } from '../../../src/vault/tokens.ts'

const now = new Date('2026-06-01T12:00:00Z')
const DAY = 86_400
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY * 1000)

function nameOf(label: string, days: number, destination: string): string {
  const made = (daysAgo(days).getTime() / 1000).toString(16).padStart(8, '0')
  return `${label} #7.1-${destination.repeat(4)}-${made}00ff00ff`
}

const days = fc.nat(60)
const maybeDays = fc.option(days, { nil: undefined })
const madeByUs = fc.tuple(fc.constantFrom('ci', 'ci #2'), days, fc.constantFrom('0a', '0b'))
const name = fc.oneof(
  { weight: 4, arbitrary: madeByUs.map(parts => nameOf(...parts)) },
  { weight: 1, arbitrary: fc.constantFrom('ci', 'made by hand', '') }
)
const given = fc.record({
  name,
  userId: fc.constantFrom('1', '2', ''),
  used: maybeDays,
  left: maybeDays
})
const records = fc.array(given, { maxLength: 25 }).map(all =>
  all.map(({ used, left, ...rest }, index): TokenRecord => {
    const lastUsed = used === undefined ? undefined : daysAgo(used)
    const expiry = left === undefined ? undefined : daysAgo(-left)
    return { ...rest, id: `V${index}`, isActive: true, lastUsed, expiry }
  })
)
const duration = fc.option(
  days.map(count => count * DAY),
  { nil: undefined }
)
const selection: fc.Arbitrary<TokenSelection> = fc.record({
  owner: fc.constantFrom('me' as const, 'everyone' as const, '2'),
  label: fc.option(fc.constantFrom('ci', 'ci #2'), { nil: undefined }),
  expiresWithin: duration,
  unusedFor: duration
})

const isOurs = (text: string) => text.includes(' #7.1-')
const madeBy = (text: string) => Number.parseInt(text.slice(-16, -8), 16)
const endOf = (expiry: Date | undefined) => expiry?.getTime() ?? Number.MAX_SAFE_INTEGER

function isAsked(token: TokenRecord, asked: TokenSelection): boolean {
  const { owner, label, expiresWithin, unusedFor } = asked
  const madeAt = isOurs(token.name) ? madeBy(token.name) * 1000 : Number.POSITIVE_INFINITY
  const since = token.lastUsed?.getTime() ?? madeAt
  const isUnused = unusedFor === undefined || now.getTime() - since >= unusedFor * 1000
  const left = endOf(token.expiry) - now.getTime()
  const isExpiring = expiresWithin === undefined || left <= expiresWithin * 1000
  const isOwned = owner === 'everyone' || token.userId === (owner === 'me' ? '1' : '2')
  return isOwned && isUnused && isExpiring && (!label || token.name.startsWith(`${label} #7.1-`))
}

test('The selection takes what fits all of its parts and nothing else, soonest expiry first', () => {
  const property = fc.property(records, selection, (all, asked) => {
    const expected = all
      .filter(each => isAsked(each, asked))
      .sort((a, b) => endOf(a.expiry) - endOf(b.expiry))
    expect(selectTokens({ records: all, userId: '1' }, asked, now)).toEqual(expected)
    const own = { ...asked, owner: 'me' as const }
    expect(selectTokens({ records: all, userId: '' }, own, now)).toEqual([])
  })
  fc.assert(property, { seed: 16, numRuns: 300 })
})

test('The newest of each user and destination stay', () => {
  const property = fc.property(records, fc.nat(3), (all, keepNewest) => {
    const ours = all.filter(each => isOurs(each.name))
    const deleted = withoutNewest(ours, keepNewest)
    const group = ({ userId, name: text }: TokenRecord) => `${userId} ${text.slice(-25, -17)}`
    for (const members of Map.groupBy(ours, group).values()) {
      const stay = members.filter(each => !deleted.includes(each))
      expect(stay).toHaveLength(Math.min(keepNewest, members.length))
      const newestDeleted = Math.max(
        ...deleted.filter(each => members.includes(each)).map(each => madeBy(each.name))
      )
      for (const each of stay) expect(madeBy(each.name)).toBeGreaterThanOrEqual(newestDeleted)
    }
    expect(ours).toEqual(expect.arrayContaining(deleted))
  })
  fc.assert(property, { seed: 16 })
})

test('The labels are those of the owner’s generated tokens, each once', () => {
  const own = (text: string, userId: string) => ({ name: text, userId }) as TokenRecord
  const ours = [own(nameOf('ci', 1, '0a'), '1'), own(nameOf('ci', 2, '0b'), '1'), own('ci', '1')]
  const listing = { records: [...ours, own(nameOf('x', 1, '0a'), '2')], userId: '1' }
  const asked = { label: 'y', expiresWithin: undefined, unusedFor: undefined }
  expect(labelsIn(listing, { ...asked, owner: 'me' })).toEqual(['ci'])
  expect(labelsIn(listing, { ...asked, owner: 'everyone' })).toEqual(['ci', 'x'])
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
