import * as fc from 'fast-check'
import type { Ending, Mishap, Suspension } from './process.ts'
import { TROUBLES } from './troubles.ts'

/** What a run is for. */
export type Kind =
  | 'stored'
  | 'stored in an environment'
  | 'stored for an organization'
  | 'stored for a list'
  | 'stored for all'
  | 'output'
  | 'outputs'
  | 'stored for the Vault'
  | 'renews itself'

export interface Run {
  is: 'run'
  kind: Kind
  /** When it begins: when all before it is over, or so many milliseconds after the step before it began. */
  begins: 'later' | number
  /** How long it was queued before, with the secrets as they were then; in milliseconds. */
  queuedMs: number
  /** Whether it is an attempt to run an earlier one again, under its number. */
  again: boolean
  user: 'robot' | 'alice'
  signIn: 'password' | 'access-token' | 'session-id' | 'oauth'
  label: '' | 'nightly'
  expires: '' | '90m' | '30d' | '100d' | 'never'
  keepPrevious: '' | '0' | '2' | 'all'
  visibility: '' | 'all' | 'private'
  withCurrent: boolean
  revokeAfterJob: '' | 'false'
  verify: boolean
  dryRun: boolean
  /** How far the runner's clock is ahead, in milliseconds. */
  aheadMs: number
  /** By how much somebody sets it a few seconds after the run began, in milliseconds. */
  clockStepMs: number
  suspension: Suspension | undefined
  mishaps: readonly Mishap[]
  ending: Ending | undefined
  /** How long the job goes on after main, in milliseconds. */
  jobMs: number
  postMishaps: readonly Mishap[]
  seed: number
}

const EVENTS = [
  'a sandbox is created anew',
  'a sandbox is refreshed',
  'a promotion',
  'a token made by hand',
  'a token of another user',
  'a repository is renamed, and another takes its name',
  'an organization secret gets another repository'
] as const

/** Something that somebody else does. */
export interface Happening {
  is: 'happening'
  what: (typeof EVENTS)[number]
  begins: 'later' | number
  seed: number
}

export interface Pause {
  is: 'pause'
  minutes: number
}

export type Step = Run | Happening | Pause

/** How Vault, GitHub and the runner are in one history. */
export interface Manner {
  /** How many tokens the users hold on each sandbox besides. */
  crowd: number
  usableAfterMs: number
  invalidSessionStatus: 200 | 401
  selfDelete: boolean
  queryLagMs: number
  /** How long a sandbox's host is down after the sandbox became active. */
  bornDownMs: number
  /** How long the production Vault is down while a sandbox is being built, in milliseconds. */
  outageMs: number
  overMaximum: 'refuse' | 'clamp'
  maxExpiryDays: number | undefined
  managesTokens: boolean
  mayListSandboxes: boolean
  /** How far GitHub's clock is ahead of Vault's, in milliseconds. */
  gitHubAheadMs: number
  /** How far the Date of GitHub's responses is ahead of its notes of writes, in milliseconds; undefined: they have none. */
  gitHubDateAheadMs: number | undefined
  gitHubTellsWrites: boolean
  /** How long most calls with a new GitHub token are refused, in milliseconds, and how. */
  freshMs: number
  freshStatus: 401 | 403 | 404
  /** Whether the runner gives the ids of the repository and its owner. */
  givesIds: boolean
}

export interface History extends Manner {
  steps: readonly Step[]
}

function weighted<T>(...values: readonly [weight: number, value: T][]): fc.Arbitrary<T> {
  return fc.oneof(...values.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))
}

function mishaps(most: number): fc.Arbitrary<readonly Mishap[]> {
  const what = fc.constantFrom(...TROUBLES)
  const mishap = fc.record({ call: fc.nat(most), what })
  // The same trouble again and again, so that retries are used up.
  const repeated = fc
    .tuple(fc.nat(most), what, fc.integer({ min: 2, max: 5 }))
    .map(([first, each, times]) =>
      Array.from({ length: times }, (_, index) => ({ call: first + index, what: each }))
    )
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(mishap, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: repeated }
  )
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MINUTES = 1_440

const begins: fc.Arbitrary<'later' | number> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('later' as const) },
  { weight: 2, arbitrary: fc.nat(8_000) },
  { weight: 2, arbitrary: fc.nat(90_000) },
  { weight: 1, arbitrary: fc.nat(20 * MINUTE_MS) }
)

const ending: fc.Arbitrary<Ending> = fc.record({
  step: fc.nat(60),
  how: weighted<Ending['how']>([2, 'killed'], [1, 'cancelled'], [1, 'lost'])
})

const suspension: fc.Arbitrary<Suspension> = fc.record({
  step: fc.nat(60),
  ms: fc.constantFrom(3 * MINUTE_MS, 14 * MINUTE_MS, 20 * MINUTE_MS, 3 * HOUR_MS)
})

function sometimes<T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary })
}

const run: fc.Arbitrary<Run> = fc.record({
  is: fc.constant('run'),
  kind: fc.constant('stored'),
  begins,
  queuedMs: weighted([4, 0], [1, 20_000], [1, HOUR_MS], [1, 72 * HOUR_MS]),
  again: weighted([4, false], [1, true]),
  user: weighted<Run['user']>([9, 'robot'], [1, 'alice']),
  signIn: weighted<Run['signIn']>(
    [3, 'password'],
    [2, 'access-token'],
    [1, 'session-id'],
    [1, 'oauth']
  ),
  label: weighted<Run['label']>([7, ''], [1, 'nightly']),
  expires: weighted<Run['expires']>([3, ''], [1, '90m'], [1, '30d'], [1, '100d'], [1, 'never']),
  keepPrevious: weighted<Run['keepPrevious']>([5, ''], [1, '0'], [1, '2'], [1, 'all']),
  visibility: weighted<Run['visibility']>([3, ''], [1, 'all'], [1, 'private']),
  withCurrent: fc.boolean(),
  revokeAfterJob: weighted<Run['revokeAfterJob']>([3, ''], [1, 'false']),
  verify: weighted([9, true], [1, false]),
  dryRun: weighted([14, false], [1, true]),
  aheadMs: weighted([3, 0], [1, 7_000], [1, -600_000], [1, 3 * HOUR_MS]),
  clockStepMs: weighted([4, 0], [1, HOUR_MS], [1, -HOUR_MS], [1, 5_000], [1, -24 * HOUR_MS]),
  suspension: sometimes(14, suspension),
  mishaps: mishaps(16),
  ending: sometimes(3, ending),
  jobMs: weighted([4, 2_000], [2, 120_000], [1, 5 * HOUR_MS]),
  postMishaps: mishaps(6),
  seed: fc.nat(1_000_000)
})

const happening: fc.Arbitrary<Happening> = fc.record({
  is: fc.constant('happening'),
  what: fc.constantFrom(...EVENTS),
  begins,
  seed: fc.nat(1_000_000)
})

const pause: fc.Arbitrary<Pause> = fc.record({
  is: fc.constant('pause'),
  minutes: weighted(
    [2, 20],
    [2, 23 * 60],
    [2, 10 * DAY_MINUTES],
    [1, 24 * DAY_MINUTES],
    [1, 60 * DAY_MINUTES]
  )
})

const manner = {
  crowd: weighted([5, 0], [1, 15], [1, 23], [1, 24], [1, 25]),
  usableAfterMs: weighted([4, 0], [1, 3_000], [1, 40_000]),
  invalidSessionStatus: fc.constantFrom(200 as const, 401 as const),
  selfDelete: weighted([6, true], [1, false]),
  queryLagMs: weighted([4, 0], [1, 3_000], [1, 20_000]),
  bornDownMs: weighted([2, 0], [2, 12_000], [1, 400_000]),
  outageMs: weighted([2, 0], [1, 25_000], [1, 90_000]),
  overMaximum: fc.constantFrom('refuse' as const, 'clamp' as const),
  maxExpiryDays: weighted<number | undefined>([4, undefined], [1, 90], [1, 20]),
  managesTokens: weighted([3, false], [1, true]),
  mayListSandboxes: weighted([9, true], [1, false]),
  gitHubAheadMs: weighted([3, 0], [1, 60_000], [1, -400_000]),
  gitHubDateAheadMs: weighted<number | undefined>(
    [4, 0],
    [1, 60_000],
    [1, -60_000],
    [1, 1_000],
    [1, -1_000],
    [1, undefined]
  ),
  gitHubTellsWrites: weighted([12, true], [1, false]),
  freshMs: weighted([5, 0], [1, 2_000], [1, 5_000], [1, 20_000]),
  freshStatus: fc.constantFrom(401 as const, 403 as const, 404 as const),
  givesIds: weighted([3, true], [1, false])
}

const kind = weighted<Kind>(
  [5, 'stored'],
  [2, 'stored in an environment'],
  [2, 'stored for an organization'],
  [2, 'stored for a list'],
  [2, 'stored for all'],
  [2, 'output'],
  [2, 'outputs'],
  [2, 'stored for the Vault'],
  [1, 'renews itself']
)

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 7, arbitrary: run as fc.Arbitrary<Step> },
    { weight: 1, arbitrary: happening },
    { weight: 2, arbitrary: pause }
  ),
  { minLength: 1, maxLength: 12 }
)

/** Runs of one or two kinds, with what others do in between. */
const mixed: fc.Arbitrary<History> = fc
  .record({ ...manner, kinds: fc.array(kind, { minLength: 1, maxLength: 2 }), steps })
  .map(({ kinds, steps: some, ...more }) => ({
    ...more,
    steps: some.map((step, index) =>
      step.is === 'run' ? { ...step, kind: kinds[index % kinds.length] ?? step.kind } : step
    )
  }))

/** A machine falls asleep on the way to its write, and another run of the secret begins before it wakes. */
const asleep: fc.Arbitrary<History> = fc
  .record({
    ...manner,
    runs: fc.tuple(run, run, run),
    step: fc.integer({ min: 8, max: 45 }),
    minutes: fc.integer({ min: 14, max: 18 })
  })
  .map(({ runs: [first, second, third], step, minutes, ...more }) => {
    const plain = { kind: 'stored', verify: true, dryRun: false, withCurrent: false } as const
    const quiet = { ...plain, again: false, mishaps: [], ending: undefined, suspension: undefined }
    const suspension = { step, ms: 20 * MINUTE_MS }
    const steps: Step[] = [
      { ...first, ...quiet, begins: 'later' },
      { is: 'pause', minutes: DAY_MINUTES },
      { ...second, ...quiet, begins: 'later', suspension },
      { ...third, ...quiet, begins: minutes * MINUTE_MS, keepPrevious: '0' }
    ]
    return { ...more, usableAfterMs: 0, mayListSandboxes: true, freshMs: 0, steps }
  })

/** Any history of up to twelve runs. */
export const anyHistory: fc.Arbitrary<History> = fc.oneof(
  { weight: 14, arbitrary: mixed },
  { weight: 1, arbitrary: asleep }
)

/** Some steps, and then a dry run and the real run after it, which nothing disturbs. */
export const rehearsed: fc.Arbitrary<History> = fc
  .tuple(mixed, run, fc.constantFrom<Kind>('stored', 'stored in an environment', 'output'))
  .map(([history, last, lastKind]) => {
    const steady = { again: false, queuedMs: 0, clockStepMs: 0, suspension: undefined } as const
    const quiet = { kind: lastKind, mishaps: [], ending: undefined, begins: 'later' } as const
    const real: Run = { ...last, ...steady, ...quiet, dryRun: false }
    return { ...history, freshMs: 0, steps: [...history.steps, { ...real, dryRun: true }, real] }
  })

/** Writes a history down, one line for each step. */
export function describeHistory({ steps: all, ...rest }: History): string {
  return [rest, ...all].map(each => JSON.stringify(each)).join('\n')
}
