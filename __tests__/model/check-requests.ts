import { hidden, mask } from '../../simulator/log.ts'
import { asList, asObject, asText, parseJson } from '../../src/core/json.ts'
import type { HttpRequest } from '../../src/net/http.ts'
import * as openapi from '../helpers/openapi.ts'
import type { Effect } from '../helpers/runner.ts'
import { isGenerate, isGitHub, type Job, type Phase, tokenOf, violate } from './facts.ts'
import type { Result } from './troubles.ts'

const LOGIN_HOST = 'login.veevavault.com'
const forms = new Map<string, string[]>()

/** Whether a text has a value in any form that the runner masks. */
function shows(text: string, value: string): boolean {
  const known = forms.get(value) ?? hidden(value)
  forms.set(value, known)
  return known.some(form => text.includes(form))
}

/** Notes what reaches the runner, and checks it by invariant 1. */
export function checkShown(job: Job, phase: Phase, effect: Effect): void {
  const { does, name, text } = effect
  job.effects.push(effect)
  if (does === 'mask') {
    job.masks.push(text)
    return
  }
  const session = does === 'state' && name === 'session' && asObject(parseJson(text))?.session
  if (session) job.sessions.push(asText(session))
  for (const value of job.facts.credentials.keys()) {
    if (!shows(text, value) || mayShow(effect, value, job.masks)) continue
    violate(job, 'invariant 1', `${does} ${name} of ${phase} shows a credential`)
  }
}

/** Invariant 1: no credential reaches the log, the summary or any output but `token` and `tokens`, and none appears before its mask. */
function mayShow({ does, name, text }: Effect, value: string, masks: string[]): boolean {
  const isMeant = does === 'state' || (does === 'output' && /^tokens?$/.test(name))
  if (isMeant) return masks.includes(value)
  return does !== 'output' && !shows(mask(text, masks), value)
}

/** Invariant 6: credentials go only where they belong, and no other host is contacted; the post step never contacts GitHub. */
function checkHost(job: Job, phase: Phase, request: HttpRequest): void {
  const { facts, goals, plan, vaultDns } = job
  const { url, headers, body = '' } = request
  const own = facts.simulator.vaults.filter(({ name }) => goals.some(goal => goal.sandbox === name))
  const isOwn = plan.verify && own.some(({ host }) => host === url.hostname)
  const isKnown = isOwn || [vaultDns, LOGIN_HOST].includes(url.hostname) || isGitHub(url)
  const isAllowed = isKnown && url.protocol === 'https:'
  if (!isAllowed) violate(job, 'invariant 6', `${url.origin} was contacted`)
  if (phase === 'post' && isGitHub(url)) violate(job, 'post step', 'GitHub was contacted')
  const plain = body.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25')
  const sent = `${decodeURIComponent(plain)} ${headers.authorization ?? ''}`
  for (const value of facts.credentials.keys()) {
    if (!sent.includes(value) || mayGoTo(value, url, job)) continue
    violate(job, 'invariant 6', `a credential went to ${url.hostname}`)
  }
}

export function checkRequest(job: Job, phase: Phase, request: HttpRequest): void {
  checkHost(job, phase, request)
  checkRepeats(job, phase, request)
  const { url, method, headers, body = '' } = request
  if (!isGitHub(url)) return
  const path = url.pathname + url.search
  for (const problem of openapi.checkRequest({ method, path, headers, body })) {
    violate(job, 'GitHub’s description', problem)
  }
}

function mayGoTo(value: string, url: URL, { facts, currents, inputs, vaultDns }: Job): boolean {
  const kind = facts.credentials.get(value)
  if (kind === 'oauth') return url.hostname === LOGIN_HOST
  if (kind === 'github') return isGitHub(url)
  if (currents.includes(value)) return !isGitHub(url) && url.hostname !== LOGIN_HOST
  if (kind === 'password' || kind === 'session' || value === inputs['access-token']) {
    return url.hostname === vaultDns
  }
  return typeof kind === 'object' && url.hostname === kind.vault.host
}

function routeOf({ method, url }: HttpRequest): string {
  return `${method} ${url.host}${url.pathname}${url.search}`
}

/** Invariant 7: a rejected sign-in credential is never tried twice; generating is repeated only where that is safe, under the same name. */
function checkRepeats(job: Job, phase: Phase, request: HttpRequest): void {
  const isSame = (other: HttpRequest) =>
    routeOf(other) === routeOf(request) &&
    other.body === request.body &&
    other.headers.authorization === request.headers.authorization
  const earlier = job.heard.filter(each => each.phase === phase && isSame(each.request))
  const shown = request.headers.authorization?.replace('Bearer ', '') ?? ''
  const isSignIn = isSignInRequest(request)
  const isGiven = Object.values(job.inputs).includes(shown) || job.sessions.includes(shown)
  const isOfSignIn = isSignIn || (!isGitHub(request.url) && isGiven)
  const isRejected = earlier.some(({ result }) => isRejection(result, isSignIn))
  if (isOfSignIn && !job.currents.includes(shown) && isRejected) {
    violate(job, 'invariant 7', 'a credential that was rejected was sent again')
  }
  const sentBefore = earlier.filter(({ result }) => result.is === 'response' || result.maybeSent)
  if (isSignIn && sentBefore.length > 1) {
    violate(job, 'invariant 7', 'signing in was tried more than twice')
  }
  if (isGenerate(request)) checkGenerate(job, phase, request)
}

function isSignInRequest({ url }: HttpRequest): boolean {
  return /\/auth(\/oauth\/session\/[^/]+)?$/.test(url.pathname)
}

const REJECTED =
  /"(USERNAME_OR_PASSWORD_INCORRECT|AUTHENTICATION_FAILED|INVALID_SESSION_ID|USER_LOCKED_OUT)"/

/** Whether Vault itself rejects a credential. A gateway's 401 is not Vault's, but may have counted as an attempt to sign in. */
function isRejection(result: Result, isSignIn: boolean): boolean {
  if (result.is === 'no-response') return false
  const isVaults = asText(asObject(parseJson(result.text))?.responseStatus) !== ''
  return isVaults ? REJECTED.test(result.text) : isSignIn && result.status === 401
}

function checkGenerate(job: Job, phase: Phase, request: HttpRequest): void {
  if (phase === 'post') violate(job, 'invariant 7', 'the post step generates')
  if (job.plan.dryRun) violate(job, 'dry run', 'a token was generated')
  const before = job.heard.filter(each => routeOf(each.request) === routeOf(request))
  const last = before.at(-1)
  if (last === undefined) return
  const nameIn = ({ body }: HttpRequest) => new URLSearchParams(body).get('name__v')
  const repeated = (how: string) => violate(job, 'invariant 7', `generating was repeated ${how}`)
  if (nameIn(last.request) !== nameIn(request)) repeated('under another name')
  if (before.length >= 3) repeated('more than twice')
  if (!mayBeRepeated(last.result)) repeated('after a response that is final')
}

const NOTHING_DONE = ['API_LIMIT_EXCEEDED', 'RACE_CONDITION', 'OPERATION_IN_PROGRESS']

/** Whether a response to generating was lost, or says that nothing was done. */
function mayBeRepeated(result: Result): boolean {
  if (result.is === 'no-response') return !result.isLasting
  const body = asObject(parseJson(result.text))
  switch (asText(body?.responseStatus)) {
    case 'SUCCESS':
      return asText(asObject(body?.data)?.id) === ''
    case 'EXCEPTION':
      return true
    case 'FAILURE':
      return NOTHING_DONE.includes(asText(asObject(asList(body?.errors)[0])?.type))
    default:
      return result.status >= 500 || result.status === 429 || result.status === 200
  }
}

/** Notes what a response tells: what was verified, and what was stored. */
export function learn(job: Job, phase: Phase, request: HttpRequest, result: Result): void {
  job.heard.push({ phase, request, result })
  if (result.is === 'no-response') return
  const { url, method, headers } = request
  const body = asObject(parseJson(result.text))
  if (isSignInRequest(request)) job.opened.push(asText(body?.sessionId))
  const isRecord = url.pathname.includes('/vobjects/api_access_token__sys/')
  if (isRecord && asText(body?.responseStatus) === 'SUCCESS') {
    const token = tokenOf(job.facts, headers.authorization?.replace('Bearer ', ''))
    if (token !== undefined) job.verified.add(token)
  }
  const isStored = method === 'PUT' && (result.status === 201 || result.status === 204)
  const goal = job.goals.find(({ secret }) => secret && url.pathname.endsWith(`/${secret.name}`))
  if (isStored && goal !== undefined) job.stored.add(goal.key)
}
