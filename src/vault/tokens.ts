import { type Credential, isMaskable } from '../core/credential.ts'
import { asActionError } from '../core/errors.ts'
import { asList, asObject, asText, type JsonObject } from '../core/json.ts'
import { count, withoutFullStop } from '../core/text.ts'
import { formatInstant } from '../core/time.ts'
import type { Vault } from './client.ts'
import { errorIn, SUPPORT } from './refusals.ts'
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

const GENERATE_DEADLINE_MS = 60_000

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
  const parent = isForSandbox ? `objects/sandbox/${encodeURIComponent(sandboxName)}` : 'objects'
  const form: Record<string, string> = { name__v: name }
  if (expiry) form.expiry_date__v = formatInstant(expiry)
  const response = await vault.call({
    doing: `generate a token${isForSandbox ? ` for the sandbox "${quote(sandboxName)}"` : ''}`,
    operation: 'generate',
    method: 'POST',
    path: `${parent}/users/me/api_access_token__sys`,
    form,
    deadlineMs: GENERATE_DEADLINE_MS
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

/** "Delete Object Records" takes at most so many at a time. */
const MOST_AT_ONCE = 500

/**
 * "Delete Object Records" on `api_access_token__sys`, in calls of at most 500.
 * If a response was unclear (it was lost, a 5xx, or says nothing of an id), the tokens are listed again: what is gone counts as deleted.
 * @returns one entry for each id, in order
 * @throws ActionError if the call as a whole failed and no listing tells more
 */
export async function deleteTokens(vault: Vault, ids: string[]): Promise<Deletion[]> {
  if (ids.length === 0) return []
  const later = ids.slice(MOST_AT_ONCE)
  const deletions = await deleteSome(ids.slice(0, MOST_AT_ONCE), vault)
  // What the first calls have deleted must not get lost.
  const rest = await deleteTokens(vault, later).catch(thrown => refusedBy(thrown, later))
  return deletions.concat(rest)
}

async function deleteSome(ids: string[], vault: Vault): Promise<Deletion[]> {
  try {
    const { deletions, isUnclear } = await requestDeletion(vault, ids)
    if (!isUnclear) return deletions
    return await compareWithListing(deletions, vault).catch(() => deletions)
  } catch (thrown) {
    if (!asActionError(thrown).maybeDone) throw thrown
    return compareWithListing(refusedBy(thrown, ids), vault).catch(() => {
      throw thrown
    })
  }
}

/**
 * One call of "Delete Object Records". For a token that deletes itself it says enough: the listing may not show a new one yet, and
 * one that can still list is alive.
 * @returns one entry for each id, in order, and whether an earlier attempt was unclear, or this response about some id
 * @throws ActionError
 */
export async function requestDeletion(vault: Vault, ids: string[]) {
  const { body, maybeDoneBefore } = await vault.call({
    doing: `delete ${count(ids.length, 'token')}`,
    operation: 'delete',
    method: 'DELETE',
    path: 'vobjects/api_access_token__sys',
    json: ids.map(id => ({ id }))
  })
  const rows = asList(body.data)
  const deletions = ids.map((id, index) =>
    deletionIn(rowFor(id, index, rows), id, vault.world.runner.quote)
  )
  return { deletions, isUnclear: maybeDoneBefore || deletions.some(isUntold) }
}

function refusedBy(thrown: unknown, ids: string[]): Deletion[] {
  const reason = withoutFullStop(asActionError(thrown).message)
  return ids.map(id => ({ id, is: 'refused', reason }))
}

/** The row about an id: they are in the order of the ids ("Delete Object Records"), and one that names another id is not trusted. */
function rowFor(id: string, index: number, rows: unknown[]): JsonObject | undefined {
  const row = asObject(rows[index])
  const named = asText(asObject(row?.data)?.id)
  return named === '' || named === id ? row : undefined
}

const UNCLEAR = 'Vault did not say whether it was deleted'

function isUntold(deletion: Deletion): boolean {
  return deletion.is === 'refused' && deletion.reason === UNCLEAR
}

function deletionIn(
  row: JsonObject | undefined,
  id: string,
  quote: (text: string) => string
): Deletion {
  if (asText(row?.responseStatus) === 'SUCCESS') return { id, is: 'deleted' }
  return { id, is: 'refused', reason: errorIn(row, quote)?.said ?? UNCLEAR }
}

/** After an unclear response, what a new listing no longer shows is deleted. Throws if the listing can't be had. */
async function compareWithListing(told: Deletion[], vault: Vault): Promise<Deletion[]> {
  const { records } = await listTokens(vault)
  const listed = records.map(({ id }) => id)
  return told.map(each => (listed.includes(each.id) ? each : { id: each.id, is: 'deleted' }))
}
