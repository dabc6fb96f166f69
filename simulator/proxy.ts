import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** An HTTP proxy on loopback that knows only CONNECT, and leads every host to one port of this machine. */
export type Proxy = { url: string; connects: string[]; close: () => Promise<void> }

/** Starts the proxy. With `login` (`user:password`) it refuses whoever does not send it, and `url` carries it. */
export const startProxy = async (httpsPort: number, login?: string): Promise<Proxy> => {
  const connects: string[] = []
  const open = new Set<Duplex>()
  const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`

  const track = <T extends Duplex>(socket: T): T => {
    open.add(socket)
    return socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
  }

  const server = createServer((_request, response) => response.writeHead(405).end('This proxy knows only CONNECT.'))
  server.on('connection', track)
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const target = request.url ?? ''
    connects.push(target)
    if (expected && request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="simulator"\r\n\r\n')
      return
    }
    if (!target.endsWith(':443')) {
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

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${login === undefined ? '' : `${login}@`}127.0.0.1:${port}`,
    connects,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}
