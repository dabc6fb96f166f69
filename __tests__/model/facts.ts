import type { SecretLocation, StoredSecret } from '../../simulator/github-state.ts'
import type { SimToken, World as Simulator, User } from '../../simulator/world.ts'
import type { HttpRequest } from '../../src/net/http.ts'
import type { Effect } from '../helpers/runner.ts'
import type { History, Run } from './history.ts'
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

export function createFacts(history: History, time: Timeline, simulator: Simulator) {
  return {
    ...{ history, time, simulator },
    jobs: [] as Job[],
    /** Vault's job that builds a sandbox, as long as it does. */
    buildingJobId: undefined as number | undefined,
    /** Every secret value that ever was, and what it is. */
    credentials: new Map<string, 'password' | 'oauth' | 'github' | 'session' | SimToken>(),
    /** What the action had Vault generate, and for what. */
    origins: new Map<SimToken, { job: Job; goal: Goal }>(),
    /** Every write of a secret, by the key of its goal. */
    writes: [] as { at: number; key: string; value: string }[],
    heldOnce: new Set<SimToken>(),
    deletedByUs: new Set<SimToken>(),
    /** When somebody else last changed which repositories may read the organization secret. */
    visibilityChangedAt: Number.NEGATIVE_INFINITY,
    counts: new Map<string, number>(),
    violations: [] as string[]
  }
}

export type Facts = ReturnType<typeof createFacts>

/** What becomes known of a run after its beginning. */
export class Findings {
  readonly masks: string[] = []
  readonly effects: Effect[] = []
  readonly heard: { phase: Phase; request: HttpRequest; result: Result }[] = []
  /** Sessions that it opened and saved, and all that a response to its sign-in has told. */
  readonly sessions: string[] = []
  readonly opened: string[] = []
  readonly verified = new Set<SimToken>()
  readonly stored = new Set<string>()
  /** What the secrets contained before it wrote them, by the keys of the goals. */
  readonly replaced = new Map<string, SimToken>()
  /** What was in trouble in main: a request, or with undefined all of it. */
  readonly troubled: (HttpRequest | undefined)[] = []
  /** The jobs for one of the same secrets that were at work at the same time. */
  readonly met = new Set<Job>()
  underway = 0
  outcome: 'succeeded' | 'failed' | 'died' | undefined
  overAt: number | undefined
}

export interface Job extends Findings {
  facts: Facts
  number: number
  plan: Run
  inputs: Record<string, string>
  vaultDns: string
  user: User
  keepPrevious: number
  goals: Goal[]
  currents: string[]
  /** When it began, and its GitHub token was made. */
  begun: number
  /** Whether Vault and GitHub will let it do what it is for. */
  isPossible: boolean
  /** Whether no other job and no happening was there at the same time. */
  isAlone: boolean
}

export function count({ counts }: Facts, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

/** Notes that something happened that must never happen. */
export function violate({ facts, number, plan }: Job, rule: string, what: string): void {
  const at = new Date(facts.time.now()).toISOString()
  facts.violations.push(`${rule}: run ${number} (${plan.kind}), ${at}: ${what}`)
}

export function tokenOf({ simulator }: Facts, value: string | undefined): SimToken | undefined {
  return simulator.tokens.find(token => token.value === value)
}

export function secretOf({ simulator }: Facts, { secret }: Goal): StoredSecret | undefined {
  return secret && simulator.github.secretAt(secret.location, secret.name)
}

export function isActive({ overAt, underway }: Job): boolean {
  return overAt === undefined || underway > 0
}

/** The live tokens for the same destination and user, by what is known of their making, not by their names. */
export function siblings({ simulator, origins }: Facts, token: SimToken, goal: Goal): SimToken[] {
  const live = simulator.liveTokens(token.vault, token.user)
  return live.filter(each => origins.get(each)?.goal.key === goal.key)
}

/** Everything that a job said, in the kinds of lines that are asked for. */
export function textOf({ effects }: Job, ...kinds: Effect['does'][]): string {
  const said = effects.filter(({ does }) => kinds.includes(does))
  return said.map(({ name, text }) => `${name} ${text}`).join('\n')
}

export function isGitHub({ hostname }: URL): boolean {
  return hostname === 'api.github.com'
}

export function isGenerate({ method, url }: HttpRequest): boolean {
  return method === 'POST' && url.pathname.endsWith('/api_access_token__sys')
}
