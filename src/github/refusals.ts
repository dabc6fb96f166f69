import type { Retry } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import { formatInstant } from '../core/time.ts'
import {
  type ApiResponse,
  describeResponse,
  type Refusal,
  responseTime,
  retryAfterMs
} from '../net/api.ts'

/** What the meaning of a response depends on, besides the response. */
interface RefusedCall {
  permission: string
  isWrite: boolean
  /** The time where a response has no Date. */
  now: Date
  quote(text: string): string
}

type Meaning = Pick<Refusal, 'code' | 'hint' | 'retry'>

/** Before asking again for what may be new, and for a limit that is just over. */
const SHORTEST_WAIT_MS = 1_000
/** What GitHub asks for at least if it says neither how long nor until when ("Best practices for using the REST API"). */
const LIMIT_WAIT_MS = 60_000

const GOOD_TOKEN =
  'that of a GitHub App (actions/create-github-app-token) or a fine-grained personal access token'

/** Lasting causes of a 403 or 404, by a pattern of GitHub's message ("Troubleshooting the REST API"); the first row that fits counts. */
const HINTS_BY_MESSAGE: [words: RegExp, hint: string][] = [
  [
    /IP allow ?list|IP address/i,
    'The organization allows access from certain addresses only: add the address of the runner to its IP allow list, or use a runner that is on it.'
  ],
  [/archived/i, 'The repository is archived: unarchive it, or store the secret in another one.'],
  [
    /suspended|blocked|disabled|locked|trade control/i,
    'GitHub has closed or suspended the repository, the account or the installation of the App: read what GitHub tells the owner there.'
  ],
  [
    /lifetime|forbids access via|personal access token \(classic\)|OAuth App/i,
    `The organization does not allow this kind of token, or one that lives so long: set \`github-token\` to one that it allows, ${GOOD_TOKEN}.`
  ],
  [
    /\b(admin|owner)\b/i,
    'The user of `github-token` is not an admin of the repository or an owner of the organization: use the token of one, or of a GitHub App.'
  ]
]

/** For some seconds a new App's token gets 401 and 403, a new repository or environment 404. */
const MAY_BE_NEW: Retry = { afterMs: SHORTEST_WAIT_MS }

/** What GitHub's refusals mean by status. */
const BY_STATUS: Record<number, Meaning> = {
  401: {
    code: 'github-login',
    hint: `The token in \`github-token\` is wrong, expired or revoked: set \`github-token\` to a new one, ${GOOD_TOKEN}.`,
    retry: MAY_BE_NEW
  },
  403: {
    code: 'github-permission',
    hint: 'The token in `github-token` lacks a permission: it needs {permission}. For a GitHub App, add it to the App, and accept it for the installation. The workflow’s own GITHUB_TOKEN can never write secrets.',
    retry: MAY_BE_NEW
  },
  404: {
    code: 'github-not-found',
    hint: 'The repository, organization or environment does not exist, or `github-token` can’t see it: create a missing environment on GitHub (Settings, Environments), correct `secret-scope`, `secret-repository` or `secret-visibility`, or give the token access (install the App there, or select it in the personal access token) with the permission {permission}.',
    retry: MAY_BE_NEW
  },
  409: {
    code: 'github-refused',
    hint: 'Something else writes there at the same time: run again; if it happens again, follow what GitHub says.',
    retry: {}
  }
}

const OTHER: Meaning = {
  code: 'github-refused',
  hint: 'Follow what GitHub says, and check `secret-name` and `secret-scope`.'
}

/** Says what a response means that is not the documented success of a call. */
export function explainRefusal(response: ApiResponse, call: RefusedCall): Refusal {
  const { status } = response
  const message = call.quote(wordsOf(response))
  const { code, hint, retry } = meaningOf(response, message, call)
  // Only GitHub itself can refuse: what stands in front of it may have let the request through.
  const maybeDone = call.isWrite && (message === '' || status < 300 || status >= 500)
  return {
    code,
    said: describeResponse(response, 'GitHub', message),
    hint: hint.replace('{permission}', call.permission),
    retry: retry ?? (maybeDone ? {} : undefined),
    maybeDone,
    reason: `HTTP ${status}`
  }
}

/** GitHub's message, with what it says of each mistake ("Troubleshooting the REST API": `errors`, of texts or objects); empty if the body is not GitHub's. */
function wordsOf({ body }: ApiResponse): string {
  const message = asText(body?.message)
  if (message === '') return ''
  const mistakes = asList(body?.errors).map(each => asText(each) || asText(asObject(each)?.message))
  return [message, ...mistakes].filter(Boolean).join('; ')
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
  // GitHub redirects what was renamed or transferred ("Best practices for using the REST API").
  if (status < 400) {
    return {
      code: 'github-not-found',
      hint: 'The repository or organization was renamed or transferred, and a redirect is never followed: use its new name in `secret-repository` or `secret-scope`. If it was not, check whether a proxy or a sign-in page responds in place of GitHub.'
    }
  }
  if (message === '') {
    return {
      code: 'network',
      hint: 'This is not a response of GitHub’s API: check whether a proxy, a firewall or a sign-in page responds in its place, and check the address of the API (GITHUB_API_URL).'
    }
  }
  const isCauseNamed = status === 403 || status === 404
  const hint = isCauseNamed ? lastingCause(response, message, call) : undefined
  return hint ? { code: 'github-permission', hint } : (BY_STATUS[status] ?? OTHER)
}

/** The hint where GitHub names a cause, so that the refusal does not pass by itself. */
function lastingCause({ headers }: ApiResponse, message: string, { quote }: RefusedCall) {
  const signOn = headers['x-github-sso']
  if (signOn !== undefined || /SAML|single sign-on/i.test(message)) {
    // `required; url=…` ("Authenticating to the REST API")
    const url = /url=(https:[^\s;]+)/.exec(signOn ?? '')?.[1]
    const place = url
      ? `at ${quote(url)} (this address works for an hour)`
      : 'in the settings of the token on GitHub (Configure SSO)'
    return `The organization requires single sign-on: authorize the token in \`github-token\` for it ${place}, and run again.`
  }
  // Only classic tokens have scopes ("Scopes for OAuth apps").
  const granted = headers['x-oauth-scopes']?.split(', ')
  const accepted = headers['x-accepted-oauth-scopes']
  if (accepted && granted && !accepted.split(', ').some(scope => granted.includes(scope))) {
    return `The personal access token (classic) in \`github-token\` lacks the scope \`${quote(accepted)}\`: add it in the token’s settings on GitHub.`
  }
  return HINTS_BY_MESSAGE.find(([words]) => words.test(message))?.[1]
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
