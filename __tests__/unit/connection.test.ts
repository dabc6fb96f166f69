import dns from 'node:dns'
import { createServer, type Socket } from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { createAuthority, type For } from '../../simulator/authority.ts'
import { type ProxyOptions, startProxy } from '../../simulator/proxy.ts'
import { openConnection, unsecured, type Way } from '../../src/connection.ts'
import { createTransport } from '../../src/http.ts'
import { startLoopback } from '../helpers/loopback.ts'
import { until } from '../helpers/values.ts'

const authority = createAuthority()
const vault = 'acme.veevavault.com'
const cleanups: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A Vault behind a proxy. Out: what comes of a request to it, and what arrived. */
const behind = async (
  options: ProxyOptions = {},
  given: { certificate?: For; env?: Record<string, string>; trusts?: readonly string[] } = {}
) => {
  const server = await startLoopback(authority.issue(given.certificate ?? {}), (_request, response) => response.end('hello'))
  const proxy = await startProxy(server.port, options)
  cleanups.push(server.close, proxy.close)
  const { send, trust } = createTransport(new AbortController().signal, { HTTPS_PROXY: proxy.url, ...given.env })
  trust(given.trusts ?? [authority.caPem])
  const ask = (deadlineMs = 10_000) =>
    send({ method: 'POST', url: new URL(`https://${vault}/`), headers: {}, body: 'x', deadlineMs })
  return { ask, proxy, requests: server.requests }
}
const unsent = (reason: string | RegExp, lasting: boolean, hint?: string) => ({
  is: 'no-answer',
  reason: expect.stringMatching(reason),
  reached: 'no',
  lasting,
  ...(hint !== undefined && { hint: expect.stringContaining(hint) })
})

describe('a proxy that', () => {
  const overTls = { tls: authority.issue({ hosts: '127.0.0.1 ::1' }) }
  test.each<[string, ProxyOptions]>([
    ['listens on IPv4', {}],
    ['listens on an IPv6 address', { listen: '::1' }],
    ['is itself reached over TLS', overTls],
    ['is reached over TLS on an IPv6 address', { ...overTls, listen: '::1' }],
    ['asks for a login', { login: 'rob öt@acme:p@ss/w%rd#?' }],
    ['asks for a login over TLS', { ...overTls, login: 'robot:pass' }]
  ])('%s leads to the host, under its own name', async (_what, options) => {
    const { ask, proxy, requests } = await behind(options)
    expect(await ask()).toMatchObject({ is: 'answer', text: 'hello' })
    expect(proxy.connects).toEqual([`${vault}:443`])
    expect(requests).toEqual(['POST /'])
  })

  test.each<[string, ProxyOptions, string | RegExp, boolean, string]>([
    ['refuses with 403', { trouble: 403 }, 'the proxy refused the connection with status 403', true, 'allowed on the proxy'],
    ['refuses with 500', { trouble: 500 }, 'the proxy refused the connection with status 500', false, 'does not reach the host'],
    ['refuses with 502', { trouble: 502 }, 'the proxy refused the connection with status 502', false, 'does not reach the host'],
    ['redirects', { trouble: 302 }, 'the proxy refused the connection with status 302', true, 'NO_PROXY'],
    [
      'drops what asks',
      { trouble: 'drops' },
      /^the proxy cut the connection without an answer \(ECONNRESET\)$/,
      false,
      'HTTPS_PROXY'
    ],
    ['ends the tunnel at once', { trouble: 'ends' }, /^no connection was made \(ECONNRESET\)$/, false, ''],
    ['speaks no HTTP', { trouble: 'babbles' }, /^what the proxy answered is no HTTP \(HPE_\w+\)$/, true, 'HTTPS_PROXY']
  ])('%s: nothing was sent, and it is told', async (_what, options, reason, lasting, hint) => {
    const { ask, requests } = await behind(options)
    expect(await ask()).toEqual(unsent(reason, lasting, hint || undefined))
    expect(requests).toEqual([])
  })

  test('wants another password: nothing was sent, and the words hold no password', async () => {
    const wrong = await startProxy(1, { login: 'user:right' })
    cleanups.push(wrong.close)
    const { ask } = await behind({}, { env: { HTTPS_PROXY: wrong.url.replace('right', 'hunter2') } })
    const outcome = await ask()
    expect(outcome).toEqual(unsent('the proxy refused the connection with status 407', true, 'the password in HTTPS_PROXY'))
    expect(JSON.stringify(outcome)).not.toContain('hunter2')
  })

  test('never answers: told at the deadline', async () => {
    const { ask } = await behind({ trouble: 'silent' })
    expect(await ask(200)).toEqual(unsent(/^the proxy gave no answer within 0.2 seconds$/, false))
  })

  test('never agrees on TLS: told at the deadline', async () => {
    const { ask } = await behind({}, { env: { HTTPS_PROXY: `https://127.0.0.1:${await startSilent()}` } })
    expect(await ask(200)).toEqual(unsent(/^the proxy could not be reached within 0.2 seconds$/, false))
  })

  test('is not there: nothing was sent', async () => {
    const { ask, proxy } = await behind()
    await proxy.close()
    cleanups.pop()
    expect(await ask()).toEqual(
      unsent('the proxy could not be reached (ECONNREFUSED)'.replace(/[()]/g, '\\$&'), false, 'HTTPS_PROXY')
    )
  })

  test('is given with https:// and speaks no TLS: the error says to look at that', async () => {
    const { proxy } = await behind()
    const { ask } = await behind({}, { env: { HTTPS_PROXY: proxy.url.replace('http:', 'https:') } })
    expect(await ask()).toEqual(
      unsent(/^the proxy and the runner found no TLS to agree on \(ERR_SSL_\w+\)$/, true, 'https:// is for a proxy')
    )
  })

  test.each<[string, For, RegExp, string]>([
    ['of another host', { hosts: 'proxy.acme.example' }, /^the proxy’s certificate is of another host/, 'HTTPS_PROXY'],
    [
      'that has expired',
      { hosts: '127.0.0.1', days: [-9, -1] },
      /^the proxy’s certificate, or that of its authority, has expired/,
      'renewed'
    ]
  ])('has a certificate %s is refused', async (_what, purpose, reason, hint) => {
    const { ask } = await behind({ tls: authority.issue(purpose) })
    expect(await ask()).toEqual(unsent(reason, true, hint))
  })

  test('has a certificate that is not trusted is refused, also where nothing is to be checked', async () => {
    const { ask, proxy } = await behind(overTls, { trusts: [], env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
    expect(await ask()).toEqual(unsent(/^the proxy’s certificate is not trusted here/, true, 'ca-certificate'))
    expect(proxy.connects).toEqual([])
  })
})

describe('a certificate', () => {
  test.each<[string, For, RegExp, string]>([
    [
      'of another host',
      { hosts: 'other.veevavault.com' },
      /^its certificate is of another host \(ERR_TLS_CERT_ALTNAME_INVALID\)$/,
      'Something else answers'
    ],
    ['that has expired', { days: [-9, -1] }, /^its certificate, or that of its authority, has expired/, 'renewed'],
    ['that is not valid yet', { days: [1, 9] }, /^its certificate is not valid yet/, 'clock']
  ])('%s is refused, and is no matter of ca-certificate', async (_what, certificate, reason, hint) => {
    const { ask, requests } = await behind({}, { certificate })
    const outcome = await ask()
    expect(outcome).toEqual(unsent(reason, true, hint))
    expect(JSON.stringify(outcome)).not.toContain('ca-certificate')
    expect(requests).toEqual([])
  })

  test('of an unknown authority is refused also where the environment says to check nothing; the error says so', async () => {
    const env: Record<string, string> = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    const { ask, requests } = await behind({}, { trusts: [createAuthority().caPem], env })
    const outcome = await ask()
    expect(outcome).toEqual(unsent(/^its certificate is not trusted here/, true, 'ca-certificate'))
    expect(outcome).toEqual(unsent(/./, true, 'NODE_TLS_REJECT_UNAUTHORIZED changes nothing'))
    expect(requests).toEqual([])
  })
})

const way = (port: number, given: Partial<Way> = {}): Way => ({
  host: vault,
  port,
  proxy: undefined,
  trusted: tls.createSecureContext(),
  unchecked: false,
  ...given
})
const resolvesTo = (...addresses: string[]) => {
  const lookup = ((_host: string, _options: unknown, done: (...given: unknown[]) => void) =>
    done(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    )) as unknown as typeof dns.lookup
  const spy = jest.spyOn(dns, 'lookup').mockImplementation(lookup)
  cleanups.push(() => spy.mockRestore())
}
const never = new AbortController().signal
const trusted = tls.createSecureContext({ ca: authority.caPem })
/** Accepts connections, and says nothing. Out: its port. */
const startSilent = async (): Promise<number> => {
  const silent = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => silent.once('listening', resolve))
  const sockets: Socket[] = []
  silent.on('connection', socket => sockets.push(socket))
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  return (silent.address() as { port: number }).port
}

describe('a connection', () => {
  /** Opens one. Out: what came of it, and the name and the protocol that the host was asked for. */
  const opening = async (given: Partial<Way>, hosts = vault) => {
    const { server, port, close } = await startLoopback(authority.issue({ hosts }), () => {})
    const asked: unknown[] = []
    server.on('secureConnection', socket => asked.push([socket.servername, socket.alpnProtocol]))
    resolvesTo('127.0.0.1')
    const opened = await openConnection(way(port, { trusted, ...given }), never)
    cleanups.push(close, () => (opened.is === 'open' ? opened.socket.destroy() : undefined))
    if (opened.is === 'open') await until(() => asked.length > 0)
    return { opened, asked }
  }

  test('asks for the host by its name, and for HTTP/1.1', async () => {
    const { opened, asked } = await opening({})
    expect(opened.is).toBe('open')
    expect(asked).toEqual([[vault, 'http/1.1']])
  })

  test('to an address asks for no name, and the certificate has to be of the address', async () => {
    const { opened, asked } = await opening({ host: '127.0.0.1' }, '127.0.0.1')
    expect(opened.is).toBe('open')
    expect(asked).toEqual([[false, 'http/1.1']])
    expect((await opening({ host: '127.0.0.1' })).opened).toMatchObject({ reason: expect.stringContaining('of another host') })
  })

  test('to an IPv6 address asks the proxy for it in brackets', async () => {
    const { port, close } = await startLoopback(authority.issue({ hosts: '::1' }), () => {})
    const proxy = await startProxy(port)
    cleanups.push(close, proxy.close)
    const server = { scheme: 'http', host: '127.0.0.1', port: Number(new URL(proxy.url).port), authorization: undefined } as const
    const opened = await openConnection(way(443, { host: '::1', trusted, proxy: server }), never)
    expect(opened.is).toBe('open')
    expect(proxy.connects).toEqual(['[::1]:443'])
    if (opened.is === 'open') opened.socket.destroy()
  })

  test('is checked whatever the process says', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      const { opened } = await opening({ trusted: tls.createSecureContext() })
      expect(opened).toMatchObject({ is: 'not-open', reason: expect.stringContaining('not trusted here') })
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
  })

  test('is not begun where it is given up already', async () => {
    const port = await startSilent()
    expect(await openConnection(way(port), AbortSignal.abort({ unopened: 'before the run was cancelled' }))).toEqual({
      is: 'not-open',
      reason: 'no connection was made before the run was cancelled',
      lasting: false
    })
  })

  test.each([
    ['directly', false, 'no connection was made in time'],
    ['through a proxy', true, 'no connection was made through the proxy in time']
  ])('to a host that never agrees on TLS is given up in time %s', async (_how, proxied, reason) => {
    const port = await startSilent()
    const proxy = await startProxy(port)
    cleanups.push(proxy.close)
    resolvesTo('127.0.0.1')
    const given = { scheme: 'http', host: '127.0.0.1', port: Number(new URL(proxy.url).port), authorization: undefined } as const
    const cutter = new AbortController()
    setTimeout(() => cutter.abort({ unopened: 'in time' }), 200)
    const opened = await openConnection(way(proxied ? 443 : port, proxied ? { proxy: given } : {}), cutter.signal)
    expect(opened).toEqual({ is: 'not-open', reason, lasting: false })
  })
})

describe('a host with several addresses', () => {
  test('of which one is dead is reached at the other', async () => {
    const { port, close } = await startLoopback(authority, () => {})
    cleanups.push(close)
    resolvesTo('::1', '127.0.0.1')
    // It comes as far as the certificate, which nobody was told to trust.
    expect(await openConnection(way(port), never)).toMatchObject({ is: 'not-open', reason: expect.stringMatching(/certificate/) })
  })

  test('of which all are dead: each way in which they are is named', async () => {
    const { port, close } = await startLoopback(authority, () => {})
    await close()
    resolvesTo('::1', '127.0.0.1', '127.0.0.2')
    expect(await openConnection(way(port), never)).toMatchObject({
      is: 'not-open',
      reason: expect.stringMatching(/ECONNREFUSED/),
      lasting: false
    })
  })
})

describe('what reaching a host threw', () => {
  const several = (...codes: string[]) => new AggregateError(codes.map(code => ({ code, syscall: 'connect' })))
  test.each<[object, string, boolean]>([
    [{ code: 'ENOTFOUND' }, 'its name does not resolve (ENOTFOUND)', false],
    [{ code: 'EAI_AGAIN' }, 'its name could not be resolved (EAI_AGAIN)', false],
    [{ code: 'EHOSTUNREACH' }, 'the host is unreachable (EHOSTUNREACH)', false],
    [{ code: 'ENETUNREACH' }, 'the network is unreachable (ENETUNREACH)', false],
    [{ code: 'ETIMEDOUT' }, 'the host does not answer (ETIMEDOUT)', false],
    [{ code: 'ECONNRESET' }, 'no connection was made (ECONNRESET)', false],
    [several('ECONNREFUSED', 'ECONNREFUSED'), 'the connection was refused (ECONNREFUSED)', false],
    [several('ETIMEDOUT', 'ENETUNREACH'), 'none of its addresses could be reached (ETIMEDOUT, ENETUNREACH)', false],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'its certificate is not trusted here (DEPTH_ZERO_SELF_SIGNED_CERT)', true],
    [{ code: 'CERT_REVOKED' }, 'its certificate is not in order (CERT_REVOKED)', true],
    [{ code: 'INVALID_PURPOSE' }, 'its certificate is not in order (INVALID_PURPOSE)', true],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'both sides found no TLS to agree on (ERR_SSL_WRONG_VERSION_NUMBER)', true],
    [{ code: 7 }, 'no connection was made (no code)', false],
    [{}, 'no connection was made (no code)', false]
  ])('%j means: %s', (thrown, reason, lasting) => {
    expect(unsecured(thrown, 'host', false)).toMatchObject({ reason, lasting })
  })

  test.each([
    ['CERT_REVOKED', 'Have the certificate replaced by those who run the host'],
    ['EPROTO', 'it does not speak TLS as Vault and GitHub do']
  ])('%s tells what to do', (code, hint) => {
    expect(unsecured({ code }, 'host', false).hint).toContain(hint)
  })

  test.each([['text'], [undefined], [null], [7]])('is no trouble when it is no error: %p', value => {
    expect(unsecured(value, 'host', false)).toMatchObject({ reason: 'no connection was made (no code)' })
  })
})
