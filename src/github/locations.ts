import { ActionError } from '../core/errors.ts'

/** Where a secret is kept. */
export type SecretLocation =
  | { scope: 'repository' | 'dependabot' | 'codespaces'; repository: string }
  | { scope: 'environment'; repository: string; environment: string }
  | { scope: 'organization'; organization: string }

/** What stands for the sandbox's name in `secret-name` and `secret-scope`. */
export const PLACEHOLDER = '{sandbox}'

/** What the token in `github-token` needs for a call. */
export interface Permission {
  /** As the settings of an App or a fine-grained token call it: `"Secrets: write"`. */
  permission: string
  /** What to do in the step that makes an App's token, as it follows "and". */
  appRemedy: string
}

/** The repository or organization that a location is in. */
export interface LocationOwner {
  /** `repository acme/pipelines` */
  displayName: string
  /** Below the API's base address, percent-encoded. */
  path: string
}

interface ScopeRow extends Permission {
  /** Path of the secrets, below the one of their owner. */
  path: string
  /** What stands in front of the owner in a message. */
  relation: string
}

/**
 * What the scopes differ in ("REST API endpoints for GitHub Actions Secrets", and for Dependabot and Codespaces; the inputs
 * `permission-…` of actions/create-github-app-token, which has none for Codespaces secrets).
 */
const SCOPES: Record<SecretLocation['scope'], ScopeRow> = {
  repository: {
    path: '/actions/secrets',
    relation: 'of the',
    permission: '"Secrets: write"',
    appRemedy: 'set `permission-secrets: write`'
  },
  environment: {
    path: '/environments/{environment}/secrets',
    relation: 'of the environment "{environment}" of the',
    permission: '"Secrets: write" and "Environments: write"',
    appRemedy: 'set `permission-environments: write` beside `permission-secrets: write`'
  },
  organization: {
    path: '/actions/secrets',
    relation: 'of the',
    permission: '"Secrets: write" of the organization',
    appRemedy: 'set `permission-organization-secrets: write`'
  },
  dependabot: {
    path: '/dependabot/secrets',
    relation: 'for Dependabot of the',
    permission: '"Dependabot secrets: write"',
    appRemedy: 'set `permission-dependabot-secrets: write`'
  },
  codespaces: {
    path: '/codespaces/secrets',
    relation: 'for Codespaces of the',
    permission: '"Codespaces secrets: write"',
    appRemedy: 'leave out all `permission-…` inputs'
  }
}

/** Names a location in a message: `of the repository acme/pipelines`. */
export function describeLocation(location: SecretLocation): string {
  const relation = SCOPES[location.scope].relation.replace('{environment}', () =>
    environmentOf(location)
  )
  return `${relation} ${ownerOf(location).displayName}`
}

/** Tells the repository or organization of a location. */
export function ownerOf(location: SecretLocation): LocationOwner {
  if (location.scope !== 'organization') return repositoryOwner(location.repository)
  const { organization } = location
  return {
    displayName: `organization ${organization}`,
    path: `/orgs/${encodeURIComponent(organization)}`
  }
}

/** Describes a repository, OWNER/NAME, as the owner of a location. */
export function repositoryOwner(repository: string): LocationOwner {
  const path = repository.split('/').map(encodeURIComponent).join('/')
  return { displayName: `repository ${repository}`, path: `/repos/${path}` }
}

/**
 * Tells the path of a location's secrets, below the API's base address.
 * @throws ActionError `input` for an environment whose name would lead out of its part of the path
 */
export function secretsPath(location: SecretLocation): string {
  const environment = environmentOf(location)
  if (environment === '.' || environment === '..') {
    throw new ActionError(
      'input',
      `\`secret-scope\`: there can be no environment named "${environment}".`,
      'Exclude that sandbox with a line `!NAME` in `sandbox-name`, or use another `secret-scope`.'
    )
  }
  const path = SCOPES[location.scope].path.replace('{environment}', () =>
    encodeURIComponent(environment)
  )
  return `${ownerOf(location).path}${path}`
}

/** Tells what the token needs for writing secrets at a location. */
export function permissionFor(location: SecretLocation): Permission {
  return SCOPES[location.scope]
}

/** Describes a call about something below a location's secrets; `doing` is completed with the location. */
export function callBelow(location: SecretLocation, name: string, doing: string) {
  return {
    doing: `${doing} ${describeLocation(location)}`,
    path: `${secretsPath(location)}/${name}`,
    permission: permissionFor(location)
  }
}

/** The name of the location's environment; empty if it is none. */
export function environmentOf(location: SecretLocation): string {
  return location.scope === 'environment' ? location.environment : ''
}

/** Whether each sandbox has an environment of its own: `environment/{sandbox}`. */
export function isPerSandbox(location: SecretLocation): boolean {
  return environmentOf(location) === PLACEHOLDER
}

/** The location for one sandbox: for the environment `{sandbox}` stands one of its own name. */
export function locationFor(location: SecretLocation, sandboxName: string): SecretLocation {
  if (location.scope !== 'environment' || !isPerSandbox(location)) return location
  return { scope: 'environment', repository: location.repository, environment: sandboxName }
}
