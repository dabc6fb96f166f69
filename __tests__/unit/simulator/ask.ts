import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import { connect, type TLSSocket } from 'node:tls'
import type { SimRequest } from '../../../simulator/envelope.ts'
import type { Simulator } from '../../../simulator/index.ts'
import { handle } from '../../../simulator/vault.ts'
import { createWorld, type World } from '../../../simulator/world.ts'

/** A question to the simulator; `form` and `json` make its body. */
export type Question = {
  host?: string
  auth?: string
  form?: Record<string, string>
  json?: unknown
  headers?: Record<string, string>
}

/** What Vault's envelopes hold, as far as these tests look. */
export type Reply = {
  responseStatus: string
  errors: { type: string; message: string }[]
  // biome-ignore lint/suspicious/noExplicitAny: tests look into every kind of answer
  [field: string]: any
}

/** A production Vault, a sandbox, a user and a session of hers on the production Vault. */
export const stage = (world: World = createWorld()) => {
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const sandbox = world.addSandbox(vault, { name: 'UAT' })
  const user = world.addUser({ name: 'deploy@acme.com', password: 'correct' })
  return { world, vault, sandbox, user, session: world.openSession(vault, user) }
}

/** Asks the pure model, without sockets. */
export const ask = (world: World, line: string, question: Question = {}): Reply => JSON.parse(answer(world, line, question).body)

/** The same, with status and headers. */
export const answer = (world: World, line: string, question: Question = {}) => handle(world, toRequest(line, question))

const toRequest = (line: string, { host = 'acme.veevavault.com', auth, form, json, headers }: Question): SimRequest => {
  const [method = '', path = ''] = line.split(' ')
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? '' : JSON.stringify(json)
  const contentType = form ? 'application/x-www-form-urlencoded' : 'application/json'
  return { host, method, path, body, headers: { 'content-type': contentType, ...(auth && { authorization: auth }), ...headers } }
}

/** Asks over TLS, through the proxy. */
export const askThroughProxy = async (simulator: Simulator, line: string, question: Question = {}) => {
  const { host, method, path, headers, body } = toRequest(line, question)
  const socket = await tunnel(simulator, host)
  try {
    return await new Promise<{ status: number; reason: string; headers: Record<string, unknown>; body: string }>(
      (resolve, reject) => {
        const request = httpsRequest({ host, method, path, headers, createConnection: () => socket }, response => {
          text(response).then(
            content =>
              resolve({
                status: response.statusCode ?? 0,
                reason: response.statusMessage ?? '?',
                headers: response.headers,
                body: content
              }),
            reject
          )
        })
        request.on('error', reject).setTimeout(300, () => request.destroy(new Error('nothing came for 300 ms')))
        request.end(body)
      }
    )
  } finally {
    socket.destroy()
  }
}

/** A TLS connection to a host, through the proxy. */
export const tunnel = (simulator: Pick<Simulator, 'proxyUrl' | 'caPem'>, host: string) =>
  new Promise<TLSSocket>((resolve, reject) => {
    const { hostname, port, username, password } = new URL(simulator.proxyUrl)
    const login = username && { 'Proxy-Authorization': `Basic ${btoa(`${username}:${password}`)}` }
    const target = host.includes(':') ? host : `${host}:443`
    const request = httpRequest({ host: hostname, port, method: 'CONNECT', path: target, headers: { ...login } })
    request.on('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy()
        return reject(new Error(`the proxy answered ${response.statusCode}`))
      }
      const secure = connect({ socket, servername: host, ca: simulator.caPem }, () => resolve(secure)).on('error', reject)
    })
    request.on('error', reject).end()
  })
