import { X509Certificate } from 'node:crypto'
import https from 'node:https'
import tls from 'node:tls'
import { HttpClient } from '@actions/http-client'
import { whyStopped } from './retry.ts'

/** Largest answer that is read, in bytes. */
const ANSWER_LIMIT = 1024 * 1024
/** How long a call in flight may still take once the run is stopping, in milliseconds. */
const LAST_WORDS = 5_000

export type HttpRequest = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers: Readonly<Record<string, string>>
  body?: string
  /** Milliseconds for the whole call, from the connection to the last byte. */
  deadlineMs: number
}>

/**
 * What came of one request.
 * `no-answer`: nothing that can be read came back. `reached: 'no'` when the request surely was not sent, `'perhaps'` when it may
 * have had its effect; `lasting` when the same call can't go better in a moment (a certificate, a proxy's refusal).
 */
export type HttpOutcome =
  | Readonly<{ is: 'answer'; status: number; headers: Readonly<Record<string, string>>; text: string }>
  | Readonly<{ is: 'no-answer'; reason: string; reached: 'no' | 'perhaps'; lasting: boolean }>

/** Opens a TLS connection to a host (port 443), through the proxy where there is one, which the next request to it uses. Out: why there is none. */
export type Connect = (host: string) => Promise<NoAnswer | undefined>

export type Send = (request: HttpRequest) => Promise<HttpOutcome>

export type NoAnswer = Extract<HttpOutcome, { is: 'no-answer' }>

const NEVER_CONNECTED: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name does not resolve (ENOTFOUND)',
  EAI_AGAIN: 'its name could not be resolved (EAI_AGAIN)',
  ECONNREFUSED: 'the connection was refused (ECONNREFUSED)',
  EHOSTUNREACH: 'the host is unreachable (EHOSTUNREACH)',
  ENETUNREACH: 'the network is unreachable (ENETUNREACH)'
}
const CERTIFICATE =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/

/** In: what a failed request threw. Out: what it means, in words that hold nothing of the request. */
export const explain = (thrown: unknown): NoAnswer => {
  const error = thrown as { code?: unknown; syscall?: unknown; message?: unknown }
  const code = typeof error?.code === 'string' ? error.code : 'no code'
  const message = typeof error?.message === 'string' ? error.message : ''
  const never = (reason: string, lasting: boolean): NoAnswer => ({ is: 'no-answer', reason, reached: 'no', lasting })

  const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d{3})|cause=)/.exec(message)
  if (tunnel?.[1] !== undefined)
    return never(`the proxy refused the connection with status ${tunnel[1]}`, !tunnel[1].startsWith('5'))
  if (tunnel !== null) return never('the proxy could not be reached', false)
  if (CERTIFICATE.test(code)) return never(`its certificate is not trusted here (${code})`, true)
  const known = NEVER_CONNECTED[code]
  if (known !== undefined) return never(known, false)
  if (error?.syscall === 'connect') return never(`no connection was made (${code})`, false)
  return { is: 'no-answer', reason: `the connection was lost (${code})`, reached: 'perhaps', lasting: false }
}

const tooLarge: NoAnswer = { is: 'no-answer', reason: 'the answer is larger than 1 MiB', reached: 'perhaps', lasting: false }

type Cut = Readonly<{ reason: string }>

/**
 * Makes the function that everything goes out through. It follows no redirect, repeats nothing, and always settles: one deadline
 * covers the whole call, and the answer is read up to a limit. It never throws. Proxies come from HTTPS_PROXY and NO_PROXY.
 * @param stopping aborted when the run has to end: calls in flight then get 5 seconds more, and none is begun
 */
export const createSend = (stopping: AbortSignal): Send => {
  const client = new HttpClient(undefined, undefined, { keepAlive: true, allowRedirects: false, allowRetries: false })

  return async ({ method, url, headers, body, deadlineMs }) => {
    if (stopping.aborted) return { is: 'no-answer', reason: whyStopped(stopping), reached: 'no', lasting: true }
    const cutter = new AbortController()
    const cut = (reason: string) => cutter.abort({ reason } satisfies Cut)
    const deadline = setTimeout(() => cut(`no whole answer came within ${deadlineMs / 1000} seconds`), deadlineMs)
    let lastWords: NodeJS.Timeout | undefined
    const stop = () => {
      lastWords = setTimeout(() => cut(`${whyStopped(stopping)} before the answer came`), LAST_WORDS)
    }
    stopping.addEventListener('abort', stop, { once: true })
    try {
      const options: https.RequestOptions = {
        method,
        host: url.hostname,
        port: url.port === '' ? 443 : Number(url.port),
        path: url.pathname + url.search,
        headers: { ...headers },
        agent: client.getAgent(url.href),
        signal: cutter.signal
      }
      const response = await client.requestRaw({ options, parsedUrl: url, httpModule: https }, body ?? null)
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of response.message) {
        chunks.push(chunk)
        size += chunk.length
        // Leaving the loop destroys the message. Aborting instead would hit a socket that is being freed, and that nobody listens to.
        if (size > ANSWER_LIMIT) return tooLarge
      }
      cutter.signal.throwIfAborted()
      return {
        is: 'answer',
        status: response.message.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(response.message.headers).map(([name, value]) => [name, String(value)])),
        text: Buffer.concat(chunks).toString('utf8')
      }
    } catch (thrown) {
      if (!cutter.signal.aborted) return explain(thrown)
      return { is: 'no-answer', reason: (cutter.signal.reason as Cut).reason, reached: 'perhaps', lasting: false }
    } finally {
      clearTimeout(deadline)
      clearTimeout(lastWords)
      stopping.removeEventListener('abort', stop)
    }
  }
}

/**
 * In: text of one or more certificates, PEM. Out: what is wrong with it, or undefined.
 */
export const certificateMistake = (pem: string): string | undefined => {
  if (typeof tls.setDefaultCACertificates !== 'function') {
    return `needs Node 24.5 or newer, and this runner has ${process.version}: update the runner, or set NODE_EXTRA_CA_CERTS`
  }
  const blocks = certificatesIn(pem)
  const rest = blocks.reduce((text, block) => text.replace(block, ''), pem)
  if (blocks.length === 0 || /-----(BEGIN|END)/.test(rest)) {
    return 'is no certificate: give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----'
  }
  const bad = blocks.findIndex(block => !isCertificate(block))
  return bad < 0 ? undefined : `holds as number ${bad + 1} what can’t be read as a certificate: give each one whole, as PEM`
}

const certificatesIn = (pem: string): readonly string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}

/** Trusts certificates, PEM, besides those that this process trusts already; for every connection from now on. */
export const trust = (pem: string): void =>
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificatesIn(pem)])

/** In: the environment. Out: the secret parts of its proxy setting, to be masked. */
export const proxyCredentials = (env: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const url = URL.parse(env.https_proxy || env.HTTPS_PROXY || '')
  if (!url?.password || !decodes(url)) return []
  const password = decodeURIComponent(url.password)
  return [password, url.password, `${decodeURIComponent(url.username)}:${password}`]
}

/**
 * In: the environment. Out: what is wrong with its proxy setting, or undefined. Without this a malformed HTTPS_PROXY would
 * silently mean a direct connection. The text never repeats the value, which may hold a password.
 */
export const proxyMistake = (env: Readonly<Record<string, string | undefined>>): string | undefined => {
  const name = env.https_proxy ? 'https_proxy' : 'HTTPS_PROXY'
  const value = env[name]
  if (!value) return undefined
  // The same reading as in @actions/http-client: HOST:PORT with a name for HOST parses as a scheme, and would mean no proxy.
  const url = URL.parse(value) ?? (/^https?:\/\//.test(value) ? null : URL.parse(`http://${value}`))
  const wellFormed = url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' && decodes(url)
  return wellFormed ? undefined : `${name} is set and is no proxy address: give http://HOST:PORT, or unset it`
}

const decodes = (url: URL): boolean => {
  try {
    decodeURIComponent(url.username)
    decodeURIComponent(url.password)
    return true
  } catch {
    return false
  }
}
