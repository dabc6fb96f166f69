import { type ActionError, asActionError } from '../core/errors.ts'
import { asList, asObject, asText, type JsonObject } from '../core/json.ts'
import { parseDate } from '../core/time.ts'
import type { Vault, VaultCall, VaultResponse } from './client.ts'

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

const FIELDS = 'id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys'
const QUERY = `SELECT ${FIELDS} FROM api_access_token__sys WHERE status__v = 'active__v'`
const DOING = 'list the access tokens'
/** More pages than any Vault's tokens fill. */
const PAGE_LIMIT = 100

/** "Submitting a Query" on `api_access_token__sys`: every page. Throws ActionError. */
export async function listTokens(vault: Vault): Promise<TokenListing> {
  const first: VaultCall = { doing: DOING, operation: 'read', method: 'POST', path: '/query' }
  let page = await vault.call({ ...first, form: { q: QUERY } })
  const rows = [...asList(page.body.data)]
  const followed = new Set<string>()
  for (;;) {
    const next = asText(asObject(page.body.responseDetails)?.next_page)
    if (next === '') break
    const path = pathBelowVersion(next, vault)
    const isEndless = hasNoMore(page, rows.length) || followed.size + 1 >= PAGE_LIMIT
    if (path === undefined || isEndless || followed.has(path)) throw pagingError(page, vault)
    followed.add(path)
    page = await readPage(path, vault)
    rows.push(...asList(page.body.data))
  }
  const records = recordsIn(rows).filter(({ isActive }) => isActive)
  return { records, userId: page.userId || onlyUser(records) }
}

/** Whether a page that announces another one has no more rows to come: something that does not know paging repeats itself for ever. */
function hasNoMore({ body }: VaultResponse, rowsSoFar: number): boolean {
  const total = asText(asObject(body.responseDetails)?.total)
  return asList(body.data).length === 0 || (total !== '' && rowsSoFar > Number(total))
}

/**
 * Reads `next_page` as Vault gives it: a URL, a path with an API version (of this call or another), or one that begins at `/query/`.
 * @returns the path below the version; undefined if it leads anywhere else
 */
function pathBelowVersion(next: string, { site }: Vault): string | undefined {
  const origin = `https://${site.host}`
  const url = URL.parse(next, `${origin}/`)
  if (url?.origin !== origin || url.username !== '' || url.password !== '') return undefined
  const path = /^(?:\/api\/v\d+\.\d+)?(\/query\/[^/]+)$/.exec(url.pathname)?.[1]
  return path && `${path}${url.search}`
}

/** "Submitting a Query" pages by POST, Veeva's own client by GET: where a Vault does not take the one, the other. */
async function readPage(path: string, vault: Vault): Promise<VaultResponse> {
  try {
    return await vault.call({ doing: DOING, operation: 'read', method: 'POST', path })
  } catch (thrown) {
    const { reason } = asActionError(thrown)
    if (reason !== 'METHOD_NOT_SUPPORTED' && reason !== 'HTTP 405') throw thrown
    return vault.call({ doing: DOING, operation: 'read', method: 'GET', path })
  }
}

function pagingError({ executionId }: VaultResponse, vault: Vault): ActionError {
  return vault.error(DOING, {
    code: 'vault-refused',
    said: 'the pages of the response never end, or lead to another address',
    hint: 'Give the execution id to Veeva Support.',
    executionId
  })
}

function onlyUser(records: TokenRecord[]): string {
  const users = new Set(records.map(({ userId }) => userId))
  return users.size === 1 ? [...users].join() : ''
}

/** "Retrieve Object Record": one token, and the id of the Vault that responded (empty if it does not say). Throws ActionError. */
export async function readToken(
  vault: Vault,
  id: string
): Promise<{ record: TokenRecord | undefined; vaultId: string }> {
  const { body, vaultId } = await vault.call({
    doing: 'read the record of a token',
    operation: 'read',
    method: 'GET',
    path: `/vobjects/api_access_token__sys/${encodeURIComponent(id)}`
  })
  return { record: recordsIn([body.data])[0], vaultId }
}

function recordsIn(rows: unknown[]): TokenRecord[] {
  return rows
    .map(asObject)
    .filter(row => row !== undefined)
    .map(recordOf)
    .filter(({ id }) => id !== '')
}

function recordOf(row: JsonObject): TokenRecord {
  // Picklists come as lists, in some responses as text.
  const status = asText(asList(row.status__v)[0]) || asText(row.status__v)
  return {
    id: asText(row.id),
    name: asText(row.name__v),
    userId: asText(row.user__sys),
    isActive: status === 'active__v',
    expiry: parseDate(asText(row.expiry_date__sys)),
    lastUsed: parseDate(asText(row.last_used_date__sys))
  }
}
