import type { HttpRequest, HttpResponse } from '../../src/net/http.ts'
import { seededRandom } from '../helpers/random.ts'
import { respondTo, response } from '../helpers/responses.ts'
import { checkEffects, stateBefore } from './check-effects.ts'
import { count, type Facts, isGitHub, type Job, type Phase, violate } from './facts.ts'
import { noteCredentials } from './setup.ts'

/** A request on its way. */
export interface Call {
  job: Job
  phase: Phase
  request: HttpRequest
}

/** What makes a whole run depend on one request in trouble. */
const HARMS_ALL = ['credential ends', 'key changes', 'limit', '429', '429 with a time']

/** Notes trouble with a request, or, without one, with all of a process. */
export function noteTrouble(job: Job, phase: Phase, what: string, request?: HttpRequest): void {
  count(job.facts, request ? `trouble in ${phase}: ${what}` : `main was ${what}`)
  if (phase === 'main') job.troubled.push(HARMS_ALL.includes(what) ? undefined : request)
}

/** What the Date header of a response from the service itself says. */
export function dateOf(
  { history, simulator, time }: Facts,
  { url }: HttpRequest
): string | undefined {
  if (!isGitHub(url)) return new Date(time.now()).toUTCString()
  const { gitHubDateAheadMs: aheadMs } = history
  return aheadMs === undefined
    ? undefined
    : new Date(simulator.github.clockMs() + aheadMs).toUTCString()
}

/** Lets a request have its effect, and checks that. */
export function arrive({ job, phase, request }: Call): HttpResponse {
  const { facts, goals } = job
  const early = outageAt(facts, request) ?? refusalOfNew(job, request)
  if (early !== undefined) return early
  const { url, method, headers } = request
  const before = stateBefore(job)
  const known = facts.simulator.tokens.length
  const result = respondTo(request, facts.simulator)
  noteCredentials(facts)
  for (const token of facts.simulator.tokens.slice(known)) {
    const name = /\/objects\/sandbox\/([^/]+)\//.exec(url.pathname)?.[1] ?? ''
    const goal = goals.find(({ sandbox }) => sandbox === decodeURIComponent(name))
    if (goal === undefined) violate(job, 'invariant 5', `a token for ${url.pathname}`)
    else facts.origins.set(token, { job, goal })
    count(facts, 'a token was generated')
  }
  checkEffects(job, phase, before)
  const isGivenSession = headers.authorization === `Bearer ${job.inputs['session-id']}`
  if (method === 'DELETE' && url.pathname.endsWith('/session') && isGivenSession) {
    violate(job, 'step 10', 'a session was ended that the action had not opened')
  }
  return result
}

/** While a Vault is down, even its sign-in is. */
function outageAt({ simulator, time }: Facts, { url }: HttpRequest): HttpResponse | undefined {
  const vault = simulator.vaults.find(({ host }) => host === url.hostname)
  const isDown = Number(vault?.downUntil ?? 0) > time.now()
  return isDown ? response('<html><body>Maintenance</body></html>', 503) : undefined
}

/** For some seconds GitHub refuses most calls with a token that is new. */
function refusalOfNew({ facts, begun, plan }: Job, request: HttpRequest): HttpResponse | undefined {
  const { freshMs, freshStatus } = facts.history
  const ageMs = facts.time.now() - begun
  if (!isGitHub(request.url) || ageMs >= freshMs) return undefined
  if (seededRandom(plan.seed + ageMs)() > 0.7) return undefined
  count(facts, 'a new GitHub token was refused')
  const date = dateOf(facts, request)
  // A token that is new gets 401 or 403; 404 is of a repository or an environment that is new.
  const isOrganization = request.url.pathname.startsWith('/orgs/')
  const status = isOrganization && freshStatus === 404 ? 401 : freshStatus
  return response({ message: 'Not yet' }, status, date === undefined ? {} : { date })
}
