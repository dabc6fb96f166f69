import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ServerCertificate } from './authority.ts'

export type Proxy = {
  url: string
  /** Every `host:port` that a client asked for, in order. */
  connects: string[]
  close: () => Promise<void>
}

export type ProxyOptions = {
  /** The `user:password` that it demands; `url` contains it, percent-encoded. */
  login?: string | undefined
  /** The authentication schemes that a 407 names in Proxy-Authenticate. */
  offers?: string | undefined
  /** How many tunnels it allows at the same time. */
  tunnels?: number | undefined
  /** The certificate of a proxy that is itself reached over TLS. */
  tls?: ServerCertificate | undefined
  listen?: '127.0.0.1' | '::1' | undefined
  trouble?: Trouble | undefined
}

/**
 * What a client gets in place of a tunnel: a status, no response, a closed connection, something
 * that is not HTTP, or a tunnel that closes at once.
 */
type Trouble = number | 'silent' | 'drops' | 'babbles' | 'ends'
const troubleResponses = {
  babbles: 'SSH-2.0-OpenSSH_9.2\r\n',
  ends: 'HTTP/1.1 200 Connection Established\r\n\r\n'
}

/** Starts an HTTP proxy on loopback whose tunnels all lead to one port of this machine. */
export const startProxy = async (port: number, options: ProxyOptions = {}): Promise<Proxy> => {
  const { login, offers = 'Basic realm="simulator"', tls, listen = '127.0.0.1' } = options
  const connects: string[] = []
  const sockets = new Set<Duplex>()
  const tunnels = new Set<Duplex>()
  const expected = login && `Basic ${Buffer.from(login).toString('base64')}`

  const track = (socket: Socket): Socket => {
    sockets.add(socket)
    const tracked = socket.setNoDelay(true).on('error', () => socket.destroy())
    return tracked.on('close', () => sockets.delete(socket))
  }
  const rejectRequest = (_request: IncomingMessage, response: ServerResponse) =>
    response.writeHead(405).end('This proxy supports only CONNECT.')
  const server = tls
    ? createTlsServer({ cert: tls.certificate, key: tls.key }, rejectRequest)
    : createServer(rejectRequest)
  server.on('connection', track)
  server.on('tlsClientError', () => {})

  /** The response that refuses a tunnel; undefined if it is allowed. */
  const refusal = (target: string, request: IncomingMessage): string | undefined => {
    if (expected && request.headers['proxy-authorization'] !== expected) {
      return `407 Proxy Authentication Required\r\nProxy-Authenticate: ${offers}`
    }
    if (!target.endsWith(':443')) return '403 Forbidden'
    const isFull = tunnels.size >= (options.tunnels ?? Number.POSITIVE_INFINITY)
    return isFull ? '503 Too Many Connections' : undefined
  }
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const { trouble } = options
    const target = request.url ?? ''
    connects.push(target)
    client.on('error', () => client.destroy())
    const refused = refusal(target, request)
    if (trouble !== undefined) disturb(client, trouble)
    else if (refused !== undefined) client.end(`HTTP/1.1 ${refused}\r\n\r\n`)
    else {
      const upstream = track(connect(port, '127.0.0.1'))
      tunnels.add(upstream.on('close', () => tunnels.delete(upstream)))
      openTunnel(client, upstream, head)
    }
  })

  await new Promise<void>(resolve => server.listen(0, listen, resolve))
  const address = `${listen === '::1' ? '[::1]' : listen}:${(server.address() as AddressInfo).port}`
  const user = login ? `${login.split(':').map(encodeURIComponent).join(':')}@` : ''
  const close = async () => {
    const closed = new Promise(resolve => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { url: `${tls ? 'https' : 'http'}://${user}${address}`, connects, close }
}

const openTunnel = (client: Socket, upstream: Socket, head: Buffer): void => {
  upstream.once('connect', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) upstream.write(head)
    client.pipe(upstream).pipe(client)
  })
  upstream.on('close', () => client.destroySoon())
  client.on('close', () => upstream.destroy())
}

const disturb = (client: Socket, trouble: Trouble): void => {
  if (trouble === 'silent') return
  if (trouble === 'drops') client.destroy()
  else if (typeof trouble === 'string') client.end(troubleResponses[trouble])
  else client.end(`HTTP/1.1 ${trouble} Said the proxy\r\nContent-Length: 0\r\n\r\n`)
}
