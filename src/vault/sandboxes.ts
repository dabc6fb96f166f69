import { ActionError } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import type { Vault } from './client.ts'

/** One row of "Retrieve Sandboxes", as Vault has it; `status` is `building`, `active`, `inactive`, `deleting`, or unknown. */
export interface SandboxRow {
  name: string
  vaultId: string
  status: string
  dns: string
}

/** "Retrieve Sandboxes": every sandbox of the Vault. Throws ActionError, `vault-permission` if the user may not list them. */
export async function listSandboxes(vault: Vault): Promise<SandboxRow[]> {
  const { body } = await vault.call({
    doing: 'list the sandboxes',
    operation: 'read',
    method: 'GET',
    path: '/objects/sandbox'
  })
  const rows = asList(asObject(body.data)?.active).map(value => {
    const row = asObject(value)
    const vaultId = asText(row?.vault_id)
    return { name: asText(row?.name), vaultId, status: asText(row?.status), dns: asText(row?.dns) }
  })
  return rows.filter(({ name }) => name !== '')
}

/**
 * Finds the sandbox of a name: exactly, or as the only one that matches without white space at the ends. Of two rows the active one counts.
 * @returns the row (active or building); undefined if there is none
 * @throws ActionError `sandbox-unavailable` with its status (inactive, deleting)
 */
export function findSandbox(
  rows: SandboxRow[],
  name: string,
  vault: Vault
): SandboxRow | undefined {
  const exact = rows.filter(row => row.name === name)
  const trimmed = rows.filter(row => row.name.trim() === name.trim())
  const isOnlyOne = trimmed.every(row => row.name === trimmed[0]?.name)
  const named = exact.length > 0 || !isOnlyOne ? exact : trimmed
  // A sandbox that was deleted may be listed beside the new one of its name.
  const has = (status: string) => named.find(row => row.status === status)
  const usable = has('active') ?? has('building')
  const [unusable] = named
  if (usable !== undefined || unusable === undefined) return usable
  const { quote } = vault.world.runner
  throw new ActionError(
    'sandbox-unavailable',
    `Could not use the sandbox "${quote(unusable.name)}" of ${vault.site.host}: its status is "${quote(unusable.status)}", not active.`,
    'Activate it in Vault, or correct `sandbox-name`.'
  )
}
