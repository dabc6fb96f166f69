import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  ServerResponse
} from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { createAuthority, type ServerCertificate } from '../../simulator/authority.ts'
import { startProxy } from '../../simulator/proxy.ts'
import { createTransport } from '../../src/http.ts'

export type Authority = ReturnType<typeof createAuthority>
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A real HTTPS server on loopback. */
export type Loopback = Readonly<{
  server: Server
  port: number
  url: (path?: string) => URL
  /** Method and path of every request so far. */
  requests: readonly string[]
  close: () => Promise<void>
}>

export const startLoopback = async (
  authority: ServerCertificate,
  handler: Handler
): Promise<Loopback> => {
  const requests: string[] = []
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    handler(request, response)
  }
  const server = createServer({ cert: authority.certificate, key: authority.key }, listener)
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) =>
    open.add(socket.on('close', () => open.delete(socket)))
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    url: (path = '/') => new URL(`https://localhost:${port}${path}`),
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}

/** A request as it arrived. */
export type Arrived = Readonly<{ line: string; headers: IncomingHttpHeaders; body: string }>

/** The real way out, which leads every host to a server on loopback, through a proxy; it keeps what arrives. */
export const startWire = async (answer: (request: Arrived, response: ServerResponse) => void) => {
  const authority = createAuthority()
  const arrived: Arrived[] = []
  const server = await startLoopback(authority, async (request, response) => {
    const { method, url, headers } = request
    const one = { line: `${method} ${headers.host}${url}`, headers, body: await text(request) }
    arrived.push(one)
    answer(one, response)
  })
  const proxy = await startProxy(server.port)
  const { send, trust } = createTransport(new AbortController().signal, { HTTPS_PROXY: proxy.url })
  trust([authority.caPem])
  return { send, arrived, close: () => Promise.all([proxy.close(), server.close()]) }
}
