import https from 'node:https'
import { HttpClient } from '@actions/http-client'
import { createConnections, isCertificateError, ProxyError } from './connections.ts'
import { proxySettings } from './proxy.ts'
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
 * have had its effect; `lasting` when the same call can't go better in a moment (a certificate, a proxy's refusal); `hint`: what to do
 * now, where the network tells it.
 */
export type HttpOutcome =
  | Readonly<{ is: 'answer'; status: number; headers: Readonly<Record<string, string>>; text: string }>
  | Readonly<{ is: 'no-answer'; reason: string; reached: 'no' | 'perhaps'; lasting: boolean; hint?: string }>

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

/** The remedy where a certificate is not accepted, by the system's code; any other code: an authority that is not trusted here. */
const CERTIFICATE_HINTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'The certificate has expired: have it renewed there, and check the clock of the runner.',
  CERT_NOT_YET_VALID: 'The certificate is not valid yet: check the clock of the runner.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate is of another host: check the name, and whether a proxy or a DNS entry leads to another server.',
  HOSTNAME_MISMATCH:
    'The certificate is of another host: check the name, and whether a proxy or a DNS entry leads to another server.',
  CERT_REVOKED: 'The certificate was revoked: have it replaced there.'
}
const UNKNOWN_AUTHORITY =
  'Give the certificate of the authority that signed it (a proxy that inspects TLS has its own) as ca-certificate.'
const PROXY_HINT = 'Check the proxy settings (HTTPS_PROXY, NO_PROXY).'

/** In: what a failed request threw. Out: what it means, in words that hold nothing of the request. */
export const explain = (thrown: unknown): NoAnswer => {
  const never = (reason: string, lasting: boolean, hint?: string): NoAnswer => ({
    ...{ is: 'no-answer', reason, reached: 'no', lasting },
    ...(hint !== undefined && { hint })
  })
  if (thrown instanceof ProxyError) {
    if (thrown.status === undefined) return never('the proxy could not be reached, or did not answer', false, PROXY_HINT)
    const login = thrown.status === 407 ? ' It asks for a user and password, or does not accept those in HTTPS_PROXY.' : ''
    return never(`the proxy refused the connection with status ${thrown.status}`, thrown.status < 500, `${PROXY_HINT}${login}`)
  }
  // Of several addresses of a host none was reached; each has its own error.
  const several = (thrown as { errors?: unknown } | undefined)?.errors
  if (Array.isArray(several) && several.length > 0) return explain(several[0])
  const error = thrown as { code?: unknown; syscall?: unknown } | undefined
  const code = typeof error?.code === 'string' ? error.code : 'no code'
  if (isCertificateError(thrown)) {
    if (/^ERR_SSL_/.test(code))
      return never(`no TLS connection could be made (${code})`, true, 'Check that nothing in front of it answers in its place.')
    const hint = CERTIFICATE_HINTS[code]
    return never(
      hint === undefined ? `its certificate is not trusted here (${code})` : `its certificate is not accepted (${code})`,
      true,
      hint ?? UNKNOWN_AUTHORITY
    )
  }
  const known = NEVER_CONNECTED[code]
  if (known !== undefined) return never(known, false)
  if (error?.syscall === 'connect') return never(`no connection was made (${code})`, false)
  return { is: 'no-answer', reason: `the connection was lost (${code})`, reached: 'perhaps', lasting: false }
}

const tooLarge: NoAnswer = { is: 'no-answer', reason: 'the answer is larger than 1 MiB', reached: 'perhaps', lasting: false }

type Cut = Readonly<{ reason: string }>

/** What everything goes out through. */
export type Transport = Readonly<{ send: Send; connect: Connect; trust: (pems: readonly string[]) => void }>

/**
 * Makes the transport. It follows no redirect, repeats nothing, and always settles: one deadline covers the whole call, and the answer is
 * read up to a limit. It never throws. Proxies come from HTTPS_PROXY and NO_PROXY.
 * @param stopping aborted when the run has to end: calls in flight then get 5 seconds more, and none is begun
 */
export const createTransport = (stopping: AbortSignal, env: Readonly<Record<string, string | undefined>>): Transport => {
  const { agent, openAhead, trust } = createConnections(proxySettings(env))
  const connect: Connect = async host => {
    if (stopping.aborted) return stopped(stopping)
    try {
      await openAhead(host)
      return undefined
    } catch (thrown) {
      return { ...explain(thrown), reached: 'no' }
    }
  }
  return { send: createSend(stopping, agent), connect, trust }
}

const stopped = (stopping: AbortSignal): NoAnswer => ({
  is: 'no-answer',
  reason: whyStopped(stopping),
  reached: 'no',
  lasting: true
})

const createSend = (stopping: AbortSignal, agent: https.Agent): Send => {
  const client = new HttpClient(undefined, undefined, { allowRedirects: false, allowRetries: false })

  return async ({ method, url, headers, body, deadlineMs }) => {
    if (stopping.aborted) return stopped(stopping)
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
        agent,
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
