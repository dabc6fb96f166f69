import { expect, test } from '@jest/globals'
import {
  meaningOfError,
  meaningOfStatus,
  type VaultOperation
} from '../../../src/vault/refusals.ts'

function meaningOf(type: string, operation: VaultOperation = 'read', message = '') {
  return meaningOfError({ type, message, isException: false }, operation)
}

test.each([
  [
    'INVALID_SESSION_ID',
    'vault-session',
    'a sandbox’s token can’t sign in to its production Vault'
  ],
  ['USERNAME_OR_PASSWORD_INCORRECT', 'vault-login', 'five wrong passwords'],
  ['USER_LOCKED_OUT', 'vault-login', 'unlock the user'],
  ['PASSWORD_CHANGE_REQUIRED', 'vault-login', 'set a new password'],
  ['INACTIVE_USER', 'vault-login', 'activate the user'],
  ['NO_PASSWORD_PROVIDED', 'vault-login', 'spelled correctly'],
  ['AUTHENTICATION_FAILED', 'vault-login', 'hosted runners change their addresses'],
  ['INSUFFICIENT_ACCESS', 'vault-permission', 'the permission that Vault names'],
  ['MALFORMED_URL', 'vault-refused', '`api-version`'],
  ['METHOD_NOT_SUPPORTED', 'vault-refused', '`api-version`'],
  ['CONFIGURATION_MODE_ENABLED', 'vault-refused', 'configuration mode'],
  ['SOMETHING_NEW', 'vault-refused', 'Veeva Support'],
  ['constructor', 'vault-refused', 'Veeva Support']
])('the type %s is a final refusal with the code %s', (type, code, hint) => {
  const meaning = meaningOf(type)
  expect(meaning).toEqual({ code, hint: expect.stringContaining(hint) })
})

test.each<[string, VaultOperation, string, string]>([
  ['SOMETHING_NEW', 'sign-in', 'vault-login', 'network access rules'],
  ['SOMETHING_NEW', 'read-job', 'vault-refused', '`job_id`'],
  ['INSUFFICIENT_ACCESS', 'read-job', 'vault-permission', '`job_id`'],
  ['MALFORMED_URL', 'read-job', 'vault-refused', '`job_id`'],
  ['MALFORMED_URL', 'generate-for-sandbox', 'vault-refused', '`sandbox-name`'],
  ['MALFORMED_URL', 'generate', 'vault-refused', '`api-version`'],
  ['MALFORMED_URL', 'sign-in', 'vault-refused', '`api-version`'],
  ['CONFIGURATION_MODE_ENABLED', 'sign-in', 'vault-refused', 'configuration mode'],
  ['INSUFFICIENT_ACCESS', 'generate', 'vault-permission', 'Access API'],
  ['INSUFFICIENT_ACCESS', 'generate-for-sandbox', 'vault-permission', 'Access API'],
  ['USER_NOT_FOUND', 'generate', 'vault-refused', 'in this Vault'],
  ['INACTIVE_USER', 'generate', 'vault-refused', 'in this Vault'],
  ['USER_NOT_FOUND', 'generate-for-sandbox', 'vault-refused', 'in that sandbox'],
  ['INACTIVE_USER', 'generate-for-sandbox', 'vault-refused', 'in that sandbox'],
  ['INVALID_DATA', 'generate', 'vault-refused', 'Usual causes'],
  ['INVALID_DATA', 'generate-for-sandbox', 'vault-refused', 'Usual causes']
])('the type %s in the operation %s has its own remedy', (type, operation, code, hint) => {
  const meaning = meaningOf(type, operation)
  expect(meaning).toEqual({ code, hint: expect.stringContaining(hint) })
})

test.each<[string, VaultOperation, string, number | undefined, boolean | undefined]>([
  ['API_LIMIT_EXCEEDED', 'sign-in', 'vault-rate-limit', 60_000, undefined],
  ['API_LIMIT_EXCEEDED', 'read', 'vault-rate-limit', 10_000, undefined],
  ['RACE_CONDITION', 'generate', 'vault-unavailable', undefined, undefined],
  ['OPERATION_IN_PROGRESS', 'delete', 'vault-unavailable', undefined, undefined],
  ['UNEXPECTED_ERROR', 'generate', 'vault-unavailable', undefined, true]
])('the type %s in the operation %s may be retried', (type, operation, ...row) => {
  const [code, afterMs, maybeDone] = row
  const meaning = meaningOf(type, operation)
  expect(meaning).toMatchObject({ code, retry: {} })
  expect(meaning.retry?.afterMs).toBe(afterMs)
  expect(meaning.maybeDone).toBe(maybeDone)
})

test('an EXCEPTION of an unknown type is a fault of Vault, and of a known type what the type says', () => {
  const exception = (type: string) =>
    meaningOfError({ type, message: '', isException: true }, 'sign-in')
  expect(exception('JAVA_LANG_NULL')).toMatchObject({ code: 'vault-unavailable', maybeDone: true })
  expect(exception('INVALID_SESSION_ID').code).toBe('vault-session')
})

test.each([
  [
    'INVALID_DATA',
    'VeevaID users cannot have API access tokens.',
    'vault-refused',
    'VeevaID users can’t'
  ],
  [
    'INSUFFICIENT_ACCESS',
    'Not available to Veeva ID users',
    'vault-refused',
    'VeevaID users can’t'
  ],
  ['VEEVAID_USER_NOT_ALLOWED', '', 'vault-refused', 'VeevaID users can’t'],
  [
    'INVALID_DATA',
    'The expiry date exceeds the maximum of 90 days',
    'vault-refused',
    'shorter `expires`'
  ],
  ['INVALID_DATA', 'Token lifetime is limited to 90 days', 'vault-refused', 'shorter `expires`'],
  ['INVALID_DATA', 'expiry_date__v is later than allowed', 'vault-refused', 'shorter `expires`'],
  ['OPERATION_NOT_ALLOWED', 'User has the maximum number of active tokens', 'token-limit', '(25)'],
  ['INVALID_DATA', 'Maximum number of tokens; delete expired ones', 'token-limit', '(25)'],
  ['TOKEN_LIMIT_EXCEEDED', '', 'token-limit', '(25)'],
  ['INVALID_DATA', 'The limit of 25 was reached', 'token-limit', '(25)'],
  ['INVALID_DATA', 'User [12] does not exist in the sandbox', 'vault-refused', 'in that sandbox'],
  ['INVALID_DATA', 'The user is inactive', 'vault-refused', 'in that sandbox'],
  ['INVALID_DATA', 'Name is not valid', 'vault-refused', 'Usual causes']
])('a refusal to generate with %s "%s" gets one cause', (type, message, code, hint) => {
  const meaning = meaningOf(type, 'generate-for-sandbox', message)
  expect(meaning).toEqual({ code, hint: expect.stringContaining(hint) })
})

test('what Vault says never turns a session error into another one, nor changes other operations', () => {
  const message = 'maximum number of tokens'
  expect(meaningOf('INVALID_SESSION_ID', 'generate', message).code).toBe('vault-session')
  expect(meaningOf('UNEXPECTED_ERROR', 'generate', message).code).toBe('vault-unavailable')
  expect(meaningOf('INVALID_DATA', 'delete', message).code).toBe('vault-refused')
})

test.each<[number, VaultOperation, string, 'retried' | 'final', 'unclear' | 'not done']>([
  [200, 'generate', 'vault-unavailable', 'retried', 'unclear'],
  [202, 'generate', 'vault-unavailable', 'final', 'unclear'],
  [302, 'generate', 'host-refused', 'final', 'unclear'],
  [400, 'delete', 'vault-unavailable', 'final', 'unclear'],
  [401, 'read', 'vault-unavailable', 'retried', 'unclear'],
  [401, 'read-job', 'vault-unavailable', 'retried', 'unclear'],
  [401, 'delete', 'vault-unavailable', 'retried', 'unclear'],
  [401, 'sign-in', 'vault-unavailable', 'final', 'unclear'],
  [401, 'generate', 'vault-unavailable', 'final', 'unclear'],
  [403, 'generate', 'vault-unavailable', 'final', 'unclear'],
  [429, 'generate', 'vault-rate-limit', 'retried', 'not done'],
  [500, 'generate', 'vault-unavailable', 'retried', 'unclear'],
  [502, 'sign-in', 'vault-unavailable', 'retried', 'unclear'],
  [503, 'generate', 'vault-unavailable', 'retried', 'not done']
])(
  'status %i without an envelope in the operation %s is %s, %s and %s',
  (status, operation, ...row) => {
    const [code, retries, effect] = row
    const meaning = meaningOfStatus(status, operation)
    expect(meaning.code).toBe(code)
    expect(meaning.retry !== undefined).toBe(retries === 'retried')
    expect(meaning.maybeDone === true).toBe(effect === 'unclear')
  }
)
