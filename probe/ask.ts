import type { Credential } from '../src/core/credential.ts'
import { asActionError } from '../src/core/errors.ts'
import { asList, asObject, asText, type JsonObject } from '../src/core/json.ts'
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

export interface Answer {
  isSuccess: boolean
  /** Whether Vault may have done what was asked although it did not say so. */
  isUnclear: boolean
  /** Status and type, as in `HTTP 200, FAILURE, INVALID_DATA`; it quotes no other text from Vault. */
  said: string
  body: JsonObject
}

/**
 * Sends one request, and repeats nothing.
 * @param request `path` is below `/api/{version}`, or begins with `/api/`
 * @throws once `stopping` is aborted; a request that is under way then is completed
 */
export async function ask(
  { host, credential }: Access,
  request: Pick<ApiCall, 'method' | 'form' | 'json'> & { path: string },
  { send, stopping }: World
): Promise<Answer> {
  stopping.throwIfAborted()
  const { path, ...rest } = request
  const url = new URL(
    path.startsWith('/api/') ? path : `/api/${API_VERSION}${path}`,
    `https://${host}`
  )
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${credential.reveal()}`,
    'x-vaultapi-clientid': CLIENT_ID
  }
  try {
    const call = { ...rest, url, headers, doing: 'ask' }
    const { status, body = {} } = await callApi(call, send, () => undefined)
    const isSuccess = /^(SUCCESS|WARNING)$/.test(asText(body.responseStatus))
    const isUnclear = !isSuccess && body.responseStatus !== 'FAILURE'
    return { isSuccess, isUnclear, said: `HTTP ${status}, ${describe(body)}`, body }
  } catch (thrown) {
    const { reason, maybeDone } = asActionError(thrown)
    const said = `no response, ${constantIn(reason)}`
    return { isSuccess: false, isUnclear: maybeDone, said, body: {} }
  }
}

/** Describes an envelope of Vault, or a row in one: `FAILURE, INVALID_DATA`. */
export function describe({ responseStatus, errors, errorType }: JsonObject): string {
  if (responseStatus === undefined) return 'not JSON from Vault'
  const type = asText(asObject(asList(errors)[0])?.type) || asText(errorType)
  return [asText(responseStatus), type].filter(Boolean).map(constantIn).join(', ')
}

/** Lets only constants through, so that no name, value or host gets into the report. */
function constantIn(text: string): string {
  return /^[A-Z][A-Z0-9_]{1,50}$/.test(text) ? text : 'an unknown type'
}
