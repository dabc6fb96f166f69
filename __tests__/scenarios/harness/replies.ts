import { killProcess } from './process-end.ts'
import type { StoredToken } from './types.ts'

export type Reply = Readonly<{
  status: number
  body: unknown
  headers: Readonly<Record<string, string>>
}>

/** The connection ends with this error in place of a response. */
export type NetworkError = Readonly<{ networkError: string }>

/** A request, and what the world knows when it arrives. */
export type Call = Readonly<{
  method: string
  url: URL
  body: string
  /** The tokens on all Vaults of this scenario. */
  tokens: StoredToken[]
  /** The credentials that a reply contains, value to name. */
  credentials: Record<string, string>
}>

/** What a request is answered with, or a function that decides. */
export type ReplyTo = Reply | NetworkError | ((call: Call) => AnyReply | Promise<AnyReply>)
type AnyReply = Reply | NetworkError

type Headers = Readonly<Record<string, string>>

export const VAULT_ID = 1001
export const USER_ID = '12'

/** What anything may respond with: an HTML page of a gateway, for example. */
export const respond = (status: number, body: unknown, headers: Headers = {}): Reply => ({
  status,
  body,
  headers
})

/** Vault's envelope for success. */
export const success = (fields: object = {}, headers: Headers = {}): Reply =>
  respond(200, { responseStatus: 'SUCCESS', ...fields }, headers)

/** Vault's envelope for a refusal. */
export const failure = (type: string, message: string): Reply =>
  respond(
    200,
    { responseStatus: 'FAILURE', errors: [{ type, message }] },
    { 'x-vaultapi-executionid': 'execution-1' }
  )

/** The user may not list the sandboxes of the production Vault. */
export const mayNotListSandboxes: Reply = failure(
  'INSUFFICIENT_ACCESS',
  'User [12] not licensed for permission [VaultActions_Sandbox].'
)

/** Vault does not accept the token or session of the request. */
export const notAccepted: Reply = failure('INVALID_SESSION_ID', 'Invalid or expired session ID.')

/** A refusal of GitHub, or of anything else that responds with a message. */
export const refusal = (status: number, message: string, headers: Headers = {}): Reply =>
  respond(status, { message }, headers)

/** The request never has an effect, and the connection ends with an error. */
export const networkError = (code: string): NetworkError => ({ networkError: code })

/** The request has its effect, and the response never arrives. */
export const lost =
  (reply: ReplyTo): ReplyTo =>
  async call => {
    await resolveReply(reply, call)
    return networkError('ECONNRESET')
  }

/** The runner cancels the step when this request arrives; the response comes all the same. */
export const cancelled =
  (reply: ReplyTo, signal: NodeJS.Signals = 'SIGINT'): ReplyTo =>
  async call => {
    // The event loop delivers the signal: the step has to know it before the response.
    const delivered = new Promise(resolve => process.once(signal, resolve))
    process.kill(process.pid, signal)
    await delivered
    return resolveReply(reply, call)
  }

/** The runner kills the step when this request has had its effect; the response never arrives. */
export const killed =
  (reply: ReplyTo): ReplyTo =>
  async call => {
    const response = await resolveReply(reply, call)
    killProcess()
    return response
  }

/** @returns what a request is answered with in the end */
export const resolveReply = async (reply: ReplyTo, call: Call): Promise<AnyReply> =>
  typeof reply === 'function' ? reply(call) : reply

/** The response to a sign-in: a session of the Vault that was asked for. */
export const newSession =
  (host = 'acme.veevavault.com'): ReplyTo =>
  ({ credentials }) => {
    const sessionId = 'SESSION0VALUE'
    credentials[sessionId] = 'session'
    const vaultIds = [{ id: VAULT_ID, name: 'Acme', url: `https://${host}/api` }]
    return success({ sessionId, userId: Number(USER_ID), vaultId: VAULT_ID, vaultIds })
  }

/** A row of the list of sandboxes. Its id is the sum of its letters, so that each name has its own. */
export const sandboxRow = (name: string, status = 'active') => ({
  name,
  status,
  vault_id: vaultIdOf(name),
  dns: sandboxHost(name)
})

const vaultIdOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 2000)

export const sandboxHost = (name: string): string => `acme-${name.toLowerCase()}.veevavault.com`

/** @returns the id of the Vault that has this host */
export const vaultIdOfHost = (host: string): string => {
  const [, sandbox] = /^acme-([^.]+)\.veevavault\.com$/.exec(host) ?? []
  return String(sandbox === undefined ? VAULT_ID : vaultIdOf(sandbox.toUpperCase()))
}

/** The list of sandboxes: `sandboxes('DEV', sandboxRow('UAT', 'building'))`; one that is only named is active. */
export const sandboxes = (...rows: readonly (string | object)[]): Reply => {
  const active = rows.map(row => (typeof row === 'string' ? sandboxRow(row) : row))
  return success({ data: { entitlements: [], active } })
}

/** The status of a job. */
export const jobStatus = (status: string): Reply =>
  success({ data: { id: 4711, status, method: 'GET' } })

type NewTokenFields = Partial<Pick<StoredToken, 'name' | 'expires' | 'value'>>

/**
 * A new token, with the name and the expiry that the request asks for.
 * @param fields what Vault does differently
 */
export const newToken =
  (fields: NewTokenFields = {}): ReplyTo =>
  ({ url, body, tokens, credentials }) => {
    const form = new URLSearchParams(body)
    const number = tokens.filter(({ id }) => id.startsWith('V8T0')).length + 1
    const token: StoredToken = {
      id: `V8T00000000000${number}`,
      name: form.get('name__v') ?? '',
      value: `veeva-vault-NEW0TOKEN${number}`,
      host: hostOfNewToken(url),
      expires: form.get('expiry_date__v'),
      deleted: false,
      ...fields
    }
    tokens.push(token)
    credentials[token.value] = `token ${token.id}`
    return success(
      { data: { id: token.id, token__sys: token.value } },
      { 'x-vaultapi-vaultid': vaultIdOfHost(url.hostname) }
    )
  }

const hostOfNewToken = (url: URL): string => {
  const [, sandbox] = /\/objects\/sandbox\/([^/]+)\/users/.exec(url.pathname) ?? []
  return sandbox === undefined ? url.hostname : sandboxHost(decodeURIComponent(sandbox))
}

/** A token's record as Vault shows it. */
export const recordOf = ({ id, name, expires, user = USER_ID, lastUsed }: StoredToken) => ({
  id,
  name__v: name,
  user__sys: user,
  status__v: ['active__v'],
  expiry_date__sys: expires,
  last_used_date__sys: lastUsed ?? null
})

/** The record of the token that the request asks for. */
export const tokenRecord =
  (fields: object = {}): ReplyTo =>
  ({ url, tokens }) => {
    const id = decodeURIComponent(url.pathname.split('/').at(-1) ?? '')
    const token = tokensOf(url.hostname, tokens).find(each => each.id === id)
    if (token === undefined) return failure('INVALID_DATA', `The resource [${id}] does not exist.`)
    return success(
      { data: { ...recordOf(token), ...fields } },
      { 'x-vaultapi-vaultid': vaultIdOfHost(url.hostname) }
    )
  }

/** All active tokens on the Vault that is asked. */
export const tokenList: ReplyTo = ({ url, tokens }) => {
  const rows = tokensOf(url.hostname, tokens).map(recordOf)
  return success(
    { responseDetails: { size: rows.length, total: rows.length }, data: rows },
    { 'x-vaultapi-userid': USER_ID }
  )
}

/** Every token that the request names is deleted. */
export const deleted: ReplyTo = ({ url, body, tokens }) => {
  const ids = (JSON.parse(body) as { id: string }[]).map(({ id }) => id)
  for (const token of tokensOf(url.hostname, tokens)) token.deleted ||= ids.includes(token.id)
  return success({ data: ids.map(id => ({ responseStatus: 'SUCCESS', data: { id } })) })
}

/** Vault takes the request and refuses each of its rows. */
export const deletionRefused =
  (type: string, message: string): ReplyTo =>
  ({ body }) => {
    const rows: unknown[] = JSON.parse(body)
    return success({
      data: rows.map(() => ({ responseStatus: 'FAILURE', errors: [{ type, message }] }))
    })
  }

const tokensOf = (host: string, tokens: readonly StoredToken[]): StoredToken[] =>
  tokens.filter(token => token.host === host && !token.deleted)

/** A secret that was last written at this time (ISO 8601). */
export const secretWritten = (updatedAt: string, fields: object = {}): Reply =>
  respond(200, { name: 'VAULT_TOKEN', created_at: updatedAt, updated_at: updatedAt, ...fields })

export const notFound: Reply = refusal(404, 'Not Found')
export const secretCreated: Reply = respond(201, {})
export const secretUpdated: Reply = respond(204, '')
