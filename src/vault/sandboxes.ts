import { distance } from 'fastest-levenshtein'
import { ActionError } from '../core/errors.ts'
import { asList, asObject, asTexts } from '../core/json.ts'
import { joinWithAnd } from '../core/text.ts'
import type { Vault } from './client.ts'

/** One row of "Retrieve Sandboxes"; `status` is `building`, `active`, `inactive`, `deleting`, or unknown. */
export interface SandboxRow {
  name: string
  vaultId: string
  status: string
  dns: string
}

/** "Retrieve Sandboxes": every sandbox of the Vault. Throws ActionError, `vault-permission` if the user may not list them. */
export async function listSandboxes(vault: Vault): Promise<SandboxRow[]> {
  const { body } = await vault.call({ doing: 'list the sandboxes', path: 'objects/sandbox' })
  const rows = asList(asObject(body.data)?.active).map(value => {
    const { name = '', vault_id: vaultId = '', status = '', dns = '' } = asTexts(value)
    return { name, vaultId, status: status.toLowerCase(), dns }
  })
  return rows.filter(({ name }) => name !== '')
}

/** Finds the sandbox of a name, active or building: exactly, or as the only one that matches without white space at its ends. Throws `sandbox-unavailable` if it is neither. */
export function findSandbox(rows: SandboxRow[], name: string, vault: Vault) {
  const trimmed = rows.filter(row => row.name.trim() === name)
  const named = trimmed.length === 1 ? trimmed : rows.filter(row => row.name === name)
  // A sandbox that was deleted may be listed beside the new one of its name.
  const has = (status: string) => named.find(row => row.status === status)
  const usable = has('active') ?? has('building')
  const [unusable] = named
  if (usable !== undefined || unusable === undefined) return usable
  const { quote } = vault.world.runner
  throw new ActionError(
    'sandbox-unavailable',
    `Could not use the sandbox "${quote(unusable.name)}" of ${vault.site.host}: its status is "${quote(unusable.status)}", not active.`,
    'Activate it in Vault, or set `sandbox-name` to an active sandbox.'
  )
}

const QUOTE_NUMBERS =
  "YAML changes numbers without quotes: write them in quotes, as in `sandbox-name: '26.10'`."
const AS_IN_VAULT =
  'Set `sandbox-name` exactly as on the My Vaults page, one name per line, without hyphens or quotes.'

/** Says which sandbox is probably meant by a name that no sandbox has, and what to do, in sentences. */
export function suggestSandbox(name: string, rows: SandboxRow[], quote: (text: string) => string) {
  if (rows.length === 0) {
    return 'This user can see no sandboxes of the Vault: check `vault-dns`, which is the production Vault of the sandbox.'
  }
  const names = rows.map(row => row.name)
  const nearest = nearestNames(name, names).map(each => `"${quote(each)}"`)
  const remedy = /^[\d.]+$/.test(name) ? QUOTE_NUMBERS : AS_IN_VAULT
  return `Nearest: ${joinWithAnd(nearest)}. ${remedy}`
}

/** The three names that come closest to one, nearest first; capitals, spaces and marks make no difference. */
export function nearestNames(name: string, names: string[]): string[] {
  const stepsTo = (other: string) => distance(essenceOf(name), essenceOf(other))
  return names.toSorted((a, b) => stepsTo(a) - stepsTo(b)).slice(0, 3)
}

function essenceOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '')
}

/** "Retrieve Job Status" has all but the last, which Veeva's own client takes for ended too. */
const FAILED =
  /^(ERRORS_ENCOUNTERED|CANCELLED|TIMEOUT|COMPLETED_DUE_TO_INACTIVITY|MISSED_SCHEDULE|FAILURE)$/

/** "Retrieve Job Status": Vault's own word, quoted, and what it means; an unknown one counts as running. Throws ActionError. */
export async function readJob(
  vault: Vault,
  jobId: string
): Promise<{ is: 'running' | 'succeeded' | 'failed'; status: string }> {
  const { quote } = vault.world.runner
  const { body } = await vault.call({
    doing: `read the status of job ${quote(jobId)}`,
    operation: 'read-job',
    path: `services/jobs/${encodeURIComponent(jobId)}`
  })
  const { status = '' } = asTexts(body.data)
  if (status === 'SUCCESS') return { is: 'succeeded', status }
  return { is: FAILED.test(status) ? 'failed' : 'running', status: quote(status) }
}
