import type { Credential } from '../core/credential.ts'
import type { Vault } from './client.ts'

/** How to sign in to Vault. */
export type SignIn =
  | { by: 'access-token'; token: Credential }
  | { by: 'session-id'; session: Credential }
  | { by: 'password'; username: string; password: Credential }
  | { by: 'oauth'; profileId: string; token: Credential; clientId: string | undefined }

/** A Vault of the user, as the response of a sign-in lists it ("User Name and Password", `vaultIds`); the host as it came. */
export interface UserVault {
  id: string
  name: string
  host: string
}

export interface SignInEvents {
  /** Told of a session as soon as it is open, before anything else can fail: whoever opened it has to end it. */
  onSession(session: Credential): void
  /** Told of the user's Vaults that the response lists. */
  onVaults(vaults: UserVault[]): void
}

/**
 * Signs in to a Vault. A given token or session is checked by the first call that uses it.
 * @returns the Vault, addressed with the session or token
 * @throws ActionError `vault-login`, or `vault-mismatch` if Vault opened a session of another Vault
 */
export function signIn(_signIn: SignIn, _vault: Vault, _events: SignInEvents): Promise<Vault> {
  throw new Error('not built yet')
}

/** "Retrieve API Versions": makes sure that a given token or session is of this Vault. Throws ActionError `vault-mismatch`, … */
export function checkVault(_vault: Vault): Promise<void> {
  throw new Error('not built yet')
}

/** "Validate Session User": proves a given token or session where no other call does. Returns the user's id (empty if Vault does not say). */
export function checkSignIn(_vault: Vault): Promise<string> {
  throw new Error('not built yet')
}

/** "End Session": ends the session that makes the call. */
export function endSession(_vault: Vault): Promise<void> {
  throw new Error('not built yet')
}
