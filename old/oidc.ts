import { ActionError } from './errors.ts'
import type { HttpOutcome, HttpRequest } from './http.ts'
import { asObject, asText, parseJson } from './json.ts'
import { persist, type Verdict } from './retry.ts'
import type { Keyless } from './settings.ts'
import type { SignIn } from './vault/sign-in.ts'
import type { World } from './world.ts'

const DEADLINE_MS = 30_000
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * Keyless sign-in: has GitHub say in a token of its own which job this is, and exchanges that at the identity provider for the access token
 * that Vault takes ("OpenID Connect", "RFC 7523": client credentials with a JWT bearer assertion). Both are masked as they come.
 * @throws ActionError `vault-login`, `host-refused`, `network`
 */
export const keylessSignIn = async (how: Keyless, world: World): Promise<SignIn> => {
  const assertion = await githubToken(how, world)
  const token = await accessToken(how, assertion, world)
  return { by: 'oauth', profileId: how.profileId, clientId: how.vaultClientId, token: world.runner.keep(token) }
}

/** The call that `core.getIDToken` makes, with a deadline and a limit. */
const githubToken = async ({ audience }: Keyless, { env, send, patience, runner }: World): Promise<string> => {
  const [address, secret] = [env.ACTIONS_ID_TOKEN_REQUEST_URL, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN]
  if (!address || !secret) {
    throw new ActionError(
      'vault-login',
      'Asking GitHub for the job’s OIDC token failed: the runner offers none to this job.',
      'Give the job "permissions: id-token: write"; a run from a fork gets none, and a reusable workflow has what its caller gives.'
    )
  }
  const key = runner.keep(secret)
  const url = URL.parse(address)
  if (url?.protocol !== 'https:')
    throw new ActionError(
      'host-refused',
      'The runner gives no https address for OIDC tokens.',
      'Nothing was sent; update the runner.'
    )
  url.searchParams.set('audience', audience)
  const doing = `Asking GitHub (${url.hostname}) for the job’s OIDC token failed`
  const request: HttpRequest = {
    ...{ method: 'GET', url, deadlineMs: DEADLINE_MS },
    headers: { accept: 'application/json', authorization: `Bearer ${key.reveal()}`, 'user-agent': 'veeva-vault-sandbox-token' }
  }
  const read = (outcome: HttpOutcome): Verdict<string> => {
    const failed = failureOf(outcome, doing, 'Check "permissions: id-token: write" of the job, and run again.')
    if (failed !== undefined) return failed
    const value = outcome.is === 'answer' ? asText(asObject(parseJson(outcome.text))?.value) : ''
    if (value !== '') return { is: 'done', value }
    const error = new ActionError(
      'vault-login',
      `${doing}: the answer holds no token.`,
      'Check "permissions: id-token: write" of the job, and run again.'
    )
    return { is: 'failed', error }
  }
  const value = await persist(async () => read(await send(request)), 3, patience)
  runner.keep(value)
  return value
}

/** What the identity provider's refusal is about ("RFC 6749, Error Response"). */
const REFUSALS: Readonly<Record<string, string>> = {
  invalid_client:
    'Check oidc-client-id, and the federated credential of that client: its issuer, subject and audience have to be those of this job (oidc-audience).',
  unauthorized_client: 'Check oidc-client-id, and that the client may use client credentials.',
  invalid_grant:
    'Check the federated credential of the client: its subject has to be that of this job’s repository, branch or environment.',
  invalid_scope: 'Check oidc-scope.',
  unsupported_grant_type: 'Check oidc-token-url: the endpoint has to take client credentials.'
}
const CHECK = 'Check oidc-token-url, oidc-client-id, oidc-scope and oidc-audience.'

const accessToken = async (how: Keyless, assertion: string, { send, patience, runner }: World): Promise<string> => {
  const { tokenUrl, clientId, scope } = how
  const doing = `Exchanging GitHub’s OIDC token at ${tokenUrl.hostname} failed`
  const form = {
    ...{ grant_type: 'client_credentials', client_id: clientId, client_assertion_type: ASSERTION, client_assertion: assertion },
    ...(scope !== '' && { scope })
  }
  const request: HttpRequest = {
    ...{ method: 'POST', url: tokenUrl, deadlineMs: DEADLINE_MS, body: new URLSearchParams(form).toString() },
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'veeva-vault-sandbox-token'
    }
  }
  const read = (outcome: HttpOutcome): Verdict<string> => {
    const body = outcome.is === 'answer' ? asObject(parseJson(outcome.text)) : undefined
    const refusal = asText(body?.error)
    if (refusal !== '') {
      const said = runner
        .quote([refusal, asText(body?.error_description)].filter(part => part !== '').join(': '))
        .replace(/[.\s]+$/, '')
      const hint = Object.hasOwn(REFUSALS, refusal) ? REFUSALS[refusal] : undefined
      return { is: 'failed', error: new ActionError('vault-login', `${doing}: it answered ${said}.`, hint ?? CHECK) }
    }
    const failed = failureOf(outcome, doing, CHECK)
    if (failed !== undefined) return failed
    const token = asText(body?.access_token)
    if (/^[\x21-\x7e]{3,}$/.test(token)) return { is: 'done', value: token }
    return { is: 'failed', error: new ActionError('vault-login', `${doing}: the answer holds no access_token.`, CHECK) }
  }
  return persist(async () => read(await send(request)), 2, patience)
}

/** In: what came of a request. Out: what it means where it is no answer that says yes. */
const failureOf = (outcome: HttpOutcome, doing: string, hint: string): Verdict<never> | undefined => {
  if (outcome.is === 'no-answer') {
    const error = new ActionError(
      'network',
      `${doing}: ${outcome.reason}.`,
      outcome.hint ?? `${hint} The runner has to reach this host (DNS, firewall, HTTPS_PROXY).`
    )
    return outcome.lasting ? { is: 'failed', error } : { is: 'again', error, effect: 'perhaps' }
  }
  const { status } = outcome
  if (status === 200) return undefined
  if (status >= 300 && status < 400)
    return {
      is: 'failed',
      error: new ActionError(
        'host-refused',
        `${doing}: it answered with a redirect (status ${status}).`,
        `A redirect is never followed. ${hint}`
      )
    }
  const came = `${doing}: it answered with status ${status}.`
  return status >= 500 || status === 429
    ? {
        is: 'again',
        error: new ActionError('network', came, 'It is down or busy: run again in a few minutes.'),
        effect: 'perhaps'
      }
    : { is: 'failed', error: new ActionError('vault-login', came, hint) }
}
