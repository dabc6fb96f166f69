import { randomUUID } from 'node:crypto'
import { type Call, type Envelope, failure, success } from './envelope.ts'
import type { SimToken, SimVault, World } from './world.ts'

/** Generates on the caller's own Vault. */
export const generateHere = (call: Call): Envelope => generate(call, call.vault)

/** Generates for an active sandbox of the caller's Vault, by its name. */
export const generateForSandbox = (call: Call, name: string): Envelope => {
  const named = call.world.vaults.filter(vault => vault.parent === call.vault && vault.name === name)
  const sandbox = named.find(({ status }) => status === 'active') ?? named[0]
  if (!sandbox) return failure('INVALID_DATA', `The sandbox [${name}] does not exist.`)
  if (sandbox.status !== 'active') return failure('OPERATION_NOT_ALLOWED', `The sandbox [${name}] is not active.`)
  return generate(call, sandbox)
}

/** Generates for another user of the caller's own Vault, by whoever manages tokens. */
export const generateForUser = (call: Call, id: string): Envelope => {
  const user = call.world.users.find(each => String(each.id) === id)
  if (!user) return failure('USER_NOT_FOUND', `The user [${id}] does not exist.`)
  if (user !== call.user && !call.user.managesTokens)
    return failure('INSUFFICIENT_ACCESS', 'This user may not manage tokens of others.')
  return generate({ ...call, user }, call.vault)
}

/** One record that the caller sees. */
export const retrieve = (call: Call, id: string): Envelope => {
  const token = own(call).find(each => each.id === id)
  return token ? success({ data: toRecord(call.world, token) }) : failure('INVALID_DATA', `The record [${id}] does not exist.`)
}

/** The tokens that the caller sees: its own, and those of others where it manages them. */
const own = ({ world, vault, user }: Call) =>
  world.tokens.filter(token => token.vault === vault && (token.user === user || user.managesTokens) && !token.deleted)

const generate = ({ world, user, form }: Call, vault: SimVault): Envelope => {
  if (!user.mayUseApi) {
    return failure('INSUFFICIENT_ACCESS', `User [${user.id}] not licensed for permission [VaultActions_API_Access].`)
  }
  if (user.veevaId) return failure('OPERATION_NOT_ALLOWED', 'VeevaID users can not have API access tokens.')
  const name = form.get('name__v')
  if (!name) return failure('PARAMETER_REQUIRED', 'Missing required parameter [name__v].')
  const expires = expiry(world, vault, user.maxExpiryDays ?? vault.maxExpiryDays, form.get('expiry_date__v'))
  if (typeof expires === 'string') return failure('INVALID_DATA', expires)
  if (world.liveTokens(vault, user).length >= 25) {
    return failure('OPERATION_NOT_ALLOWED', 'The user has the maximum of 25 active API access tokens.')
  }
  const token = world.mint(vault, user, { name: name.slice(0, vault.cutsNamesAt), expires })
  return success({ data: { id: token.id, token__sys: token.value } })
}

/** The expiry that a new token gets, or what is wrong with the one asked for. */
const expiry = (world: World, vault: SimVault, maxDays: number | undefined, asked: string | null): Date | null | string => {
  const longest = maxDays === undefined ? null : new Date(world.clock.now().getTime() + maxDays * 86_400_000)
  if (asked === null) {
    if (vault.neverAllowed) return null
    return longest && vault.overMaximum === 'clamp' ? longest : 'The security profile demands an expiry date.'
  }
  const date = new Date(asked)
  if (Number.isNaN(date.getTime()) || `${date.toISOString().slice(0, 19)}Z` !== asked) {
    return `Invalid value [${asked}] specified for parameter [expiry_date__v].`
  }
  if (date <= world.clock.now()) return 'The expiry date [expiry_date__v] is in the past.'
  if (!longest || date <= longest) return date
  return vault.overMaximum === 'clamp' ? longest : 'The expiry date exceeds the maximum of the security profile.'
}

/** The latest use that the Vault shows by now. */
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

/** Deletes up to 500 records; each has its own answer inside the SUCCESS of the whole. */
export const deleteTokens = (call: Call): Envelope => {
  const ids = toIds(call.request.headers['content-type'] ?? '', call.request.body)
  if (!ids) return failure('INVALID_DATA', 'The body is neither a JSON array of records with an id nor a CSV with that column.')
  if (ids.length > 500) return failure('INVALID_DATA', 'At most 500 records can be deleted at once.')
  const data = ids.map(id => {
    const token = own(call).find(each => each.id === id)
    if (!token) return { ...failure('INVALID_DATA', `The record [${id}] does not exist.`), data: { id } }
    if (token === call.credential && !call.vault.selfDelete) {
      return { ...failure('INSUFFICIENT_ACCESS', 'An access token can not delete itself.'), data: { id } }
    }
    token.deleted = true
    return success({ data: { id } })
  })
  return success({ data })
}

const toIds = (contentType: string, body: string): string[] | undefined => {
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

/** VQL, as far as `SELECT a, b FROM api_access_token__sys WHERE a = 'x' AND b = 'y'`. */
export const query = (call: Call): Envelope => {
  const text = call.form.get('q') ?? ''
  const statement =
    /^\s*SELECT\s+([\w,\s]+?)\s+FROM\s+api_access_token__sys(?:\s+WHERE\s+(.+?))?(?:\s+PAGESIZE\s+(\d+))?\s*$/is.exec(text)
  const conditions = statement && where(statement[2] ?? '')
  if (!conditions) return failure('INCORRECT_QUERY_SYNTAX_ERROR', 'The query is not valid.')
  const fields = (statement[1] ?? '').split(',').map(field => field.trim())
  const unknown = [...fields, ...conditions.map(([field]) => field)].find(field => !known.has(field))
  if (unknown) return failure('ATTRIBUTE_NOT_SUPPORTED', `The field [${unknown}] is not supported.`)

  const shownUntil = call.world.clock.now().getTime() - call.vault.queryLagMs
  const rows = own(call)
    .filter(({ made }) => made.getTime() <= shownUntil)
    .map((token): Record<string, unknown> => toRecord(call.world, token))
    .filter(record => conditions.every(([field, value]) => String(record[field] ?? '') === value))
    .map(record => Object.fromEntries(fields.map(field => [field, record[field]])))
  const id = randomUUID()
  call.world.queries.set(id, { user: call.user, rows, pageSize: Number(statement[3] ?? call.world.pageSize) })
  return nextPage(call, id)
}

const known = new Set([
  ...['created_date__v', 'created_by__v', 'modified_date__v', 'modified_by__v', 'global_id__sys', 'lifecycle__v', 'state__v'],
  'id',
  'name__v',
  'user__sys',
  'status__v',
  'expiry_date__sys',
  'last_used_date__sys'
])

/** The `field = 'value'` pairs of a WHERE clause, or nothing when it holds anything else. */
const where = (clause: string): [field: string, value: string][] | undefined => {
  const condition = /(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\d+))(?:\s+AND\s+(?=\w)|$)/gisy
  const matches = [...clause.matchAll(condition)]
  if (matches.reduce((sum, [match]) => sum + match.length, 0) !== clause.length) return undefined
  return matches.map(([, field = '', quoted, plain = '']) => [field, quoted?.replace(/\\(.)/g, '$1') ?? plain])
}

/** One page of a query; `next_page` leads to the following one. */
export const nextPage = ({ world, user, request }: Call, id: string): Envelope => {
  const found = world.queries.get(id)
  if (found?.user !== user) return failure('INVALID_DATA', `The query [${id}] does not exist.`)
  const offset = Number(new URLSearchParams(request.path.split('?')[1]).get('pageoffset') ?? 0)
  const { pageSize } = found
  const data = found.rows.slice(offset, offset + pageSize)
  const next = offset + data.length
  const details = { pagesize: pageSize, pageoffset: offset, size: data.length, total: found.rows.length }
  const version = request.path.split('/')[2]
  const before = {
    path: `/api/${version}`,
    'below version': '',
    'other version': '/api/v25.1',
    address: `https://${request.host}/api/${version}`
  }[world.nextPages]
  const more = next < found.rows.length && {
    next_page: `${before}/query/${id}?pagesize=${pageSize}&pageoffset=${next}`
  }
  return success({ responseDetails: { ...details, ...more }, data })
}
