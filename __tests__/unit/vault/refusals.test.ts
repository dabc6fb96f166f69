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
  for (const kind of kinds.filter(each => each !== 'generate' || type !== 'INACTIVE_USER'))
    expect(meaningOf(type, kind)).toMatchObject({ code: 'vault-login', again: undefined })
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
  for (const kind of kinds.filter(each => each !== 'generate' || type !== 'INACTIVE_USER'))
    expect(meaningOf(type, kind)).toMatchObject({ code, again: undefined })
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
  ['USERNAME_OR_PASSWORD_INCORRECT', 'sign-in', 'single sign-on'],
  ['MALFORMED_URL', 'generate-for-sandbox', 'sandbox-name'],
  ['MALFORMED_URL', 'generate', 'API version'],
  ['MALFORMED_URL', 'read', 'API version'],
  ['USER_NOT_FOUND', 'generate-for-sandbox', 'missing or inactive in that sandbox'],
  ['INACTIVE_USER', 'generate-for-sandbox', 'missing or inactive in that sandbox'],
  ['INACTIVE_USER', 'sign-in', 'activate the user'],
  ['SOMETHING_NEW', 'generate-for-sandbox', 'missing or inactive in that sandbox'],
  ['SOMETHING_NEW', 'generate-for-sandbox', '25 active tokens'],
  ['INSUFFICIENT_ACCESS', 'generate-for-sandbox', 'Access API']
])('the remedy for %s in a %s call speaks of %s', (type, kind, remedy) => {
  expect(meaningOf(type, kind).hint).toContain(remedy)
})

test.each(['INVALID_DATA', 'OPERATION_NOT_ALLOWED'])('a refusal to generate of the type %s has the usual causes', type => {
  expect(meaningOf(type, 'generate')).toEqual(meaningOf('SOMETHING_NEW', 'generate'))
})

test.each(['constructor', 'toString', '__proto__'])('the type %s, which every object knows, is as unknown as any', type => {
  expect(meaningOf(type, 'read')).toMatchObject({ code: 'vault-refused', hint: expect.any(String) })
})
