import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ActionError } from '../../../src/core/errors.ts'
import type { KeepPrevious } from '../../../src/inputs/settings.ts'
import {
  findHolders,
  formatName,
  hashDestination,
  isTooLate,
  type Moment,
  outputDestination,
  parseName,
  planCleanup,
  type Survey
} from '../../../src/token/rotation.ts'
import type { TokenRecord } from '../../../src/vault/tokens.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const runs = cases(2_000)
const MINUTE = 60
const NOW = 1_800_000_000
const DESTINATION = '0a0b0c0d'
const at = (seconds: number) => new Date(seconds * 1000)

/** The name of a token that was made so many seconds ago. */
function nameOf(
  ago: number,
  { destination = DESTINATION, label = 'ci', nonce = '0badbeef' } = {}
): string {
  return formatName({ label, runId: '1', attempt: '1', destination, made: NOW - ago, nonce })
}

function recordOf(id: string, name: string, userId = '12', expiry?: Date): TokenRecord {
  return { id, name, userId, isActive: true, expiry, lastUsed: undefined }
}

function surveyOf(records: TokenRecord[], written: Survey['written']): Survey {
  return { listing: { records, userId: '12' }, written, listedAt: at(NOW) }
}

const own = recordOf('new', nameOf(5, { nonce: 'ffffffff' }))
const ids = (records: TokenRecord[]) => records.map(({ id }) => id)

describe('the name of a token', () => {
  const parts = {
    label: 'github-actions acme/pipelines',
    runId: '4711',
    attempt: '2',
    destination: DESTINATION,
    made: 0xab,
    nonce: '00c0ffee'
  }

  test('tells label, run, attempt, destination, time and nonce', () => {
    expect(formatName(parts)).toBe(
      'github-actions acme/pipelines #4711.2-0a0b0c0d-000000ab00c0ffee'
    )
  })

  test(`is parsed from its end, whatever the label looks like ${seeded}`, () => {
    const labels = fc.oneof(fc.string(), fc.constant('ci #1.1-0a0b0c0d-00000000dead'))
    fc.assert(
      fc.property(labels, fc.nat(0xffffffff), (label, made) => {
        const name = { ...parts, label, made }
        expect(parseName(formatName(name))).toEqual(name)
      }),
      runs
    )
  })

  test('of an earlier version, with a nonce of 4 digits, is parsed too', () => {
    expect(parseName('ci #1.1-0a0b0c0d-69218a40beef')).toMatchObject({
      made: 0x69218a40,
      nonce: 'beef'
    })
  })

  test.each([
    'ci',
    'ci #1.1-0a0b0c0d-69218a40bee',
    'ci #1.1-0a0b0c0d-69218a40beefbee',
    'ci #1.1-0a0b0c0d-69218a40beef ',
    'ci #a.1-0a0b0c0d-69218a40beef',
    'ci #1.1-0A0B0C0D-69218a40beef'
  ])('that this action did not make is not parsed: %j', name => {
    expect(parseName(name)).toBeUndefined()
  })
})

describe('the destination', () => {
  test('is hashed in a way that later versions have to keep', () => {
    const hash = createHash('sha256').update('["api.github.com","output","42"]').digest('hex')
    expect(hashDestination(['api.github.com', 'output', '42'])).toBe(hash.slice(0, 8))
  })

  test('of an output is the id of the repository, or its name in lower case without an id', () => {
    const run = {
      repository: 'Acme/Pipelines',
      repositoryId: '42',
      ownerId: '7',
      runId: '1',
      attempt: '1',
      apiUrl: 'https://API.github.com',
      serverUrl: 'https://github.com'
    }
    expect(outputDestination(run)).toEqual(['api.github.com', 'output', '42'])
    expect(outputDestination({ ...run, repositoryId: '' })).toEqual([
      'api.github.com',
      'output',
      'acme/pipelines'
    ])
  })
})

/** Records of all kinds: ours and others', made up to two days ago, some of them at the same second. */
const someRecords = fc
  .array(
    fc.record({
      ago: fc.oneof(fc.nat(2 * 86_400), fc.nat(30 * MINUTE), fc.constant(3_600)),
      destination: fc.constantFrom(DESTINATION, DESTINATION, 'ffffffff'),
      label: fc.constantFrom('ci', 'other #1.1-0a0b0c0d-00000000dead'),
      userId: fc.constantFrom('12', '12', '12', '99', ''),
      byHand: fc.integer({ min: 0, max: 9 })
    }),
    { maxLength: 12 }
  )
  .map(many =>
    many.map(({ ago, destination, label, userId, byHand }, index) => {
      const nonce = index.toString(16).padStart(8, '0')
      const name = byHand === 0 ? 'by hand' : nameOf(ago, { destination, label, nonce })
      return recordOf(`T${index}`, name, userId)
    })
  )
const someTime = fc.oneof(
  fc.nat(2 * 86_400).map(ago => at(NOW - ago)),
  fc.constant('never' as const)
)
const someKeepPrevious = fc.constantFrom<KeepPrevious[]>(0, 1, 2, 5, 'all')

describe('the cleanup', () => {
  const planFor = (
    records: TokenRecord[],
    written: Survey['written'],
    keepPrevious: KeepPrevious = 1
  ) => planCleanup(surveyOf([...records, own], written), own, DESTINATION, keepPrevious)

  test(`touches only tokens of our user and our destination, and never the new one ${seeded}`, () => {
    fc.assert(
      fc.property(someRecords, someTime, someKeepPrevious, (records, written, keepPrevious) => {
        const { toDelete, tooRecent } = planFor(records, written, keepPrevious)
        for (const record of [...toDelete, ...tooRecent]) {
          expect(record.id).not.toBe('new')
          expect(record.userId).toBe('12')
          expect(parseName(record.name)?.destination).toBe(DESTINATION)
        }
        expect(ids(toDelete).filter(id => ids(tooRecent).includes(id))).toEqual([])
      }),
      runs
    )
  })

  test(`deletes nothing that is younger than 15 minutes, whatever keep-previous is ${seeded}`, () => {
    fc.assert(
      fc.property(someRecords, someTime, someKeepPrevious, (records, written, keepPrevious) => {
        const { toDelete } = planFor(records, written, keepPrevious)
        for (const { madeMs } of toDelete)
          expect(NOW - madeMs / 1000).toBeGreaterThanOrEqual(15 * MINUTE)
      }),
      runs
    )
  })

  // A write begins within ten minutes, and GitHub's two times may be a minute apart.
  test(`keeps what the secret held until now with keep-previous: 1 ${seeded}`, () => {
    const ago = fc.integer({ min: 16 * MINUTE, max: 86_400 })
    const took = fc.integer({ min: 0, max: 10 * MINUTE })
    const skew = fc.integer({ min: -MINUTE, max: MINUTE })
    fc.assert(
      fc.property(someRecords, ago, took, skew, (records, writtenAgo, tookSeconds, skewSeconds) => {
        const holder = recordOf('holder', nameOf(writtenAgo + tookSeconds))
        const written = at(NOW - writtenAgo + skewSeconds)
        const all = [...records, holder]
        expect(ids(planFor(all, written).toDelete)).not.toContain('holder')
        expect(ids(findHolders(surveyOf(all, written), DESTINATION))).toContain('holder')
      }),
      runs
    )
  })

  test(`leaves as many superseded tokens as keep-previous says, and the newest ${seeded}`, () => {
    fc.assert(
      fc.property(someRecords, someKeepPrevious, (records, keepPrevious) => {
        const { toDelete, tooRecent } = planFor(records, 'never', keepPrevious)
        const gone = [...ids(toDelete), ...ids(tooRecent)]
        const ours = records.filter(
          ({ name, userId }) => userId === '12' && parseName(name)?.destination === DESTINATION
        )
        const left = ours.filter(({ id }) => !gone.includes(id))
        const most = keepPrevious === 'all' ? 99 : keepPrevious
        expect(left).toHaveLength(Math.min(most, ours.length - tooRecent.length))
        const made = ({ name }: TokenRecord) => parseName(name)?.made ?? 0
        for (const kept of left) {
          for (const deleted of toDelete) {
            expect(made(kept)).toBeGreaterThanOrEqual(made(deleted))
          }
        }
      }),
      runs
    )
  })

  test(`deletes only duplicates if the history is unknown ${seeded}`, () => {
    fc.assert(
      fc.property(someRecords, records => {
        const duplicate = recordOf('duplicate', own.name)
        const othersDuplicate = recordOf('of another user', own.name, '99')
        const all = [...records, duplicate, othersDuplicate]
        const withoutDate = { ...surveyOf(all, 'never'), listedAt: undefined }
        for (const survey of [
          surveyOf(all, 'unknown'),
          surveyOf(all, new ActionError('network', '', '')),
          withoutDate
        ]) {
          const plan = planCleanup(survey, own, DESTINATION, 0)
          expect([ids(plan.toDelete), plan.tooRecent]).toEqual([['duplicate'], []])
        }
      }),
      runs
    )
  })

  test.each<[string, number, number, KeepPrevious, 'deleted' | 'left' | 'too recent']>([
    ['made more than a minute after the last write: it was never stored', 60, 58, 'all', 'deleted'],
    ['made a minute after the last write: it may be the holder', 60, 59, 'all', 'left'],
    ['made 11 minutes before the last write: it may be the holder', 60, 71, 1, 'left'],
    ['superseded, and none is kept', 60, 72, 0, 'deleted'],
    ['superseded, and the first previous one', 60, 72, 1, 'left'],
    ['14 minutes old, and never stored', 60, 14, 0, 'too recent'],
    ['15 minutes old, and never stored', 60, 15, 'all', 'deleted']
  ])('treats as it should a token %s', (_what, ...row) => {
    const [writtenAgo, madeAgo, keepPrevious, expected] = row
    const records = [recordOf('T', nameOf(madeAgo * MINUTE))]
    const plan = planFor(records, at(NOW - writtenAgo * MINUTE), keepPrevious)
    expect(ids(plan.toDelete)).toEqual(expected === 'deleted' ? ['T'] : [])
    expect(ids(plan.tooRecent)).toEqual(expected === 'too recent' ? ['T'] : [])
  })

  test('counts those that may be the holder as one previous token', () => {
    const holders = [recordOf('a', nameOf(61 * MINUTE)), recordOf('b', nameOf(65 * MINUTE))]
    const older = [recordOf('d', nameOf(400 * MINUTE)), recordOf('c', nameOf(300 * MINUTE))]
    const deletedWith = (keepPrevious: KeepPrevious) => {
      const written = at(NOW - 60 * MINUTE)
      return ids(planFor([...older, ...holders], written, keepPrevious).toDelete)
    }
    expect(deletedWith(0)).toEqual(['a', 'b', 'c', 'd'])
    expect(deletedWith(1)).toEqual(['c', 'd'])
    expect(deletedWith(2)).toEqual(['d'])
    expect(deletedWith(3)).toEqual([])
  })
})

describe('the records that the token in a secret may have', () => {
  const holdersOf = (records: TokenRecord[], written: Survey['written']) =>
    ids(findHolders(surveyOf(records, written), DESTINATION))

  test('are those that were made when it was written, the one that expires first in front', () => {
    const records = [
      recordOf('never', nameOf(62 * MINUTE)),
      recordOf('late', nameOf(61 * MINUTE), '12', at(NOW + 900)),
      recordOf('theirs', nameOf(64 * MINUTE), '99', at(NOW + 300)),
      recordOf('older', nameOf(300 * MINUTE), '12', at(NOW + 1)),
      recordOf('by hand', 'by hand'),
      recordOf('of nobody', nameOf(61 * MINUTE), ''),
      recordOf('elsewhere', nameOf(61 * MINUTE, { destination: 'ffffffff' }))
    ]
    expect(holdersOf(records, at(NOW - 60 * MINUTE))).toEqual(['theirs', 'late', 'never'])
    expect(holdersOf(records, 'never')).toEqual([])
  })
})

test.each<[string, Partial<Moment>, Partial<Moment>, boolean]>([
  ['after 10 minutes by all clocks', {}, {}, false],
  ['after more than 10 minutes by the monotonic clock', {}, { elapsedMs: 600_001 }, true],
  ['after more than 10 minutes by GitHub', {}, { gitHubMs: NOW + 600_001 }, true],
  ['if the machine slept, since GitHub last told the time', {}, { wallMs: NOW + 600_001 }, true],
  ['if the wall clock was set back', {}, { wallMs: 0 }, true],
  ['if GitHub does not tell the time', {}, { gitHubMs: undefined }, false],
  ['if GitHub did not tell the time before', { gitHubMs: undefined }, {}, false]
])('whether a token is too old to be stored is decided %s', (_when, named, now, expected) => {
  const before = { elapsedMs: 0, wallMs: NOW, gitHubMs: NOW, ...named }
  const after = { elapsedMs: 600_000, wallMs: NOW + 600_000, gitHubMs: NOW + 600_000, ...now }
  expect(isTooLate(before, after)).toBe(expected)
})
