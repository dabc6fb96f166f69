import type { ActionError } from '../core/errors.ts'
import { asObject } from '../core/json.ts'
import type { Vault, VaultResponse } from './client.ts'

/** How Vault refuses a path that an API version does not have. */
const UNKNOWN_PATH = ['MALFORMED_URL', 'METHOD_NOT_SUPPORTED']
const MOST_NAMED = 10

/** Where Vault does not know the API version (by the error's `reason`), replaces the error by one that lists the versions it has. Never throws. */
export async function explainVersion(error: ActionError, vault: Vault): Promise<ActionError> {
  if (!UNKNOWN_PATH.includes(error.reason)) return error
  const { host, apiVersion } = vault.site
  const response = await readVersions(vault, 'list the API versions').catch(() => undefined)
  const versions = Object.keys(asObject(response?.body.values) ?? {})
    .filter(version => /^v\d{1,3}\.\d$/.test(version))
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
  if (versions.length === 0 || versions.includes(apiVersion)) return error
  const newest = versions.slice(-MOST_NAMED).join(', ')
  return error.with({
    code: 'vault-refused',
    message: `${host} does not have the API version ${apiVersion}; it has ${newest}.`,
    hint: 'Set `api-version` to one of these; v26.2 is the oldest that has the endpoints.'
  })
}

/** "Retrieve API Versions": `values` holds the address of each version that a Vault has. */
export function readVersions(vault: Vault, doing: string): Promise<VaultResponse> {
  return vault.call({ doing, operation: 'read', method: 'GET', path: '/api/', isRoot: true })
}
