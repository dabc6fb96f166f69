import type { Credential } from '../core/credential.ts'
import type { ActionError } from '../core/errors.ts'
import type { WritableSecret } from '../github/writable-secret.ts'
import type { KeepPrevious } from '../inputs/settings.ts'
import type { VaultSite } from '../vault/client.ts'

/** The Vault that a token works on, as far as it is known. Texts are empty where they do not apply or could not be learnt. */
export interface TokenOrigin {
  /** The sandbox's name, or the host of the Vault itself. */
  displayName: string
  /** Empty with `target: vault`. */
  sandboxName: string
  vaultId: string
  /** The token's own Vault; undefined if its DNS could not be learnt. */
  site: VaultSite | undefined
}

/** One token, from generating to the saved state. */
export interface Token {
  origin: TokenOrigin
  /** In Vault. */
  name: string
  id: string
  value: Credential
  /** As asked for, and as Vault has it once the token is verified; undefined: never. */
  expiry: Date | undefined
  executionId: string
}

/** What `current-token` says of one secret. */
export type CurrentToken =
  | { is: 'given'; value: Credential }
  | { is: 'empty-line' | 'no-line' | 'not-given' }

export interface OutputDelivery {
  to: 'output'
  revokeAfterJob: boolean
}

export interface SecretDelivery {
  to: 'secret'
  secret: WritableSecret
  keepPrevious: KeepPrevious
  current: CurrentToken
  renewBeforeSeconds: number | undefined
}

/** How a token is delivered: as an output only, or also as a secret. */
export type Delivery = OutputDelivery | SecretDelivery

/** How a token was delivered; for a secret, with the ids of the tokens that were deleted because of it. */
export type Delivered =
  | OutputDelivery
  | { to: 'secret'; secret: WritableSecret; status: 'created' | 'updated'; revokedIds: string[] }

/** What a real run would do, from a dry run. */
export type TokenPlan =
  | { is: 'keep'; id: string; name: string }
  | { is: 'renew'; why: string; delivery: Delivery }
  | { is: 'generate'; delivery: Delivery }

/** What became of one token. */
export type TokenResult =
  | { is: 'generated'; token: Token; delivered: Delivered; waitedMs: number }
  | { is: 'kept'; token: Token; secret: WritableSecret }
  | { is: 'planned'; origin: TokenOrigin; plan: TokenPlan; expiry: Date | undefined }
  | { is: 'failed'; origin: TokenOrigin; error: ActionError }

/** The last thing that main did with one token, saved before each effect so that the post step can finish (design section 2). */
export type SavedToken =
  | { state: 'generating'; origin: TokenOrigin; name: string; isForSecret: boolean }
  | { state: 'generated' | 'delivered'; token: Token }
  | { state: 'storing'; displayName: string; name: string; id: string; secret: string }
  | { state: 'done' }

/** Saves the state of one token. */
export type SaveToken = (entry: SavedToken) => void

/** Where a result's token works. */
export function originOf(result: TokenResult): TokenOrigin {
  return result.is === 'generated' || result.is === 'kept' ? result.token.origin : result.origin
}
