import { execFile } from 'node:child_process'
import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { ProxyError } from '../../src/connections.ts'
import { createTransport, explain, type HttpOutcome, type HttpRequest } from '../../src/http.ts'
import { type Handler, type Loopback, startLoopback } from '../helpers/loopback.ts'

const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY']
const trusted = createAuthority()
beforeAll(() => {
  for (const name of proxyVariables) delete process.env[name]
  tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), trusted.caPem])
})
afterAll(() => tls.setDefaultCACertificates(tls.getCACertificates('bundled')))

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** What sends, directly, unless it is stopped. */
const sendUnless = (stopping: AbortSignal) => createTransport(stopping, {}).send

const server = async (handler: Handler, authority = trusted): Promise<Loopback> => {
  const loopback = await startLoopback(authority, handler)
  cleanups.push(loopback.close)
  return loopback
}
const request = (url: URL, given: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  deadlineMs: 10_000,
  ...given
})
const send = (url: URL, given: Partial<HttpRequest> = {}): Promise<HttpOutcome> =>
  sendUnless(new AbortController().signal)(request(url, given))

describe('an answer', () => {
  test('is its status, its headers and its whole text', async () => {
    const { url } = await server((_request, response) => {
      const text = Buffer.from('{"a":"ä€😀"}')
      response.writeHead(201, 'Made', { 'X-VaultAPI-ExecutionId': 'exec-1', 'Set-Cookie': ['a=1', 'b=2'] })
      for (const byte of text) response.write(Buffer.of(byte))
      response.end()
    })
    expect(await send(url())).toEqual({
      is: 'answer',
      status: 201,
      headers: expect.objectContaining({ 'x-vaultapi-executionid': 'exec-1', 'set-cookie': 'a=1,b=2' }),
      text: '{"a":"ä€😀"}'
    })
  })

  test('may be empty', async () => {
    const { url } = await server((_request, response) => response.writeHead(204).end())
    expect(await send(url())).toMatchObject({ is: 'answer', status: 204, text: '' })
  })

  test('is an answer also when it says no, and is asked for once', async () => {
    const { url, requests } = await server((_request, response) => response.writeHead(503).end('down'))
    expect(await send(url())).toMatchObject({ is: 'answer', status: 503, text: 'down' })
    expect(requests).toEqual(['GET /'])
  })

  test('may be as long as 1 MiB', async () => {
    const { url } = await server((_request, response) => response.end('x'.repeat(1024 * 1024)))
    expect(await send(url())).toMatchObject({ is: 'answer', text: 'x'.repeat(1024 * 1024) })
  })
})

test('a request arrives as it was made', async () => {
  const arrived: unknown[] = []
  const { url, requests } = await server(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    const { authorization, 'content-length': length, 'x-a': a } = incoming.headers
    arrived.push({ authorization, length, a, body })
    response.end()
  })
  await send(url('/api/v26.2/objects/sandbox/a%2Fb?x=1'), {
    method: 'POST',
    headers: { authorization: 'Bearer S', 'x-a': 'b' },
    body: 'name__v=ä'
  })
  expect(requests).toEqual(['POST /api/v26.2/objects/sandbox/a%2Fb?x=1'])
  expect(arrived).toEqual([{ authorization: 'Bearer S', length: '10', a: 'b', body: 'name__v=ä' }])
})

test('one call after the other goes through one connection', async () => {
  const connections = new Set<Socket>()
  const { url } = await server((incoming, response) => {
    connections.add(incoming.socket)
    response.end()
  })
  const sendAgain = sendUnless(new AbortController().signal)
  for (let made = 0; made < 3; made++) await sendAgain(request(url()))
  expect(connections.size).toBe(1)
})

test('a redirect is an answer, and is not followed', async () => {
  const elsewhere = await server((_request, response) => response.end())
  const { url, requests } = await server((_request, response) =>
    response.writeHead(307, { location: elsewhere.url('/stolen').href }).end()
  )
  expect(await send(url(), { method: 'POST', body: 'password=x' })).toMatchObject({ is: 'answer', status: 307 })
  expect(requests).toEqual(['POST /'])
  expect(elsewhere.requests).toEqual([])
})

describe('no answer that can be read, although the request may have had its effect', () => {
  const unreadable = (reason: string) => ({ is: 'no-answer', reason, reached: 'perhaps', lasting: false })

  test('when the server is silent until the deadline', async () => {
    const { url } = await server(() => {})
    expect(await send(url(), { deadlineMs: 100 })).toEqual(unreadable('no whole answer came within 0.1 seconds'))
  })

  test('when the body never ends: the deadline is one for the whole call', async () => {
    const { url } = await server((_request, response) => {
      const drip = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(drip))
    })
    expect(await send(url(), { deadlineMs: 150 })).toEqual(unreadable('no whole answer came within 0.15 seconds'))
  })

  test('when the connection is cut before the answer', async () => {
    const { url, requests } = await server(incoming => incoming.socket.destroy())
    expect(await send(url())).toEqual(unreadable('the connection was lost (ECONNRESET)'))
    expect(requests).toEqual(['GET /'])
  })

  test('when the connection is cut in the middle of the body', async () => {
    const { url } = await server((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"responseStatus":"SUCC')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await send(url())).toEqual(unreadable('the connection was lost (ECONNRESET)'))
  })

  test('when a body without a length is cut', async () => {
    const { url } = await server((_request, response) => {
      response.write('{"responseStatus":"SUCC')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await send(url())).toEqual(unreadable('the connection was lost (ECONNRESET)'))
  })

  test('when the answer goes on beyond 1 MiB', async () => {
    const { url } = await server((_request, response) => response.write('x'.repeat(5 * 1024 * 1024)))
    expect(await send(url())).toEqual(unreadable('the answer is larger than 1 MiB'))
  })

  // In a process of its own, which the error of a socket that nobody listens to any more would end.
  test('when the answer is a little larger than 1 MiB, and ends there', async () => {
    const { url } = await server((_request, response) => response.end('x'.repeat(1024 * 1024 + 1)))
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      `import tls from 'node:tls'
      import { createTransport } from ${JSON.stringify(new URL('../../src/http.ts', import.meta.url).href)}
      tls.setDefaultCACertificates([${JSON.stringify(trusted.caPem)}])
      const url = new URL(${JSON.stringify(url().href)})
      const { send } = createTransport(new AbortController().signal, {})
      console.log(JSON.stringify(await send({ method: 'GET', url, headers: {}, deadlineMs: 10_000 })))
      process.exit()`
    ])
    expect(JSON.parse(stdout)).toEqual(unreadable('the answer is larger than 1 MiB'))
  })
})

describe('no answer, and surely no effect', () => {
  test('when nobody listens', async () => {
    const gone = await startLoopback(trusted, () => {})
    await gone.close()
    expect(await send(gone.url())).toEqual({
      is: 'no-answer',
      reason: 'the connection was refused (ECONNREFUSED)',
      reached: 'no',
      lasting: false
    })
  })

  test('when the certificate is of an authority that is not trusted here, which will not change in a moment', async () => {
    const { url, requests } = await server((_request, response) => response.end(), createAuthority())
    const outcome = await send(url())
    expect(outcome).toMatchObject({ is: 'no-answer', reached: 'no', lasting: true })
    expect(outcome).toHaveProperty('reason', expect.stringMatching(/^its certificate is not trusted here \([A-Z_]+\)$/))
    expect(requests).toEqual([])
  })

  test('when the certificate is of another host', async () => {
    const { port, requests } = await server((_request, response) => response.end())
    const outcome = await send(new URL(`https://127.0.0.1:${port}/`))
    expect(outcome).toMatchObject({
      reason: 'its certificate is not accepted (ERR_TLS_CERT_ALTNAME_INVALID)',
      reached: 'no',
      lasting: true
    })
    expect(requests).toEqual([])
  })

  test('when the run is stopping already: nothing is begun', async () => {
    const { url, requests } = await server((_request, response) => response.end())
    expect(await sendUnless(AbortSignal.abort())(request(url()))).toEqual({
      is: 'no-answer',
      reason: 'the run was cancelled',
      reached: 'no',
      lasting: true
    })
    expect(requests).toEqual([])
  })

  test('when the time of the post step is up: it says that', async () => {
    const { url, requests } = await server((_request, response) => response.end())
    const upAtOnce = AbortSignal.timeout(0)
    await new Promise(up => upAtOnce.addEventListener('abort', up))
    expect(await sendUnless(upAtOnce)(request(url()))).toMatchObject({ reason: 'the 2 minutes of the post step were over' })
    expect(requests).toEqual([])
  })
})

describe('when the run is told to stop', () => {
  // Only time is made: the sockets are real.
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance', 'Date'] })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  /** Calls that are in flight, each until its answer is given. */
  const inFlight = async (...paths: string[]) => {
    const stop = new AbortController()
    const answers = new Map<string, () => void>()
    const allArrived = Promise.withResolvers<void>()
    const { url } = await server(({ url: path = '' }, response) => {
      answers.set(path, () => response.end('just in time'))
      if (answers.size === paths.length) allArrived.resolve()
    })
    const sendUntil = sendUnless(stop.signal)
    const outcomes = paths.map(path => sendUntil(request(url(path))))
    await allArrived.promise
    return { stop, outcomes, answer: (path: string) => answers.get(path)?.() }
  }

  test('a call in flight has 5 seconds for its answer', async () => {
    const { stop, outcomes, answer } = await inFlight('/slow', '/silent')
    stop.abort()
    jest.advanceTimersByTime(4_999)
    answer('/slow')
    expect(await outcomes[0]).toMatchObject({ is: 'answer', text: 'just in time' })
    jest.advanceTimersByTime(1)
    expect(await outcomes[1]).toEqual({
      is: 'no-answer',
      reason: 'the run was cancelled before the answer came',
      reached: 'perhaps',
      lasting: false
    })
  })

  test.each([[true], [false]])('a call that is over has left nothing that waits; stopped before: %p', async stopped => {
    const { stop, outcomes, answer } = await inFlight('/slow')
    if (stopped) stop.abort()
    answer('/slow')
    await outcomes[0]
    expect(jest.getTimerCount()).toBe(0)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  })
})

describe('what a failed request threw', () => {
  const thrown = (fields: object) => Object.assign(new Error('secret words'), fields)
  test.each<[object, string, 'no' | 'perhaps', boolean]>([
    [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'its name does not resolve (ENOTFOUND)', 'no', false],
    [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'its name could not be resolved (EAI_AGAIN)', 'no', false],
    [{ code: 'EHOSTUNREACH' }, 'the host is unreachable (EHOSTUNREACH)', 'no', false],
    [{ code: 'ENETUNREACH' }, 'the network is unreachable (ENETUNREACH)', 'no', false],
    [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'no connection was made (ETIMEDOUT)', 'no', false],
    [{ code: 'ETIMEDOUT', syscall: 'read' }, 'the connection was lost (ETIMEDOUT)', 'perhaps', false],
    [{ code: 'EPIPE', syscall: 'write' }, 'the connection was lost (EPIPE)', 'perhaps', false],
    [
      { code: 'ETIMEDOUT', errors: [{ code: 'ETIMEDOUT', syscall: 'connect' }, {}] },
      'no connection was made (ETIMEDOUT)',
      'no',
      false
    ],
    [{ errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }] }, 'the connection was refused (ECONNREFUSED)', 'no', false],
    [{ code: 'NO_CERT_AT_ALL' }, 'the connection was lost (NO_CERT_AT_ALL)', 'perhaps', false],
    [{}, 'the connection was lost (no code)', 'perhaps', false]
  ])('%j means: %s', (fields, reason, reached, lasting) => {
    expect(explain(thrown(fields))).toEqual({ is: 'no-answer', reason, reached, lasting })
  })

  test.each([
    [
      { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      'its certificate is not trusted here (DEPTH_ZERO_SELF_SIGNED_CERT)',
      'ca-certificate'
    ],
    [{ code: 'CERT_HAS_EXPIRED' }, 'its certificate is not accepted (CERT_HAS_EXPIRED)', 'has expired'],
    [{ code: 'CERT_NOT_YET_VALID' }, 'its certificate is not accepted (CERT_NOT_YET_VALID)', 'clock of the runner'],
    [
      { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      'its certificate is not accepted (ERR_TLS_CERT_ALTNAME_INVALID)',
      'of another host'
    ],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'no TLS connection could be made (ERR_SSL_WRONG_VERSION_NUMBER)', 'in its place']
  ])('%j gets the remedy that fits it', (fields, reason, remedy) => {
    const { hint, ...rest } = explain(thrown(fields))
    expect(rest).toEqual({ is: 'no-answer', reason, reached: 'no', lasting: true })
    expect(hint).toContain(remedy)
    if (remedy !== 'ca-certificate') expect(hint).not.toContain('ca-certificate')
  })

  test.each([
    [403, true],
    [407, true],
    [502, false],
    [undefined, false]
  ])('of a proxy that answers %p surely never reached the host; for good: %p', (status, lasting) => {
    expect(explain(new ProxyError(status))).toMatchObject({
      reached: 'no',
      lasting,
      hint: expect.stringContaining('HTTPS_PROXY')
    })
  })

  test.each([['text'], [undefined], [null], [7]])('is no trouble when it is no error: %p', value => {
    expect(explain(value)).toMatchObject({ reason: 'the connection was lost (no code)', reached: 'perhaps' })
  })

  test.each([['INVALID_CA'], ['INVALID_PURPOSE'], ['PATH_LENGTH_EXCEEDED'], ['CRL_HAS_EXPIRED']])(
    'is about the certificate also when its code is %s',
    code => {
      expect(explain(thrown({ code }))).toMatchObject({ reached: 'no', lasting: true })
    }
  )
})
