import { type ActionError, asActionError } from '../core/errors.ts'
import { type GitHub, type GitHubCall, isMissing } from './client.ts'
import {
  describeLocation,
  environmentOf,
  type LocationOwner,
  ownerOf,
  permissionFor,
  type SecretLocation
} from './locations.ts'

function lookUp({ displayName, path }: LocationOwner): GitHubCall {
  const permission = {
    name: '"Metadata: read"',
    appRemedy: 'install the App on this repository'
  }
  return { doing: `look up the ${displayName}`, path, permission }
}

/** "Get a repository", "Get an organization": reads its numeric id, patient with one that is new. Throws ActionError. */
export function readOwnerId(github: GitHub, owner: LocationOwner): Promise<number> {
  return github.get({ ...lookUp(owner), isPatient: true }, ({ id }) =>
    typeof id === 'number' ? id : undefined
  )
}

/**
 * Completes an error that says that something does not exist: one look at the repository or organization tells what is missing.
 * @returns the error with another hint; any other error unchanged
 */
export async function explainMissing(
  github: GitHub,
  location: SecretLocation,
  error: ActionError
): Promise<ActionError> {
  if (!isMissing(error)) return error
  try {
    await github.get({ ...lookUp(ownerOf(location)), attempts: 1 }, body => body)
    return error.with({ hint: secretsMissingHint(location, github.apiUrl) })
  } catch (thrown) {
    return isMissing(asActionError(thrown))
      ? error.with({ hint: ownerMissingHint(location) })
      : error
  }
}

function secretsMissingHint(location: SecretLocation, apiUrl: URL): string {
  const permission = permissionFor(location).name
  if (location.scope === 'environment') {
    return `The repository ${location.repository} has no environment "${environmentOf(location)}", or \`github-token\` can’t see it. Create it on GitHub (Settings, Environments), which this action never does, or correct \`secret-scope\`; the token needs the permissions ${permission}.`
  }
  // Older versions of GitHub Enterprise Server have fewer kinds of secrets, and none has Codespaces ("About the REST API": below /api/v3).
  const where = describeLocation(location)
  return apiUrl.pathname.startsWith('/api/v3')
    ? `The token sees it, but no secrets ${where}: this GitHub Enterprise Server has no secrets of this kind, or \`github-token\` lacks the permission ${permission}.`
    : `The token sees it, but no secrets ${where}: give \`github-token\` the permission ${permission}.`
}

function ownerMissingHint(location: SecretLocation): string {
  const { displayName } = ownerOf(location)
  return location.scope === 'organization'
    ? `There is no ${displayName} that \`github-token\` can see, and a user’s own account has no such secrets: correct \`secret-scope\`.`
    : `There is no ${displayName} that \`github-token\` can see: correct \`secret-repository\`, or give the token access to it (install the App on it, or select it in the personal access token).`
}
