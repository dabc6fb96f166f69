import { createCredentialStore } from '../../../src/core/credential.ts'
import { readRunContext } from '../../../src/core/run.ts'
import { quote } from '../../../src/core/text.ts'
import type { HttpRequest } from '../../../src/net/http.ts'
import type { World } from '../../../src/net/world.ts'
import { lost, response as respond } from '../../helpers/responses.ts'

export { lost }
export const response = (status: number, body: unknown = '', headers?: Record<string, string>) =>
  respond(body, status, headers)

export type TestWorld = ReturnType<typeof testWorld>
/** Gets `METHOD /path`, and how often it was requested before. */
export type Respond = (route: string, before: number) => typeof lost | ReturnType<typeof respond>

/** A world whose network is one function, and in which time passes by waiting only; it records requests, masks and waits. */
export function testWorld(respond: Respond, environment: Record<string, string> = {}) {
  const requests: HttpRequest[] = []
  const routes: string[] = []
  const masked: string[] = []
  const waits: number[] = []
  let timeMs = Date.parse('2026-11-22T12:00:00Z')
  const { maskSecret, redact } = createCredentialStore(value => masked.push(value))
  const world: unknown = {
    runner: { maskSecret, quote: (text: string) => quote(redact(text)) },
    environment,
    run: readRunContext(environment),
    async send(request: HttpRequest) {
      const route = `${request.method} ${request.url.pathname}${request.url.search}`
      requests.push(request)
      routes.push(route)
      return respond(route, routes.filter(each => each === route).length - 1)
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
    stopping: new AbortController().signal
  }
  return { ...(world as World), requests, routes, masked, waits }
}
