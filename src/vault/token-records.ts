import type { Vault } from './client.ts'

/** One record of `api_access_token__sys`: what Vault knows of a token, never its value. */
export interface TokenRecord {
  id: string
  name: string
  /** Whose token it is: the id of the user. */
  userId: string
  isActive: boolean
  /** undefined: never */
  expiry: Date | undefined
  /** undefined: never used, or not recorded */
  lastUsed: Date | undefined
}

/** All active tokens that a credential may see. */
export interface TokenListing {
  records: TokenRecord[]
  /** The user who asked, as Vault says; otherwise the one user of all the records; empty if neither tells. */
  userId: string
}

/** "Submitting a Query" on `api_access_token__sys`: every page. Throws ActionError. */
export function listTokens(_vault: Vault): Promise<TokenListing> {
  throw new Error('not built yet')
}

/** "Retrieve Object Record": one token, and the id of the Vault that responded (empty if it does not say). Throws ActionError. */
export function readToken(
  _vault: Vault,
  _id: string
): Promise<{ record: TokenRecord | undefined; vaultId: string }> {
  throw new Error('not built yet')
}
