import type { SecretLocation, StoredSecret } from '../../simulator/github-state.ts'
import type { SimToken, World as Simulator, User } from '../../simulator/world.ts'
import type { HttpRequest } from '../../src/net/http.ts'
import type { Effect } from '../helpers/runner.ts'
import type { History, Run } from './history.ts'
import type { Process } from './process.ts'
import type { Timeline } from './time.ts'
import type { Result } from './troubles.ts'

export type Phase = 'main' | 'post'

/** Where one token of a job goes: a secret, or only an output. */
export interface Goal {
  /** Empty for the Vault itself. */
  sandbox: string
  secret: { location: SecretLocation; name: string } | undefined
  /** Tells destinations apart, also of a repository that took another one's name. */
  key: string
}

/** What is known of a run when it begins. */
interface JobStart {
  readonly number: number
  readonly plan: Run
  readonly inputs: Record<string, string>
  readonly vaultDns: string
  readonly user: User
  readonly keepPrevious: number
  readonly goals: readonly Goal[]
  /** The values of `current-token`. */
  readonly currents: readonly string[]
  /** When it began, and its GitHub token was made. */
  readonly begun: number
  /** Whether Vault and GitHub will let it do what it is for. */
  readonly isPossible: boolean
  /** Whether no other job and no happening was there at the same time. */
  isAlone: boolean
}

/** What becomes known of it later. */
export class JobRecord {
  readonly processes: Partial<Record<Phase, Process>> = {}
  readonly masks: string[] = []
  readonly shown: { phase: Phase; effect: Effect }[] = []
  readonly heard: { phase: Phase; request: HttpRequest; result: Result }[] = []
  /** Sessions that it opened and saved. */
  readonly sessions: string[] = []
  /** Sessions that a response to its sign-in has told. */
  readonly opened: string[] = []
  readonly verified = new Set<SimToken>()
  /** The keys of the goals whose new token was surely stored. */
  readonly stored = new Set<string>()
  /** What the secrets contained before it wrote them, by the keys of the goals. */
  readonly replaced = new Map<string, SimToken>()
  /** What was in trouble in main: a request, or with undefined all of it. */
  readonly troubled: (HttpRequest | undefined)[] = []
  /** The jobs for one of the same secrets that were at work at the same time. */
  readonly met = new Set<JobRecord>()
  outcome: 'succeeded' | 'failed' | 'died' | undefined
  /** When the post step was over. */
  overAt: number | undefined
}

/** One run of the action, with all that is known of it. */
export type Job = JobStart & JobRecord

/** A token that the action had Vault generate. */
export interface Origin {
  job: Job
  goal: Goal
}

export type CredentialKind = 'password' | 'oauth' | 'github' | 'session'

/** All that is known of a history. */
export class Facts {
  readonly history: History
  readonly time: Timeline
  readonly simulator: Simulator
  readonly jobs: Job[] = []
  /** Every secret value that ever was, and what it is. */
  readonly credentials = new Map<string, CredentialKind | SimToken>()
  readonly origins = new Map<SimToken, Origin>()
  /** Every write of a secret, by the key of its goal. */
  readonly writes: { at: number; key: string; value: string }[] = []
  readonly heldOnce = new Set<SimToken>()
  readonly deletedByUs = new Set<SimToken>()
  /** When somebody else last changed which repositories may read the organization secret. */
  visibilityChangedAt = Number.NEGATIVE_INFINITY
  readonly counts = new Map<string, number>()
  readonly violations: string[] = []

  constructor(history: History, time: Timeline, simulator: Simulator) {
    this.history = history
    this.time = time
    this.simulator = simulator
  }
}

export function count({ counts }: Facts, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

/** Notes that something happened that must never happen. */
export function violate(facts: Facts, job: Job, rule: string, what: string): void {
  const at = new Date(facts.time.now()).toISOString()
  facts.violations.push(`${rule}: run ${job.number} (${job.plan.kind}), ${at}: ${what}`)
}

export function tokenOf({ simulator }: Facts, value: string | undefined): SimToken | undefined {
  return simulator.tokens.find(token => token.value === value)
}

export function secretOf({ simulator }: Facts, { secret }: Goal): StoredSecret | undefined {
  return secret && simulator.github.secretAt(secret.location, secret.name)
}

/** Whether any secret contains it. */
export function isHeld({ simulator }: Facts, token: SimToken): boolean {
  return [...simulator.github.secrets.values()].some(({ value }) => value === token.value)
}

/** Whether it is still at work, or has a request on its way. */
export function isActive({ overAt, processes }: Job): boolean {
  const isUnderway = Object.values(processes).some(({ underway }) => underway > 0)
  return overAt === undefined || isUnderway
}

export function sharesSecret(one: Job, other: Job): boolean {
  return one.goals.some(
    goal => goal.secret !== undefined && other.goals.some(({ key }) => key === goal.key)
  )
}

/** The live tokens for the same destination and user, by what is known of their making, not by their names. */
export function siblings(facts: Facts, token: SimToken, goal: Goal): SimToken[] {
  return facts.simulator
    .liveTokens(token.vault, token.user)
    .filter(each => facts.origins.get(each)?.goal.key === goal.key)
}

/** Everything that a job said, in the kinds of lines that are asked for. */
export function textOf({ shown }: Job, kinds: Effect['does'][]): string {
  return shown
    .filter(({ effect }) => kinds.includes(effect.does))
    .map(({ effect }) => `${effect.name} ${effect.text}`)
    .join('\n')
}

/** The last value of an output. */
export function outputOf({ shown }: Job, name: string): string | undefined {
  const isIt = ({ effect }: Job['shown'][number]) =>
    effect.does === 'output' && effect.name === name
  return shown.findLast(isIt)?.effect.text
}
