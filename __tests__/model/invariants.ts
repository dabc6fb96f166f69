import type { StoredSecret } from '../../simulator/github-state.ts'
import { hidden, mask } from '../../simulator/log.ts'
import type { SimToken } from '../../simulator/world.ts'
import type { HttpOutcome, HttpRequest } from '../../src/http.ts'
import { asList, asObject, asText, parseJson } from '../../src/json.ts'
import type { Effect } from '../helpers/runner.ts'
import { routeOf } from '../helpers/world.ts'
import {
  count,
  type Facts,
  type Goal,
  isHeld,
  type Job,
  keyOf,
  type Life,
  type Origin,
  oursFor,
  secretOf,
  tokenOf,
  violated
} from './facts.ts'

const isGenerate = (request: HttpRequest) => request.method === 'POST' && request.url.pathname.endsWith('/api_access_token__sys')
const isSignIn = ({ url }: HttpRequest) => /\/auth(\/oauth\/session\/[^/]+)?$/.test(url.pathname)
const isPut = ({ method }: HttpRequest) => method === 'PUT'
const isRecord = ({ url }: HttpRequest) => url.pathname.includes('/vobjects/api_access_token__sys/')
const succeeded = (outcome: HttpOutcome): boolean =>
  outcome.is === 'answer' && asText(asObject(parseJson(outcome.text))?.responseStatus) === 'SUCCESS'

const forms = new Map<string, readonly string[]>()
const formsOf = (value: string): readonly string[] => {
  const known = forms.get(value) ?? hidden(value)
  forms.set(value, known)
  return known
}

/** 1: no credential reaches the log, the summary or any output but `token` and `tokens`, and none appears before its mask. */
export const checkShown = (facts: Facts, job: Job, life: Life, { does, name, text }: Effect): void => {
  if (does === 'mask') {
    job.masks.push(text)
    return
  }
  const noted = does === 'state' && name === 'session' ? asText(asObject(parseJson(text))?.session) : ''
  if (noted !== '') job.sessions.push(noted)
  for (const value of facts.credentials.keys()) {
    if (!formsOf(value).some(form => text.includes(form))) continue
    if (does === 'state' || (does === 'output' && (name === 'token' || name === 'tokens'))) {
      if (!job.masks.includes(value)) violated(facts, job, 1, `${does} ${name} of ${life} holds a credential before its mask`)
    } else if (formsOf(value).some(form => mask(text, job.masks).includes(form)) || does === 'output') {
      violated(facts, job, 1, `${does} ${name} of ${life} shows a credential`)
    }
  }
}

/** 6: credentials go to where they belong, over TLS, and no other host is contacted. */
export const checkAsked = (facts: Facts, job: Job, { url, headers, body = '' }: HttpRequest): void => {
  const { vaults } = facts.model
  const own = vaults.filter(({ host, name }) => host === job.vaultDns || job.goals.some(({ sandbox }) => sandbox === name))
  const untouched = job.plan.verify ? [] : own.filter(({ host }) => host !== job.vaultDns)
  const hosts = [...own.map(({ host }) => host), job.vaultDns, 'login.veevavault.com', 'api.github.com']
  if (url.protocol !== 'https:' || !hosts.includes(url.hostname)) violated(facts, job, 6, `${url.origin} was contacted`)
  if (untouched.some(({ host }) => host === url.hostname))
    violated(facts, job, 6, `${url.hostname} was contacted in spite of verify: false`)
  const sent = `${decodeURIComponent(body.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'))} ${headers.authorization ?? ''}`
  for (const [value, what] of facts.credentials) {
    if (!sent.includes(value)) continue
    const belongs =
      what === 'password' || what === 'session' || value === job.inputs['access-token']
        ? url.hostname === job.vaultDns || (job.currents.includes(value) && hosts.includes(url.hostname))
        : what === 'oauth'
          ? url.hostname === 'login.veevavault.com'
          : what === 'github'
            ? url.hostname === 'api.github.com'
            : url.hostname === what.vault.host || job.currents.includes(value)
    if (!belongs) violated(facts, job, 6, `${typeof what === 'string' ? what : `the token ${what.id}`} went to ${url.hostname}`)
  }
}

const NOTHING_DONE_OR_LOST = ['API_LIMIT_EXCEEDED', 'RACE_CONDITION', 'OPERATION_IN_PROGRESS', 'UNEXPECTED_ERROR']

/** Whether an answer to generating was lost, or says that nothing was done. */
const mayBeRepeated = (outcome: HttpOutcome): boolean => {
  if (outcome.is === 'no-answer') return !outcome.lasting
  const body = asObject(parseJson(outcome.text))
  const said = asText(body?.responseStatus)
  if (said === 'SUCCESS') return asText(asObject(body?.data)?.id) === ''
  if (said !== '') return NOTHING_DONE_OR_LOST.includes(asText(asObject(asList(body?.errors)[0])?.type)) || said === 'EXCEPTION'
  return outcome.status >= 500 || outcome.status === 429 || outcome.status === 200
}

const isRejection = (outcome: HttpOutcome): boolean =>
  outcome.is === 'answer' &&
  (outcome.status === 401 ||
    /"(USERNAME_OR_PASSWORD_INCORRECT|AUTHENTICATION_FAILED|INVALID_SESSION_ID|USER_LOCKED_OUT)"/.test(outcome.text))

/** 7: a rejected sign-in credential is never tried twice; generating is repeated only where that is safe, under the same name. */
export const checkRepeats = (facts: Facts, job: Job, life: Life, request: HttpRequest): void => {
  const route = routeOf(request)
  const same = job.heard.filter(
    each =>
      each.life === life &&
      routeOf(each.request) === route &&
      each.request.body === request.body &&
      each.request.headers.authorization === request.headers.authorization
  )
  const shown = request.headers.authorization?.replace('Bearer ', '') ?? ''
  const toVault = request.url.hostname !== 'api.github.com'
  const ofSignIn = isSignIn(request) || (toVault && Object.values(job.inputs).includes(shown)) || job.sessions.includes(shown)
  if (ofSignIn && !job.currents.includes(shown) && same.some(({ outcome }) => isRejection(outcome)))
    violated(facts, job, 7, `${route} was tried again with a credential that was rejected`)
  if (isSignIn(request) && same.length > 1) violated(facts, job, 7, 'signing in was tried more than twice')
  if (!isGenerate(request)) return
  if (life === 'post') violated(facts, job, 7, 'the post step generates')
  const name = (of: HttpRequest) => new URLSearchParams(of.body).get('name__v')
  const before = job.heard.filter(each => isGenerate(each.request) && routeOf(each.request) === route)
  const last = before.at(-1)
  if (last === undefined) return
  if (name(last.request) === name(request)) {
    if (before.filter(each => name(each.request) === name(request)).length >= 3)
      violated(facts, job, 7, 'generating was tried more than three times')
    if (!mayBeRepeated(last.outcome)) violated(facts, job, 7, 'generating was repeated after an answer that says what was done')
  } else {
    if (before.some(each => name(each.request) === name(request)))
      violated(facts, job, 7, 'generating went back to an earlier name')
    if (mayBeRepeated(last.outcome)) violated(facts, job, 7, 'generating was repeated under another name')
  }
}

/** What the answers tell: what was proven, and what was stored. */
export const learn = (facts: Facts, job: Job, life: Life, request: HttpRequest, outcome: HttpOutcome): void => {
  job.heard.push({ life, request, outcome })
  if (isRecord(request) && succeeded(outcome)) {
    const token = tokenOf(facts, request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (token !== undefined) job.proven.add(token)
  }
  if (isPut(request) && outcome.is === 'answer' && (outcome.status === 201 || outcome.status === 204)) {
    const goal = job.goals.find(({ secret }) => secret && request.url.pathname.endsWith(`/${secret.name}`))
    const stored = [...facts.origins].filter(([token, { job: maker }]) => maker === job && facts.heldOnce.has(token))
    for (const [token, origin] of stored) if (goal && keyOf(origin.goal) === keyOf(goal)) job.storedSafely.add(token)
  }
}

/** How long after it was made a token may arrive in its secret: a write begins within ten minutes, and takes its time. In milliseconds. */
const ARRIVES_WITHIN = 10 * 60_000 + 60_000
/** What is younger than this when listed is left alone, but for a second of rounding. In milliseconds. */
const YOUNG = 15 * 60_000 - 2_000

/** 2 and step 8: only a proven token is ever written to a secret, within ten minutes; and post writes none over a later one. */
export const checkWritten = (
  facts: Facts,
  job: Job,
  life: Life,
  goal: Goal,
  value: string,
  before: StoredSecret | undefined
): undefined => {
  const token = tokenOf(facts, value)
  if (token === undefined) return violated(facts, job, 2, 'what was written is no token of Vault')
  const origin = facts.origins.get(token)
  if (origin?.job !== job || keyOf(origin.goal) !== keyOf(goal))
    violated(facts, job, 2, `${token.id} was written to a secret that it is not for`)
  if (job.plan.verify && !job.proven.has(token)) violated(facts, job, 2, `${token.id} was written and is not proven`)
  if (facts.now() - token.made.getTime() > ARRIVES_WITHIN) violated(facts, job, 'step 8', `${token.id} was written too late`)
  if (facts.deletedByUs.has(token)) violated(facts, job, 9, `${token.id} was written, and the action had deleted it before`)
  const since = before === undefined ? 0 : before.updatedAt.getTime()
  // What was stored while post asked and wrote can't be seen by it.
  const seen =
    before !== undefined && before.value !== value && facts.model.github.clockMs() - before.updatedAt.getTime() > 60_000
  if (life === 'post' && seen && since > facts.model.github.clockMs() - (facts.now() - token.made.getTime()))
    violated(facts, job, 'post', `${token.id} was written over what was written after it was made`)
}

/** 2, 3, 5, 9 and keep-previous: what may be deleted, and when. */
export const checkDeleted = (facts: Facts, job: Job, life: Life, token: SimToken): undefined => {
  const origin = facts.origins.get(token)
  const goal = job.goals.find(each => origin && keyOf(each) === keyOf(origin.goal) && origin.goal.sandbox === each.sandbox)
  if (origin === undefined || goal === undefined || token.user.name !== 'robot@acme.com')
    return violated(facts, job, 5, `"${token.name}" is not ours and was deleted`)
  if (isHeld(facts, token)) violated(facts, job, 9, `${token.id} was deleted, and the secret holds it`)
  if (origin.job === job) return
  if (goal.secret === undefined) return violated(facts, job, 5, `${token.id} is another run’s output and was deleted`)
  if (life === 'post') return violated(facts, job, 3, `the post step deleted ${token.id} of another run`)
  const storedSafely = [...job.storedSafely].some(each => keyOf(facts.origins.get(each)?.goal ?? goal) === keyOf(goal))
  if (!storedSafely) violated(facts, job, 3, `${token.id} was deleted before the new token was stored`)
  if (facts.now() - token.made.getTime() < YOUNG)
    violated(facts, job, 'step 9', `${token.id} was deleted, and may be what another run is about to store`)
  count(facts, facts.heldOnce.has(token) ? 'a superseded token was deleted' : 'a lost token was deleted')
  if (!facts.heldOnce.has(token) || job.met.size > 0) return
  const newer = oursFor(facts, token, goal).filter(
    each => each.made >= token.made && facts.now() - each.made.getTime() >= YOUNG && facts.origins.get(each)?.job !== job
  )
  if (newer.length < job.keepPrevious) violated(facts, job, 'keep-previous', `${token.id} was deleted, and had to be kept`)
}

/** 10: what is left, or renewed, although an input asks for something else, is a line in the log at least. */
export const checkSilence = (facts: Facts, job: Job): void => {
  const said = job.shown.map(({ effect }) => effect.text).join('\n')
  const rows = asList(parseJson(resultsOf(job) ?? '')).map(asObject)
  for (const goal of job.goals) {
    const row = rows.find(each => asText(each?.sandbox_name) === goal.sandbox)
    if (goal.secret === undefined || row?.generated !== true || !job.plan.verify) continue
    const own = facts.model.tokens.find(({ id }) => id === row.token_id)
    if (own === undefined || job.met.size > 0 || said.includes('No older token') || said.includes('no older token')) continue
    const left = oursFor(facts, own, goal).filter(
      each => each !== own && !each.name.startsWith(own.name) && !said.includes(each.id) && each.made < own.made
    )
    // Those made within a few minutes of each other may count as one.
    const groups = left.filter((each, n) => n === 0 || each.made.getTime() - (left[n - 1]?.made.getTime() ?? 0) > 13 * 60_000)
    const lagging = left.some(each => own.made.getTime() - each.made.getTime() < 60_000)
    if (groups.length > job.keepPrevious && !lagging)
      violated(facts, job, 10, `${left.map(({ id }) => id)} were left beyond keep-previous without a word`)
  }
}

const resultsOf = (job: Job): string | undefined =>
  job.shown.findLast(({ effect }) => effect.does === 'output' && effect.name === 'results')?.effect.text

/** What Vault makes after the deadline, when another try has brought a token of this name already: an orphan, for the next rotation. */
const isLateTwin = ({ origins }: Facts, { name }: SimToken, { late }: Origin): boolean =>
  late && [...origins].some(([other, origin]) => other.name === name && !origin.late)

const words = (job: Job): string =>
  job.shown
    .filter(({ effect }) => effect.does === 'warning' || effect.does === 'error')
    .map(({ effect }) => `${effect.name} ${effect.text}`)
    .join('\n')

/** 4: every token that lives is held, handed over, or named; and sessions that it opened are ended, or spoken of. */
export const checkLeft = (facts: Facts, job: Job): void => {
  const said = words(job)
  const outputs = job.shown.filter(({ effect }) => effect.does === 'output' && effect.name.startsWith('token'))
  for (const [token, origin] of facts.origins) {
    if (origin.job !== job || !facts.model.isLive(token) || facts.heldOnce.has(token)) continue
    const handedOver = job.inputs['revoke-after-job'] === 'false' || !job.plan.verify
    if (handedOver && outputs.some(({ effect }) => effect.text.includes(token.value))) continue
    if (isLateTwin(facts, token, origin)) {
      count(facts, 'a late twin was left to the next rotation')
      continue
    }
    if (!said.includes(token.id) && !said.includes(token.name))
      violated(facts, job, 4, `${token.id} "${token.name}" lives, and nobody holds it or was told of it`)
    else count(facts, 'a token was left and named')
  }
  const left = job.sessions.filter(session => facts.model.sessions.has(session))
  if (left.length > 0 && !/session/i.test(said)) violated(facts, job, 'step 10', 'a session was left open without a word')
}

/** In: a request that was disturbed. Out: the sandbox that alone it was for; undefined where all of the job hangs on it. */
const sandboxOf = ({ model }: Facts, job: Job, { url }: HttpRequest): string | undefined => {
  const path = decodeURIComponent(url.pathname)
  return job.goals.find(
    ({ sandbox, secret }) =>
      path.includes(`/objects/sandbox/${sandbox}/`) ||
      model.vaults.some(({ host, name, parent }) => parent && host === url.hostname && name === sandbox) ||
      (secret && path.endsWith(`/${secret.name}`))
  )?.sandbox
}

/** 8: what fails is told, one failure does not stop the others, and a run that nothing disturbs does what it is for. */
export const checkOutcome = (facts: Facts, job: Job): undefined => {
  if (job.outcome === 'died') return
  const results = resultsOf(job)
  if (results === undefined) return violated(facts, job, 8, 'there is no output results')
  if (!job.possible || job.outcome === 'succeeded') checkSilence(facts, job)
  const rows = asList(parseJson(results)).map(asObject)
  const failed = rows.filter(row => row?.error !== undefined)
  if ((job.outcome === 'failed') !== (failed.length > 0 || rows.length === 0))
    violated(facts, job, 8, `the step ${job.outcome} with ${failed.length} errors in results`)

  const harmed = job.disturbed.map(request => request && sandboxOf(facts, job, request))
  for (const row of rows) {
    const sandbox = asText(row?.sandbox_name)
    const goal = job.goals.find(each => each.sandbox === sandbox)
    if (row?.error !== undefined) {
      const spared = !harmed.includes(undefined) && !harmed.includes(sandbox)
      if (job.possible && job.alone && spared)
        violated(facts, job, 8, `nothing disturbed "${sandbox}", and it failed: ${asText(asObject(row.error)?.message)}`)
      continue
    }
    if (goal?.secret === undefined || !job.alone) continue
    const held = secretOf(facts, goal)?.value
    const token = held === undefined ? undefined : tokenOf(facts, held)
    // A kept token is the one that was given, and the secret may hold a newer one by now.
    if (row?.generated !== true) {
      count(facts, 'a current token was kept')
      continue
    }
    if (token?.id !== row.token_id) violated(facts, job, 8, `the secret of "${sandbox}" does not hold the new token`)
    else if (token === undefined || !facts.model.isLive(token))
      violated(facts, job, 8, `the secret of "${sandbox}" holds a dead token`)
  }
}
