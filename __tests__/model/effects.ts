import type { StoredSecret } from '../../simulator/github-state.ts'
import type { SimToken } from '../../simulator/world.ts'
import type { HttpRequest, HttpResponse } from '../../src/net/http.ts'
import { seededRandom } from '../helpers/random.ts'
import { respondTo, response } from '../helpers/responses.ts'
import * as known from './facts.ts'
import { count, type Facts, type Goal, isGitHub, type Job, type Phase, violate } from './facts.ts'
import { noteCredentials } from './setup.ts'

export interface Call {
  job: Job
  phase: Phase
  request: HttpRequest
}

const MINUTE_MS = 60_000
/** How long after it was made a token may arrive in its secret: a write begins within ten minutes, and takes its time. */
const ARRIVES_WITHIN_MS = 11 * MINUTE_MS
/** What is younger than this when listed is left alone, but for seconds of rounding. */
const TOO_RECENT_MS = 15 * MINUTE_MS - 2_000
/** How old a change of visibility has to be for a run to have seen it right before its write. */
const SEEN_AFTER_MS = 5 * MINUTE_MS

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

type Secret = StoredSecret | undefined

/** Lets a request have its effect, and checks that. */
export function arrive({ job, phase, request }: Call): HttpResponse {
  const { facts, goals } = job
  const early = outageAt(facts, request) ?? refusalOfNew(job, request)
  if (early !== undefined) return early
  const { tokens, isLive } = facts.simulator
  const earlier = new Set(tokens)
  const live = tokens.filter(isLive)
  const secrets = goals.map(goal => known.secretOf(facts, goal))
  const result = respondTo(request, facts.simulator)
  noteCredentials(facts)
  for (const token of tokens) if (!earlier.has(token)) noteGenerated(job, request, token)
  for (const token of live.filter(({ deleted }) => deleted)) {
    checkDeleted(job, phase, token)
    facts.deletedByUs.add(token)
  }
  for (const [index, goal] of goals.entries()) checkSecret(job, goal, secrets[index])
  const { url, method, headers } = request
  const isGivenSession = headers.authorization === `Bearer ${job.inputs['session-id']}`
  if (method === 'DELETE' && url.pathname.endsWith('/session') && isGivenSession) {
    violate(job, 'step 10', 'a session was ended that the action had not opened')
  }
  return result
}

function noteGenerated(job: Job, { url }: HttpRequest, token: SimToken): void {
  const name = /\/objects\/sandbox\/([^/]+)\//.exec(url.pathname)?.[1] ?? ''
  const goal = job.goals.find(({ sandbox }) => sandbox === decodeURIComponent(name))
  if (goal === undefined) violate(job, 'invariant 5', `a token for ${url.pathname}`)
  else job.facts.origins.set(token, { job, goal })
  count(job.facts, 'a token was generated')
}

function checkSecret(job: Job, goal: Goal, before: Secret): void {
  const { facts } = job
  const secret = known.secretOf(facts, goal)
  const token = known.tokenOf(facts, secret?.value)
  if (secret !== undefined && secret.writes !== before?.writes) {
    checkWritten(job, goal, secret, before)
    if (token !== undefined) facts.heldOnce.add(token)
    facts.writes.push({ at: facts.time.now(), key: goal.key, value: secret.value })
    count(facts, 'a secret was written')
  }
  // Invariant 9: however many runs overlap, no secret contains a token that the action deleted.
  if (token === undefined || !facts.deletedByUs.has(token)) return
  violate(job, 'invariant 9', `the secret contains ${token.id}, which the action deleted`)
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

/** Invariant 2 and step 8: only a verified token is ever written to a secret, within ten minutes. */
function checkWritten(job: Job, goal: Goal, secret: StoredSecret, before: Secret): void {
  const { facts, plan } = job
  if (plan.dryRun) violate(job, 'dry run', 'a secret was written')
  checkReaders(job, secret, before)
  const replaced = known.tokenOf(facts, before?.value)
  const token = known.tokenOf(facts, secret.value)
  if (replaced !== undefined && replaced !== token) job.replaced.set(goal.key, replaced)
  if (token === undefined) {
    violate(job, 'invariant 2', 'what was written is not a token of Vault')
    return
  }
  const origin = facts.origins.get(token)
  if (origin?.job !== job || origin.goal.key !== goal.key) {
    violate(job, 'invariant 2', `${token.id} was written to a secret that it is not for`)
  }
  if (plan.verify && !job.verified.has(token)) {
    violate(job, 'invariant 2', `${token.id} was written and is not verified`)
  }
  // A machine that slept can't know it if GitHub does not tell the time; then no run deletes what this one may store.
  const canTell = plan.suspension === undefined || facts.history.gitHubDateAheadMs !== undefined
  if (canTell && facts.time.now() - token.made.getTime() > ARRIVES_WITHIN_MS) {
    violate(job, 'step 8', `${token.id} was written too late`)
  }
}

/** Invariant 10: who may read an organization secret is what was asked for, or stays as it was. */
function checkReaders(job: Job, secret: StoredSecret, before: Secret): void {
  if (job.plan.kind !== 'stored for an organization') return
  const wanted = job.inputs['secret-visibility']
  if (secret.visibility === wanted) return
  if (wanted !== undefined) violate(job, 'invariant 10', 'another visibility')
  // What somebody else changed between reading and writing can't be seen.
  const sinceMs = job.facts.time.now() - job.facts.visibilityChangedAt
  if (sinceMs < SEEN_AFTER_MS || job.met.size > 0) return
  const readers = (of: Secret) => `${of?.visibility} ${of?.selectedRepositoryIds ?? []}`
  if (readers(secret) !== readers(before)) {
    violate(job, 'invariant 10', 'the readers of the secret were changed')
  }
}

/** Invariants 2, 3 and 5, section 3 and `keep-previous`: what may be deleted, and when. */
function checkDeleted(job: Job, phase: Phase, token: SimToken): void {
  const { simulator, origins } = job.facts
  const origin = origins.get(token)
  const isIts = ({ key, sandbox }: Goal) =>
    key === origin?.goal.key && sandbox === origin.goal.sandbox
  const goal = job.goals.find(isIts)
  if (job.plan.dryRun) violate(job, 'dry run', 'a token was deleted')
  if (origin === undefined || goal === undefined || token.user !== job.user) {
    violate(job, 'invariant 5', `"${token.name}" is not ours and was deleted`)
    return
  }
  if ([...simulator.github.secrets.values()].some(({ value }) => value === token.value)) {
    violate(job, 'invariant 2', `${token.id} was deleted, and a secret contains it`)
  }
  if (origin.job === job) return
  const mayBeOfOthers = goal.secret !== undefined && phase === 'main'
  if (mayBeOfOthers) checkSuperseded(job, token, goal)
  else violate(job, 'invariant 3', `${phase} deleted ${token.id} of another run`)
}

function checkSuperseded(job: Job, token: SimToken, goal: Goal): void {
  const { facts } = job
  if (!job.stored.has(goal.key)) {
    violate(job, 'invariant 3', `${token.id} was deleted before the new token was stored`)
  }
  const isOld = ({ made }: SimToken) => facts.time.now() - made.getTime() >= TOO_RECENT_MS
  if (!isOld(token)) {
    violate(job, 'section 3', `${token.id} was deleted, and another run may be storing it`)
  }
  const wasHeld = facts.heldOnce.has(token)
  count(facts, wasHeld ? 'a superseded token was deleted' : 'a token was deleted, never stored')
  if (!wasHeld || job.met.size > 0) return
  // Of runs that overlapped, the names tell which token is newer; Vault may have made them in another order.
  const madeAt = ({ name }: SimToken) => Number.parseInt(name.slice(-16, -8), 16)
  const newer = known
    .siblings(facts, token, goal)
    .filter(each => madeAt(each) >= madeAt(token) && isOld(each))
    .filter(each => facts.origins.get(each)?.job !== job)
  if (newer.length < job.keepPrevious) {
    violate(job, 'keep-previous', `${token.id} was deleted, and had to be kept`)
  }
}
