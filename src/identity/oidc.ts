import type { Credential } from '../core/credential.ts'
import { ActionError } from '../core/errors.ts'
import { asObject, asText, parseJson } from '../core/json.ts'
import type { Runner } from '../core/runner.ts'
import { formatInstant } from '../core/time.ts'
import {
  type ApiCall,
  type ApiResponse,
  callApi,
  describeResponse,
  type Refusal,
  retryAfterMs
} from '../net/api.ts'
import { retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'

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

const ATTEMPTS = 4
const HEADERS = { accept: 'application/json', 'user-agent': 'veeva-vault-sandbox-token' }
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** The claims of GitHub's token that a provider compares. */
const IDENTITY = ['iss', 'sub', 'aud']
const CLOCK_REFUSAL = /\bAADSTS700024\b/

/** What the provider's refusals mean: its error and description ("RFC 6749, Error Response"; Microsoft's "AADSTS error codes"). */
const REFUSALS: [pattern: RegExp, hint: string][] = [
  [
    CLOCK_REFUSAL,
    'By the provider’s clock GitHub’s token is not valid yet, or not any more: run again; if it happens again, correct the clock of the provider or of your GitHub Enterprise Server.'
  ],
  [
    /\bAADSTS70021[1-3]?\b|^invalid_grant/,
    'Add a federated credential to the client at the provider with exactly this issuer, subject and audience (`oidc-audience`); copy the subject as it is, with or without numeric ids.'
  ],
  [
    /^invalid_client/,
    'Check `oidc-client-id`, and that the federated credential of this client has exactly this issuer, subject and audience (`oidc-audience`).'
  ],
  [/^/, 'Check `oidc-token-url`, `oidc-client-id`, `oidc-scope` and `oidc-audience`.']
]

/**
 * Exchanges GitHub's OIDC token for the provider's access token ("RFC 7523": client credentials with a JWT bearer assertion).
 * @throws ActionError `vault-login`, `network`
 */
export async function exchangeOidcToken(signIn: OidcSignIn, world: World): Promise<OAuthSignIn> {
  const { profileId, vaultClientId: clientId } = signIn
  const assertion = await requestAssertion(signIn, world)
  const token = await requestAccessToken(signIn, assertion, world)
  return { by: 'oauth', profileId, clientId, token }
}

/** How to sign in to Vault with the token that the provider issued. */
interface OAuthSignIn {
  by: 'oauth'
  profileId: string
  clientId: string | undefined
  token: Credential
}

/** A request for a token. */
interface TokenRequest extends ApiCall {
  /** Who responds, as a message names it. */
  service: string
  /** Of the response: where the token is. */
  field: string
  /** What to do about a refusal in these words. */
  hintFor(words: string): string
}

/** The call that `core.getIDToken` makes ("OpenID Connect reference"). */
function requestAssertion({ audience }: OidcSignIn, world: World): Promise<Credential> {
  const doing = 'get the OIDC token of this job'
  const url = URL.parse(world.environment.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  const secret = world.environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN
  if (url?.protocol !== 'https:' || !secret) {
    throw new ActionError(
      'vault-login',
      `Could not ${doing}: the runner does not offer one.`,
      'Add `permissions: id-token: write` to the job. A run from a fork gets no token, and a reusable workflow has only the permissions of its caller.'
    )
  }
  url.searchParams.set('audience', audience)
  const authorization = `Bearer ${world.runner.maskSecret(secret).reveal()}`
  const request: TokenRequest = {
    doing,
    method: 'GET',
    url,
    headers: { ...HEADERS, authorization },
    service: 'GitHub',
    field: 'value',
    hintFor: () =>
      'Check that the job has `permissions: id-token: write`, and `oidc-audience` if it is set; then run again.'
  }
  return fetchToken(request, world)
}

function requestAccessToken(
  { tokenUrl: url, clientId, scope }: OidcSignIn,
  assertion: Credential,
  world: World
): Promise<Credential> {
  const form: Record<string, string> = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: assertion.reveal()
  }
  if (scope !== '') form.scope = scope
  const request: TokenRequest = {
    doing: 'exchange GitHub’s OIDC token',
    method: 'POST',
    url,
    headers: HEADERS,
    form,
    service: 'the identity provider',
    field: 'access_token',
    hintFor(words) {
      const hint = REFUSALS.find(([pattern]) => pattern.test(words))?.[1]
      const names = CLOCK_REFUSAL.test(words) ? [...IDENTITY, 'iat', 'exp'] : IDENTITY
      return `${hint}${describeClaims(assertion, names, world.runner)}`
    }
  }
  return fetchToken(request, world)
}

/** Gets a token, with retries, and masks it at once. Throws ActionError. */
function fetchToken(request: TokenRequest, world: World): Promise<Credential> {
  const attempt = async () => {
    const { body } = await callApi(request, world.send, response =>
      refusalIn(response, request, world)
    )
    return world.runner.maskSecret(asText(body?.[request.field]))
  }
  return retry(attempt, { attempts: ATTEMPTS }, world)
}

/**
 * Says what a response means without a token that is one plain string, as a header can carry it.
 * The status decides before the words do: a service that is down for a moment says `server_error`.
 */
function refusalIn(
  response: ApiResponse,
  { service, field, hintFor }: TokenRequest,
  { runner, clock }: World
): Refusal | undefined {
  const { status, headers, body } = response
  if (status === 200 && /^[\x21-\x7e]{3,}$/.test(asText(body?.[field]))) return undefined
  // RFC 6749, Okta, and GitHub.
  const error = asText(body?.error) || asText(body?.errorCode)
  const details = [body?.error_description, body?.errorSummary, body?.message].map(asText)
  const words = runner.quote([error, ...details].filter(Boolean).join(': '))
  const refusal = {
    said: describeResponse(response, service, words),
    reason: error || `HTTP ${status}`
  }
  if (status >= 500 || status === 429 || (status < 300 && body === undefined)) {
    const retry = { afterMs: retryAfterMs(headers, clock.now()) }
    return {
      ...refusal,
      code: 'network',
      hint: 'The service is down or busy: run again later.',
      retry
    }
  }
  return { ...refusal, code: 'vault-login', hint: hintFor(words) }
}

/** What GitHub's token says of the job, which is not secret: the provider compares it; empty if it can't be read. */
function describeClaims(assertion: Credential, names: string[], { quote }: Runner): string {
  const payload = Buffer.from(assertion.reveal().split('.')[1] ?? '', 'base64url').toString()
  const claims = asObject(parseJson(payload))
  const parts = names.map(name => `${name} "${quote(describeClaim(claims?.[name]))}"`)
  return claims ? ` GitHub’s token has ${parts.join(', ')}.` : ''
}

function describeClaim(claim: unknown): string {
  return typeof claim === 'number' ? formatInstant(new Date(claim * 1000)) : asText(claim)
}
