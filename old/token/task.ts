import type { Credential } from '../credential.ts'
import type { Expires } from '../expiry.ts'
import type { ReadySecret } from '../github/ready-secret.ts'
import type { WriteOutcome } from '../github/secrets.ts'
import type { Place, TokenEntry } from '../journal.ts'
import { reachVault, type Vault } from '../vault/client.ts'
import type { NewToken, TokenFor } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import type { KeepPrevious } from './rotation.ts'
import type { Subject } from './subject.ts'

/** A token as it is handed on. `id` and `name` as Vault has them; `expiry` undefined: never. */
export type Token = Readonly<{ id: string; name: string; value: Credential; expiry: Date | undefined; executionId: string }>

/** A token that Vault has just made, with what it was asked for. */
export type Made = NewToken &
  Readonly<{
    name: string
    asked: Date | undefined
    at: Place
    /** An answer was lost on the way, so that there may be another token of the same name, whose value nobody has. */
    twins: boolean
    /** When it was named, by `elapsed` of the clock. */
    madeAt: number
  }>

/** What `current-token` says of one secret. `line is empty`: it has its name, and no value. */
export type Current =
  | Readonly<{ is: 'given'; value: Credential; renewBefore: number }>
  | Readonly<{ is: 'line is empty' | 'no line' | 'nothing given' }>

/** How a token is to be handed on. */
export type Way = Readonly<{ to: 'output'; revokeAfterJob: boolean }> | ToSecret
export type ToSecret = Readonly<{ to: 'secret'; secret: ReadySecret; keepPrevious: KeepPrevious; current: Current }>

/** How a token was handed on. */
export type HandedOn =
  | Readonly<{ as: 'output'; revokeAfterJob: boolean }>
  | Readonly<{
      as: 'secret'
      secret: ReadySecret
      status: Extract<WriteOutcome, { is: 'stored' }>['status']
      revoked: readonly string[]
    }>

/** What came of one token. `kept`: the secret's own one still serves. */
export type Obtained = Readonly<{ is: 'generated'; token: Token; handedOn: HandedOn }> | Readonly<{ is: 'kept'; token: Token }>

/** What a real run would do. `expiry` is of the token that is then there; undefined: never. `why` and `where` are parts of a sentence. */
export type Planned = Readonly<{
  is: 'planned'
  expiry: Date | undefined
  plan:
    | Readonly<{ is: 'keep'; name: string; id: string }>
    | Readonly<{ is: 'renew'; why: string; where: string }>
    | Readonly<{ is: 'generate'; where: string }>
}>

export type TokenTask = Readonly<{
  /** The Vault that generates: the parent of the sandbox, or the Vault itself. */
  vault: Vault
  target: TokenFor
  subject: Subject
  /** First part of the token's name: the input `token-name`. */
  label: string
  /** Where it goes to: 8 hex digits, see `destinationId`. */
  destination: string
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
