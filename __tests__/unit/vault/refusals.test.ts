import { describe, expect, test } from '@jest/globals'
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

test('a wrong password comes with a warning of the locked account', () => {
  expect(meaningOf('USERNAME_OR_PASSWORD_INCORRECT', 'sign-in').hint).toContain('five wrong passwords lock the account')
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

test.each<[string, CallKind, object]>([
  ['API_LIMIT_EXCEEDED', 'sign-in', { effect: 'none', afterMs: 60_000 }],
  ['API_LIMIT_EXCEEDED', 'read', { effect: 'none', afterMs: 10_000 }],
  ['RACE_CONDITION', 'generate', { effect: 'none' }],
  ['OPERATION_IN_PROGRESS', 'delete', { effect: 'none' }],
  ['UNEXPECTED_ERROR', 'generate', { effect: 'perhaps' }],
  ['UNEXPECTED_ERROR', 'read', { effect: 'perhaps' }]
])('%s in a %s call may be repeated: %j', (type, kind, again) => {
  expect(meaningOf(type, kind).again).toEqual(again)
})

describe('a refusal to generate', () => {
  test.each(['INVALID_DATA', 'OPERATION_NOT_ALLOWED', 'SOMETHING_NEW'])('of the type %s names the usual causes', type => {
    const { hint } = meaningOf(type, 'generate')
    expect(hint).toContain('25 active tokens')
    expect(hint).toContain('the expiry is longer than the security profile of the user allows')
    expect(hint).toContain('VeevaID')
  })

  test('for want of a permission names the permission', () => {
    expect(meaningOf('INSUFFICIENT_ACCESS', 'generate').hint).toContain('"Application: API: Access API"')
  })
})

test.each(['constructor', 'toString', '__proto__'])('the type %s, which every object knows, is as unknown as any', type => {
  expect(meaningOf(type, 'read')).toMatchObject({ code: 'vault-refused', hint: expect.any(String) })
})
