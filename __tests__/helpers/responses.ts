import { handleGitHub } from '../../simulator/github.ts'
import { handle } from '../../simulator/vault.ts'
import type { World as Simulator } from '../../simulator/world.ts'
import type { HttpRequest, HttpResponse, NoResponse } from '../../src/net/http.ts'

/** Any response; what is not text is sent as JSON. */
export function response(body: unknown, status = 200, headers = {}): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { is: 'response', status, headers, text }
}

/** What Vault refuses. */
export function vaultFailure(type: string, message = 'Not today.'): HttpResponse {
  return response({ responseStatus: 'FAILURE', errors: [{ type, message }] })
}

/** The request was sent, and its response got lost. */
export const lost: NoResponse = {
  is: 'no-response',
  reason: 'the connection was lost (ECONNRESET)',
  code: 'ECONNRESET',
  maybeSent: true,
  isLasting: false
}
const refused = 'the connection was refused (ECONNREFUSED)'
/** The request was surely not sent. */
export const unsent = { ...lost, reason: refused, code: 'ECONNREFUSED', maybeSent: false }

/** Has the simulated Vault or GitHub respond to a request, without a socket. */
export function respondTo(request: HttpRequest, simulator: Simulator): HttpResponse {
  const { method, url, headers, body = '' } = request
  const path = url.pathname + url.search
  const asked = { host: url.hostname, method, path, headers: { ...headers }, body }
  const isGitHub = url.hostname === 'api.github.com'
  const made = isGitHub ? handleGitHub(simulator, asked, path) : handle(simulator, asked)
  const lower = Object.entries(made.headers).map(([name, value]) => [name.toLowerCase(), value])
  const date = simulator.clock.now().toUTCString()
  return response(made.body, made.status, { date, ...Object.fromEntries(lower) })
}
