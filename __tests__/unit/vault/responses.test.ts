import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { asObject, parseJson } from '../../../src/core/json.ts'
import type { HttpResponse } from '../../../src/net/http.ts'
import { idIn, isSuccess, refusalOf } from '../../../src/vault/responses.ts'
import { cases, seeded } from '../../helpers/seeded.ts'
import { HTML, refuse, respond, scriptedVault, succeed } from './fake-vault.ts'

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
