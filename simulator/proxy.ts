import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ServerCertificate } from './authority.ts'

/** An HTTP proxy on loopback that knows only CONNECT, and leads every host to one port of this machine. */
/** `refused`: hosts that it refuses from now on. */
export type Proxy = { url: string; connects: string[]; refused: Set<string>; close: () => Promise<void> }

export type ProxyOptions = {
  /** `user:password`: who does not send it is refused; `url` carries it, percent-encoded where that is needed. */
  login?: string | undefined
  /** How it lets sign in: the header Proxy-Authenticate. */
  offers?: string | undefined
  /** How many tunnels it allows at the same time. */
  tunnels?: number | undefined
  /** The proxy is itself reached over TLS, with this certificate. */
  tls?: ServerCertificate | undefined
  /** Where it listens: `127.0.0.1`, or `::1`. */
  listen?: '127.0.0.1' | '::1' | undefined
  /** For all connections, or for each in turn; those after a list are led through. */
  trouble?: Trouble | readonly (Trouble | undefined)[] | undefined
}
/** In place of a tunnel: the answer with this status, none at all, an end without one, words that are no HTTP, or a tunnel that ends. */
type Trouble = number | 'silent' | 'drops' | 'babbles' | 'ends'

/** Starts the proxy. */
export const startProxy = async (
  httpsPort: number,
  {
    login,
    offers = 'Basic realm="simulator"',
    tunnels = Number.POSITIVE_INFINITY,
    tls,
    listen = '127.0.0.1',
    trouble: troubles
  }: ProxyOptions = {}
): Promise<Proxy> => {
  const connects: string[] = []
  const refused = new Set<string>()
  const open = new Set<Duplex>()
  const upstreams = new Set<Duplex>()
  const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`

  const track = <T extends Duplex>(socket: T): T => {
    open.add(socket)
    return socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
  }

  const refuse = (_request: IncomingMessage, response: ServerResponse) =>
    response.writeHead(405).end('This proxy knows only CONNECT.')
  const server = tls ? createTlsServer({ cert: tls.certificate, key: tls.key }, refuse) : createServer(refuse)
  server.on('connection', track)
  server.on('tlsClientError', () => {})
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const target = request.url ?? ''
    const trouble = typeof troubles === 'object' ? troubles[connects.length] : troubles
    connects.push(target)
    if (expected && request.headers['proxy-authorization'] !== expected) {
      client.end(`HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${offers}\r\n\r\n`)
      return
    }
    client.on('error', () => client.destroy())
    if (trouble === 'silent') return
    if (trouble === 'drops') return void client.destroy()
    if (trouble === 'babbles') return void client.end('SSH-2.0-OpenSSH_9.2\r\n')
    if (trouble === 'ends') return void client.end('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (trouble !== undefined) return void client.end(`HTTP/1.1 ${trouble} Said the proxy\r\nContent-Length: 0\r\n\r\n`)
    if (!target.endsWith(':443') || refused.has(target.slice(0, -4))) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    if (upstreams.size >= tunnels) {
      client.end('HTTP/1.1 503 Too Many Connections\r\n\r\n')
      return
    }
    const upstream = track(connect(httpsPort, '127.0.0.1')).setNoDelay(true)
    client.setNoDelay(true)
    upstreams.add(upstream)
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) upstream.write(head)
      client.pipe(upstream).pipe(client)
    })
    upstream.on('close', () => {
      upstreams.delete(upstream)
      client.destroySoon()
    })
    client.on('close', () => upstream.destroy())
  })

  await new Promise<void>(resolve => server.listen(0, listen, resolve))
  const { port } = server.address() as AddressInfo
  const user = login === undefined ? '' : `${login.split(':').map(encodeURIComponent).join(':')}@`
  return {
    url: `${tls ? 'https' : 'http'}://${user}${listen === '::1' ? '[::1]' : listen}:${port}`,
    connects,
    refused,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}
