import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { explainError, explainProxyError, NetworkError } from './network-errors.ts'
import { type ProxySettings, proxyAuthorization } from './proxy.ts'

/** Timeout for opening a connection: the proxy, its tunnel and the TLS handshake together. */
const OPEN_TIMEOUT_MS = 20_000
/** Timeout for one address before the next one is tried: TCP repeats a lost packet after a second, and Node gives it 250 ms. */
const ADDRESS_TIMEOUT_MS = 2_500
/**
 * How long a connection may be idle and still be used: less than a server in common use keeps it, because one that is
 * closed while a request is sent leaves open whether the request had its effect. Keep-Alive may say less.
 */
const IDLE_MS = { used: 4_000, unused: 10_000 }
/** How many connections are opened ahead: a token is verified while the tokens are listed. */
const OPEN_AHEAD = 2

type Spares = Set<Promise<tls.TLSSocket>>

/**
 * Opens TLS connections, through a proxy where there is one, and keeps them for further requests. Idle ones do not keep
 * the process alive. Certificates are always checked, whatever the environment says.
 */
export class Connections extends https.Agent {
  /** The certificate authorities; one context for all connections saves time and memory. */
  trusted: tls.SecureContext | undefined
  readonly #proxies: ProxySettings
  readonly #spares = new Map<string, Spares>()

  constructor(proxies: ProxySettings) {
    // With 'fifo' Node skips connections that are destroyed and not removed yet.
    super({ keepAlive: true, timeout: IDLE_MS.used, scheduling: 'fifo' })
    this.#proxies = proxies
    net.setDefaultAutoSelectFamilyAttemptTimeout(ADDRESS_TIMEOUT_MS)
  }

  /** Has connections ready for the next two requests to a host (port 443); waits until there is one. */
  async openAhead(host: string): Promise<undefined> {
    const name = this.getName({ host, port: 443 })
    const spares = this.#sparesOf(name)
    const free = this.freeSockets[name]?.length ?? 0
    for (let ready = free + spares.size; ready < OPEN_AHEAD; ready++) this.#openSpare(host, spares)
    if (free > 0) return
    await Promise.any(spares).catch(({ errors }) => Promise.reject(errors[0]))
  }

  override getName({ host, port }: https.RequestOptions = {}): string {
    return `${host}:${port}`
  }

  override createConnection(
    { host, port }: https.RequestOptions,
    done?: (error: Error | null, socket: Duplex) => void
  ): undefined {
    // Node looks at the error first, and then at nothing else.
    const failed = (error: Error) => done?.(error, undefined as never)
    this.#take(String(host), Number(port)).then(socket => done?.(null, socket), failed)
  }

  override keepSocketAlive(socket: Duplex) {
    watchIdle(socket)
    return super.keepSocketAlive(socket)
  }

  override reuseSocket(socket: Duplex, request: http.ClientRequest): void {
    unwatchIdle(socket)
    super.reuseSocket(socket, request)
  }

  /** The connection for a request that found no idle one. */
  async #take(host: string, port: number): Promise<tls.TLSSocket> {
    const spares = this.#sparesOf(this.getName({ host, port }))
    for (const spare of spares) {
      spares.delete(spare)
      const socket = await spare
      unwatchIdle(socket)
      if (!socket.destroyed) return socket.setTimeout(0).ref()
    }
    return this.#open(host, port)
  }

  #sparesOf(name: string): Spares {
    const spares = this.#spares.get(name) ?? new Set()
    this.#spares.set(name, spares)
    return spares
  }

  #openSpare(host: string, spares: Spares): void {
    const spare = this.#open(host, 443)
    spares.add(spare)
    const drop = () => spares.delete(spare)
    spare.then(socket => {
      watchIdle(socket)
      socket.setTimeout(IDLE_MS.unused).unref().once('close', drop)
    }, drop)
  }

  async #open(host: string, port: number): Promise<tls.TLSSocket> {
    const { mistake, proxyFor } = this.#proxies
    if (mistake !== undefined) throw new NetworkError(mistake, '', undefined, true)
    const proxy = proxyFor(host, port)
    const timeout = new AbortController()
    const timer = setTimeout(() => timeout.abort(), OPEN_TIMEOUT_MS)
    this.trusted ??= tls.createSecureContext()
    const opening = { trusted: this.trusted, signal: timeout.signal }
    try {
      const tunnel = proxy && (await openTunnel(proxy, `${host}:${port}`, opening))
      return await connectTls(host, tunnel ? { socket: tunnel } : { port }, opening)
    } catch (thrown) {
      const error = explainError(thrown)
      // A proxy may allow a few tunnels at a time: the idle ones make room for the next attempt.
      if (proxy !== undefined && !error.isLasting) this.#closeIdle()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  #closeIdle(): void {
    for (const socket of Object.values(this.freeSockets).flat()) socket?.destroy()
  }
}

const IDLE_EVENTS = ['data', 'end', 'timeout']

function discard(this: Duplex): void {
  this.destroy()
}

/** What arrives on an idle connection belongs to no request (a load balancer says 408 before it closes): it is dropped, with the connection. */
function watchIdle(socket: Duplex): void {
  for (const event of IDLE_EVENTS) socket.on(event, discard)
}

function unwatchIdle(socket: Duplex): void {
  for (const event of IDLE_EVENTS) socket.off(event, discard)
}

interface Opening {
  trusted: tls.SecureContext
  signal: AbortSignal
}

function connectTls(host: string, over: tls.ConnectionOptions, { trusted, signal }: Opening) {
  const name = withoutBrackets(host)
  const socket = tls.connect({
    host: name,
    // A server name is a name, never an address (RFC 6066); an address is checked by `host`.
    servername: net.isIP(name) === 0 ? name : '',
    secureContext: trusted,
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...over
  })
  return whenReady(socket, 'secureConnect', signal)
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

/** Waits until a socket is connected; destroys one that fails. */
async function whenReady<S extends net.Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal
): Promise<S> {
  // A connection that breaks while nobody uses it is no error.
  socket.setNoDelay(true).on('error', () => {})
  try {
    await once(socket, event, { signal })
    return socket
  } catch (thrown) {
    socket.destroy()
    throw thrown
  }
}

/** Asks a proxy for a tunnel (RFC 9110, CONNECT). */
async function openTunnel(proxy: URL, target: string, opening: Opening): Promise<net.Socket> {
  try {
    const socket = await connectToProxy(proxy, opening)
    const headers: Record<string, string> = { host: target }
    const authorization = proxyAuthorization(proxy)
    if (authorization !== undefined) headers['proxy-authorization'] = authorization
    const options = { method: 'CONNECT', path: target, headers, signal: opening.signal }
    const request = http.request({ ...options, createConnection: () => socket })
    request.on('error', () => {})
    // A TLS host says nothing before it is spoken to, so what follows the response is ignored.
    const [{ statusCode, headers: received }] = await once(request.end(), 'connect')
    if (statusCode < 300) return socket
    socket.destroy()
    throw explainError({ code: proxyRefusal(statusCode, received['proxy-authenticate']) })
  } catch (thrown) {
    throw explainProxyError(thrown)
  }
}

/** The status of a proxy's refusal, with the ways to sign in that it offers. */
function proxyRefusal(status: number, offered = ''): string {
  const schemes = offered.match(/\b(Basic|Bearer|Digest|Kerberos|Negotiate|NTLM)\b/gi) ?? []
  return [`status ${status}`, ...schemes].join(', ')
}

function connectToProxy(proxy: URL, opening: Opening): Promise<net.Socket> {
  const isTls = proxy.protocol === 'https:'
  const port = Number(proxy.port) || (isTls ? 443 : 80)
  if (isTls) return connectTls(proxy.hostname, { port }, opening)
  const socket = net.connect({ host: withoutBrackets(proxy.hostname), port })
  return whenReady(socket, 'connect', opening.signal)
}
