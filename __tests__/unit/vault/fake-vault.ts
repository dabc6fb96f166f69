import { createCredentialStore } from '../../../src/core/credential.ts'
import { ActionError } from '../../../src/core/errors.ts'
import { quote } from '../../../src/core/text.ts'
import type { HttpRequest, HttpResponse, NoResponse } from '../../../src/net/http.ts'
import type { World } from '../../../src/net/world.ts'
import { Vault, type VaultSite } from '../../../src/vault/client.ts'

type Result = HttpResponse | NoResponse

export const NOON = new Date('2026-11-22T12:00:00Z')

export function respond(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {}
): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { is: 'response', status, headers, text }
}

export function succeed(fields: object = {}, headers: Record<string, string> = {}): HttpResponse {
  return respond({ responseStatus: 'SUCCESS', ...fields }, 200, headers)
}

export function refuse(type: string, message = 'Not today.', status = 200): HttpResponse {
  return respond({ responseStatus: 'FAILURE', errors: [{ type, message }] }, status)
}

export const HTML = '<!DOCTYPE html><html><body>Down for maintenance</body></html>'

export const lost: NoResponse = {
  is: 'no-response',
  reason: 'the connection was lost (ECONNRESET)',
  code: 'ECONNRESET',
  maybeSent: true,
  isLasting: false
}
export const unsent: NoResponse = { ...lost, code: 'EAI_AGAIN', maybeSent: false }

/** A Vault that gives one result after the other, in virtual time; `sent` and `waits` record what happened. */
export function scriptedVault(script: Result[]) {
  const sent: HttpRequest[] = []
  const waits: number[] = []
  const masked: string[] = []
  const { maskSecret, redact } = createCredentialStore(value => masked.push(value))
  let elapsed = 0
  const world = {
    clock: {
      now: () => new Date(NOON.getTime() + elapsed),
      elapsed: () => elapsed,
      async sleep(ms: number) {
        waits.push(ms)
        elapsed += ms
      }
    },
    random: () => 0.5,
    stopping: new AbortController().signal,
    runner: { maskSecret, quote: (text: string) => quote(redact(text)) },
    async send(request: HttpRequest) {
      sent.push(request)
      const result = script[sent.length - 1]
      if (result === undefined) throw new Error(`Request ${sent.length} was not expected.`)
      return result
    }
  } as unknown as World
  const site: VaultSite = {
    host: 'acme.veevavault.com' as VaultSite['host'],
    apiVersion: 'v26.2',
    clientId: 'client',
    referenceId: 'acme/app/1.1'
  }
  const routes = () => sent.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)
  return { vault: new Vault(site, world), sent, waits, masked, maskSecret, routes }
}

/** The ActionError that a promise rejects with. */
export async function errorOf(failing: Promise<unknown>): Promise<ActionError> {
  const thrown = await failing.then(
    () => undefined,
    error => error
  )
  if (thrown instanceof ActionError) return thrown
  throw new Error(`An ActionError was expected, not ${thrown}.`)
}
