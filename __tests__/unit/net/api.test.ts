import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import * as api from '../../../src/net/api.ts'
import {
  decode,
  type HttpRequest,
  type HttpResponse,
  type NoResponse
} from '../../../src/net/http.ts'
import { lost, response } from '../../helpers/responses.ts'

const { callApi, describeResponse, responseTime, retryAfterMs } = api
const url = new URL('https://acme.veevavault.com/api')
const CALL: api.ApiCall = { doing: 'list the sandboxes', method: 'GET', url, headers: { a: 'b' } }

/** Makes a call that has this result, or is refused. */
async function callWith(result: HttpResponse | NoResponse, call = {}, refusal?: api.Refusal) {
  const sent: HttpRequest[] = []
  async function send(request: HttpRequest) {
    sent.push(request)
    return result
  }
  const ended = await callApi({ ...CALL, ...call }, send, () => refusal).catch(thrown => thrown)
  return { sent, ended }
}

test.each<[Partial<api.ApiCall>, string, string | undefined]>([
  [{ method: 'POST', form: { a: 'b&c=ä ' } }, 'x-www-form-urlencoded', 'a=b%26c%3D%C3%A4+'],
  [{ json: { a: [1] }, deadlineMs: 60_000 }, 'json', '{"a":[1]}'],
  [{}, '', undefined]
])('The call %j is written as its service reads it', async (call, type, body) => {
  const { sent } = await callWith(response(''), call)
  const headers = { a: 'b', ...(type && { 'content-type': `application/${type}` }) }
  const { method = 'GET', deadlineMs = 30_000 } = call
  expect(sent).toEqual([{ method, url, headers, deadlineMs, ...(body && { body }) }])
})

test.each([
  ['{"a":1}', { a: 1 }, 'JSON that is not from GitHub'],
  ['[]', undefined, 'text that is not JSON'],
  ['\n <!doctype html>', undefined, 'an HTML page'],
  [' \n', undefined, 'an empty body']
])('The body %j is parsed if it is a JSON object, and described', async (text, body, described) => {
  const { ended } = await callWith(response(text))
  expect(ended).toMatchObject({ status: 200, text, body })
  const said = `the host responded with status 200 and ${described}`
  expect(describeResponse(ended, 'GitHub', '')).toBe(said)
})

test('A call without a response, or with one that is a refusal, is an error with all that is known', async () => {
  const message = 'Could not list the sandboxes on acme.veevavault.com: it is'
  const none = { ...lost, reason: 'it is' }
  const hint = expect.stringMatching(/^Check the host name/)
  const network = { code: 'network', message: `${message}.`, hint, reason: 'ECONNRESET' }
  const { ended } = await callWith(none)
  expect(ended).toMatchObject({ ...network, retry: {}, maybeDone: true })
  const lasting = await callWith({ ...none, maybeSent: false, isLasting: true, hint: 'Ask.' })
  expect(lasting.ended).toMatchObject({ retry: undefined, maybeDone: false, hint: 'Ask.' })
  const details = { retry: { afterMs: 7 }, maybeDone: true, reason: 'HTTP 503', executionId: 'e-1' }
  const refusal: api.Refusal = { code: 'vault-refused', said: 'it is', hint: 'Wait.', ...details }
  const refused = await callWith(response(''), {}, refusal)
  const text = `${message} (execution id e-1). Wait.`
  expect(refused.ended).toMatchObject({ code: 'vault-refused', text, ...details })
})

test.each([
  ...['', 'soon', '1.5', '-5', '1234567890'].map(text => [text, undefined] as const),
  ['0', 0],
  ['86400', 86_400_000],
  ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 11:59:00 GMT', 0]
])('Retry-After of %j asks for a wait of %p ms, a date by the Date of its response', (text, ms) => {
  const here = new Date('2026-11-22T10:00:00Z')
  const headers = { 'retry-after': text, date: 'Sun, 22 Nov 2026 12:00:00 GMT' }
  expect(retryAfterMs(headers, here)).toBe(ms)
  expect(responseTime({ date: 'soon' }, here)).toBe(here)
})

test('A compressed body is read up to 1 MiB, without a byte order mark, and anything else is an error', () => {
  const megabyte = 'x'.repeat(1024 * 1024)
  expect(decode(gzipSync(`\ufeff${megabyte.slice(3)}`), 'gzip')).toBe(megabyte.slice(3))
  expect([decode(Buffer.from('a')), decode(Buffer.alloc(0), 'br')]).toEqual(['a', ''])
  expect(() => decode(gzipSync(`${megabyte}x`), 'gzip')).toThrow('(ERR_BUFFER_TOO_LARGE)')
  expect(() => decode(Buffer.from('a'), 'br')).toThrow('could not be decompressed (Z_')
})
