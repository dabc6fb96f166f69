import { type Credential, isMaskable } from '../core/credential.ts'
import { asActionError } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import { count, withoutFullStop } from '../core/text.ts'
import { formatInstant } from '../core/time.ts'
import type { Vault } from './client.ts'
import { SUPPORT } from './refusals.ts'
import { describeError, errorIn } from './responses.ts'
import { listTokens } from './token-records.ts'

/** A token as Vault hands it out, once. */
export interface GeneratedToken {
  id: string
  value: Credential
  executionId: string
  /** The Vault that responded; empty if it does not say. */
  vaultId: string
}

export interface TokenRequest {
  /** The sandbox, by its name on the My Vaults page; empty for the user's own token on the Vault itself. */
  sandboxName: string
  /** The token's name in Vault. */
  name: string
  /** undefined: never */
  expiry: Date | undefined
}

/**
 * "Generate API Access Token for Sandbox", or "Generate My API Access Token": one attempt. The value is masked before anything else touches it.
 * @throws ActionError; `retry` and `maybeDone` say whether it may be repeated, and whether Vault may have made a token all the same
 */
export async function generateToken(
  vault: Vault,
  { sandboxName, name, expiry }: TokenRequest
): Promise<GeneratedToken> {
  const { quote, maskSecret } = vault.world.runner
  const isForSandbox = sandboxName !== ''
  const parent = isForSandbox ? `/objects/sandbox/${encodeURIComponent(sandboxName)}` : '/objects'
  const form: Record<string, string> = { name__v: name }
  if (expiry) form.expiry_date__v = formatInstant(expiry)
  const response = await vault.call({
    doing: `generate a token${isForSandbox ? ` for the sandbox "${quote(sandboxName)}"` : ''}`,
    operation: isForSandbox ? 'generate-for-sandbox' : 'generate',
    method: 'POST',
    path: `${parent}/users/me/api_access_token__sys`,
    form
  })
  const { executionId, vaultId } = response
  const data = asObject(response.body.data)
  const value = asText(data?.token__sys)
  const id = asText(data?.id)
  const credential = maskSecret(value)
  if (id !== '' && isMaskable(value)) return { id, value: credential, executionId, vaultId }
  throw response
    .error('vault-unavailable', 'Vault responded SUCCESS without a token and its id', SUPPORT)
    .with({ retry: {}, maybeDone: true })
}

/** What became of one token that was to be deleted: `deleted` is what Vault's row says, or, after an unclear response, what a new listing no longer shows. */
export type Deletion = { id: string; is: 'deleted' } | { id: string; is: 'refused'; reason: string }

interface DeleteOptions {
  /** The token is deleted with itself; one that is `proven` has worked before, so if Vault no longer accepts it, it is gone. */
  itself?: 'new' | 'proven'
}

/** "Delete Object Records" takes at most so many at a time. */
const MOST_AT_ONCE = 500

/**
 * "Delete Object Records" on `api_access_token__sys`, in calls of at most 500.
 * If an attempt was unclear (a lost response, a 5xx), or a row is refused after one, the tokens are listed again: what is gone counts as deleted.
 * @returns one entry for each id, in order
 * @throws ActionError if the call as a whole failed and no listing tells more
 */
export async function deleteTokens(
  vault: Vault,
  ids: string[],
  options: DeleteOptions = {}
): Promise<Deletion[]> {
  if (ids.length === 0) return []
  const later = ids.slice(MOST_AT_ONCE)
  const deletions = await deleteSome(ids.slice(0, MOST_AT_ONCE), vault, options)
  // What the first calls have deleted must not get lost.
  const rest = await deleteTokens(vault, later, options).catch(thrown => refusedBy(thrown, later))
  return deletions.concat(rest)
}

async function deleteSome(
  ids: string[],
  vault: Vault,
  options: DeleteOptions
): Promise<Deletion[]> {
  try {
    const { body, maybeDoneBefore } = await vault.call({
      doing: `delete ${count(ids.length, 'token')}`,
      operation: 'delete',
      method: 'DELETE',
      path: '/vobjects/api_access_token__sys',
      json: ids.map(id => ({ id }))
    })
    const told = deletionsIn(asList(body.data), ids, vault.world.runner.quote)
    const isClear = !maybeDoneBefore || told.every(({ is }) => is === 'deleted')
    return isClear ? told : await compareWithListing(told, vault, options).catch(() => told)
  } catch (thrown) {
    if (!asActionError(thrown).maybeDone) throw thrown
    return compareWithListing(refusedBy(thrown, ids), vault, options).catch(() => {
      throw thrown
    })
  }
}

function refusedBy(thrown: unknown, ids: string[]): Deletion[] {
  const reason = withoutFullStop(asActionError(thrown).message)
  return ids.map(id => ({ id, is: 'refused', reason }))
}

/** Reads what the rows of a response say of each token; they are in the order of the ids ("Delete Object Records"). */
function deletionsIn(rows: unknown[], ids: string[], quote: (text: string) => string): Deletion[] {
  return ids.map((id, index) => {
    const row = asObject(rows[index])
    const rowId = asText(asObject(row?.data)?.id) || id
    if (rowId === id && asText(row?.responseStatus) === 'SUCCESS') return { id, is: 'deleted' }
    const error = errorIn(row, quote)
    const reason = error ? describeError(error) : 'Vault did not say what became of it'
    return { id, is: 'refused', reason }
  })
}

/**
 * After an unclear response, what a new listing no longer shows is deleted. A listing may lag, so of a token that deletes itself
 * it counts whether the token can still list. Throws if that can't be told.
 */
async function compareWithListing(
  told: Deletion[],
  vault: Vault,
  { itself }: DeleteOptions
): Promise<Deletion[]> {
  const { records } = await listTokens(vault).catch(thrown => {
    const isGone = itself === 'proven' && asActionError(thrown).code === 'vault-session'
    if (isGone) return { records: undefined }
    throw thrown
  })
  if (itself !== undefined && records !== undefined) return told
  const listed = records?.map(({ id }) => id) ?? []
  return told.map(each => (listed.includes(each.id) ? each : { id: each.id, is: 'deleted' }))
}
