import { asActionError } from '../../src/core/errors.ts'
import { readRunContext } from '../../src/core/run.ts'
import type { HttpRequest, HttpResponse, NoResponse } from '../../src/net/http.ts'
import type { World } from '../../src/net/world.ts'
import { Vault, type VaultSite } from '../../src/vault/client.ts'
import { recordingRunner } from '../helpers/runner.ts'

export type Texts = Record<string, string>
export type Result = HttpResponse | NoResponse

interface Given {
  inputs?: Texts
  environment?: Texts
  /** Gets `METHOD /path`, how often it was requested before, and the whole request. */
  respond?: (route: string, before: number, request: HttpRequest) => Result | undefined
}

/** A world at noon of November 22, 2026, in which time passes by waiting only; it records requests, masks, waits and what is said. */
export function testWorld({ inputs = {}, environment = {}, respond }: Given = {}) {
  const requests: HttpRequest[] = []
  const routes: string[] = []
  const waits: number[] = []
  const masked: string[] = []
  const said: string[] = []
  const elapsed = () => waits.reduce((sum, ms) => sum + ms, 0)
  const world: World = {
    runner: recordingRunner({ inputs, state: {} }, ({ does, name, text }) => {
      if (does === 'mask') masked.push(text)
      else said.push(`${`${does} ${name}`.trim()}: ${text}`)
    }),
    environment,
    run: readRunContext({ GITHUB_REPOSITORY: 'acme/pipelines', ...environment }),
    async send(request) {
      const route = `${request.method} ${request.url.pathname}${request.url.search}`
      const before = routes.filter(each => each === route).length
      const result = respond?.(route, before, request)
      requests.push(request)
      routes.push(route)
      if (result === undefined) throw new Error(`${route} was not expected.`)
      return result
    },
    connect: async () => undefined,
    trust: () => {},
    clock: {
      now: () => new Date(Date.parse('2026-11-22T12:00:00Z') + elapsed()),
      elapsed,
      async sleep(ms, signal) {
        signal.throwIfAborted()
        waits.push(ms)
      }
    },
    random: () => 0.5,
    stopping: new AbortController().signal,
    nonce: () => '0badbeef'
  }
  return { ...world, requests, routes, waits, masked, said }
}

/** A Vault that gives one result after the other, and its world. */
export function scriptedVault(...script: Result[]) {
  const world = testWorld({ respond: () => script.shift() })
  const host = 'acme.veevavault.com' as VaultSite['host']
  const site = { host, apiVersion: 'v26.2', clientId: 'client', referenceId: 'acme/app/1.1' }
  return { ...world, vault: new Vault(site, world) }
}

/** The ActionError that a promise rejects with. */
export function errorOf(failing: Promise<unknown>) {
  return failing.then(() => Promise.reject(new Error('It did not fail.')), asActionError)
}
