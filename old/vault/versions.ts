import { ActionError, asActionError } from '../errors.ts'
import { asObject } from '../json.ts'
import type { Vault } from './client.ts'
import { WRONG_VERSION } from './refusals.ts'

/** "Retrieve API Versions": which versions the Vault has, like `v26.2`, oldest first. Throws ActionError. */
const listVersions = async (vault: Vault): Promise<readonly string[]> => {
  const { body } = await vault.call({
    doing: 'Asking for the API versions',
    kind: 'read',
    method: 'GET',
    root: true,
    path: '/api/'
  })
  return Object.keys(asObject(body.values) ?? {})
    .filter(version => /^v\d{1,3}\.\d$/.test(version))
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
}

/** In: what was thrown. Out: the same; where Vault does not know the API version, an error that lists what it has. */
export const withVersions = async (thrown: unknown, vault: Vault): Promise<ActionError> => {
  const error = asActionError(thrown)
  if (error.hint !== WRONG_VERSION) return error
  const { host, apiVersion } = vault.site
  const versions = await listVersions(vault).catch((): readonly string[] => [])
  if (versions.length === 0 || versions.includes(apiVersion)) return error
  return new ActionError(
    'vault-refused',
    `${host} does not have the API version ${apiVersion}; it has ${versions.slice(-10).join(', ')}.`,
    'Give one of these as api-version; v26.2 is the oldest that has the endpoints.',
    error.executionId
  )
}
