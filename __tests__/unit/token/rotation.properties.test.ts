import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  isDue,
  type KeepPrevious,
  type Mark,
  makesRoom,
  type NameParts,
  ownRecord,
  parseName,
  superseded,
  TOKEN_LIMIT,
  tokenName
} from '../../../src/token/rotation.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'
import { noon } from '../../helpers/world.ts'

const SEED = 20_261_122
const runs = { seed: SEED, numRuns: 500 }
const seeded = `(seed ${SEED})`

const now = noon.getTime() / 1000
const mark: Mark = { label: 'github-actions acme/pipelines', destination: '0a0b0c0d' }
const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`))
/** Any text, and texts that look like names of tokens themselves. */
const anyLabel = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('', ' #', mark.label, `${mark.label} #1.1-0a0b0c0d-00000000dead`, 'a #1.1-aaaaaaaa-bbbbbbbbcccc', 'two\nlines')
)
const number = fc.nat({ max: 2 ** 31 }).map(String)
const parts: fc.Arbitrary<NameParts> = fc.record({
  label: anyLabel,
  runId: number,
  attempt: number,
  destination: hex(8),
  made: fc.nat({ max: 0xffffffff }),
  nonce: hex(4)
})

/** The name of a token of a mark that was made so many seconds before noon. */
const nameOf = (of: Mark, ago: number, nonce = 'beef') =>
  tokenName({ ...of, runId: '4711', attempt: '1', made: now - ago, nonce })

type Drawn = Readonly<{ record: TokenRecord; whose: string; ago: number }>
/** A record of anybody: of our user or another, of our mark or nearly so; made up to two hours ago, used or never. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    whose: fc.constantFrom('ours', 'ours', 'ours', 'another label', 'another destination', 'by hand', 'another user'),
    ago: fc.nat({ max: 7200 }),
    used: fc.boolean(),
    nonce: hex(4),
    days: fc.option(fc.integer({ min: 1, max: 90 })),
    strange: anyLabel
  })
  .map(({ whose, ago, used, nonce, days, strange }) => {
    const of =
      whose === 'another label'
        ? { ...mark, label: `${strange} ${mark.label}` }
        : whose === 'another destination'
          ? { label: `${mark.label} #1.1-${mark.destination}-00000000dead`, destination: 'ffffffff' }
          : mark
    const byHand = strange.startsWith(mark.label) ? `by hand ${strange}` : strange
    const record = {
      id: '',
      name: whose === 'by hand' ? byHand : nameOf(of, ago, nonce),
      user: whose === 'another user' ? '13' : '12',
      active: true,
      expiry: days === null ? undefined : new Date(noon.getTime() + days * 86_400_000),
      lastUsed: used ? new Date(noon.getTime() - (ago * 1000) / 2) : undefined
    }
    return { record, whose, ago }
  })
const drawnMany = fc
  .array(drawn, { maxLength: 40, size: 'max' })
  .map(many => many.map((each, index) => ({ ...each, record: { ...each.record, id: `V8T${String(index).padStart(3, '0')}` } })))
const keeps = fc.oneof(fc.constant('all' as const), fc.nat({ max: 24 }))

const fresh: TokenRecord = {
  id: 'V8T-NEW',
  name: nameOf(mark, 0),
  user: '12',
  active: true,
  expiry: undefined,
  lastUsed: noon
}
const gone = (many: readonly Drawn[], keepPrevious: KeepPrevious | undefined, own = fresh): readonly Drawn[] => {
  const ids = superseded([...many.map(({ record }) => record), own], own.id, { mark, keepPrevious, now: noon })
  expect(ids).toBeDefined()
  expect(ids).not.toContain(own.id)
  expect(new Set(ids).size).toBe(ids?.length)
  return (ids ?? []).map(id => many.find(({ record }) => record.id === id) ?? raise(`${id} is none of the records.`))
}
const raise = (message: string): never => {
  throw new Error(message)
}
const used = ({ record }: Drawn) => record.lastUsed !== undefined
const isOurs = ({ whose }: Drawn) => whose === 'ours'

test(`a name is taken apart into what it was put together from, whatever the label is ${seeded}`, () => {
  fc.assert(
    fc.property(parts, given => {
      expect(parseName(tokenName(given))).toEqual(given)
    }),
    runs
  )
})

test(`a text that is no such name is none, and one that is comes out the same again ${seeded}`, () => {
  fc.assert(
    fc.property(fc.oneof(anyLabel, parts.map(tokenName)), text => {
      const found = parseName(text)
      if (found !== undefined) expect(tokenName(found)).toBe(text)
    }),
    runs
  )
  for (const text of [
    '',
    'ci',
    'ci #1.1-0a0b0c0d-65000000bee',
    'ci #1.1-0A0B0C0D-65000000beef',
    'ci#1.1-0a0b0c0d-65000000beef',
    'ci #1.1-0a0b0c0d-65000000beef '
  ])
    expect(parseName(text)).toBeUndefined()
})

test(`nothing goes that is of another user, label or destination, or made by hand, whatever it is called ${seeded}`, () => {
  fc.assert(
    fc.property(drawnMany, keeps, (many, keepPrevious) => {
      for (const each of gone(many, keepPrevious)) expect(each.whose).toBe('ours')
    }),
    runs
  )
})

test(`what goes are the orphans, and the used ones beyond keep-previous, the newest of which stay ${seeded}`, () => {
  fc.assert(
    fc.property(drawnMany, keeps, (many, keepPrevious) => {
      const goes = gone(many, keepPrevious)
      const previous = many.filter(each => isOurs(each) && used(each))
      const kept = previous.filter(each => !goes.includes(each))
      expect(kept).toHaveLength(keepPrevious === 'all' ? previous.length : Math.min(keepPrevious, previous.length))
      const youngestGone = Math.min(...goes.filter(used).map(({ ago }) => ago))
      for (const { ago } of kept) expect(ago).toBeLessThanOrEqual(youngestGone)
    }),
    runs
  )
})

test(`an orphan goes whatever keep-previous says, and a young token that was never used neither goes nor counts ${seeded}`, () => {
  fc.assert(
    fc.property(drawnMany, keeps, (many, keepPrevious) => {
      const unused = many.filter(each => isOurs(each) && !used(each))
      const goes = gone(many, keepPrevious)
      for (const each of unused) expect(goes.includes(each)).toBe(each.ago > 15 * 60)
      const withoutThem = many.filter(each => !unused.includes(each))
      expect(gone(withoutThem, keepPrevious)).toEqual(goes.filter(each => !unused.includes(each)))
    }),
    runs
  )
})

test(`on a Vault that records no uses there are no orphans: all of ours count as previous ${seeded}`, () => {
  fc.assert(
    fc.property(drawnMany, keeps, (some, keepPrevious) => {
      const many = some.map(each => ({ ...each, record: { ...each.record, lastUsed: undefined } }))
      const goes = gone(many, keepPrevious, { ...fresh, lastUsed: undefined })
      const ours = many.filter(isOurs).length
      expect(goes).toHaveLength(keepPrevious === 'all' ? 0 : Math.max(0, ours - keepPrevious))
    }),
    runs
  )
})

test(`a token of the very same name always goes, also where nothing else may ${seeded}`, () => {
  fc.assert(
    fc.property(drawnMany, fc.option(keeps, { nil: undefined }), (many, keepPrevious) => {
      const twin: Drawn = { record: { ...fresh, id: 'V8T-TWIN', lastUsed: undefined }, whose: 'ours', ago: 0 }
      const foreign: Drawn = { record: { ...fresh, id: 'V8T-FOREIGN', user: '13' }, whose: 'another user', ago: 0 }
      const goes = gone([...many, twin, foreign], keepPrevious)
      expect(goes).toContain(twin)
      expect(goes).not.toContain(foreign)
      if (keepPrevious === undefined) expect(goes).toEqual([twin])
    }),
    runs
  )
})

test(`a new token that is not in the list is dead, and then nothing goes ${seeded}`, () => {
  fc.assert(
    fc.property(drawnMany, keeps, (many, keepPrevious) => {
      const records = many.map(({ record }) => record)
      expect(superseded(records, 'V8T-NEW', { mark, keepPrevious, now: noon })).toBeUndefined()
    }),
    runs
  )
})

test(`two destinations under one label never touch each other ${seeded}`, () => {
  fc.assert(
    fc.property(anyLabel, hex(8), hex(8), fc.array(fc.nat({ max: 7200 }), { maxLength: 9 }), (label, one, other, agos) => {
      fc.pre(one !== other)
      const records = agos.map((ago, index) => ({
        ...fresh,
        id: `V8T${index}`,
        name: nameOf({ label, destination: index % 2 === 0 ? one : other }, ago)
      }))
      const own = { ...fresh, name: nameOf({ label, destination: one }, 0, '0000') }
      const cleanUp = { mark: { label, destination: one }, keepPrevious: 0, now: noon }
      expect(superseded([...records, own], own.id, cleanUp)?.length).toBe(Math.ceil(agos.length / 2))
    }),
    runs
  )
})

test(`the record of a current token is a used one of ours, and of those that moved with the question if there are any ${seeded}`, () => {
  fc.assert(
    fc.property(drawnMany, fc.constantFrom('12', ''), fc.nat({ max: 3600 }), (many, user, secondsAgo) => {
      const asked = new Date(noon.getTime() - secondsAgo * 1000)
      const own = ownRecord(
        many.map(({ record }) => record),
        user,
        mark,
        asked
      )
      const able = many.filter(each => used(each) && (isOurs(each) || (user === '' && each.whose === 'another user')))
      const moved = able.filter(({ record }) => record.lastUsed !== undefined && record.lastUsed >= asked)
      const expected = moved.length > 0 ? moved : able
      expect([...(own?.candidates ?? [])].sort()).toEqual(expected.map(({ record }) => record.id).sort())
      if (own === undefined) return
      expect(own.moved).toBe(moved.length > 0)
      expect(own.candidates).toContain(own.record.id)
      const soonest = Math.min(...expected.map(({ record }) => record.expiry?.getTime() ?? Number.POSITIVE_INFINITY))
      expect(own.record.expiry?.getTime() ?? Number.POSITIVE_INFINITY).toBe(soonest)
    }),
    runs
  )
})

test(`what makes room is never one that may be the current one, never foreign, and none below the limit ${seeded}`, () => {
  let roomMade = 0
  fc.assert(
    fc.property(drawnMany, keeps, (many, keepPrevious) => {
      const records = many.map(({ record }) => record)
      const own = ownRecord(records, '12', mark, new Date(noon.getTime() - 600_000))
      fc.pre(own !== undefined)
      const id = makesRoom(records, own, mark, keepPrevious, noon)
      const active = records.filter(({ user }) => user === '12').length
      if (active < TOKEN_LIMIT) expect(id).toBeUndefined()
      if (id === undefined) return
      roomMade++
      expect(own.candidates).not.toContain(id)
      const goes = many.find(({ record }) => record.id === id)
      expect(goes?.whose).toBe('ours')
    }),
    { ...runs, numRuns: 2000 }
  )
  expect(roomMade).toBeGreaterThan(100)
})

test.each<[string, number | undefined, number, boolean]>([
  ['never expires', undefined, Number.MAX_SAFE_INTEGER, false],
  ['lasts a second longer', 3601, 3600, false],
  ['lasts exactly as long', 3600, 3600, true],
  ['lasts a second less', 3599, 3600, true],
  ['is over', -1, 3600, true]
])('a token that %s than is to be left is due or not', (_what, lasts, renewBefore, due) => {
  const expiry = lasts === undefined ? undefined : new Date(noon.getTime() + lasts * 1000)
  expect(isDue(expiry, renewBefore, noon)).toBe(due)
})
