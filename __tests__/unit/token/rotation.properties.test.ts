import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Written } from '../../../src/github/secrets.ts'
import {
  activeOfUser,
  fatesOf,
  type History,
  holderAmong,
  isDue,
  type KeepPrevious,
  parseName,
  spareAmong,
  tokenName
} from '../../../src/token/rotation.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const runs = cases(2_000)

const DESTINATION = '0a0b0c0d'
const NOW = 1_800_000_000
const at = (seconds: number) => new Date(seconds * 1000)
/** The name of a token that was made so many seconds ago. */
const named = (ago: number, { destination = DESTINATION, label = 'ci', nonce = 'beef' } = {}) =>
  tokenName({ label, runId: '1', attempt: '1', destination, made: NOW - ago, nonce })
const record = (id: string, name: string, more: Partial<TokenRecord> = {}): TokenRecord => ({
  ...{ id, name, user: '12', active: true, expiry: undefined, lastUsed: undefined },
  ...more
})
const own = record('new', named(5, { nonce: 'ffff' }))
const history = (written: Written, keepPrevious: KeepPrevious = 1): History => ({ written, listedAt: at(NOW), keepPrevious })
const minute = 60

/** Records of all kinds: ours and others', made up to two days ago, some of them at the same second. */
const records: fc.Arbitrary<readonly TokenRecord[]> = fc
  .array(
    fc.record({
      ago: fc.oneof(fc.nat(2 * 86_400), fc.nat(30 * minute), fc.constant(3_600)),
      destination: fc.constantFrom(DESTINATION, DESTINATION, 'ffffffff'),
      label: fc.constantFrom('ci', 'other #1.1-0a0b0c0d-00000000dead'),
      user: fc.constantFrom('12', '12', '12', '99'),
      byHand: fc.integer({ min: 0, max: 9 })
    }),
    { maxLength: 12 }
  )
  .map(many =>
    many.map(({ ago, destination, label, user, byHand }, n) =>
      record(`T${n}`, byHand === 0 ? 'by hand' : named(ago, { destination, label, nonce: `000${n.toString(16)}` }), { user })
    )
  )
const written: fc.Arbitrary<Written> = fc.oneof(
  fc.nat(2 * 86_400).map(ago => at(NOW - ago)),
  fc.constant('never' as const)
)
const keep = fc.constantFrom<KeepPrevious[]>(0, 1, 2, 5, 'all')
const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id)

describe('what becomes of the other tokens', () => {
  test(`only ours go: of our user, with our destination in the name, whatever the label; and never the new one ${seeded}`, () => {
    fc.assert(
      fc.property(records, written, keep, (some, when, keepPrevious) => {
        const { remove, young } = fatesOf([...some, own], own, DESTINATION, history(when, keepPrevious))
        for (const each of [...remove, ...young]) {
          expect(each.id).not.toBe('new')
          expect(each.user).toBe('12')
          expect(parseName(each.name)?.destination).toBe(DESTINATION)
        }
        expect(ids(remove).filter(id => ids(young).includes(id))).toEqual([])
      }),
      runs
    )
  })

  test(`nothing younger than 15 minutes goes, whatever keep-previous says ${seeded}`, () => {
    fc.assert(
      fc.property(records, written, keep, (some, when, keepPrevious) => {
        const { remove } = fatesOf([...some, own], own, DESTINATION, history(when, keepPrevious))
        for (const { made } of remove) expect(NOW - made).toBeGreaterThanOrEqual(15 * minute)
      }),
      runs
    )
  })

  // Whoever stored, did so within ten minutes, by a clock that may differ by a minute from the notes of when.
  test(`the one that was written last is among the first previous, so that keep-previous: 1 keeps it ${seeded}`, () => {
    fc.assert(
      fc.property(
        records,
        fc.integer({ min: 16 * minute, max: 86_400 }),
        fc.integer({ min: 0, max: 10 * minute }),
        fc.integer({ min: -minute, max: minute }),
        (some, ago, took, skew) => {
          const holder = record('holder', named(ago + took))
          const all = [...some, holder, own]
          const { remove } = fatesOf(all, own, DESTINATION, history(at(NOW - ago + skew)))
          expect(ids(remove)).not.toContain('holder')
          const found = holderAmong(all, '12', DESTINATION, at(NOW - ago + skew))
          expect(found).toBeDefined()
        }
      ),
      runs
    )
  })

  test(`exactly as many previous ones stay as asked for, and they are the newest ${seeded}`, () => {
    fc.assert(
      fc.property(records, keep, (some, keepPrevious) => {
        const { remove, young } = fatesOf([...some, own], own, DESTINATION, history('never', keepPrevious))
        const gone = [...ids(remove), ...ids(young)]
        const ours = some.filter(({ name, user }) => user === '12' && parseName(name)?.destination === DESTINATION)
        const stay = ours.filter(({ id }) => !gone.includes(id))
        const most = keepPrevious === 'all' ? 99 : keepPrevious
        expect(stay).toHaveLength(Math.min(most, ours.length - young.length))
        const made = (each: TokenRecord) => parseName(each.name)?.made ?? 0
        for (const kept of stay) for (const each of remove) expect(made(kept)).toBeGreaterThanOrEqual(made(each))
      }),
      runs
    )
  })

  test(`without a history only twins go ${seeded}`, () => {
    fc.assert(
      fc.property(records, some => {
        const twin = record('twin', own.name)
        for (const none of [undefined, history('untold', 0)])
          expect(ids(fatesOf([...some, twin, own], own, DESTINATION, none).remove)).toEqual(['twin'])
      }),
      runs
    )
  })

  test.each<[string, number, number, KeepPrevious, 'goes' | 'stays' | 'young']>([
    ['lost: made more than a minute after the last write', 60, 58, 'all', 'goes'],
    ['perhaps the holder: made a minute after it, by another clock', 60, 59, 'all', 'stays'],
    ['perhaps the holder: written 11 minutes after it was made', 60, 71, 1, 'stays'],
    ['superseded: made more than 11 minutes before, and none is kept', 60, 72, 0, 'goes'],
    ['superseded, and the first previous', 60, 72, 1, 'stays'],
    ['14 minutes old, and never written', 60, 14, 0, 'young'],
    ['15 minutes old, and never written', 60, 15, 'all', 'goes']
  ])('one that is %s', (_what, writtenAgo, madeAgo, keepPrevious, fate) => {
    const one = record('one', named(madeAgo * minute))
    const fates = fatesOf([one, own], own, DESTINATION, history(at(NOW - writtenAgo * minute), keepPrevious))
    expect(ids(fates.remove)).toEqual(fate === 'goes' ? ['one'] : [])
    expect(ids(fates.young)).toEqual(fate === 'young' ? ['one'] : [])
  })

  test('those that may have been written last count as one, and stay together', () => {
    const holders = [record('a', named(61 * minute)), record('b', named(65 * minute, { nonce: '0001' }))]
    const older = [record('c', named(300 * minute)), record('d', named(400 * minute))]
    const gone = (keepPrevious: KeepPrevious) =>
      ids(fatesOf([...older, ...holders, own], own, DESTINATION, history(at(NOW - 60 * minute), keepPrevious)).remove)
    expect([gone(0), gone(1), gone(2), gone(3)]).toEqual([['a', 'b', 'c', 'd'], ['c', 'd'], ['d'], []])
  })
})

describe('the record of what the secret holds', () => {
  test('is of those that may be it the one that expires first, young or not', () => {
    const some = [
      record('never', named(62 * minute)),
      record('late', named(61 * minute), { expiry: at(NOW + 900) }),
      record('soon', named(64 * minute), { expiry: at(NOW + 300) }),
      record('older', named(300 * minute), { expiry: at(NOW + 1) })
    ]
    expect(holderAmong(some, '12', DESTINATION, at(NOW - 60 * minute))?.id).toBe('soon')
    expect(holderAmong(some.slice(0, 1), '12', DESTINATION, at(NOW - 60 * minute))?.id).toBe('never')
    expect(holderAmong([record('young', named(60))], '12', DESTINATION, at(NOW - 30))?.id).toBe('young')
  })

  test('is none where the secret was written by hand, or where nobody says whose records these are', () => {
    const some = [record('T', named(300 * minute))]
    expect(holderAmong(some, '12', DESTINATION, at(NOW - 60 * minute))).toBeUndefined()
    expect(holderAmong(some, '', DESTINATION, at(NOW - 300 * minute))).toBeUndefined()
    expect(holderAmong([record('by hand', 'by hand')], '12', DESTINATION, at(NOW))).toBeUndefined()
  })
})

test(`what could go to make room is ours, old, oldest first, and never what the secret may hold ${seeded}`, () => {
  fc.assert(
    fc.property(records, written, (some, when) => {
      const spare = spareAmong(some, '12', DESTINATION, when, at(NOW))
      expect(spare).toEqual([...spare].sort((a, b) => a.made - b.made))
      for (const { made, user } of spare) {
        expect(user).toBe('12')
        expect(NOW - made).toBeGreaterThanOrEqual(15 * minute)
        if (when instanceof Date) expect(Math.abs(made - (when.getTime() / 1000 - 300))).toBeGreaterThan(6 * minute)
      }
      expect(spareAmong(some, '12', DESTINATION, 'untold', at(NOW))).toEqual([])
    }),
    runs
  )
})

test('a token is due when no more than renew-before is left of it, and one that never expires is never', () => {
  expect(isDue(at(NOW + 61), 60, at(NOW))).toBe(false)
  expect(isDue(at(NOW + 60), 60, at(NOW))).toBe(true)
  expect(isDue(undefined, 60, at(NOW))).toBe(false)
})

test('the active tokens of a user are counted without those of others', () => {
  expect(activeOfUser([record('a', 'x'), record('b', 'y'), record('c', 'z', { user: '99' })], '12')).toBe(2)
})
