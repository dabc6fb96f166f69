import https from 'node:https'
import tls from 'node:tls'
import { HttpClient } from '@actions/http-client'
import { type GivenUp, type NotOpened, type Opened, openConnection } from './connection.ts'
import { bareHost, readProxy } from './proxy.ts'
import { whyStopped } from './retry.ts'

/** Largest answer that is read, in bytes. */
const ANSWER_LIMIT = 1024 * 1024
/** How long a call in flight may still take once the run is stopping, in milliseconds. */
const LAST_WORDS = 5_000
/** How long a connection may take that is opened ahead of the requests, in milliseconds. */
const CONNECT_DEADLINE = 30_000
/** How many connections to a host are opened ahead: a token's proof and the list are asked for at the same time. */
const AHEAD = 2
/**
 * How long a connection may be idle and still be used, in milliseconds. A server that closes one at the moment in which a request is
 * sent on it leaves open whether the request had its effect. Servers in common use keep idle connections for 5 seconds and longer, and
 * longer than that before the first request; one that says so in Keep-Alive is believed (by Node).
 */
const IDLE = { used: 4_000, unused: 10_000 }

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
 * have had its effect; `lasting` when the same call can't go better in a moment (a certificate, a proxy's refusal); `hint`: what to do,
 * where the reason tells it better than who asked.
 */
export type HttpOutcome =
  | Readonly<{ is: 'answer'; status: number; headers: Readonly<Record<string, string>>; text: string }>
  | Readonly<{ is: 'no-answer'; reason: string; reached: 'no' | 'perhaps'; lasting: boolean; hint?: string }>

export type NoAnswer = Extract<HttpOutcome, { is: 'no-answer' }>

/**
 * Sends one request. It follows no redirect, repeats nothing, and always settles: one deadline covers the whole call, and the answer is
 * read up to a limit. It never throws.
 */
export type Send = (request: HttpRequest) => Promise<HttpOutcome>

/**
 * Has two TLS connections to a host (port 443), through the proxy where there is one, for the next two requests to it that go out at the
 * same time: it opens what is not there or being opened. Out, as soon as the first one is there: nothing; where there is none, why.
 */
export type Connect = (host: string) => Promise<NoAnswer | undefined>

export type Transport = Readonly<{
  send: Send
  connect: Connect
  /** Trusts certificates, PEM each, besides those that Node trusts by itself; for every connection from now on. */
  trust: (pems: readonly string[]) => void
}>

/** Why a request was cut off: what it says of one that was sent, and of a connection that was not there yet. */
type Cut = Readonly<{ reason: string }> & GivenUp

/**
 * Makes what everything goes out through. Connections are kept and used again, directly and through the proxy that HTTPS_PROXY and
 * NO_PROXY name. None of them keeps the process alive while nobody uses it.
 * @param stopping aborted when the run has to end: calls in flight then get 5 seconds more, and none is begun
 * @param env its NODE_TLS_REJECT_UNAUTHORIZED is taken out: certificates are always checked, and Node would warn that they are not
 */
export const createTransport = (stopping: AbortSignal, env: Record<string, string | undefined>): Transport => {
  const unchecked = env.NODE_TLS_REJECT_UNAUTHORIZED === '0'
  delete env.NODE_TLS_REJECT_UNAUTHORIZED
  const proxies = readProxy(env)
  let trusted: tls.SecureContext | undefined
  const client = new HttpClient()
  const agent = new https.Agent({ keepAlive: true, timeout: IDLE.used })
  const spares = new Map<string, tls.TLSSocket[]>()
  /** Connections that are being opened ahead and that no request waits for yet; each settles, and never fails. */
  const underWay = new Map<string, Promise<NoAnswer | undefined>[]>()
  agent.getName = ({ host, port } = {}) => `${host}:${port}`
  agent.createConnection = options => takeFrom(spares.get(agent.getName(options)))

  const open = async (host: string, port: number, signal: AbortSignal): Promise<Opened> => {
    if (proxies.is === 'mistakes') return { is: 'not-open', reason: proxies.mistakes.join('; '), lasting: true }
    // One for all connections: each of its own would take time and memory.
    trusted ??= tls.createSecureContext()
    return openConnection({ host: bareHost(host), port, proxy: proxies.proxyFor(host, port), trusted, unchecked }, signal)
  }
  const offer = (name: string, socket: tls.TLSSocket): void => {
    spares.set(name, [...(spares.get(name) ?? []).filter(isOpen), keep(socket)])
  }
  /** How many requests to a host find a connection. */
  const readyFor = (name: string): number => {
    const free = agent.freeSockets[name] ?? []
    // Of the free ones, Node takes the last.
    return (free.at(-1)?.destroyed === false ? free.length : 0) + (spares.get(name) ?? []).filter(isOpen).length
  }

  const openAhead = (host: string, name: string): void => {
    const cutter = new AbortController()
    const giveUp = (unopened: string) => cutter.abort({ unopened } satisfies GivenUp)
    const deadline = setTimeout(() => giveUp(`within ${CONNECT_DEADLINE / 1000} seconds`), CONNECT_DEADLINE).unref()
    const stop = () => giveUp(`before ${whyStopped(stopping)}`)
    stopping.addEventListener('abort', stop, { once: true })
    const opening = open(host, 443, cutter.signal).then(opened => {
      clearTimeout(deadline)
      stopping.removeEventListener('abort', stop)
      underWay.set(
        name,
        (underWay.get(name) ?? []).filter(other => other !== opening)
      )
      if (opened.is === 'not-open') return unopened(opened)
      offer(name, opened.socket)
      return undefined
    })
    underWay.set(name, [...(underWay.get(name) ?? []), opening])
  }

  return {
    connect: async host => {
      if (stopping.aborted) return stopped(stopping)
      const name = agent.getName({ host, port: 443 })
      while (readyFor(name) + (underWay.get(name)?.length ?? 0) < AHEAD) openAhead(host, name)
      return readyFor(name) > 0 ? undefined : firstThere(underWay.get(name) ?? [])
    },

    send: async ({ method, url, headers, body, deadlineMs }) => {
      if (stopping.aborted) return stopped(stopping)
      const cutter = new AbortController()
      const cut = (reason: string, unopened: string) => cutter.abort({ reason, unopened } satisfies Cut)
      const within = `within ${deadlineMs / 1000} seconds`
      const deadline = setTimeout(() => cut(`no whole answer came ${within}`, within), deadlineMs)
      let lastWords: NodeJS.Timeout | undefined
      const stop = () => {
        const why = whyStopped(stopping)
        lastWords = setTimeout(() => cut(`${why} before the answer came`, `before ${why}`), LAST_WORDS)
      }
      stopping.addEventListener('abort', stop, { once: true })
      try {
        const host = url.hostname
        const port = url.port === '' ? 443 : Number(url.port)
        const name = agent.getName({ host, port })
        const early = readyFor(name) > 0 ? undefined : underWay.get(name)?.shift()
        if (early !== undefined) await Promise.race([early, aborted(cutter.signal)])
        const opened = readyFor(name) > 0 ? undefined : await open(host, port, cutter.signal)
        if (opened?.is === 'not-open') return unopened(opened)
        // From here to the request nothing else runs: the connection that is ready is this request's.
        if (opened !== undefined) offer(name, opened.socket)
        const options: https.RequestOptions = {
          method,
          host,
          port,
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
    },

    trust: pems => {
      if (pems.length > 0) trusted = tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...pems] })
    }
  }
}

/** Keeps a connection that no request has used yet, for as long as a server surely does. */
const keep = (socket: tls.TLSSocket): tls.TLSSocket => socket.setTimeout(IDLE.unused).once('timeout', close).unref()

function close(this: tls.TLSSocket): void {
  this.destroy()
}

const isOpen = ({ readable, writable }: tls.TLSSocket): boolean => readable && writable

/** Takes the first connection that is still open. */
const takeFrom = (spares: tls.TLSSocket[] = []): tls.TLSSocket | undefined => {
  const found = spares.splice(0, spares.findIndex(isOpen) + 1).at(-1)
  return found?.setTimeout(0).off('timeout', close).ref()
}

/** Out, of connections that are being opened: nothing, as soon as one is there; where none comes, why the last one does not. */
const firstThere = (openings: readonly Promise<NoAnswer | undefined>[]): Promise<NoAnswer | undefined> =>
  new Promise(resolve => {
    let left = openings.length
    for (const opening of openings) opening.then(none => (--left > 0 && none !== undefined ? undefined : resolve(none)))
  })

const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))

const stopped = (stopping: AbortSignal): NoAnswer => ({
  is: 'no-answer',
  reason: whyStopped(stopping),
  reached: 'no',
  lasting: true
})

const unopened = ({ reason, hint, lasting }: NotOpened): NoAnswer => ({
  is: 'no-answer',
  reason,
  reached: 'no',
  lasting,
  ...(hint !== undefined && { hint })
})

const tooLarge: NoAnswer = { is: 'no-answer', reason: 'the answer is larger than 1 MiB', reached: 'perhaps', lasting: false }

/** In: what a request threw on a connection that was there. Out: what it means, in words that hold nothing of the request. */
export const explain = (thrown: unknown): NoAnswer => {
  const { code } = Object(thrown) as { code?: unknown }
  const said = typeof code === 'string' ? code : 'no code'
  if (/^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/.test(said)) {
    return {
      is: 'no-answer',
      reason: `the request could not be made (${said})`,
      hint: 'A credential or another input holds a character that no request can carry: check what was pasted.',
      reached: 'no',
      lasting: true
    }
  }
  return { is: 'no-answer', reason: `the connection was lost (${said})`, reached: 'perhaps', lasting: false }
}
