import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { createAuthority, type For } from './authority.ts'
import { type Answer, exception, failure, type SimRequest, send, unavailable } from './envelope.ts'
import { githubPath, handleGitHub } from './github.ts'
import { handleIdentity } from './identity.ts'
import { type ProxyOptions, startProxy } from './proxy.ts'
import { handle, vaultAt } from './vault.ts'
import { createWorld, type World } from './world.ts'

/** A stand-in for Veeva Vault and for GitHub's API: a real HTTPS server on loopback, and the proxy that leads every host to it. */
export type Simulator = {
  proxyUrl: string
  httpsPort: number
  caFile: string
  caPem: string
  world: World
  /** Every request that arrived, in order. */
  requests: Recorded[]
  /** Every `host:port` that the proxy was asked for, in order. */
  connects: string[]
  /** The host of every TLS connection that was made, in order. */
  handshakes: string[]
  /** Adds a fault; the first one that fits a request is what happens to it. */
  fault: (fault: Fault) => void
  /** Has the proxy refuse a host from now on. */
  refuse: (host: string) => void
  close: () => Promise<void>
}

export type Recorded = SimRequest & { at: Date; status?: number }

export type Fault = {
  on: (request: Recorded) => boolean
  /** How many requests it hits; once unless given. */
  times?: number
  do: Trouble
}
type Trouble =
  | ('cut-before' | 'cut-after' | 'half-body' | 'html' | 'unavailable' | 'never-ends' | 'redirect' | { slowMs: number })
  | { status: number; body?: string; headers?: Record<string, string> }
  | { failure: string; message?: string }
  | { exception: string; message?: string }

export type SimulatorOptions = {
  /** Delays each answer, in milliseconds. */
  latencyMs?: number
  /** `user:password` that the proxy demands. */
  proxyLogin?: string
  /** The proxy is reached over TLS. */
  proxyTls?: boolean
  /** The other options of the proxy. */
  proxy?: Pick<ProxyOptions, 'listen' | 'trouble' | 'tunnels'>
  /** What the certificate of Vault and GitHub is for, where it is not valid. */
  certificate?: For
}

/** Whether a request names another host than its connection was made to. */
const isMisdirected = ({ socket, headers }: IncomingMessage): boolean => {
  const { servername } = socket as TLSSocket & { servername?: string | false }
  return typeof servername === 'string' && headers.host?.replace(/:\d+$/, '') !== servername
}

/** Starts everything. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { latencyMs = 0, proxyLogin, proxyTls = false, proxy: proxyOptions, certificate: purpose = {} } = options
  const authority = createAuthority()
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, authority.caPem)

  const world = createWorld()
  const requests: Recorded[] = []
  const faults: { fault: Fault; left: number }[] = []
  const nextFault = (request: Recorded) => {
    const hit = faults.find(({ fault, left }) => left > 0 && fault.on(request))
    if (hit) hit.left -= 1
    return hit?.fault.do
  }

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const at = world.clock.now()
    const recorded = await record(incoming, at)
    requests.push(recorded)
    const fault = nextFault(recorded)
    const delay = latencyMs + (typeof fault === 'object' && 'slowMs' in fault ? fault.slowMs : 0)
    if (delay > 0) await sleep(delay, undefined, { ref: false })
    if (fault === 'cut-before') return response.destroy()

    const answer = (fault && replacement(world, recorded, fault)) ?? respond(world, recorded)
    if (fault === 'cut-after') return response.destroy()
    recorded.status = answer.status
    const length = Buffer.byteLength(answer.body)
    const size = fault === 'never-ends' || answer.status === 204 ? {} : { 'Content-Length': length }
    response.sendDate = false
    response.writeHead(answer.status, '', { Date: world.clock.now().toUTCString(), ...answer.headers, ...size })
    if (fault === 'never-ends') return response.write(answer.body.slice(0, 1))
    if (fault === 'half-body') return response.write(answer.body.slice(0, length / 2), () => response.destroy())
    return response.end(answer.body)
  }

  const { certificate, key } = authority.issue(purpose)
  const server = createServer({ cert: certificate, key }, (incoming, response) => {
    // What is sent to one host on the connection of another, a credential perhaps, is at the wrong place (RFC 9110, 421).
    if (isMisdirected(incoming)) return void response.writeHead(421).end('This connection is another host’s.')
    serve(incoming, response).catch(error =>
      response.headersSent ? response.destroy() : response.writeHead(500).end(String(error))
    )
  })
  const handshakes: string[] = []
  server.on('secureConnection', socket => handshakes.push(String(socket.servername)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: httpsPort } = server.address() as AddressInfo
  const tls = proxyTls ? authority.issue({ hosts: '127.0.0.1 ::1' }) : undefined
  const proxy = await startProxy(httpsPort, { login: proxyLogin, tls, ...proxyOptions })

  return {
    proxyUrl: proxy.url,
    httpsPort,
    caFile,
    caPem: authority.caPem,
    world,
    requests,
    connects: proxy.connects,
    handshakes,
    refuse: host => {
      proxy.refused.add(host)
    },
    fault: fault => {
      faults.push({ fault, left: fault.times ?? 1 })
    },
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, proxy.close(), rm(folder, { recursive: true })])
    }
  }
}

/** The answer of GitHub to what is meant for it, of Vault to everything else. */
const respond = (world: World, request: SimRequest): Answer => {
  const path = githubPath(request)
  if (path !== undefined) return handleGitHub(world, request, path)
  return handleIdentity(world, request) ?? handle(world, request)
}

const record = async (incoming: IncomingMessage, at: Date): Promise<Recorded> => ({
  host: (incoming.headers.host ?? '').replace(/:\d+$/, ''),
  method: incoming.method ?? '',
  path: incoming.url ?? '',
  headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
  body: await text(incoming),
  at
})

/** The answer that a fault gives in place of the real one, if it does. */
const replacement = (world: World, request: Recorded, fault: Trouble): Answer | undefined => {
  if (fault === 'html') {
    return { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html><body><h1>Welcome</h1></body></html>' }
  }
  if (fault === 'unavailable') return unavailable
  if (fault === 'redirect') return { status: 302, headers: { Location: 'https://evil.example.com/' }, body: '' }
  if (typeof fault === 'string' || 'slowMs' in fault) return undefined
  if ('status' in fault) return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' }
  const message = fault.message ?? 'The simulator was told to say so.'
  const body = 'failure' in fault ? failure(fault.failure, message) : exception(fault.exception, message)
  return send(world, request, body, vaultAt(world, request.host))
}
