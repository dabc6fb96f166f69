import * as fc from 'fast-check'
import type { SimVault } from '../../simulator/world.ts'
import { TROUBLES } from './troubles.ts'
import type { Ending, Mishap } from './world.ts'

/** What a run is for. */
export const KINDS = [
  ...(['stored', 'stored in an environment', 'stored for an organization', 'stored for a list', 'stored for all'] as const),
  ...(['output', 'outputs', 'stored for the Vault', 'renews itself'] as const)
] as const
export type Kind = (typeof KINDS)[number]

export type Run = Readonly<{
  is: 'run'
  kind: Kind
  /** When it begins: when all before it is over, or so many milliseconds after the step before it began. */
  begins: 'later' | number
  /** How long it was queued before, with the secrets as they were then; in milliseconds. */
  queuedMs: number
  /** It is an attempt to run an earlier one again, under its number. */
  again: boolean
  signIn: 'password' | 'access-token' | 'session-id' | 'oauth'
  label: '' | 'nightly'
  expires: '' | '90m' | '30d' | '100d' | 'never'
  keepPrevious: '' | '0' | '2' | 'all'
  withCurrent: boolean
  revokeAfterJob: '' | 'false'
  verify: boolean
  /** How far the runner's clock is ahead, in milliseconds. */
  aheadMs: number
  /** By how much somebody sets it a few seconds after the run began, in milliseconds. */
  clockStepMs: number
  mishaps: readonly Mishap[]
  ending: Ending | undefined
  /** How long the job goes on after main, in milliseconds. */
  jobMs: number
  postMishaps: readonly Mishap[]
  seed: number
}>

/** Something that somebody else does. */
export type Happening = Readonly<{
  is: 'happening'
  what: 'a sandbox is created anew' | 'a sandbox is refreshed' | 'a promotion' | 'a token by hand' | 'a token of another user'
  begins: 'later' | number
  seed: number
}>

export type Pause = Readonly<{ is: 'pause'; minutes: number }>
export type Step = Run | Happening | Pause

export type History = Readonly<{
  /** How many tokens the user holds on each sandbox besides. */
  crowd: number
  usableAfterMs: number
  invalidSessionStatus: 200 | 401
  selfDelete: boolean
  recordsUses: SimVault['recordsUses']
  queryLagMs: number
  /** How long a sandbox's host is down after the sandbox became active, in milliseconds. */
  bornDownMs: number
  overMaximum: 'refuse' | 'clamp'
  maxExpiryDays: number | undefined
  managesTokens: boolean
  mayListSandboxes: boolean
  /** How far GitHub's clock is ahead of Vault's, in milliseconds. */
  gitHubAheadMs: number
  /** How far the Date of GitHub's answers is ahead of its notes of writes, in milliseconds; undefined: they have none. */
  gitHubDateAheadMs: number | undefined
  gitHubTellsWrites: boolean
  steps: readonly Step[]
}>

const weighted = <T>(...values: readonly [weight: number, value: T][]): fc.Arbitrary<T> =>
  fc.oneof(...values.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))

const mishap = (most: number): fc.Arbitrary<Mishap> => fc.record({ call: fc.nat(most), what: fc.constantFrom(...TROUBLES) })

const mishaps = (most: number): fc.Arbitrary<readonly Mishap[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(mishap(most), { minLength: 1, maxLength: 4 }) },
    // The same trouble again and again, so that repeats are used up.
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(most), fc.constantFrom(...TROUBLES), fc.integer({ min: 2, max: 5 }))
        .map(([first, what, times]) => Array.from({ length: times }, (_, n) => ({ call: first + n, what })))
    }
  )

const begins: fc.Arbitrary<'later' | number> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('later' as const) },
  { weight: 1, arbitrary: fc.nat(8_000) },
  { weight: 1, arbitrary: fc.nat(90_000) }
)

const run: fc.Arbitrary<Run> = fc.record({
  is: fc.constant('run'),
  kind: fc.constant('stored'),
  begins,
  queuedMs: weighted([4, 0], [1, 20_000], [1, 3_600_000], [1, 3 * 86_400_000]),
  again: weighted([4, false], [1, true]),
  signIn: weighted<Run['signIn']>([3, 'password'], [2, 'access-token'], [1, 'session-id'], [1, 'oauth']),
  label: weighted<Run['label']>([7, ''], [1, 'nightly']),
  expires: weighted<Run['expires']>([3, ''], [1, '90m'], [1, '30d'], [1, '100d'], [1, 'never']),
  keepPrevious: weighted<Run['keepPrevious']>([5, ''], [1, '0'], [1, '2'], [1, 'all']),
  withCurrent: fc.boolean(),
  revokeAfterJob: weighted<Run['revokeAfterJob']>([3, ''], [1, 'false']),
  verify: weighted([9, true], [1, false]),
  aheadMs: weighted([3, 0], [1, 7_000], [1, -600_000], [1, 3 * 3_600_000]),
  clockStepMs: weighted([4, 0], [1, 3_600_000], [1, -3_600_000], [1, 5_000], [1, -86_400_000]),
  mishaps: mishaps(16),
  ending: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    {
      weight: 2,
      arbitrary: fc.record({ step: fc.nat(60), how: weighted<Ending['how']>([2, 'killed'], [1, 'cancelled'], [1, 'lost']) })
    }
  ),
  jobMs: weighted([4, 2_000], [2, 120_000], [1, 5 * 3_600_000]),
  postMishaps: mishaps(6),
  seed: fc.nat(1_000_000)
})

const happening: fc.Arbitrary<Step> = fc.record({
  is: fc.constant('happening'),
  what: fc.constantFrom(
    'a sandbox is created anew',
    'a sandbox is refreshed',
    'a promotion',
    'a token by hand',
    'a token of another user'
  ),
  begins,
  seed: fc.nat(1_000_000)
})

const pause: fc.Arbitrary<Step> = fc.record({
  is: fc.constant('pause'),
  minutes: weighted([2, 20], [2, 23 * 60], [2, 10 * 1440], [1, 24 * 1440], [1, 60 * 1440])
})

const world = {
  crowd: weighted([5, 0], [1, 15], [1, 23], [1, 24], [1, 25]),
  usableAfterMs: weighted([4, 0], [1, 3_000], [1, 40_000]),
  invalidSessionStatus: fc.constantFrom(200 as const, 401 as const),
  selfDelete: weighted([6, true], [1, false]),
  recordsUses: fc.constantFrom<SimVault['recordsUses']>('at once', 'never', 'late', 'in batches'),
  queryLagMs: weighted([4, 0], [1, 3_000], [1, 20_000]),
  bornDownMs: weighted([2, 0], [2, 12_000], [1, 400_000]),
  overMaximum: fc.constantFrom('refuse' as const, 'clamp' as const),
  maxExpiryDays: weighted<number | undefined>([4, undefined], [1, 90], [1, 20]),
  managesTokens: weighted([3, false], [1, true]),
  mayListSandboxes: weighted([9, true], [1, false]),
  gitHubAheadMs: weighted([3, 0], [1, 60_000], [1, -400_000]),
  gitHubDateAheadMs: weighted<number | undefined>([4, 0], [1, 60_000], [1, -60_000], [1, 1_000], [1, -1_000], [1, undefined]),
  gitHubTellsWrites: weighted([12, true], [1, false])
}

const kind = weighted<Kind>(
  [5, 'stored'],
  ...KINDS.slice(1).map((each): [number, Kind] => [each === 'renews itself' ? 1 : 2, each])
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
  .record({ ...world, kinds: fc.array(kind, { minLength: 1, maxLength: 2 }), steps })
  .map(({ kinds, steps: some, ...more }) => ({
    ...more,
    steps: some.map((step, n) => (step.is === 'run' ? { ...step, kind: kinds[n % kinds.length] ?? step.kind } : step))
  }))

/** Runs of one secret that leave their tokens behind until there is no room for more, and then the current one is due. */
const crowded: fc.Arbitrary<History> = fc
  .record({
    ...world,
    crowd: fc.constantFrom(20, 21, 22, 23),
    runs: fc.array(run, { minLength: 4, maxLength: 8 }),
    lost: fc.nat(8)
  })
  .map(({ runs, lost, ...more }) => ({
    ...more,
    ...({ usableAfterMs: 0, maxExpiryDays: undefined, mayListSandboxes: true } as const),
    steps: runs.flatMap((each, n): Step[] => {
      const late = n >= runs.length - 2
      const one: Step = { ...each, kind: 'stored', begins: 'later', label: '', expires: '30d', verify: true, signIn: 'password' }
      const kept: Step = late
        ? { ...one, again: false, queuedMs: 0, withCurrent: true, mishaps: [...each.mishaps, { call: lost, what: 'cut after' }] }
        : { ...one, keepPrevious: 'all', withCurrent: false }
      return [kept, { is: 'pause', minutes: n === runs.length - 3 ? 24 * 1440 : 20 }]
    })
  }))

/** Any history of up to twelve runs. */
export const anyHistory: fc.Arbitrary<History> = fc.oneof({ weight: 6, arbitrary: mixed }, { weight: 1, arbitrary: crowded })

/** Runs of one destination that begin within a few seconds of each other, after one that was alone: as it happens without concurrency. */
export const overlapping = (runs: number, given: Partial<Run> = {}): fc.Arbitrary<History> =>
  fc
    .record({
      starts: fc.array(fc.nat(6_000), { minLength: runs, maxLength: runs }),
      seeds: fc.array(fc.nat(1_000_000), { minLength: runs + 1, maxLength: runs + 1 })
    })
    .map(({ starts, seeds }) => {
      const quiet: Run = {
        ...({ is: 'run', kind: 'stored', begins: 'later', queuedMs: 0, again: false, signIn: 'password', label: '' } as const),
        ...({
          expires: '',
          keepPrevious: '',
          withCurrent: false,
          revokeAfterJob: '',
          verify: true,
          aheadMs: 0,
          clockStepMs: 0
        } as const),
        ...{ mishaps: [], ending: undefined, jobMs: 2_000, postMishaps: [], seed: seeds[runs] ?? 0, ...given }
      }
      const offsets = [...starts].sort((a, b) => a - b)
      const steps = offsets.map(
        (start, n): Step => ({ ...quiet, begins: n === 0 ? 'later' : start - (offsets[n - 1] ?? 0), seed: seeds[n] ?? 0 })
      )
      return {
        ...({ crowd: 0, usableAfterMs: 0, invalidSessionStatus: 200, selfDelete: true, recordsUses: 'at once' } as const),
        ...({ overMaximum: 'clamp', maxExpiryDays: undefined, managesTokens: false, mayListSandboxes: true } as const),
        ...{ gitHubAheadMs: 0, gitHubDateAheadMs: 0, gitHubTellsWrites: true, queryLagMs: 0, bornDownMs: 0 },
        steps: [quiet, { is: 'pause', minutes: 1440 }, ...steps]
      }
    })
