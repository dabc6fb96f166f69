import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ActionError } from '../../../src/core/errors.ts'
import type { RunContext } from '../../../src/core/run.ts'
import type { KeepPrevious } from '../../../src/inputs/settings.ts'
import * as rotation from '../../../src/token/rotation.ts'
import type { TokenTask } from '../../../src/token/token.ts'
import type { TokenRecord } from '../../../src/vault/tokens.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const { findHolders, formatName, parseName, planCleanup } = rotation
const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400]
const NOW = 1_800_000_000
const at = (seconds: number) => new Date(seconds * 1000)

const parts = { label: 'ci', runId: '4711', attempt: '12', destination: '0a0b0c0d' }
const NAME = 'ci #4711.12-0a0b0c0d-000000ab00c0ffee'

/** The record of a token that was made so many seconds ago: by this user and for this destination, unless `given` says otherwise. */
function recordOf(id: string, ago: number, given: Partial<TokenRecord & typeof parts> = {}) {
  const name = formatName({ ...parts, nonce: '0badbeef', made: NOW - ago, ...given })
  const known = { id, name, userId: '12', isActive: true, expiry: undefined, lastUsed: undefined }
  return { ...known, ...given }
}
const own = { ...recordOf('new', 5), name: NAME }
const idsOf = (records: TokenRecord[]) => records.map(({ id }) => id).sort()

function surveyOf(records: TokenRecord[], written: rotation.Survey['written']): rotation.Survey {
  return { records, userId: '12', written, listedAt: at(NOW) }
}

function taskOf(keepPrevious: KeepPrevious, to = 'secret'): TokenTask {
  return { ...parts, delivery: { to, keepPrevious } } as unknown as TokenTask
}

test(`A token’s name is parsed from its end, whatever the label looks like ${seeded}`, () => {
  expect(formatName({ ...parts, made: 0xab, nonce: '00c0ffee' })).toBe(NAME)
  const labels = fc.oneof(fc.string(), fc.constantFrom(NAME, 'a\nb'))
  const property = fc.property(labels, fc.nat(0xffffffff), (label, made) => {
    const name = { ...parts, label, made, nonce: '00c0ffee' }
    expect(parseName(formatName(name))).toEqual(name)
  })
  fc.assert(property, cases(1_000))
  // Earlier versions had a nonce of 4 digits.
  expect(parseName(NAME.slice(0, -4))).toMatchObject({ made: 0xab, nonce: '00c0' })
})

test.each([
  ...['ci', NAME.slice(0, -3), `${NAME} `, `${NAME}0`, NAME.toUpperCase()],
  ...[NAME.replace('#4711', '#a'), NAME.replace('.12', '.a')]
])('The name %j is not one that this action made', name => {
  expect(parseName(name)).toBeUndefined()
})

test('Destinations are hashed the same way by later versions, which have to find old tokens', () => {
  const hash = createHash('sha256').update('["api.github.com","output","42"]').digest('hex')
  const run = { repository: 'Acme/App', repositoryId: '42', apiUrl: 'https://API.github.com' }
  const destination = rotation.outputDestination(run as RunContext)
  expect(rotation.hashDestination(destination)).toBe(hash.slice(0, 8))
  const withoutId = rotation.outputDestination({ ...run, repositoryId: '' } as RunContext)
  expect(withoutId).toEqual(['api.github.com', 'output', 'acme/app'])
})

/** Records of all kinds, made up to two days ago, some of them at the same second. */
const someRecord = fc.record({
  ago: fc.oneof(fc.nat(2 * DAY), fc.nat(30 * MINUTE), fc.constant(HOUR)),
  destination: fc.constantFrom('0a0b0c0d', '0a0b0c0d', 'ffffffff'),
  label: fc.constantFrom('ci', NAME),
  userId: fc.constantFrom('12', '12', '12', '99', '')
})
const someRecords = fc.array(someRecord, { maxLength: 12 }).map(all => {
  const records = all.map(({ ago, ...given }, index) => recordOf(`T${index}`, ago, given))
  return [...records, recordOf('by hand', DAY, { name: 'by hand' }), own]
})
const someWritten = fc.option(fc.nat(2 * DAY), { nil: undefined })
const someKeepPrevious = fc.constantFrom<KeepPrevious[]>(0, 1, 2, 5, 'all')

test(`A cleanup deletes only tokens of our user and destination that are 15 minutes old, never the new one ${seeded}`, () => {
  const isOurs = ({ id, name, userId }: TokenRecord) =>
    userId === '12' && parseName(name)?.destination === '0a0b0c0d' && id !== 'new'
  const isRecent = ({ madeMs }: rotation.OwnRecord) => NOW - madeMs / 1000 < 15 * MINUTE
  const property = fc.property(someRecords, someWritten, someKeepPrevious, (records, ago, keep) => {
    const survey = surveyOf(records, ago === undefined ? 'never' : at(NOW - ago))
    const { toDelete, tooRecent, unknown } = planCleanup(survey, own, taskOf(keep))
    expect([toDelete, tooRecent].map(all => all.every(isOurs))).toEqual([true, true])
    expect([toDelete.some(isRecent), tooRecent.every(isRecent), unknown]).toEqual([false, true, []])
  })
  fc.assert(property, cases(1_000))
})

// A write begins within ten minutes, and GitHub's two times may be a minute apart.
test(`A cleanup with keep-previous: 1 keeps what the secret held until now ${seeded}`, () => {
  const ago = fc.integer({ min: 16 * MINUTE, max: DAY })
  const tookAndSkew = fc.tuple(fc.nat(10 * MINUTE), fc.integer({ min: -MINUTE, max: MINUTE }))
  const property = fc.property(someRecords, ago, tookAndSkew, (records, each, [took, skew]) => {
    const all = [...records, recordOf('holder', each + took)]
    const survey = surveyOf(all, at(NOW - each + skew))
    expect(idsOf(planCleanup(survey, own, taskOf(1)).toDelete)).not.toContain('holder')
    expect(idsOf(findHolders(survey, '0a0b0c0d'))).toContain('holder')
  })
  fc.assert(property, cases(1_000))
})

/** How many seconds ago tokens were made, at the bounds of what they are where the secret was written an hour ago. */
const AGES = {
  oldest: 9 * HOUR,
  older: HOUR + 661,
  'first holder': HOUR + 660,
  'last holder': HOUR - 60,
  'never stored': HOUR - 61,
  'old enough': 15 * MINUTE,
  'too recent': 15 * MINUTE - 1
}
const all = Object.entries(AGES).map(([id, ago]) => recordOf(id, ago))
const LOST = 'never stored, old enough'
const HOLDERS = 'first holder, last holder'

const WRITTEN = {
  'an hour ago': at(NOW - HOUR),
  '2 hours ago': at(NOW - 2 * HOUR),
  never: 'never'
} as const

test.each<[keyof typeof WRITTEN, KeepPrevious, string]>([
  ['an hour ago', 'all', LOST],
  ['an hour ago', 3, LOST],
  ['an hour ago', 2, `${LOST}, oldest`],
  ['an hour ago', 1, `${LOST}, older, oldest`],
  ['an hour ago', 0, `${HOLDERS}, ${LOST}, older, oldest`],
  ['2 hours ago', 1, `${HOLDERS}, ${LOST}, older`],
  ['2 hours ago', 0, `${HOLDERS}, ${LOST}, older, oldest`],
  ['never', 1, `${HOLDERS}, never stored, older, oldest`],
  ['never', 'all', '']
])('Of a secret written %s with keep-previous %s, a cleanup deletes "%s"', (when, keep, ids) => {
  const plan = planCleanup(surveyOf([...all, own], WRITTEN[when]), own, taskOf(keep))
  expect(idsOf(plan.toDelete).join(', ')).toBe(ids)
  expect([idsOf(plan.tooRecent), plan.unknown]).toEqual([['too recent'], []])
})

test.each<[string, Partial<rotation.Survey>]>([
  ['GitHub does not say when the secret was written', { written: 'unknown' }],
  ['GitHub could not be asked', { written: new ActionError('network', '', '') }],
  ['the responses of GitHub tell no time', { listedAt: undefined }]
])('A cleanup deletes only duplicates of our user if %s', (_why, given) => {
  const duplicates = ['12', '99', ''].map(userId => recordOf(userId, 0, { name: NAME, userId }))
  const survey = { ...surveyOf([...all, ...duplicates], 'never'), ...given }
  const plan = planCleanup(survey, own, taskOf(0))
  expect([idsOf(plan.toDelete), plan.tooRecent]).toEqual([['12'], []])
  expect(idsOf(plan.unknown)).toEqual(idsOf(all))
  expect(planCleanup(survey, { ...own, userId: '' }, taskOf(0)).toDelete).toEqual([])
})

test('Of tokens made in one second, a cleanup keeps the one with the highest id', () => {
  const records = ['S1', 'S3', 'S2'].map(id => recordOf(id, 9 * HOUR))
  const plan = planCleanup(surveyOf(records, at(NOW - HOUR)), own, taskOf(1))
  expect(idsOf(plan.toDelete)).toEqual(['S1', 'S2'])
})

test('A cleanup leaves superseded tokens of an output, which may be in use', () => {
  const plan = planCleanup(surveyOf(all, 'never'), own, taskOf(0, 'output'))
  expect(plan.toDelete).toEqual([])
})

test('The token in a secret has a record of when it was written, the one that expires first in front', () => {
  const records = [
    ...all,
    recordOf('late', HOUR - 60, { expiry: at(NOW + 900) }),
    recordOf('of another user', HOUR + 660, { userId: '99', expiry: at(NOW + 300) }),
    recordOf('of nobody', HOUR, { userId: '' }),
    recordOf('elsewhere', HOUR, { destination: 'ffffffff' }),
    recordOf('by hand', HOUR, { name: 'by hand' })
  ]
  const holdersOf = (written: rotation.Survey['written']) =>
    findHolders(surveyOf(records, written), parts.destination).map(({ id }) => id)
  const holders = ['of another user', 'late', 'first holder', 'last holder']
  expect(holdersOf(at(NOW - HOUR))).toEqual(holders)
  expect(holdersOf('never')).toEqual([])
})

test.each<[string, Partial<rotation.Moment>, Partial<rotation.Moment>, boolean]>([
  ['after 10 minutes by all clocks', {}, {}, false],
  ['after more than 10 minutes by the monotonic clock', {}, { elapsedMs: 601_001 }, true],
  ['after more than 10 minutes by GitHub', {}, { gitHubMs: NOW + 600_001 }, true],
  ['if the machine slept, since GitHub last told the time', {}, { wallMs: NOW + 600_001 }, true],
  ['if the wall clock was set back', {}, { wallMs: 0 }, true],
  ['if GitHub does not tell the time', {}, { gitHubMs: undefined }, false],
  ['if GitHub did not tell the time before', { gitHubMs: undefined }, {}, false]
])('Whether a token is too old to be stored is decided %s', (_when, changes, now, expected) => {
  const before = { elapsedMs: 1_000, wallMs: NOW, gitHubMs: NOW, ...changes }
  const after = { elapsedMs: 601_000, wallMs: NOW + 600_000, gitHubMs: NOW + 600_000, ...now }
  expect(rotation.isTooLate(before, after)).toBe(expected)
})
