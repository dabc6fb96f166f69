import * as fc from 'fast-check'
import { TROUBLES } from './troubles.ts'

type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never

function weighted<const T>(...values: readonly [weight: number, value: T][]): fc.Arbitrary<T> {
  return fc.oneof(...values.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))
}

function sometimes<T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary })
}

/** What happens to the requests of a process, from the nth on. */
function mishaps(most: number) {
  // Sometimes the same trouble again and again, so that retries are used up.
  const times = weighted<number>([16, 1], [1, 2], [1, 3], [1, 5])
  const mishap = fc.record({ call: fc.nat(most), what: fc.constantFrom(...TROUBLES), times })
  const some = fc.array(mishap, { minLength: 1, maxLength: 4 })
  const none = fc.array(mishap, { maxLength: 0 })
  return fc.oneof({ weight: 3, arbitrary: none }, { weight: 4, arbitrary: some })
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const kind = weighted(
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
export type Kind = ValueOf<typeof kind>

const soon = [fc.nat(8_000), fc.nat(8_000), fc.nat(90_000), fc.nat(90_000)]
const later = { weight: 6, arbitrary: fc.constant('later' as const) }
/** When a step begins: when all before it is over, or so many milliseconds after the step before it began. */
const begins = fc.oneof(later, ...soon, fc.nat(20 * MINUTE_MS))

/** The process ends at its nth step: a request begins, is sent, or has its response; a state or an output is set. */
const ending = fc.record({
  step: fc.nat(60),
  how: weighted([2, 'killed'], [1, 'cancelled'], [1, 'lost'])
})

const suspension = fc.record({
  step: fc.nat(60),
  ms: fc.constantFrom(3 * MINUTE_MS, 14 * MINUTE_MS, 20 * MINUTE_MS, 3 * HOUR_MS)
})

const run = fc.record({
  is: weighted([1, 'run']),
  kind: fc.constant<Kind>('stored'),
  begins,
  /** How long it was queued before, with the secrets as they were then. */
  queuedMs: weighted<number>([4, 0], [1, 20_000], [1, HOUR_MS], [1, 3 * DAY_MS]),
  user: weighted([9, 'robot'], [1, 'alice']),
  signIn: weighted([3, 'password'], [2, 'access-token'], [1, 'session-id'], [1, 'oauth']),
  label: weighted([7, ''], [1, 'nightly']),
  expires: weighted([3, ''], [1, '90m'], [1, '30d'], [1, '100d'], [1, 'never']),
  keepPrevious: weighted([5, ''], [1, '0'], [1, '2'], [1, 'all']),
  visibility: weighted([3, ''], [1, 'all'], [1, 'private']),
  withCurrent: fc.boolean(),
  revokeAfterJob: weighted([3, ''], [1, 'false']),
  verify: weighted<boolean>([9, true], [1, false]),
  dryRun: weighted<boolean>([14, false], [1, true]),
  aheadMs: weighted<number>([3, 0], [1, 7_000], [1, -600_000], [1, 3 * HOUR_MS]),
  /** By how much somebody sets the clock a few seconds after the run began. */
  clockStepMs: weighted<number>([4, 0], [1, HOUR_MS], [1, -HOUR_MS], [1, 5_000], [1, -DAY_MS]),
  suspension: sometimes(14, suspension),
  mishaps: mishaps(16),
  ending: sometimes(3, ending),
  jobMs: weighted([4, 2_000], [2, 120_000], [1, 5 * HOUR_MS]),
  postMishaps: mishaps(6),
  seed: fc.nat(1_000_000)
})
export type Run = ValueOf<typeof run>

const happening = fc.record({
  is: weighted([1, 'happening']),
  what: fc.constantFrom(
    'a sandbox is created anew' as const,
    'a sandbox is refreshed' as const,
    'a promotion' as const,
    'a token made by hand' as const,
    'a token of another user' as const,
    'a repository is renamed, and another takes its name' as const,
    'an organization secret gets another repository' as const
  ),
  begins,
  seed: fc.nat(1_000_000)
})
export type Happening = ValueOf<typeof happening>

const pause = fc.record({
  is: weighted([1, 'pause']),
  hours: weighted<number>([2, 1 / 3], [2, 23], [2, 10 * 24], [1, 24 * 24], [1, 60 * 24])
})

type Step = Run | Happening | ValueOf<typeof pause>

/** How Vault, GitHub and the runner are in one history. */
const manner = {
  /** How many tokens the users hold on each sandbox besides. */
  crowd: weighted<number>([5, 0], [1, 15], [1, 23], [1, 24], [1, 25]),
  usableAfterMs: weighted<number>([4, 0], [1, 3_000], [1, 40_000]),
  invalidSessionStatus: weighted([1, 200], [1, 401]),
  selfDelete: weighted<boolean>([6, true], [1, false]),
  queryLagMs: weighted<number>([4, 0], [1, 3_000], [1, 20_000]),
  /** How long a sandbox's host is down after the sandbox became active. */
  bornDownMs: weighted<number>([2, 0], [2, 12_000], [1, 400_000]),
  /** How long the production Vault is down while a sandbox is being built. */
  outageMs: weighted<number>([2, 0], [1, 25_000], [1, 90_000]),
  overMaximum: weighted([1, 'refuse'], [1, 'clamp']),
  maxExpiryDays: weighted<number | undefined>([4, undefined], [1, 90], [1, 20]),
  managesTokens: weighted<boolean>([3, false], [1, true]),
  mayListSandboxes: weighted<boolean>([9, true], [1, false]),
  /** How far GitHub's clock is ahead of Vault's. */
  gitHubAheadMs: weighted<number>([3, 0], [1, 60_000], [1, -400_000]),
  /** How far the Date of GitHub's responses is ahead of its notes of writes; undefined: they have none. */
  gitHubDateAheadMs: fc.constantFrom(0, 0, 0, 0, 60_000, -60_000, 1_000, -1_000, undefined),
  gitHubTellsWrites: weighted<boolean>([12, true], [1, false]),
  /** How long most calls with a new GitHub token are refused, and how. */
  freshMs: weighted<number>([5, 0], [1, 2_000], [1, 5_000], [1, 20_000]),
  freshStatus: weighted([1, 401], [1, 403], [1, 404]),
  /** Whether the runner gives the ids of the repository and its owner. */
  givesIds: weighted<boolean>([3, true], [1, false])
}
const anyManner = fc.record(manner)

export type History = ValueOf<typeof anyManner> & { steps: readonly Step[] }

const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 7, arbitrary: run },
  { weight: 1, arbitrary: happening },
  { weight: 2, arbitrary: pause }
)
const steps = fc.array(step, { minLength: 1, maxLength: 12 })

/** Runs of one or two kinds, with what others do in between. */
const mixed: fc.Arbitrary<History> = fc
  .record({ ...manner, kinds: fc.array(kind, { minLength: 1, maxLength: 2 }), steps })
  .map(({ kinds, steps: some, ...more }) => ({
    ...more,
    steps: some.map((each, index) =>
      each.is === 'run' ? { ...each, kind: kinds[index % kinds.length] ?? each.kind } : each
    )
  }))

/** A machine falls asleep on the way to its write, and another run of the secret begins before it wakes. */
const asleep: fc.Arbitrary<History> = fc
  .record({
    ...manner,
    runs: fc.tuple(run, run, run),
    asleepAt: fc.integer({ min: 8, max: 45 }),
    minutes: fc.integer({ min: 14, max: 18 })
  })
  .map(({ runs: [first, second, third], asleepAt, minutes, ...more }) => {
    const plain = { kind: 'stored', verify: true, dryRun: false, withCurrent: false } as const
    const quiet = { ...plain, mishaps: [], ending: undefined, suspension: undefined }
    const suspension = { step: asleepAt, ms: 20 * MINUTE_MS }
    const steps: Step[] = [
      { ...first, ...quiet, begins: 'later' },
      { is: 'pause', hours: 24 },
      { ...second, ...quiet, begins: 'later', suspension },
      { ...third, ...quiet, begins: minutes * MINUTE_MS, keepPrevious: '0' }
    ]
    return { ...more, usableAfterMs: 0, mayListSandboxes: true, freshMs: 0, steps }
  })

/** Any history of up to twelve steps. */
export const anyHistory = fc.oneof({ weight: 14, arbitrary: mixed }, asleep)
