import type { Vault } from './client.ts'

/** One row of "Retrieve Sandboxes", as Vault has it; `status` is `building`, `active`, `inactive`, `deleting`, or unknown. */
export interface SandboxRow {
  name: string
  vaultId: string
  status: string
  dns: string
}

/** "Retrieve Sandboxes": every sandbox of the Vault. Throws ActionError, `vault-permission` if the user may not list them. */
export function listSandboxes(_vault: Vault): Promise<SandboxRow[]> {
  throw new Error('not built yet')
}

/**
 * Finds the sandbox of a name: exactly, or as the only one that matches without white space at the ends. Of two rows the active one counts.
 * @returns the row (active or building); undefined if there is none
 * @throws ActionError `sandbox-unavailable` with its status (inactive, deleting)
 */
export function findSandbox(
  _rows: SandboxRow[],
  _name: string,
  _vault: Vault
): SandboxRow | undefined {
  throw new Error('not built yet')
}
