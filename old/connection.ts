import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import tls from 'node:tls'
import type { ProxyServer } from './proxy.ts'

/** Where a connection leads, and how it is reached and checked. */
export type Way = Readonly<{
  /** A name or an address, without brackets. */
  host: string
  port: number
  proxy: ProxyServer | undefined
  trusted: tls.SecureContext
  /** The environment asks for no check. There is one all the same, and an error says so. */
  unchecked: boolean
}>

/** Why there is no connection, in words that hold nothing from outside; `lasting` when it can't go better in a moment. */
export type NotOpened = Readonly<{ reason: string; hint?: string; lasting: boolean }>

export type Opened = Readonly<{ is: 'open'; socket: tls.TLSSocket }> | (Readonly<{ is: 'not-open' }> & NotOpened)

/** Why opening was given up; it follows what was not there, as in "no connection was made" and `within 30 seconds`. */
export type GivenUp = Readonly<{ unopened: string }>

/**
 * Opens a TLS connection, through a proxy where there is one. The certificates of the host and of a proxy that is reached over TLS are
 * always checked, whatever the environment says. Nothing of a request is sent, so whatever goes wrong here has had no effect.
 * @param signal gives it up; its reason is a `GivenUp`
 */
export const openConnection = async ({ host, port, proxy, trusted, unchecked }: Way, signal: AbortSignal): Promise<Opened> => {
  const secured = (over: tls.ConnectionOptions, name: string): Promise<tls.TLSSocket> => {
    // A server name is a name, never an address (RFC 6066); the certificate is checked against `host` then.
    const servername = net.isIP(name) === 0 ? { servername: name } : {}
    const checks = { rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] }
    return ready(tls.connect({ ...over, host: name, ...servername, secureContext: trusted, ...checks }), 'secureConnect', signal)
  }
  const step = async <T>(late: string, work: () => Promise<T>, explain: (thrown: unknown) => NotOpened) => {
    try {
      return { is: 'done', value: await work() } as const
    } catch (thrown) {
      const why = signal.aborted ? { reason: `${late} ${(signal.reason as GivenUp).unopened}`, lasting: false } : explain(thrown)
      return { is: 'not-open', ...why } as const
    }
  }
  const byHost = (thrown: unknown) => unsecured(thrown, 'host', unchecked)
  const byProxy = (thrown: unknown) => unsecured(thrown, 'proxy', unchecked)

  if (signal.aborted) {
    return { is: 'not-open', reason: `no connection was made ${(signal.reason as GivenUp).unopened}`, lasting: false }
  }
  if (proxy === undefined) {
    const direct = await step('no connection was made', () => secured({ port }, host), byHost)
    return direct.is === 'done' ? { is: 'open', socket: direct.value } : direct
  }
  const toProxy = () =>
    proxy.scheme === 'https'
      ? secured({ port: proxy.port }, proxy.host)
      : ready(net.connect({ host: proxy.host, port: proxy.port }), 'connect', signal)
  const reached = await step<net.Socket>('the proxy could not be reached', toProxy, byProxy)
  if (reached.is === 'not-open') return reached
  const ask = () => askProxy(reached.value, proxy, host, port, signal)
  const answered = await step('the proxy gave no answer', ask, unanswered)
  if (answered.is === 'not-open') return answered
  if (answered.value < 200 || answered.value > 299) {
    reached.value.destroy()
    return { is: 'not-open', ...refused(answered.value) }
  }
  const overTunnel = () => secured({ socket: reached.value }, host)
  const through = await step('no connection was made through the proxy', overTunnel, byHost)
  if (through.is === 'done') return { is: 'open', socket: through.value }
  reached.value.destroy()
  return through
}

/** Waits until a socket is there. One that is not is destroyed; one that breaks while nobody uses it harms nobody. */
const ready = async <S extends net.Socket>(socket: S, event: string, signal: AbortSignal): Promise<S> => {
  socket.on('error', () => {})
  socket.setNoDelay(true)
  try {
    await once(socket, event, { signal })
    return socket
  } catch (thrown) {
    socket.destroy()
    throw thrown
  }
}

/** Asks a proxy for a tunnel ("RFC 9110", CONNECT). Out: the status of its answer. */
const askProxy = async (
  socket: net.Socket,
  proxy: ProxyServer,
  host: string,
  port: number,
  signal: AbortSignal
): Promise<number> => {
  const target = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`
  const headers = { host: target, ...(proxy.authorization !== undefined && { 'proxy-authorization': proxy.authorization }) }
  const request = http.request({ createConnection: () => socket, method: 'CONNECT', path: target, headers })
  request.on('error', () => {})
  try {
    const answer = once(request, 'connect', { signal })
    request.end()
    // A TLS host says nothing before it is spoken to, so nothing comes behind the answer.
    const [response] = (await answer) as [http.IncomingMessage]
    return response.statusCode ?? 0
  } catch (thrown) {
    socket.destroy()
    throw thrown
  }
}

type Peer = 'host' | 'proxy'

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name does not resolve (ENOTFOUND)',
  EAI_AGAIN: 'its name could not be resolved (EAI_AGAIN)',
  ECONNREFUSED: 'the connection was refused (ECONNREFUSED)',
  EHOSTUNREACH: 'the host is unreachable (EHOSTUNREACH)',
  ENETUNREACH: 'the network is unreachable (ENETUNREACH)',
  ETIMEDOUT: 'the host does not answer (ETIMEDOUT)'
}
const CERTIFICATE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/
// A signature that is wrong is that of another authority of the same name, as after a company has renewed its own.
const UNKNOWN_AUTHORITY =
  /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_GET_|UNABLE_TO_VERIFY_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/
const CHECK_PROXY = 'Check HTTPS_PROXY, and that the proxy runs and may be reached from the runner.'

/**
 * In: what reaching a peer and agreeing on TLS threw (codes: "Node.js errors", "X509 certificate error codes"), and which peer. Out: what
 * it means.
 */
export const unsecured = (thrown: unknown, peer: Peer, unchecked: boolean): NotOpened => {
  const codes = codesOf(thrown)
  const code = codes.join(', ') || 'no code'
  const whose = (reason: string): string => (peer === 'proxy' ? reason.replace(/^its /, 'the proxy’s ') : reason)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      reason: whose(`its certificate is of another host (${code})`),
      hint:
        peer === 'proxy'
          ? 'Give in HTTPS_PROXY the name that the proxy’s certificate is of.'
          : 'Something else answers under this name: check the name, the DNS that the runner uses, and what stands in between (proxy, firewall).',
      lasting: true
    }
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return {
      reason: whose(`its certificate, or that of its authority, has expired (${code})`),
      hint: 'Have it renewed by those who run it, or by those who run a proxy that inspects TLS; check the runner’s clock too.',
      lasting: true
    }
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return {
      reason: whose(`its certificate is not valid yet (${code})`),
      hint: 'Check the runner’s clock: it is probably slow.',
      lasting: true
    }
  }
  if (UNKNOWN_AUTHORITY.test(code)) {
    return {
      reason: whose(`its certificate is not trusted here (${code})`),
      hint: `Give the certificate of the authority that signed it in ca-certificate; a proxy or firewall that inspects TLS has one of its own.${unchecked ? ' NODE_TLS_REJECT_UNAUTHORIZED changes nothing: certificates are always checked here.' : ''}`,
      lasting: true
    }
  }
  if (CERTIFICATE.test(code)) {
    const hint = 'Have the certificate replaced by those who run the host, or by those who run a proxy that inspects TLS.'
    return { reason: whose(`its certificate is not in order (${code})`), hint, lasting: true }
  }
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code)) {
    const hint =
      peer === 'proxy'
        ? 'Check HTTPS_PROXY: https:// is for a proxy that is itself reached over TLS, and most proxies are given with http://.'
        : 'Check what answers under this name (DNS, proxy, firewall): it does not speak TLS as Vault and GitHub do.'
    return {
      reason: `${peer === 'proxy' ? 'the proxy and the runner' : 'both sides'} found no TLS to agree on (${code})`,
      hint,
      lasting: true
    }
  }
  if (peer === 'proxy') return { reason: `the proxy could not be reached (${code})`, hint: CHECK_PROXY, lasting: false }
  if (codes.length > 1) return { reason: `none of its addresses could be reached (${code})`, lasting: false }
  const known = NETWORK[code]
  if (known !== undefined) return { reason: known, lasting: false }
  return { reason: `no connection was made (${code})`, lasting: false }
}

/** In: what was thrown; of a host with several addresses one error each. Out: its codes, each once. */
const codesOf = (thrown: unknown): readonly string[] => {
  const { code, errors } = Object(thrown) as { code?: unknown; errors?: unknown }
  const inner = Array.isArray(errors) ? [...new Set(errors.flatMap(codesOf))] : []
  return inner.length > 0 ? inner : typeof code === 'string' ? [code] : []
}

/** In: what asking a proxy threw. Out: what it means. */
const unanswered = (thrown: unknown): NotOpened => {
  const code = codesOf(thrown)[0] ?? 'no code'
  return code.startsWith('HPE_')
    ? { reason: `what the proxy answered is no HTTP (${code})`, hint: CHECK_PROXY, lasting: true }
    : { reason: `the proxy cut the connection without an answer (${code})`, hint: CHECK_PROXY, lasting: false }
}

/** In: the status with which a proxy refuses a tunnel. Out: what it means. */
const refused = (status: number): NotOpened => {
  const reason = `the proxy refused the connection with status ${status}`
  if (status === 407) return { reason, hint: 'Check the user and the password in HTTPS_PROXY (percent-encoded).', lasting: true }
  if (status >= 500) {
    return {
      reason,
      hint: 'The proxy does not reach the host: check the host’s name and the proxy, and run again.',
      lasting: false
    }
  }
  return {
    reason,
    hint: 'Have this host allowed on the proxy (port 443), or name it in NO_PROXY where the runner may reach it directly.',
    lasting: true
  }
}
