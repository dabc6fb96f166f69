import { PLACEHOLDER, type SecretLocation } from './locations.ts'

/** The secret's name for a sandbox (empty with `target: vault`), in upper case as GitHub stores it. */
export function secretNameFor(template: string, sandboxName: string): string {
  const sandboxPart = sandboxName.toUpperCase().replace(/[^A-Z0-9]/g, '_')
  return template.replaceAll(PLACEHOLDER, sandboxPart).toUpperCase()
}

const GITHUB_TOKEN = /^(GH[A-Z]_|GITHUB_PAT_)[A-Z0-9_]{22}/

/**
 * Says why a name, in upper case, can't be a secret's ("Naming your secrets") and what would do; undefined if it can.
 * It never repeats a name that may be a secret's value given by mistake: in upper case no mask hides it.
 */
export function secretNameProblem(name: string): string | undefined {
  if (/[\r\n]/.test(name))
    return 'contains a line break: give the name of one secret, not its value'
  if (GITHUB_TOKEN.test(name)) {
    return 'looks like the value of a GitHub token: give the name of the secret'
  }
  if (!/^[A-Z0-9_]+$/.test(name)) {
    return `may contain only letters, digits and underscores${suggestion(name)}`
  }
  if (/^\d/.test(name)) return `must not begin with a digit${suggestion(name)}`
  if (!name.startsWith('GITHUB_')) return undefined
  return `must not begin with \`GITHUB_\`, which GitHub reserves${suggestion(name)}`
}

const LONGEST_SUGGESTION = 50
/** A word of a language, or a number; a password or a token mixes letters and digits, or is longer. */
const PLAIN_WORD = /^([A-Z]{1,20}\d{0,2}|\d{1,4})$/

/** Suggests the nearest name that would do; empty if the given one does not consist of plain words. */
function suggestion(name: string): string {
  const words = name.split(/[\s._-]+/).filter(word => word !== '')
  if (words.length === 0 || !words.every(word => PLAIN_WORD.test(word))) return ''
  const joined = words.join('_')
  const allowed = /^(\d|GITHUB_)/.test(joined) ? `VAULT_${joined}` : joined
  return allowed.length > LONGEST_SUGGESTION ? '' : `: use \`${allowed}\``
}

/** The first name that two sandboxes share at one location, with both sandboxes; undefined if all differ. */
export function findCollision(
  secrets: { name: string; location: SecretLocation; sandboxName: string }[]
): { name: string; sandboxNames: [string, string] } | undefined {
  const sandboxBySecret = new Map<string, string>()
  for (const { name, location, sandboxName } of secrets) {
    // GitHub does not distinguish names of environments by case.
    const key = `${name} ${JSON.stringify(location).toLowerCase()}`
    const other = sandboxBySecret.get(key)
    if (other !== undefined) return { name, sandboxNames: [other, sandboxName] }
    sandboxBySecret.set(key, sandboxName)
  }
  return undefined
}
