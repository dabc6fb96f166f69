import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import { joinWithAnd, withoutFullStop } from '../core/text.ts'
import { formatInstant } from '../core/time.ts'
import type { WritableSecret } from '../github/writable-secret.ts'
import type { SecretSettings, Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { Vault, type VaultSite } from '../vault/client.ts'
import { requestDeletion } from '../vault/tokens.ts'

/** The Vault that a token works on, as far as it is known. Texts are empty where they do not apply or could not be learnt. */
export interface TokenOrigin {
  /** The sandbox's name, or the host of the Vault itself. */
  displayName: string
  /** Empty with `target: vault`. */
  sandboxName: string
  vaultId: string
  site: VaultSite | undefined
}

/** One token, from generating to the saved state. */
export interface Token {
  origin: TokenOrigin
  name: string
  id: string
  value: Credential
  /** As asked for, and as Vault has it once the token is verified; undefined: never. */
  expiry: Date | undefined
  executionId: string
}

type OutputDelivery = { to: 'output'; revokeAfterJob: boolean }

/** How a token is delivered: as an output only, or also as a secret. */
export type Delivery = OutputDelivery | (SecretSettings & { secret: WritableSecret })

/** How a token was delivered; for a secret, with the ids of the tokens that were deleted because of it. */
export type Delivered =
  | OutputDelivery
  | { to: 'secret'; secret: WritableSecret; status: 'created' | 'updated'; revokedIds: string[] }

/** What became of one token. `plan` is what a real run would do, as a part of a sentence. */
export type TokenResult =
  | { is: 'generated'; origin: TokenOrigin; token: Token; delivered: Delivered }
  | { is: 'kept'; origin: TokenOrigin; token: Token }
  | { is: 'planned'; origin: TokenOrigin; plan: string }
  | { is: 'failed'; origin: TokenOrigin; error: ActionError }

/** The last thing that main did with one token, saved before each effect so that the post step can finish (design section 2). */
export type SavedToken =
  | { state: 'generating'; origin: TokenOrigin; name: string; isForSecret: boolean }
  | { state: 'generated' | 'delivered'; token: Token }
  | { state: 'storing'; origin: TokenOrigin; name: string; id: string; secret: string }
  | { state: 'done' }

/** Something about one token that is waited for. `origin` is what the inputs say of it. */
export interface Pending<T> {
  origin: TokenOrigin
  ready(): Promise<T>
}

/** A token that can be generated: its Vault is found, and its secret, if it has one, can be written. */
export interface TokenTask {
  /** The Vault that generates, signed in to. */
  vault: Vault
  origin: TokenOrigin
  delivery: Delivery
  destination: string
  settings: Settings
  world: World
  save(entry: SavedToken): void
  /** Told of the result as soon as outputs can show it, before it is complete. */
  onResult(result: TokenResult): void
}

/** Names what a token is for, and where that is if it is known: `UAT on myvault-uat.veevavault.com`. */
export function describeOrigin({ displayName, site }: TokenOrigin): string {
  const isKnown = site !== undefined && site.host !== displayName
  return isKnown ? `${displayName} on ${site.host}` : displayName
}

/** Says when a token expires, as the end of a sentence. */
export function describeExpiry(expiry: Date | undefined): string {
  return expiry === undefined ? 'never expires' : `expires ${formatInstant(expiry)}`
}

/** Names tokens in a message: `"NAME" (id ID)`. */
export function describeTokens(tokens: { id: string; name: string }[], { runner }: World): string {
  const { quote } = runner
  return joinWithAnd(tokens.map(({ id, name }) => `"${quote(name)}" (id ${quote(id)})`))
}

/** The token's own Vault, addressed with it; undefined if its DNS is not known, or it must not be contacted. */
export function vaultOf({ site }: TokenOrigin, value: Credential, world: World): Vault | undefined {
  return site && new Vault(site, world).as(value)
}

/** For how long a new token may be refused until it works, in milliseconds. */
export const USABLE_WITHIN_MS = 30_000

/**
 * Deletes a token with itself, on its own Vault. Never throws.
 * @param hasWorked one that has worked, and that Vault does not know any more, is gone; otherwise it may not work *yet*
 * @returns with a reason, a part of a sentence, if this call has not deleted it
 */
export async function deleteWithItself(
  own: Vault | undefined,
  id: string,
  hasWorked: boolean
): Promise<{ isGone: boolean; reason: string }> {
  if (own === undefined) {
    const reason = 'its own Vault is not contacted (`verify: false`), or its DNS is not known'
    return { isGone: false, reason }
  }
  const vault = hasWorked ? own : own.patient(USABLE_WITHIN_MS)
  try {
    const { deletions } = await requestDeletion(vault, [id])
    const [deletion] = deletions
    const reason = deletion?.is === 'refused' ? deletion.reason : ''
    return { isGone: reason === '', reason }
  } catch (thrown) {
    const { code, message } = asActionError(thrown)
    return { isGone: hasWorked && code === 'vault-session', reason: withoutFullStop(message) }
  }
}

/** Deletes a new token again after a failure, and adds to this what became of it. A run that is stopping leaves it to the post step. */
export async function deleteAgain(
  failure: ActionError,
  token: Token,
  hasWorked: boolean,
  { save, world }: TokenTask
): Promise<ActionError> {
  if (world.stopping.aborted) return failure
  const own = vaultOf(token.origin, token.value, world)
  const { isGone, reason } = await deleteWithItself(own, token.id, hasWorked)
  const named = `The new token ${describeTokens([token], world)}`
  const left = `${named} may still be active: ${reason}. The post step tries again to delete it.`
  if (isGone) save({ state: 'done' })
  return failure.withHint(isGone ? 'The new token was deleted.' : left)
}
