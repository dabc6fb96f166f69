import { createCredentialStore } from '../../../src/core/credential.ts'
import { readRunContext } from '../../../src/core/run.ts'
import { quote } from '../../../src/core/text.ts'
import type { HttpRequest, HttpResponse, NoResponse } from '../../../src/net/http.ts'
import type { World } from '../../../src/net/world.ts'

type Result = HttpResponse | NoResponse

/** A response; a body that is not text is sent as JSON. */
export function response(
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {}
): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { is: 'response', status, headers, text }
}

/** A refusal in GitHub's own shape. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}) {
  return response(status, { message }, headers)
}

/** The request was sent, and its response got lost. */
export const lost: NoResponse = {
  is: 'no-response',
  reason: 'the connection was lost (ECONNRESET)',
  code: 'ECONNRESET',
  maybeSent: true,
  isLasting: false
}

export interface TestWorld extends World {
  /** `METHOD /path` of every request. */
  routes: string[]
  requests: HttpRequest[]
  /** What was masked, in order. */
  masked: string[]
  /** Milliseconds of every wait. */
  waits: number[]
}

/**
 * A world whose network is one function, and in which time passes by waiting only.
 * @param respond gets the route, and how often it was requested before
 */
export function testWorld(
  respond: (route: string, before: number) => Result,
  environment: Record<string, string> = {}
): TestWorld {
  const routes: string[] = []
  const requests: HttpRequest[] = []
  const masked: string[] = []
  const waits: number[] = []
  let timeMs = Date.parse('2026-11-22T12:00:00Z')
  const { maskSecret, redact } = createCredentialStore(value => masked.push(value))
  const world = {
    runner: { maskSecret, quote: (text: string) => quote(redact(text)) },
    environment,
    run: readRunContext(environment),
    async send(request: HttpRequest) {
      const route = `${request.method} ${request.url.pathname}${request.url.search}`
      const before = routes.filter(each => each === route).length
      routes.push(route)
      requests.push(request)
      return respond(route, before)
    },
    clock: {
      now: () => new Date(timeMs),
      elapsed: () => timeMs,
      async sleep(ms: number) {
        waits.push(ms)
        timeMs += ms
      }
    },
    random: () => 0.5,
    stopping: new AbortController().signal,
    routes,
    requests,
    masked,
    waits
  }
  return world as unknown as TestWorld
}
