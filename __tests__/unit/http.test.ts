import { execFile } from 'node:child_process'
import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { type ProxyOptions, startProxy } from '../../simulator/proxy.ts'
import { createTransport, type HttpOutcome, type HttpRequest, type Transport } from '../../src/http.ts'
import { type Handler, type Loopback, startLoopback } from '../helpers/loopback.ts'
import { until } from '../helpers/values.ts'

const trusted = createAuthority()

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

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
const transport = (stopping = new AbortController().signal, env: Record<string, string> = {}): Transport => {
  const made = createTransport(stopping, env)
  made.trust([trusted.caPem])
  return made
}
const send = (url: URL, given: Partial<HttpRequest> = {}): Promise<HttpOutcome> => transport().send(request(url, given))

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

describe('connections', () => {
  const vault = 'acme.veevavault.com'
  /** A Vault, reached through a proxy; its connections, in the order in which they were made. */
  const line = async (handler: Handler = (_request, response) => response.end('hello'), options: ProxyOptions = {}) => {
    const sockets: Socket[] = []
    const loopback = await startLoopback(trusted, handler)
    loopback.server.on('secureConnection', socket => sockets.push(socket))
    const proxy = await startProxy(loopback.port, options)
    cleanups.push(loopback.close, proxy.close)
    const stop = new AbortController()
    const { send, connect } = transport(stop.signal, { HTTPS_PROXY: proxy.url })
    const ask = (given: Partial<HttpRequest> = {}) => send(request(new URL(`https://${vault}/`), given))
    return { ask, connect, sockets, proxy, stop, requests: loopback.requests }
  }
  const hello = expect.objectContaining({ is: 'answer', text: 'hello' })

  test('are used by one call after the other', async () => {
    const { url, server: direct } = await server((_request, response) => response.end())
    let made = 0
    direct.on('secureConnection', () => made++)
    const { send } = transport()
    for (let sent = 0; sent < 3; sent++) await send(request(url()))
    expect(made).toBe(1)
  })

  test.each<[string, ProxyOptions]>([
    ['a proxy', {}],
    ['a proxy that is reached over TLS', { tls: trusted.issue({ hosts: '127.0.0.1' }) }]
  ])('are used by one call after the other through %s too', async (_what, options) => {
    const { ask, sockets, proxy } = await line(undefined, options)
    for (let sent = 0; sent < 3; sent++) expect(await ask()).toEqual(hello)
    expect(sockets).toHaveLength(1)
    expect(proxy.connects).toHaveLength(1)
  })

  test('that were opened ahead are those that the next requests use, at the same time', async () => {
    const { ask, connect, sockets } = await line()
    expect(await connect(vault)).toBeUndefined()
    expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
    expect(sockets).toHaveLength(2)
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([hello, hello, hello])
    expect(sockets).toHaveLength(3)
  })

  test('that are still being opened ahead are waited for, within the deadline', async () => {
    const { ask, connect, sockets } = await line()
    const opening = connect(vault)
    expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
    expect(await opening).toBeUndefined()
    expect(sockets).toHaveLength(2)

    const never = await line(undefined, { trouble: 'silent' })
    const silent = never.connect(vault)
    expect(await never.ask({ deadlineMs: 100 })).toMatchObject({
      reason: 'no connection was made within 0.1 seconds',
      reached: 'no'
    })
    never.stop.abort()
    await silent
  })

  test('are two, however often they are asked for ahead', async () => {
    const { ask, connect, sockets } = await line()
    expect(await Promise.all([connect(vault), connect(vault)])).toEqual([undefined, undefined])
    expect(await connect(vault)).toBeUndefined()
    expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
    expect(await connect(vault)).toBeUndefined()
    expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
    expect(sockets).toHaveLength(2)
  })

  test('are opened again where one died', async () => {
    const { ask, connect, sockets } = await line()
    await connect(vault)
    await until(() => sockets.length === 2)
    for (const socket of sockets) socket.destroy()
    await sleep(50)
    expect(await connect(vault)).toBeUndefined()
    expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
    expect(sockets).toHaveLength(4)
  })

  test.each<[string, 'silent' | 403]>([
    ['never answered', 'silent'],
    ['refused', 403]
  ])('are there as soon as one of two is, also where the other is %s', async (_, trouble) => {
    for (const troubles of [[trouble], [undefined, trouble]]) {
      const { ask, connect, stop } = await line(undefined, { trouble: troubles })
      expect(await connect(vault)).toBeUndefined()
      expect(await ask()).toEqual(hello)
      stop.abort()
    }
  })

  test('are used for their own host alone, which a credential goes to', async () => {
    const { ask, connect, proxy } = await line()
    const others = ['acme-dev.veevavault.com', 'acme-uat.veevavault.com'] as const
    const at = (host: string) => ask({ url: new URL(`https://${host}/`) })
    expect(await at(others[0])).toEqual(hello)
    await connect(vault)
    await until(() => proxy.connects.length === 3)
    expect(await at(others[1])).toEqual(hello)
    expect(await at(others[0])).toEqual(hello)
    expect(await at(vault)).toEqual(hello)
    expect(proxy.connects).toEqual([others[0], vault, vault, others[1]].map(host => `${host}:443`))
  })

  test('are there for every one of many requests, however they come', async () => {
    const { ask, connect, sockets } = await line()
    const at = (wave: number) => Array.from({ length: 20 }, (_, n) => sleep((n * wave) % 5).then(() => ask()))
    for (let wave = 0; wave < 5; wave++) {
      const asked = [...at(wave), connect(vault).then(() => ask())]
      expect(await Promise.all(asked)).toEqual(asked.map(() => hello))
    }
    expect(sockets.length).toBeLessThan(60)
  })

  test('that were opened ahead and died harm no request', async () => {
    const { ask, connect, sockets } = await line()
    await connect(vault)
    await until(() => sockets.length === 2)
    sockets[0]?.destroy()
    sockets[1]?.end()
    await sleep(50)
    expect(await ask()).toEqual(hello)
    expect(sockets).toHaveLength(3)
  })

  test('that can’t be opened ahead say why', async () => {
    const { connect } = await line(undefined, { trouble: 403 })
    expect(await connect(vault)).toMatchObject({
      is: 'no-answer',
      reason: 'the proxy refused the connection with status 403',
      reached: 'no',
      lasting: true
    })
  })

  test('are given up when the run stops, and none is begun then', async () => {
    const { connect, stop, proxy } = await line(undefined, { trouble: 'silent' })
    const opening = connect(vault)
    await until(() => proxy.connects.length === 2)
    stop.abort()
    expect(await opening).toMatchObject({ reason: 'the proxy gave no answer before the run was cancelled', reached: 'no' })
    expect(await connect(vault)).toMatchObject({ reason: 'the run was cancelled', reached: 'no' })
    expect(proxy.connects).toHaveLength(2)
  })

  test('that a server closes while they are idle are not used again', async () => {
    const { ask, sockets } = await line()
    await ask()
    sockets[0]?.end()
    await sleep(50)
    expect(await ask({ method: 'POST', body: 'x' })).toEqual(hello)
    expect(sockets).toHaveLength(2)
  })

  test('that a server announces to close soon are not used again', async () => {
    const { ask, sockets } = await line((_request, response) =>
      response.writeHead(200, { 'keep-alive': 'timeout=1' }).end('hello')
    )
    for (let sent = 0; sent < 2; sent++) expect(await ask()).toEqual(hello)
    expect(sockets).toHaveLength(2)
  })

  test('that break with a request on them leave open whether it had its effect', async () => {
    let answers = 0
    const { ask, sockets } = await line((incoming, response) => {
      answers++
      if (answers > 1) incoming.socket.destroy()
      else response.end('hello')
    })
    await ask()
    expect(await ask({ method: 'POST', body: 'x' })).toMatchObject({ is: 'no-answer', reached: 'perhaps' })
    expect(sockets).toHaveLength(1)
  })

  // In a process of its own, which a connection that nobody uses must not keep.
  test('keep no process alive', async () => {
    const { proxy } = await line()
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { createTransport } from ${JSON.stringify(new URL('../../src/http.ts', import.meta.url).href)}
        const { send, connect, trust } = createTransport(new AbortController().signal, process.env)
        trust([${JSON.stringify(trusted.caPem)}])
        const made = [await connect('${vault}'), await connect('${vault}')]
        const { is } = await send({ method: 'GET', url: new URL('https://${vault}/'), headers: {}, deadlineMs: 10_000 })
        console.log(JSON.stringify([...made, is]))
        const begun = performance.now()
        process.on('exit', () => console.log(performance.now() - begun < 2_000))`
      ],
      { env: { HTTPS_PROXY: proxy.url } }
    )
    expect(stdout).toBe('[null,null,"answer"]\ntrue\n')
  })
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
      `import { createTransport } from ${JSON.stringify(new URL('../../src/http.ts', import.meta.url).href)}
      const { send, trust } = createTransport(new AbortController().signal, {})
      trust([${JSON.stringify(trusted.caPem)}])
      const url = new URL(${JSON.stringify(url().href)})
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
    expect(outcome).toHaveProperty('hint', expect.stringContaining('ca-certificate'))
    expect(requests).toEqual([])
  })

  test('when the run is stopping already: nothing is begun', async () => {
    const { url, requests } = await server((_request, response) => response.end())
    expect(await transport(AbortSignal.abort()).send(request(url()))).toEqual({
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
    expect(await transport(upAtOnce).send(request(url()))).toMatchObject({ reason: 'the 2 minutes of the post step were over' })
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
    const { send: sendUntil } = transport(stop.signal)
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

test('a request that can’t be made was surely not sent', async () => {
  const { url, requests } = await server((_request, response) => response.end())
  expect(await send(url(), { headers: { authorization: 'Bearer a\nb' } })).toMatchObject({
    is: 'no-answer',
    reason: 'the request could not be made (ERR_INVALID_CHAR)',
    reached: 'no',
    lasting: true
  })
  expect(requests).toEqual([])
})

test('a proxy setting that can’t be read is no direct connection', async () => {
  const { url, requests } = await server((_request, response) => response.end())
  const { send } = transport(undefined, { HTTPS_PROXY: 'http://' })
  expect(await send(request(url()))).toMatchObject({
    reason: expect.stringMatching(/^HTTPS_PROXY is set and is no proxy address/),
    reached: 'no',
    lasting: true
  })
  expect(requests).toEqual([])
})
