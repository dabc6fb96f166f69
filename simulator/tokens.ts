import { randomUUID } from 'node:crypto'
import { type Call, type Envelope, failure, success } from './envelope.ts'
import type { SimToken, SimVault, User, World } from './world.ts'

/** Generates a token on the caller's own Vault. */
export const generateHere = (call: Call): Envelope => generate(call, call.vault)

/** Generates a token for an active sandbox of the caller's Vault, by its name. */
export const generateForSandbox = (call: Call, name: string): Envelope => {
  const { vaults } = call.world
  const named = vaults.filter(vault => vault.parent === call.vault && vault.name === name)
  const sandbox = named.find(({ status }) => status === 'active') ?? named[0]
  if (!sandbox) return failure('INVALID_DATA', `The sandbox [${name}] does not exist.`)
  if (sandbox.status !== 'active') {
    return failure('OPERATION_NOT_ALLOWED', `The sandbox [${name}] is not active.`)
  }
  return generate(call, sandbox)
}

/** Generates a token for another user of the caller's own Vault. */
export const generateForUser = (call: Call, id: string): Envelope => {
  const user = call.world.users.find(each => String(each.id) === id)
  if (!user) return failure('USER_NOT_FOUND', `The user [${id}] does not exist.`)
  if (user !== call.user && !call.user.managesTokens) {
    return failure('INSUFFICIENT_ACCESS', 'This user may not manage tokens of other users.')
  }
  return generate({ ...call, user }, call.vault)
}

/** Retrieves one record that the caller may see. */
export const readRecord = (call: Call, id: string): Envelope => {
  const token = visibleTokens(call).find(each => each.id === id)
  if (!token) return failure('INVALID_DATA', `The record [${id}] does not exist.`)
  return success({ data: toRecord(call.world, token) })
}

/** The caller's own tokens, and all others if the user manages them. */
const visibleTokens = ({ world, vault, user }: Call): SimToken[] => {
  const mayManage = (token: SimToken) => token.user === user || user.managesTokens
  return world.tokens.filter(token => token.vault === vault && mayManage(token) && !token.deleted)
}

const generate = ({ world, user, form }: Call, vault: SimVault): Envelope => {
  const refusal = refuseUser(user)
  if (refusal) return refusal
  const name = form.get('name__v')
  if (!name) return failure('PARAMETER_REQUIRED', 'Missing required parameter [name__v].')
  const maxDays = user.maxExpiryDays ?? vault.maxExpiryDays
  const now = world.clock.now()
  const longest = maxDays === undefined ? null : new Date(now.getTime() + maxDays * 86_400_000)
  const expires = expiryOf(vault, now, longest, form.get('expiry_date__v'))
  if (typeof expires === 'string') return failure('INVALID_DATA', expires)
  if (world.liveTokens(vault, user).length >= 25) {
    const message = 'The user has the maximum of 25 active API access tokens.'
    return failure('OPERATION_NOT_ALLOWED', message)
  }
  const token = world.mint(vault, user, { name, expires })
  return success({ data: { id: token.id, token__sys: token.value } })
}

const refuseUser = ({ id, mayUseApi, veevaId }: User): Envelope | undefined => {
  if (!mayUseApi) {
    const message = `User [${id}] not licensed for permission [VaultActions_API_Access].`
    return failure('INSUFFICIENT_ACCESS', message)
  }
  if (!veevaId) return undefined
  return failure('OPERATION_NOT_ALLOWED', 'VeevaID users can not have API access tokens.')
}

/**
 * Decides the expiry of a new token.
 * @returns the date, null for never, or the reason why the requested expiry is refused
 */
const expiryOf = (
  { overMaximum }: SimVault,
  now: Date,
  longest: Date | null,
  requested: string | null
): Date | null | string => {
  if (requested === null) return null
  const date = new Date(requested)
  if (Number.isNaN(date.getTime()) || `${date.toISOString().slice(0, 19)}Z` !== requested) {
    return `Invalid value [${requested}] specified for parameter [expiry_date__v].`
  }
  if (date <= now) return 'The expiry date [expiry_date__v] is in the past.'
  if (!longest || date <= longest) return date
  if (overMaximum === 'clamp') return longest
  return 'The expiry date exceeds the maximum of the security profile.'
}

/** The latest use that `last_used_date__sys` shows by now. */
const lastUse = (world: World, { vault, uses }: SimToken): Date | undefined => {
  const now = world.clock.now().getTime()
  const shownUntil = {
    'at once': now,
    never: 0,
    late: now - 60_000,
    'in batches': Math.floor(now / 3_600_000) * 3_600_000
  }[vault.recordsUses]
  return uses.findLast(use => use.getTime() <= shownUntil)
}

const toRecord = (world: World, token: SimToken) => ({
  id: token.id,
  name__v: token.name,
  user__sys: token.user.id,
  status__v: [world.isLive(token) ? 'active__v' : 'inactive__v'],
  created_date__v: token.made.toISOString(),
  created_by__v: token.user.id,
  modified_date__v: token.made.toISOString(),
  modified_by__v: token.user.id,
  global_id__sys: `${token.vault.id}_${token.id}`,
  link__sys: null,
  lifecycle__v: [],
  state__v: null,
  object_type__v: 'OOT00000000001',
  expiry_date__sys: token.expires?.toISOString() ?? null,
  last_used_date__sys: lastUse(world, token)?.toISOString() ?? null
})

/** Deletes up to 500 records; each gets its own result inside the SUCCESS of the call. */
export const deleteRecords = (call: Call): Envelope => {
  const { headers, body } = call.request
  const ids = readIds(headers['content-type'] ?? '', body)
  if (!ids) return failure('INVALID_DATA', 'The body is neither a JSON array nor CSV with ids.')
  if (ids.length > 500) {
    return failure('INVALID_DATA', 'At most 500 records can be deleted at once.')
  }
  return success({ data: ids.map(id => deleteRecord(call, id)) })
}

const deleteRecord = (call: Call, id: string): Envelope => {
  const token = visibleTokens(call).find(each => each.id === id)
  const data = { id }
  if (!token) {
    return { ...failure('INVALID_DATA', `The record [${id}] does not exist.`), data }
  }
  if (token === call.credential && !call.vault.selfDelete) {
    return { ...failure('INSUFFICIENT_ACCESS', 'An access token can not delete itself.'), data }
  }
  token.deleted = true
  return success({ data })
}

/** Reads the ids of a JSON array of records, or of the CSV column `id`. */
const readIds = (contentType: string, body: string): string[] | undefined => {
  if (contentType.startsWith('text/csv')) {
    const [head = '', ...lines] = body.trim().split(/\r?\n/)
    const column = head.split(',').indexOf('id')
    return column < 0 ? undefined : lines.map(line => line.split(',')[column] ?? '')
  }
  if (!contentType.startsWith('application/json')) return undefined
  try {
    const records: unknown = JSON.parse(body)
    return Array.isArray(records) ? records.map(record => String(record.id)) : undefined
  } catch {
    return undefined
  }
}

const VQL =
  /^\s*SELECT\s+([\w,\s]+?)\s+FROM\s+api_access_token__sys(?:\s+WHERE\s+(.+?))?(?:\s+PAGESIZE\s+(\d+))?\s*$/is

/** Runs a query of VQL like `SELECT a FROM api_access_token__sys WHERE b = 'x' AND c = 'y'`. */
export const query = (call: Call): Envelope => {
  const { world, vault, user, form } = call
  const [statement, fieldList = '', clause, pageSize] = VQL.exec(form.get('q') ?? '') ?? []
  const conditions = statement && parseConditions(clause ?? '')
  if (!conditions) return failure('INCORRECT_QUERY_SYNTAX_ERROR', 'The query is not valid.')
  const fields = fieldList.split(',').map(field => field.trim())
  const used = [...fields, ...conditions.map(([field]) => field)]
  const unknown = used.find(field => !queryable.has(field))
  if (unknown) {
    return failure('ATTRIBUTE_NOT_SUPPORTED', `The field [${unknown}] is not supported.`)
  }
  const shownUntil = world.clock.now().getTime() - vault.queryLagMs
  const rows = visibleTokens(call)
    .filter(({ made }) => made.getTime() <= shownUntil)
    .map((token): Record<string, unknown> => toRecord(world, token))
    .filter(row => conditions.every(([field, value]) => String(row[field] ?? '') === value))
    .map(row => Object.fromEntries(fields.map(field => [field, row[field]])))
  const id = randomUUID()
  world.queries.set(id, { user, rows, pageSize: Number(pageSize ?? 1000) })
  return readPage(call, id)
}

const queryable = new Set(
  `id name__v user__sys status__v expiry_date__sys last_used_date__sys created_date__v created_by__v
   modified_date__v modified_by__v global_id__sys lifecycle__v state__v`.split(/\s+/)
)

/**
 * Parses a WHERE clause of `field = 'value'` terms.
 * @returns undefined if it contains anything else
 */
const parseConditions = (clause: string): [field: string, value: string][] | undefined => {
  const condition = /(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\d+))(?:\s+AND\s+(?=\w)|$)/gisy
  const matches = [...clause.matchAll(condition)]
  const matched = matches.reduce((sum, [match]) => sum + match.length, 0)
  if (matched !== clause.length) return undefined
  return matches.map(([, field = '', quoted, plain = '']) => [
    field,
    quoted?.replace(/\\(.)/g, '$1') ?? plain
  ])
}

/** Returns one page of a query; `next_page` is the address of the following one. */
export const readPage = ({ world, user, request }: Call, id: string): Envelope => {
  const found = world.queries.get(id)
  if (found?.user !== user) return failure('INVALID_DATA', `The query [${id}] does not exist.`)
  const offset = Number(new URLSearchParams(request.path.split('?')[1]).get('pageoffset') ?? 0)
  const { pageSize, rows } = found
  const data = rows.slice(offset, offset + pageSize)
  const next = offset + data.length
  const details = { pagesize: pageSize, pageoffset: offset, size: data.length, total: rows.length }
  if (next >= rows.length) return success({ responseDetails: details, data })
  const version = request.path.split('/')[2]
  const next_page = `/api/${version}/query/${id}?pagesize=${pageSize}&pageoffset=${next}`
  return success({ responseDetails: { ...details, next_page }, data })
}
