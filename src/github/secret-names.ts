import { locationFor, PLACEHOLDER, type SecretLocation } from './locations.ts'

/** The secret's name for a sandbox (empty with `target: vault`), in upper case as GitHub stores it. */
export function secretNameFor(template: string, sandboxName: string): string {
  const sandboxPart = sandboxName.toUpperCase().replace(/[^A-Z0-9]/g, '_')
  return template.replaceAll(PLACEHOLDER, sandboxPart).toUpperCase()
}

const GITHUB_TOKEN = /^(GH[A-Z]_|GITHUB_PAT_)[A-Z0-9_]{22}/
/** A few words without digits. Anything else may be a secret's value given by mistake, which no mask hides in upper case. */
const HYPHENATED_WORDS = /^[A-Z]{1,20}(-[A-Z]{1,20}){1,3}$/

/** Says why a name, in upper case, can't be a secret's ("Naming your secrets"); undefined if it can. */
export function secretNameProblem(name: string): string | undefined {
  if (GITHUB_TOKEN.test(name)) {
    return 'looks like the value of a GitHub token: set it to the name of the secret'
  }
  if (!/^[A-Z0-9_]+$/.test(name)) {
    const suggestion = HYPHENATED_WORDS.test(name) ? `: use \`${name.replaceAll('-', '_')}\`` : ''
    return `may contain only letters, digits and underscores${suggestion}`
  }
  if (/^\d/.test(name)) return 'must not begin with a digit'
  if (name.startsWith('GITHUB_')) return 'must not begin with `GITHUB_`, which GitHub reserves'
  return undefined
}

/** The first two sandboxes whose secrets would be the same, with its name; undefined if all differ. */
export function findCollision(template: string, location: SecretLocation, sandboxNames: string[]) {
  const known = new Map<string, string>()
  for (const sandboxName of sandboxNames) {
    const name = secretNameFor(template, sandboxName)
    // GitHub does not distinguish names of environments by case.
    const key = `${name} ${locationFor(location, sandboxName).environment?.toLowerCase()}`
    const other = known.get(key)
    if (other !== undefined) return { name, sandboxNames: [other, sandboxName] }
    known.set(key, sandboxName)
  }
  return undefined
}
