import type { Credential } from '../core/credential.ts'
import { ActionError } from '../core/errors.ts'
import { asObject, asText, parseJson } from '../core/json.ts'
import type { Runner } from '../core/runner.ts'
import { formatInstant } from '../core/time.ts'
import { type ApiCall, callApi, describeResponse, type Refusal, retryAfterMs } from '../net/api.ts'
import { retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'

/** Sign-in with GitHub's OIDC token, exchanged at an identity provider for an access token that Vault accepts; nothing is stored. */
export interface OidcSignIn {
  by: 'oidc'
  /** In Vault. */
  profileId: string
  vaultClientId: string | undefined
  /** Like what follows, at the identity provider; the scope may be empty. */
  tokenUrl: URL
  clientId: string
  scope: string
  /** Of GitHub's OIDC token. */
  audience: string
}

const ATTEMPTS = 4
const HEADERS = { accept: 'application/json', 'user-agent': 'veeva-vault-sandbox-token' }

/** What the provider's refusals mean: its error and description ("RFC 6749, Error Response"; Microsoft's "AADSTS error codes"). */
const REFUSALS: [pattern: RegExp, hint: string][] = [
  [
    /\bAADSTS700024\b/,
    'By the provider’s clock GitHub’s token is not valid yet, or not any more: run again; if it happens again, correct the clock of the provider or of your GitHub Enterprise Server.'
  ],
  [
    /\bAADSTS70021[1-3]?\b|^invalid_(grant|client)/,
    'Check `oidc-client-id`, and add a federated credential to this client at the provider with exactly this issuer, subject and audience (`oidc-audience`); copy the subject as it is, with or without numeric ids.'
  ],
  [/^/, 'Check `oidc-token-url`, `oidc-client-id`, `oidc-scope` and `oidc-audience`.']
]
/** Where the words of a refusal are: in RFC 6749, at Okta, and at GitHub. */
const WORDS = ['error', 'errorCode', 'error_description', 'errorSummary', 'message']

/** Exchanges GitHub's OIDC token for the provider's access token ("RFC 7523": client credentials with a JWT bearer assertion). Throws ActionError. */
export async function exchangeOidcToken(signIn: OidcSignIn, world: World) {
  const { profileId, vaultClientId: clientId } = signIn
  const assertion = await fetchToken(assertionRequest(signIn, world), world)
  const token = await fetchToken(exchangeRequest(signIn, assertion, world), world)
  return { by: 'oauth' as const, profileId, clientId, token }
}

interface TokenRequest extends ApiCall {
  /** Who responds, as a message names it. */
  service: string
  /** Of the response: where the token is. */
  field: string
  /** What to do about a refusal in these words. */
  hintFor(words: string): string
}

/** The call that `core.getIDToken` makes ("OpenID Connect reference"). */
function assertionRequest({ audience }: OidcSignIn, { environment, runner }: World): TokenRequest {
  const doing = 'get the OIDC token of this job'
  const url = URL.parse(environment.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  const secret = environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN
  if (url?.protocol !== 'https:' || !secret) {
    throw new ActionError(
      'vault-login',
      `Could not ${doing}: the runner does not offer one.`,
      'Add `permissions: id-token: write` to the job. A run from a fork gets no token, and a reusable workflow has only the permissions of its caller.'
    )
  }
  url.searchParams.set('audience', audience)
  const authorization = `Bearer ${runner.maskSecret(secret).reveal()}`
  return {
    doing,
    method: 'GET',
    url,
    headers: { ...HEADERS, authorization },
    service: 'GitHub',
    field: 'value',
    hintFor: () =>
      'Check that the job has `permissions: id-token: write`, and `oidc-audience` if it is set; then run again.'
  }
}

function exchangeRequest(
  { tokenUrl: url, clientId, scope }: OidcSignIn,
  assertion: Credential,
  { runner }: World
): TokenRequest {
  const form: Record<string, string> = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion.reveal()
  }
  if (scope !== '') form.scope = scope
  return {
    doing: 'exchange GitHub’s OIDC token',
    method: 'POST',
    url,
    headers: HEADERS,
    form,
    service: 'the identity provider',
    field: 'access_token',
    hintFor(words) {
      const hint = REFUSALS.find(([pattern]) => pattern.test(words))?.[1]
      return `${hint} ${describeClaims(assertion, runner)}`.trim()
    }
  }
}

/** Gets a token and masks it at once. A refusal's status decides before its words: a service that is down for a moment says `server_error`. */
async function fetchToken(request: TokenRequest, world: World): Promise<Credential> {
  const { service, field, hintFor } = request
  const { runner, clock, send } = world
  const attempt = () =>
    callApi(request, send, (response): Refusal | undefined => {
      const { status, headers, body } = response
      if (status === 200 && /^[\x21-\x7e]{3,}$/.test(asText(body?.[field]))) return undefined
      const parts = WORDS.map(name => asText(body?.[name])).filter(Boolean)
      const words = runner.quote(parts.join(': '))
      const said = describeResponse(response, service, words)
      const isDown = status >= 500 || status === 429 || (status < 300 && body === undefined)
      if (!isDown) return { code: 'vault-login', said, hint: hintFor(words) }
      const hint = 'The service is down or busy: run again later.'
      return { code: 'network', said, hint, retry: { afterMs: retryAfterMs(headers, clock.now()) } }
    })
  const { body } = await retry(attempt, { attempts: ATTEMPTS }, world)
  return runner.maskSecret(asText(body?.[field]))
}

/** Later times would leave the calendar. */
const LATEST_SECONDS = 1e11

/** What GitHub's token says of the job, which is not secret: the provider compares it; empty if it can't be read. */
function describeClaims(assertion: Credential, { quote }: Runner): string {
  const payload = Buffer.from(assertion.reveal().split('.')[1] ?? '', 'base64url').toString()
  const claims = asObject(parseJson(payload))
  if (claims === undefined) return ''
  const parts = ['iss', 'sub', 'aud'].map(name => `${name} "${quote(asText(claims[name]))}"`)
  for (const name of ['iat', 'exp']) {
    const seconds = Number(claims[name])
    if (!(Math.abs(seconds) < LATEST_SECONDS)) continue
    parts.push(`${name} ${formatInstant(new Date(seconds * 1000))}`)
  }
  return `GitHub’s token has ${parts.join(', ')}.`
}
