import type {
  GitHub,
  Repository,
  SecretLocation,
  StoredSecret,
  Visibility
} from './github-state.ts'

/** GitHub's response without the headers that every response has. */
export type Reply = { status: number; json?: unknown; headers?: Record<string, string> }

export const refuse = (
  status: number,
  message: string,
  headers: Record<string, string> = {}
): Reply => {
  const documentation_url = 'https://docs.github.com/rest'
  return { status, json: { message, documentation_url, status: String(status) }, headers }
}
export const notFound = refuse(404, 'Not Found')

/** Answers with the public key of a location, or with what is known of one of its secrets. */
export const readSecret = (github: GitHub, location: SecretLocation, name: string): Reply => {
  if (name === 'public-key') {
    const { id, key } = github.publicKey(location)
    return { status: 200, json: { key_id: id, key } }
  }
  const secret = github.secretAt(location, name)
  return secret ? { status: 200, json: toSecret(github, location, secret) } : notFound
}

/** Answers with one page of the secrets of a location. */
export const listSecrets = (
  github: GitHub,
  location: SecretLocation,
  query: URLSearchParams
): Reply => {
  const rows = github.secretsIn(location).map(secret => toSecret(github, location, secret))
  return { status: 200, json: { total_count: rows.length, secrets: pageOf(rows, query) } }
}

const toSecret = (github: GitHub, { scope }: SecretLocation, secret: StoredSecret) => ({
  name: secret.name,
  created_at: toSeconds(secret.createdAt),
  ...(github.tellsWrites && { updated_at: toSeconds(secret.updatedAt) }),
  ...(scope === 'organization' && { visibility: secret.visibility })
})

const pageOf = <T>(rows: T[], query: URLSearchParams): T[] => {
  const size = Math.min(100, Number(query.get('per_page') ?? 30))
  const start = (Number(query.get('page') ?? 1) - 1) * size
  return rows.slice(start, start + size)
}

const toSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

/** Answers with one page of the repositories that may read an organization secret. */
export const listRepositories = (
  github: GitHub,
  location: SecretLocation,
  name: string,
  query: URLSearchParams
): Reply => {
  const secret = location.scope === 'organization' && github.secretAt(location, name)
  if (!secret) return notFound
  const ids = secret.selectedRepositoryIds ?? []
  const selected = github.repositories.filter(({ id }) => ids.includes(id))
  const rows = selected.map(repository => toRepository(github, repository))
  return { status: 200, json: { total_count: rows.length, repositories: pageOf(rows, query) } }
}

export const toRepository = (github: GitHub, repository: Repository) => {
  const [login = '', name] = repository.fullName.split('/')
  const owner = { login, id: github.ownerId(login) }
  const { id, fullName } = repository
  return { id, name, full_name: fullName, private: repository.private, owner }
}

/** Creates (201) or updates (204) a secret. An organization secret gets exactly what is sent. */
export const putSecret = (
  github: GitHub,
  location: SecretLocation,
  name: string,
  body: string
): Reply => {
  const sent = parse(body)
  if (!sent) return refuse(400, 'Problems parsing JSON')
  const problem = findProblem(location, name, sent)
  if (problem) return refuse(422, problem)
  if (sent.key_id !== github.publicKey(location).id) {
    return refuse(422, 'The key_id is not that of the current public key.')
  }
  const value = github.open(location, String(sent.encrypted_value))
  if (value === undefined) {
    return refuse(422, 'The encrypted_value was not sealed with the public key.')
  }
  const visibility = location.scope === 'organization' ? toVisibility(sent) : {}
  const { writes } = github.setSecret(location, name, value, visibility)
  return writes === 1 ? { status: 201, json: {} } : { status: 204 }
}

const parse = (body: string): Record<string, unknown> | undefined => {
  try {
    const sent: unknown = JSON.parse(body)
    const isObject = typeof sent === 'object' && sent !== null && !Array.isArray(sent)
    return isObject ? { ...sent } : undefined
  } catch {
    return undefined
  }
}

/** Says what is wrong with a write, like GitHub, which ignores fields that it does not know. */
const findProblem = (
  { scope }: SecretLocation,
  name: string,
  sent: Record<string, unknown>
): string | undefined => {
  if (!/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(name)) {
    return 'Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_).'
  }
  const required = ['encrypted_value', 'key_id']
  if (scope === 'organization') required.push('visibility')
  const missing = required.find(field => typeof sent[field] !== 'string')
  if (missing) return `Invalid request.\n\n"${missing}" wasn't supplied.`
  return scope === 'organization' ? findVisibilityProblem(sent) : undefined
}

const findVisibilityProblem = (sent: Record<string, unknown>): string | undefined => {
  const { visibility, selected_repository_ids: ids } = sent
  if (!['all', 'private', 'selected'].includes(String(visibility))) {
    return 'Invalid request.\n\nThe visibility is not known.'
  }
  if (ids === undefined) return undefined
  const areIds = Array.isArray(ids) && ids.every(Number.isInteger)
  if (visibility === 'selected' && areIds) return undefined
  return `Invalid request.\n\nselected_repository_ids can not be ${JSON.stringify(ids)} here.`
}

const toVisibility = (sent: Record<string, unknown>): Visibility => {
  const visibility = sent.visibility as NonNullable<Visibility['visibility']>
  const selectedRepositoryIds = (sent.selected_repository_ids ?? []) as number[]
  return visibility === 'selected' ? { visibility, selectedRepositoryIds } : { visibility }
}
