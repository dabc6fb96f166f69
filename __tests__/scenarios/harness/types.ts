import type { World } from './world.ts'

/** Installs what Vault, GitHub and others respond with. */
export type InstallReplies = (world: World) => void

/** A part of what users see of a step. */
export type Part = 'log' | 'outputs' | 'summary' | 'requests' | 'saved state'

/** One step of a job: the action or one of its companions, and its post step. */
export type Step = Readonly<{
  /** The folder below `dist/`; `main` when omitted. */
  action?: 'main' | 'list-tokens' | 'delete-tokens'
  inputs: Readonly<Record<string, string>>
  /** Added to the environment that the runner sets. */
  env?: Readonly<Record<string, string>>
  /** Omitted: the step must not send any request. */
  replies?: InstallReplies
  /** Runs the post step at the end of the job; `true` when it must not send any request. */
  post?: true | InstallReplies
  /** Saved state that the post step finds besides what main saved. */
  savedState?: Readonly<Record<string, string>>
  /** The parts that the snapshot shows; all when omitted. Say what is special, not all that is said elsewhere. */
  shows?: readonly Part[]
  /** The snapshot shows only the exit code and the requests: the step prepares the one that counts. */
  brief?: true
}>

/** A token as Vault stores it. */
export type StoredToken = {
  id: string
  name: string
  value: string
  host: string
  /** ISO 8601, or null for never. */
  expires: string | null
  /** The user who signs in when omitted. */
  user?: string
  /** ISO 8601; Vault does not say when omitted. */
  lastUsed?: string
  deleted: boolean
}

/** What one process hands to the next one of the same scenario. */
export type Carried = {
  /** The virtual time in milliseconds since 1970. */
  now: number
  randomBytesUsed: number
  tokens: StoredToken[]
  /** Value to name, for every credential that a reply contained. */
  credentials: Record<string, string>
}

export type SentRequest = Readonly<{
  method: string
  url: string
  authorization: string
  body: string
}>

/** What the process of one step leaves for the test that started it. */
export type Report = Readonly<{
  carried: Carried
  requests: readonly SentRequest[]
  /** Requests that no interceptor expected. */
  unexpected: readonly string[]
  /** Interceptors that no request used. */
  unused: readonly string[]
}>
