import type { Credential } from './credential.ts'
import type { Expires } from './expiry.ts'
import type { SecretPlace, Visibility } from './github/secrets.ts'
import type { KeepPrevious } from './token/rotation.ts'
import type { VaultHost } from './vault/host.ts'
import type { SignIn } from './vault/sign-in.ts'

/** Sign-in by what GitHub says of the job, with nothing stored anywhere: exchanged at an identity provider for an access token that Vault takes. */
export type Keyless = Readonly<{
  by: 'oidc'
  /** Of Vault's OAuth 2.0 / OpenID Connect profile. */
  profileId: string
  /** Client id that Vault shall map; undefined: none. */
  vaultClientId: string | undefined
  /** The identity provider's token endpoint, https. */
  tokenUrl: URL
  /** The client at the identity provider. */
  clientId: string
  /** Empty: none. */
  scope: string
  /** Of GitHub's OIDC token. */
  audience: string
}>

/** Which sandboxes: those named, or every active one but the exceptions. */
export type Which = Readonly<{ are: 'named'; names: readonly string[] }> | Readonly<{ are: 'every'; except: readonly string[] }>

/** What the tokens are for. */
export type Target =
  | Readonly<{
      is: 'sandboxes'
      which: Which
      /** As given, for a credential that may not list sandboxes; only with one name. */
      dns: VaultHost | undefined
      /** Veeva's job that creates or refreshes the sandbox, to be waited for first. */
      jobId: string | undefined
      /** One deadline for all that is waited for, in milliseconds; 0 looks once. */
      waitMs: number
    }>
  | Readonly<{ is: 'vault' }>

/** In: what the tokens are for. Out: whether it is one, known by its name before any call. */
export const isOne = (target: Target): boolean =>
  target.is === 'vault' || (target.which.are === 'named' && target.which.names.length === 1)

/** How the token is handed on: as an output only, which ends with its job, or also as a secret, which stays. */
export type HandOn =
  | Readonly<{ to: 'output'; revokeAfterJob: boolean }>
  | Readonly<{
      to: 'secret'
      apiUrl: URL
      token: Credential
      /** An environment `{sandbox}` stands for one of each sandbox's own name. */
      place: SecretPlace
      /** The secret's name, with `{sandbox}` for the sandbox's where there are several. */
      template: string
      /** Of an organization secret; undefined: as it is. */
      visibility: Visibility | undefined
      keepPrevious: KeepPrevious
      /** What the secrets hold now, by their names, also of such that this run does not write; undefined: a line without a value. */
      current: ReadonlyMap<string, Credential | undefined>
      /** How long before its expiry a current token is renewed, in seconds. */
      renewBefore: number
    }>

/** How a Vault is reached, and as whom. */
export type Connection = Readonly<{
  vault: VaultHost
  apiVersion: string
  clientId: string
  signIn: SignIn | Keyless
  /** Certificates to trust besides the system's, PEM each. */
  caCertificates: readonly string[]
}>

/** Every input, checked and typed; what can't be said in it can't be asked for. */
export type Settings = Connection &
  Readonly<{
    target: Target
    /** First part of the token's name in Vault. */
    label: string
    expires: Expires
    handOn: HandOn
    /** Whether the token's own Vault is contacted: to prove the token, to keep one, and to delete old ones. */
    verify: boolean
    dryRun: boolean
  }>
