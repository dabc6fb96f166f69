import { distance } from 'fastest-levenshtein'
import { ActionError } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import { joinWithAnd } from '../core/text.ts'
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
  const { body } = await vault.call({ doing: 'list the sandboxes', path: 'objects/sandbox' })
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
    'Activate it in Vault, or set `sandbox-name` to an active sandbox.'
  )
}

/** What surrounds the names in a line that was copied from a YAML or JSON list, or holds several. */
const LIST_MARKS = /^\s*[-*•]\s*|[[\]"',;|]/g

/** Says which sandbox is probably meant by a name that no sandbox has, and what to do, in sentences. */
export function suggestSandbox(
  name: string,
  rows: SandboxRow[],
  quote: (text: string) => string
): string {
  if (rows.length === 0) {
    return 'This user can see no sandboxes of the Vault: check `vault-dns`, which is the production Vault of the sandbox.'
  }
  const changed = rows.find(row => Number(row.name) === Number(name))
  if (changed) {
    return `Without quotes YAML reads ${quote(changed.name)} as ${quote(name)}: write \`sandbox-name: '${quote(changed.name)}'\`.`
  }
  const parts = name.split(/[,;|]/).map(part => appearance(part.replace(LIST_MARKS, '')))
  const named = rows.filter(row => parts.includes(appearance(row.name)))
  if (named.length > 0) {
    const shown = joinWithAnd(named.map(row => `"${quote(row.name)}"`))
    const isList = name.search(LIST_MARKS) >= 0
    return isList
      ? `Write one name per line, without hyphens, quotes, brackets or commas: ${shown}.`
      : `The sandbox ${shown} differs only in capitals, spaces, hyphens or invisible characters: copy its name from the My Vaults page.`
  }
  const names = rows.map(row => row.name)
  const nearest = nearestNames(name, names).map(each => `"${quote(each)}"`)
  return `Nearest: ${joinWithAnd(nearest)}. Set \`sandbox-name\` exactly as on the My Vaults page.`
}

/** Makes names equal that look alike to a reader: composed, with plain spaces and hyphens, without invisible characters, in lower case. */
function appearance(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{White_Space}\p{Dash}_]+/gu, ' ')
    .trim()
    .toLowerCase()
}

/** The three names that come closest to one, nearest first. */
export function nearestNames(name: string, names: string[]): string[] {
  const stepsTo = (other: string) => distance(name.toLowerCase(), other.toLowerCase())
  return names.toSorted((a, b) => stepsTo(a) - stepsTo(b)).slice(0, 3)
}
