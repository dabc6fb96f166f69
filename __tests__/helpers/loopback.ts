import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { createAuthority } from '../../simulator/authority.ts'

export type Authority = ReturnType<typeof createAuthority>
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A real HTTPS server on loopback. */
export type Loopback = Readonly<{
  port: number
  url: (path?: string) => URL
  /** Method and path of every request so far. */
  requests: readonly string[]
  close: () => Promise<void>
}>

export const startLoopback = async (authority: Authority, handler: Handler): Promise<Loopback> => {
  const requests: string[] = []
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    handler(request, response)
  }
  const server = createServer({ cert: authority.certificate, key: authority.key }, listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: (path = '/') => new URL(`https://localhost:${port}${path}`),
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
