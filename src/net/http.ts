import https from 'node:https'
import { setImmediate as nextTurn } from 'node:timers/promises'
import tls from 'node:tls'
import { HttpClient } from '@actions/http-client'
import { abortReason } from '../core/errors.ts'
import { Connections } from './connection.ts'
import { connectionError, NetworkError, responseError } from './network-errors.ts'
import { readProxySettings } from './proxy.ts'
import { readText } from './response-text.ts'

/** How long a call in flight may still take once the run is stopping. */
const ABORT_GRACE_MS = 5_000
/** Timeout for opening a connection ahead of the requests. */
const CONNECT_TIMEOUT_MS = 30_000

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body?: string
  /** For the whole call, from the connection to the last byte. */
  deadlineMs: number
}

export interface HttpResponse {
  is: 'response'
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  text: string
}

/** There is no response that can be read. */
export interface NoResponse {
  is: 'no-response'
  /** Part of a sentence, with nothing from outside in it. */
  reason: string
  /** Node's code: `ECONNREFUSED`; empty if there is none. */
  code: string
  /** False if the request was surely not sent, so that it can't have had its effect. */
  maybeSent: boolean
  /** Whether the same call would fail again: a certificate, a proxy's refusal, a response that is not HTTP. */
  isLasting: boolean
  /** What to do, where the reason tells it better than the caller. */
  hint?: string | undefined
}

/**
 * Sends one request. It follows no redirect, repeats nothing, never throws and always settles: one deadline covers the
 * whole call, and the response is read up to a limit.
 */
export type Send = (request: HttpRequest) => Promise<HttpResponse | NoResponse>

/**
 * Has connections to a host (port 443) ready for the next two requests.
 * @returns as soon as there is one; why there is none
 */
export type Connect = (host: string) => Promise<NoResponse | undefined>

export interface Transport {
  send: Send
  connect: Connect
  /** Trusts certificates, PEM each, besides those that Node trusts by itself; for every connection from now on. */
  trust(pems: string[]): void
}

/** What a call reports, and what ends it. */
interface Call {
  signal: AbortSignal
  onSent: () => void
}

/**
 * Creates the transport of all requests. Connections are kept and reused, directly and through the proxy that
 * HTTPS_PROXY and NO_PROXY name.
 * @param stopping aborted when the run has to end: calls in flight then get 5 seconds more, and none is begun
 * @param environment its NODE_TLS_REJECT_UNAUTHORIZED is removed: certificates are always checked, and Node would warn
 *   that they are not
 */
export function createTransport(
  stopping: AbortSignal,
  environment: Record<string, string | undefined>
): Transport {
  delete environment.NODE_TLS_REJECT_UNAUTHORIZED
  let trusted: tls.SecureContext | undefined
  const connections = new Connections(readProxySettings(environment), () => {
    trusted ??= tls.createSecureContext()
    return trusted
  })
  const client = new HttpClient()
  return {
    send: request =>
      withDeadline(request.deadlineMs, stopping, call =>
        exchange(request, client, connections, call)
      ),
    connect: host =>
      withDeadline(CONNECT_TIMEOUT_MS, stopping, async () => {
        await connections.openAhead(host)
        return undefined
      }),
    trust: pems => {
      if (pems.length === 0) return
      const ca = [...tls.getCACertificates('default'), ...pems]
      // People also give the authority that issued the certificate, which need not be a root.
      trusted = tls.createSecureContext({ ca, allowPartialTrustChain: true })
    }
  }
}

async function exchange(
  { method, url, headers, body }: HttpRequest,
  client: HttpClient,
  agent: Connections,
  { signal, onSent }: Call
): Promise<HttpResponse> {
  // In the second turn of the event loop, all has been read that arrived on idle connections while the process was busy.
  await nextTurn()
  await nextTurn()
  const options: https.RequestOptions = {
    method,
    host: url.hostname,
    port: Number(url.port) || 443,
    path: url.pathname + url.search,
    headers: { ...headers },
    agent,
    signal
  }
  // A request has a socket once that is connected; what is written from then on may arrive.
  const request: typeof https.request = (...given: unknown[]) =>
    https.request(...(given as [https.RequestOptions])).once('socket', socket => {
      if (!socket.destroyed) onSent()
    })
  const info = { options, parsedUrl: url, httpModule: { ...https, request } }
  const { message } = await client.requestRaw(info, body ?? null)
  const text = await readText(message)
  const received = Object.entries(message.headers).map(([name, value]) => [name, String(value)])
  return {
    is: 'response',
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(received),
    text
  }
}

/** Runs work that then always settles: at its deadline, or some seconds after the run has to stop. */
async function withDeadline<T>(
  deadlineMs: number,
  stopping: AbortSignal,
  work: (call: Call) => Promise<T>
): Promise<T | NoResponse> {
  if (stopping.aborted) {
    return noResponse(new NetworkError(abortReason(stopping), { isLasting: true }), false)
  }
  const abort = new AbortController()
  // A request that waits for its connection ignores its signal.
  const givenUp = Promise.withResolvers<NoResponse>()
  let isSent = false
  function giveUp(when: string): void {
    const reason = isSent ? 'there was no complete response' : 'no connection was made'
    givenUp.resolve(noResponse(new NetworkError(`${reason} ${when}`), isSent))
    abort.abort()
  }
  const timers = [setTimeout(giveUp, deadlineMs, `within ${deadlineMs / 1000} seconds`)]
  function stop(): void {
    timers.push(setTimeout(giveUp, ABORT_GRACE_MS, `before ${abortReason(stopping)}`))
  }
  stopping.addEventListener('abort', stop, { once: true })
  function onSent(): void {
    isSent = true
  }
  try {
    return await Promise.race([work({ signal: abort.signal, onSent }), givenUp.promise])
  } catch (thrown) {
    return noResponse(isSent ? responseError(thrown) : connectionError(thrown), isSent)
  } finally {
    for (const timer of timers) clearTimeout(timer)
    stopping.removeEventListener('abort', stop)
  }
}

function noResponse({ message, details }: NetworkError, maybeSent: boolean): NoResponse {
  const { code = '', isLasting = false, hint } = details
  return { is: 'no-response', reason: message, code, maybeSent, isLasting, hint }
}
