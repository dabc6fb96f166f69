import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** An HTTP proxy on loopback that knows only CONNECT, and leads every host to one port of this machine. */
export type Proxy = { url: string; connects: string[]; refused: Set<string>; close: () => Promise<void> }

export type ProxyOptions = {
  /** `user:password`: it refuses whoever does not send it, and `url` carries it. */
  login?: string
  /** An address of this machine to listen on; 127.0.0.1 unless given. */
  host?: '127.0.0.1' | '::1'
  /** It is itself reached over TLS, under the name localhost. */
  tls?: { cert: string; key: string }
}

/** Starts the proxy. */
export const startProxy = async (httpsPort: number, { login, host = '127.0.0.1', tls }: ProxyOptions = {}): Promise<Proxy> => {
  const connects: string[] = []
  const refused = new Set<string>()
  const open = new Set<Duplex>()
  const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`

  const track = <T extends Duplex>(socket: T): T => {
    open.add(socket)
    return socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
  }

  const refuseOthers = (_request: IncomingMessage, response: ServerResponse) =>
    response.writeHead(405).end('This proxy knows only CONNECT.')
  const server = tls === undefined ? createServer(refuseOthers) : createTlsServer(tls, refuseOthers)
  server.on(tls === undefined ? 'connection' : 'secureConnection', track)
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const target = request.url ?? ''
    connects.push(target)
    if (expected && request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="simulator"\r\n\r\n')
      return
    }
    if (!target.endsWith(':443') || refused.has(target.slice(0, -4))) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    const upstream = track(connect(httpsPort, '127.0.0.1'))
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) upstream.write(head)
      client.pipe(upstream).pipe(client)
    })
    upstream.on('close', () => client.destroySoon())
    client.on('close', () => upstream.destroy())
  })

  await new Promise<void>(resolve => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  const address = tls !== undefined ? 'localhost' : host === '::1' ? '[::1]' : host
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${login === undefined ? '' : `${login}@`}${address}:${port}`,
    connects,
    refused,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}
