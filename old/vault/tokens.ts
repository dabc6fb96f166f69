import type { Credential, Credentials } from '../credential.ts'
import { ActionError } from '../errors.ts'
import { asList, asObject, asText } from '../json.ts'
import type { Verdict } from '../retry.ts'
import type { Vault } from './client.ts'

/** For whom a token is generated: a sandbox of the Vault, by its name on the My Vaults page, or the user's own on the Vault itself. */
export type TokenFor = Readonly<{ is: 'sandbox'; name: string }> | Readonly<{ is: 'vault' }>

/** A token as Vault hands it out, once. */
export type NewToken = Readonly<{
  id: string
  value: Credential
  executionId: string
  /** The Vault that answered; empty when it does not say. */
  answeredBy: string
}>

/**
 * One try of "Generate API Access Token for Sandbox" or "Generate My API Access Token". Vault knows no idempotency key, so
 * repeating is the caller's decision.
 * @param expiry `YYYY-MM-DDTHH:MM:SSZ`, or undefined for a token that never expires
 * @param keep masks the value before anything else can touch it
 */
export const generateToken = async (
  vault: Vault,
  target: TokenFor,
  name: string,
  expiry: string | undefined,
  keep: Credentials['keep']
): Promise<Verdict<NewToken>> => {
  const doing = target.is === 'sandbox' ? `Generating a token for the sandbox "${target.name}"` : 'Generating a token'
  const verdict = await vault.ask({
    doing,
    kind: target.is === 'sandbox' ? 'generate-for-sandbox' : 'generate',
    method: 'POST',
    path: `${target.is === 'sandbox' ? `/objects/sandbox/${encodeURIComponent(target.name)}` : '/objects'}/users/me/api_access_token__sys`,
    form: { name__v: name, ...(expiry !== undefined && { expiry_date__v: expiry }) }
  })
  if (verdict.is !== 'done') return verdict
  const { body, executionId, vaultId } = verdict.value
  const data = asObject(body.data)
  const raw = asText(data?.token__sys)
  const id = asText(data?.id)
  if (raw !== '') {
    const value = keep(raw)
    if (id !== '') return { is: 'done', value: { id, value, executionId, answeredBy: vaultId } }
  }
  const error = new ActionError(
    'vault-unavailable',
    `${doing} on ${vault.site.host} failed: Vault answered SUCCESS without a token and its id.`,
    'Run again; if it stays, give the execution id to Veeva Support.',
    executionId
  )
  return { is: 'again', error, effect: 'perhaps' }
}

/** What became of one token that was to be deleted. `gone`: it is no more, by this call or before it. */
export type Deletion = Readonly<{ id: string; is: 'gone' }> | Readonly<{ id: string; is: 'refused'; reason: string }>

/**
 * "Delete Object Records" on `api_access_token__sys`, at most 500 at a time. The outer SUCCESS may hold inner failures, in the order sent.
 * @param itself the token that asks is among them, and has worked before
 * @returns one entry for each id; throws ActionError when the call as a whole came to nothing
 */
export const deleteTokens = (
  vault: Vault,
  ids: readonly string[],
  quote: (text: string) => string,
  itself = false
): Promise<readonly Deletion[]> => {
  let mayBeDone = false
  const attempt = async (): Promise<Verdict<readonly Deletion[]>> => {
    const verdict = await vault.ask({
      doing: `Deleting ${ids.length === 1 ? 'a token' : `${ids.length} tokens`}`,
      kind: 'delete',
      method: 'DELETE',
      path: '/vobjects/api_access_token__sys',
      json: ids.map(id => ({ id }))
    })
    if (verdict.is === 'done') return { is: 'done', value: rows(asList(verdict.value.body.data), ids, mayBeDone, quote) }
    // A token that deletes itself and loses the answer finds itself dead on the second try.
    if (itself && verdict.is === 'failed' && mayBeDone && verdict.error.code === 'vault-session') {
      return { is: 'done', value: ids.map(id => ({ id, is: 'gone' })) }
    }
    mayBeDone ||= verdict.is === 'again' && verdict.effect === 'perhaps'
    return verdict
  }
  return vault.persist('delete', attempt)
}

const rows = (
  answer: readonly unknown[],
  ids: readonly string[],
  mayBeDone: boolean,
  quote: (text: string) => string
): Deletion[] =>
  ids.map((id, index) => {
    const row = asObject(answer[index])
    if (asText(row?.responseStatus) === 'SUCCESS') return { id, is: 'gone' }
    const first = asObject(asList(row?.errors)[0])
    const type = asText(first?.type)
    if (mayBeDone && type === 'INVALID_DATA') return { id, is: 'gone' }
    const said = quote([type, asText(first?.message)].filter(part => part !== '').join(': ')).replace(/[.\s]+$/, '')
    return { id, is: 'refused', reason: said === '' ? 'Vault gave no reason' : `Vault answered ${said}` }
  })
