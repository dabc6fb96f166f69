import type { StoredSecret } from '../../simulator/github-state.ts'
import type { SimToken } from '../../simulator/world.ts'
import {
  count,
  type Facts,
  type Goal,
  isHeld,
  type Job,
  type Phase,
  secretOf,
  siblings,
  tokenOf,
  violate
} from './facts.ts'

/** How long after it was made a token may arrive in its secret: a write begins within ten minutes, and takes its time. In milliseconds. */
const ARRIVES_WITHIN_MS = 10 * 60_000 + 60_000
/** What is younger than this when listed is left alone, but for seconds of rounding. In milliseconds. */
const TOO_RECENT_MS = 15 * 60_000 - 2_000

/** What one request may change: the live tokens, and the secrets of the job, before it arrives. */
export interface Before {
  tokens: SimToken[]
  secrets: (StoredSecret | undefined)[]
}

export function stateBefore(facts: Facts, { goals }: Job): Before {
  const { tokens, isLive } = facts.simulator
  return { tokens: tokens.filter(isLive), secrets: goals.map(goal => secretOf(facts, goal)) }
}

/** Checks what a request has changed. */
export function checkEffects(facts: Facts, job: Job, phase: Phase, before: Before): void {
  for (const token of before.tokens.filter(({ deleted }) => deleted)) {
    checkDeleted(facts, job, phase, token)
    facts.deletedByUs.add(token)
  }
  for (const [index, goal] of job.goals.entries()) {
    const secret = secretOf(facts, goal)
    const earlier = before.secrets[index]
    if (secret === undefined || secret.writes === earlier?.writes) continue
    checkWritten(facts, job, goal, [secret, earlier])
    const token = tokenOf(facts, secret.value)
    if (token !== undefined) facts.heldOnce.add(token)
    facts.writes.push({ at: facts.time.now(), key: goal.key, value: secret.value })
    count(facts, 'a secret was written')
  }
  for (const goal of job.goals) checkContent(facts, job, goal)
}

/** Invariant 9: however many runs overlap, no secret contains a token that the action deleted. */
function checkContent(facts: Facts, job: Job, goal: Goal): void {
  const token = tokenOf(facts, secretOf(facts, goal)?.value)
  if (token === undefined || !facts.deletedByUs.has(token)) return
  violate(facts, job, 'invariant 9', `the secret contains ${token.id}, which the action deleted`)
}

/** Invariant 2 and step 8: only a verified token is ever written to a secret, within ten minutes. */
function checkWritten(
  facts: Facts,
  job: Job,
  goal: Goal,
  [secret, before]: [StoredSecret, StoredSecret | undefined]
): void {
  if (job.plan.dryRun) violate(facts, job, 'dry run', 'a secret was written')
  checkReaders(facts, job, [secret, before])
  const replaced = tokenOf(facts, before?.value)
  const token = tokenOf(facts, secret.value)
  if (replaced !== undefined && replaced !== token) job.replaced.set(goal.key, replaced)
  if (token === undefined) {
    violate(facts, job, 'invariant 2', 'what was written is not a token of Vault')
    return
  }
  const origin = facts.origins.get(token)
  if (origin?.job !== job || origin.goal.key !== goal.key) {
    violate(facts, job, 'invariant 2', `${token.id} was written to a secret that it is not for`)
  }
  if (job.plan.verify && !job.verified.has(token)) {
    violate(facts, job, 'invariant 2', `${token.id} was written and is not verified`)
  }
  // A machine that slept can't know it if GitHub does not tell the time; then no run deletes what this one may store.
  const canTell = job.plan.suspension === undefined || isTimeTold(facts)
  if (canTell && facts.time.now() - token.made.getTime() > ARRIVES_WITHIN_MS) {
    violate(facts, job, 'step 8', `${token.id} was written too late`)
  }
}

function isTimeTold({ history }: Facts): boolean {
  return history.gitHubDateAheadMs !== undefined
}

/** How old a change of visibility has to be for a run to have seen it right before its write, in milliseconds. */
const SEEN_AFTER_MS = 5 * 60_000

/** Invariant 10: who may read an organization secret is what was asked for, or stays as it was. */
function checkReaders(
  facts: Facts,
  job: Job,
  [secret, before]: [StoredSecret, StoredSecret | undefined]
): void {
  if (job.plan.kind !== 'stored for an organization') return
  const wanted = job.inputs['secret-visibility']
  if (wanted !== undefined) {
    if (secret.visibility !== wanted) violate(facts, job, 'invariant 10', 'another visibility')
    return
  }
  // What somebody else changed between reading and writing can't be seen.
  const sinceMs = facts.time.now() - facts.visibilityChangedAt
  if (sinceMs < SEEN_AFTER_MS || job.met.size > 0) return
  const readers = (of?: StoredSecret) => `${of?.visibility} ${of?.selectedRepositoryIds ?? []}`
  if (readers(secret) !== readers(before)) {
    violate(facts, job, 'invariant 10', 'the readers of the secret were changed')
  }
}

/** Invariants 2, 3 and 5, section 3 and `keep-previous`: what may be deleted, and when. */
function checkDeleted(facts: Facts, job: Job, phase: Phase, token: SimToken): void {
  const origin = facts.origins.get(token)
  const goal = job.goals.find(
    ({ key, sandbox }) => key === origin?.goal.key && sandbox === origin.goal.sandbox
  )
  if (job.plan.dryRun) violate(facts, job, 'dry run', 'a token was deleted')
  if (origin === undefined || goal === undefined || token.user !== job.user) {
    violate(facts, job, 'invariant 5', `"${token.name}" is not ours and was deleted`)
    return
  }
  if (isHeld(facts, token)) {
    violate(facts, job, 'invariant 2', `${token.id} was deleted, and a secret contains it`)
  }
  if (origin.job === job) return
  if (goal.secret === undefined || phase === 'post') {
    violate(facts, job, 'invariant 3', `${phase} deleted ${token.id} of another run`)
    return
  }
  checkSuperseded(facts, job, token, goal)
}

function checkSuperseded(facts: Facts, job: Job, token: SimToken, goal: Goal): void {
  const { origins, heldOnce, time } = facts
  if (!job.stored.has(goal.key)) {
    violate(facts, job, 'invariant 3', `${token.id} was deleted before the new token was stored`)
  }
  const isOld = (each: SimToken) => time.now() - each.made.getTime() >= TOO_RECENT_MS
  if (!isOld(token)) {
    violate(facts, job, 'section 3', `${token.id} was deleted, and another run may be storing it`)
  }
  const wasHeld = heldOnce.has(token)
  count(facts, wasHeld ? 'a superseded token was deleted' : 'a token was deleted, never stored')
  if (!wasHeld || job.met.size > 0) return
  const newer = siblings(facts, token, goal).filter(
    each => each.made >= token.made && isOld(each) && origins.get(each)?.job !== job
  )
  if (newer.length < job.keepPrevious) {
    violate(facts, job, 'keep-previous', `${token.id} was deleted, and had to be kept`)
  }
}
