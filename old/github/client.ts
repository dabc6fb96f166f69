import { remoteClock, toSecond } from '../clock.ts'
import type { Credential } from '../credential.ts'
import { ActionError } from '../errors.ts'
import type { HttpOutcome, Send } from '../http.ts'
import { asList, asObject, asText, parseJson } from '../json.ts'
import { answeredAt, type Patience, persist, retryAfterMs, type Verdict } from '../retry.ts'
import { remedyFor } from './refusals.ts'

/** GitHub's REST API, addressed with the token from `github-token`. */
export type GitHub = Readonly<{
  /** Host of the API. */
  host: string
  /** Base address of the API. */
  url: string
  /** The time by GitHub's clock; undefined where no answer told it. */
  now: () => Date | undefined
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
  /** Whether 404 is an answer too, which the caller looks at. */
  mayBeMissing?: true
  /** How many tries it is worth, where not all. */
  tries?: number
  /** Asked before each try, which begins when it has answered. Out: why it must not begin any more. */
  begin?: () => Promise<ActionError | undefined>
}>

export type GitHubAnswer = Readonly<{
  status: number
  /** The parsed body; undefined where there is none. */
  body: unknown
  /** What a 404 means where nobody knows more of it; only where the call may find nothing. */
  missing?: ActionError
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
    return readAnswer(outcome, call, apiUrl, wire.quote, clock.now())
  }
  return {
    host: apiUrl.hostname,
    url: apiUrl.href,
    now: () => (clock.isKnown() ? clock.now() : undefined),
    call: (call, effect = () => {}) =>
      persist(
        async () => {
          const late = await call.begin?.()
          if (late !== undefined) return { is: 'failed', error: late }
          const verdict = await ask(call)
          if (verdict.is === 'again') effect(verdict.effect)
          if (verdict.is === 'failed') effect('none')
          return verdict
        },
        call.tries ?? TRIES,
        wire.patience
      )
  }
}

/** In: what came of a request, and the time by GitHub's clock. Out: what it means. */
export const readAnswer = (
  outcome: HttpOutcome,
  call: GitHubCall,
  apiUrl: URL,
  quote: (text: string) => string,
  now: Date
): Verdict<GitHubAnswer> => {
  const what = `${call.doing} on ${apiUrl.hostname} failed`
  if (outcome.is === 'no-answer') {
    const hint = outcome.lasting
      ? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
      : 'Check that the runner may reach GitHub’s API (DNS, firewall, HTTPS_PROXY), and run again.'
    const error = new ActionError('network', `${what}: ${outcome.reason}.`, outcome.hint ?? hint)
    return outcome.lasting
      ? { is: 'failed', error }
      : { is: 'again', error, effect: outcome.reached === 'no' ? 'none' : 'perhaps' }
  }
  const { status, headers, text } = outcome
  const body = parseJson(text)
  if (status >= 200 && status < 300 && (text === '' || body !== undefined)) {
    return { is: 'done', value: { status, body } }
  }
  const message = asText(asObject(body)?.message)
  const said = quote([message, ...detailsOf(body)].filter(text => text !== '').join('; ')).replace(/[.\s]+$/, '')
  const came = `${what}: GitHub answered with status ${status}${said === '' ? '' : `: ${said}`}`
  const again = (error: ActionError, effect: 'none' | 'perhaps', afterMs?: number): Verdict<never> =>
    afterMs === undefined ? { is: 'again', error, effect } : { is: 'again', error, effect, afterMs }

  if (status === 429 || (status === 403 && isLimit(headers, message))) {
    const wait = limitWait(headers, now)
    const at = toSecond(new Date(answeredAt(headers, now).getTime() + (wait ?? 0)))
    const hint = `GitHub limits how often secrets may be written: run again after ${at}, or with fewer secrets at a time.`
    return again(new ActionError('github-rate-limit', `${came}.`, hint), 'none', wait)
  }
  if (status >= 500 || status < 300) {
    const hint = 'GitHub is down or something in front of it answers in its place: look at its status page, and run again.'
    return again(new ActionError('network', `${came}.`, hint), 'perhaps', retryAfterMs(headers, now))
  }
  const isGitHubs = asObject(body) !== undefined
  const location = headers.location ?? asText(asObject(body)?.url)
  const { code, hint } = remedyFor({ status, message, isGitHubs, location, headers, needs: call.needs, apiUrl })
  const error = new ActionError(code, `${came}${accepted(headers, quote)}.`, hint)
  if (status === 404 && code === 'github-not-found' && call.mayBeMissing)
    return { is: 'done', value: { status, body, missing: error } }
  // Somebody else writes there at the same time.
  return status === 409 && call.method === 'PUT' ? again(error, 'none') : { is: 'failed', error }
}

/** In: the body of a refusal. Out: what it says of each mistake ("Troubleshooting the REST API": `errors`, of texts or objects). */
const detailsOf = (body: unknown): readonly string[] =>
  asList(asObject(body)?.errors).map(each => {
    const mistake = asObject(each)
    const of = [mistake?.resource, mistake?.field, mistake?.code].map(asText).filter(word => word !== '')
    return asText(each) || asText(mistake?.message) || of.join(' ')
  })

/** What GitHub says would have been needed, for a message. */
const accepted = (headers: Readonly<Record<string, string>>, quote: (text: string) => string): string => {
  const permissions = headers['x-accepted-github-permissions']
  return permissions === undefined ? '' : ` (it would accept the permissions ${quote(permissions)})`
}

/** A 403 is a limit only when it says so; any other is a matter of permission ("Rate limits for the REST API"). */
const isLimit = (headers: Readonly<Record<string, string>>, message: string): boolean =>
  headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)

/** Until a moment that the answer names counts by the answer's own Date. Out: milliseconds; undefined where that moment is over. */
const limitWait = (headers: Readonly<Record<string, string>>, now: Date): number | undefined => {
  const asked = retryAfterMs(headers, now)
  if (asked !== undefined) return asked
  const [reset] = /^[1-9]\d{0,10}$/.exec(headers['x-ratelimit-reset'] ?? '') ?? []
  if (headers['x-ratelimit-remaining'] !== '0' || reset === undefined) return LIMIT_WAIT_MS
  const until = Number(reset) * 1000 - answeredAt(headers, now).getTime()
  return until > 0 ? until : undefined
}
