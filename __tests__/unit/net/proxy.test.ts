import { describe, expect, test } from '@jest/globals'
import {
  hostWithoutBrackets,
  proxyAuthorization,
  proxyCredentials,
  proxyMistake,
  readProxySettings
} from '../../../src/net/proxy.ts'

type Env = Readonly<Record<string, string>>

/** Whether a host is reached through the proxy. */
const goesThrough = (host: string, env: Env, port = 443): boolean =>
  readProxySettings({ HTTPS_PROXY: 'http://proxy:8080', ...env }).proxyFor(host, port) !== undefined

const proxyOf = (env: Env) => readProxySettings(env).proxyFor('acme.veevavault.com', 443)

describe('the address of a proxy', () => {
  test.each([
    ['http://proxy:8080', 'http:', 'proxy', '8080', undefined],
    ['http://proxy', 'http:', 'proxy', '', undefined],
    ['https://proxy.example.com/', 'https:', 'proxy.example.com', '', undefined],
    ['HTTP://Proxy:3128', 'http:', 'proxy', '3128', undefined],
    ['http://[::1]:3128', 'http:', '::1', '3128', undefined],
    ['10.0.0.1:8080', 'http:', '10.0.0.1', '8080', undefined],
    ['proxy.example.com:8080', 'http:', 'proxy.example.com', '8080', undefined],
    [' http://proxy:8080\n', 'http:', 'proxy', '8080', undefined],
    ['http://u%40acme:p%3A%C3%A4@proxy:1', 'http:', 'proxy', '1', 'u@acme:p:ä'],
    ['user:pass@proxy:1', 'http:', 'proxy', '1', 'user:pass'],
    ['http://user@proxy:1', 'http:', 'proxy', '1', 'user:']
  ])('is read from %j', (value, ...parts) => {
    const [protocol, host, port, signIn] = parts
    const url = proxyOf({ HTTPS_PROXY: value })
    if (url === undefined) throw new Error('There is no proxy.')
    expect([url.protocol, hostWithoutBrackets(url.hostname), url.port]).toEqual([
      protocol,
      host,
      port
    ])
    const basic = signIn && `Basic ${Buffer.from(signIn).toString('base64')}`
    expect(proxyAuthorization(url)).toBe(basic)
  })

  // With a slash, question mark or number sign in it, a password would be read as another part of the address.
  const malformed = String.raw`
    http:// http://:8080 http://proxy:99999 https://user:pass@:8080 socks5://proxy:1080
    file:///proxy http://user:100%@proxy:80 http://100%:pass@proxy:80
    http://robot:hunter#2@proxy:80 http://proxyuser:2024/pass@host:8080
    http://robot:2024?pass@host:8080 http://robot:2024\pass@host:8080 http://proxy:8080/path
    http://proxy:8080/? http://proxy:8080/# proxy:8080/path http//proxy:80 http:/proxy:80
    http:proxy
  `
  test.each([...malformed.trim().split(/\s+/), ' '])(
    'is not %j: an error, which does not repeat it, and no proxy',
    value => {
      const mistake = proxyMistake({ HTTPS_PROXY: value })
      expect(mistake).toMatch(
        /^HTTPS_PROXY is set and is not a proxy address: set it to http:\/\/HOST:PORT/
      )
      expect(mistake).not.toMatch(/hunter|robot|2024|pass@/)
      expect(readProxySettings({ HTTPS_PROXY: value }).mistake).toEqual(mistake)
    }
  )

  test('in lower case takes precedence, and an empty one counts as not set, as in curl and the runner', () => {
    const both = { https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:2' }
    expect(proxyOf(both)?.hostname).toBe('lower')
    expect(proxyOf({ ...both, https_proxy: '' })?.hostname).toBe('upper')
    expect(proxyOf({ https_proxy: '', HTTPS_PROXY: '' })).toBeUndefined()
    expect(proxyMistake({ ...both, https_proxy: 'http://' })).toMatch(/^https_proxy is set/)
    expect(proxyMistake({ ...both, HTTPS_PROXY: 'http://' })).toBeUndefined()
  })

  test.each([[{}], [{ HTTP_PROXY: 'nonsense://' }], [{ NO_PROXY: '???' }]])(
    'that is not set is no mistake: %j',
    env => {
      expect(proxyMistake(env)).toBeUndefined()
    }
  )
})

describe('the password of a proxy', () => {
  test('is masked as it is, as it is written, and with its user', () => {
    const robot = 'http://rob%C3%B6t:p%40ss@proxy:8080'
    expect(proxyCredentials({ HTTPS_PROXY: robot })).toEqual(['p@ss', 'p%40ss', 'roböt:p@ss'])
    expect(proxyCredentials({ https_proxy: robot, HTTPS_PROXY: 'http://a:b@proxy' })).toEqual(
      proxyCredentials({ HTTPS_PROXY: robot })
    )
  })

  test('as a user alone is masked where it is long enough to be a token', () => {
    expect(proxyCredentials({ HTTPS_PROXY: 'http://pat-0123456789%40@proxy' })).toEqual([
      'pat-0123456789@',
      'pat-0123456789%40'
    ])
  })

  test.each([
    '',
    'socks5://a:b@c',
    'http://proxy:8080',
    'http://robot@proxy:8080',
    'http://robot:100%@proxy:8080'
  ])('is not in %j', value => {
    expect(proxyCredentials({ HTTPS_PROXY: value })).toEqual([])
  })
})

describe('NO_PROXY leaves to a direct connection', () => {
  const vault = 'acme.veevavault.com'
  test.each([
    '*',
    'localhost, *',
    'veevavault.com',
    '.veevavault.com',
    '*.veevavault.com',
    'veevavault.com.',
    '.VeevaVault.com.',
    'acme.veevavault.com',
    'localhost veevavault.com',
    'localhost,,  .veevavault.com ,\tother',
    '10.0.0.0/8\nveevavault.com',
    'veevavault.com:443',
    '*.veevavault.com:443'
  ])('a Vault, as %j', value => {
    expect(goesThrough(vault, { NO_PROXY: value })).toBe(false)
    expect(goesThrough(`${vault}.`, { NO_PROXY: value })).toBe(false)
    expect(goesThrough('api.github.com', { NO_PROXY: value })).toBe(
      !value.includes('*') || value.includes('*.')
    )
  })

  test.each([
    'vault.com',
    'veevavault',
    'cme.veevavault.com',
    '*.acme.veevavault.com',
    'veevavault.com:8443',
    '10.0.0.0/8,::1,[fe80::1]:443,_internal.corp,bücher.example,10.1'
  ])('not what only looks like it, as %j', value => {
    expect(goesThrough(vault, { NO_PROXY: value })).toBe(true)
  })

  test.each([
    ['10.1.2.3', '10.1.2.3', '10.1.2.4'],
    ['10.1.2.3', '10.1.2.3:443', '10.1.2.3:80'],
    ['[2001:db8::7]', '[2001:db8::7]', '2001:db8::8'],
    ['[2001:db8::7]', '[2001:DB8::7]:443', '[2001:db8::7]:80']
  ])('the address %s, as %s, and not as %s', (host, matching, other) => {
    expect(goesThrough(host, { NO_PROXY: matching })).toBe(false)
    expect(goesThrough(host, { NO_PROXY: other })).toBe(true)
  })

  test.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])(
    '%s always, as in Go and the runner',
    host => {
      expect(goesThrough(host, {})).toBe(false)
    }
  )

  test.each([
    '10.*',
    'acme.*.com',
    'localhost;veevavault.com',
    '<local>',
    '10.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '**',
    '.',
    '*.'
  ])('nothing that neither curl nor Go understands: %j is ignored', value => {
    const env = { https_proxy: 'http://proxy', no_proxy: value }
    expect(proxyMistake(env)).toBeUndefined()
    for (const asked of [vault, '10.1.2.3', 'acme.x.com'])
      expect(goesThrough(asked, env)).toBe(true)
  })

  test('in lower case first', () => {
    expect(goesThrough(vault, { no_proxy: 'other', NO_PROXY: '*' })).toBe(true)
    expect(goesThrough(vault, { no_proxy: '', NO_PROXY: '*' })).toBe(false)
  })
})
