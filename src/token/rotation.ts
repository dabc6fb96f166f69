/** The parts of a token's name in Vault: `{label} #{run id}.{attempt}-{destination}-{made}{nonce}`. */
export interface NameParts {
  /** `token-name`, for people; may itself contain ` #`. */
  label: string
  runId: string
  attempt: string
  /** 8 hex digits. */
  destination: string
  /** Unix seconds just before it was generated: by GitHub's clock for a secret, by Vault's for an output. */
  made: number
  /** 8 hex digits (4 in names of earlier versions). */
  nonce: string
}

/** Parses a token's name in Vault; undefined if this action did not make it. */
export function parseName(_name: string): NameParts | undefined {
  throw new Error('not built yet')
}

/** How many active tokens a user may hold ("API Access Tokens"), and from which count on a run warns. */
export const TOKEN_LIMIT = 25
export const TOKEN_WARNING = 20
