import type { Credential } from '../src/core/credential.ts'
import { asActionError } from '../src/core/errors.ts'
import { asList, asObject, asText, type JsonObject } from '../src/core/json.ts'
import { formatInstant } from '../src/core/time.ts'
import { type ApiCall, callApi } from '../src/net/api.ts'
import type { World } from '../src/net/world.ts'
import type { VaultHost } from '../src/vault/host.ts'

export const API_VERSION = 'v26.2'
export const CLIENT_ID = 'github-actions-vault-sandbox-token'

/** One Vault, and the credential that it is asked with. */
export interface Access {
  host: VaultHost
  credential: Credential
}

/** A token, addressed to its own Vault. */
export type ProbeToken = Access & { id: string }

/** The two Vaults, and the tokens that the probe has generated there. */
export interface Probe {
  world: World
  /** With the session. */
  production: Access
  sandboxHost: VaultHost
  sandboxName: string
  /** What the name of every token begins with. */
  prefix: string
  /** The tokens that still have to be deleted; the sandbox's first one deletes the others. */
  live: ProbeToken[]
}

export interface Answer {
  isSuccess: boolean
  isRefused: boolean
  /** Status and type, as in `HTTP 200, FAILURE, INVALID_DATA`; it quotes no other text from Vault. */
  said: string
  body: JsonObject
}

/**
 * Sends one request, and repeats nothing.
 * @param request `path` is below `/api/{version}/`, or begins with a slash
 * @throws once `stopping` is aborted; a request that is under way then is completed
 */
export async function ask(
  { host, credential }: Access,
  { path, ...request }: Pick<ApiCall, 'method' | 'form' | 'json'> & { path: string },
  { send, stopping }: World
): Promise<Answer> {
  stopping.throwIfAborted()
  const url = new URL(path, `https://${host}/api/${API_VERSION}/`)
  const authorization = `Bearer ${credential.reveal()}`
  const headers = { accept: 'application/json', authorization, 'x-vaultapi-clientid': CLIENT_ID }
  const call = { ...request, url, headers, doing: 'ask' }
  try {
    const { status, body = {} } = await callApi(call, send, () => undefined)
    const isSuccess = /^(SUCCESS|WARNING)$/.test(asText(body.responseStatus))
    const isRefused = body.responseStatus === 'FAILURE'
    return { isSuccess, isRefused, said: `HTTP ${status}, ${describe(body)}`, body }
  } catch (thrown) {
    const said = `no response, ${constantIn(asActionError(thrown).reason)}`
    return { isSuccess: false, isRefused: false, said, body: {} }
  }
}

/** Describes an envelope of Vault, or a row in one: `FAILURE, INVALID_DATA`. */
function describe({ responseStatus, errors, errorType }: JsonObject): string {
  if (responseStatus === undefined) return 'not JSON from Vault'
  const type = asText(asObject(asList(errors)[0])?.type) || asText(errorType)
  return [asText(responseStatus), type].filter(Boolean).map(constantIn).join(', ')
}

/** Lets only constants through, so that no name, value or host gets into the report. */
function constantIn(text: string): string {
  return /^[A-Z][A-Z0-9_]{1,50}$/.test(text) ? text : 'an unknown type'
}

/** `sandboxName` is that of the probe if left out, and empty for a token of the production Vault. */
export type TokenOptions = { sandboxName?: string; name?: string; lifetimeMs?: number }

/** Generates a token, of an hour for the sandbox if nothing else is asked for. */
export async function generate(
  { world, production, sandboxHost, prefix, live, ...probe }: Probe,
  options: TokenOptions = {}
): Promise<{ said: string; token: ProbeToken | undefined }> {
  const { sandboxName = probe.sandboxName, lifetimeMs = 3_600_000 } = options
  const { name = `${prefix}-${world.nonce()}` } = options
  const parent = sandboxName === '' ? '' : `sandbox/${encodeURIComponent(sandboxName)}/`
  const path = `objects/${parent}users/me/api_access_token__sys`
  const expiry = formatInstant(new Date(world.clock.now().getTime() + lifetimeMs))
  const form = { name__v: name, expiry_date__v: expiry }
  const { body, said } = await ask(production, { method: 'POST', path, form }, world)
  const data = asObject(body.data)
  const id = asText(data?.id)
  if (id === '') return { said, token: undefined }
  const host = sandboxName === '' ? production.host : sandboxHost
  const token = { id, host, credential: world.runner.maskSecret(asText(data?.token__sys)) }
  live.push(token)
  return { said, token }
}

/** Deletes a token with another one or itself; a row of its own tells the result. */
export async function remove(
  { world, live }: Probe,
  token: ProbeToken,
  by: Access
): Promise<Answer> {
  const path = 'vobjects/api_access_token__sys'
  const answer = await ask(by, { method: 'DELETE', path, json: [{ id: token.id }] }, world)
  const row = asObject(asList(answer.body.data)[0])
  const isSuccess = row?.responseStatus === 'SUCCESS'
  if (isSuccess && live.includes(token)) live.splice(live.indexOf(token), 1)
  return {
    ...answer,
    isSuccess,
    said: row ? `${answer.said}; its row: ${describe(row)}` : answer.said
  }
}
