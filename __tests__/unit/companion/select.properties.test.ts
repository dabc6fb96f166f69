import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { allButNewest, type Selection, selected } from '../../../src/companion/select.ts'
import { tokenName } from '../../../src/token/rotation.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'

const now = new Date('2026-06-01T12:00:00Z')
const day = 86_400
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const seconds = Math.floor(now.getTime() / 1000)

const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ label: fc.constantFrom('ci', 'ci #2'), days: fc.nat(60), to: fc.constantFrom('0a', '0b') })
  },
  { weight: 1, arbitrary: fc.constantFrom('ci', 'made by hand', '') }
)
const record = (id: number): fc.Arbitrary<TokenRecord> =>
  fc
    .record({ name, user: fc.constantFrom('1', '2'), used: fc.option(fc.nat(60)), left: fc.option(fc.nat(60)) })
    .map(({ name, user, used, left }) => ({
      id: `V${id}`,
      name:
        typeof name === 'string'
          ? name
          : tokenName({
              ...{ label: name.label, runId: '7', attempt: '1', destination: name.to.repeat(4), nonce: '00ff' },
              made: seconds - name.days * day
            }),
      user,
      active: true,
      lastUsed: used === null ? undefined : ago(used * day),
      expiry: left === null ? undefined : ago(-left * day)
    }))
const records = fc.nat(25).chain(count => fc.tuple(...Array.from({ length: count }, (_, id) => record(id))))
const selection: fc.Arbitrary<Selection> = fc.record({
  owner: fc.constantFrom('me' as const, 'everyone' as const, { id: '2' }),
  label: fc.option(fc.constantFrom('ci', 'ci #2'), { nil: undefined }),
  expiresWithin: fc.option(
    fc.nat(60).map(days => days * day),
    { nil: undefined }
  ),
  unusedFor: fc.option(
    fc.nat(60).map(days => days * day),
    { nil: undefined }
  )
})

describe('the selection', () => {
  test('takes only what all of its parts name, soonest expiry first', () => {
    fc.assert(
      fc.property(records, selection, (all, asked) => {
        const found = selected(all, asked, '1', now)
        expect(found.filter(each => !all.includes(each))).toEqual([])
        for (const each of found) {
          if (asked.owner !== 'everyone') expect(each.user).toBe(asked.owner === 'me' ? '1' : '2')
          if (asked.label !== undefined) expect(each.name.startsWith(`${asked.label} #7.1-`)).toBe(true)
          if (asked.expiresWithin !== undefined)
            expect((each.expiry?.getTime() ?? Number.NaN) - now.getTime()).toBeLessThanOrEqual(asked.expiresWithin * 1000)
          if (asked.unusedFor !== undefined && each.lastUsed)
            expect(now.getTime() - each.lastUsed.getTime()).toBeGreaterThanOrEqual(asked.unusedFor * 1000)
        }
        const expiries = found.map(({ expiry }) => expiry?.getTime() ?? Number.POSITIVE_INFINITY)
        expect(expiries).toEqual([...expiries].sort((a, b) => a - b))
      }),
      { seed: 16 }
    )
  })

  test('of nobody in particular, when Vault does not say who asks, is empty', () => {
    fc.assert(
      fc.property(records, selection, (all, asked) => {
        expect(selected(all, { ...asked, owner: 'me' }, '', now)).toEqual([])
      }),
      { seed: 16 }
    )
  })

  test('spares the newest of each user and destination, and what has no name of this action', () => {
    fc.assert(
      fc.property(records, fc.nat(3), (all, keep) => {
        const gone = allButNewest(all, keep)
        const group = ({ user, name }: TokenRecord) => `${user} ${/-(0a0a0a0a|0b0b0b0b)-/.exec(name)?.[1]}`
        const made = ({ name }: TokenRecord) => Number.parseInt(name.slice(-12, -4), 16)
        for (const each of gone) {
          expect(each.name).toMatch(/ #7\.1-/)
          const newer = all.filter(other => !gone.includes(other) && group(other) === group(each) && made(other) >= made(each))
          expect(newer.length).toBeGreaterThanOrEqual(keep)
        }
        const ours = all.filter(({ name }) => name.includes(' #7.1-'))
        for (const of of new Set(ours.map(group))) {
          const stay = ours.filter(each => group(each) === of && !gone.includes(each))
          expect(stay.length).toBe(Math.min(keep, ours.filter(each => group(each) === of).length))
        }
      }),
      { seed: 16 }
    )
  })
})
