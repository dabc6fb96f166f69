import { spawn } from 'node:child_process'
import dns from 'node:dns'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, jest, test } from '@jest/globals'
import { createAuthority, type ServerCertificate } from '../../../simulator/authority.ts'
import { authority, cleanups, HOST, hello, maybeSent, open, post, unsent } from './open.ts'

describe('A certificate', () => {
  const foreign = authority.issue({ hosts: 'other.example' })
  test.each<[string, ServerCertificate, RegExp, string]>([
    ['for another host', foreign, /\(ERR_TLS_CERT_ALTNAME_INVALID\)$/, 'Something else'],
    ['that has expired', authority.issue({ days: [-9, -1] }), /\(CERT_HAS_EXPIRED\)$/, 'renewed'],
    ['of tomorrow', authority.issue({ days: [1, 9] }), /\(CERT_NOT_YET_VALID\)$/, 'clock'],
    ['signed with SHA-1', authority.issue({ weak: 'signature' }), /too weak\)$/, '2,048 bits'],
    ['of another authority', createAuthority(), /is not trusted \([A-Z_]+\)$/, 'ca-certificate']
  ])('%s is refused and not retried, with what to do', async (_what, certificate, reason, hint) => {
    const { ask, requests } = await open({ certificate })
    const result = await ask()
    expect(result).toEqual(unsent(reason, true, hint))
    if (hint !== 'ca-certificate') expect(JSON.stringify(result)).not.toContain('ca-certificate')
    expect(requests).toEqual([])
  })

  // Node 24.4 accepts it: its OpenSSL is older.
  const onNewOpenSsl = Number(process.versions.openssl.split('.')[1]) >= 5 ? test : test.skip
  onNewOpenSsl('with a key of 1,024 bits is refused and not retried', async () => {
    const { ask } = await open({ certificate: authority.issue({ weak: 'key' }) })
    expect(await ask()).toEqual(unsent(/UNSPECIFIED: .*too weak\)$/, true, '2,048 bits'))
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

  test('of an authority that is not a root is trusted by the certificate of that authority', async () => {
    const intermediate = authority.intermediate()
    const { ask } = await open({ certificate: intermediate, trusts: [intermediate.caPem] })
    expect(await ask()).toEqual(hello)
  })
})

describe('Something that responds in place of the host', () => {
  /** Asks a server that does this with each connection. */
  async function askPlain(handle: (socket: Socket) => unknown) {
    const server = createServer(socket => handle(socket.on('error', () => {})))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    cleanups.push(() => server.close())
    const { port } = server.address() as { port: number }
    const { ask } = await open()
    return ask({ url: new URL(`https://127.0.0.1:${port}/`) })
  }

  const cut = /^the connection or its TLS handshake was cut \(ECONNRESET\)$/
  const failed = /^the TLS handshake failed \(ERR_SSL_\w+\)$/
  const noTls = unsent(failed, true, 'DNS, proxy, firewall')
  test.each<[string, (socket: Socket) => unknown, object]>([
    ['ends the connection', socket => socket.end(), unsent(cut, false)],
    ['resets the connection', socket => socket.resetAndDestroy(), unsent(cut, false)],
    ['speaks plain HTTP', socket => socket.end('HTTP/1.1 400 Bad\r\n\r\n'), noTls]
  ])('and %s ends the TLS handshake, and nothing was sent', async (_what, handle, result) => {
    expect(await askPlain(socket => socket.once('data', () => handle(socket)))).toEqual(result)
  })

  test.each([
    ['SSH-2.0-OpenSSH\r\n', 'HPE_INVALID_CONSTANT'],
    [`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW']
  ])('and sends %.20j over TLS has sent invalid HTTP, maybe after the effect', async (...row) => {
    const [text, code] = row
    const { ask } = await open({ handler: incoming => incoming.socket.end(text) })
    const reason = `^the response is not valid HTTP \\(${code}\\)$`
    expect(await ask(post)).toEqual(maybeSent(reason, true))
  })
})

describe('A host with several addresses', () => {
  function resolveTo(...addresses: string[]) {
    const found = addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    const lookup = (_host: string, _options: unknown, done: (...given: unknown[]) => void) =>
      done(null, found)
    const spy = jest.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup)
    cleanups.push(() => spy.mockRestore())
  }
  const at = (port: number | string) => new URL(`https://${HOST}:${port}/`)

  test('of which one is dead is reached at the other; if all are, it says so', async () => {
    const { ask, url } = await open()
    resolveTo('::1', '127.0.0.1')
    expect(await ask({ url: at(url().port) })).toEqual(hello)
    expect(await ask({ url: at(1) })).toEqual(unsent(/ECONNREFUSED/, false))
  })

  /** Starts a server in a process that is blocked for its first 700 ms, and whose queue of connections is full. */
  async function startSlowServer(): Promise<number> {
    const options = JSON.stringify({ cert: authority.certificate, key: authority.key })
    const source = `
      const server = require('node:https').createServer(${options}, (_, response) => response.end('hello'))
      server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
        require('node:fs').writeSync(1, String(server.address().port))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700)
      })`
    const child = spawn(process.execPath, ['-e', source])
    cleanups.push(() => child.kill())
    const port = Number(String((await once(child.stdout, 'data'))[0]))
    const fillers = [1, 2, 3].map(() => connect(port, '127.0.0.1').on('error', () => {}))
    cleanups.push(() => fillers.map(filler => filler.destroy()))
    return port
  }

  // The system repeats the first packet after a second, when this server can take it: only Linux drops it until then.
  const onLinux = process.platform === 'linux' ? test : test.skip
  onLinux('of which one is slow and the other has no route is reached at the slow', async () => {
    const port = await startSlowServer()
    const { ask } = await open()
    resolveTo('127.0.0.1', '100::1')
    expect(await ask({ url: at(port) })).toEqual(hello)
  })
})
