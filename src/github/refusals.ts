import type { ErrorCode, Retry } from '../core/errors.ts'
import { asList, asObject, asText, type JsonObject } from '../core/json.ts'
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
import { movedHint, singleSignOnHint } from './refusal-addresses.ts'

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

interface Facts extends RefusedCall {
  /** GitHub's own words. */
  message: string
  headers: Record<string, string>
}

interface RefusalRow {
  /** Any status if left out. */
  statuses?: number[]
  /** Any response if left out. */
  matches?: RegExp | ((facts: Facts) => boolean)
  code: ErrorCode
  /** In a text, `{permission}` and `{remedy}` stand for those of the call. */
  hint: string | ((facts: Facts) => string)
  retry?: (facts: Facts) => Retry | undefined
}

/** How long to wait before asking again for what may be new, in milliseconds. */
export const NEW_RETRY_MS = 1_000
/** What GitHub asks for at least if it says neither how long nor until when ("Best practices for using the REST API"). */
const LIMIT_WAIT_MS = 60_000

const FROM_APP_OR_FINE_GRAINED =
  'from a GitHub App (actions/create-github-app-token) or a fine-grained personal access token'
const NOT_FROM_GITHUB =
  'This is not a response of GitHub’s API: check whether a proxy, a firewall or a sign-in page responds in its place, and check the address of the API (GITHUB_API_URL).'
const CLOSED =
  'GitHub has closed the repository or the account: read what it says there to the owner.'

/** A new App token answers 401 and 403 for some seconds, a new repository or environment 404. */
const retryIfNew = ({ isPatient }: Facts) => (isPatient ? { afterMs: NEW_RETRY_MS } : undefined)

/** What GitHub's own refusals mean ("Troubleshooting the REST API"); the first row that fits counts. */
const REFUSALS: RefusalRow[] = [
  {
    statuses: [403, 404],
    matches: ({ headers, message }) =>
      headers['x-github-sso'] !== undefined || /SAML|single sign-on/i.test(message),
    code: 'github-permission',
    hint: ({ headers, apiUrl }) => singleSignOnHint(headers['x-github-sso'] ?? '', apiUrl)
  },
  {
    statuses: [403],
    matches: /IP allow ?list|IP address/i,
    code: 'github-permission',
    hint: 'The organization allows access from certain addresses only: add the address of the runner to its IP allow list, or use a runner that is on it.'
  },
  {
    statuses: [403],
    matches: /archived/i,
    code: 'github-permission',
    hint: 'The repository is archived: unarchive it, or store the secret in another one.'
  },
  {
    statuses: [403],
    matches: /account\b.*suspended/i,
    code: 'github-permission',
    hint: `The account of \`github-token\` is suspended: set a token of another one (${FROM_APP_OR_FINE_GRAINED}).`
  },
  {
    statuses: [403],
    matches: /suspended/i,
    code: 'github-permission',
    hint: 'The installation of the GitHub App is suspended: ask an owner of the organization to unsuspend it.'
  },
  {
    statuses: [403],
    matches: /lifetime/i,
    code: 'github-permission',
    hint: 'The organization allows only tokens with a shorter lifetime: make a new token with an earlier expiry.'
  },
  {
    statuses: [403],
    matches: /forbids access via|personal access token \(classic\)/i,
    code: 'github-permission',
    hint: `The organization forbids this kind of token: set \`github-token\` to one that it allows, ${FROM_APP_OR_FINE_GRAINED}.`
  },
  {
    statuses: [403],
    matches: /OAuth App/i,
    code: 'github-permission',
    hint: `The organization has not approved the OAuth App of this token: set \`github-token\` to a token ${FROM_APP_OR_FINE_GRAINED}.`
  },
  {
    statuses: [403],
    matches: /login attempts/i,
    code: 'github-permission',
    hint: 'GitHub received too many wrong tokens from this address: wait some minutes, and check the secret behind `github-token`.'
  },
  {
    statuses: [403],
    matches: /blocked|disabled|locked|trade control/i,
    code: 'github-permission',
    hint: CLOSED
  },
  {
    statuses: [403, 404],
    matches: facts => missingScopes(facts) !== undefined,
    code: 'github-permission',
    hint: facts =>
      `The personal access token (classic) in \`github-token\` lacks the scope ${missingScopes(facts)}: add the scope in the token’s settings on GitHub.`
  },
  {
    statuses: [403],
    matches: /not accessible by integration/i,
    code: 'github-permission',
    hint: 'The token in `github-token` lacks the permission {permission}: give the App this permission, accept it for the installation, and {remedy}. The workflow’s own GITHUB_TOKEN can never write secrets.',
    retry: retryIfNew
  },
  {
    statuses: [403],
    matches: /not accessible by personal access token/i,
    code: 'github-permission',
    hint: 'The personal access token in `github-token` lacks the permission {permission} here: add the permission on GitHub, or ask the organization to approve the token.'
  },
  {
    statuses: [403],
    matches: /\b(admin|owner)\b/i,
    code: 'github-permission',
    hint: 'The user of `github-token` is not an admin of the repository or an owner of the organization: use the token of one, or of a GitHub App.'
  },
  {
    statuses: [403],
    code: 'github-permission',
    hint: ({ headers, quote }) => {
      const accepted = quote(headers['x-accepted-github-permissions'] ?? '')
      const named = accepted === '' ? '' : ` (GitHub names for this request: ${accepted})`
      return `Check that \`github-token\` has the permission {permission} here${named}. With actions/create-github-app-token, {remedy}.`
    },
    retry: retryIfNew
  },
  {
    statuses: [401],
    matches: /JSON web token/i,
    code: 'github-login',
    hint: '`github-token` is the JSON web token of an App, which can only make tokens: set it to the token that actions/create-github-app-token makes.'
  },
  {
    statuses: [401],
    code: 'github-login',
    hint: `The token in \`github-token\` is wrong, expired or revoked: make a new one (${FROM_APP_OR_FINE_GRAINED}).`,
    retry: retryIfNew
  },
  {
    statuses: [404],
    code: 'github-not-found',
    hint: 'It does not exist under this name, or the token can’t see it: check the name, and that `github-token` has the permission {permission} there.',
    retry: retryIfNew
  },
  {
    statuses: [409],
    code: 'github-refused',
    hint: 'Something else writes there at the same time: run again; if it happens again, follow what GitHub says.',
    retry: ({ isWrite }) => (isWrite ? {} : undefined)
  },
  { statuses: [451], code: 'github-refused', hint: CLOSED },
  {
    code: 'github-refused',
    hint: 'Follow what GitHub says, and check `secret-name` and `secret-scope`.'
  }
]

/** Says what a response means that is not the documented success of a call. */
export function explainRefusal(response: ApiResponse, call: RefusedCall): Refusal {
  const { status, headers, body } = response
  const message = asText(body?.message)
  const isFromGitHub = message !== ''
  const said = isFromGitHub
    ? `GitHub responded ${status}: ${withoutFullStop(call.quote(wordsOf(message, body)))}`
    : `a response with status ${status} and ${describeBody(response, 'GitHub')} came back`
  // Only GitHub itself can refuse: what stands in front of it may have let the request through.
  const isUnclear = call.isWrite && !(isFromGitHub && status >= 300 && status < 500)
  const meaning = meaningOf(response, { ...call, message, headers })
  const retry = meaning.retry ?? (isUnclear ? {} : undefined)
  return { ...meaning, said, retry, maybeDone: isUnclear, reason: `HTTP ${status}` }
}

type Meaning = Pick<Refusal, 'code' | 'hint' | 'retry'>

function meaningOf({ status, body }: ApiResponse, facts: Facts): Meaning {
  const { headers, message, now, apiUrl } = facts
  if (status === 429 || (status === 403 && isRateLimit(facts))) return rateLimit(facts)
  if (status >= 500 || status < 300) {
    const hint =
      'GitHub is down, or something in front of it responds in its place: check its status page, and run again.'
    return { code: 'network', hint, retry: { afterMs: retryAfterMs(headers, now) } }
  }
  if (status > 300 && status < 400) {
    const location = headers.location ?? asText(body?.url)
    return { code: 'github-not-found', hint: movedHint(location, apiUrl, NOT_FROM_GITHUB) }
  }
  if (message === '') return { code: 'network', hint: NOT_FROM_GITHUB }
  const row = REFUSALS.find(each => fits(each, status, facts))
  const hint = typeof row?.hint === 'function' ? row.hint(facts) : (row?.hint ?? '')
  return {
    code: row?.code ?? 'github-refused',
    hint: hint
      .replace('{permission}', facts.permission.name)
      .replace('{remedy}', facts.permission.appRemedy),
    retry: row?.retry?.(facts)
  }
}

function fits({ statuses, matches }: RefusalRow, status: number, facts: Facts): boolean {
  if (statuses !== undefined && !statuses.includes(status)) return false
  if (matches instanceof RegExp) return matches.test(facts.message)
  return matches === undefined || matches(facts)
}

/** GitHub's message, with what it says of each mistake ("Troubleshooting the REST API": `errors`, of texts or objects). */
function wordsOf(message: string, body: JsonObject | undefined): string {
  const mistakes = asList(body?.errors).map(each => {
    const { resource, field, code, message: text } = asObject(each) ?? {}
    const parts = [resource, field, code].map(asText).filter(part => part !== '')
    return asText(each) || asText(text) || parts.join(' ')
  })
  return [message, ...mistakes].filter(part => part !== '').join('; ')
}

/** The scopes of which a classic token needs one and has none ("Scopes for OAuth apps"); undefined for all others. */
function missingScopes({ headers }: Facts): string | undefined {
  const granted = scopesIn(headers['x-oauth-scopes'])
  const accepted = scopesIn(headers['x-accepted-oauth-scopes'])
  const isMissing = accepted.length > 0 && !accepted.some(scope => granted.includes(scope))
  if (headers['x-oauth-scopes'] === undefined || !isMissing) return undefined
  return accepted.map(scope => `\`${scope}\``).join(' or ')
}

function scopesIn(header = ''): string[] {
  return header
    .split(',')
    .map(scope => scope.trim())
    .filter(scope => /^[\w:]{1,40}$/.test(scope))
}

/** A 403 is a rate limit only if it says so; any other is a missing permission ("Rate limits for the REST API"). */
function isRateLimit({ headers, message }: Facts): boolean {
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit/i.test(message)
  )
}

function rateLimit({ headers, now }: Facts): Meaning {
  const afterMs = limitWaitMs(headers, now)
  const end = new Date(responseTime(headers, now).getTime() + (afterMs ?? 0))
  return {
    code: 'github-rate-limit',
    hint: `GitHub limits how often secrets may be written: run again after ${formatInstant(end)}, or with fewer secrets at a time.`,
    retry: { afterMs }
  }
}

/** Until a moment that the response names counts by the response's own Date. Milliseconds; undefined if that moment has passed. */
function limitWaitMs(headers: Record<string, string>, now: Date): number | undefined {
  const askedMs = retryAfterMs(headers, now)
  if (askedMs !== undefined) return askedMs
  const reset = headers['x-ratelimit-reset'] ?? ''
  if (headers['x-ratelimit-remaining'] !== '0' || !/^[1-9]\d{0,10}$/.test(reset)) {
    return LIMIT_WAIT_MS
  }
  const leftMs = Number(reset) * 1000 - responseTime(headers, now).getTime()
  return leftMs > 0 ? leftMs : undefined
}
