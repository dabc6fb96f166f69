import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { createAuthority } from './authority.ts'
import type { SimRequest, SimResponse } from './envelope.ts'
import { githubPath, handleGitHub } from './github.ts'
import { handleIdentity } from './identity.ts'
import { type ProxyOptions, startProxy } from './proxy.ts'
import { handle } from './vault.ts'
import { createWorld, type World } from './world.ts'

/** Vault and GitHub as an HTTPS server on loopback, and a proxy that leads every host to it. */
export type Simulator = {
  proxyUrl: string
  httpsPort: number
  caFile: string
  caPem: string
  world: World
  /** Every request, in order. */
  requests: Recorded[]
  /** Every `host:port` that a client asked the proxy for, in order. */
  connects: string[]
  /** The host of every TLS handshake, in order. */
  handshakes: string[]
  /** Adds a fault; the first one that matches a request is applied. */
  fault: (fault: Fault) => void
  close: () => Promise<void>
}

export type Recorded = SimRequest & { at: Date; status?: number }

export type Fault = {
  on: (request: Recorded) => boolean
  /** How many requests it applies to; 1 by default. */
  times?: number
  do: Trouble
}
type Trouble =
  | ('cut-before' | 'cut-after' | 'half-body' | 'html' | { slowMs: number })
  | { status: number; body?: string }

export type SimulatorOptions = {
  /** The delay of each response, in milliseconds. */
  latencyMs?: number
  /** The `user:password` that the proxy demands. */
  proxyLogin?: string
  /** Whether the proxy is reached over TLS. */
  proxyTls?: boolean
  /** Further options of the proxy. */
  proxy?: Pick<ProxyOptions, 'listen' | 'trouble' | 'tunnels'>
}

/** Starts the server and the proxy. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { proxyLogin, proxyTls = false } = options
  const authority = createAuthority()
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, authority.caPem)

  const world = createWorld()
  const requests: Recorded[] = []
  const faults: { fault: Fault; left: number }[] = []
  const handshakes: string[] = []
  const { certificate: cert, key, caPem } = authority
  const server = createServer({ cert, key }, (incoming, response) => {
    // A credential must not go out on a connection to another host (RFC 9110, 421).
    if (isMisdirected(incoming)) {
      response.writeHead(421).end('This connection is to another host.')
      return
    }
    serve(incoming, response).catch(error => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end(String(error))
    })
  })
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await record(incoming, world.clock.now())
    requests.push(request)
    const match = faults.find(({ fault, left }) => left > 0 && fault.on(request))
    if (match) match.left -= 1
    await respond({ world, request, response, trouble: match?.fault.do }, options.latencyMs ?? 0)
  }
  server.on('connection', (socket: Socket) => socket.setNoDelay(true))
  server.on('secureConnection', socket => handshakes.push(String(socket.servername)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: httpsPort } = server.address() as AddressInfo
  const tls = proxyTls ? authority.issue({ hosts: '127.0.0.1 ::1' }) : undefined
  const proxy = await startProxy(httpsPort, { login: proxyLogin, tls, ...options.proxy })
  const close = async () => {
    const closed = new Promise(resolve => server.close(resolve))
    server.closeAllConnections()
    await Promise.all([closed, proxy.close(), rm(folder, { recursive: true })])
  }
  return {
    proxyUrl: proxy.url,
    httpsPort,
    caFile,
    caPem,
    world,
    requests,
    connects: proxy.connects,
    handshakes,
    close,
    fault: fault => faults.push({ fault, left: fault.times ?? 1 })
  }
}

/** Whether a request names another host than its TLS connection. */
const isMisdirected = ({ socket, headers }: IncomingMessage): boolean => {
  const { servername } = socket as TLSSocket & { servername?: string | false }
  return typeof servername === 'string' && headers.host?.replace(/:\d+$/, '') !== servername
}

const record = async (incoming: IncomingMessage, at: Date): Promise<Recorded> => {
  const { method = '', url = '', headers } = incoming
  const toText = ([name, value]: [string, unknown]) => [name, String(value)]
  return {
    host: (headers.host ?? '').replace(/:\d+$/, ''),
    method,
    path: url,
    headers: Object.fromEntries(Object.entries(headers).map(toText)),
    body: await text(incoming),
    at
  }
}

type Exchange = {
  world: World
  request: Recorded
  response: ServerResponse
  trouble: Trouble | undefined
}

const respond = async (exchange: Exchange, latencyMs: number): Promise<void> => {
  const { world, request, response, trouble } = exchange
  const slowMs = typeof trouble === 'object' && 'slowMs' in trouble ? trouble.slowMs : 0
  if (latencyMs + slowMs > 0) await sleep(latencyMs + slowMs, undefined, { ref: false })
  if (trouble === 'cut-before') {
    response.destroy()
    return
  }
  const answer = replacement(trouble) ?? route(world, request)
  if (trouble === 'cut-after') {
    response.destroy()
    return
  }
  request.status = answer.status
  const length = Buffer.byteLength(answer.body)
  const headers = { Date: world.clock.now().toUTCString(), ...answer.headers }
  response.sendDate = false
  if (answer.status !== 204) response.setHeader('Content-Length', length)
  // Vault may send a status line without a reason phrase.
  response.writeHead(answer.status, '', headers)
  if (trouble !== 'half-body') response.end(answer.body)
  else response.write(answer.body.slice(0, length / 2), () => response.destroy())
}

const route = (world: World, request: SimRequest): SimResponse => {
  const path = githubPath(request)
  if (path !== undefined) return handleGitHub(world, request, path)
  return handleIdentity(world, request) ?? handle(world, request)
}

/** The response that a fault gives in place of the real one; undefined if it gives none. */
const replacement = (trouble: Trouble | undefined): SimResponse | undefined => {
  if (trouble === 'html') {
    const body = '<html><body><h1>Welcome</h1></body></html>'
    return { status: 200, headers: { 'Content-Type': 'text/html' }, body }
  }
  const isStatus = typeof trouble === 'object' && 'status' in trouble
  return isStatus ? { headers: {}, body: '', ...trouble } : undefined
}
