import { distance } from 'fastest-levenshtein'
import { listed } from '../text.ts'

/** What is compared of a sandbox. */
type Known = Readonly<{ name: string; vaultId: string; dns: string }>

/** In: a name that no sandbox has, and the sandboxes there are. Out: which one is probably meant, and what to do, in sentences. */
export const whatIsMeant = (name: string, rows: readonly Known[], quote: (text: string) => string): string => {
  if (rows.length === 0)
    return 'It has no sandboxes that this user can see: check vault-dns, which is the production Vault of the sandbox.'
  const called = (row: Known) => `"${quote(row.name)}"`
  const byId = rows.find(({ vaultId }) => vaultId === name.trim())
  if (byId !== undefined) return `That is the id of the sandbox ${called(byId)}: give this name.`
  const byDns = rows.find(({ dns }) => dns !== '' && dns.toLowerCase() === name.trim().toLowerCase())
  if (byDns !== undefined) return `That is the DNS of the sandbox ${called(byDns)}: give this name.`
  const several = namesIn(name).filter(part => rows.some(row => looks(row.name) === looks(part)))
  if (several.length > 0) return `Give one name per line: ${listed(several.map(part => `"${quote(part)}"`))} stand in one line.`
  const alike = rows.find(row => looks(row.name) === looks(name))
  if (alike !== undefined)
    return `The sandbox ${called(alike)} looks the same, but ${difference(name, alike.name)}: copy its name from the My Vaults page.`
  const near = nearest(
    name,
    rows.map(row => row.name)
  ).map(candidate => `"${quote(candidate)}"`)
  const most = near.length === 0 ? '' : `Nearest: ${listed(near)}. `
  return `${most}Give sandbox-name exactly as on the My Vaults page.`
}

/** In: a line. Out: the names in it, when it is a JSON list or holds separators; else none. */
const namesIn = (line: string): readonly string[] => {
  const parts = line
    .replace(/^\s*\[|\]\s*$/g, '')
    .split(/[,;|]/)
    .map(part => part.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .filter(part => part !== '')
  return parts.length > 1 || /^\s*\[.*\]\s*$/.test(line) ? parts : []
}

/** Letters of other scripts that look like Latin ones. */
const LIKE_LATIN = new Map(
  [...'АВЕКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο'].map((letter, index) => [
    letter,
    [...'ABEKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo'][index] ?? ''
  ])
)

/** In: a name. Out: the same for all that look alike to a reader: composed, with plain blanks, without what can't be seen, in lower case. */
const looks = (name: string): string =>
  [...name.normalize('NFKC').replace(/[\p{Cf}\p{Mn}]/gu, '')]
    .map(letter => LIKE_LATIN.get(letter) ?? letter)
    .join('')
    .replace(/[\p{White_Space}\p{Dash}_]+/gu, blank => (/\p{White_Space}/u.test(blank) ? ' ' : '-'))
    .trim()
    .toLowerCase()

/** In: two names that look alike. Out: in which character they differ first, as a part of a sentence. */
const difference = (given: string, real: string): string => {
  if (given.toLowerCase() === real.toLowerCase()) return 'upper and lower case differ'
  const [ours, theirs] = [[...given], [...real]]
  const at = ours.findIndex((letter, index) => letter !== theirs[index])
  const [here, there] = [ours[at], theirs[at < 0 ? ours.length : at]]
  if (here === undefined) return `it goes on with ${characterName(there)}, where yours ends`
  return `yours has ${characterName(here)} at position ${at + 1}${there === undefined ? ', where it ends' : `, and it has ${characterName(there)}`}`
}

const UNSEEN: Readonly<Record<string, string>> = {
  ' ': 'a blank',
  '\u00a0': 'a no-break space',
  '\u00ad': 'a soft hyphen',
  '\u200b': 'a zero-width space',
  '\u200c': 'a zero-width character',
  '\u200d': 'a zero-width character',
  '\u2060': 'a zero-width character',
  '\ufeff': 'a byte order mark',
  '\t': 'a tab'
}

const characterName = (letter = ''): string => {
  const code = `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const name = UNSEEN[letter] ?? (/[\p{L}\p{N}\p{P}\p{S}]/u.test(letter) ? `"${letter}"` : 'a character')
  return `${name} (${code})`
}

/** In: a name that no sandbox has, and the names there are. Out: at most three names that come close to it, nearest first. */
export const nearest = (name: string, names: readonly string[]): readonly string[] => {
  const wanted = name.toLowerCase()
  return names
    .map(candidate => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps <= Math.max(2, Math.floor(Math.max(wanted.length, candidate.length) / 2)))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}
