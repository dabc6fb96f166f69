import { afterEach, describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { startProxy } from '../../simulator/proxy.ts'
import { createTransport } from '../../src/http.ts'
import { proxyCredentials, proxyMistakes, proxySettings } from '../../src/proxy.ts'
import { startLoopback } from '../helpers/loopback.ts'

const authority = createAuthority()
const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A host behind a proxy, and what sends to it with this environment. */
const behind = async (options: Parameters<typeof startProxy>[1] = {}) => {
  const server = await startLoopback(authority, (_request, response) => response.end('hello'))
  const proxy = await startProxy(server.port, options)
  cleanups.push(server.close, proxy.close)
  const transport = (env: Record<string, string>) => {
    const made = createTransport(new AbortController().signal, env)
    made.trust([authority.caPem])
    return made
  }
  const url = new URL('https://acme.veevavault.com/api/')
  const get = (env: Record<string, string>, { send } = transport(env)) =>
    send({ method: 'GET', url, headers: {}, deadlineMs: 5_000 })
  return { server, proxy, get, transport }
}

describe('through a proxy', () => {
  test.each<[string, Parameters<typeof startProxy>[1]]>([
    ['on 127.0.0.1, with a login', { login: 'user:pass word' }],
    ['on an IPv6 address', { host: '::1' }],
    ['that is itself reached over TLS', { tls: { cert: authority.certificate, key: authority.key } }],
    ['over TLS, with a login', { tls: { cert: authority.certificate, key: authority.key }, login: 'user:pass word' }]
  ])('%s a host is reached under its own name', async (_what, options) => {
    const { proxy, server, get } = await behind(options)
    expect(await get({ HTTPS_PROXY: proxy.url })).toMatchObject({ is: 'answer', text: 'hello' })
    expect(proxy.connects).toEqual(['acme.veevavault.com:443'])
    expect(server.requests).toEqual(['GET /api/'])
  })

  test('one call after the other goes through one connection, and the one that was opened ahead', async () => {
    const { proxy, get, transport } = await behind()
    const env = { HTTPS_PROXY: proxy.url }
    const made = transport(env)
    expect(await made.connect('acme.veevavault.com')).toBeUndefined()
    expect(proxy.connects).toHaveLength(1)
    for (let call = 0; call < 3; call++) expect(await get(env, made)).toMatchObject({ is: 'answer' })
    expect(await made.connect('acme.veevavault.com')).toBeUndefined()
    expect(proxy.connects).toHaveLength(1)
  })

  test('that wants another password, no host is reached, and the words hold no password', async () => {
    const { proxy, server, get } = await behind({ login: 'user:right' })
    const outcome = await get({ HTTPS_PROXY: proxy.url.replace('right', 'wrong') })
    expect(outcome).toMatchObject({ reason: 'the proxy refused the connection with status 407', reached: 'no', lasting: true })
    expect(JSON.stringify(outcome)).not.toMatch(/wrong|right/)
    expect(server.requests).toEqual([])
  })

  test('that is not there, no host is reached', async () => {
    const { proxy, get } = await behind()
    await proxy.close()
    expect(await get({ HTTPS_PROXY: proxy.url })).toMatchObject({
      ...{ reason: 'the proxy could not be reached, or did not answer', reached: 'no', lasting: false }
    })
  })

  test('whose certificate nobody trusts, no host is reached', async () => {
    const stranger = createAuthority()
    const { proxy, server, get } = await behind({ tls: { cert: stranger.certificate, key: stranger.key } })
    expect(await get({ HTTPS_PROXY: proxy.url })).toMatchObject({
      reached: 'no',
      lasting: true,
      hint: expect.stringContaining('ca-certificate')
    })
    expect(server.requests).toEqual([])
  })
})

describe('a proxy setting', () => {
  test.each([
    ['http://proxy:8080', 'http://proxy:8080/'],
    ['https://proxy.example.com:3128/', 'https://proxy.example.com:3128/'],
    ['http://user:p%40ss@proxy:8080', 'http://user:p%40ss@proxy:8080/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
    ['proxy:8080', 'http://proxy:8080/'],
    ['10.0.0.1:8080', 'http://10.0.0.1:8080/'],
    [' http://proxy:8080\n', 'http://proxy:8080/']
  ])('of %j is in order', (value, meant) => {
    expect(proxyMistakes({ HTTPS_PROXY: value })).toEqual([])
    expect(proxySettings({ HTTPS_PROXY: value }).proxy?.href).toBe(meant)
  })

  test.each([
    ['socks5://proxy:1080'],
    ['file:///proxy'],
    ['http://user:100%@proxy:80'],
    ['http://'],
    ['http://:8080'],
    ['http://proxy:99999']
  ])('of %j is a mistake that is not repeated, since it may hold a password', value => {
    expect(proxyMistakes({ HTTPS_PROXY: value })).toEqual([
      'HTTPS_PROXY is set and is no proxy address: give http://HOST:PORT or https://HOST:PORT, or unset it'
    ])
  })

  test('in lower case counts before the other, and one that is empty does not count', () => {
    expect(proxySettings({ https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' }).proxy?.hostname).toBe('lower')
    expect(proxySettings({ https_proxy: ' ', HTTPS_PROXY: 'http://upper:1' }).proxy?.hostname).toBe('upper')
    expect(proxyMistakes({ https_proxy: 'socks5://x', HTTPS_PROXY: 'http://proxy:8080' })).toEqual([
      expect.stringMatching(/^https_proxy /)
    ])
    expect(proxySettings({}).proxy).toBeUndefined()
  })

  test('has a password that is known as it is, as it is written, and with its user', () => {
    expect(proxyCredentials({ HTTPS_PROXY: 'http://rob%C3%B6t:p%40ss@proxy:8080' })).toEqual(['p@ss', 'p%40ss', 'roböt:p@ss'])
    expect(proxyCredentials({ HTTPS_PROXY: 'robot:p%40ss@proxy:8080' })).toEqual(['p@ss', 'p%40ss', 'robot:p@ss'])
    for (const none of ['', 'http://proxy:8080', 'http://robot@proxy:8080', 'http://robot:100%@proxy:8080'])
      expect(proxyCredentials({ HTTPS_PROXY: none })).toEqual([])
  })
})

describe('NO_PROXY', () => {
  const HOST = 'acme.veevavault.com'
  test.each([
    ['acme.veevavault.com', true],
    ['ACME.VeevaVault.com', true],
    ['veevavault.com', true],
    ['.veevavault.com', true],
    ['*.veevavault.com', true],
    ['veevavault.com.', true],
    ['one.example two.example veevavault.com', true],
    ['one.example,  ,veevavault.com:443', true],
    ['*', true],
    ['veevavault.com:8443', false],
    ['eevavault.com', false],
    ['acme.veevavault.com.example', false],
    ['10.0.0.0/8, ::1, [fe80::1]:443, 127.0.0.1:80', false],
    ['', false]
  ])('of %j spares the host from the proxy: %p', (value, spared) => {
    const env = { HTTPS_PROXY: 'http://proxy:8080', NO_PROXY: value }
    expect(proxySettings(env).isBypassed(HOST, 443)).toBe(spared)
    expect(proxyMistakes(env)).toEqual([])
  })

  test.each(['https://veevavault.com', 'veeva*.com', 'veevavault.com/api', 'a;b', '10.0.0.0/x'])('of %j is a mistake', value => {
    expect(proxyMistakes({ no_proxy: `ok.example,${value}` })).toEqual([
      `no_proxy holds ${JSON.stringify(value)}, which is no host, domain, address or *: separate them by commas, without scheme and path`
    ])
  })
})
