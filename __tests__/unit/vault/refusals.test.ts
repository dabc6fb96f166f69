import { expect, test } from '@jest/globals'
import type { ErrorCode } from '../../../src/errors.ts'
import { type CallKind, meaningOf } from '../../../src/vault/refusals.ts'

const kinds: readonly CallKind[] = ['sign-in', 'read', 'generate', 'delete', 'end-session']

test.each([
  ['USERNAME_OR_PASSWORD_INCORRECT'],
  ['USER_LOCKED_OUT'],
  ['PASSWORD_CHANGE_REQUIRED'],
  ['INACTIVE_USER'],
  ['NO_PASSWORD_PROVIDED'],
  ['AUTHENTICATION_FAILED']
])('%s is a refused sign-in, and is never repeated', type => {
  for (const kind of kinds) expect(meaningOf(type, kind)).toMatchObject({ code: 'vault-login', again: undefined })
})

test.each([
  ['INVALID_SESSION_ID', 'vault-session'],
  ['INSUFFICIENT_ACCESS', 'vault-permission'],
  ['OPERATION_NOT_ALLOWED', 'vault-refused'],
  ['PARAMETER_REQUIRED', 'vault-refused'],
  ['INVALID_DATA', 'vault-refused'],
  ['ATTRIBUTE_NOT_SUPPORTED', 'vault-refused'],
  ['INCORRECT_QUERY_SYNTAX_ERROR', 'vault-refused'],
  ['MALFORMED_URL', 'vault-refused'],
  ['METHOD_NOT_SUPPORTED', 'vault-refused'],
  ['CONFIGURATION_MODE_ENABLED', 'vault-refused'],
  ['ITEM_NAME_EXISTS', 'vault-refused'],
  ['SOMETHING_NEW', 'vault-refused']
])('%s is %s, and is never repeated', (type, code) => {
  for (const kind of kinds) expect(meaningOf(type, kind)).toMatchObject({ code, again: undefined })
})

test.each<[string, CallKind, ErrorCode, object]>([
  ['API_LIMIT_EXCEEDED', 'sign-in', 'vault-rate-limit', { effect: 'none', afterMs: 60_000 }],
  ['API_LIMIT_EXCEEDED', 'read', 'vault-rate-limit', { effect: 'none', afterMs: 10_000 }],
  ['RACE_CONDITION', 'generate', 'vault-unavailable', { effect: 'none' }],
  ['OPERATION_IN_PROGRESS', 'delete', 'vault-unavailable', { effect: 'none' }],
  ['UNEXPECTED_ERROR', 'generate', 'vault-unavailable', { effect: 'perhaps' }],
  ['UNEXPECTED_ERROR', 'read', 'vault-unavailable', { effect: 'perhaps' }]
])('%s in a %s call is %s, and may be repeated: %j', (type, kind, code, again) => {
  const meaning = meaningOf(type, kind)
  expect(meaning.code).toBe(code)
  expect(meaning.again).toStrictEqual(again)
})

test.each<[string, CallKind, string]>([
  [
    'USERNAME_OR_PASSWORD_INCORRECT',
    'sign-in',
    'Check the secrets behind username and password before the next run: five wrong passwords lock the account, so it was tried once only.'
  ],
  [
    'USER_LOCKED_OUT',
    'sign-in',
    'Have a Vault administrator unlock the user, and check the stored password before the next run.'
  ],
  ['PASSWORD_CHANGE_REQUIRED', 'sign-in', 'Sign in to Vault as this user once, set a new password, and store it in the secret.'],
  ['INACTIVE_USER', 'sign-in', 'Have a Vault administrator activate the user, or use another one.'],
  ['NO_PASSWORD_PROVIDED', 'sign-in', 'Check that the secret behind password is set and spelled right.'],
  [
    'AUTHENTICATION_FAILED',
    'sign-in',
    'Check the stored credential and that the user may sign in to this Vault; it was tried once only.'
  ],
  [
    'INVALID_SESSION_ID',
    'read',
    'The token or session is expired, deleted, or of another Vault: store a new one, or sign in another way (username and password, or session-id).'
  ],
  ['INSUFFICIENT_ACCESS', 'read', 'In the security profile of the user, give the permission that Vault names.'],
  [
    'INSUFFICIENT_ACCESS',
    'generate',
    'Give the user the permission "Application: API: Access API" in its security profile; for a sandbox the user also has to exist and be active there.'
  ],
  ['API_LIMIT_EXCEEDED', 'read', 'Vault limits how often this may be asked: run again in a few minutes.'],
  ['RACE_CONDITION', 'delete', 'Something else is working on the same item in Vault: run again when it is done.'],
  ['OPERATION_IN_PROGRESS', 'delete', 'Something else is working on the same item in Vault: run again when it is done.'],
  ['UNEXPECTED_ERROR', 'read', 'Run again; if it stays, give the execution id to Veeva Support.'],
  ['MALFORMED_URL', 'generate', 'Check that the Vault has this API version, v26.2 or newer.'],
  ['METHOD_NOT_SUPPORTED', 'generate', 'Check that the Vault has this API version, v26.2 or newer.'],
  ['CONFIGURATION_MODE_ENABLED', 'generate', 'The Vault is in configuration mode: run again when it has left it.'],
  ['SOMETHING_NEW', 'read', 'See what Vault says, and give the execution id to Veeva Support.'],
  [
    'SOMETHING_NEW',
    'generate',
    'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is longer than the security profile of the user allows (give a shorter expires), or it is a VeevaID user, who can have no tokens (use another one).'
  ]
])('the remedy for %s in a %s call is: %s', (type, kind, hint) => {
  expect(meaningOf(type, kind).hint).toBe(hint)
})

test.each(['INVALID_DATA', 'OPERATION_NOT_ALLOWED'])('a refusal to generate of the type %s has the usual causes', type => {
  expect(meaningOf(type, 'generate')).toEqual(meaningOf('SOMETHING_NEW', 'generate'))
})

test.each(['constructor', 'toString', '__proto__'])('the type %s, which every object knows, is as unknown as any', type => {
  expect(meaningOf(type, 'read')).toMatchObject({ code: 'vault-refused', hint: expect.any(String) })
})
