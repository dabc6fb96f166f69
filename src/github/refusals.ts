import type { ErrorCode, Retry } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import { withoutFullStop } from '../core/text.ts'
import { formatInstant } from '../core/time.ts'
import {
  type ApiResponse,
  describeBody,
  type Refusal,
  responseTime,
  retryAfterMs
} from '../net/api.ts'
import type { Permission } from './locations.ts'
import { movedHint, signOnPlace } from './refusal-addresses.ts'

/** What the meaning of a response depends on, besides the response. */
export interface RefusedCall {
  permission: Permission
  isWrite: boolean
  /** Whether what it is about may have been created seconds ago. */
  isPatient: boolean
  /** Base address of GitHub's API. */
  apiUrl: URL
  /** The time by GitHub's clock. */
  now: Date
  quote(text: string): string
}

/** How long to wait before asking again for what may be new, and for a limit that is just over. */
const SHORTEST_WAIT_MS = 1_000
/** What GitHub asks for at least if it says neither how long nor until when ("Best practices for using the REST API"). */
const LIMIT_WAIT_MS = 60_000

const GOOD_TOKEN =
  'that of a GitHub App (actions/create-github-app-token) or a fine-grained personal access token'
const NOT_FROM_GITHUB =
  'This is not a response of GitHub’s API: check whether a proxy, a firewall or a sign-in page responds in its place, and check the address of the API (GITHUB_API_URL).'
const CLOSED =
  'GitHub has closed the repository or the account: read what it says there to the owner.'

const NO_ADMIN =
  'The user of `github-token` is not an admin of the repository or an owner of the organization: use the token of one, or of a GitHub App.'
const DOWN =
  'GitHub is down, or something in front of it responds in its place: check its status page, and run again.'
const FOLLOW = 'Follow what GitHub says, and check `secret-name` and `secret-scope`.'

/** What GitHub's 401 and 403 mean, by a pattern of its message ("Troubleshooting the REST API"); the first row that fits counts. */
const HINTS_BY_MESSAGE: Record<string, string> = {
  'IP allow ?list|IP address':
    'The organization allows access from certain addresses only: add the address of the runner to its IP allow list, or use a runner that is on it.',
  archived: 'The repository is archived: unarchive it, or store the secret in another one.',
  suspended: `The account of \`github-token\`, or the installation of the GitHub App, is suspended: ask for it to be unsuspended, or use another token, ${GOOD_TOKEN}.`,
  lifetime:
    'The organization allows only tokens with a shorter lifetime: make a new token with an earlier expiry.',
  'forbids access via|personal access token \\(classic\\)|OAuth App': `The organization does not allow this kind of token: set \`github-token\` to one that it allows, ${GOOD_TOKEN}.`,
  'login attempts':
    'GitHub received too many wrong tokens from this address: wait some minutes, and check the secret behind `github-token`.',
  'blocked|disabled|locked|trade control': CLOSED,
  'JSON web token':
    '`github-token` is the JSON web token of an App, which can only make tokens: set it to the token that actions/create-github-app-token makes.',
  'not accessible by personal access token':
    'The personal access token in `github-token` lacks the permission {permission} here: add the permission on GitHub, or ask the organization to approve the token.'
}

/** What GitHub's other refusals mean, by status. */
const DEFAULTS: Record<number, [code: ErrorCode, hint: string]> = {
  401: [
    'github-login',
    `The token in \`github-token\` is wrong, expired or revoked: use a new one, ${GOOD_TOKEN}.`
  ],
  403: [
    'github-permission',
    'Give `github-token` {permission} here. For an App, also accept that for the installation, and {appRemedy} in the step that makes its token. The workflow’s own GITHUB_TOKEN can never write secrets.'
  ],
  404: [
    'github-not-found',
    'It does not exist under this name, or the token can’t see it: check the name, and that `github-token` has the permission {permission} there.'
  ],
  409: [
    'github-refused',
    'Something else writes there at the same time: run again; if it happens again, follow what GitHub says.'
  ],
  451: ['github-refused', CLOSED]
}

/** Says what a response means that is not the documented success of a call. */
export function explainRefusal(response: ApiResponse, call: RefusedCall): Refusal {
  const { status } = response
  const message = call.quote(wordsOf(response))
  const said =
    message === ''
      ? `a response with status ${status} and ${describeBody(response, 'GitHub')} came back`
      : `GitHub responded ${status}: ${withoutFullStop(message)}`
  const meaning = meaningOf(response, message, call)
  // Only GitHub itself can refuse: what stands in front of it may have let the request through.
  const maybeDone = call.isWrite && (message === '' || status < 300 || status >= 500)
  const retry = meaning.retry ?? (maybeDone ? {} : undefined)
  return { ...meaning, said, retry, maybeDone, reason: `HTTP ${status}` }
}

/** GitHub's message, with what it says of each mistake ("Troubleshooting the REST API": `errors`, of texts or objects); empty if the body is not GitHub's. */
function wordsOf({ body }: ApiResponse): string {
  const message = asText(body?.message)
  if (message === '') return ''
  const mistakes = asList(body?.errors).map(each => {
    const mistake = asObject(each)
    return asText(each) || asText(mistake?.message) || asText(mistake?.code)
  })
  return [message, ...mistakes].filter(Boolean).join('; ')
}

type Meaning = Pick<Refusal, 'code' | 'hint' | 'retry'>

function meaningOf(response: ApiResponse, message: string, call: RefusedCall): Meaning {
  const { status, headers, body } = response
  const { apiUrl, permission, now } = call
  if (isRateLimit(response, message)) return rateLimit(headers, now)
  if (status < 300 || status >= 500) {
    return { code: 'network', hint: DOWN, retry: { afterMs: retryAfterMs(headers, now) } }
  }
  if (status < 400) {
    const hint = movedHint(headers.location ?? asText(body?.url), apiUrl)
    return { code: 'github-not-found', hint }
  }
  if (message === '') return { code: 'network', hint: NOT_FROM_GITHUB }
  const [code, defaultHint] = DEFAULTS[status] ?? ['github-refused', FOLLOW]
  const special = specialHint(response, message, apiUrl)
  const hint = (special ?? defaultHint)
    .replace('{permission}', permission.permission)
    .replace('{appRemedy}', permission.appRemedy)
  if (special) return { code: code === 'github-not-found' ? 'github-permission' : code, hint }
  return { code, hint, retry: retryFor(status, call) }
}

/** For some seconds a new App token gets 401 and 403, a new repository or environment 404. */
function retryFor(status: number, { isPatient, isWrite }: RefusedCall): Retry | undefined {
  if (status === 409) return isWrite ? {} : undefined
  return isPatient && [401, 403, 404].includes(status) ? { afterMs: SHORTEST_WAIT_MS } : undefined
}

/** What a refusal means for which GitHub names a cause, so that it does not pass by itself. */
function specialHint(
  { status, headers }: ApiResponse,
  message: string,
  apiUrl: URL
): string | undefined {
  if (![401, 403, 404].includes(status)) return undefined
  const signOn = headers['x-github-sso']
  if (signOn !== undefined || /SAML|single sign-on/i.test(message)) {
    return `The organization requires single sign-on: authorize the token in \`github-token\` for it ${signOnPlace(signOn ?? '', apiUrl)}, and run again.`
  }
  const pattern = Object.keys(HINTS_BY_MESSAGE).find(each => new RegExp(each, 'i').test(message))
  if (pattern !== undefined) return HINTS_BY_MESSAGE[pattern]
  const scopes = missingScopes(headers)
  if (scopes !== '') {
    return `The personal access token (classic) in \`github-token\` lacks the scope ${scopes}: add it in the token’s settings on GitHub.`
  }
  return /\b(admin|owner)\b/i.test(message) ? NO_ADMIN : undefined
}

/** The scopes of which a classic token needs one and has none ("Scopes for OAuth apps"); empty for all other tokens. */
function missingScopes(headers: Record<string, string>): string {
  const granted = scopesIn(headers['x-oauth-scopes'])
  const accepted = scopesIn(headers['x-accepted-oauth-scopes'])
  const isClassic = headers['x-oauth-scopes'] !== undefined
  if (!isClassic || accepted.some(scope => granted.includes(scope))) return ''
  return accepted.map(scope => `\`${scope}\``).join(' or ')
}

function scopesIn(header = ''): string[] {
  return header.match(/[\w:]{1,40}/g) ?? []
}

/** A 403 is a rate limit only if it says so; any other is a missing permission ("Rate limits for the REST API"). */
function isRateLimit({ status, headers }: ApiResponse, message: string): boolean {
  const isSaid =
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit/i.test(message)
  return status === 429 || (status === 403 && isSaid)
}

function rateLimit(headers: Record<string, string>, now: Date) {
  const afterMs = limitWaitMs(headers, now)
  const end = new Date(responseTime(headers, now).getTime() + afterMs)
  const hint = `GitHub limits how often secrets may be written: run again after ${formatInstant(end)}, or with fewer secrets at a time.`
  return { code: 'github-rate-limit' as const, hint, retry: { afterMs } }
}

/** Until a moment that the response names counts by the response's own Date. In milliseconds. */
function limitWaitMs(headers: Record<string, string>, now: Date): number {
  const askedMs = retryAfterMs(headers, now)
  const reset = /^\d{1,11}$/.exec(headers['x-ratelimit-reset'] ?? '')
  if (askedMs !== undefined || reset === null || headers['x-ratelimit-remaining'] !== '0') {
    return askedMs ?? LIMIT_WAIT_MS
  }
  const leftMs = Number(reset[0]) * 1000 - responseTime(headers, now).getTime()
  return Math.max(SHORTEST_WAIT_MS, leftMs)
}
