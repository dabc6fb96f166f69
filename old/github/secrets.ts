import type { Credential } from '../credential.ts'
import { ActionError, asActionError } from '../errors.ts'
import { asList, asObject, asText } from '../json.ts'
import type { GitHub } from './client.ts'

/** Where a secret is kept. */
export type SecretPlace =
  | Readonly<{ scope: 'repository' | 'dependabot' | 'codespaces'; repository: string }>
  | Readonly<{ scope: 'environment'; repository: string; environment: string }>
  | Readonly<{ scope: 'organization'; organization: string }>

/** Which repositories may read an organization secret. `selected`: OWNER/NAME each. */
export type Visibility = Readonly<{ is: 'all' | 'private' }> | Readonly<{ is: 'selected'; repositories: readonly string[] }>

/** Of an organization's secret as the journal notes it. `as it is`: read again before a write, because the list of repositories may be long. */
export type NotedVisibility = VisibilityFields | 'as it is' | undefined

/** The same as GitHub's API takes it. */
export type VisibilityFields = Readonly<{
  visibility: 'all' | 'private' | 'selected'
  selected_repository_ids?: readonly number[]
}>

/** In: a value and a public key (base64). Out: the sealed box (base64); it throws when the key is none. */
export type Seal = (value: string, publicKey: string) => string

export type PublicKey = Readonly<{ id: string; key: string }>

type Scope = SecretPlace['scope']
type Of<S extends Scope> = Extract<SecretPlace, { scope: S }>

const repo = ({ repository }: { repository: string }): string =>
  `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`
const inRepository = ({ repository }: { repository: string }): string => `of the repository ${repository}`

/** In: a name. Out: it as one segment of a path; throws ActionError where it would climb out of it. */
const segment = (name: string): string => {
  if (name !== '.' && name !== '..') return encodeURIComponent(name)
  throw new ActionError(
    'input',
    `secret-scope: "${name}" is no name of an environment.`,
    'Nothing was generated; leave that sandbox out with !NAME.'
  )
}

/** The one table of what the scopes differ in ("REST API endpoints for GitHub Actions Secrets", and for Dependabot and Codespaces). */
const SCOPES: { [S in Scope]: Readonly<{ path: (at: Of<S>) => string; of: (at: Of<S>) => string; needs: string }> } = {
  repository: { path: at => `${repo(at)}/actions/secrets`, of: inRepository, needs: '"Secrets: write"' },
  environment: {
    path: at => `${repo(at)}/environments/${segment(at.environment)}/secrets`,
    of: at => `of the environment "${at.environment}" ${inRepository(at)}`,
    needs: '"Secrets: write" and "Environments: write"'
  },
  organization: {
    path: at => `/orgs/${encodeURIComponent(at.organization)}/actions/secrets`,
    of: at => `of the organization ${at.organization}`,
    needs: '"Secrets: write" of the organization'
  },
  dependabot: {
    path: at => `${repo(at)}/dependabot/secrets`,
    of: at => `for Dependabot ${inRepository(at)}`,
    needs: '"Dependabot secrets: write"'
  },
  codespaces: {
    path: at => `${repo(at)}/codespaces/secrets`,
    of: at => `for Codespaces ${inRepository(at)}`,
    needs: '"Codespaces secrets: write"'
  }
}

/** What the table says of one place. */
const about = (place: SecretPlace): { path: string; of: string; needs: string } => {
  const row = SCOPES[place.scope] as { path: (at: SecretPlace) => string; of: (at: SecretPlace) => string; needs: string }
  return { path: row.path(place), of: row.of(place), needs: row.needs }
}

/** In: a place. Out: how a message names it: `of the repository acme/pipelines`. */
export const placeName = (place: SecretPlace): string => about(place).of

/** "Get a … public key". Throws ActionError `github-login`, `github-permission`, `github-not-found`, … */
export const fetchPublicKey = async (github: GitHub, place: SecretPlace): Promise<PublicKey> => {
  const { path, needs } = about(place)
  const { body, missing } = await github.call({
    doing: reading(place),
    method: 'GET',
    path: `${path}/public-key`,
    needs,
    mayBeMissing: true
  })
  if (missing !== undefined) throw await withWhatIsMissing(github, place, missing)
  const answer = asObject(body)
  const key = { id: asText(answer?.key_id), key: asText(answer?.key) }
  if (key.id !== '' && Buffer.from(key.key, 'base64').length === 32) return key
  throw noPublicKey(github, place)
}

/**
 * In: GitHub's word that something is not there. Out: the same with what that is: one more question tells whether the repository or the
 * organization is seen.
 */
const withWhatIsMissing = async (github: GitHub, place: SecretPlace, error: ActionError): Promise<ActionError> => {
  const [called, path] =
    place.scope === 'organization'
      ? [`organization ${place.organization}`, `/orgs/${encodeURIComponent(place.organization)}`]
      : [`repository ${place.repository}`, repo(place)]
  const doing = `Looking for the ${called}`
  const hint = await github.call({ doing, method: 'GET', path, needs: '"Metadata: read"', mayBeMissing: true, tries: 1 }).then(
    ({ missing }) => (missing === undefined ? notInThere(github, place) : notSeen(place)),
    () => error.hint
  )
  return new ActionError(error.code, error.message, hint)
}

/** What to do where a repository or an organization is seen, and what was asked for in it is not. */
const notInThere = (github: GitHub, place: SecretPlace): string => {
  if (place.scope === 'environment')
    return `The repository ${place.repository} has no environment "${place.environment}", or github-token may not see it. Create it on GitHub (Settings, Environments), which this action never does, or correct secret-scope; the token needs "Environments: write".`
  const { of, needs } = about(place)
  // "About the REST API" of GitHub Enterprise Server: below /api/v3, where older versions know fewer kinds of secrets, and none has Codespaces.
  const isServer = new URL(github.url).pathname.startsWith('/api/v3')
  return isServer
    ? `The token sees it, but no secrets ${of}: this GitHub Enterprise Server has no secrets of that kind, or github-token lacks the permission ${needs}.`
    : `The token sees it, but no secrets ${of}: give github-token the permission ${needs}.`
}

/** What to do where a repository or an organization is not seen. */
const notSeen = (place: SecretPlace): string =>
  place.scope === 'organization'
    ? `There is no organization ${place.organization} that github-token may see, and a user’s own account has no such secrets: correct secret-scope.`
    : `There is no repository ${place.repository} that github-token may see: correct secret-repository, or let the token reach it (install the App on it, or select it in the personal access token).`

const noPublicKey = (github: GitHub, place: SecretPlace): ActionError =>
  new ActionError('network', `${reading(place)} on ${github.host} failed: the answer holds no public key.`, 'Run again.')

const reading = (place: SecretPlace): string => `Reading the public key for secrets ${about(place).of}`

/** Makes sure, before anything is generated, that a value can be sealed with the key. Throws ActionError `network`. */
export const proveKey = (github: GitHub, place: SecretPlace, { key }: PublicKey, seal: Seal): void => {
  try {
    seal('', key)
  } catch {
    throw noPublicKey(github, place)
  }
}

const ROWS_PER_PAGE = 100

/**
 * What an organization secret's visibility shall be, as the API takes it. GitHub replaces it with each write, so an existing
 * secret's own is read here and sent again.
 * @param wanted undefined: as it is
 * @throws ActionError; `input` when the secret does not exist yet and nothing is wanted
 */
export const visibilityFields = async (
  github: GitHub,
  place: Of<'organization'>,
  name: string,
  wanted: Visibility | undefined
): Promise<VisibilityFields> => {
  if (wanted === undefined) return existingVisibility(github, place, name)
  if (wanted.is !== 'selected') return { visibility: wanted.is }
  const ids = await Promise.all(wanted.repositories.map(repository => repositoryId(github, repository)))
  return { visibility: 'selected', selected_repository_ids: ids }
}

const repositoryId = async (github: GitHub, repository: string): Promise<number> => {
  const doing = `Looking up the repository ${repository} of secret-visibility`
  const { body } = await github.call({ doing, method: 'GET', path: repo({ repository }), needs: '"Metadata: read"' })
  const id = asObject(body)?.id
  if (typeof id === 'number') return id
  throw new ActionError('network', `${doing} on ${github.host} failed: the answer holds no id.`, 'Run again.')
}

const existingVisibility = async (github: GitHub, place: Of<'organization'>, name: string): Promise<VisibilityFields> => {
  const { path, of, needs } = about(place)
  const doing = `Reading the visibility of the secret ${name} ${of}`
  const { body, missing } = await github.call({ doing, method: 'GET', path: `${path}/${name}`, needs, mayBeMissing: true })
  if (missing !== undefined) {
    throw new ActionError(
      'input',
      `secret-visibility: the organization ${place.organization} has no secret ${name} yet, so it has no visibility to keep.`,
      'Give secret-visibility: all, private, or the repositories that may read it, OWNER/NAME one per line.'
    )
  }
  const visibility = asText(asObject(body)?.visibility)
  if (visibility === 'all' || visibility === 'private') return { visibility }
  if (visibility !== 'selected') {
    throw new ActionError(
      'github-refused',
      `${doing} on ${github.host} failed: the answer holds no visibility.`,
      'Give secret-visibility.'
    )
  }
  return { visibility, selected_repository_ids: await selectedRepositories(github, `${path}/${name}/repositories`, doing, needs) }
}

/** "List selected repositories for an organization secret". A list that is not whole would take the secret from the others. */
const selectedRepositories = async (github: GitHub, path: string, doing: string, needs: string): Promise<readonly number[]> => {
  const idIn = (row: unknown) => {
    const id = asObject(row)?.id
    return typeof id === 'number' ? id : undefined
  }
  return everyRow(github, { doing, path, needs, rows: 'repositories' }, idIn)
}

/** All pages of a list, with as many rows that can be read as GitHub counts. Throws ActionError. */
const everyRow = async <T>(
  github: GitHub,
  { doing, path, needs, rows: named }: Readonly<{ doing: string; path: string; needs: string; rows: 'repositories' | 'secrets' }>,
  read: (row: unknown) => T | undefined
): Promise<readonly T[]> => {
  const all: T[] = []
  for (let page = 1; ; page++) {
    const { body } = await github.call({ doing, method: 'GET', path: `${path}?per_page=${ROWS_PER_PAGE}&page=${page}`, needs })
    const total = asObject(body)?.total_count
    const rows = asList(asObject(body)?.[named])
    all.push(...rows.map(read).filter(row => row !== undefined))
    if (all.length === total) return all
    if (rows.length === 0 || typeof total !== 'number') {
      const hint = named === 'repositories' ? 'Run again, or give secret-visibility.' : 'Run again.'
      throw new ActionError('github-refused', `${doing} on ${github.host} failed: the list of its ${named} is not whole.`, hint)
    }
  }
}

/**
 * "List … secrets": whether a secret is among them. That one is not found may also mean that the token does not see it at that moment;
 * a whole list without it says that it is not there. Throws ActionError.
 */
export const isListed = async (github: GitHub, place: SecretPlace, name: string): Promise<boolean> => {
  const { path, of, needs } = about(place)
  const nameIn = (row: unknown) => asText(asObject(row)?.name).toUpperCase() || undefined
  const names = await everyRow(github, { doing: `Listing the secrets ${of}`, path, needs, rows: 'secrets' }, nameIn)
  return names.includes(name)
}

/** When a secret was last written, by GitHub's clock, to the second. `never`: there is none; `untold`: GitHub does not say when. */
export type Written = Date | 'never' | 'untold'

/** "Get a … secret": when it was last written. Throws ActionError. */
export const lastWritten = async (github: GitHub, place: SecretPlace, name: string): Promise<Written> => {
  const { path, of, needs } = about(place)
  const doing = `Asking when the secret ${name} ${of} was last written`
  const { body, missing } = await github.call({ doing, method: 'GET', path: `${path}/${name}`, needs, mayBeMissing: true })
  if (missing !== undefined) return 'never'
  const at = new Date(asText(asObject(body)?.updated_at))
  return Number.isNaN(at.getTime()) ? 'untold' : at
}

/** A secret that is to be written. */
export type SecretWrite = Readonly<{
  place: SecretPlace
  /** Upper case. */
  name: string
  value: Credential
  key: PublicKey
  visibility: VisibilityFields | undefined
  /** Asked before each try to write. Out: why it must not begin any more. */
  begin: () => Promise<ActionError | undefined>
}>

/** What became of a write. `not-stored` with `perhaps`: nobody knows, because an answer was lost. */
export type WriteOutcome =
  | Readonly<{ is: 'stored'; status: 'created' | 'updated' }>
  | Readonly<{ is: 'not-stored'; error: ActionError; stored: 'no' | 'perhaps' }>

/**
 * "Create or update a … secret": seals the value and writes it. When GitHub refuses and the key is not its own any more, the write is
 * repeated once with the new one.
 * @returns the outcome; it throws nothing that GitHub answers
 */
export const writeSecret = async (
  github: GitHub,
  { place, name, value, key, visibility, begin }: SecretWrite,
  seal: Seal
): Promise<WriteOutcome> => {
  const { path, of, needs } = about(place)
  let stored: 'no' | 'perhaps' = 'no'
  const put = async (withKey: PublicKey) => {
    const json = { encrypted_value: seal(value.reveal(), withKey.key), key_id: withKey.id, ...visibility }
    return github.call(
      {
        doing: `Writing the secret ${name} ${of}`,
        method: 'PUT',
        path: `${path}/${name}`,
        needs,
        json,
        begin,
        mayBeMissing: true
      },
      effect => {
        if (effect === 'perhaps') stored = 'perhaps'
      }
    )
  }
  try {
    const answer = await put(key).catch(async thrown => {
      if (!(thrown instanceof ActionError) || thrown.code !== 'github-refused') throw thrown
      const now = await fetchPublicKey(github, place)
      if (now.id === key.id) throw thrown
      return put(now)
    })
    if (answer.missing !== undefined) throw await withWhatIsMissing(github, place, answer.missing)
    return { is: 'stored', status: answer.status === 201 ? 'created' : 'updated' }
  } catch (thrown) {
    return { is: 'not-stored', error: asActionError(thrown), stored }
  }
}
