import type { IncomingMessage } from 'node:http'
import https from 'node:https'
import { setImmediate as nextTurn } from 'node:timers/promises'
import tls from 'node:tls'
import { unzipSync } from 'node:zlib'
import { HttpClient } from '@actions/http-client'
import { abortReason } from '../core/errors.ts'
import { Connections } from './connection.ts'
import { explainError, NetworkError } from './network-errors.ts'
import { readProxySettings } from './proxy.ts'

/** How long a call in flight may still take once the run is stopping. */
const ABORT_GRACE_MS = 5_000
const CONNECT_TIMEOUT_MS = 30_000
const LIMIT_BYTES = 1024 * 1024

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

export interface NoResponse {
  is: 'no-response'
  /** Part of a sentence, with nothing from outside in it. */
  reason: string
  /** As of Node, `ECONNREFUSED`; empty if there is none. */
  code: string
  /** False if the request was surely not sent, so that it can't have had its effect. */
  maybeSent: boolean
  /** Whether the same call would fail again. */
  isLasting: boolean
  /** What to do, where the reason tells it better than the caller. */
  hint?: string | undefined
}

export interface Transport {
  /** Sends one request. It follows no redirect, repeats nothing, never throws, and always settles, at its deadline at the latest. */
  send(request: HttpRequest): Promise<HttpResponse | NoResponse>
  /** Has connections to a host (port 443) ready for the next two requests; says why there is none. */
  connect(host: string): Promise<NoResponse | undefined>
  /** Trusts certificates, PEM each, besides those that Node trusts by itself; for every connection from now on. */
  trust(pems: string[]): void
}

interface Call {
  signal: AbortSignal
  isSent: boolean
}

/**
 * Creates the transport of all requests, directly or through the proxy that the environment names.
 * @param stopping aborted when the run has to end: calls in flight then get 5 seconds more, and none is begun
 */
export function createTransport(stopping: AbortSignal, environment: NodeJS.ProcessEnv): Transport {
  // Certificates are always checked, and Node would warn that they are not.
  delete environment.NODE_TLS_REJECT_UNAUTHORIZED
  const connections = new Connections(readProxySettings(environment))
  return {
    send: request =>
      withDeadline(request.deadlineMs, stopping, call => exchange(request, connections, call)),
    connect: host => withDeadline(CONNECT_TIMEOUT_MS, stopping, () => connections.openAhead(host)),
    trust(pems) {
      if (pems.length === 0) return
      const ca = [...tls.getCACertificates('default'), ...pems]
      // People also give the authority that issued the certificate, which need not be a root.
      connections.trusted = tls.createSecureContext({ ca, allowPartialTrustChain: true })
    }
  }
}

async function exchange(
  { method, url, headers, body }: HttpRequest,
  agent: Connections,
  call: Call
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
    signal: call.signal
  }
  // A request has a socket once that is connected; what is written from then on may arrive.
  const request: typeof https.request = (...given: unknown[]) =>
    https.request(...(given as [https.RequestOptions])).once('socket', socket => {
      call.isSent = !socket.destroyed
    })
  const info = { options, parsedUrl: url, httpModule: { ...https, request } }
  const { message } = await new HttpClient().requestRaw(info, body ?? null)
  const { statusCode: status = 0 } = message
  const received = Object.entries(message.headers).map(([name, value]) => [name, String(value)])
  const text = await readText(message)
  return { is: 'response', status, headers: Object.fromEntries(received), text }
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    chunks.push(chunk)
    size += chunk.length
    // Leaving the loop destroys the message and its connection.
    if (size > LIMIT_BYTES) throw new NetworkError('the response is larger than 1 MiB')
  }
  return decode(Buffer.concat(chunks), message.headers['content-encoding'])
}

/** Decodes a body, given its Content-Encoding. Nothing compressed is asked for, but some gateways compress all the same. */
export function decode(body: Buffer, encoding = 'identity'): string {
  const isPlain = encoding === 'identity' || body.length === 0
  try {
    const plain = isPlain ? body : unzipSync(body, { maxOutputLength: LIMIT_BYTES })
    return new TextDecoder().decode(plain)
  } catch (thrown) {
    throw new NetworkError(`the response could not be decompressed (${Object(thrown).code})`)
  }
}

/** Runs work that then always settles: at its deadline, or some seconds after the run has to stop. */
async function withDeadline<T>(
  deadlineMs: number,
  stopping: AbortSignal,
  work: (call: Call) => Promise<T>
): Promise<T | NoResponse> {
  const abort = new AbortController()
  const call = { signal: abort.signal, isSent: false }
  // A request that waits for its connection ignores its signal.
  const givenUp = Promise.withResolvers<never>()
  function giveUp(when: string): void {
    const reason = call.isSent ? 'there was no complete response' : 'no connection was made'
    givenUp.reject(new NetworkError(`${reason} ${when}`))
    abort.abort()
  }
  const timers = [setTimeout(giveUp, deadlineMs, `within ${deadlineMs / 1000} seconds`)]
  function stop(): void {
    timers.push(setTimeout(giveUp, ABORT_GRACE_MS, `before ${abortReason(stopping)}`))
  }
  stopping.addEventListener('abort', stop)
  try {
    if (stopping.aborted) throw new NetworkError(abortReason(stopping), '', undefined, true)
    return await Promise.race([work(call), givenUp.promise])
  } catch (thrown) {
    const { isSent: maybeSent } = call
    const { message: reason, code, isLasting, hint } = explainError(thrown, maybeSent)
    return { is: 'no-response', reason, code, maybeSent, isLasting, hint }
  } finally {
    for (const timer of timers) clearTimeout(timer)
    stopping.removeEventListener('abort', stop)
  }
}
