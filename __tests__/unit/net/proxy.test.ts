import { expect, test } from '@jest/globals'
import { proxyAuthorization, readProxySettings } from '../../../src/net/proxy.ts'

const VAULT = 'acme.veevavault.com'

test.each([
  ['http://proxy:8080', 'http://proxy:8080/', undefined],
  ['https://proxy.example.com/', 'https://proxy.example.com/', undefined],
  ['HTTP://[::1]:3128', 'http://[::1]:3128/', undefined],
  ['10.0.0.1:8080', 'http://10.0.0.1:8080/', undefined],
  [' user:pass@proxy:1\n', 'http://user:pass@proxy:1/', 'user:pass'],
  ['http://u%40acme:p%3A%C3%A4@proxy:1', 'http://u%40acme:p%3A%C3%A4@proxy:1/', 'u@acme:p:ä'],
  ['http://user@proxy:1', 'http://user@proxy:1/', 'user:']
])('The address of a proxy is read from %j', (HTTPS_PROXY, href, signIn) => {
  const { mistake, credentials, proxyFor } = readProxySettings({ HTTPS_PROXY })
  const proxy = proxyFor(VAULT, 443) ?? new URL('none:')
  const { password } = proxy
  expect(credentials).toEqual(password ? [decodeURIComponent(password), password] : [])
  expect([mistake, proxy.href]).toEqual([undefined, href])
  const basic = signIn && `Basic ${Buffer.from(signIn).toString('base64')}`
  expect(proxyAuthorization(proxy)).toBe(basic)
})

// With a slash, question mark or number sign in it, a password would be read as another part of the address.
const malformed = String.raw`http:// http://:8080 http://proxy:99999 socks5://user:pass@proxy:1080
  file:///proxy http://user:100%@proxy:80 http://100%:pass@proxy:80 http://robot:hunter#2@proxy:80
  http://proxyuser:2024/pass@host:8080 http://robot:2024?pass@host:8080 http://proxy:8080/? http:proxy
  http://robot:2024\pass@host:8080 http://proxy:8080/# proxy:8080/path http//proxy:80 xhttp://proxy httpx://proxy`.split(
  /\s+/
)
test.each(malformed)('%j is no proxy address: an error that does not repeat it', HTTPS_PROXY => {
  const { mistake, credentials, proxyFor } = readProxySettings({ HTTPS_PROXY })
  expect(mistake).toMatch(/^HTTPS_PROXY is set and is not a proxy address: set it to http:\/\/HOST/)
  expect(mistake).not.toMatch(/hunter|robot|2024|pass@/)
  expect([credentials, proxyFor(VAULT, 443)]).toEqual([[], undefined])
})

test('A proxy variable in lower case takes precedence, and an empty one counts as not set', () => {
  const both = { https_proxy: 'http://lower', HTTPS_PROXY: 'http://upper', NO_PROXY: '*' }
  const read = (changes: object) => readProxySettings({ ...both, ...changes }).proxyFor(VAULT, 443)
  expect(read({ no_proxy: 'other' })?.hostname).toBe('lower')
  expect(read({ no_proxy: 'other', https_proxy: '' })?.hostname).toBe('upper')
  expect(read({ no_proxy: '' })).toBeUndefined()
  for (const environment of [{}, { https_proxy: '', HTTPS_PROXY: ' ', HTTP_PROXY: '//' }])
    expect(readProxySettings(environment)).toMatchObject({ mistake: undefined, credentials: [] })
})

const direct = `* veevavault.com .veevavault.com *.veevavault.com veevavault.com. .VeevaVault.com
  acme.veevavault.com localhost,*,x other,,.veevavault.com veevavault.com:443 *.veevavault.com:443`
const through = `vault.com veevavault cme.veevavault.com veevavault.com:8443 acme.*.com <local>
  localhost;veevavault.com 10.0.0.0/8 ** *.* . *. acme.veevavault.com.x`
test.each([
  ...direct.split(/\s+/).map(entry => [entry, VAULT, true] as const),
  ...through.split(/\s+/).map(entry => [entry, VAULT, false] as const),
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.4', false],
  ['', 'localhost', true],
  ['', '127.9.9.9', true],
  ['', '[::1]', true],
  ['', 'localhost.acme.com', false],
  ['', 'my.localhost', false],
  ['', '127.acme.com', false]
])('With NO_PROXY %j, the host %s is reached directly: %p', (NO_PROXY, host, isDirect) => {
  const { proxyFor } = readProxySettings({ HTTPS_PROXY: 'http://proxy', NO_PROXY })
  expect(proxyFor(host, 443) === undefined).toBe(isDirect)
})
