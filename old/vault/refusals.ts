import type { ErrorCode } from '../errors.ts'

/** What a call does: it decides what is repeated, and which remedy a refusal gets. */
export type CallKind = 'sign-in' | 'read' | 'generate' | 'generate-for-sandbox' | 'delete' | 'end-session'

const isGenerating = (kind: CallKind): boolean => kind === 'generate' || kind === 'generate-for-sandbox'

/** What a Vault error type means for us. `again`: repeating may help; `effect`: whether the call may have been carried out. */
export type Meaning = Readonly<{
  code: ErrorCode
  hint: string
  again: Readonly<{ effect: 'none' | 'perhaps'; afterMs?: number }> | undefined
}>

const no = (code: ErrorCode, hint: string): Meaning => ({ code, hint, again: undefined })
const again = (code: ErrorCode, hint: string, effect: 'none' | 'perhaps', afterMs?: number): Meaning => ({
  code,
  hint,
  again: afterMs === undefined ? { effect } : { effect, afterMs }
})

const LOGIN_HINTS: Readonly<Record<string, string>> = {
  USERNAME_OR_PASSWORD_INCORRECT:
    'Check the secrets behind username and password before the next run: five wrong passwords lock the account, so it was tried once only. A user who signs in with single sign-on has no password in Vault: use another user, or another way to sign in.',
  USER_LOCKED_OUT: 'Have a Vault administrator unlock the user, and check the stored password before the next run.',
  PASSWORD_CHANGE_REQUIRED: 'Sign in to Vault as this user once, set a new password, and store it in the secret.',
  INACTIVE_USER: 'Have a Vault administrator activate the user, or use another one.',
  NO_PASSWORD_PROVIDED: 'Check that the secret behind password is set and spelled right.',
  AUTHENTICATION_FAILED: 'Check the stored credential and that the user may sign in to this Vault; it was tried once only.'
}

/** The remedy where Vault knows no such address, which is most often the version in it. */
export const WRONG_VERSION = 'Check that the Vault has this API version, v26.2 or newer.'

/** Refusals to generate that are about the user in the sandbox. */
const OF_THE_USER = ['USER_NOT_FOUND', 'INACTIVE_USER']

const WRONG_SANDBOX =
  'Vault knows no sandbox of this name under this address: give sandbox-name exactly as on the My Vaults page, and as vault-dns the production Vault that it was made from.'

const GENERATE_CAUSES =
  'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is longer than the security profile of the user allows (give a shorter expires), it is a VeevaID user, who can have no tokens (use another one), or the user is missing or inactive in that sandbox.'

/** Milliseconds after which a refused rate may be asked again ("Limits": jobs once per 10 s, sign-in per minute). */
const limitWait = (kind: CallKind): number => (kind === 'sign-in' ? 60_000 : 10_000)

/** In: the type of Vault's error and what the call does. Out: what it means ("Errors" in Veeva's REST API reference). */
export const meaningOf = (type: string, kind: CallKind): Meaning => {
  if (isGenerating(kind) && OF_THE_USER.includes(type)) {
    return no(
      'vault-refused',
      kind === 'generate'
        ? 'The user is missing or inactive in this Vault: have an administrator add or activate it.'
        : 'The user who signs in is missing or inactive in that sandbox: have an administrator add or activate it there, or sign in with the user who created the sandbox.'
    )
  }
  const loginHint = Object.hasOwn(LOGIN_HINTS, type) ? LOGIN_HINTS[type] : undefined
  if (loginHint !== undefined) return no('vault-login', loginHint)
  switch (type) {
    case 'INVALID_SESSION_ID':
      return no(
        'vault-session',
        'The token or session is expired, deleted, or of another Vault: store a new one, or sign in another way (username and password, or session-id).'
      )
    case 'INSUFFICIENT_ACCESS':
      return no(
        'vault-permission',
        isGenerating(kind)
          ? 'Give the user the permission "Application: API: Access API" in its security profile; for a sandbox the user also has to exist and be active there.'
          : 'In the security profile of the user, give the permission that Vault names.'
      )
    case 'API_LIMIT_EXCEEDED':
      return again(
        'vault-rate-limit',
        'Vault limits how often this may be asked: run again in a few minutes.',
        'none',
        limitWait(kind)
      )
    case 'RACE_CONDITION':
    case 'OPERATION_IN_PROGRESS':
      return again('vault-unavailable', 'Something else is working on the same item in Vault: run again when it is done.', 'none')
    case 'UNEXPECTED_ERROR':
      return again('vault-unavailable', 'Run again; if it stays, give the execution id to Veeva Support.', 'perhaps')
    case 'MALFORMED_URL':
      return no('vault-refused', kind === 'generate-for-sandbox' ? WRONG_SANDBOX : WRONG_VERSION)
    case 'METHOD_NOT_SUPPORTED':
      return no('vault-refused', WRONG_VERSION)
    case 'CONFIGURATION_MODE_ENABLED':
      return no('vault-refused', 'The Vault is in configuration mode: run again when it has left it.')
    default:
      return no(
        'vault-refused',
        isGenerating(kind) ? GENERATE_CAUSES : 'See what Vault says, and give the execution id to Veeva Support.'
      )
  }
}
