import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, jest } from '@jest/globals'
import { createAuthority, type ServerCertificate } from '../../../simulator/authority.ts'
import { type ProxyOptions, startProxy } from '../../../simulator/proxy.ts'
import { createTransport, type HttpRequest } from '../../../src/net/http.ts'

/** Real sockets on loopback. `npm run test:connections` runs these tests on several versions of Node. */

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

export const authority = createAuthority()
export const HOST = 'acme.veevavault.com'
export const hello = expect.objectContaining({ is: 'response', text: 'hello' })
export const sayHello: Handler = (_request, response) => response.end('hello')
export const post = { method: 'POST', body: 'x' } as const

/** What is done after each test, the last one first. */
export const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Starts an HTTPS server. `below` are its TCP connections, `sockets` those in TLS, in order. */
async function startServer(certificate: ServerCertificate, handler: Handler) {
  const requests: string[] = []
  const below: Socket[] = []
  const sockets: Socket[] = []
  // The lowest security level: a server with a weak key is there to be refused.
  const ciphers = 'DEFAULT@SECLEVEL=0'
  const credentials = { cert: certificate.certificate, key: certificate.key, ciphers }
  const server = createServer(credentials, (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    handler(request, response)
  })
  server.on('connection', (socket: Socket) => below.push(socket))
  server.on('secureConnection', socket => sockets.push(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  cleanups.push(() => {
    const closed = new Promise(resolve => server.close(resolve))
    for (const socket of below) socket.destroy()
    return closed
  })
  return { port: (server.address() as AddressInfo).port, requests, below, sockets }
}

export interface Given {
  handler?: Handler
  certificate?: ServerCertificate
  /** A proxy in front of the server; none for a direct connection. */
  proxy?: ProxyOptions | undefined
  /** What HTTPS_PROXY says, where it is not just the address of the proxy. */
  address?: (url: string) => string
  environment?: Record<string, string>
  trusts?: string[]
}

/** Starts a server, and the transport that leads there. */
export async function open(given: Given = {}) {
  const { handler = sayHello, certificate = authority, trusts = [authority.caPem] } = given
  const { address = (url: string) => url } = given
  const { port, requests, sockets, below } = await startServer(certificate, handler)
  const proxy = given.proxy && (await startProxy(port, given.proxy))
  if (proxy !== undefined) cleanups.push(proxy.close)
  const stop = new AbortController()
  const environment = { ...(proxy && { HTTPS_PROXY: address(proxy.url) }), ...given.environment }
  const { send, connect, trust } = createTransport(stop.signal, environment)
  trust(trusts)
  const origin = proxy ? `https://${HOST}` : `https://localhost:${port}`
  const url = (path = '/') => new URL(origin + path)
  const ask = (request: Partial<HttpRequest> = {}) =>
    send({ method: 'GET', url: url(), headers: {}, deadlineMs: 10_000, ...request })
  /** Closes a connection that arrived, as TLS and TCP do, or with TCP's reset. */
  function close(socket: Socket | undefined, how: 'end' | 'destroy' | 'reset') {
    if (socket === undefined) throw new Error('There is no such connection.')
    if (how !== 'reset') return socket[how]()
    return below.find(({ remotePort }) => remotePort === socket.remotePort)?.resetAndDestroy()
  }
  const connects = proxy?.connects ?? []
  const client = { ask, connect: () => connect(HOST), url, stop, environment }
  return { ...client, port, sockets, close, connects, requests }
}

/** Time goes on only by jest. */
export function stopTimers() {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'Date'] })
  cleanups.push(() => jest.useRealTimers())
}

function noResponse(maybeSent: boolean, reason: string | RegExp, isLasting: boolean, hint = '') {
  return expect.objectContaining({
    is: 'no-response',
    maybeSent,
    isLasting,
    reason: expect.stringMatching(reason),
    ...(hint !== '' && { hint: expect.stringContaining(hint) })
  })
}

/** Nothing was sent. `isLasting`: another attempt would fail too. */
export function unsent(reason: string | RegExp, isLasting: boolean, hint?: string) {
  return noResponse(false, reason, isLasting, hint)
}

/** The request may have had its effect. */
export function maybeSent(reason: string | RegExp, isLasting = false) {
  return noResponse(true, reason, isLasting)
}
