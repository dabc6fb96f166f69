import { ActionError } from '../core/errors.ts'

type Scope = 'repository' | 'environment' | 'organization' | 'dependabot' | 'codespaces'

/** Where a secret is kept. */
export interface SecretLocation {
  scope: Scope
  /** The organization, or the repository, OWNER/NAME. */
  owner: string
  environment?: string
}

/** What stands for the sandbox's name in `secret-name` and `secret-scope`. */
export const PLACEHOLDER = '{sandbox}'

/** The secrets of one location, as messages and GitHub's API name them. */
export interface LocationSecrets {
  /** `of the repository acme/pipelines` */
  displayName: string
  /** Below the API's base address. */
  path: string
  /** What the token needs, and how the step that makes an App's token asks for it. */
  permission: string
}

/**
 * What the scopes differ in ("REST API endpoints for GitHub Actions Secrets", and for Dependabot and Codespaces; the inputs of
 * actions/create-github-app-token, which has none for Codespaces secrets). The owner is added behind the name, and before the path.
 */
const SCOPES: Record<Scope, LocationSecrets> = {
  repository: {
    displayName: 'of the repository',
    path: '/actions/secrets',
    permission:
      '"Secrets: write" (in the step that makes an App’s token: `permission-secrets: write`)'
  },
  environment: {
    displayName: 'of the environment "{environment}" of the repository',
    path: '/environments/{environment}/secrets',
    permission:
      '"Secrets: write" and "Environments: write" (in the step that makes an App’s token: `permission-secrets: write` and `permission-environments: write`)'
  },
  organization: {
    displayName: 'of the organization',
    path: '/actions/secrets',
    permission:
      '"Secrets: write" of the organization, and "Metadata: read" of the repositories in `secret-visibility` (in the step that makes an App’s token: `permission-organization-secrets: write` and `permission-metadata: read`)'
  },
  dependabot: {
    displayName: 'for Dependabot of the repository',
    path: '/dependabot/secrets',
    permission:
      '"Dependabot secrets: write" (in the step that makes an App’s token: `permission-dependabot-secrets: write`)'
  },
  codespaces: {
    displayName: 'for Codespaces of the repository',
    path: '/codespaces/secrets',
    permission:
      '"Codespaces secrets: write" (in the step that makes an App’s token: no `permission-…` input at all)'
  }
}

/** Describes the secrets of a location. Throws ActionError for an environment whose name would lead out of its part of the path. */
export function describeSecrets(location: SecretLocation): LocationSecrets {
  const { scope, owner, environment = '' } = location
  if (environment === '.' || environment === '..') {
    throw new ActionError(
      'input',
      `\`secret-scope\`: there can be no environment named "${environment}".`,
      'Exclude that sandbox with a line `!NAME` in `sandbox-name`, or use another `secret-scope`.'
    )
  }
  const { displayName, path, permission } = SCOPES[scope]
  return {
    displayName: `${displayName.replace('{environment}', () => environment)} ${owner}`,
    path: ownerPath(owner) + path.replace('{environment}', encodeURIComponent(environment)),
    permission
  }
}

/** The path of a repository, OWNER/NAME, or an organization, below the API's base address. */
export function ownerPath(owner: string): string {
  return owner.includes('/') ? `/repos/${owner}` : `/orgs/${owner}`
}

/** Whether each sandbox has an environment of its own: `environment/{sandbox}`. */
export function isPerSandbox({ environment }: SecretLocation): boolean {
  return environment === PLACEHOLDER
}

/** The location for one sandbox: for the environment `{sandbox}` stands one of its own name. */
export function locationFor(location: SecretLocation, sandboxName: string): SecretLocation {
  return isPerSandbox(location) ? { ...location, environment: sandboxName } : location
}
