import { distance } from 'fastest-levenshtein'
import { joinWithAnd } from '../core/text.ts'
import type { SandboxRow } from './sandboxes.ts'

const ONE_PER_LINE = 'Write one name per line, without hyphens, quotes, brackets or commas'
const COPY_NAME = 'Set `sandbox-name` exactly as on the My Vaults page.'

/** Says which sandbox is probably meant by a name that no sandbox has, and what to do, in sentences. */
export function suggestSandbox(
  name: string,
  rows: SandboxRow[],
  quote: (text: string) => string
): string {
  if (rows.length === 0) {
    return 'This user can see no sandboxes of the Vault: check `vault-dns`, which is the production Vault of the sandbox.'
  }
  const nameOf = (row: SandboxRow) => `"${quote(row.name)}"`
  const given = name.trim().toLowerCase()
  const byAddress = rows.find(row => [row.vaultId, row.dns.toLowerCase()].includes(given))
  if (byAddress) {
    const kind = byAddress.vaultId === given ? 'id' : 'DNS'
    return `This is the ${kind} of the sandbox ${nameOf(byAddress)}: use that name.`
  }
  const changed = rows.find(row => isChangedByYaml(row.name, given))
  if (changed) {
    return `Without quotes YAML reads ${quote(changed.name)} as ${quote(name)}: put the name in quotes in the workflow.`
  }
  const listed = rowsListedIn(name, rows).map(nameOf)
  if (listed.length > 0) return `${ONE_PER_LINE}: ${joinWithAnd(listed)}.`
  const alike = rows.find(row => appearance(row.name) === appearance(name))
  if (alike) {
    return `The sandbox ${nameOf(alike)} looks the same, but ${difference(name, alike.name)}: copy its name from the My Vaults page.`
  }
  const names = rows.map(row => row.name)
  const nearest = nearestNames(name, names).map(each => `"${quote(each)}"`)
  return nearest.length === 0 ? COPY_NAME : `Nearest: ${joinWithAnd(nearest)}. ${COPY_NAME}`
}

/** Whether YAML takes a name without quotes for a number or a boolean, and hands on another text: `26.1` for `26.10`. */
function isChangedByYaml(name: string, given: string): boolean {
  const isBoolean = given === 'true' || given === 'false'
  return Number(name) === Number(given) || (isBoolean && name.toLowerCase() === given)
}

/** What surrounds the names in a line that was copied from a YAML or JSON list, or holds several. */
const LIST_MARKS = /^\s*[-*•]\s*|[[\]"',;|]/g

/** The sandboxes that such a line names; none for a plain name. */
function rowsListedIn(line: string, rows: SandboxRow[]): SandboxRow[] {
  if (line.replace(LIST_MARKS, '') === line) return []
  const names = line.split(/[,;|]/).map(part => appearance(part.replace(LIST_MARKS, '')))
  return rows.filter(row => names.includes(appearance(row.name)))
}

const LOOKALIKES = [...'АВЕКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο']
const LATIN = [...'ABEKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo']
/** Letters of other scripts that look like Latin ones. */
const LATIN_FOR = new Map(LOOKALIKES.map((letter, index) => [letter, LATIN[index] ?? letter]))

/** Makes names equal that look alike to a reader: composed, with plain spaces, without invisible characters, in lower case. */
function appearance(name: string): string {
  const visible = name.normalize('NFKC').replace(/[\p{Cf}\p{Mn}]/gu, '')
  return [...visible]
    .map(letter => LATIN_FOR.get(letter) ?? letter)
    .join('')
    .replace(/\p{White_Space}[\p{White_Space}\p{Dash}_]*/gu, ' ')
    .replace(/[\p{Dash}_]+/gu, '-')
    .trim()
    .toLowerCase()
}

/** Says in which character two names that look alike differ first, as a part of a sentence. */
function difference(given: string, actual: string): string {
  if (given.toLowerCase() === actual.toLowerCase()) return 'upper and lower case differ'
  const ours = [...given]
  const theirs = [...actual]
  const found = ours.findIndex((letter, index) => letter !== theirs[index])
  const at = found < 0 ? ours.length : found
  return `yours has ${describeCharacter(ours[at])} at position ${at + 1}, where it has ${describeCharacter(theirs[at])}`
}

function describeCharacter(character = ''): string {
  if (character === '') return 'nothing more'
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) return `"${character}" (U+${code})`
  if (character === '\u00a0') return `a no-break space (U+${code})`
  return `${/\s/.test(character) ? 'a space' : 'an invisible character'} (U+${code})`
}

/** At most three names that come close to one, nearest first. */
export function nearestNames(name: string, names: string[]): string[] {
  const wanted = name.toLowerCase()
  return names
    .map(candidate => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps <= Math.max(2, wanted.length / 2, candidate.length / 2))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}
