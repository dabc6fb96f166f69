import type { Credential } from '../core/credential.ts'
import type { ActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { formatInstant } from '../core/time.ts'
import type { WritableSecret } from '../github/writable-secret.ts'
import type { SecretSettings, Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { Vault, type VaultSite } from '../vault/client.ts'

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

export interface OutputDelivery {
  to: 'output'
  revokeAfterJob: boolean
}

export interface SecretDelivery extends SecretSettings {
  secret: WritableSecret
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
  | { is: 'kept'; token: Token }
  | { is: 'planned'; origin: TokenOrigin; plan: TokenPlan; expiry: Date | undefined }
  | { is: 'failed'; origin: TokenOrigin; error: ActionError }

/** The last thing that main did with one token, saved before each effect so that the post step can finish (design section 2). */
export type SavedToken =
  | { state: 'generating'; origin: TokenOrigin; name: string; isForSecret: boolean }
  | { state: 'generated' | 'delivered'; token: Token }
  | { state: 'storing'; displayName: string; name: string; id: string; secret: string }
  | { state: 'done' }

/** Where a result's token works. */
export function originOf(result: TokenResult): TokenOrigin {
  return result.is === 'generated' || result.is === 'kept' ? result.token.origin : result.origin
}

/** Names what a token is for, and where that is if it is known: `UAT on myvault-uat.veevavault.com`. */
export function describeOrigin({ displayName, site }: TokenOrigin): string {
  const isKnown = site !== undefined && site.host !== displayName
  return isKnown ? `${displayName} on ${site.host}` : displayName
}

/** The token's own Vault, addressed with it; undefined if its DNS is not known, or it must not be contacted. */
export function vaultOf({ site }: TokenOrigin, value: Credential, world: World): Vault | undefined {
  return site && new Vault(site, world).as(value)
}

/** Something about one token that is still to come. `origin` is what the inputs say of it. */
export interface Pending<T> {
  origin: TokenOrigin
  /** Waits until it is there. Throws ActionError. */
  ready(): Promise<T>
}

/** A token that can be generated: its Vault is found, and its secret, if it has one, can be written. */
export interface TokenTask {
  /** The Vault that generates, signed in to: the parent of the sandbox, or the Vault itself. */
  vault: Vault
  origin: TokenOrigin
  /** For how long the job and the sandbox were waited for. */
  waitedMs: number
  delivery: Delivery
  /** 8 hex digits, see `hashDestination`. */
  destination: string
  settings: Settings
  world: World
  save(entry: SavedToken): void
  /** Told of the result as soon as outputs can show it, before it is complete. */
  onResult(result: TokenResult): void
}

/** Says when a token expires, as the end of a sentence. */
export function describeExpiry(expiry: Date | undefined): string {
  return expiry === undefined ? 'never expires' : `expires ${formatInstant(expiry)}`
}

/** Names tokens in a message: `"NAME" (id ID)`. */
export function describeTokens(tokens: { id: string; name: string }[], { runner }: World): string {
  return joinWithAnd(
    tokens.map(({ id, name }) => `"${runner.quote(name)}" (id ${runner.quote(id)})`)
  )
}
