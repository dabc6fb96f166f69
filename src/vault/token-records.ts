import { asActionError } from '../core/errors.ts'
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

/** How many active tokens a user may hold ("API Access Tokens"), and from which count on a run warns. */
export const TOKEN_LIMIT = 25
export const TOKEN_WARNING = 20

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
    const details = asObject(page.body.responseDetails)
    const next = asText(details?.next_page)
    if (next === '') break
    const path = pathBelowVersion(next, vault.site.host)
    // Something that does not know paging responds with the same page for ever.
    const hasMore = rows.length <= Number(asText(details?.total) || rows.length)
    const isNew = !followed.has(path) && followed.size + 1 < PAGE_LIMIT
    if (path === '' || !hasMore || !isNew || asList(page.body.data).length === 0) {
      const said = 'the pages of the response never end, or lead to another address'
      throw page.error('vault-refused', said, 'Give the execution id to Veeva Support.')
    }
    followed.add(path)
    page = await readPage(path, vault)
    rows.push(...asList(page.body.data))
  }
  const records = recordsIn(rows).filter(({ isActive }) => isActive)
  const users = new Set(records.map(({ userId }) => userId))
  const onlyUser = users.size === 1 ? (records[0]?.userId ?? '') : ''
  return { records, userId: page.userId || onlyUser }
}

/**
 * Reads `next_page` as Vault gives it: a URL, a path with an API version (of this call or another), or one that begins at `/query/`.
 * @returns the path below the version; empty if it leads anywhere else
 */
function pathBelowVersion(next: string, host: string): string {
  const url = URL.parse(next, `https://${host}/`)
  if (url?.origin !== `https://${host}` || url.username !== '' || url.password !== '') return ''
  const path = /^(?:\/api\/v\d+\.\d+)?(\/query\/[^/]+)$/.exec(url.pathname)?.[1]
  return path === undefined ? '' : `${path}${url.search}`
}

/** "Submitting a Query" pages by POST, Veeva's own client by GET: where a Vault does not take the one, the other. */
async function readPage(path: string, vault: Vault): Promise<VaultResponse> {
  const call: VaultCall = { doing: DOING, operation: 'read', method: 'POST', path }
  return vault.call(call).catch(thrown => {
    const isMethod = ['METHOD_NOT_SUPPORTED', 'HTTP 405'].includes(asActionError(thrown).reason)
    if (isMethod) return vault.call({ ...call, method: 'GET' })
    throw thrown
  })
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
  const [record] = recordsIn([body.data])
  return { record, vaultId }
}

function recordsIn(rows: unknown[]): TokenRecord[] {
  return rows.map(row => recordOf(asObject(row) ?? {})).filter(({ id }) => id !== '')
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
