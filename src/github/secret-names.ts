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
  if (GITHUB_TOKEN.test(name)) {
    return 'looks like the value of a GitHub token: set it to the name of the secret'
  }
  if (!/^[A-Z0-9_]+$/.test(name)) {
    return `may contain only letters, digits and underscores${suggestion(name)}`
  }
  if (/^\d/.test(name)) return `must not begin with a digit${suggestion(name)}`
  if (!name.startsWith('GITHUB_')) return undefined
  return `must not begin with \`GITHUB_\`, which GitHub reserves${suggestion(name)}`
}

/** Words of a language, and numbers; a password or a token mixes letters and digits, or is longer. */
const PLAIN_WORDS = /^([A-Z]{1,20}\d{0,2}|\d{1,4})([\s._-]+([A-Z]{1,20}\d{0,2}|\d{1,4}))*$/
const LONGEST_SUGGESTION = 44

/** Suggests the nearest name that would do; empty if the given one does not consist of plain words. */
function suggestion(name: string): string {
  if (name.length > LONGEST_SUGGESTION || !PLAIN_WORDS.test(name)) return ''
  const joined = name.replace(/[\s.-]+/g, '_')
  const prefix = /^(\d|GITHUB_)/.test(joined) ? 'VAULT_' : ''
  return `: use \`${prefix}${joined}\``
}

/** The first name that two sandboxes share at one location, with both sandboxes; undefined if all differ. */
export function findCollision(
  secrets: { name: string; location: SecretLocation; sandboxName: string }[]
): { name: string; sandboxNames: string[] } | undefined {
  // GitHub does not distinguish names of environments by case.
  const groups = Map.groupBy(
    secrets,
    ({ name, location }) => `${name} ${JSON.stringify(location).toLowerCase()}`
  )
  for (const group of groups.values()) {
    const [first, second] = group
    if (first && second) {
      return { name: first.name, sandboxNames: [first.sandboxName, second.sandboxName] }
    }
  }
  return undefined
}
