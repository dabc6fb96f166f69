import { remoteClock } from '../clock.ts'
import type { Credential } from '../credential.ts'
import { ActionError, type ErrorCode } from '../errors.ts'
import type { HttpOutcome, Send } from '../http.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../json.ts'
import { type Patience, persist, retryAfterMs, type Verdict } from '../retry.ts'
import type { VaultHost } from './host.ts'
import { type CallKind, type Meaning, meaningOf } from './refusals.ts'

/** How one Vault is addressed; nothing in it is secret. */
export type VaultSite = Readonly<{
  host: VaultHost
  /** e.g. `v26.2` */
  apiVersion: string
  /** X-VaultAPI-ClientID, for a Vault with Client ID Filtering. */
  clientId: string
  /** X-VaultAPI-ReferenceId: which run this is, in Vault's own log. */
  referenceId: string
}>

/** What every call needs from outside. */
export type Wire = Readonly<{
  send: Send
  patience: Patience
  /** Foreign text made fit for a message: without credentials, one neutral line. */
  quote: (text: string) => string
}>

export type VaultCall = Readonly<{
  /** What is being done, as a message begins: `Signing in`. */
  doing: string
  kind: CallKind
  method: 'GET' | 'POST' | 'DELETE'
  /** Below `/api/{version}`, begins with a slash, already percent-encoded. */
  path: string
  /** The path counts from the host. */
  root?: true
  form?: Readonly<Record<string, string>>
  json?: unknown
}>

export type VaultAnswer = Readonly<{
  body: JsonObject
  executionId: string
  /** Which Vault answered, and to which user; empty where it does not say. */
  vaultId: string
  userId: string
}>

export type Vault = Readonly<{
  site: VaultSite
  /** The time by Vault's clock, as far as its answers told it so far. */
  now: () => Date
  /** The same Vault, addressed with another credential. */
  as: (credential: Credential) => Vault
  /** Another host, reached in the same way, without a credential. */
  at: (host: VaultHost) => Vault
  /** One request, no repeat. */
  ask: (call: VaultCall) => Promise<Verdict<VaultAnswer>>
  /** One look whether Vault itself answers here: with any envelope, whatever it says. Out: why not, as a part of a sentence, or undefined. */
  silence: () => Promise<string | undefined>
  /** Repeats tries as their kind allows; throws an ActionError. */
  persist: <T>(kind: CallKind, attempt: () => Promise<Verdict<T>>) => Promise<T>
  /** A request, repeated by `persist`; throws an ActionError. */
  call: (call: VaultCall) => Promise<VaultAnswer>
}>

const TRIES: Readonly<Record<CallKind, number>> = {
  'sign-in': 2,
  read: 4,
  generate: 1,
  'generate-for-sandbox': 1,
  delete: 4,
  'end-session': 2
}
const DEADLINE_MS: Readonly<Record<CallKind, number>> = {
  'sign-in': 30_000,
  read: 30_000,
  generate: 60_000,
  'generate-for-sandbox': 60_000,
  delete: 30_000,
  'end-session': 30_000
}

/**
 * In: one Vault and the means to reach it. Out: the Vault without a credential, ready for a sign-in; see `Vault.as`.
 */
export const reachVault = (site: VaultSite, wire: Wire): Vault => {
  const clock = remoteClock(wire.patience.clock)
  const addressed = (credential: Credential | undefined): Vault => {
    const ask = async (call: VaultCall): Promise<Verdict<VaultAnswer>> => {
      const outcome = await wire.send({
        method: call.method,
        url: new URL(`https://${site.host}${call.root ? '' : `/api/${site.apiVersion}`}${call.path}`),
        headers: headersOf(site, call, credential),
        ...bodyOf(call),
        deadlineMs: DEADLINE_MS[call.kind]
      })
      if (outcome.is === 'answer') {
        clock.heard(outcome.headers.date)
      }
      return readAnswer(outcome, call, site.host, wire.quote, wire.patience.clock.now())
    }
    const silence = async (): Promise<string | undefined> => {
      const call: VaultCall = { doing: 'Asking whether Vault answers', kind: 'read', method: 'GET', path: '/api/', root: true }
      const outcome = await wire.send({
        method: call.method,
        url: new URL(`https://${site.host}${call.path}`),
        headers: headersOf(site, call, credential),
        deadlineMs: DEADLINE_MS[call.kind]
      })
      if (outcome.is === 'no-answer') return outcome.reason
      if (asText(asObject(parseJson(outcome.text))?.responseStatus) !== '') return undefined
      return `it answers with status ${outcome.status} and ${kindOfText(outcome.text)}`
    }
    const persistByKind: Vault['persist'] = (kind, attempt) => persist(attempt, TRIES[kind], wire.patience)
    return {
      site,
      now: clock.now,
      as: addressed,
      at: host => reachVault({ ...site, host }, wire),
      ask,
      silence,
      persist: persistByKind,
      call: call => persistByKind(call.kind, () => ask(call))
    }
  }
  return addressed(undefined)
}

const headersOf = (site: VaultSite, call: VaultCall, credential: Credential | undefined): Record<string, string> => ({
  accept: 'application/json',
  'x-vaultapi-clientid': site.clientId,
  'x-vaultapi-referenceid': site.referenceId,
  ...(credential && { authorization: `Bearer ${credential.reveal()}` }),
  ...(call.form && { 'content-type': 'application/x-www-form-urlencoded' }),
  ...(call.json !== undefined && { 'content-type': 'application/json' })
})

const bodyOf = (call: VaultCall): { body?: string } => {
  if (call.form) return { body: new URLSearchParams(call.form).toString() }
  if (call.json !== undefined) return { body: JSON.stringify(call.json) }
  return call.method === 'POST' ? { body: '' } : {}
}

/**
 * In: what came of a request. Out: what it means. Vault answers 200 even on failure, so the envelope decides where there is one:
 * `responseStatus`, then `errors[].type`, never the text ("Response Status and Errors").
 */
export const readAnswer = (
  outcome: HttpOutcome,
  call: VaultCall,
  host: string,
  quote: (text: string) => string,
  now: Date
): Verdict<VaultAnswer> => {
  const what = `${call.doing} on ${host} failed`
  if (outcome.is === 'no-answer') {
    const error = new ActionError('network', `${what}: ${outcome.reason}.`, outcome.hint ?? networkHint(outcome.lasting))
    return outcome.lasting
      ? { is: 'failed', error }
      : { is: 'again', error, effect: outcome.reached === 'no' ? 'none' : 'perhaps' }
  }

  const { status, headers, text } = outcome
  const executionId = idOf(headers['x-vaultapi-executionid'])
  const fail = (code: ErrorCode, came: string, hint: string): ActionError =>
    new ActionError(code, `${what}: ${came}${executionId === '' ? '' : ` (execution id ${executionId})`}.`, hint, executionId)
  const judge = (meaning: Meaning, came: string): Verdict<never> => {
    const error = fail(meaning.code, came, meaning.hint)
    if (meaning.again === undefined) return { is: 'failed', error }
    const asked = retryAfterMs(headers, now)
    return { is: 'again', error, ...meaning.again, ...(asked !== undefined && { afterMs: asked }) }
  }

  if (status >= 300 && status < 400) {
    const hint = 'A redirect is never followed: check that vault-dns is the DNS of the Vault itself.'
    return { is: 'failed', error: fail('host-refused', `it answered with a redirect (status ${status})`, hint) }
  }
  const body = asObject(parseJson(text))
  const responseStatus = asText(body?.responseStatus)
  if (body && status === 200 && (responseStatus === 'SUCCESS' || responseStatus === 'WARNING')) {
    return {
      is: 'done',
      value: { body, executionId, vaultId: idOf(headers['x-vaultapi-vaultid']), userId: idOf(headers['x-vaultapi-userid']) }
    }
  }
  if (body && (responseStatus === 'FAILURE' || responseStatus === 'EXCEPTION')) {
    const first = asObject(asList(body.errors)[0])
    const type = asText(first?.type) || asText(body.errorType) || responseStatus
    const said = quote(asText(first?.message) || asText(body.responseMessage)).replace(/[.\s]+$/, '')
    return judge(refusal(type, responseStatus, call.kind), `Vault answered ${quote(type)}${said === '' ? '' : `: ${said}`}`)
  }
  return judge(meaningOfStatus(status, call.kind), `it answered with status ${status} and ${kindOfText(text)}`)
}

/** In: a header that holds an id. Out: it, or empty when it looks like anything else; it goes into messages and outputs. */
const idOf = (header: string | undefined): string => (/^[\w.-]{1,100}$/.test(header ?? '') ? (header ?? '') : '')

/** Refusals that are known, and that no credential can help. */
const NOT_THE_CREDENTIAL = ['MALFORMED_URL', 'METHOD_NOT_SUPPORTED', 'CONFIGURATION_MODE_ENABLED']

/** A type that is not known better: from a sign-in it is a refusal to sign in, from an EXCEPTION a fault inside Vault. */
const refusal = (type: string, responseStatus: string, kind: CallKind): Meaning => {
  const meaning = meaningOf(type, kind)
  if (meaning.code !== 'vault-refused' || NOT_THE_CREDENTIAL.includes(type)) return meaning
  if (responseStatus === 'EXCEPTION') return meaningOf('UNEXPECTED_ERROR', kind)
  return kind === 'sign-in' ? { ...meaningOf('AUTHENTICATION_FAILED', kind) } : meaning
}

const GATEWAY = 'That is no answer of Vault: check vault-dns, and whether a firewall, gateway or proxy answers in its place.'

/** An answer without Vault's envelope comes from something in front of it, or from a Vault that is down. */
const meaningOfStatus = (status: number, kind: CallKind): Meaning => {
  const down =
    'The Vault is down or something in front of it answers in its place: check vault-dns and the Vault’s status, and run again.'
  if (status === 401) {
    // A gateway's word: it says nothing of the credential. What may have spent a try of a password, or made a token, is not repeated.
    const again = kind === 'read' || kind === 'delete' ? ({ effect: 'none' } as const) : undefined
    return { code: 'vault-unavailable', hint: GATEWAY, again }
  }
  if (status === 429) return meaningOf('API_LIMIT_EXCEEDED', kind)
  if (status >= 500) return { code: 'vault-unavailable', hint: down, again: { effect: status === 503 ? 'none' : 'perhaps' } }
  if (status === 200) return { code: 'vault-unavailable', hint: down, again: { effect: 'perhaps' } }
  return {
    code: 'vault-unavailable',
    hint: GATEWAY,
    again: undefined
  }
}

const kindOfText = (text: string): string => {
  if (text.trim() === '') return 'an empty body'
  if (/^\s*</.test(text)) return 'a page (HTML) where JSON belongs'
  return parseJson(text) === undefined ? 'text that is no whole JSON' : 'JSON that is no answer of Vault'
}

const networkHint = (lasting: boolean): string =>
  lasting
    ? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
    : 'Check vault-dns and that the runner may reach this host (DNS, firewall, HTTPS_PROXY), and run again.'
