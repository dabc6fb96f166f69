import { createHash } from 'node:crypto'

/** Where a token goes to; two of them under one label never touch each other's tokens. */
export type Destination = Readonly<{
  /** Host of GitHub's API. */
  apiHost: string
  kind: 'output'
  /** OWNER/NAME */
  repository: string
}>

/** In: a destination. Out: the first 8 hex digits of the SHA-256 of its canonical form: the same for the same place, however it is spelt. */
export const destinationId = (destination: Destination): string => {
  const canonical = [destination.apiHost.toLowerCase(), destination.kind, destination.repository.toLowerCase()]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 8)
}

export type NameParts = Readonly<{
  /** The input `token-name`; may itself contain ` #`. */
  label: string
  runId: string
  attempt: string
  /** 8 hex digits, see `destinationId`. */
  destination: string
  /** Unix seconds. */
  made: number
  /** 4 hex digits. */
  nonce: string
}>

/** In: the parts. Out: the token's name in Vault: `{label} #{run id}.{attempt}-{destination}-{made}{nonce}`. */
export const tokenName = ({ label, runId, attempt, destination, made, nonce }: NameParts): string =>
  `${label} #${runId}.${attempt}-${destination}-${made.toString(16).padStart(8, '0')}${nonce}`
