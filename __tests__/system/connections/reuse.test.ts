import { execFile, spawn } from 'node:child_process'
import dns from 'node:dns'
import { getEventListeners, once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createAuthority, type For, type ServerCertificate } from '../../simulator/authority.ts'
import { type ProxyOptions, startProxy } from '../../simulator/proxy.ts'
import { createTransport, type HttpRequest } from '../../src/net/http.ts'
import { type Handler, startLoopback } from '../helpers/loopback.ts'
import { until } from '../helpers/values.ts'

/** Real sockets on loopback. `npm run test:connections` runs this file on several versions of Node. */

const authority = createAuthority()
const host = 'acme.veevavault.com'
const hello = expect.objectContaining({ is: 'answer', text: 'hello' })
const sayHello: Handler = (_request, response) => response.end('hello')

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

type Given = Readonly<{
  handler?: Handler
  certificate?: ServerCertificate
  /** A proxy in front of the server; none for a direct connection. */
  proxy?: ProxyOptions
  /** What HTTPS_PROXY says, where it is not just the address of the proxy. */
  address?: (url: string) => string
  environment?: Record<string, string>
  trusts?: readonly string[]
}>

/** A server, the transport that leads there, and the connections that arrived, in order. */
const open = async (given: Given = {}) => {
  const { handler = sayHello, certificate = authority, trusts = [authority.caPem] } = given
  const { address = url => url } = given
  const server = await startLoopback(certificate, handler)
  cleanups.push(server.close)
  const sockets: Socket[] = []
  server.server.on('secureConnection', socket => sockets.push(socket))
  const below: Socket[] = []
  server.server.on('connection', (socket: Socket) => below.push(socket))
  /** Closes a connection that arrived, as TLS and TCP do, or with TCP's reset. */
  const close = (socket: Socket | undefined, how: 'end' | 'destroy' | 'reset') => {
    if (socket === undefined) throw new Error('There is no such connection.')
    if (how !== 'reset') return socket[how]()
    return below.find(({ remotePort }) => remotePort === socket.remotePort)?.resetAndDestroy()
  }
  const proxy = given.proxy && (await startProxy(server.port, given.proxy))
  if (proxy !== undefined) cleanups.push(proxy.close)
  const stop = new AbortController()
  const environment = { ...(proxy && { HTTPS_PROXY: address(proxy.url) }), ...given.environment }
  const { send, connect, trust } = createTransport(stop.signal, environment)
  trust(trusts)
  const url = (path = '/') => (proxy ? new URL(`https://${host}${path}`) : server.url(path))
  const ask = (request: Partial<HttpRequest> = {}) =>
    send({ method: 'GET', url: url(), headers: {}, deadlineMs: 10_000, ...request })
  const connects = proxy?.connects ?? []
  return {
    ask,
    connect: () => connect(host),
    url,
    sockets,
    close,
    stop,
    connects,
    requests: server.requests
  }
}

const post = { method: 'POST', body: 'x' } as const

/** Nothing was sent. `lasting`: another attempt would fail too. */
const unsent = (reason: string | RegExp, lasting: boolean, hint = '') =>
  expect.objectContaining({
    is: 'no-answer',
    reached: 'no',
    lasting,
    reason: expect.stringMatching(reason),
    ...(hint !== '' && { hint: expect.stringContaining(hint) })
  })
/** It may have had its effect. */
const perhaps = (reason: string | RegExp, lasting = false) =>
  expect.objectContaining({
    is: 'no-answer',
    reached: 'perhaps',
    lasting,
    reason: expect.stringMatching(reason)
  })

describe('a request and its response', () => {
  test('arrive as they were sent, and nothing compressed is asked for', async () => {
    const arrived: unknown[] = []
    const { ask, url, requests } = await open({
      handler: async (incoming, response) => {
        let body = ''
        for await (const chunk of incoming) body += chunk
        const {
          authorization,
          'content-length': length,
          'accept-encoding': accepted
        } = incoming.headers
        arrived.push({ authorization, length, accepted, body })
        response.writeHead(503, {
          'X-VaultAPI-ExecutionId': 'exec-1',
          'Set-Cookie': ['a=1', 'b=2']
        })
        for (const byte of Buffer.from('{"a":"ä€😀"}')) response.write(Buffer.of(byte))
        response.end()
      }
    })
    const headers = { authorization: 'Bearer S' }
    const sent = { method: 'POST', url: url('/api/a%2Fb?x=1'), headers, body: 'name__v=ä' } as const
    expect(await ask(sent)).toEqual({
      is: 'answer',
      status: 503,
      headers: expect.objectContaining({
        'x-vaultapi-executionid': 'exec-1',
        'set-cookie': 'a=1,b=2'
      }),
      text: '{"a":"ä€😀"}'
    })
    expect(requests).toEqual(['POST /api/a%2Fb?x=1'])
    expect(arrived).toEqual([{ authorization: 'Bearer S', length: '10', body: 'name__v=ä' }])
  })

  test('a redirect is a response and is not followed', async () => {
    const { ask, requests } = await open({
      handler: (_request, response) => response.writeHead(307, { location: '/stolen' }).end()
    })
    expect(await ask(post)).toMatchObject({ is: 'answer', status: 307 })
    expect(requests).toEqual(['POST /'])
  })

  test.each([
    ['gzip', gzipSync],
    ['X-GZip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['deflate, gzip', (text: Buffer) => gzipSync(deflateSync(text))],
    ['identity', (text: Buffer) => text]
  ])(
    'a response in %s that nobody asked for is decompressed, without its byte order mark',
    async (encoding, compress) => {
      const { ask } = await open({
        handler: (_request, response) =>
          response
            .writeHead(200, { 'content-encoding': encoding })
            .end(compress(Buffer.from('\ufeffhello')))
      })
      expect(await ask()).toEqual(hello)
    }
  )

  test.each([
    ['gzip', Buffer.from('hello'), /^the response could not be decompressed \(Z_DATA_ERROR\)$/],
    ['rot13', Buffer.from('uryyb'), /decompressed \(unknown content encoding\)$/],
    ['gzip, gzip, gzip', Buffer.from('hello'), /decompressed \(unknown content encoding\)$/],
    ['gzip', gzipSync(Buffer.alloc(1024 * 1024 + 1)), /^the response is larger than 1 MiB$/],
    ['identity', Buffer.alloc(1024 * 1024 + 1), /^the response is larger than 1 MiB$/],
    ['identity', Buffer.alloc(5 * 1024 * 1024), /^the response is larger than 1 MiB$/]
  ])('a response that can’t be read says so (%s)', async (encoding, body, reason) => {
    const { ask } = await open({
      handler: (_request, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end(body)
    })
    expect(await ask()).toEqual(perhaps(reason))
  })

  test('a response of 1 MiB is read', async () => {
    const { ask } = await open({
      handler: (_request, response) => response.end('x'.repeat(1024 * 1024))
    })
    expect(await ask()).toMatchObject({ is: 'answer', text: 'x'.repeat(1024 * 1024) })
  })

  test('a request that can’t be made was surely not sent', async () => {
    const { ask, requests } = await open()
    const outcome = await ask({ headers: { authorization: 'Bearer a\nb' } })
    expect(outcome).toEqual(unsent('the request could not be made', true, 'what was pasted'))
    expect(requests).toEqual([])
  })
})

describe.each<[string, ProxyOptions | undefined]>([
  ['directly', undefined],
  ['through a proxy', {}],
  ['through a proxy over TLS', { tls: authority.issue({ hosts: '127.0.0.1' }) }]
])('connections %s', (_how, proxy) => {
  const line = (handler: Handler = sayHello) => open({ handler, ...(proxy && { proxy }) })

  test('are used by one call after the other', async () => {
    const { ask, sockets } = await line()
    for (let sent = 0; sent < 3; sent++) expect(await ask()).toEqual(hello)
    expect(sockets).toHaveLength(1)
  })

  test.each(['end', 'destroy', 'reset'] as const)(
    'that the server closes behind every response (%s) stop no request',
    async how => {
      const { ask, sockets, close } = await line((incoming, response) => {
        response.end('hello', () => setImmediate(() => close(incoming.socket, how)))
      })
      for (let sent = 0; sent < 10; sent++) {
        // The moment of closing decides whether the request was lost; that it settles is what counts.
        const outcome = await ask({ ...post, deadlineMs: 3_000 })
        expect(outcome).toEqual(sent === 0 || outcome.is === 'answer' ? hello : perhaps('was lost'))
        if (sent >= 5) await sleep(20)
      }
      expect(sockets.length).toBeGreaterThanOrEqual(5)
    }
  )

  test('that the server closes while they are idle are not used again', async () => {
    const { ask, sockets } = await line()
    for (let sent = 0; sent < 4; sent++) {
      expect(await ask(post)).toEqual(hello)
      sockets.at(-1)?.end()
      await sleep(20)
    }
    expect(sockets).toHaveLength(4)
  })

  test('on which something arrived before their use are not used, however shortly before', async () => {
    const { ask, sockets } = await line()
    for (let sent = 0; sent < 4; sent++) {
      expect(await ask(post)).toEqual(hello)
      sockets.at(-1)?.write('HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n')
      // A proxy takes its time to pass it on.
      if (proxy !== undefined || sent % 2 === 0) await sleep(20)
    }
    expect(await ask(post)).toEqual(hello)
    expect(sockets).toHaveLength(5)
  })

  test.each([0, 1])(
    'of which one is spoilt (number %i) leave the other one to be used',
    async spoilt => {
      const { ask, sockets } = await line()
      expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
      sockets[spoilt]?.write('HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n')
      if (proxy !== undefined) await sleep(20)
      expect(await ask(post)).toEqual(hello)
      expect(sockets).toHaveLength(2)
    }
  )

  test('that the server announces to close soon are not used again', async () => {
    const { ask, sockets } = await line((_request, response) =>
      response.writeHead(200, { 'keep-alive': 'timeout=1' }).end('hello')
    )
    for (let sent = 0; sent < 2; sent++) expect(await ask()).toEqual(hello)
    expect(sockets).toHaveLength(2)
  })

  test('that are reset in the middle of a response lose it, and the next request is answered', async () => {
    let calls = 0
    const { ask } = await line((_request, response) => {
      calls++
      if (calls !== 2) return response.end('hello')
      response.writeHead(200, { 'content-length': '100' }).write('{"responseStatus":"SUCC')
      return setTimeout(() => response.destroy(), 20)
    })
    expect(await ask()).toEqual(hello)
    expect(await ask(post)).toEqual(perhaps('the connection was lost'))
    expect(await ask()).toEqual(hello)
  })

  test('on which a response comes too late do not give it to the next request', async () => {
    const { ask, url } = await line((incoming, response) => {
      setTimeout(() => response.end(incoming.url), incoming.url === '/late' ? 200 : 0)
    })
    const late = await ask({ url: url('/late'), deadlineMs: 100 })
    expect(late).toEqual(perhaps(/^there was no complete response within 0.1 seconds$/))
    expect(await ask()).toMatchObject({ is: 'answer', text: '/' })
    await sleep(150)
    expect(await ask()).toMatchObject({ is: 'answer', text: '/' })
  })

  test('on which the server responds before it has read the request go on with the next one', async () => {
    const { ask } = await line((incoming, response) => {
      if (incoming.method === 'GET') return response.end('hello')
      return response.writeHead(413).end('too large', () => incoming.socket.destroy())
    })
    const early = await ask({ method: 'POST', body: 'x'.repeat(8 * 1024 * 1024) })
    // A reset may overtake the response.
    expect(early).toEqual(
      early.is === 'answer' ? expect.objectContaining({ status: 413 }) : perhaps('was lost')
    )
    expect(await ask()).toEqual(hello)
  })
})

describe('connections that are opened ahead', () => {
  const line = (given: Omit<Given, 'proxy'> = {}, proxy: ProxyOptions = {}) =>
    open({ ...given, proxy })

  test('are those that the next two requests use, at the same time', async () => {
    const { ask, connect, sockets } = await line()
    expect(await connect()).toBeUndefined()
    expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
    expect(sockets).toHaveLength(2)
    expect(await Promise.all([connect(), ask(), ask(), ask()])).toEqual([
      undefined,
      hello,
      hello,
      hello
    ])
    expect(sockets).toHaveLength(3)
  })

  test('serve a request that comes while they are being opened', async () => {
    const { ask, connect, sockets } = await line()
    const opening = connect()
    expect(await Promise.all([ask(), ask(), opening])).toEqual([hello, hello, undefined])
    expect(sockets).toHaveLength(2)
  })

  test.each(['end', 'reset', 'babble'] as const)(
    'are not used once the server does this: %s',
    async how => {
      const { ask, connect, sockets, close } = await line()
      await connect()
      await until(() => sockets.length === 2)
      for (const socket of [...sockets]) {
        if (how === 'babble') socket.write('HTTP/1.1 408 Request Timeout\r\n\r\n')
        else close(socket, how)
      }
      await sleep(20)
      expect(await ask(post)).toEqual(hello)
      expect(sockets).toHaveLength(3)
    }
  )

  test('are there for every one of many requests, however they come', async () => {
    const { ask, connect, sockets } = await line()
    for (let wave = 0; wave < 5; wave++) {
      const asked = Array.from({ length: 20 }, (_, n) => sleep((n * wave) % 5).then(() => ask()))
      asked.push(connect().then(() => ask()))
      expect(await Promise.all(asked)).toEqual(asked.map(() => hello))
    }
    expect(sockets.length).toBeLessThan(60)
  })

  test('say why there is none', async () => {
    const { connect } = await line({}, { trouble: 403 })
    expect(await connect()).toEqual(
      unsent('the proxy refused the connection with status 403', true)
    )
  })

  // In a process of its own, which a connection that nobody uses must not keep.
  test('keep no process alive', async () => {
    const server = await startLoopback(authority, sayHello)
    const proxy = await startProxy(server.port)
    cleanups.push(server.close, proxy.close)
    const source = `
      import { createTransport } from ${JSON.stringify(new URL('../../src/net/http.ts', import.meta.url).href)}
      const { send, connect, trust } = createTransport(new AbortController().signal, process.env)
      trust([${JSON.stringify(authority.caPem)}])
      const none = await connect('${host}')
      const { is } = await send({ method: 'GET', url: new URL('https://${host}/'), headers: {}, deadlineMs: 10_000 })
      console.log(none, is)
      const begun = performance.now()
      process.on('exit', () => console.log(performance.now() - begun < 2_000))`
    const child = ['--input-type=module', '-e', source]
    const { stdout } = await promisify(execFile)(process.execPath, child, {
      env: { HTTPS_PROXY: proxy.url }
    })
    expect(stdout).toBe('undefined answer\ntrue\n')
  })
})

describe('a proxy that', () => {
  const overTls = { tls: authority.issue({ hosts: '127.0.0.1 ::1' }) }

  test.each<[string, ProxyOptions]>([
    ['listens on IPv4', {}],
    ['listens on an IPv6 address', { listen: '::1' }],
    ['is itself reached over TLS', overTls],
    ['is reached over TLS on an IPv6 address', { ...overTls, listen: '::1' }],
    ['asks for a sign-in', { login: 'rob öt@acme:p@ss/w%rd#?' }],
    ['asks for a sign-in over TLS', { ...overTls, login: 'robot:pass' }]
  ])('%s leads to the host under its own name', async (_what, proxy) => {
    const { ask, connects, requests } = await open({ proxy })
    expect(await ask(post)).toEqual(hello)
    expect(connects).toEqual([`${host}:443`])
    expect(requests).toEqual(['POST /'])
  })

  test.each<[string, ProxyOptions, RegExp, boolean, string]>([
    [
      'refuses with 403',
      { trouble: 403 },
      /refused the connection with status 403$/,
      true,
      'allowed on the proxy'
    ],
    [
      'refuses with 503',
      { trouble: 503 },
      /refused the connection with status 503$/,
      false,
      'no further connection'
    ],
    ['redirects', { trouble: 302 }, /refused the connection with status 302$/, true, 'NO_PROXY'],
    [
      'drops the request',
      { trouble: 'drops' },
      /closed the connection without a response \(ECONNRESET\)$/,
      false,
      'HTTPS_PROXY'
    ],
    [
      'ends the tunnel at once',
      { trouble: 'ends' },
      /^the TLS handshake was cut \(ECONNRESET\)$/,
      false,
      'firewalls'
    ],
    [
      'speaks no HTTP',
      { trouble: 'babbles' },
      /response of the proxy is not valid HTTP \(HPE_\w+\)$/,
      true,
      'HTTPS_PROXY'
    ]
  ])('%s is named, and nothing was sent', async (_what, proxy, reason, lasting, hint) => {
    const { ask, requests } = await open({ proxy })
    expect(await ask(post)).toEqual(unsent(reason, lasting, hint))
    expect(requests).toEqual([])
  })

  test.each([
    ['Basic realm="a, b"', 'Check the user and the password in HTTPS_PROXY'],
    ['Negotiate, Basic realm="x"', 'Check the user and the password in HTTPS_PROXY'],
    [
      'Negotiate\r\nProxy-Authenticate: NTLM',
      'The proxy offers Negotiate and NTLM only, and Basic is what works here'
    ]
  ])('refuses the password and offers %j is named without the password', async (offers, hint) => {
    const address = (url: string) => url.replace('right', 'hunter2')
    const { ask } = await open({ proxy: { login: 'user:right', offers }, address })
    const outcome = await ask()
    expect(outcome).toEqual(unsent('the proxy refused the connection with status 407', true, hint))
    expect(JSON.stringify(outcome)).not.toContain('hunter2')
  })

  test.each<[string, ProxyOptions | undefined, RegExp]>([
    [
      'is not there',
      { listen: '127.0.0.1' },
      /^the proxy could not be reached: the connection was refused/
    ],
    ['never answers', { trouble: 'silent' }, /^the proxy did not respond in time$/]
  ])('%s is named at the latest after 20 seconds', async (_what, options, reason) => {
    const server = await startLoopback(authority, sayHello)
    const proxy = await startProxy(server.port, options)
    cleanups.push(server.close, proxy.close)
    if (options?.trouble === undefined) await proxy.close()
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask']
    })
    cleanups.push(() => jest.useRealTimers())
    const { send } = createTransport(new AbortController().signal, { HTTPS_PROXY: proxy.url })
    const asked = send({
      method: 'GET',
      url: new URL(`https://${host}/`),
      headers: {},
      deadlineMs: 30_000
    })
    if (options?.trouble !== undefined) {
      while (proxy.connects.length === 0) await new Promise(setImmediate)
      jest.advanceTimersByTime(20_000)
    }
    expect(await asked).toEqual(unsent(reason, false, 'HTTPS_PROXY'))
  })

  test('is given with https:// and speaks no TLS is named, with what to look at', async () => {
    const { ask } = await open({ proxy: {}, address: url => url.replace('http:', 'https:') })
    const reason = /^the proxy could not be reached: the TLS handshake failed \(ERR_SSL_\w+\)$/
    expect(await ask()).toEqual(unsent(reason, true, 'most proxies need http://'))
  })

  test.each<[string, For, RegExp]>([
    [
      'of another host',
      { hosts: 'proxy.acme.example' },
      /^the proxy could not be reached: its certificate is for another host/
    ],
    [
      'that has expired',
      { hosts: '127.0.0.1', days: [-9, -1] },
      /^the proxy could not be reached: its certificate.* has expired/
    ]
  ])('has a certificate %s is refused', async (_what, purpose, reason) => {
    const { ask, connects } = await open({ proxy: { tls: authority.issue(purpose) } })
    expect(await ask()).toEqual(unsent(reason, true, 'HTTPS_PROXY'))
    expect(connects).toEqual([])
  })

  test('allows two tunnels is used for three hosts: idle connections make room', async () => {
    const { ask, connect, connects } = await open({ proxy: { tunnels: 2 } })
    expect(await connect()).toBeUndefined()
    await until(() => connects.length === 2)
    const at = (name: string) => ask({ url: new URL(`https://${name}.veevavault.com/`) })
    expect(await ask()).toEqual(hello)
    for (const name of ['one', 'two']) {
      const attempts = [await at(name)]
      // The caller repeats what was not sent.
      await sleep(20)
      attempts.push(await at(name))
      expect(attempts[0]).toEqual(
        attempts[0]?.is === 'answer' ? hello : unsent('status 503', false, 'no further connection')
      )
      expect(attempts[1]).toEqual(hello)
    }
  })

  test('is set to what can’t be read is no direct connection', async () => {
    const { ask, requests } = await open({ environment: { HTTPS_PROXY: 'http://' } })
    expect(await ask()).toEqual(unsent(/^HTTPS_PROXY is set and is not a proxy address/, true))
    expect(requests).toEqual([])
  })
})

describe('a certificate', () => {
  const intermediate = authority.intermediate()

  test.each<[string, ServerCertificate, RegExp, string]>([
    [
      'for another host',
      authority.issue({ hosts: 'other.example' }),
      /for another host \(ERR_TLS_CERT_ALTNAME_INVALID\)$/,
      'Something else'
    ],
    [
      'that has expired',
      authority.issue({ days: [-9, -1] }),
      /has expired \(CERT_HAS_EXPIRED\)$/,
      'renewed'
    ],
    [
      'that is not valid yet',
      authority.issue({ days: [1, 9] }),
      /is not valid yet \(CERT_NOT_YET_VALID\)$/,
      'clock'
    ],
    [
      'signed with SHA-1',
      authority.issue({ weak: 'signature' }),
      /is too weak \(UNSPECIFIED: .*too weak\)$/,
      '2,048 bits'
    ],
    [
      'of another authority',
      createAuthority(),
      /^its certificate is not trusted \([A-Z_]+\)$/,
      'ca-certificate'
    ]
  ])('%s is refused and not retried, with what to do', async (_what, certificate, reason, hint) => {
    const { ask, requests } = await open({ certificate })
    const outcome = await ask()
    expect(outcome).toEqual(unsent(reason, true, hint))
    if (hint !== 'ca-certificate') expect(JSON.stringify(outcome)).not.toContain('ca-certificate')
    expect(requests).toEqual([])
  })

  // Node 24.4 accepts it: its OpenSSL is older.
  const onNewOpenSsl = Number(process.versions.openssl.split('.')[1]) >= 5 ? test : test.skip
  onNewOpenSsl('with a key of 1,024 bits is refused and not retried', async () => {
    const { ask } = await open({ certificate: authority.issue({ weak: 'key' }) })
    expect(await ask()).toEqual(
      unsent(/is too weak \(UNSPECIFIED: .*too weak\)$/, true, '2,048 bits')
    )
  })

  test('is checked whatever the environment and the process say', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    cleanups.push(() => delete process.env.NODE_TLS_REJECT_UNAUTHORIZED)
    const environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    const { ask, requests } = await open({ trusts: [], environment })
    const hint = 'Certificates are always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says'
    expect(await ask()).toEqual(unsent('its certificate is not trusted', true, hint))
    expect(requests).toEqual([])
  })

  test('of an authority that is no root is trusted by that authority’s certificate alone', async () => {
    const { ask } = await open({ certificate: intermediate, trusts: [intermediate.caPem] })
    expect(await ask()).toEqual(hello)
  })
})

describe('what answers in place of the host', () => {
  /** A server that speaks no TLS: what it does with each connection. */
  const raw = async (handle: (socket: Socket) => unknown) => {
    const server = createServer(socket => handle(socket.on('error', () => {}))).listen(
      0,
      '127.0.0.1'
    )
    await once(server, 'listening')
    cleanups.push(() => server.close())
    const { port } = server.address() as { port: number }
    const { ask } = await open()
    return ask({ url: new URL(`https://127.0.0.1:${port}/`) })
  }

  test.each<[string, (socket: Socket) => unknown]>([
    ['ends', socket => socket.once('data', () => socket.end())],
    ['resets', socket => socket.once('data', () => socket.resetAndDestroy())]
  ])('and %s the connection has cut the TLS handshake', async (_what, handle) => {
    expect(await raw(handle)).toEqual(unsent(/^the TLS handshake was cut \(ECONNRESET\)$/, false))
  })

  test('and speaks plain HTTP has failed the TLS handshake', async () => {
    const outcome = await raw(socket =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n'))
    )
    expect(outcome).toEqual(
      unsent(/^the TLS handshake failed \(ERR_SSL_\w+\)$/, true, 'DNS, proxy, firewall')
    )
  })

  test.each([
    ['SSH-2.0-OpenSSH\r\n', 'HPE_INVALID_CONSTANT'],
    [`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW']
  ])(
    'and sends %.20j over TLS has sent no valid HTTP, perhaps after the effect',
    async (said, code) => {
      const { ask } = await open({ handler: incoming => incoming.socket.end(said) })
      expect(await ask(post)).toEqual(
        perhaps(`^the response is not valid HTTP \\(${code}\\)$`, true)
      )
    }
  )
})

describe('a host with several addresses', () => {
  const resolvesTo = (...addresses: string[]) => {
    const found = addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    const lookup = (_host: string, _options: unknown, done: (...given: unknown[]) => void) =>
      done(null, found)
    const spy = jest.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup)
    cleanups.push(() => spy.mockRestore())
  }
  const at = (port: number) => new URL(`https://${host}:${port}/`)

  test('of which one is dead is reached at the other', async () => {
    const { ask, url } = await open()
    resolvesTo('::1', '127.0.0.1')
    expect(await ask({ url: at(Number(url().port)) })).toEqual(hello)
  })

  test('of which all are dead says so, with the reasons', async () => {
    const { ask } = await open()
    resolvesTo('::1', '127.0.0.2')
    expect(await ask({ url: at(1) })).toEqual(unsent(/ECONNREFUSED/, false))
  })

  // The system repeats the first packet after a second, when this server can take it: only Linux drops it until then.
  const onLinux = process.platform === 'linux' ? test : test.skip
  onLinux(
    'of which one is slow to connect and the other has no route is reached at the slow one',
    async () => {
      const source = `
      const server = require('node:https').createServer(${JSON.stringify({ cert: authority.certificate, key: authority.key })},
        (request, response) => response.end('hello'))
      server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
        require('node:fs').writeSync(1, String(server.address().port))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700)
      })`
      const child = spawn(process.execPath, ['-e', source])
      cleanups.push(() => child.kill())
      const port = Number(String((await once(child.stdout, 'data'))[0]))
      const net = await import('node:net')
      const fillers = [1, 2, 3].map(() => net.connect(port, '127.0.0.1').on('error', () => {}))
      cleanups.push(() => fillers.map(filler => filler.destroy()))
      const { ask } = await open()
      resolvesTo('127.0.0.1', '100::1')
      expect(await ask({ url: at(port) })).toEqual(hello)
    }
  )
})

describe('a call ends', () => {
  test('at its deadline, which is one for the whole call', async () => {
    const { ask } = await open({
      handler: (_request, response) => {
        const drip = setInterval(() => response.write('x'), 10)
        response.on('close', () => clearInterval(drip))
      }
    })
    const outcome = await ask({ deadlineMs: 150 })
    expect(outcome).toEqual(perhaps(/^there was no complete response within 0.15 seconds$/))
  })

  test('at its deadline also while its connection is being opened', async () => {
    const { ask } = await open({ proxy: { trouble: 'silent' } })
    expect(await ask({ deadlineMs: 100 })).toEqual(
      unsent(/^no connection was made within 0.1 seconds$/, false)
    )
  })

  test('before it begins, when the run is stopping: it says why', async () => {
    const { ask, connect, stop, requests } = await open()
    stop.abort()
    expect(await ask()).toEqual(unsent(/^the run was cancelled$/, true))
    expect(await connect()).toEqual(unsent(/^the run was cancelled$/, true))
    const upAtOnce = AbortSignal.timeout(0)
    await once(upAtOnce, 'abort')
    const { connect: connectInPost } = createTransport(upAtOnce, {})
    expect(await connectInPost(host)).toEqual(
      unsent(/^the 2 minutes of the post step were over$/, true)
    )
    expect(requests).toEqual([])
  })

  describe('when the run is stopping', () => {
    beforeEach(() => {
      jest.useFakeTimers({
        doNotFake: [
          'nextTick',
          'queueMicrotask',
          'setImmediate',
          'clearImmediate',
          'performance',
          'Date'
        ]
      })
    })
    afterEach(() => {
      jest.useRealTimers()
    })

    test('within 5 seconds, and leaves nothing behind', async () => {
      const answers = new Map<string, () => void>()
      const { ask, url, stop } = await open({
        handler: ({ url: path = '' }, response) => {
          answers.set(path, () => response.end('hello'))
        }
      })
      const [slow, silent] = [ask({ url: url('/slow') }), ask({ url: url('/silent') })]
      while (answers.size < 2) await new Promise(setImmediate)
      stop.abort()
      jest.advanceTimersByTime(4_999)
      answers.get('/slow')?.()
      expect(await slow).toEqual(hello)
      jest.advanceTimersByTime(1)
      expect(await silent).toEqual(
        perhaps(/^there was no complete response before the run was cancelled$/)
      )
      expect(jest.getTimerCount()).toBe(0)
      expect(getEventListeners(stop.signal, 'abort')).toEqual([])
    })
  })
})
