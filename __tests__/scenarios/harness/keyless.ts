import { newSession, type ReplyTo, respond } from './replies.ts'
import type { World } from './world.ts'

const PROVIDER = 'https://idp.acme.com'

/** What the runner sets for a job with `id-token: write`. */
export const oidcEnvironment = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://actions.githubusercontent.com/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'RUNNER0REQUEST0TOKEN'
}

/** Signs in with GitHub's OIDC token, which the identity provider exchanges. */
export const keyless = {
  'vault-dns': 'acme.veevavault.com',
  'oauth-profile-id': '_0OI000000000A01',
  'oidc-token-url': `${PROVIDER}/token`,
  'oidc-client-id': 'acme-pipelines',
  'oidc-scope': 'api://vault/.default'
}

const claims = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:acme/app:ref:refs/heads/main',
  aud: 'api://AzureADTokenExchange'
}
const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url')
const oidcToken = `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`

/** The runner gives GitHub's OIDC token for an audience. */
export const giveOidcToken = (
  { host, nameCredential }: World,
  audience = claims.aud,
  reply: ReplyTo = respond(200, { value: oidcToken })
): void => {
  nameCredential(oidcToken, "GitHub's OIDC token")
  nameCredential(oidcEnvironment.ACTIONS_ID_TOKEN_REQUEST_TOKEN, "the runner's request token")
  const path = `/token?api-version=2.0&audience=${encodeURIComponent(audience)}`
  host('https://actions.githubusercontent.com').expect('GET', path, reply)
}

/** The identity provider's token endpoint. */
export const exchangeOidcToken = ({ host, nameCredential }: World, reply?: ReplyTo): void => {
  const value = 'IDP0ACCESS0TOKEN'
  nameCredential(value, "the identity provider's token")
  const token = respond(200, { token_type: 'Bearer', access_token: value })
  host(PROVIDER).expect('POST', '/token', reply ?? token)
}

/** Veeva's login host opens a session for the identity provider's token. */
export const openOauthSession = ({ host }: World): void =>
  host('https://login.veevavault.com').expect(
    'POST',
    '/auth/oauth/session/_0OI000000000A01',
    newSession()
  )
