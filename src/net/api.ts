import { ActionError, type ErrorCode, type ErrorDetails } from '../core/errors.ts'
import { asObject, type JsonObject, parseJson } from '../core/json.ts'
import { withoutFullStop } from '../core/text.ts'
import { parseDate } from '../core/time.ts'
import type { HttpRequest, HttpResponse, Transport } from './http.ts'

export interface ApiCall extends Omit<HttpRequest, 'body' | 'deadlineMs'> {
  /** What is being done, as it follows "Could not": `sign in with user name and password`. */
  doing: string
  form?: Record<string, string> | undefined
  json?: unknown
  /** 30 seconds if left out. */
  deadlineMs?: number | undefined
}

export interface ApiResponse extends Omit<HttpResponse, 'is'> {
  /** The parsed body, if it is a JSON object. */
  body: JsonObject | undefined
}

/** What a response other than a success means. */
export interface Refusal extends ErrorDetails {
  code: ErrorCode
  /** What came back, as a part of a sentence: `Vault responded INVALID_DATA`. */
  said: string
  hint: string
}

const DEADLINE_MS = 30_000
const CHECK_REACH =
  'Check the host name, and that the runner can reach it (DNS, firewall, proxy settings); then run again.'

/**
 * Sends one request to Vault, GitHub or an identity provider.
 * @param refusalIn says what a response means that is not the documented success of the call; undefined for a success
 * @throws ActionError: `Could not DOING on HOST: what came back.`
 */
export async function callApi(
  call: ApiCall,
  send: Transport['send'],
  refusalIn: (response: ApiResponse) => Refusal | undefined
): Promise<ApiResponse> {
  const result = await send(requestOf(call))
  if (result.is === 'no-response') {
    const { reason: said, code: reason, hint = CHECK_REACH, maybeSent: maybeDone } = result
    const retry = result.isLasting ? undefined : {}
    throw refusalError(call, { code: 'network', said, hint, retry, maybeDone, reason })
  }
  const response = { ...result, body: asObject(parseJson(result.text)) }
  const refusal = refusalIn(response)
  if (refusal === undefined) return response
  throw refusalError(call, refusal)
}

function requestOf(call: ApiCall): HttpRequest {
  const { method, url, headers, form, json, deadlineMs = DEADLINE_MS } = call
  if (form === undefined && json === undefined) return { method, url, headers, deadlineMs }
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
  const body = form ? new URLSearchParams(form).toString() : JSON.stringify(json)
  return { method, url, headers: { ...headers, 'content-type': type }, body, deadlineMs }
}

/** Makes the error of a call that did not succeed. */
export function refusalError(
  { doing, url }: Pick<ApiCall, 'doing' | 'url'>,
  { code, said, hint, ...details }: Refusal
): ActionError {
  const id = details.executionId ? ` (execution id ${details.executionId})` : ''
  const message = `Could not ${doing} on ${url.hostname}: ${said}${id}.`
  return new ActionError(code, message, hint, details)
}

/** Reads what Retry-After asks for, in milliseconds ("RFC 9110": seconds or a date, which counts by the response's own Date). */
export function retryAfterMs(headers: Record<string, string>, now: Date): number | undefined {
  const header = headers['retry-after'] ?? ''
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
  const at = parseDate(header)
  return at && Math.max(0, at.getTime() - responseTime(headers, now).getTime())
}

/** When a response was given, by its own Date; otherwise the time here. */
export function responseTime(headers: Record<string, string>, now: Date): Date {
  return parseDate(headers.date ?? '') ?? now
}

/** Says what a service responded, as a part of a sentence: in its own words, already quoted, or what the body looks like. */
export function describeResponse(response: ApiResponse, service: string, words: string): string {
  const { status, text, body } = response
  if (words !== '') return `${service} responded ${status}: ${withoutFullStop(words)}`
  let kind = body === undefined ? 'text that is not JSON' : `JSON that is not from ${service}`
  if (text.trim() === '') kind = 'an empty body'
  if (/^\s*</.test(text)) kind = 'an HTML page'
  return `the host responded with status ${status} and ${kind}`
}
