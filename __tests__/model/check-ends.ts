import type { SimToken } from '../../simulator/world.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../../src/core/json.ts'
import { expiryFrom, parseExpires } from '../../src/core/time.ts'
import type { HttpRequest } from '../../src/net/http.ts'
import {
  count,
  type Facts,
  type Goal,
  type Job,
  outputOf,
  secretOf,
  siblings,
  textOf,
  violate
} from './facts.ts'
import { isGenerate } from './troubles.ts'

/** Invariant 4: every token that lives is held, delivered or named; and sessions that the job opened are ended, or told of. */
export function checkLeft(facts: Facts, job: Job): void {
  const said = textOf(job, ['warning', 'error'])
  const delivered = textOf(job, ['output'])
  const isToStay = job.inputs['revoke-after-job'] === 'false' || !job.plan.verify
  const isPending = (token: SimToken) =>
    facts.origins.get(token)?.job === job &&
    facts.simulator.isLive(token) &&
    !facts.heldOnce.has(token)
  for (const token of facts.simulator.tokens.filter(isPending)) {
    if (isToStay && delivered.includes(token.value)) continue
    const isNamed = said.includes(token.id) || said.includes(token.name)
    if (isNamed) count(facts, 'a token was left and named')
    else violate(facts, job, 'invariant 4', `${token.id} "${token.name}" lives, and is not named`)
  }
  // A main that dies at once may not have saved what it opened.
  const sessions = job.outcome === 'died' ? job.sessions : [...job.sessions, ...job.opened]
  const isOpen = sessions.some(session => facts.simulator.sessions.has(session))
  if (isOpen && !/session/i.test(textOf(job, ['info', 'warning', 'error']))) {
    violate(facts, job, 'step 10', 'a session was left open without a word')
  }
}

/** Invariants 8 and 10: what fails is told, one failure does not stop the others, and a run that nothing disturbs does what it is for. */
export function checkOutcome(facts: Facts, job: Job): void {
  if (job.outcome === 'died') return
  const results = outputOf(job, 'results')
  if (results === undefined) {
    violate(facts, job, 'invariant 8', 'there is no output results')
    return
  }
  const rows = asList(parseJson(results)).map(row => asObject(row) ?? {})
  const failed = rows.filter(({ error }) => error !== undefined)
  if ((job.outcome === 'failed') !== (failed.length > 0 || rows.length === 0)) {
    violate(facts, job, 'invariant 8', `it ${job.outcome} with ${failed.length} errors in results`)
  }
  for (const row of rows) {
    const goal = job.goals.find(({ sandbox }) => sandbox === asText(row.sandbox_name))
    if (row.error !== undefined) checkFailure(facts, job, row)
    else if (goal?.secret !== undefined && !job.plan.dryRun) checkSuccess(facts, job, goal, row)
  }
}

function checkFailure(facts: Facts, job: Job, row: JsonObject): void {
  const sandbox = asText(row.sandbox_name)
  const harmed = job.troubled.map(request => request && sandboxOf(facts, job, request))
  const isSpared = !harmed.includes(undefined) && !harmed.includes(sandbox)
  // A wall clock that is set while a token waits to be stored looks like a machine that slept.
  const isClockSet = Math.abs(job.plan.clockStepMs) > 10 * 60_000
  if (!job.isPossible || !job.isAlone || !isSpared || isClockSet) return
  const message = asText(asObject(row.error)?.message)
  violate(facts, job, 'invariant 8', `nothing disturbed "${sandbox}", and it failed: ${message}`)
}

/** The only sandbox that a request in trouble was for; undefined if all of the job depends on it. */
function sandboxOf({ simulator }: Facts, { goals }: Job, { url }: HttpRequest): string | undefined {
  const path = decodeURIComponent(url.pathname)
  const isOwnHost = (sandbox: string) =>
    simulator.vaults.some(
      ({ host, name, parent }) => parent && host === url.hostname && name === sandbox
    )
  return goals.find(
    ({ sandbox, secret }) =>
      path.includes(`/objects/sandbox/${sandbox}/`) ||
      isOwnHost(sandbox) ||
      (secret && path.endsWith(`/${secret.name}`))
  )?.sandbox
}

function checkSuccess(facts: Facts, job: Job, goal: Goal, row: JsonObject): void {
  const token = facts.simulator.tokens.find(({ id }) => id === row.token_id)
  if (token === undefined) {
    violate(facts, job, 'invariant 8', `"${goal.sandbox}" succeeded without a token`)
    return
  }
  if (row.generated !== true) {
    checkKept(facts, job, goal, token)
    return
  }
  if (job.isAlone) checkStored(facts, job, goal, token)
  if (!job.plan.verify || job.met.size > 0) return
  checkRenewal(facts, job, goal)
  checkSilence(facts, job, goal, token)
  checkDuplicates(facts, job, goal, token)
}

/** Section 3: duplicates from a lost response are deleted, if the list shows them. */
function checkDuplicates(facts: Facts, job: Job, goal: Goal, own: SimToken): void {
  const isCalm = job.troubled.every(request => request !== undefined && isGenerate(request))
  const isSlow = job.plan.mishaps.some(({ what }) => what === 'slow effect')
  if (!isCalm || isSlow || facts.history.queryLagMs > 0) return
  const left = siblings(facts, own, goal).filter(each => each !== own && each.name === own.name)
  if (left.length > 0) violate(facts, job, 'section 3', `${left[0]?.id} is a duplicate, and lives`)
}

function checkStored(facts: Facts, job: Job, goal: Goal, token: SimToken): void {
  if (secretOf(facts, goal)?.value !== token.value) {
    violate(facts, job, 'invariant 8', `the secret of "${goal.sandbox}" lacks the new token`)
  } else if (token.deleted) {
    violate(facts, job, 'invariant 8', `the secret of "${goal.sandbox}" contains a dead token`)
  }
}

/** Two expiries that are not further apart may count as the same, in milliseconds. */
const SAME_EXPIRY_MS = 6 * 60_000

/** Whether `expires` asks for less than a token has left. */
function asksForLess({ time }: Facts, job: Job, token: SimToken): boolean {
  const asked = parseExpires(job.inputs.expires ?? '')
  const expiry = asked && expiryFrom(asked, new Date(time.now()))
  const lasts = (token.expires?.getTime() ?? Number.POSITIVE_INFINITY) - SAME_EXPIRY_MS
  return expiry !== undefined && expiry.getTime() < lasts
}

/** Invariant 10: a token is kept only if it is what was asked for. */
function checkKept(facts: Facts, job: Job, goal: Goal, token: SimToken): void {
  count(facts, 'a current token was kept')
  if (asksForLess(facts, job, token)) {
    violate(facts, job, 'invariant 10', `${token.id} was kept, and \`expires\` asks for less`)
  }
  const visibility = job.inputs['secret-visibility']
  if (visibility !== undefined && job.isAlone && secretOf(facts, goal)?.visibility !== visibility) {
    violate(facts, job, 'invariant 10', 'another visibility was kept')
  }
}

/** `current-token`: a token that works, is what was asked for, and has more than half of its lifetime left is kept. */
function checkRenewal(facts: Facts, job: Job, goal: Goal): void {
  const current = job.replaced.get(goal.key)
  if (current === undefined || !job.currents.includes(current.value)) return
  const { history, simulator, origins, time } = facts
  const isMeasurable =
    history.gitHubTellsWrites &&
    Math.abs(history.gitHubDateAheadMs ?? Number.NaN) <= 1_000 &&
    history.queryLagMs + history.freshMs + Math.abs(job.plan.clockStepMs) === 0
  // What happens to other requests does not decide about it.
  const isCalm = job.troubled.every(
    request => request && !/\/query|\/secrets\/[A-Z_]+$/.test(request.url.pathname)
  )
  const origin = origins.get(current)?.job
  const isSame =
    origin?.vaultDns === job.vaultDns &&
    origin.inputs['secret-visibility'] === job.inputs['secret-visibility'] &&
    !asksForLess(facts, job, current)
  // Of several that the secret may contain, the one that expires first decides.
  const isOnly = siblings(facts, current, goal).every(
    ({ id, made }) =>
      Math.abs(made.getTime() - current.made.getTime()) > ONE_GROUP_MS || id === current.id
  )
  const ageMs = time.now() - current.made.getTime()
  const lifetimeMs = (current.expires?.getTime() ?? 8.64e15) - current.made.getTime()
  const isGood = simulator.isLive(current) && ageMs < lifetimeMs / 2
  if (!isMeasurable || !isCalm || !isSame || !isOnly || !isGood) return
  violate(facts, job, 'current-token', `${current.id} was renewed, and had to be kept`)
}

/** Those made within a few minutes of each other may count as one, in milliseconds. */
const ONE_GROUP_MS = 13 * 60_000

/** Invariant 10: what is left beyond `keep-previous` is a line in the log at least. */
function checkSilence(facts: Facts, job: Job, goal: Goal, own: SimToken): void {
  const said = textOf(job, ['info', 'warning', 'error'])
  if (said.includes('no older token')) return
  const left = siblings(facts, own, goal).filter(
    each => each.name !== own.name && !said.includes(each.id) && each.made < own.made
  )
  const groups = left.filter(
    (each, index) =>
      index === 0 || each.made.getTime() - (left[index - 1]?.made.getTime() ?? 0) > ONE_GROUP_MS
  )
  const isLagging = left.some(each => own.made.getTime() - each.made.getTime() < 60_000)
  if (groups.length > job.keepPrevious && !isLagging) {
    const ids = left.map(({ id }) => id)
    violate(facts, job, 'invariant 10', `${ids} were left beyond keep-previous without a word`)
  }
}
