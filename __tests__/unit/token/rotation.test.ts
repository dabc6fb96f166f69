import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ActionError } from '../../../src/core/errors.ts'
import type { RunContext } from '../../../src/core/run.ts'
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
import type { TokenTask } from '../../../src/token/token.ts'
import type { TokenRecord } from '../../../src/vault/tokens.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const runs = cases(2_000)
const MINUTE = 60
const NOW = 1_800_000_000
const DESTINATION = '0a0b0c0d'
const at = (seconds: number) => new Date(seconds * 1000)

/** The name of a token that was made so many seconds ago. */
function nameOf(ago: number, destination = DESTINATION, label = 'ci', nonce = '0badbeef'): string {
  return formatName({ label, runId: '1', attempt: '1', destination, made: NOW - ago, nonce })
}

function recordOf(id: string, name: string, userId = '12', expiry?: Date): TokenRecord {
  return { id, name, userId, isActive: true, expiry, lastUsed: undefined }
}

function surveyOf(records: TokenRecord[], written: Survey['written']): Survey {
  return { records, userId: '12', written, listedAt: at(NOW) }
}

const own = recordOf('new', nameOf(5, DESTINATION, 'ci', 'ffffffff'))
const ids = (records: TokenRecord[]) => records.map(({ id }) => id)
const isOurs = ({ name, userId }: TokenRecord) =>
  userId === '12' && parseName(name)?.destination === DESTINATION

describe('the name of a token', () => {
  const parts = { label: 'github-actions acme/app', runId: '4711', attempt: '12' }
  const rest = { destination: DESTINATION, made: 0xab, nonce: '00c0ffee' }

  test('tells label, run, attempt, destination, time and nonce', () => {
    const name = formatName({ ...parts, ...rest })
    expect(name).toBe('github-actions acme/app #4711.12-0a0b0c0d-000000ab00c0ffee')
  })

  test(`is parsed from its end, whatever the label looks like ${seeded}`, () => {
    const labels = fc.oneof(fc.string(), fc.constantFrom('ci #1.1-0a0b0c0d-00000000dead', 'a\nb'))
    fc.assert(
      fc.property(labels, fc.nat(0xffffffff), (label, made) => {
        const name = { ...parts, ...rest, label, made }
        expect(parseName(formatName(name))).toEqual(name)
      }),
      runs
    )
  })

  test('of an earlier version, with a nonce of 4 digits, is parsed too', () => {
    const expected = { made: 0x69218a40, nonce: 'beef' }
    expect(parseName('ci #1.1-0a0b0c0d-69218a40beef')).toMatchObject(expected)
  })

  test.each([
    'ci',
    'ci #1.1-0a0b0c0d-69218a40bee',
    'ci #1.1-0a0b0c0d-69218a40beefbee',
    'ci #1.1-0a0b0c0d-69218a40beef ',
    'ci #a.1-0a0b0c0d-69218a40beef',
    'ci #1.a-0a0b0c0d-69218a40beef',
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

  test.each([
    ['the id of the repository', '42', '42'],
    ['its name in lower case where the runner gives no id', '', 'acme/app']
  ])('of an output has %s', (_what, repositoryId, expected) => {
    const run = { repository: 'Acme/App', repositoryId, apiUrl: 'https://API.github.com' }
    const destination = ['api.github.com', 'output', expected]
    expect(outputDestination(run as RunContext)).toEqual(destination)
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
      const name = nameOf(ago, destination, label, String(index).padStart(8, '0'))
      return recordOf(`T${index}`, byHand === 0 ? 'by hand' : name, userId)
    })
  )
const someTime = fc.oneof(
  fc.nat(2 * 86_400).map(ago => at(NOW - ago)),
  fc.constant('never' as const)
)
const someKeepPrevious = fc.constantFrom<KeepPrevious[]>(0, 1, 2, 5, 'all')

function taskOf(delivery: { to: 'secret'; keepPrevious: KeepPrevious } | { to: 'output' }) {
  return { destination: DESTINATION, delivery } as TokenTask
}

describe('the cleanup', () => {
  const planFor = (
    records: TokenRecord[],
    written: Survey['written'],
    keepPrevious: KeepPrevious = 1
  ) => {
    const survey = surveyOf([...records, own], written)
    return planCleanup(survey, own, taskOf({ to: 'secret', keepPrevious }))
  }

  test(`deletes only tokens of our user and destination that are 15 minutes old, and never the new one ${seeded}`, () => {
    fc.assert(
      fc.property(someRecords, someTime, someKeepPrevious, (records, written, keepPrevious) => {
        const { toDelete, tooRecent, unknown } = planFor(records, written, keepPrevious)
        expect(unknown).toEqual([])
        expect(
          [...toDelete, ...tooRecent].filter(each => each.id === 'new' || !isOurs(each))
        ).toEqual([])
        const isRecent = ({ madeMs }: { madeMs: number }) => NOW - madeMs / 1000 < 15 * MINUTE
        expect([toDelete.some(isRecent), tooRecent.every(isRecent)]).toEqual([false, true])
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
        const ours = records.filter(isOurs)
        const left = ours.filter(({ id }) => !gone.includes(id))
        const most = keepPrevious === 'all' ? 99 : keepPrevious
        expect(left).toHaveLength(Math.min(most, ours.length - tooRecent.length))
        const madeMs = left.map(({ name }) => (parseName(name)?.made ?? 0) * 1000)
        const newestDeleted = Math.max(...toDelete.map(deleted => deleted.madeMs))
        expect(Math.min(...madeMs)).toBeGreaterThanOrEqual(newestDeleted)
      }),
      runs
    )
  })

  test.each<[string, Partial<Survey>]>([
    ['GitHub does not say when the secret was written', { written: 'unknown' }],
    ['GitHub could not be asked', { written: new ActionError('network', '', '') }],
    ['the responses of GitHub tell no time', { listedAt: undefined }]
  ])(`deletes only duplicates of our user if %s ${seeded}`, (_why, given) => {
    fc.assert(
      fc.property(someRecords, records => {
        const duplicate = recordOf('duplicate', own.name)
        const all = [...records, duplicate, recordOf('of another user', own.name, '99')]
        const survey = { ...surveyOf(all, 'never'), ...given }
        const plan = planCleanup(survey, own, taskOf({ to: 'secret', keepPrevious: 0 }))
        expect([ids(plan.toDelete), plan.tooRecent]).toEqual([['duplicate'], []])
        expect(ids(plan.unknown)).toEqual(ids(records.filter(isOurs)))
      }),
      runs
    )
  })

  const HOUR = 60 * MINUTE
  test.each<[string, number, KeepPrevious, 'deleted' | 'left' | 'too recent']>([
    ['more than a minute after the last write: it was never stored', HOUR - 61, 'all', 'deleted'],
    ['a minute after the last write: it may be the holder', HOUR - 60, 'all', 'left'],
    ['11 minutes before the last write: it may be the holder', HOUR + 660, 1, 'left'],
    ['before that, and none is kept', HOUR + 661, 0, 'deleted'],
    ['before that, and is the first previous one', HOUR + 661, 1, 'left'],
    ['less than 15 minutes ago, and never stored', 15 * MINUTE - 1, 0, 'too recent'],
    ['15 minutes ago, and never stored', 15 * MINUTE, 'all', 'deleted']
  ])('treats as it should a token that was made %s', (_when, ago, keepPrevious, expected) => {
    const plan = planFor([recordOf('T', nameOf(ago))], at(NOW - HOUR), keepPrevious)
    expect(ids(plan.toDelete)).toEqual(expected === 'deleted' ? ['T'] : [])
    expect(ids(plan.tooRecent)).toEqual(expected === 'too recent' ? ['T'] : [])
  })

  test.each<[KeepPrevious, string[]]>([
    [0, ['a', 'b', 'c', 'd']],
    [1, ['c', 'd']],
    [2, ['d']],
    [3, []]
  ])('counts those that may be the holder as one with keep-previous: %s', (keepPrevious, gone) => {
    const holders = [recordOf('a', nameOf(HOUR - 60)), recordOf('b', nameOf(HOUR + 660))]
    const older = [recordOf('d', nameOf(9 * HOUR)), recordOf('c', nameOf(HOUR + 661))]
    const { toDelete } = planFor([...older, ...holders], at(NOW - HOUR), keepPrevious)
    expect(ids(toDelete)).toEqual(gone)
  })

  test('deletes nothing if the user of the new token is not known', () => {
    const ofNobody = { ...own, userId: '' }
    const survey = surveyOf([recordOf('T', nameOf(HOUR), '')], 'never')
    const task = taskOf({ to: 'secret', keepPrevious: 0 })
    expect(planCleanup(survey, ofNobody, task).toDelete).toEqual([])
  })

  test('leaves superseded tokens of an output, which may be in use', () => {
    const survey = surveyOf([recordOf('T', nameOf(HOUR))], 'never')
    expect(planCleanup(survey, own, taskOf({ to: 'output' })).toDelete).toEqual([])
  })
})

test('the token in a secret has a record of when it was written, the one that expires first in front', () => {
  const records = [
    recordOf('never', nameOf(62 * MINUTE)),
    recordOf('late', nameOf(59 * MINUTE), '12', at(NOW + 900)),
    recordOf('theirs', nameOf(71 * MINUTE), '99', at(NOW + 300)),
    recordOf('before', nameOf(71 * MINUTE + 1), '12', at(NOW + 1)),
    recordOf('after', nameOf(59 * MINUTE - 1), '12', at(NOW + 1)),
    recordOf('by hand', 'by hand'),
    recordOf('of nobody', nameOf(61 * MINUTE), ''),
    recordOf('elsewhere', nameOf(61 * MINUTE, 'ffffffff'))
  ]
  const holdersOf = (written: Survey['written']) =>
    ids(findHolders(surveyOf(records, written), DESTINATION))
  expect(holdersOf(at(NOW - 60 * MINUTE))).toEqual(['theirs', 'late', 'never'])
  expect(holdersOf('never')).toEqual([])
})

test.each<[string, Partial<Moment>, Partial<Moment>, boolean]>([
  ['after 10 minutes by all clocks', {}, {}, false],
  ['after more than 10 minutes by the monotonic clock', {}, { elapsedMs: 605_001 }, true],
  ['after more than 10 minutes by GitHub', {}, { gitHubMs: NOW + 600_001 }, true],
  ['if the machine slept, since GitHub last told the time', {}, { wallMs: NOW + 600_001 }, true],
  ['if the wall clock was set back', {}, { wallMs: 0 }, true],
  ['if GitHub does not tell the time', {}, { gitHubMs: undefined }, false],
  ['if GitHub did not tell the time before', { gitHubMs: undefined }, {}, false]
])('whether a token is too old to be stored is decided %s', (_when, named, now, expected) => {
  const before = { elapsedMs: 5_000, wallMs: NOW, gitHubMs: NOW, ...named }
  const after = { elapsedMs: 605_000, wallMs: NOW + 600_000, gitHubMs: NOW + 600_000, ...now }
  expect(isTooLate(before, after)).toBe(expected)
})
