/** Where a secret is kept. */
export type SecretLocation =
  | { scope: 'repository' | 'dependabot' | 'codespaces'; repository: string }
  | { scope: 'environment'; repository: string; environment: string }
  | { scope: 'organization'; organization: string }

/** What stands for the sandbox's name in `secret-name` and `secret-scope`. */
export const PLACEHOLDER = '{sandbox}'

/** Names a location in a message: `of the repository acme/pipelines`. */
export function describeLocation(_location: SecretLocation): string {
  throw new Error('not built yet')
}

/** Whether each sandbox has an environment of its own: `environment/{sandbox}`. */
export function isPerSandbox(_location: SecretLocation): boolean {
  throw new Error('not built yet')
}

/** The location for one sandbox: for the environment `{sandbox}` stands one of its own name. */
export function locationFor(_location: SecretLocation, _sandboxName: string): SecretLocation {
  throw new Error('not built yet')
}
