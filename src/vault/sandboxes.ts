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
  return asList(asObject(body.data)?.active)
    .map(rowOf)
    .filter(({ name }) => name !== '')
}

function rowOf(value: unknown): SandboxRow {
  const row = asObject(value)
  return {
    name: asText(row?.name),
    vaultId: asText(row?.vault_id),
    status: asText(row?.status),
    dns: asText(row?.dns)
  }
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
  const named = rowsNamed(rows, name)
  // A sandbox that was deleted may be listed beside the new one of its name.
  const row =
    named.find(({ status }) => status === 'active') ??
    named.find(({ status }) => status === 'building') ??
    named[0]
  if (row === undefined || row.status === 'active' || row.status === 'building') return row
  const { quote } = vault.world.runner
  const status = row.status === '' ? 'not given by Vault' : quote(row.status)
  throw new ActionError(
    'sandbox-unavailable',
    `Could not use the sandbox "${quote(row.name)}" of ${vault.site.host}: its status is ${status}, not active.`,
    row.status === 'deleting'
      ? 'Wait until it is deleted and create it again, or correct `sandbox-name`.'
      : 'Activate it in Vault, or correct `sandbox-name`.'
  )
}

function rowsNamed(rows: SandboxRow[], name: string): SandboxRow[] {
  const exact = rows.filter(row => row.name === name)
  if (exact.length > 0) return exact
  const similar = rows.filter(row => row.name.trim() === name.trim())
  const isOnlyOne = similar.every(row => row.name === similar[0]?.name)
  return isOnlyOne ? similar : []
}
