import { setTimeout as sleep } from 'node:timers/promises'
import { expect, jest, test } from '@jest/globals'
import type { For } from '../../../simulator/authority.ts'
import { type ProxyOptions, startProxy } from '../../../simulator/proxy.ts'
import { authority, HOST, hello, open, post, stopTimers, unsent } from './open.ts'

const overTls = { tls: authority.issue({ hosts: '127.0.0.1 ::1' }) }

test.each<[string, ProxyOptions]>([
  ['listens on IPv4', {}],
  ['listens on an IPv6 address', { listen: '::1' }],
  ['is itself reached over TLS', overTls],
  ['is reached over TLS on an IPv6 address', { ...overTls, listen: '::1' }],
  ['asks for a sign-in', { login: 'rob öt@acme:p@ss/w%rd#?' }],
  ['asks for a sign-in over TLS', { ...overTls, login: 'robot:pass' }]
])('A proxy that %s leads to the host under its own name', async (_what, proxy) => {
  const { ask, connects, requests } = await open({ proxy })
  expect(await ask(post)).toEqual(hello)
  expect(connects).toEqual([`${HOST}:443`])
  expect(requests).toEqual(['POST /'])
})

test.each<[ProxyOptions['trouble'], boolean, RegExp, string]>([
  [403, true, /refused the connection \(status 403\)$/, 'allowed on the proxy'],
  [302, true, /refused the connection \(status 302\)$/, 'NO_PROXY'],
  ['babbles', true, /^the proxy .* the response is not valid HTTP \(HPE_\w+\)$/, 'HTTPS_PROXY'],
  [503, false, /refused the connection \(status 503\)$/, 'no further connection'],
  ['drops', false, /^the proxy .* TLS handshake was cut \(ECONNRESET\)$/, 'HTTPS_PROXY'],
  ['ends', false, /^the connection or its TLS handshake was cut \(ECONNRESET\)$/, 'firewalls']
])('A proxy that responds %p got nothing, and that it lasts is %p', async (...row) => {
  const [trouble, isLasting, reason, hint] = row
  const { ask, connect, requests } = await open({ proxy: { trouble } })
  expect(await ask(post)).toEqual(unsent(reason, isLasting, hint))
  expect(await connect()).toEqual(unsent(reason, isLasting, hint))
  expect(requests).toEqual([])
})

test.each([
  ['Basic realm="a, b"', 'Basic'],
  ['Negotiate\r\nProxy-Authenticate: NTLM', 'Negotiate, NTLM']
])('A proxy that refuses the password and offers %j is named without it', async (offers, names) => {
  const address = (url: string) => url.replace('right', 'hunter2')
  const { ask } = await open({ proxy: { login: 'user:right', offers }, address })
  const result = await ask()
  const reason = `^the proxy refused the connection \\(status 407, ${names}\\)$`
  expect(result).toEqual(unsent(reason, true, 'the action supports only Basic'))
  expect(JSON.stringify(result)).not.toContain('hunter2')
})

test('A proxy that is not there is named', async () => {
  const proxy = await startProxy(1)
  await proxy.close()
  const { ask } = await open({ environment: { HTTPS_PROXY: proxy.url } })
  const reason = /^the proxy could not be reached: the connection was refused/
  const result = await ask({ url: new URL(`https://${HOST}/`) })
  expect(result).toEqual(unsent(reason, false, 'HTTPS_PROXY'))
})

test('A proxy that never responds is named after 20 seconds', async () => {
  const { ask, connects } = await open({ proxy: { trouble: 'silent' } })
  stopTimers()
  const asked = ask({ deadlineMs: 30_000 })
  while (connects.length === 0) await new Promise(setImmediate)
  jest.advanceTimersByTime(20_000)
  expect(await asked).toEqual(
    unsent(/^the proxy .* did not respond in time \(ABORT_ERR\)$/, false, 'HTTPS_PROXY')
  )
})

test('A proxy that is given with https:// and speaks no TLS is named, with what to look at', async () => {
  const { ask } = await open({ proxy: {}, address: url => url.replace('http:', 'https:') })
  const reason = /^the proxy could not be reached: the TLS handshake failed \(ERR_SSL_\w+\)$/
  expect(await ask()).toEqual(unsent(reason, true, 'most proxies need http://'))
})

test.each<[For, RegExp]>([
  [{ hosts: 'proxy.acme.example' }, /^the proxy .*: its certificate is for another host/],
  [{ hosts: '127.0.0.1', days: [-9, -1] }, /^the proxy .*: its certificate.* has expired/]
])('A proxy whose certificate does not fit (%j) is refused', async (purpose, reason) => {
  const { ask, connects } = await open({ proxy: { tls: authority.issue(purpose) } })
  expect(await ask()).toEqual(unsent(reason, true, 'HTTPS_PROXY'))
  expect(connects).toEqual([])
})

test('A proxy that allows two tunnels serves three hosts: idle connections make room', async () => {
  const { ask, connect, connects } = await open({ proxy: { tunnels: 2 } })
  expect(await connect()).toBeUndefined()
  while (connects.length < 2) await sleep(2)
  const at = (name: string) => ask({ url: new URL(`https://${name}.veevavault.com/`) })
  expect(await ask()).toEqual(hello)
  for (const name of ['one', 'two']) {
    const first = await at(name)
    const refused = unsent('status 503', false, 'no further connection')
    expect(first).toEqual(first.is === 'response' ? hello : refused)
    // The caller repeats what was not sent.
    await sleep(20)
    expect(await at(name)).toEqual(hello)
  }
})

test('A proxy is not used for a host of NO_PROXY', async () => {
  const environment = { NO_PROXY: '*.acme.example localhost' }
  const { ask, connects, port } = await open({ proxy: {}, environment })
  expect(await ask({ url: new URL(`https://localhost:${port}/`) })).toEqual(hello)
  expect(connects).toEqual([])
})
