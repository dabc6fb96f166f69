import { asActionError } from '../core/errors.ts'
import { asList, asObject, asText, type JsonObject } from '../core/json.ts'
import { parseDate } from '../core/time.ts'
import type { Vault, VaultResponse } from './client.ts'
import { SUPPORT } from './refusals.ts'

/** One record of `api_access_token__sys`: what Vault knows of a token, never its value. */
export interface TokenRecord {
  id: string
  name: string
  /** Whose token it is: the id of the user. */
  userId: string
  isActive: boolean
  /** undefined: never */
  expiry: Date | undefined
  /** undefined: never used, or not recorded */
  lastUsed: Date | undefined
}

/** All active tokens that a credential may see. */
export interface TokenListing {
  records: TokenRecord[]
  /** The user who asked, as Vault says; otherwise the one user of all the records; empty if neither tells. */
  userId: string
}

/** How many active tokens a user may hold ("API Access Tokens"), and from which count on a run warns. */
export const TOKEN_LIMIT = 25
export const TOKEN_WARNING = 20

const FIELDS = 'id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys'
const QUERY = `SELECT ${FIELDS} FROM api_access_token__sys WHERE status__v = 'active__v'`
const DOING = 'list the access tokens'
/** More pages than any Vault's tokens fill. */
const PAGE_LIMIT = 100
/** The end of `next_page`, which is a URL, a path with an API version (of this call or another), or begins here. */
const NEXT_PAGE = /\bquery\/[\w:~-]+(\?[^#?]*)?$/

/** "Submitting a Query" on `api_access_token__sys`: every page, each from the same host. Throws ActionError, also for a list that is not whole: what it lacks would count as deleted. */
export async function listTokens(vault: Vault): Promise<TokenListing> {
  let page = await vault.call({ doing: DOING, method: 'POST', path: 'query', form: { q: QUERY } })
  const rows = rowsIn(page)
  for (let pages = 1; ; pages++) {
    const details = asObject(page.body.responseDetails)
    const next = asText(details?.next_page)
    const total = Number(details?.total ?? rows.length)
    if (next === '' && !(rows.length < total)) break
    const path = NEXT_PAGE.exec(next)?.[0]
    const hasMore = rowsIn(page).length > 0 && pages < PAGE_LIMIT
    // Something that does not know paging responds with the same page for ever.
    if (path === undefined || !hasMore || rows.length > total) {
      const said = 'the pages of the response are incomplete, never end, or lead to another address'
      throw page.error('vault-refused', said, SUPPORT)
    }
    page = await readPage(vault, path)
    rows.push(...rowsIn(page))
  }
  const records = recordsIn(rows, page).filter(({ isActive }) => isActive)
  const users = new Set(records.map(({ userId }) => userId))
  const [onlyUser = ''] = users.size === 1 ? users : []
  return { records, userId: page.userId || onlyUser }
}

function rowsIn({ body, error }: VaultResponse): unknown[] {
  if (Array.isArray(body.data)) return [...body.data]
  throw error('vault-unavailable', 'Vault responded SUCCESS without a list', SUPPORT)
}

/** "Submitting a Query" pages by POST, Veeva's own client by GET: if a Vault refuses the one, the other. */
function readPage(vault: Vault, path: string): Promise<VaultResponse> {
  return vault.call({ doing: DOING, method: 'POST', path }).catch(thrown => {
    const { reason } = asActionError(thrown)
    if (reason !== 'METHOD_NOT_SUPPORTED' && reason !== 'HTTP 405') throw thrown
    return vault.call({ doing: DOING, path })
  })
}

/** "Retrieve Object Record": one token, and the id of the Vault that responded (empty if it does not say). Throws ActionError. */
export async function readToken(
  vault: Vault,
  id: string
): Promise<{ record: TokenRecord | undefined; vaultId: string }> {
  const response = await vault.call({
    doing: 'read the record of a token',
    path: `vobjects/api_access_token__sys/${encodeURIComponent(id)}`
  })
  const [record] = recordsIn([response.body.data], response)
  return { record, vaultId: response.vaultId }
}

function recordsIn(rows: unknown[], response: VaultResponse): TokenRecord[] {
  return rows.map(row => recordOf(asObject(row) ?? {}, response)).filter(({ id }) => id !== '')
}

function recordOf(row: JsonObject, { error }: VaultResponse): TokenRecord {
  // Picklists come as lists, in some responses as text.
  const status = asText(asList(row.status__v)[0]) || asText(row.status__v)
  const expiryText = asText(row.expiry_date__sys)
  const expiry = parseDate(expiryText)
  // Such a token would count as one that never expires, and would be kept until it is dead.
  if (expiry === undefined && /\d/.test(expiryText)) {
    throw error('vault-unavailable', 'Vault responded with an expiry that can’t be read', SUPPORT)
  }
  return {
    id: asText(row.id),
    name: asText(row.name__v),
    userId: asText(row.user__sys),
    isActive: status === 'active__v',
    expiry,
    lastUsed: parseDate(asText(row.last_used_date__sys))
  }
}
