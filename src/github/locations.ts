import { ActionError } from '../core/errors.ts'

/** Where a secret is kept. */
export type SecretLocation =
  | { scope: 'repository' | 'dependabot' | 'codespaces'; repository: string }
  | { scope: 'environment'; repository: string; environment: string }
  | { scope: 'organization'; organization: string }

/** What stands for the sandbox's name in `secret-name` and `secret-scope`. */
export const PLACEHOLDER = '{sandbox}'

/** What to do about a call that GitHub refuses. */
export interface Remedies {
  /** What the token needs, as the settings of an App or a fine-grained token call it: `"Secrets: write"`. */
  permission: string
  /** What to do in the step that makes an App's token, as it follows "and". */
  appRemedy: string
  /** What to do about a 404, in sentences. */
  missing: string
}

/** A repository or organization. */
export interface LocationOwner {
  /** `repository acme/pipelines` */
  displayName: string
  /** Below the API's base address, percent-encoded. */
  path: string
}

const MISSING =
  'There is no {owner}, or `github-token` can’t see its secrets: correct `secret-repository`, or give the token access (install the App there, or select it in the personal access token) with the permission {permission}.'

/**
 * What the scopes differ in ("REST API endpoints for GitHub Actions Secrets", and for Dependabot and Codespaces; the inputs
 * `permission-…` of actions/create-github-app-token, which has none for Codespaces secrets): what stands in front of the owner in a
 * message, the path of the secrets below the one of the owner, and the remedies.
 */
const SCOPES: Record<SecretLocation['scope'], Remedies & { relation: string; path: string }> = {
  repository: {
    relation: 'of the',
    path: '/actions/secrets',
    permission: '"Secrets: write"',
    appRemedy: 'set `permission-secrets: write`',
    missing: MISSING
  },
  environment: {
    relation: 'of the environment "{environment}" of the',
    path: '/environments/{environment}/secrets',
    permission: '"Secrets: write" and "Environments: write"',
    appRemedy: 'set `permission-environments: write` beside `permission-secrets: write`',
    missing:
      'The {owner} or the environment does not exist, or `github-token` can’t see it. Create the environment on GitHub (Settings, Environments; this action creates none), or correct `secret-scope` or `secret-repository`. The token needs the permissions {permission}.'
  },
  organization: {
    relation: 'of the',
    path: '/actions/secrets',
    permission: '"Secrets: write" of the organization',
    appRemedy: 'set `permission-organization-secrets: write`',
    missing:
      'There is no {owner}, or `github-token` can’t see its secrets: correct `secret-scope` (a user’s own account has no such secrets), or give the token access (install the App there, or select it in the personal access token) with the permission {permission}.'
  },
  dependabot: {
    relation: 'for Dependabot of the',
    path: '/dependabot/secrets',
    permission: '"Dependabot secrets: write"',
    appRemedy: 'set `permission-dependabot-secrets: write`',
    missing: MISSING
  },
  codespaces: {
    relation: 'for Codespaces of the',
    path: '/codespaces/secrets',
    permission: '"Codespaces secrets: write"',
    appRemedy: 'leave out all `permission-…` inputs',
    missing: `${MISSING} GitHub Enterprise Server has no Codespaces secrets.`
  }
}

/** The secrets of one location, as messages and GitHub's API name them. */
export interface LocationSecrets extends Remedies {
  scope: SecretLocation['scope']
  /** The name of the environment; empty if it is none. */
  environment: string
  /** `of the repository acme/pipelines` */
  displayName: string
  /** Of the secrets, below the API's base address. */
  path: string
  owner: LocationOwner
}

/**
 * Describes the secrets of a location.
 * @throws ActionError `input` for an environment whose name would lead out of its part of the path
 */
export function describeSecrets(location: SecretLocation): LocationSecrets {
  const owner = ownerOf(location)
  const environment = location.scope === 'environment' ? location.environment : ''
  if (environment === '.' || environment === '..') {
    throw new ActionError(
      'input',
      `\`secret-scope\`: there can be no environment named "${environment}".`,
      'Exclude that sandbox with a line `!NAME` in `sandbox-name`, or use another `secret-scope`.'
    )
  }
  const { relation, path, permission, appRemedy, missing } = SCOPES[location.scope]
  const fill = (template: string, name: string) => template.replace('{environment}', () => name)
  return {
    scope: location.scope,
    environment,
    owner,
    displayName: `${fill(relation, environment)} ${owner.displayName}`,
    path: owner.path + fill(path, encodeURIComponent(environment)),
    permission,
    appRemedy,
    missing: missing.replace('{owner}', () => owner.displayName)
  }
}

function ownerOf(location: SecretLocation): LocationOwner {
  if (location.scope !== 'organization') return repositoryOwner(location.repository)
  const { organization } = location
  const path = `/orgs/${encodeURIComponent(organization)}`
  return { displayName: `organization ${organization}`, path }
}

/** Describes a repository, OWNER/NAME, as the owner of a location. */
export function repositoryOwner(repository: string): LocationOwner {
  const path = repository.split('/').map(encodeURIComponent).join('/')
  return { displayName: `repository ${repository}`, path: `/repos/${path}` }
}

/** Describes a call about something below a location's secrets; `doing` is completed with the location. */
export function callBelow(secrets: LocationSecrets, name: string, doing: string) {
  return {
    doing: `${doing} ${secrets.displayName}`,
    path: `${secrets.path}/${name}`,
    remedies: secrets
  }
}

/** Whether each sandbox has an environment of its own: `environment/{sandbox}`. */
export function isPerSandbox(location: SecretLocation): boolean {
  return location.scope === 'environment' && location.environment === PLACEHOLDER
}

/** The location for one sandbox: for the environment `{sandbox}` stands one of its own name. */
export function locationFor(location: SecretLocation, sandboxName: string): SecretLocation {
  if (location.scope !== 'environment' || !isPerSandbox(location)) return location
  return { ...location, environment: sandboxName }
}
