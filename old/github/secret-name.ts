import type { SecretPlace } from './secrets.ts'

/** What stands for the sandbox's name in `secret-name`. */
export const PLACEHOLDER = '{sandbox}'

/**
 * In: the input `secret-name`, and a sandbox's name (empty with `target: vault`). Out: the secret's name, upper case as GitHub stores it:
 * for `{sandbox}` stands the name with each character other than A–Z and 0–9 replaced by `_`.
 */
export const secretNameFor = (template: string, sandbox: string): string =>
  template.replaceAll(PLACEHOLDER, sandbox.toUpperCase().replace(/[^A-Z0-9]/g, '_')).toUpperCase()

/**
 * In: a secret's name. Out: why it can't be one ("Naming your secrets"), or undefined. The text never repeats the name, which may be
 * a secret's value given by mistake: in upper case no mask hides it.
 */
export const secretNameMistake = (name: string): string | undefined => {
  if (/[\r\n]/.test(name)) return 'holds a line break: give the name of one secret, not its value'
  if (!/^[A-Z0-9_]+$/.test(name)) return 'may hold letters, digits and underscores only'
  if (/^\d/.test(name)) return 'begins with a digit, which GitHub refuses: put a letter in front'
  if (/^GH[A-Z]_[A-Z0-9]{30}/.test(name)) return 'looks like the value of a token of GitHub: give the name of the secret'
  return name.startsWith('GITHUB_') ? 'begins with GITHUB_, which GitHub keeps for itself: give another name' : undefined
}

/** In: a place, and a sandbox's name. Out: the place for that sandbox: for the environment `{sandbox}` stands one of its own name. */
export const placeFor = (place: SecretPlace, sandbox: string): SecretPlace =>
  isPerSandbox(place) ? { ...place, environment: sandbox } : place

/** Whether each sandbox has an environment of its own. */
export const isPerSandbox = (place: SecretPlace): place is Extract<SecretPlace, { scope: 'environment' }> =>
  place.scope === 'environment' && place.environment === PLACEHOLDER

/** In: secrets' names and places, with whose they are. Out: the first name that two of them share at one place, with both, or undefined. */
export const collision = (
  secrets: readonly Readonly<{ name: string; at: SecretPlace; of: string }>[]
): Readonly<{ name: string; of: readonly [string, string] }> | undefined => {
  const seen = new Map<string, string>()
  for (const { name, at, of } of secrets) {
    // The names of environments have no case.
    const key = `${name} ${JSON.stringify(at).toLowerCase()}`
    const other = seen.get(key)
    if (other !== undefined) return { name, of: [other, of] }
    seen.set(key, of)
  }
  return undefined
}
