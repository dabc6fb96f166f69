import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import type { ProxySettings } from './proxy.ts'

/** How long opening one connection may take, in milliseconds. */
const OPEN_WITHIN = 30_000
/** How long an idle connection is kept, in milliseconds: less than servers and firewalls keep theirs, so that none is used that they have closed. */
const IDLE_FOR = 15_000

/** Why a connection could not be made through the proxy. `status`: its refusal. */
export class ProxyError extends Error {
  readonly status: number | undefined
  constructor(status?: number) {
    super('the proxy made no connection')
    this.status = status
  }
}

export type Connections = Readonly<{
  /** For requests to any host over TLS: connections are kept alive and used again, directly and through the proxy. */
  agent: https.Agent
  /** Opens a connection ahead of the requests, unless one is idle; throws what the network says. */
  openAhead: (host: string) => Promise<void>
  /** Trusts certificates, PEM, besides those that this process trusts already. */
  trust: (pems: readonly string[]) => void
}>

/** In: the proxy settings. Out: how connections are made. Certificates are checked whatever the environment says. */
export const createConnections = ({ proxy, isBypassed }: ProxySettings): Connections => {
  const extra: string[] = []
  let trusted: tls.SecureContext | undefined
  const secured = (host: string, more: tls.ConnectionOptions): tls.ConnectionOptions => ({
    ...more,
    ...(net.isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['http/1.1'],
    // NODE_TLS_REJECT_UNAUTHORIZED would have passwords and tokens go to a peer that nobody checked.
    rejectUnauthorized: true,
    ...(trusted && { secureContext: trusted })
  })

  const open = async (host: string, port: number): Promise<tls.TLSSocket> => {
    if (proxy === undefined || isBypassed(host, port)) return handshake(secured(host, { host, port }))
    const socket = await tunnel(proxy, `${host}:${port}`, secured)
    return handshake(secured(host, { socket, host }))
  }

  /** Opened ahead, by `host:port`, and not used yet. */
  const ahead = new Map<string, tls.TLSSocket[]>()
  const takeAhead = (key: string): tls.TLSSocket | undefined => {
    const waiting = ahead.get(key)
    for (let socket = waiting?.shift(); socket !== undefined; socket = waiting?.shift()) {
      if (socket.destroyed || socket.readyState !== 'open') continue
      socket.removeAllListeners('error')
      socket.setTimeout(0)
      return socket.ref()
    }
    return undefined
  }

  const agent = new https.Agent({ keepAlive: true, timeout: IDLE_FOR, scheduling: 'lifo' })
  agent.createConnection = (options, callback) => {
    const { host, port } = options as { host: string; port: number }
    const done = callback as (error: Error | null, socket?: Duplex) => void
    const ready = takeAhead(`${host}:${port}`)
    if (ready !== undefined) return ready
    open(host, Number(port)).then(
      socket => done(null, socket),
      error => done(error)
    )
    return undefined
  }

  return {
    agent,
    openAhead: async host => {
      if (Object.entries(agent.freeSockets).some(([name, idle]) => name.startsWith(`${host}:443:`) && (idle?.length ?? 0) > 0))
        return
      const key = `${host}:443`
      const socket = await open(host, 443)
      // It never keeps the process alive, and one that dies before it is used is no trouble.
      socket.unref()
      socket.on('error', () => socket.destroy())
      socket.setTimeout(IDLE_FOR, () => socket.destroy())
      ahead.set(key, [...(ahead.get(key) ?? []), socket])
    },
    trust: pems => {
      extra.push(...pems)
      trusted = tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...extra] })
    }
  }
}

/** A TLS connection whose handshake is done. */
const handshake = (options: tls.ConnectionOptions): Promise<tls.TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = tls.connect(options)
    const late = setTimeout(() => socket.destroy(timedOut()), OPEN_WITHIN)
    const fail = (error: Error) => {
      clearTimeout(late)
      socket.destroy()
      reject(error)
    }
    socket.once('error', fail)
    socket.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET', syscall: 'connect' })))
    socket.once('secureConnect', () => {
      clearTimeout(late)
      socket.removeAllListeners('error').removeAllListeners('close')
      resolve(socket)
    })
  })

const timedOut = () => Object.assign(new Error('timed out'), { code: 'ETIMEDOUT', syscall: 'connect' })

/** "RFC 9110, CONNECT": has the proxy, which may itself be reached over TLS, lead to a host. Throws ProxyError. */
const tunnel = (
  proxy: URL,
  target: string,
  secured: (host: string, more: tls.ConnectionOptions) => tls.ConnectionOptions
): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const host = proxy.hostname.replace(/^\[(.*)\]$/, '$1')
    const user =
      proxy.username || proxy.password ? `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}` : undefined
    const options = {
      ...{ host, method: 'CONNECT', path: target, agent: false, timeout: OPEN_WITHIN },
      headers: {
        host: target,
        ...(user !== undefined && { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` })
      }
    }
    const request =
      proxy.protocol === 'https:'
        ? https.request({ ...secured(host, {}), ...options, port: proxy.port || 443 })
        : http.request({ ...options, port: proxy.port || 80 })
    request.once('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode === 200 && head.length === 0) return resolve(socket)
      socket.destroy()
      reject(new ProxyError(statusCode === 200 ? undefined : statusCode))
    })
    // A proxy that answers CONNECT like any other request.
    request.once('response', response => {
      response.destroy()
      reject(new ProxyError(response.statusCode))
    })
    request.once('timeout', () => request.destroy(new ProxyError()))
    request.once('error', error => reject(isCertificateError(error) ? error : new ProxyError()))
    request.end()
  })

const CERTIFICATE =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/

/** In: what was thrown. Out: whether a certificate, or TLS itself, is the cause. */
export const isCertificateError = (thrown: unknown): boolean =>
  CERTIFICATE.test(String((thrown as { code?: unknown } | undefined)?.code ?? ''))
