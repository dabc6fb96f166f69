import type { Credential } from '../credential.ts'
import type { Expires } from '../expiry.ts'
import type { ReadySecret } from '../github/ready-secret.ts'
import type { TokenEntry } from '../journal.ts'
import { reachVault, type Vault } from '../vault/client.ts'
import type { TokenFor } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import type { Current } from './keep.ts'
import type { KeepPrevious, Mark } from './rotation.ts'
import type { Stored } from './store.ts'
import type { Subject } from './subject.ts'

/** A token as it is handed on. `id` and `name` as Vault has them; `expiry` undefined: never. */
export type Token = Readonly<{ id: string; name: string; value: Credential; expiry: Date | undefined; executionId: string }>

/** How a token is to be handed on. */
export type Way =
  | Readonly<{ to: 'output'; revokeAfterJob: boolean }>
  | Readonly<{ to: 'secret'; secret: ReadySecret; keepPrevious: KeepPrevious; current: Current | undefined }>

/** How a token was handed on. */
export type HandedOn =
  | Readonly<{ as: 'output'; revokeAfterJob: boolean }>
  | Readonly<{ as: 'secret'; secret: ReadySecret; status: Stored['status']; revoked: readonly string[] }>

/** What came of one token. `kept`: the secret's own one still serves. */
export type Obtained = Readonly<{ is: 'generated'; token: Token; handedOn: HandedOn }> | Readonly<{ is: 'kept'; token: Token }>

export type TokenTask = Readonly<{
  /** The Vault that generates: the parent of the sandbox, or the Vault itself. */
  vault: Vault
  target: TokenFor
  subject: Subject
  mark: Mark
  run: Readonly<{ runId: string; attempt: string }>
  expires: Expires
  way: Way
  /** Whether the token's own Vault is contacted at all. */
  verify: boolean
  /** Writes this token's line in the journal. */
  record: (entry: TokenEntry) => void
  /** Told as soon as nothing more will be generated for it, so that the sign-in may end. */
  generatedAll: () => void
  /** Makes it an output. */
  setOutputs: (obtained: Obtained) => void
}>

/** The token's own Vault, addressed with the token; undefined where its DNS is not known. */
export const ownVault = (
  { subject, vault }: TokenTask,
  token: Credential,
  { send, patience, runner }: World
): Vault | undefined =>
  subject.host && reachVault({ ...vault.site, host: subject.host }, { send, patience, quote: runner.quote }).as(token)
