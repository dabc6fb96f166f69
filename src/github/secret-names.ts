import type { SecretLocation } from './locations.ts'

/** The secret's name for a sandbox (empty with `target: vault`), in upper case as GitHub stores it. */
export function secretNameFor(_template: string, _sandboxName: string): string {
  throw new Error('not built yet')
}

/** Says why a name can't be a secret's ("Naming your secrets") and what would do; undefined if it can. Never repeats a name that may be a value. */
export function secretNameProblem(_name: string): string | undefined {
  throw new Error('not built yet')
}

/** The first name that two sandboxes share at one location, with both sandboxes; undefined if all differ. */
export function findCollision(
  _secrets: { name: string; location: SecretLocation; sandboxName: string }[]
): { name: string; sandboxNames: [string, string] } | undefined {
  throw new Error('not built yet')
}
