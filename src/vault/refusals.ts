import type { ErrorCode } from '../core/errors.ts'
import type { Refusal } from '../net/api.ts'

/** What a call does: it decides about retries, and which remedy a refusal gets. */
export type VaultOperation =
  | 'sign-in'
  | 'read'
  | 'read-job'
  | 'generate'
  | 'generate-for-sandbox'
  | 'delete'
  | 'end-session'

/** What a response other than a success means. */
export type Meaning = Omit<Refusal, 'said'>

/** An error as Vault describes it in its envelope, or in one row of a response. */
export interface VaultError {
  /** e.g. `INVALID_DATA` */
  type: string
  message: string
  /** EXCEPTION, a fault inside Vault, in place of FAILURE. */
  isException: boolean
}

const LOGIN =
  'Check the stored credential, that the user may sign in to this Vault, and its network access rules (GitHub’s hosted runners change their addresses). A rejected credential is not tried again.'
const VERSION = 'Check that this Vault has the API version of `api-version`: v26.2 or later.'
const JOB =
  'Vault has no such job, or does not show it to this user: set `vault-job-id` to the `job_id` that creating or refreshing the sandbox returned.'
const NO_USER_HERE =
  'The user is missing or inactive in this Vault: ask an administrator to add or activate it.'
const NO_USER_IN_SANDBOX =
  'The user who signs in is missing or inactive in that sandbox: ask an administrator to add or activate it there, or sign in with the user who created the sandbox.'
const GENERATE_PERMISSION =
  'Add the permission "Application: API: Access API" to the security profile of the user; for a sandbox the user also has to exist and be active there.'
const GENERATE_CAUSES =
  'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is later than the security profile of the user allows (set a shorter `expires`), it is a VeevaID user, who can’t have tokens (use another user), or the user is missing or inactive in that sandbox.'
const RATE_LIMIT = 'Vault limits how often this may be called: run again in a few minutes.'
const BUSY = 'Something else is changing the same item in Vault: run again when that has finished.'
/** The hint where something in Vault went wrong. */
export const SUPPORT = 'Run again; if the error stays, give the execution id to Veeva Support.'

/** Refusals that are final, by code, by Vault's error type ("Errors" in Veeva's REST API reference), if need be with the operation. */
const FINAL: Partial<Record<ErrorCode, Record<string, string>>> = {
  'vault-session': {
    INVALID_SESSION_ID:
      'The host rejects the token or session: it is expired, deleted, or of another Vault (a sandbox’s token can’t sign in to its production Vault). Use one that works there, or another way to sign in.'
  },
  'vault-login': {
    USERNAME_OR_PASSWORD_INCORRECT:
      'Check the secrets behind `username` and `password` before the next run: five wrong passwords lock the account, so it was tried only once. A user who signs in with single sign-on has no password in Vault: use another user, or another way to sign in.',
    USER_LOCKED_OUT:
      'Ask a Vault administrator to unlock the user, and check the stored password before the next run.',
    PASSWORD_CHANGE_REQUIRED:
      'Sign in to Vault as this user once, set a new password, and store it in the secret.',
    INACTIVE_USER: 'Ask a Vault administrator to activate the user, or use another one.',
    NO_PASSWORD_PROVIDED: 'Check that the secret behind `password` is set and spelled correctly.',
    AUTHENTICATION_FAILED: LOGIN,
    'any sign-in': LOGIN
  },
  'vault-permission': {
    'INSUFFICIENT_ACCESS generate': GENERATE_PERMISSION,
    'INSUFFICIENT_ACCESS generate-for-sandbox': GENERATE_PERMISSION,
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
    'USER_NOT_FOUND generate': NO_USER_HERE,
    'INACTIVE_USER generate': NO_USER_HERE,
    'USER_NOT_FOUND generate-for-sandbox': NO_USER_IN_SANDBOX,
    'INACTIVE_USER generate-for-sandbox': NO_USER_IN_SANDBOX,
    'MALFORMED_URL generate-for-sandbox':
      'Vault has no sandbox of this name here: set `sandbox-name` exactly as on the My Vaults page, and `vault-dns` to the production Vault that it was created from.',
    'MALFORMED_URL read-job': JOB,
    MALFORMED_URL: VERSION,
    METHOD_NOT_SUPPORTED: VERSION,
    CONFIGURATION_MODE_ENABLED:
      'The Vault is in configuration mode: run again after it has left that mode.',
    'any generate': GENERATE_CAUSES,
    'any generate-for-sandbox': GENERATE_CAUSES,
    'any read-job': JOB,
    any: 'Check what Vault says; if that does not help, give the execution id to Veeva Support.'
  }
}

const UNEXPECTED: Meaning = {
  code: 'vault-unavailable',
  hint: SUPPORT,
  retry: {},
  maybeDone: true
}

/** Refusals after which the same call may succeed. A minute is the limit's period for signing in, 10 s that for a job ("Limits"). */
const TEMPORARY: Record<string, Meaning> = {
  'API_LIMIT_EXCEEDED sign-in': {
    code: 'vault-rate-limit',
    hint: RATE_LIMIT,
    retry: { afterMs: 60_000 }
  },
  API_LIMIT_EXCEEDED: { code: 'vault-rate-limit', hint: RATE_LIMIT, retry: { afterMs: 10_000 } },
  RACE_CONDITION: { code: 'vault-unavailable', hint: BUSY, retry: {} },
  OPERATION_IN_PROGRESS: { code: 'vault-unavailable', hint: BUSY, retry: {} },
  UNEXPECTED_ERROR: UNEXPECTED
}

/**
 * Refusals to generate whose types Vault does not document: its words choose the row, and nothing else depends on them.
 * A message that speaks of days or an expiry and of a maximum is about the expiry.
 */
const GENERATE_WORDS: { words: RegExp; row: string }[] = [
  { words: /veeva ?id\b/i, row: 'VeevaID user' },
  {
    words:
      /too many|number of ((active|valid|allowed|api|access) )*tokens|\btokens? (limit|quota|count)/i,
    row: 'too many tokens'
  },
  { words: /expir|lifetime|validity|duration|\bdays\b/i, row: 'expiry not allowed' },
  { words: /\bmax|\blimit|\bquota/i, row: 'too many tokens' },
  {
    words: /\buser\b.*(not found|not exist|inactive|not active|missing|unknown)/i,
    row: 'USER_NOT_FOUND'
  }
]

function rowsOf([code, hints]: [string, Record<string, string>]): [string, Meaning][] {
  return Object.entries(hints).map(([key, hint]) => [key, { code: code as ErrorCode, hint }])
}

const ROWS = new Map([...Object.entries(FINAL).flatMap(rowsOf), ...Object.entries(TEMPORARY)])

function rowFor(type: string, operation: VaultOperation): Meaning | undefined {
  return ROWS.get(`${type} ${operation}`) ?? ROWS.get(type)
}

export function isGenerating(operation: VaultOperation): boolean {
  return operation === 'generate' || operation === 'generate-for-sandbox'
}

/** Tells what it means that Vault itself refuses a call. */
export function meaningOfError(error: VaultError, operation: VaultOperation): Meaning {
  const { type, message, isException } = error
  const known = rowFor(type, operation)
  if (known === undefined && isException) return UNEXPECTED
  const isOpen = known === undefined || known.code === 'vault-permission'
  const words = `${type} ${message}`.replaceAll('_', ' ')
  const worded =
    isGenerating(operation) && isOpen && GENERATE_WORDS.find(row => row.words.test(words))
  const meaning = worded ? rowFor(worded.row, operation) : known
  return meaning ?? rowFor('any', operation) ?? UNEXPECTED
}

const REPEATABLE: VaultOperation[] = ['read', 'read-job', 'delete']
const DOWN =
  'Vault is down, or a gateway or proxy responds in its place: check `vault-dns` and the status of the Vault, then run again.'
const GATEWAY =
  'This response is not from Vault: check `vault-dns`, and whether a firewall, gateway or proxy responds in its place.'
const REDIRECT = 'A redirect is never followed: set `vault-dns` to the DNS of the Vault itself.'

/**
 * Tells what a response without Vault's envelope means: it comes from something in front of Vault, or from a Vault that is down.
 * It says nothing about a credential; only 429 and 503 say that nothing was done ("RFC 6585", "RFC 9110").
 */
export function meaningOfStatus(status: number, operation: VaultOperation): Meaning {
  if (status === 429) return rowFor('API_LIMIT_EXCEEDED', operation) ?? UNEXPECTED
  if (status >= 300 && status < 400)
    return { code: 'host-refused', hint: REDIRECT, maybeDone: true }
  const isDown = status >= 500 || status === 200
  // A 401 may have counted as an attempt to sign in.
  const isRepeatable = isDown || (status === 401 && REPEATABLE.includes(operation))
  return {
    code: 'vault-unavailable',
    hint: isDown ? DOWN : GATEWAY,
    retry: isRepeatable ? {} : undefined,
    maybeDone: status !== 503
  }
}
