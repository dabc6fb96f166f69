import type { SecretLocation as Place, StoredSecret } from '../../simulator/github-state.ts'
import type { World as Model, SimToken } from '../../simulator/world.ts'
import type { HttpOutcome, HttpRequest } from '../../src/http.ts'
import type { Effect } from '../helpers/runner.ts'
import type { Run } from './history.ts'
import type { Process } from './world.ts'

export type Life = 'main' | 'post'

/** Where one token of a job goes: a secret, or only an output. */
export type Goal = Readonly<{ sandbox: string; secret: Readonly<{ place: Place; name: string }> | undefined }>

/** One run of the action, with all that is known of it. */
export type Job = {
  readonly number: number
  readonly plan: Run
  readonly inputs: Readonly<Record<string, string>>
  readonly label: string
  readonly vaultDns: string
  readonly keepPrevious: number
  readonly goals: readonly Goal[]
  /** The values of `current-token`. */
  readonly currents: readonly string[]
  readonly processes: Partial<Record<Life, Process>>
  readonly masks: string[]
  readonly shown: { life: Life; effect: Effect }[]
  readonly heard: { life: Life; request: HttpRequest; outcome: HttpOutcome }[]
  /** Sessions that the job opened and noted. */
  readonly sessions: string[]
  readonly proven: Set<SimToken>
  readonly storedSafely: Set<SimToken>
  /** What was disturbed in main: a request, or with undefined all of it. */
  readonly disturbed: (HttpRequest | undefined)[]
  /** The jobs for one of the same destinations that were at work at the same time. */
  readonly met: Set<Job>
  /** Whether no other job and no happening was there at the same time. */
  alone: boolean
  /** Whether Vault and GitHub will let it do what it is for. */
  possible: boolean
  outcome: 'succeeded' | 'failed' | 'died' | undefined
  /** When the post step was over. */
  over: number | undefined
}

/** A token that the action had made. `late`: when nobody waited for the answer any more. */
export type Origin = Readonly<{ job: Job; goal: Goal; late: boolean }>

export type Facts = {
  readonly model: Model
  readonly now: () => number
  readonly jobs: Job[]
  /** Every secret value that ever was, and what it is. */
  readonly credentials: Map<string, 'password' | 'oauth' | 'github' | 'session' | SimToken>
  readonly origins: Map<SimToken, Origin>
  /** Every write of a secret. */
  readonly writes: { at: number; secret: string; value: string }[]
  readonly heldOnce: Set<SimToken>
  readonly deletedByUs: Set<SimToken>
  /** Since when a secret holds a token that the action deleted. */
  readonly deadSince: Map<string, number>
  /** How long secrets held such a token, in milliseconds. */
  deadMs: number
  readonly counts: Map<string, number>
  readonly violations: string[]
}

export const count = ({ counts }: Facts, what: string, more = 1): void => {
  counts.set(what, (counts.get(what) ?? 0) + more)
}

export const violated = (facts: Facts, job: Job, invariant: number | string, what: string): undefined => {
  const number = typeof invariant === 'number' ? `invariant ${invariant}` : invariant
  facts.violations.push(`${number}: run ${job.number} (${job.plan.kind}), ${new Date(facts.now()).toISOString()}: ${what}`)
}

export const keyOf = ({ secret }: Goal): string =>
  secret === undefined ? 'output' : `${JSON.stringify(secret.place).toLowerCase()} ${secret.name}`

export const tokenOf = ({ model }: Facts, value: string): SimToken | undefined =>
  model.tokens.find(token => token.value === value)

export const secretOf = ({ model }: Facts, { secret }: Goal): StoredSecret | undefined =>
  secret && model.github.secretAt(secret.place, secret.name)

/** Whether any secret holds it. */
export const isHeld = ({ model }: Facts, token: SimToken): boolean =>
  [...model.github.secrets.values()].some(({ value }) => value === token.value)

/** Notes since when, or until when, the secret of a goal holds a token that the action deleted. */
export const watchSecret = (facts: Facts, goal: Goal): void => {
  const held = secretOf(facts, goal)?.value
  const token = held === undefined ? undefined : tokenOf(facts, held)
  const since = facts.deadSince.get(keyOf(goal))
  if (token !== undefined && facts.deletedByUs.has(token)) {
    if (since === undefined) facts.deadSince.set(keyOf(goal), facts.now())
  } else if (since !== undefined) {
    facts.deadSince.delete(keyOf(goal))
    facts.deadMs += facts.now() - since
  }
}

/** Still at work, or with a request on its way. */
export const isActive = ({ over, processes }: Job): boolean =>
  over === undefined || Object.values(processes).some(process => process.underway() > 0)

/** Whether both write one secret. */
export const share = (one: Job, other: Job): boolean =>
  one.goals.some(goal => other.goals.some(each => goal.secret !== undefined && keyOf(each) === keyOf(goal)))

/** Ours for a goal, by what is known of their making, not by their names. */
export const oursFor = ({ model, origins }: Facts, token: SimToken, goal: Goal): readonly SimToken[] =>
  model.liveTokens(token.vault, token.user).filter(each => {
    const origin = origins.get(each)
    return origin !== undefined && keyOf(origin.goal) === keyOf(goal)
  })
