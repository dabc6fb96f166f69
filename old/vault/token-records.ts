import { ActionError } from '../errors.ts'
import { asList, asObject, asText, type JsonObject } from '../json.ts'
import type { Vault } from './client.ts'

/** One record of `api_access_token__sys`: what Vault knows of a token, never its value. */
export type TokenRecord = Readonly<{
  id: string
  name: string
  /** Whose token it is: the id of the user. */
  user: string
  active: boolean
  /** undefined: never. */
  expiry: Date | undefined
  /** undefined: never used, or not recorded. */
  lastUsed: Date | undefined
}>

const FIELDS = 'id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys'
const LISTING = `SELECT ${FIELDS} FROM api_access_token__sys WHERE status__v = 'active__v'`
/** More pages than any user's tokens fill: a Vault whose pages never end is not followed for ever. */
const PAGE_LIMIT = 100

/**
 * "Submitting a Query" on `api_access_token__sys`: all active tokens that the credential may see, every page, and the id of the user
 * who asked (empty when Vault does not say).
 */
export const listTokens = async (vault: Vault): Promise<Readonly<{ records: readonly TokenRecord[]; userId: string }>> => {
  const doing = 'Listing the access tokens'
  let answer = await vault.call({ doing, kind: 'read', method: 'POST', path: '/query', form: { q: LISTING } })
  const records = [...recordsIn(answer.body)]
  for (let page = 1; ; page++) {
    const next = asText(asObject(answer.body.responseDetails)?.next_page)
    if (next === '') return { records, userId: answer.userId }
    const path = belowVersion(next, vault)
    if (path === undefined || page >= PAGE_LIMIT) {
      throw new ActionError(
        'vault-refused',
        `${doing} on ${vault.site.host} failed: its pages lead somewhere else, or never end.`,
        'Give the execution id to Veeva Support.',
        answer.executionId
      )
    }
    answer = await nextPage(vault, doing, path)
    records.push(...recordsIn(answer.body))
  }
}

/** "Submitting a Query" pages by POST, Veeva's own client by GET: where a Vault does not take the one, the other. */
const nextPage = async (vault: Vault, doing: string, path: string) => {
  try {
    return await vault.call({ doing, kind: 'read', method: 'POST', path })
  } catch (thrown) {
    if (!(thrown instanceof ActionError) || !/METHOD_NOT_SUPPORTED|status 405/.test(thrown.message)) throw thrown
    return vault.call({ doing, kind: 'read', method: 'GET', path })
  }
}

/**
 * In: `next_page` as Vault gives it: an address, a path with the API version (of this call or another), or one that begins at `/query/`.
 * Out: the path below the version, or undefined when it leads anywhere else.
 */
const belowVersion = (next: string, { site }: Vault): string | undefined => {
  const url = URL.parse(next, `https://${site.host}/`)
  if (url?.origin !== `https://${site.host}` || url.username !== '' || url.password !== '') return undefined
  const [, path] = /^(?:\/api\/v\d+\.\d+)?(\/query\/[^/]+)$/.exec(url.pathname) ?? []
  return path === undefined ? undefined : `${path}${url.search}`
}

/** "Retrieve Object Record": one token, and the id of the Vault that answered (empty when it does not say). */
export const retrieveToken = async (
  vault: Vault,
  id: string
): Promise<Readonly<{ record: TokenRecord | undefined; vaultId: string }>> => {
  const { body, vaultId } = await vault.call({
    doing: 'Reading the record of a token',
    kind: 'read',
    method: 'GET',
    path: `/vobjects/api_access_token__sys/${encodeURIComponent(id)}`
  })
  const data = asObject(body.data)
  return { record: data && recordOf(data), vaultId }
}

const recordsIn = (body: JsonObject): readonly TokenRecord[] =>
  asList(body.data).flatMap(row => {
    const data = asObject(row)
    const record = data && recordOf(data)
    return record?.active ? [record] : []
  })

const recordOf = (data: JsonObject): TokenRecord | undefined => {
  const id = asText(data.id)
  const status = asText(asList(data.status__v)[0]) || asText(data.status__v)
  if (id === '') return undefined
  return {
    id,
    name: asText(data.name__v),
    user: asText(data.user__sys),
    active: status === 'active__v',
    expiry: dateIn(data.expiry_date__sys),
    lastUsed: dateIn(data.last_used_date__sys)
  }
}

const dateIn = (value: unknown): Date | undefined => {
  const date = new Date(asText(value))
  return Number.isNaN(date.getTime()) ? undefined : date
}
