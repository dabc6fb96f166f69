import { asList, asObject, asText, type JsonObject } from '../core/json.ts'
import { count, withoutFullStop } from '../core/text.ts'
import { type ApiResponse, describeBody, type Refusal, retryAfterMs } from '../net/api.ts'
import type { World } from '../net/world.ts'
import {
  meaningOfError,
  meaningOfStatus,
  type VaultError,
  type VaultOperation
} from './refusals.ts'

type Headers = Record<string, string>

/** Whether a response is the documented success. Vault responds 200 also to what it refuses ("Response Status and Errors"). */
export function isSuccess({ status, body }: ApiResponse): boolean {
  return status === 200 && ['SUCCESS', 'WARNING'].includes(asText(body?.responseStatus))
}

/** Tells what any other response means. Vault's envelope decides where there is one, whatever the status. */
export function refusalOf(
  response: ApiResponse,
  operation: VaultOperation,
  { clock, runner }: Pick<World, 'clock' | 'runner'>
): Refusal {
  const { status, headers, body } = response
  const error = errorIn(body, runner.quote)
  const meaning = error ? meaningOfError(error, operation) : meaningOfStatus(status, operation)
  const afterMs = retryAfterMs(headers, clock.now()) ?? meaning.retry?.afterMs
  const described = `the host responded with status ${status} and ${describeBody(response, 'Vault')}`
  return {
    ...meaning,
    said: error ? describeError(error) : described,
    hint: downtimeHint(headers) ?? meaning.hint,
    retry: meaning.retry && { afterMs },
    reason: error?.type ?? `HTTP ${status}`,
    executionId: idIn(headers, 'executionid')
  }
}

/** Reads the error from Vault's envelope, or from one row of a response; undefined if that is not a refusal. */
export function errorIn(
  body: JsonObject | undefined,
  quote: (text: string) => string
): VaultError | undefined {
  const responseStatus = asText(body?.responseStatus)
  if (responseStatus !== 'FAILURE' && responseStatus !== 'EXCEPTION') return undefined
  const first = asObject(asList(body?.errors)[0])
  const message = quote(asText(first?.message) || asText(body?.responseMessage))
  return {
    type: quote(asText(first?.type) || asText(body?.errorType) || responseStatus),
    message: withoutFullStop(message).trimEnd(),
    isException: responseStatus === 'EXCEPTION'
  }
}

/** Says what Vault responded, as a part of a sentence. */
export function describeError({ type, message }: VaultError): string {
  return message === '' ? `Vault responded ${type}` : `Vault responded ${type}: ${message}`
}

/** During maintenance Vault says how long it expects to be down. */
function downtimeHint(headers: Headers): string | undefined {
  const minutes = headers['x-vaultapi-downtimeexpecteddurationminutes'] ?? ''
  if (!/^\d{1,5}$/.test(minutes)) return undefined
  return `Vault expects to be down for ${count(Number(minutes), 'minute')}: run again after that.`
}

/** Reads an id from one of Vault's headers; empty if it looks like anything else, because it goes into messages and outputs. */
export function idIn(headers: Headers, name: string): string {
  const value = headers[`x-vaultapi-${name}`] ?? ''
  return /^[\w.-]{1,100}$/.test(value) ? value : ''
}
