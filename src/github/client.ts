import { remoteClock } from '../clock.ts'
import type { Credential } from '../credential.ts'
import { ActionError } from '../errors.ts'
import type { HttpOutcome, Send } from '../http.ts'
import { asObject, asText, parseJson } from '../json.ts'
import { type Patience, persist, retryAfterMs, type Verdict } from '../retry.ts'

/** GitHub's REST API, addressed with the token from `github-token`. */
export type GitHub = Readonly<{
  /** Host of the API. */
  host: string
  /** Base address of the API. */
  url: string
  /** The time by GitHub's clock, as far as its answers told it so far. */
  now: () => Date
  /** A request with its repeats; throws an ActionError. `effect` is told before each repeat and each failure, see `Verdict`. */
  call: (call: GitHubCall, effect?: (effect: 'none' | 'perhaps') => void) => Promise<GitHubAnswer>
}>

export type GitHubCall = Readonly<{
  /** What is being done, as a message begins: `Reading the public key of …`. */
  doing: string
  method: 'GET' | 'PUT'
  /** Below the API's base address, begins with a slash, already percent-encoded. */
  path: string
  json?: unknown
  /** The permission that the call needs, for the remedy: `Secrets: write`. */
  needs: string
}>

export type GitHubAnswer = Readonly<{
  status: number
  /** The parsed body; undefined where there is none. */
  body: unknown
  /** GitHub's clock at the answer, or undefined. */
  date: Date | undefined
}>

export type GitHubWire = Readonly<{ send: Send; patience: Patience; quote: (text: string) => string }>

const TRIES = 4
const DEADLINE_MS = 30_000
/** What GitHub asks for at the least when it says neither how long nor until when ("Best practices for using the REST API"). */
const LIMIT_WAIT_MS = 60_000

/**
 * @param apiUrl GITHUB_API_URL, https; nothing is sent to another host
 */
export const reachGitHub = (apiUrl: URL, token: Credential, wire: GitHubWire): GitHub => {
  const clock = remoteClock(wire.patience.clock)
  const base = apiUrl.href.replace(/\/$/, '')
  const ask = async (call: GitHubCall): Promise<Verdict<GitHubAnswer>> => {
    const outcome = await wire.send({
      method: call.method,
      url: new URL(base + call.path),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token.reveal()}`,
        'user-agent': 'veeva-vault-sandbox-token',
        'x-github-api-version': '2022-11-28',
        ...(call.json !== undefined && { 'content-type': 'application/json' })
      },
      ...(call.json !== undefined && { body: JSON.stringify(call.json) }),
      deadlineMs: DEADLINE_MS
    })
    if (outcome.is === 'answer') clock.heard(outcome.headers.date)
    return readAnswer(outcome, call, apiUrl.hostname, wire.quote, wire.patience.clock.now())
  }
  return {
    host: apiUrl.hostname,
    url: apiUrl.href,
    now: clock.now,
    call: (call, effect = () => {}) =>
      persist(
        async () => {
          const verdict = await ask(call)
          if (verdict.is === 'again') effect(verdict.effect)
          if (verdict.is === 'failed') effect('none')
          return verdict
        },
        TRIES,
        wire.patience
      )
  }
}

/** In: what came of a request. Out: what it means. */
export const readAnswer = (
  outcome: HttpOutcome,
  call: GitHubCall,
  host: string,
  quote: (text: string) => string,
  now: Date
): Verdict<GitHubAnswer> => {
  const what = `${call.doing} on ${host} failed`
  if (outcome.is === 'no-answer') {
    const ours = outcome.lasting
      ? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
      : 'Check that the runner may reach GitHub’s API (DNS, firewall, HTTPS_PROXY), and run again.'
    const hint = outcome.hint === undefined ? ours : outcome.hint
    const error = new ActionError('network', `${what}: ${outcome.reason}.`, hint)
    return outcome.lasting
      ? { is: 'failed', error }
      : { is: 'again', error, effect: outcome.reached === 'no' ? 'none' : 'perhaps' }
  }
  const { status, headers, text } = outcome
  const body = parseJson(text)
  const date = Date.parse(headers.date ?? '')
  if (status >= 200 && status < 300 && (text === '' || body !== undefined)) {
    return { is: 'done', value: { status, body, date: Number.isNaN(date) ? undefined : new Date(date) } }
  }
  const message = asText(asObject(body)?.message)
  const said = quote(message).replace(/[.\s]+$/, '')
  const came = `${what}: GitHub answered with status ${status}${said === '' ? '' : `: ${said}`}`
  const failed = (code: ActionError['code'], hint: string): Verdict<never> => ({
    is: 'failed',
    error: new ActionError(code, `${came}${accepted(headers, quote)}.`, hint)
  })
  const again = (error: ActionError, effect: 'none' | 'perhaps', afterMs?: number): Verdict<never> =>
    afterMs === undefined ? { is: 'again', error, effect } : { is: 'again', error, effect, afterMs }

  if (status === 429 || (status === 403 && isLimit(headers, message))) {
    const hint = 'GitHub limits how often secrets may be written: run again in an hour, or with fewer secrets at a time.'
    return again(new ActionError('github-rate-limit', `${came}.`, hint), 'none', limitWait(headers, now))
  }
  if (status >= 500 || status < 300) {
    const hint = 'GitHub is down or something in front of it answers in its place: look at its status page, and run again.'
    return again(new ActionError('network', `${came}.`, hint), 'perhaps', retryAfterMs(headers['retry-after'], now))
  }
  if (status === 401)
    return failed('github-login', `The token in github-token is wrong, expired or revoked: make a new one (${HOW}).`)
  if (status === 403) return failed('github-permission', remedy(call.needs))
  if (status === 404 || (status > 300 && status < 400)) {
    return failed('github-not-found', `It does not exist under this name, or the token may not see it. ${remedy(call.needs)}`)
  }
  return failed('github-refused', 'See what GitHub says, and check secret-name and secret-scope.')
}

const HOW = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token'

const remedy = (needs: string): string =>
  `The workflow’s own GITHUB_TOKEN can never write secrets: give github-token one with the permission ${needs} (${HOW}).`

/** What GitHub says would have been needed, for a message. */
const accepted = (headers: Readonly<Record<string, string>>, quote: (text: string) => string): string => {
  const permissions = headers['x-accepted-github-permissions']
  return permissions === undefined ? '' : ` (it would accept the permissions ${quote(permissions)})`
}

/** A 403 is a limit only when it says so; any other is a matter of permission ("Rate limits for the REST API"). */
const isLimit = (headers: Readonly<Record<string, string>>, message: string): boolean =>
  headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)

const limitWait = (headers: Readonly<Record<string, string>>, now: Date): number => {
  const asked = retryAfterMs(headers['retry-after'], now)
  if (asked !== undefined) return asked
  const reset = Number(headers['x-ratelimit-reset'])
  return headers['x-ratelimit-remaining'] === '0' && reset > 0 ? Math.max(0, reset * 1000 - now.getTime()) : LIMIT_WAIT_MS
}
