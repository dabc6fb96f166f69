import type { SimToken } from '../../simulator/world.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../../src/core/json.ts'
import { expiryFrom, parseExpires } from '../../src/core/time.ts'
import type { HttpRequest } from '../../src/net/http.ts'
import {
  count,
  type Goal,
  isGenerate,
  type Job,
  secretOf,
  siblings,
  textOf,
  violate
} from './facts.ts'

/** Invariant 4: every token that lives is held, delivered or named; and sessions that the job opened are ended, or told of. */
export function checkLeft(job: Job): void {
  const { simulator, origins, heldOnce } = job.facts
  const said = textOf(job, 'warning', 'error')
  const delivered = textOf(job, 'output')
  const isToStay = job.inputs['revoke-after-job'] === 'false' || !job.plan.verify
  const isDelivered = ({ value }: SimToken) => isToStay && delivered.includes(value)
  const own = simulator.tokens.filter(token => origins.get(token)?.job === job)
  const live = own.filter(token => simulator.isLive(token) && !heldOnce.has(token))
  for (const token of live.filter(each => !isDelivered(each))) {
    const isNamed = said.includes(token.id) || said.includes(token.name)
    if (isNamed) count(job.facts, 'a token was left and named')
    else violate(job, 'invariant 4', `${token.id} "${token.name}" lives, and is not named`)
  }
  // A main that dies at once may not have saved what it opened.
  const sessions = job.outcome === 'died' ? job.sessions : [...job.sessions, ...job.opened]
  const isOpen = sessions.some(session => simulator.sessions.has(session))
  if (isOpen && !/session/i.test(textOf(job, 'info', 'warning', 'error'))) {
    violate(job, 'step 10', 'a session was left open without a word')
  }
}

/** Invariants 8 and 10: what fails is told, one failure does not stop the others, and a run that nothing disturbs does what it is for. */
export function checkOutcome(job: Job): void {
  if (job.outcome === 'died') return
  const results = job.effects.findLast(({ does, name }) => does === 'output' && name === 'results')
  if (results === undefined) violate(job, 'invariant 8', 'there is no output results')
  const rows = asList(parseJson(results?.text ?? '')).map(row => asObject(row) ?? {})
  const failed = rows.filter(({ error }) => error !== undefined)
  if ((job.outcome === 'failed') !== (failed.length > 0 || rows.length === 0)) {
    violate(job, 'invariant 8', `it ${job.outcome} with ${failed.length} errors in results`)
  }
  for (const row of rows) {
    const goal = job.goals.find(({ sandbox }) => sandbox === asText(row.sandbox_name))
    if (row.error !== undefined) checkFailure(job, row)
    else if (goal?.secret !== undefined && !job.plan.dryRun) checkSuccess(job, goal, row)
  }
}

function checkFailure(job: Job, row: JsonObject): void {
  const sandbox = asText(row.sandbox_name)
  const harmed = job.troubled.map(request => request && sandboxOf(job, request))
  const isSpared = !harmed.includes(undefined) && !harmed.includes(sandbox)
  // A wall clock that is set while a token waits to be stored looks like a machine that slept.
  const isClockSet = Math.abs(job.plan.clockStepMs) > 10 * 60_000
  if (!job.isPossible || !job.isAlone || !isSpared || isClockSet) return
  const message = asText(asObject(row.error)?.message)
  violate(job, 'invariant 8', `nothing disturbed "${sandbox}", and it failed: ${message}`)
}

/** The only sandbox that a request in trouble was for; undefined if all of the job depends on it. */
function sandboxOf({ facts, goals }: Job, { url }: HttpRequest): string | undefined {
  const path = decodeURIComponent(url.pathname)
  const host = facts.simulator.vaults.find(vault => vault.parent && vault.host === url.hostname)
  const isFor = ({ sandbox, secret }: Goal) =>
    path.includes(`/objects/sandbox/${sandbox}/`) ||
    host?.name === sandbox ||
    (secret && path.endsWith(`/${secret.name}`))
  return goals.find(isFor)?.sandbox
}

function checkSuccess(job: Job, goal: Goal, row: JsonObject): void {
  const token = job.facts.simulator.tokens.find(({ id }) => id === row.token_id)
  if (token === undefined) violate(job, 'invariant 8', `"${goal.sandbox}" has no token`)
  else if (row.generated === true) checkGenerated(job, goal, token)
  else checkKept(job, goal, token)
}

function checkGenerated(job: Job, goal: Goal, token: SimToken): void {
  if (job.isAlone && (secretOf(job.facts, goal)?.value !== token.value || token.deleted)) {
    violate(job, 'invariant 8', `the secret of "${goal.sandbox}" lacks its new token`)
  }
  if (!job.plan.verify || job.met.size > 0) return
  checkRenewal(job, goal)
  checkSilence(job, goal, token)
  checkDuplicates(job, goal, token)
}

/** Section 3: duplicates from a lost response are deleted, if the list shows them. */
function checkDuplicates(job: Job, goal: Goal, own: SimToken): void {
  const isCalm = job.troubled.every(request => request !== undefined && isGenerate(request))
  const isSlow = job.plan.mishaps.some(({ what }) => what === 'slow effect')
  if (!isCalm || isSlow || job.facts.history.queryLagMs > 0) return
  const left = siblings(job.facts, own, goal)
  const duplicate = left.find(each => each !== own && each.name === own.name)
  if (duplicate) violate(job, 'section 3', `${duplicate.id} is a duplicate, and lives`)
}

/** Two expiries that are not further apart may count as the same. */
const SAME_EXPIRY_MS = 6 * 60_000
/** Those made within a few minutes of each other may count as one. */
const ONE_GROUP_MS = 13 * 60_000

/** Whether `expires` asks for less than a token has left. */
function asksForLess({ facts, inputs }: Job, token: SimToken): boolean {
  const asked = parseExpires(inputs.expires ?? '')
  const expiry = asked && expiryFrom(asked, new Date(facts.time.now()))
  const lasts = (token.expires?.getTime() ?? Number.POSITIVE_INFINITY) - SAME_EXPIRY_MS
  return expiry !== undefined && expiry.getTime() < lasts
}

/** Invariant 10: a token is kept only if it is what was asked for. */
function checkKept(job: Job, goal: Goal, token: SimToken): void {
  count(job.facts, 'a current token was kept')
  if (asksForLess(job, token)) {
    violate(job, 'invariant 10', `${token.id} was kept, and \`expires\` asks for less`)
  }
  const visibility = job.inputs['secret-visibility']
  if (visibility === undefined || !job.isAlone) return
  if (secretOf(job.facts, goal)?.visibility === visibility) return
  violate(job, 'invariant 10', 'another visibility was kept')
}

function apartMs(one: SimToken, other?: SimToken): number {
  return Math.abs(one.made.getTime() - (other?.made.getTime() ?? 0))
}

/** `current-token`: a token that works, is what was asked for, and has more than half of its lifetime left is kept. */
function checkRenewal(job: Job, goal: Goal): void {
  const current = job.replaced.get(goal.key)
  if (current === undefined || !job.currents.includes(current.value)) return
  const { history, simulator, origins, time } = job.facts
  const isMeasurable =
    history.gitHubTellsWrites &&
    Math.abs(history.gitHubDateAheadMs ?? Number.NaN) <= 1_000 &&
    history.queryLagMs + history.freshMs + Math.abs(job.plan.clockStepMs) === 0
  const decides = ({ url }: HttpRequest) => /\/query|\/secrets\/[A-Z_]+$/.test(url.pathname)
  const isCalm = job.troubled.every(request => request && !decides(request))
  const origin = origins.get(current)?.job
  const isSame =
    origin?.vaultDns === job.vaultDns &&
    origin.inputs['secret-visibility'] === job.inputs['secret-visibility'] &&
    !asksForLess(job, current)
  // Of several that the secret may contain, the one that expires first decides.
  const others = siblings(job.facts, current, goal).filter(each => each !== current)
  const isOnly = others.every(each => apartMs(each, current) > ONE_GROUP_MS)
  const ageMs = time.now() - current.made.getTime()
  const lifetimeMs = (current.expires?.getTime() ?? 8.64e15) - current.made.getTime()
  const isGood = simulator.isLive(current) && ageMs < lifetimeMs / 2
  if (!isMeasurable || !isCalm || !isSame || !isOnly || !isGood) return
  violate(job, 'current-token', `${current.id} was renewed, and had to be kept`)
}

/** Invariant 10: what is left beyond `keep-previous` is a line in the log at least. */
function checkSilence(job: Job, goal: Goal, own: SimToken): void {
  const said = textOf(job, 'info', 'warning', 'error')
  if (said.includes('no older token')) return
  const left = siblings(job.facts, own, goal).filter(
    each => each.name !== own.name && !said.includes(each.id) && each.made < own.made
  )
  const groups = left.filter((each, index) => apartMs(each, left[index - 1]) > ONE_GROUP_MS)
  const isLagging = left.some(each => apartMs(own, each) < 60_000)
  if (groups.length <= job.keepPrevious || isLagging) return
  const ids = left.map(({ id }) => id)
  violate(job, 'invariant 10', `${ids} were left beyond keep-previous without a word`)
}
