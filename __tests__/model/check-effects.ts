import type { StoredSecret } from '../../simulator/github-state.ts'
import type { SimToken } from '../../simulator/world.ts'
import {
  count,
  type Goal,
  type Job,
  type Phase,
  secretOf,
  siblings,
  tokenOf,
  violate
} from './facts.ts'

const MINUTE_MS = 60_000
/** How long after it was made a token may arrive in its secret: a write begins within ten minutes, and takes its time. */
const ARRIVES_WITHIN_MS = 11 * MINUTE_MS
/** What is younger than this when listed is left alone, but for seconds of rounding. */
const TOO_RECENT_MS = 15 * MINUTE_MS - 2_000
/** How old a change of visibility has to be for a run to have seen it right before its write. */
const SEEN_AFTER_MS = 5 * MINUTE_MS

type Secret = StoredSecret | undefined

/** What one request may change: the live tokens, and the secrets of the job, before it arrives. */
interface Before {
  tokens: SimToken[]
  secrets: Secret[]
}

export function stateBefore({ facts, goals }: Job): Before {
  const { tokens, isLive } = facts.simulator
  return { tokens: tokens.filter(isLive), secrets: goals.map(goal => secretOf(facts, goal)) }
}

/** Checks what a request has changed. */
export function checkEffects(job: Job, phase: Phase, before: Before): void {
  const { facts, goals } = job
  for (const token of before.tokens.filter(({ deleted }) => deleted)) {
    checkDeleted(job, phase, token)
    facts.deletedByUs.add(token)
  }
  for (const [index, goal] of goals.entries()) {
    const secret = secretOf(facts, goal)
    const earlier = before.secrets[index]
    if (secret === undefined || secret.writes === earlier?.writes) continue
    checkWritten(job, goal, secret, earlier)
    const token = tokenOf(facts, secret.value)
    if (token !== undefined) facts.heldOnce.add(token)
    facts.writes.push({ at: facts.time.now(), key: goal.key, value: secret.value })
    count(facts, 'a secret was written')
  }
  // Invariant 9: however many runs overlap, no secret contains a token that the action deleted.
  for (const token of goals.map(goal => tokenOf(facts, secretOf(facts, goal)?.value))) {
    if (token === undefined || !facts.deletedByUs.has(token)) continue
    violate(job, 'invariant 9', `the secret contains ${token.id}, which the action deleted`)
  }
}

/** Invariant 2 and step 8: only a verified token is ever written to a secret, within ten minutes. */
function checkWritten(job: Job, goal: Goal, secret: StoredSecret, before: Secret): void {
  const { facts, plan } = job
  if (plan.dryRun) violate(job, 'dry run', 'a secret was written')
  checkReaders(job, secret, before)
  const replaced = tokenOf(facts, before?.value)
  const token = tokenOf(facts, secret.value)
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
  if (wanted !== undefined) {
    if (secret.visibility !== wanted) violate(job, 'invariant 10', 'another visibility')
    return
  }
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
  if (goal.secret === undefined || phase === 'post') {
    violate(job, 'invariant 3', `${phase} deleted ${token.id} of another run`)
    return
  }
  checkSuperseded(job, token, goal)
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
  const newer = siblings(facts, token, goal).filter(
    each => each.made >= token.made && isOld(each) && facts.origins.get(each)?.job !== job
  )
  if (newer.length < job.keepPrevious) {
    violate(job, 'keep-previous', `${token.id} was deleted, and had to be kept`)
  }
}
