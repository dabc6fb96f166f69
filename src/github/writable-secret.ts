import type { Credential } from '../core/credential.ts'
import type { ActionError } from '../core/errors.ts'
import type { World } from '../net/world.ts'
import type { SecretLocation } from './locations.ts'

/** Which repositories may read an organization secret. `selected`: OWNER/NAME each. */
export type Visibility = { is: 'all' | 'private' } | { is: 'selected'; repositories: string[] }

/** When a secret was last written, by GitHub's clock, to the second. `never`: it does not exist; `unknown`: GitHub does not say when. */
export type LastWritten = Date | 'never' | 'unknown'

/** A secret that can be written: GitHub allows it, and everything that is needed for it is here. */
export interface WritableSecret {
  /** As a message names it: `the secret VAULT_TOKEN of the repository acme/pipelines`. */
  displayName: string
  /** Upper case. */
  name: string
  /** Canonical destination for the token's name (design section 3): API host, kind, numeric id of the repository or organization, lower-case environment, upper-case name. */
  destination: string[]
  /** When it was last written. Throws ActionError. */
  lastWritten(): Promise<LastWritten>
  /** Whether a visibility was asked for that differs, as a set of ids, from the secret's. False for everything but organization secrets. Throws ActionError. */
  hasOtherVisibility(): Promise<boolean>
  /** The time by GitHub's clock; undefined until a response has told it. */
  now(): Date | undefined
  /**
   * Encrypts the value and writes it, when its turn has come (one after the other, at most 75 in any minute), with retries.
   * @param beforeWrite called right before each attempt, after waiting for its turn; throws if the attempt must not begin any more
   * @returns `created` (201) or `updated` (204)
   * @throws ActionError; with `maybeDone` the value may be stored (also if a refusal follows an unclear attempt)
   */
  write(value: Credential, beforeWrite: () => void): Promise<'created' | 'updated'>
}

export interface SecretAccess {
  apiUrl: URL
  token: Credential
  /** undefined: an existing organization secret keeps its visibility, a new one is an error. */
  visibility: Visibility | undefined
}

/** Everything that is needed to write secrets at one location, got at the same time: its public key, its numeric id, the visibility. */
export interface SecretStore {
  /**
   * Opens one location. GitHub is asked once for each location, and again if its answer is older than 5 minutes.
   * @param names the secrets that are to be written there, as far as they are known: a new organization secret without a visibility fails here
   * @returns gives one secret by its name
   * @throws ActionError if the token may not write secrets there
   */
  open(
    location: SecretLocation,
    names: string[]
  ): Promise<(name: string) => Promise<WritableSecret>>
}

/** Makes the access to GitHub's secrets for one run; all writes of the run share one queue. */
export function createSecretStore(_access: SecretAccess, _world: World): SecretStore {
  throw new Error('not built yet')
}
export type { ActionError }
