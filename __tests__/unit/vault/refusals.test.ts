import { expect, test } from '@jest/globals'
import { asObject, parseJson } from '../../../src/core/json.ts'
import { idIn, meaningOfError, refusalOf } from '../../../src/vault/refusals.ts'
import { response } from '../../helpers/responses.ts'
import { testWorld } from '../world.ts'

type Operation = Parameters<typeof meaningOfError>[1]

/** The meaning of an error like `INVALID_DATA generate: The user is inactive`. */
function meaningOf(error: string, status = 'FAILURE') {
  const [, type = '', operation, message] = /^(\w+) ([\w-]+)(.*)$/.exec(error) ?? []
  const said = `Vault responded ${type}${message}`
  return meaningOfError({ type, said, status }, operation as Operation)
}

test.each([
  ['vault-session', 'a sandbox’s token', 'INVALID_SESSION_ID generate: maximum of tokens'],
  ['vault-login', 'five wrong passwords', 'USERNAME_OR_PASSWORD_INCORRECT sign-in'],
  ['vault-login', 'unlock the user', 'USER_LOCKED_OUT sign-in'],
  ['vault-login', 'set a new password', 'PASSWORD_CHANGE_REQUIRED sign-in'],
  ['vault-login', 'activate the user', 'INACTIVE_USER sign-in'],
  ['vault-login', 'change their addresses', 'AUTHENTICATION_FAILED read', 'NEW sign-in'],
  ['vault-login', '`oauth-profile-id`', 'AUTHENTICATION_FAILED exchange', 'NEW exchange'],
  ['vault-permission', 'permission that Vault names', 'INSUFFICIENT_ACCESS read'],
  ['vault-permission', 'Access API', 'INSUFFICIENT_ACCESS generate'],
  ['vault-permission', '`job_id`', 'INSUFFICIENT_ACCESS read-job'],
  ['vault-refused', '`job_id`', 'MALFORMED_URL read-job', 'NEW read-job'],
  ['vault-refused', '`api-version`, which', 'MALFORMED_URL read', 'METHOD_NOT_SUPPORTED read'],
  ['vault-refused', '`sandbox-name`', 'MALFORMED_URL generate'],
  ['vault-refused', 'configuration mode', 'CONFIGURATION_MODE_ENABLED sign-in'],
  ['vault-refused', 'Follow what', 'NEW read', 'constructor read', 'NEW delete: too many tokens'],
  ['vault-refused', 'VeevaID users can’t', 'VEEVAID_USER generate', 'NEW generate: a VeevaID user'],
  ['vault-refused', 'VeevaID users can’t', 'INSUFFICIENT_ACCESS generate: for Veeva ID users'],
  ['vault-refused', 'this expiry: set', 'NEW generate: The expiry exceeds the maximum'],
  ['vault-refused', 'this expiry: set', 'NEW generate: At most 90 days', 'NEW generate: lifetime'],
  ['vault-refused', 'this expiry: set', 'NEW generate: expires after the number of days of tokens'],
  ['vault-refused', 'this expiry: set', 'EXPIRY_NEW generate', 'NEW generate: validity, duration'],
  ['token-limit', '(25)', 'NEW generate: Maximum number of active tokens; delete expired ones'],
  ['token-limit', '(25)', 'TOKEN_QUOTA generate: expired', 'NEW generate: Too many, some expired'],
  ['token-limit', '(25)', 'NEW generate: limit of 25', 'NEW generate: max', 'QUOTA_NEW generate'],
  ['vault-refused', 'or sandbox, or', 'USER_NOT_FOUND generate', 'INACTIVE_USER generate'],
  ['vault-refused', 'or sandbox, or', 'NEW generate: User [12] does not exist'],
  ['vault-refused', 'Usual causes', 'INVALID_DATA generate: Name is not valid', 'NEW generate']
])('Vault’s refusal with the code %s and the remedy "%s" is final', (code, hint, ...errors) => {
  for (const error of errors) {
    expect(meaningOf(error)).toEqual({ code, hint: expect.stringContaining(hint) })
  }
})

const busy = 'vault-unavailable'
const limited = 'vault-rate-limit'
test.each([
  ['API_LIMIT_EXCEEDED sign-in', limited, 60_000, 'in a few minutes'],
  ['API_LIMIT_EXCEEDED generate', limited, 10_000, 'in a few minutes'],
  ['RACE_CONDITION generate', busy, undefined, 'the same item'],
  ['OPERATION_IN_PROGRESS delete', busy, undefined, 'the same item'],
  ['UNEXPECTED_ERROR generate', busy, undefined, 'Veeva Support'],
  ['JAVA_LANG_NULL read EXCEPTION', busy, undefined, 'Veeva Support']
])('Vault’s error %s may be retried', (error, code, afterMs, hint) => {
  const { retry, maybeDone = false, ...meaning } = meaningOf(error, error.split(' ')[2])
  expect(meaning).toEqual({ code, hint: expect.stringContaining(hint) })
  expect(maybeDone).toBe(hint === 'Veeva Support')
  expect(retry).toEqual({ afterMs })
})

const world = testWorld()
function refusalIn(raw: ReturnType<typeof response>, operation: Operation = 'read') {
  return refusalOf({ ...raw, body: asObject(parseJson(raw.text)) }, operation, world)
}

test('a success is SUCCESS or WARNING with status 200, for a probe any envelope', () => {
  const isSuccess = (status: number, responseStatus: string, operation?: Operation) =>
    refusalIn(response({ responseStatus }, status), operation) === undefined
  expect([isSuccess(200, 'SUCCESS'), isSuccess(200, 'WARNING')]).toEqual([true, true])
  expect([isSuccess(200, 'FAILURE'), isSuccess(201, 'SUCCESS')]).toEqual([false, false])
  expect([isSuccess(403, 'FAILURE', 'probe'), isSuccess(200, '', 'probe')]).toEqual([true, false])
})

test.each([
  [{ responseStatus: 'FAILURE', errorType: 'INVALID_DATA' }, 'INVALID_DATA'],
  [{ responseStatus: 'FAILURE', errors: null, responseMessage: 'No ...' }, 'FAILURE: No'],
  [{ responseStatus: 'EXCEPTION', errors: [null] }, 'EXCEPTION'],
  [{ responseStatus: 'FAILURE', errors: [{ type: 'A', message: 'No' }, { type: 'B' }] }, 'A: No']
])('Vault’s response %j is read as %s, whatever the status', (body, said) => {
  const headers = { 'x-vaultapi-executionid': 'exec-1', 'retry-after': '7' }
  const expected = { said: `Vault responded ${said}`, reason: said.split(':')[0] }
  const refusal = refusalIn(response(body, 503, headers))
  expect(refusal).toMatchObject({ ...expected, executionId: 'exec-1' })
  expect(refusal?.retry).toEqual(said === 'EXCEPTION' ? { afterMs: 7_000 } : undefined)
})

test.each([
  [[200, 500, 599], '0', { code: busy, retry: {}, maybeDone: true }, 'Vault is down'],
  [[503], '1', { code: busy, retry: {}, maybeDone: false }, 'be down for 1 minute: run again'],
  [[202, 299, 400, 403, 499], '', { code: busy, maybeDone: true }, 'not from Vault'],
  [[300, 399], '', { code: 'host-refused', maybeDone: true }, 'redirect'],
  [[429], '', { code: limited, retry: { afterMs: 10_000 } }, 'limits how often']
])('Any other page is judged by its status, like %j', (statuses, minutes, expected, text) => {
  const hint = expect.stringContaining(text)
  for (const status of statuses) {
    const headers = { 'x-vaultapi-downtimeexpecteddurationminutes': minutes }
    const said = `the host responded with status ${status} and an HTML page`
    const refusal = { ...expected, hint, said, reason: `HTTP ${status}`, executionId: '' }
    expect(refusalIn(response('<!DOCTYPE html>', status, headers))).toEqual(refusal)
  }
})

test('An id in a header of Vault is not taken if it looks like anything else', () => {
  const read = (vaultid: string) => idIn({ 'x-vaultapi-vaultid': vaultid }, 'vaultid')
  expect([read('a_b-c.d1'), read('1'.repeat(100)).length]).toEqual(['a_b-c.d1', 100])
  for (const bad of ['', '::x', '1 ', ' 1', '1'.repeat(101)]) expect(read(bad)).toBe('')
  expect(idIn({}, 'vaultid')).toBe('')
})
