import type { ErrorCode, Retry } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import { formatInstant } from '../core/time.ts'
import {
  type ApiResponse,
  describeResponse,
  type Refusal,
  responseTime,
  retryAfterMs
} from '../net/api.ts'
import type { Remedies } from './locations.ts'

/** What the meaning of a response depends on, besides the response. */
export interface RefusedCall {
  remedies: Remedies
  isWrite: boolean
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
const CLOSED =
  'GitHub has closed the repository or the account: read what GitHub tells the owner there.'

/** What GitHub's 401, 403 and 404 mean, by a pattern of its message ("Troubleshooting the REST API"); the first row that fits counts. */
const HINTS_BY_MESSAGE: [words: RegExp, hint: string][] = [
  [
    /IP allow ?list|IP address/i,
    'The organization allows access from certain addresses only: add the address of the runner to its IP allow list, or use a runner that is on it.'
  ],
  [/archived/i, 'The repository is archived: unarchive it, or store the secret in another one.'],
  [
    /suspended/i,
    `The account of \`github-token\`, or the installation of the GitHub App, is suspended: ask for it to be unsuspended, or use another token, ${GOOD_TOKEN}.`
  ],
  [
    /lifetime/i,
    'The organization allows only tokens with a shorter lifetime: make a new token with an earlier expiry.'
  ],
  [
    /forbids access via|personal access token \(classic\)|OAuth App/i,
    `The organization does not allow this kind of token: set \`github-token\` to one that it allows, ${GOOD_TOKEN}.`
  ],
  [
    /login attempts/i,
    'GitHub received too many wrong tokens from this address: wait some minutes, and check the secret behind `github-token`.'
  ],
  [/blocked|disabled|locked|trade control/i, CLOSED],
  [
    /JSON web token/i,
    '`github-token` is the JSON web token of an App, which can only make tokens: set it to the token that actions/create-github-app-token makes.'
  ],
  [
    /not accessible by personal access token/i,
    'The personal access token in `github-token` lacks the permission {permission}: add the permission on GitHub, or ask the organization to approve the token.'
  ],
  [
    /\b(admin|owner)\b/i,
    'The user of `github-token` is not an admin of the repository or an owner of the organization: use the token of one, or of a GitHub App.'
  ]
]

/** For some seconds a new App's token gets 401 and 403, a new repository or environment 404. */
const MAY_BE_NEW: Retry = { afterMs: SHORTEST_WAIT_MS }

/** What GitHub's other refusals mean, by status. */
const DEFAULTS: Record<number, [code: ErrorCode, hint: string, retry?: Retry]> = {
  401: [
    'github-login',
    `The token in \`github-token\` is wrong, expired or revoked: set \`github-token\` to a new one, ${GOOD_TOKEN}.`,
    MAY_BE_NEW
  ],
  403: [
    'github-permission',
    'The token in `github-token` lacks a permission: it needs {permission}. For a GitHub App, add it to the App, accept it for the installation, and {appRemedy} in the step that makes the token. The workflow’s own GITHUB_TOKEN can never write secrets.',
    MAY_BE_NEW
  ],
  404: ['github-not-found', '{missing}', MAY_BE_NEW],
  409: [
    'github-refused',
    'Something else writes there at the same time: run again; if it happens again, follow what GitHub says.',
    {}
  ],
  451: ['github-refused', CLOSED]
}

/** Says what a response means that is not the documented success of a call. */
export function explainRefusal(response: ApiResponse, call: RefusedCall): Refusal {
  const { status } = response
  const message = call.quote(wordsOf(response))
  const { code, hint, retry } = meaningOf(response, message, call)
  // Only GitHub itself can refuse: what stands in front of it may have let the request through.
  const maybeDone = call.isWrite && (message === '' || status < 300 || status >= 500)
  const { permission, appRemedy, missing } = call.remedies
  return {
    code,
    said: describeResponse(response, 'GitHub', message),
    hint: hint
      .replace('{missing}', () => missing)
      .replace('{permission}', permission)
      .replace('{appRemedy}', appRemedy),
    retry: retry ?? (maybeDone ? {} : undefined),
    maybeDone,
    reason: `HTTP ${status}`
  }
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

interface Meaning {
  code: ErrorCode
  hint: string
  retry?: Retry | undefined
}

function meaningOf(response: ApiResponse, message: string, call: RefusedCall): Meaning {
  const { status, headers } = response
  if (isRateLimit(response, message)) return rateLimit(headers, call.now)
  if (status < 300 || status >= 500) {
    return {
      code: 'network',
      hint: 'GitHub is down, or a gateway or proxy responds in its place: check GitHub’s status page, and run again.',
      retry: { afterMs: retryAfterMs(headers, call.now) }
    }
  }
  if (status < 400) return { code: 'github-not-found', hint: movedHint(response) }
  if (message === '')
    return {
      code: 'network',
      hint: 'This is not a response of GitHub’s API: check whether a proxy, a firewall or a sign-in page responds in its place, and check the address of the API (GITHUB_API_URL).'
    }
  const [code, hint, retry] = DEFAULTS[status] ?? [
    'github-refused',
    'Follow what GitHub says, and check `secret-name` and `secret-scope`.'
  ]
  const lasting = retry === MAY_BE_NEW ? lastingCause(headers, message, call.quote) : undefined
  if (lasting === undefined) return { code, hint, retry }
  return { code: status === 401 ? code : 'github-permission', hint: lasting }
}

/** A repository or an organization, by its id or its name, in an address of GitHub's API. */
const SUBJECT =
  /\/(repositories\/\d+|repos\/[\w.-]{1,100}\/[\w.-]{1,100}|organizations\/\d+|orgs\/[\w-]{1,100})(?=\/|$)/

/** GitHub redirects what was renamed or transferred ("Best practices for using the REST API"). */
function movedHint({ headers, body }: ApiResponse): string {
  const subject = SUBJECT.exec(headers.location ?? asText(body?.url))?.[0]
  const to = subject ? ` (it is now ${subject} in GitHub’s API)` : ''
  return `The repository or organization was renamed or transferred${to}, and a redirect is never followed: use its new name in \`secret-repository\` or \`secret-scope\`. If it was not, check whether a proxy or a sign-in page responds in place of GitHub.`
}

/** The hint where GitHub names a cause, so that the refusal does not pass by itself. */
function lastingCause(
  headers: Record<string, string>,
  message: string,
  quote: RefusedCall['quote']
): string | undefined {
  const signOn = headers['x-github-sso']
  if (signOn !== undefined || /SAML|single sign-on/i.test(message)) {
    // `required; url=…` ("Authenticating to the REST API")
    const url = /url=(https:[^\s;]+)/.exec(signOn ?? '')?.[1]
    const place = url
      ? `at ${quote(url)} (this address works for an hour)`
      : 'in the settings of the token on GitHub (Configure SSO)'
    return `The organization requires single sign-on: authorize the token in \`github-token\` for it ${place}, and run again.`
  }
  const scopes = missingScopes(headers)
  if (scopes !== '') {
    return `The personal access token (classic) in \`github-token\` lacks the scope ${scopes}: add it in the token’s settings on GitHub.`
  }
  return HINTS_BY_MESSAGE.find(([words]) => words.test(message))?.[1]
}

/** The scopes of which a classic token needs one and has none ("Scopes for OAuth apps"); empty for all other tokens. */
function missingScopes(headers: Record<string, string>): string {
  const granted = headers['x-oauth-scopes']
  const accepted = scopesIn(headers['x-accepted-oauth-scopes'])
  const hasOne = accepted.some(scope => scopesIn(granted).includes(scope))
  if (granted === undefined || hasOne) return ''
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

/** Until a moment that the response names counts by the response's own Date. */
function rateLimit(headers: Record<string, string>, now: Date): Meaning {
  const at = responseTime(headers, now).getTime()
  const reset = /^\d{1,11}$/.exec(headers['x-ratelimit-reset'] ?? '')?.[0]
  const isSpent = reset !== undefined && headers['x-ratelimit-remaining'] === '0'
  const usualMs = isSpent ? Math.max(SHORTEST_WAIT_MS, Number(reset) * 1000 - at) : LIMIT_WAIT_MS
  const afterMs = retryAfterMs(headers, now) ?? usualMs
  const end = formatInstant(new Date(at + afterMs))
  const hint = `GitHub limits how often secrets may be written: run again after ${end}, or with fewer secrets at a time.`
  return { code: 'github-rate-limit', hint, retry: { afterMs } }
}
