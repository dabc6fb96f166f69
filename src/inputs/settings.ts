import type { Credential } from '../core/credential.ts'
import type { ActionError } from '../core/errors.ts'
import type { Expires } from '../core/time.ts'
import type { SecretLocation } from '../github/locations.ts'
import type { Visibility } from '../github/writable-secret.ts'
import type { OidcSignIn } from '../identity/oidc.ts'
import type { VaultHost } from '../vault/host.ts'
import type { SignIn } from '../vault/sign-in.ts'

/** How a Vault is reached, and as whom. */
export interface ConnectionSettings {
  vaultHost: VaultHost
  apiVersion: string
  clientId: string
  signIn: SignIn | OidcSignIn
  /** Certificates to trust in addition to the system's, PEM each. */
  caCertificates: string[]
}

/** Whose token is generated. */
export type Target =
  | {
      is: 'sandboxes'
      /** Those named, or every active one except some. */
      selection: { is: 'named'; names: string[] } | { is: 'every'; except: string[] }
      dns: VaultHost | undefined
      /** Vault's job that creates or refreshes the sandbox, waited for first. */
      jobId: string | undefined
      /** One deadline for everything that is waited for, in milliseconds; 0 looks once. */
      waitTimeoutMs: number
    }
  | { is: 'vault' }

/** How many superseded tokens stay; `all` deletes none of them. */
export type KeepPrevious = number | 'all'

export interface SecretSettings {
  to: 'secret'
  apiUrl: URL
  githubToken: Credential
  /** The environment `{sandbox}` stands for one of each sandbox's own name; so does `{sandbox}` in the secret's name. */
  location: SecretLocation
  nameTemplate: string
  visibility: Visibility | undefined
  keepPrevious: KeepPrevious
  /** `current-token` by the secret's name, also of secrets that this run does not write; undefined: a line without a value. */
  currentTokens: Map<string, Credential | undefined>
  renewBeforeSeconds: number | undefined
}

export type DeliverySettings = { to: 'output'; revokeAfterJob: boolean } | SecretSettings

/** Every input of the main action, checked and typed; what can't be said in it can't be asked for. */
export interface Settings extends ConnectionSettings {
  target: Target
  label: string
  expires: Expires
  isExpiresGiven: boolean
  delivery: DeliverySettings
  /** Whether the token's own Vault is contacted at all. */
  verify: boolean
  dryRun: boolean
}

/** Whether one token is asked for, known by its name before any call. */
export function isSingle(target: Target): boolean {
  if (target.is === 'vault') return true
  return target.selection.is === 'named' && target.selection.names.length < 2
}

/** What an action is asked to do, or every problem with its inputs at once, each naming the input and the remedy. */
export type ReadSettings<T> =
  | { is: 'settings'; settings: T }
  | { is: 'problems'; problems: ActionError[] }

/** Which tokens a companion is about; undefined: not narrowed by it. Durations in seconds. */
export interface TokenSelection {
  /** `me`, `everyone`, or the id of a user. */
  owner: string
  label: string | undefined
  expiresWithin: number | undefined
  unusedFor: number | undefined
}

export type ListSettings = ConnectionSettings & { selection: TokenSelection }

/** What is to be deleted: the tokens with these ids, or those of a name. */
export type DeletionTarget =
  | { by: 'ids'; ids: string[] }
  | { by: 'name'; selection: TokenSelection & { label: string }; keepNewest: number }

export type DeleteSettings = ConnectionSettings & { target: DeletionTarget; dryRun: boolean }
