import { ActionError } from '../errors.ts'
import { asList, asObject, asText } from '../json.ts'
import type { Vault } from './client.ts'

/** One row of "Retrieve Sandboxes", as Vault has it; `status` is `building`, `active`, `inactive`, `deleting`, or one not known yet. */
export type SandboxRow = Readonly<{ name: string; vaultId: string; status: string; dns: string }>

/** "Retrieve Sandboxes": every sandbox of the Vault. Throws ActionError, `vault-permission` when the credential may not list them. */
export const listSandboxes = async (vault: Vault): Promise<readonly SandboxRow[]> => {
  const { body } = await vault.call({ doing: 'Listing the sandboxes', kind: 'read', method: 'GET', path: '/objects/sandbox' })
  return asList(asObject(body.data)?.active).flatMap(value => {
    const row = asObject(value)
    const name = asText(row?.name)
    return name === '' ? [] : [{ name, vaultId: asText(row?.vault_id), status: asText(row?.status), dns: asText(row?.dns) }]
  })
}

/**
 * In: the rows and a name as on the My Vaults page. Out: the sandbox of exactly that name, active or still building.
 * @param expected it is being made, so one that is not listed yet counts as building
 * @throws ActionError `sandbox-unknown`, with the nearest names; `sandbox-unavailable`, with its status
 */
export const findSandbox = async (
  rows: readonly SandboxRow[],
  name: string,
  host: string,
  quote: (text: string) => string,
  expected = false
): Promise<SandboxRow> => {
  const named = rows.filter(candidate => candidate.name === name)
  // A sandbox that was deleted may be listed beside the new one of its name.
  const row = named.find(({ status }) => status === 'active') ?? named.find(({ status }) => status === 'building') ?? named[0]
  if (row === undefined && expected) return { name, vaultId: '', status: 'building', dns: '' }
  if (row === undefined) throw await unknownSandbox(rows, name, host, quote)
  if (row.status === 'active' || row.status === 'building') return row
  throw new ActionError(
    'sandbox-unavailable',
    `The sandbox "${quote(name)}" of ${host} is ${row.status === '' ? 'in no known state' : quote(row.status)}, not active.`,
    'Activate it in Vault, or correct sandbox-name.'
  )
}

const unknownSandbox = async (
  rows: readonly SandboxRow[],
  name: string,
  host: string,
  quote: (text: string) => string
): Promise<ActionError> => {
  // Only a misspelt name needs it, so it is a chunk of its own.
  const { whatIsMeant } = await import('./unknown-sandbox.ts')
  return new ActionError('sandbox-unknown', `${host} has no sandbox "${quote(name)}".`, whatIsMeant(name, rows, quote))
}
