import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { asObject, parseJson } from '../../../src/core/json.ts'
import type { HttpResponse } from '../../../src/net/http.ts'
import {
  idIn,
  isSuccess,
  meaningOfError,
  meaningOfStatus,
  refusalOf,
  type VaultOperation
} from '../../../src/vault/refusals.ts'
import { cases, seeded } from '../../helpers/seeded.ts'
import { HTML, refuse, respond, scriptedVault, succeed } from './fake-vault.ts'

function meaningOf(type: string, operation: VaultOperation = 'read', message = '') {
  const said = `Vault responded ${type}: ${message}`
  return meaningOfError({ type, said, isException: false }, operation)
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
  ['SOMETHING_NEW', 'exchange', 'vault-login', '`oauth-profile-id`'],
  ['AUTHENTICATION_FAILED', 'exchange', 'vault-login', '`oauth-profile-id`'],
  ['MALFORMED_URL', 'generate', 'vault-refused', '`sandbox-name`'],
  ['MALFORMED_URL', 'sign-in', 'vault-refused', '`api-version`'],
  ['CONFIGURATION_MODE_ENABLED', 'sign-in', 'vault-refused', 'configuration mode'],
  ['INSUFFICIENT_ACCESS', 'generate', 'vault-permission', 'Access API'],
  ['USER_NOT_FOUND', 'generate', 'vault-refused', 'in that Vault or sandbox'],
  ['INACTIVE_USER', 'generate', 'vault-refused', 'in that Vault or sandbox'],
  ['INVALID_DATA', 'generate', 'vault-refused', 'Usual causes']
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
    meaningOfError({ type, said: type, isException: true }, 'sign-in')
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
  [
    'INVALID_DATA',
    'User [12] does not exist in the sandbox',
    'vault-refused',
    'in that Vault or sandbox'
  ],
  ['INVALID_DATA', 'The user is inactive', 'vault-refused', 'in that Vault or sandbox'],
  ['INVALID_DATA', 'Name is not valid', 'vault-refused', 'Usual causes']
])('a refusal to generate with %s "%s" gets one cause', (type, message, code, hint) => {
  const meaning = meaningOf(type, 'generate', message)
  expect(meaning).toEqual({ code, hint: expect.stringContaining(hint) })
})

test('what Vault says never turns a session error into another one, nor changes other operations', () => {
  const message = 'maximum number of tokens'
  expect(meaningOf('INVALID_SESSION_ID', 'generate', message).code).toBe('vault-session')
  expect(meaningOf('UNEXPECTED_ERROR', 'generate', message).code).toBe('vault-unavailable')
  expect(meaningOf('INVALID_DATA', 'delete', message).code).toBe('vault-refused')
})

test.each<[number, string, 'retried' | 'final', 'unclear' | 'not done']>([
  [200, 'vault-unavailable', 'retried', 'unclear'],
  [202, 'vault-unavailable', 'final', 'unclear'],
  [302, 'host-refused', 'final', 'unclear'],
  [400, 'vault-unavailable', 'final', 'unclear'],
  [401, 'vault-unavailable', 'final', 'unclear'],
  [403, 'vault-unavailable', 'final', 'unclear'],
  [429, 'vault-rate-limit', 'retried', 'not done'],
  [500, 'vault-unavailable', 'retried', 'unclear'],
  [503, 'vault-unavailable', 'retried', 'not done']
])('status %i without an envelope is %s, %s and %s', (status, code, retries, effect) => {
  const meaning = meaningOfStatus(status)
  expect(meaning.code).toBe(code)
  expect(meaning.retry !== undefined).toBe(retries === 'retried')
  expect(meaning.maybeDone === true).toBe(effect === 'unclear')
})

const { vault } = scriptedVault([])
const parsed = (response: HttpResponse) => ({
  ...response,
  body: asObject(parseJson(response.text))
})
const refusalIn = (response: HttpResponse) => refusalOf(parsed(response), 'read', vault.world)

test.each([
  ['SUCCESS with status 200', succeed(), true],
  ['WARNING with status 200', respond({ responseStatus: 'WARNING' }), true],
  ['SUCCESS with status 201', respond({ responseStatus: 'SUCCESS' }, 201), false],
  ['SUCCESS with status 500', respond({ responseStatus: 'SUCCESS' }, 500), false],
  ['FAILURE', refuse('X'), false],
  ['another word', respond({ responseStatus: 'MAYBE' }), false],
  ['an HTML page', respond(HTML), false]
])('%s: whether it is the documented success', (_what, response, expected) => {
  expect(isSuccess(parsed(response))).toBe(expected)
})

test('the envelope decides whatever the status is, and names type, message and execution id', () => {
  const response = refuse('INVALID_DATA', 'Not so ...', 503)
  response.headers['x-vaultapi-executionid'] = 'exec-1'
  expect(refusalIn(response)).toMatchObject({
    code: 'vault-refused',
    said: 'Vault responded INVALID_DATA: Not so',
    reason: 'INVALID_DATA',
    executionId: 'exec-1',
    retry: undefined
  })
})

test.each([
  [{ responseStatus: 'FAILURE', errorType: 'AUTHENTICATION_FAILED' }, 'AUTHENTICATION_FAILED'],
  [{ responseStatus: 'FAILURE', errors: null, responseMessage: 'No' }, 'FAILURE: No'],
  [{ responseStatus: 'EXCEPTION', errors: [null] }, 'EXCEPTION'],
  [{ responseStatus: 'FAILURE', errors: [{ type: 'A' }, { type: 'B' }] }, 'A']
])('the envelope %j is read as %s', (body, said) => {
  expect(refusalIn(respond(body)).said).toBe(`Vault responded ${said}`)
})

test.each([
  [respond(HTML, 502), 'the host responded with status 502 and an HTML page', 'HTTP 502'],
  [respond('', 405), 'the host responded with status 405 and an empty body', 'HTTP 405'],
  [respond('null'), 'the host responded with status 200 and text that is not JSON', 'HTTP 200'],
  [
    respond({ a: 1 }),
    'the host responded with status 200 and JSON that is not from Vault',
    'HTTP 200'
  ]
])('what is not from Vault is described and never quoted', (response, said, reason) => {
  expect(refusalIn(response)).toMatchObject({ said, reason })
})

test('Retry-After goes before the usual wait', () => {
  const headers = { 'retry-after': '7' }
  expect(refusalIn(respond('', 429, headers)).retry).toEqual({ afterMs: 7_000 })
  expect(refusalIn(refuse('API_LIMIT_EXCEEDED')).retry).toEqual({ afterMs: 10_000 })
})

test.each([
  ['45', 'Vault expects to be down for 45 minutes: run again after that.'],
  ['1', 'Vault expects to be down for 1 minute: run again after that.'],
  ['soon', expect.stringContaining('Vault is down')]
])('a downtime of "%s" minutes that Vault announces is told', (minutes, hint) => {
  const headers = { 'x-vaultapi-downtimeexpecteddurationminutes': minutes }
  expect(refusalIn(respond(HTML, 503, headers)).hint).toEqual(hint)
})

test(`no body, however odd, makes reading it throw ${seeded}`, () => {
  const bodies = fc.record({ responseStatus: fc.anything(), errors: fc.anything() })
  const statuses = fc.integer({ min: 100, max: 599 })
  fc.assert(
    fc.property(fc.oneof(bodies, fc.jsonValue()), statuses, (body, status) => {
      const response = {
        is: 'response' as const,
        status,
        headers: {},
        text: '',
        body: asObject(body)
      }
      expect(refusalOf(response, 'generate', vault.world).said).not.toBe('')
    }),
    cases(300)
  )
})

test('an id in a header that looks like anything else is not taken', () => {
  expect(idIn({ 'x-vaultapi-vaultid': '1001' }, 'vaultid')).toBe('1001')
  expect(idIn({ 'x-vaultapi-vaultid': '::error::x' }, 'vaultid')).toBe('')
  expect(idIn({}, 'vaultid')).toBe('')
})
