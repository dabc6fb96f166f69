import { isMaskable } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import { asList, asObject, asTexts } from '../core/json.ts'
import { count, withoutFullStop } from '../core/text.ts'
import { formatInstant, parseDate } from '../core/time.ts'
import type { Vault, VaultResponse } from './client.ts'
import { errorIn, SUPPORT } from './refusals.ts'

/** One record of `api_access_token__sys`: what Vault knows of a token, never its value. */
export interface TokenRecord {
  id: string
  name: string
  userId: string
  isActive: boolean
  /** undefined: never */
  expiry: Date | undefined
  lastUsed: Date | undefined
}

/** All active tokens that a credential may see, and the user who asked (empty if Vault does not say). */
export interface TokenListing {
  records: TokenRecord[]
  userId: string
}

/** How many active tokens a user may hold ("API Access Tokens"), and from which count on a run warns. */
export const TOKEN_LIMIT = 25
export const TOKEN_WARNING = 20

const RECORDS = 'vobjects/api_access_token__sys'
const QUERY =
  "SELECT id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys FROM api_access_token__sys WHERE status__v = 'active__v'"
const LISTING = 'list the access tokens'
/** More pages than any Vault's tokens fill. */
const PAGE_LIMIT = 100
/** The end of `next_page`, which is a URL, a path with an API version (of this call or another), or begins here. */
const NEXT_PAGE = /\bquery\/[\w:~-]+(\?[^#?]*)?$/

/** "Submitting a Query": every page, from the same host. Throws ActionError, also for a list that is not whole: what it lacks would count as deleted. */
export async function listTokens(vault: Vault): Promise<TokenListing> {
  const records: TokenRecord[] = []
  let page = await vault.call({ doing: LISTING, method: 'POST', path: 'query', form: { q: QUERY } })
  for (let pages = 1; ; pages++) {
    const added = recordsIn(page)
    records.push(...added)
    const { next_page: next = '', total } = asTexts(page.body.responseDetails)
    const missing = Number(total ?? records.length) - records.length
    if (next === '' && missing <= 0) return { records, userId: page.userId }
    const path = NEXT_PAGE.exec(next)?.[0]
    // Something that does not know paging responds with the same page for ever.
    const isEndless = added.length === 0 || missing < 0 || pages === PAGE_LIMIT
    if (path === undefined || isEndless) {
      const said = 'the pages of the response are incomplete, never end, or lead to another address'
      throw page.error('vault-refused', said, SUPPORT)
    }
    page = await readPage(vault, path)
  }
}

/** "Submitting a Query" pages by POST, Veeva's own client by GET: if a Vault refuses the one, the other. */
function readPage(vault: Vault, path: string): Promise<VaultResponse> {
  return vault.call({ doing: LISTING, method: 'POST', path }).catch(thrown => {
    const { reason } = asActionError(thrown)
    if (reason !== 'METHOD_NOT_SUPPORTED' && reason !== 'HTTP 405') throw thrown
    return vault.call({ doing: LISTING, path })
  })
}

function recordsIn(page: VaultResponse): TokenRecord[] {
  const { data } = page.body
  if (Array.isArray(data)) return data.map(row => readRecord(row, page))
  throw page.error('vault-unavailable', 'Vault responded SUCCESS without a list', SUPPORT)
}

/** "Retrieve Object Record": one token, and the Vault that responded (empty if it does not say). Throws ActionError. */
export async function readToken(vault: Vault, id: string) {
  const path = `${RECORDS}/${encodeURIComponent(id)}`
  const response = await vault.call({ doing: 'read the record of a token', path })
  const record = readRecord(response.body.data, response)
  return { record: record.id === '' ? undefined : record, vaultId: response.vaultId }
}

function readRecord(value: unknown, { error }: VaultResponse): TokenRecord {
  const texts = asTexts(value)
  // Picklists come as lists, in some responses as text.
  const [status] = [asObject(value)?.status__v].flat()
  const { id = '', name__v: name = '', user__sys: userId = '' } = texts
  const { expiry_date__sys: expires = '', last_used_date__sys: lastUsed = '' } = texts
  const expiry = parseDate(expires)
  // Such a token would count as one that never expires, and would be kept until it is dead.
  if (expiry === undefined && /\d/.test(expires)) {
    throw error('vault-unavailable', 'Vault responded with an expiry that can’t be read', SUPPORT)
  }
  const isActive = status === 'active__v'
  return { id, name, userId, isActive, expiry, lastUsed: parseDate(lastUsed) }
}

export interface TokenRequest {
  /** Empty for a token on the Vault itself. */
  sandboxName: string
  name: string
  expiry: Date | undefined
}

/** "Generate API Access Token for Sandbox", or "Generate My API Access Token": one attempt. Masks the value before anything else touches it. Throws ActionError. */
export async function generateToken(vault: Vault, { sandboxName, name, expiry }: TokenRequest) {
  const { quote, maskSecret } = vault.world.runner
  let doing = 'generate a token'
  let parent = 'objects'
  if (sandboxName !== '') {
    doing += ` for the sandbox "${quote(sandboxName)}"`
    parent += `/sandbox/${encodeURIComponent(sandboxName)}`
  }
  const form: Record<string, string> = { name__v: name }
  if (expiry) form.expiry_date__v = formatInstant(expiry)
  const { body, executionId, vaultId, error } = await vault.call({
    doing,
    operation: 'generate',
    method: 'POST',
    path: `${parent}/users/me/api_access_token__sys`,
    form,
    deadlineMs: 60_000
  })
  const { id = '', token__sys: text = '' } = asTexts(body.data)
  const value = maskSecret(text)
  if (id !== '' && isMaskable(text)) return { id, value, executionId, vaultId }
  const said = 'Vault responded SUCCESS without a token and its id'
  throw error('vault-unavailable', said, SUPPORT).with({ retry: {}, maybeDone: true })
}

/** What became of one token that was to be deleted; `reason` is a part of a sentence. */
type Deletion = { id: string; is: 'deleted' } | { id: string; is: 'refused'; reason: string }

interface DeletionResult {
  deletions: Deletion[]
  /** An attempt was lost or a 5xx, or the response says nothing of some id. */
  isUnclear: boolean
  failure?: ActionError
}

/** "Delete Object Records" takes at most so many at a time. */
const MOST_AT_ONCE = 500
const UNCLEAR = 'Vault did not say whether it was deleted'

/** Deletes tokens; says in order what became of each. After an unclear response they are listed again: what is gone counts as deleted. Throws ActionError if the first call failed and no listing tells more. */
export async function deleteTokens(vault: Vault, ids: string[]): Promise<Deletion[]> {
  const all: Deletion[] = []
  for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
    const some = ids.slice(start, start + MOST_AT_ONCE)
    const requesting = requestDeletion(vault, some)
    const result = await requesting.catch(thrown => refusedBy(asActionError(thrown), some))
    const listing = result.isUnclear ? await listTokens(vault).catch(() => undefined) : undefined
    // What the first calls have deleted must not get lost.
    if (result.failure && listing === undefined && start === 0) throw result.failure
    const listed = listing?.records.map(({ id }) => id)
    for (const deletion of result.deletions) {
      const isGone = listed?.includes(deletion.id) === false
      all.push(isGone ? { id: deletion.id, is: 'deleted' } : deletion)
    }
  }
  return all
}

function refusedBy(failure: ActionError, ids: string[]): DeletionResult {
  const reason = withoutFullStop(failure.message)
  const deletions = ids.map((id): Deletion => ({ id, is: 'refused', reason }))
  return { deletions, isUnclear: failure.maybeDone, failure }
}

/** One call of "Delete Object Records". It is enough for a token that deletes itself: one that can still list is alive. Throws ActionError. */
export async function requestDeletion(vault: Vault, ids: string[]): Promise<DeletionResult> {
  const { body, maybeDoneBefore } = await vault.call({
    doing: `delete ${count(ids.length, 'token')}`,
    operation: 'delete',
    method: 'DELETE',
    path: RECORDS,
    json: ids.map(id => ({ id }))
  })
  const rows = asList(body.data)
  const deletions: Deletion[] = []
  let isUnclear = maybeDoneBefore
  for (const [index, id] of ids.entries()) {
    const row = asObject(rows[index])
    const { id: named = id } = asTexts(row?.data)
    // Rows come in the order of the ids; one that names another id says nothing.
    const known = named === id ? row : undefined
    const error = errorIn(known, vault.world.runner.quote)
    if (known?.responseStatus === 'SUCCESS') {
      deletions.push({ id, is: 'deleted' })
    } else {
      isUnclear ||= error === undefined
      deletions.push({ id, is: 'refused', reason: error?.said ?? UNCLEAR })
    }
  }
  return { deletions, isUnclear }
}
