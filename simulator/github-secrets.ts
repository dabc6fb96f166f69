import type { GitHub, Place, Repository, Sharing, StoredSecret } from './github-state.ts'

/** GitHub's answer, before the headers that every answer has. */
export type Reply = { status: number; json?: unknown; headers?: Record<string, string> }

export const refuse = (status: number, message: string, headers: Record<string, string> = {}): Reply => ({
  status,
  json: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  headers
})
export const notFound = refuse(404, 'Not Found')

/** The public key of a place, or what may be known of one of its secrets. */
export const readSecret = (github: GitHub, place: Place, name: string): Reply => {
  if (name === 'public-key') {
    const { id, key } = github.publicKey(place)
    return { status: 200, json: { key_id: id, key } }
  }
  const secret = github.secretAt(place, name)
  return secret ? { status: 200, json: toSecret(github, place, secret) } : notFound
}

/** One page of the secrets of a place. */
export const listSecrets = (github: GitHub, place: Place, query: URLSearchParams): Reply => {
  const rows = github.secretsIn(place).map(secret => toSecret(github, place, secret))
  return { status: 200, json: { total_count: rows.length, secrets: pageOf(rows, query) } }
}

const toSecret = ({ tellsWrites }: GitHub, { scope }: Place, { name, createdAt, updatedAt, visibility }: StoredSecret) => ({
  name,
  created_at: seconds(createdAt),
  ...(tellsWrites && { updated_at: seconds(updatedAt) }),
  ...(scope === 'organization' && { visibility })
})

const pageOf = <T>(rows: T[], query: URLSearchParams): T[] => {
  const size = Math.min(100, Number(query.get('per_page') ?? 30))
  const start = (Number(query.get('page') ?? 1) - 1) * size
  return rows.slice(start, start + size)
}

const seconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

/** One page of the repositories that may read an organization secret. */
export const listRepositories = (github: GitHub, place: Place, name: string, query: URLSearchParams): Reply => {
  const secret = place.scope === 'organization' && github.secretAt(place, name)
  if (!secret) return notFound
  const ids = secret.selectedRepositoryIds ?? []
  const rows = github.repositories.filter(({ id }) => ids.includes(id)).map(toRow)
  return { status: 200, json: { total_count: rows.length, repositories: pageOf(rows, query) } }
}

export const toRow = ({ id, fullName, private: isPrivate }: Repository) => {
  const [login, name] = fullName.split('/')
  return { id, name, full_name: fullName, private: isPrivate, owner: { login } }
}

/** Creates or updates a secret. What is sent without visibility or repositories has none afterwards. */
export const putSecret = (github: GitHub, place: Place, name: string, body: string): Reply => {
  const sent = parse(body)
  if (!sent) return refuse(400, 'Problems parsing JSON')
  if (github.conflicts > 0) {
    github.conflicts -= 1
    return refuse(409, 'Conflict')
  }
  const mistake = findMistake(place, name, sent)
  if (mistake) return refuse(422, mistake)
  if (sent.key_id !== github.publicKey(place).id) return refuse(422, 'The key_id is not that of the current public key.')
  const value = github.open(place, String(sent.encrypted_value))
  if (value === undefined) return refuse(422, 'The encrypted_value was not sealed with the public key.')
  const { writes } = github.setSecret(place, name, value, place.scope === 'organization' ? toSharing(sent) : {})
  return writes === 1 ? { status: 201, json: {} } : { status: 204 }
}

const parse = (body: string): Record<string, unknown> | undefined => {
  try {
    const sent: unknown = JSON.parse(body)
    return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? { ...sent } : undefined
  } catch {
    return undefined
  }
}

/** What is wrong with a write, in words like GitHub's. Fields that are not known are passed over, as GitHub does. */
const findMistake = ({ scope }: Place, name: string, sent: Record<string, unknown>): string | undefined => {
  if (!/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(name)) {
    return 'Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_).'
  }
  const required = ['encrypted_value', 'key_id', ...(scope === 'organization' ? ['visibility'] : [])]
  const missing = required.find(field => typeof sent[field] !== 'string')
  if (missing) return `Invalid request.\n\n"${missing}" wasn't supplied.`
  const { visibility, selected_repository_ids: ids } = sent
  if (scope !== 'organization') return undefined
  if (!['all', 'private', 'selected'].includes(String(visibility))) return 'Invalid request.\n\nThe visibility is not known.'
  const valid = ids === undefined || (visibility === 'selected' && Array.isArray(ids) && ids.every(Number.isInteger))
  return valid ? undefined : `Invalid request.\n\nselected_repository_ids can not be ${JSON.stringify(ids)} here.`
}

/** The part of a write that says who may read the secret; without a selection there are no repositories. */
const toSharing = ({ visibility, selected_repository_ids: ids = [] }: Record<string, unknown>): Sharing => ({
  visibility: visibility as NonNullable<Sharing['visibility']>,
  ...(visibility === 'selected' && { selectedRepositoryIds: ids as number[] })
})
