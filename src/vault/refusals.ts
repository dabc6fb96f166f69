import type { ErrorCode } from '../core/errors.ts'
import { asList, asTexts, type JsonObject } from '../core/json.ts'
import { count, withoutFullStop } from '../core/text.ts'
import { type ApiResponse, describeResponse, type Refusal, retryAfterMs } from '../net/api.ts'
import type { World } from '../net/world.ts'

/** What a call does: it decides about retries, and which remedy a refusal gets. For a probe any envelope is a success. */
export type VaultOperation =
  | 'sign-in'
  | 'exchange'
  | 'read'
  | 'read-job'
  | 'generate'
  | 'delete'
  | 'end-session'
  | 'probe'

export type Meaning = Omit<Refusal, 'said'>

export type VaultError = NonNullable<ReturnType<typeof errorIn>>

const LOGIN =
  'Check the stored credential, that the user may sign in to this Vault, and its network access rules (GitHub’s hosted runners change their addresses). A rejected credential is not tried again.'
const EXCHANGE =
  'Check `oauth-profile-id`, that the token has not expired and is meant for Vault (audience, client), and that its user exists and is active there. A rejected credential is not tried again.'
const VERSION =
  'Check that the Vault has the version in `api-version`, which must be v26.2 or later.'
const JOB =
  'Vault has no such job, or does not show it to this user: set `vault-job-id` to the `job_id` that creating or refreshing the sandbox returned.'
const NO_USER =
  'The user who signs in is missing or inactive there: ask an administrator to add or activate the user in that Vault or sandbox, or sign in with the user who created the sandbox.'
export const SUPPORT =
  'Run again; if it happens again, report it to Veeva Support with the execution id.'

/** Refusals that are final, by code, by Vault's error type ("Errors" in Veeva's REST API reference), if need be with the operation. */
const FINAL: Partial<Record<ErrorCode, Record<string, string>>> = {
  'vault-session': {
    INVALID_SESSION_ID:
      'The host rejects the token or session: it has expired, was deleted, or belongs to another Vault (a sandbox’s token can’t sign in to its production Vault). Use one that works there, or another way to sign in.'
  },
  'vault-login': {
    USERNAME_OR_PASSWORD_INCORRECT:
      'Check the secrets behind `username` and `password` before the next run: five wrong passwords lock the account, so it was tried only once. A user who signs in with single sign-on has no password in Vault: use another user, or another way to sign in.',
    USER_LOCKED_OUT: 'Ask a Vault administrator to unlock the user, and check the stored password.',
    PASSWORD_CHANGE_REQUIRED: 'Sign in to Vault as this user, set a new password, and store it.',
    INACTIVE_USER: 'Ask a Vault administrator to activate the user, or use another one.',
    AUTHENTICATION_FAILED: LOGIN,
    'FAILURE sign-in': LOGIN,
    'AUTHENTICATION_FAILED exchange': EXCHANGE,
    'FAILURE exchange': EXCHANGE
  },
  'vault-permission': {
    'INSUFFICIENT_ACCESS generate':
      'Add the permission "Application: API: Access API" to the security profile of the user; for a sandbox the user also has to exist and be active there.',
    'INSUFFICIENT_ACCESS read-job': JOB,
    INSUFFICIENT_ACCESS: 'Add the permission that Vault names to the security profile of the user.'
  },
  'token-limit': {
    'too many tokens':
      'The user already has as many active tokens in that Vault as Vault allows (25): delete those that nobody uses, for example with the action delete-tokens, or use another user for this job.'
  },
  'vault-refused': {
    'VeevaID user': 'VeevaID users can’t have API access tokens: sign in with another user.',
    'expiry not allowed':
      'The security profile of the user does not allow this expiry: set a shorter `expires`, and not `never`.',
    'USER_NOT_FOUND generate': NO_USER,
    'INACTIVE_USER generate': NO_USER,
    'MALFORMED_URL generate':
      'Vault has no sandbox of this name here: set `sandbox-name` exactly as on the My Vaults page, and `vault-dns` to the production Vault that it was created from. With `target: vault`, check `api-version`.',
    'MALFORMED_URL read-job': JOB,
    MALFORMED_URL: VERSION,
    METHOD_NOT_SUPPORTED: VERSION,
    CONFIGURATION_MODE_ENABLED: 'The Vault is in configuration mode: run again later.',
    'FAILURE generate':
      'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is later than the security profile of the user allows (set a shorter `expires`), it is a VeevaID user, who can’t have tokens (use another user), or the user is missing or inactive in that sandbox.',
    'FAILURE read-job': JOB,
    FAILURE: 'Follow what Vault says, or ask Veeva Support, with the execution id.'
  }
}

const UNEXPECTED: Meaning = { code: 'vault-unavailable', hint: SUPPORT, retry: {}, maybeDone: true }
const IS_BUSY: Meaning = {
  code: 'vault-unavailable',
  hint: 'Something else is changing the same item in Vault: run again when that has finished.',
  retry: {}
}

/** A job may be asked for every 10 s; the limit of signing in is one of a minute ("Limits"). */
const RATE_LIMITED: Meaning = {
  code: 'vault-rate-limit',
  hint: 'Vault limits how often this may be called: run again in a few minutes.',
  retry: { afterMs: 10_000 }
}
const ROWS = new Map<string, Meaning>([
  ['API_LIMIT_EXCEEDED sign-in', { ...RATE_LIMITED, retry: { afterMs: 60_000 } }],
  ['API_LIMIT_EXCEEDED', RATE_LIMITED],
  ['RACE_CONDITION', IS_BUSY],
  ['OPERATION_IN_PROGRESS', IS_BUSY],
  ['UNEXPECTED_ERROR', UNEXPECTED]
])
for (const [code, hints] of Object.entries(FINAL)) {
  for (const [type, hint] of Object.entries(hints)) {
    ROWS.set(type, { code: code as ErrorCode, hint })
  }
}

/** Refusals to generate whose types Vault does not document: its words choose the row. The first that fits counts. */
const GENERATE_WORDS: [words: RegExp, row: string][] = [
  [/veeva ?id\b/i, 'VeevaID user'],
  [
    /too many|number of ((active|valid|allowed|api|access) )*tokens|\btokens? (limit|quota|count)/i,
    'too many tokens'
  ],
  [/expir|lifetime|validity|duration|\bdays\b/i, 'expiry not allowed'],
  [/\bmax|\blimit\b|\bquota/i, 'too many tokens'],
  [/\buser\b.*(not found|not exist|inactive|not active|missing|unknown)/i, 'USER_NOT_FOUND']
]

/** Tells what it means that Vault itself refuses a call. */
export function meaningOfError({ type, said, status }: VaultError, operation: VaultOperation) {
  const rowFor = (key: string) => ROWS.get(`${key} ${operation}`) ?? ROWS.get(key)
  const known = type === status ? undefined : rowFor(type)
  const meaning = known ?? rowFor(status) ?? UNEXPECTED
  const isOpen = known === undefined || known.code === 'vault-permission'
  if (operation !== 'generate' || !isOpen || status === 'EXCEPTION') return meaning
  const text = said.replaceAll('_', ' ')
  const [, row = type] = GENERATE_WORDS.find(([words]) => words.test(text)) ?? []
  return rowFor(row) ?? meaning
}

const DOWN =
  'Vault is down, or a gateway or proxy responds in its place: check `vault-dns` and the status of the Vault, then run again.'
const GATEWAY =
  'This response is not from Vault: check `vault-dns`, and whether a firewall, gateway or proxy responds in its place.'
const REDIRECT = 'A redirect is never followed: set `vault-dns` to the DNS of the Vault itself.'

/** Tells what a response without Vault's envelope means; only 429 and 503 say that nothing was done ("RFC 6585", "RFC 9110"). */
function meaningOfStatus(status: number): Meaning {
  if (status === 429) return RATE_LIMITED
  const code = 'vault-unavailable'
  const maybeDone = status !== 503
  if (status === 200 || status >= 500) return { code, hint: DOWN, retry: {}, maybeDone }
  if (status >= 300 && status < 400) return { code: 'host-refused', hint: REDIRECT, maybeDone }
  return { code, hint: GATEWAY, maybeDone }
}

/** Whether a response is the documented success. Vault responds 200 also to what it refuses ("Response Status and Errors"). */
function isSuccess({ status, body }: ApiResponse, operation: VaultOperation): boolean {
  const { responseStatus = '' } = asTexts(body)
  if (operation === 'probe') return responseStatus !== ''
  return status === 200 && ['SUCCESS', 'WARNING'].includes(responseStatus)
}

/** Tells what a response means that is not the success of its operation. Vault's envelope decides where there is one, whatever the status. */
export function refusalOf(response: ApiResponse, operation: VaultOperation, world: World) {
  if (isSuccess(response, operation)) return undefined
  const { status, headers, body } = response
  const error = errorIn(body, world.runner.quote)
  const meaning = error ? meaningOfError(error, operation) : meaningOfStatus(status)
  const downtime = Number(headers['x-vaultapi-downtimeexpecteddurationminutes'])
  const downtimeHint = `Vault expects to be down for ${count(downtime, 'minute')}: run again after that.`
  const afterMs = retryAfterMs(headers, world.clock.now()) ?? meaning.retry?.afterMs
  return {
    ...meaning,
    said: error?.said ?? describeResponse(response, 'Vault', ''),
    hint: downtime > 0 ? downtimeHint : meaning.hint,
    retry: meaning.retry && { afterMs },
    reason: error?.type ?? `HTTP ${status}`,
    executionId: idIn(headers, 'executionid')
  }
}

/** Reads the error from Vault's envelope, or from one row of a response, and quotes it; undefined if that is not a refusal. */
export function errorIn(body: JsonObject | undefined, quote: (text: string) => string) {
  const { responseStatus: status, errorType, responseMessage = '' } = asTexts(body)
  if (status !== 'FAILURE' && status !== 'EXCEPTION') return undefined
  const first = asTexts(asList(body?.errors)[0])
  const type = quote(first.type || errorType || status)
  const message = withoutFullStop(quote(first.message || responseMessage))
  const said = `Vault responded ${type}${message && `: ${message}`}`
  return { type, said, status }
}

/** Reads an id from one of Vault's headers; empty if it looks like anything else, because it goes into messages and outputs. */
export function idIn(headers: Record<string, string>, name: string): string {
  const value = headers[`x-vaultapi-${name}`] ?? ''
  return /^[\w.-]{1,100}$/.test(value) ? value : ''
}
