import type { World } from '../net/world.ts'
import type { SignIn } from '../vault/sign-in.ts'

/** Sign-in with GitHub's OIDC token, exchanged at an identity provider for an access token that Vault accepts; nothing is stored. */
export interface OidcSignIn {
  by: 'oidc'
  /** The id of Vault's OAuth 2.0 / OpenID Connect profile. */
  profileId: string
  /** The client id that Vault maps; undefined: none. */
  vaultClientId: string | undefined
  /** The identity provider's token endpoint, https. */
  tokenUrl: URL
  /** The client at the identity provider. */
  clientId: string
  /** Empty: none. */
  scope: string
  /** Of GitHub's OIDC token. */
  audience: string
}

/** Exchanges GitHub's OIDC token for the provider's access token. Throws ActionError `vault-login`, `host-refused`, `network`. */
export function exchangeOidcToken(
  _signIn: OidcSignIn,
  _world: World
): Promise<Extract<SignIn, { by: 'oauth' }>> {
  throw new Error('not built yet')
}
