import { createCredentialStore } from '../../../src/core/credential.ts'
import { asActionError } from '../../../src/core/errors.ts'
import type { HttpRequest, HttpResponse, NoResponse } from '../../../src/net/http.ts'
import type { World } from '../../../src/net/world.ts'
import { Vault, type VaultSite } from '../../../src/vault/client.ts'
import { response } from '../../helpers/responses.ts'

export const HTML = response('<!DOCTYPE html>', 403)

export function succeed(fields: object = {}): HttpResponse {
  return response({ responseStatus: 'SUCCESS', ...fields })
}

export function refuse(type: string): HttpResponse {
  return response({ responseStatus: 'FAILURE', errors: [{ type }] })
}

/** A Vault that gives one result after the other, in virtual time; `sent` and `waits` record what happened. */
export function scriptedVault(...script: (HttpResponse | NoResponse)[]) {
  const sent: HttpRequest[] = []
  const waits: number[] = []
  const { maskSecret } = createCredentialStore(() => {})
  const elapsed = () => waits.reduce((sum, ms) => sum + ms, 0)
  const world = {
    clock: { now: () => new Date(0), elapsed, sleep: async (ms: number) => waits.push(ms) },
    random: () => 0.5,
    stopping: new AbortController().signal,
    runner: { maskSecret, quote: (text: string) => text },
    async send(request: HttpRequest) {
      const result = script[sent.length]
      sent.push(request)
      if (result === undefined) throw new Error(`Request ${sent.length} was not expected.`)
      return result
    }
  } as unknown as World
  const host = 'acme.veevavault.com' as VaultSite['host']
  const site = { host, apiVersion: 'v26.2', clientId: 'client', referenceId: 'acme/app/1.1' }
  const routes = () => sent.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)
  return { vault: new Vault(site, world), sent, waits, maskSecret, routes }
}

/** The ActionError that a promise rejects with. */
export function errorOf(failing: Promise<unknown>) {
  return failing.then(() => Promise.reject(new Error('It did not fail.')), asActionError)
}
