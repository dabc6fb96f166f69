import { describe, expect, test } from '@jest/globals'
import type { ActionError } from '../../../src/core/errors.ts'
import {
  type ApiCall,
  callApi,
  describeBody,
  type Refusal,
  responseTime,
  retryAfterMs
} from '../../../src/net/api.ts'
import type { HttpRequest, HttpResponse, NoResponse } from '../../../src/net/http.ts'

const NOON = new Date('2026-11-22T12:00:00Z')
const CALL: ApiCall = {
  doing: 'list the sandboxes',
  method: 'GET',
  url: new URL('https://acme.veevavault.com/api'),
  headers: { accept: 'application/json' }
}

/** Makes a call that has this result. */
async function call(
  result: HttpResponse | NoResponse,
  more: Partial<ApiCall> = {},
  refusal?: Refusal
) {
  const requests: HttpRequest[] = []
  async function send(request: HttpRequest) {
    requests.push(request)
    return result
  }
  const ended = await callApi({ ...CALL, ...more }, send, () => refusal).catch(
    (thrown: ActionError) => thrown
  )
  return { ended, request: requests[0] }
}

function response(text: string): HttpResponse {
  return { is: 'response', status: 200, headers: {}, text }
}

describe('A request', () => {
  test.each<[string, Partial<ApiCall>, string | undefined, string | undefined]>([
    ['a GET has no body', {}, undefined, undefined],
    ['a POST without content has an empty body', { method: 'POST' }, '', undefined],
    [
      'a form is encoded',
      { method: 'POST', form: { password: 'a&b=ä ' } },
      'password=a%26b%3D%C3%A4+',
      'application/x-www-form-urlencoded'
    ],
    ['JSON is written', { method: 'PUT', json: { a: [1] } }, '{"a":[1]}', 'application/json']
  ])('is written as its service reads it: %s', async (_what, more, body, type) => {
    const { request } = await call(response('{}'), more)
    expect(request).toMatchObject({ method: more.method ?? 'GET', url: CALL.url })
    expect([request?.body, request?.headers['content-type']]).toEqual([body, type])
    expect(request?.headers.accept).toBe('application/json')
    expect(CALL.headers).toEqual({ accept: 'application/json' })
  })

  test('has 30 seconds, unless the call has a deadline of its own', async () => {
    expect((await call(response('{}'))).request?.deadlineMs).toBe(30_000)
    const { request } = await call(response('{}'), { deadlineMs: 60_000 })
    expect(request?.deadlineMs).toBe(60_000)
  })
})

test('A response comes with its parsed body if that is a JSON object', async () => {
  expect((await call(response('{"a":1}'))).ended).toMatchObject({ status: 200, body: { a: 1 } })
  for (const text of ['[]', '7', '<html>', ''])
    expect((await call(response(text))).ended).toMatchObject({ text, body: undefined })
})

test.each([
  [false, false, { retry: {}, maybeDone: false }, /^Check the host name/],
  [false, true, { retry: {}, maybeDone: true }, /^Check the host name/],
  [true, false, { retry: undefined, maybeDone: false }, /^Check the host name/],
  // A response that is not valid HTTP, behind a request that arrived.
  [true, true, { retry: undefined, maybeDone: true }, /^Check the host name/]
])(
  'A call without a response (lasting: %p, maybe sent: %p) says whether to retry and whether it may be done',
  async (isLasting, maybeSent, details, hint) => {
    const reason = 'the response is not valid HTTP'
    const result = { is: 'no-response', reason, code: 'HPE_X', maybeSent, isLasting } as const
    const { ended } = await call(result)
    expect(ended).toMatchObject({ ...details, code: 'network', reason: 'HPE_X' })
    expect(ended).toMatchObject({
      message: `Could not list the sandboxes on acme.veevavault.com: ${reason}.`,
      hint: expect.stringMatching(hint)
    })
    const { ended: explained } = await call({ ...result, hint: 'Ask.' })
    expect(explained).toMatchObject({ hint: 'Ask.' })
  }
)

test('A refusal becomes an error with all that it says', async () => {
  const details = { retry: { afterMs: 7 }, maybeDone: true, reason: 'HTTP 503', executionId: 'e-1' }
  const refusal: Refusal = {
    code: 'vault-unavailable',
    said: 'it is down',
    hint: 'Wait.',
    ...details
  }
  expect((await call(response(''), {}, refusal)).ended).toMatchObject({
    ...details,
    code: 'vault-unavailable',
    message: 'Could not list the sandboxes on acme.veevavault.com: it is down (execution id e-1).',
    hint: 'Wait.'
  })
})

test.each([
  [undefined, undefined],
  ['', undefined],
  ['soon', undefined],
  ['1.5', undefined],
  ['-5', undefined],
  ['1234567890', undefined],
  ['22 Nov 2026 12:00:30 GMT', undefined],
  ['Su, 22 Nov 2026 12:00:30 GMT', undefined],
  ['0', 0],
  ['60', 60_000],
  ['86400', 86_400_000],
  ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 11:59:00 GMT', 0]
])('Retry-After of %j asks at noon for a wait of %p ms', (header, ms) => {
  const headers: Record<string, string> = header === undefined ? {} : { 'retry-after': header }
  expect(retryAfterMs(headers, NOON)).toBe(ms)
})

test('The date of Retry-After counts by the Date of its response', () => {
  const headers = { date: 'Sun, 22 Nov 2026 11:00:00 GMT' }
  const until = { ...headers, 'retry-after': 'Sun, 22 Nov 2026 11:00:05 GMT' }
  expect(retryAfterMs(until, NOON)).toBe(5_000)
  expect(responseTime(headers, NOON)).toEqual(new Date('2026-11-22T11:00:00Z'))
  expect(responseTime({ date: 'soon' }, NOON)).toBe(NOON)
})

test.each([
  [' \n', 'an empty body'],
  ['\n <!doctype html>', 'an HTML page'],
  ['Bad gateway', 'text that is not JSON'],
  ['{"a":1}', 'JSON that is not from GitHub']
])('The body %j is described as %s', (text, description) => {
  const body = text.startsWith('{') ? { a: 1 } : undefined
  expect(describeBody({ text, body }, 'GitHub')).toBe(description)
})
