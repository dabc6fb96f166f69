import type { ActionError } from '../core/errors.ts'
import { type GitHub, isMissing, undefinedIfMissing } from './client.ts'
import {
  describeLocation,
  type LocationOwner,
  ownerOf,
  permissionFor,
  type SecretLocation
} from './locations.ts'

const METADATA = {
  permission: '"Metadata: read"',
  appRemedy: 'set `permission-metadata: read`'
}

/** "Get a repository", "Get an organization": reads its numeric id, patient with one that is new. Throws ActionError. */
export function readOwnerId(github: GitHub, { displayName, path }: LocationOwner): Promise<number> {
  const doing = `look up the ${displayName}`
  return github.get({ doing, path, permission: METADATA, isPatient: true }, ({ id }) =>
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
  const { displayName, path } = ownerOf(location)
  const call = { doing: `look up the ${displayName}`, path, permission: METADATA, attempts: 1 }
  const isSeen = await github
    .get(call, () => true)
    .catch(undefinedIfMissing)
    .catch(() => 'unknown')
  if (isSeen === 'unknown') return error
  const hint = isSeen ? secretsMissingHint(location, github.apiUrl) : ownerMissingHint(location)
  return error.with({ hint })
}

function secretsMissingHint(location: SecretLocation, { pathname }: URL): string {
  const { permission } = permissionFor(location)
  if (location.scope === 'environment') {
    return `The repository ${location.repository} has no environment "${location.environment}", or \`github-token\` can’t see it. Create it on GitHub (Settings, Environments), which this action never does, or correct \`secret-scope\`; the token needs the permissions ${permission}.`
  }
  const hint = `The token sees it, but no secrets ${describeLocation(location)}: give \`github-token\` the permission ${permission}.`
  // Below /api/v3 ("About the REST API"); older versions have fewer kinds of secrets, and none has Codespaces.
  return pathname.startsWith('/api/v3')
    ? `${hint} If it has the permission, this GitHub Enterprise Server has no secrets of this kind.`
    : hint
}

function ownerMissingHint(location: SecretLocation): string {
  const remedy =
    location.scope === 'organization'
      ? 'correct `secret-scope` (a user’s own account has no such secrets)'
      : 'correct `secret-repository`'
  return `There is no ${ownerOf(location).displayName} that \`github-token\` can see: ${remedy}, or give the token access to it (install the App on it, or select it in the personal access token).`
}
