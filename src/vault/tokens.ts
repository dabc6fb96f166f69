import type { Credential } from '../core/credential.ts'
import type { Vault } from './client.ts'

/** A token as Vault hands it out, once. */
export interface GeneratedToken {
  id: string
  value: Credential
  executionId: string
  /** The Vault that responded; empty if it does not say. */
  vaultId: string
}

export interface TokenRequest {
  /** The sandbox, by its name on the My Vaults page; empty for the user's own token on the Vault itself. */
  sandboxName: string
  /** The token's name in Vault. */
  name: string
  /** undefined: never */
  expiry: Date | undefined
}

/**
 * "Generate API Access Token for Sandbox", or "Generate My API Access Token": one attempt. The value is masked before anything else touches it.
 * @throws ActionError; `retry` and `maybeDone` say whether it may be repeated, and whether Vault may have made a token all the same
 */
export function generateToken(_vault: Vault, _request: TokenRequest): Promise<GeneratedToken> {
  throw new Error('not built yet')
}

/** What became of one token that was to be deleted: `deleted` is what Vault's row says, or, after an unclear response, what a new listing no longer shows. */
export type Deletion = { id: string; is: 'deleted' } | { id: string; is: 'refused'; reason: string }

/**
 * "Delete Object Records" on `api_access_token__sys`, in calls of at most 500.
 * If an attempt was unclear (a lost response, a 5xx), or a row is refused after one, the tokens are listed again: what is gone counts as deleted.
 * With `itself`, the token that makes the call is among the ids and has worked before: if Vault no longer accepts it after an unclear attempt, it is gone.
 * @returns one entry for each id, in order
 * @throws ActionError if the call as a whole failed and no listing tells more
 */
export function deleteTokens(
  _vault: Vault,
  _ids: string[],
  _options?: { itself?: boolean }
): Promise<Deletion[]> {
  throw new Error('not built yet')
}
