import { randomBytes } from 'node:crypto'
import type { SimRequest, SimResponse } from './envelope.ts'
import {
  listRepositories,
  listSecrets,
  notFound,
  putSecret,
  type Reply,
  readSecret,
  refuse,
  toRepository
} from './github-secrets.ts'
import {
  type GitHub,
  type GitHubToken,
  isSame,
  type Repository,
  type Resource,
  type SecretLocation
} from './github-state.ts'
import type { World } from './world.ts'

/** The path below the base address of GitHub's API; undefined if the request is not for GitHub. */
export const githubPath = (request: SimRequest): string | undefined => {
  const { host, path } = request
  if (host === 'api.github.com') return path
  const [, below] = /^\/api\/v3(\/.*)$/.exec(path) ?? []
  if (host === 'github.acme.example') return below ?? ''
  return host === 'localhost' ? below : undefined
}

/** Answers a request as GitHub does, and changes the world accordingly. */
export const handleGitHub = (world: World, request: SimRequest, path: string): SimResponse => {
  const { github, clock } = world
  github.calls += 1
  const { status, json, headers } = reply(world, request, path)
  const date = github.dateAheadMs === undefined ? undefined : github.clockMs() + github.dateAheadMs
  return {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      Date: date === undefined ? '' : new Date(date).toUTCString(),
      'X-GitHub-Request-Id': randomBytes(8).toString('hex').toUpperCase(),
      'X-RateLimit-Limit': '5000',
      'X-RateLimit-Remaining': String(Math.max(0, 5000 - github.calls)),
      'X-RateLimit-Reset': String((Math.floor(clock.now().getTime() / 3_600_000) + 1) * 3600),
      ...headers
    },
    body: json === undefined ? '' : JSON.stringify(json)
  }
}

const reply = (world: World, request: SimRequest, path: string): Reply => {
  const { github, clock } = world
  const { headers, method } = request
  if (!headers['user-agent']) {
    const message = 'Request forbidden by administrative rules: it has no User-Agent header.'
    return refuse(403, message)
  }
  const [, credential] = /^(?:Bearer|token) (.+)$/i.exec(headers.authorization ?? '') ?? []
  const token = github.tokens.find(({ value }) => value === credential)
  const isExpired = token?.expires && token.expires <= clock.now()
  if (!token || isExpired) return refuse(401, 'Bad credentials')

  const [pathname = ''] = path.split('?')
  const owner = method === 'GET' ? readOwner(github, token, pathname) : undefined
  return owner ?? replyOfSecrets(world, token, request, path)
}

/** Answers with a repository or an organization; undefined if the path is another one. */
const readOwner = (github: GitHub, token: GitHubToken, pathname: string): Reply | undefined => {
  const [, fullName] = /^\/repos\/([^/]+\/[^/]+)$/.exec(pathname) ?? []
  if (fullName) {
    const found = github.repositoryAt(decodeURIComponent(fullName))
    const isVisible = found && canSee(token, found)
    const response = isVisible && { status: 200, json: toRepository(github, found) }
    return withPermissions(['metadata'], 'read', response || notFound)
  }
  const [, login] = /^\/orgs\/([^/]+)$/.exec(pathname) ?? []
  if (!login) return undefined
  const organization = github.organizations.find(each =>
    isSame(each.login, decodeURIComponent(login))
  )
  return organization ? { status: 200, json: organization } : notFound
}

const replyOfSecrets = (
  world: World,
  token: GitHubToken,
  { method, body }: SimRequest,
  path: string
): Reply => {
  const { github } = world
  const [pathname = '', search] = path.split('?')
  const [, base = '', name, list] =
    /^(.+\/secrets)(?:\/([^/]+)(\/repositories)?)?$/.exec(pathname) ?? []
  const location = locationAt(base)
  if (!location || !['GET', 'PUT'].includes(method)) return notFound
  const { needs } = scopes[location.scope]
  const level = method === 'PUT' ? 'write' : 'read'
  const answer = () => {
    const query = new URLSearchParams(search)
    if (level === 'write') {
      if (name === undefined || list) return notFound
      return limitWrites(world) ?? putSecret(github, location, name, body)
    }
    if (name === undefined) return listSecrets(github, location, query)
    if (list) return listRepositories(github, location, name, query)
    return readSecret(github, location, name)
  }
  const may = (need: Resource) =>
    token.permissions.some(each => each === `${need}:write` || each === `${need}:${level}`)
  const refusal = denial(github, token, location, needs.every(may))
  return withPermissions(needs, level, refusal ?? answer())
}

/** Where the secrets of each scope are, and which permissions they need. */
const inRepository = '/repos/(?<repository>[^/]+/[^/]+)'
const scope = (path: string, ...needs: Resource[]) => ({ base: new RegExp(`^${path}$`), needs })
const scopes: Record<SecretLocation['scope'], { base: RegExp; needs: Resource[] }> = {
  repository: scope(`${inRepository}/actions/secrets`, 'secrets'),
  environment: scope(
    `${inRepository}/environments/(?<environment>[^/]+)/secrets`,
    ...(['secrets', 'environments'] as const)
  ),
  organization: scope('/orgs/(?<organization>[^/]+)/actions/secrets', 'organization_secrets'),
  dependabot: scope(`${inRepository}/dependabot/secrets`, 'dependabot_secrets'),
  codespaces: scope(`${inRepository}/codespaces/secrets`, 'codespaces_secrets')
}

const locationAt = (path: string): SecretLocation | undefined => {
  for (const [scope, { base }] of Object.entries(scopes)) {
    const groups = Object.entries(base.exec(path)?.groups ?? {})
    const names = groups.map(([name, value]) => [name, decodeURIComponent(value)])
    if (names.length > 0) return { scope, ...Object.fromEntries(names) } as SecretLocation
  }
  return undefined
}

const withPermissions = (needs: Resource[], level: 'read' | 'write', answer: Reply): Reply => {
  const permissions = needs.map(need => `${need}=${level}`).join(',')
  return { ...answer, headers: { ...answer.headers, 'X-Accepted-GitHub-Permissions': permissions } }
}

const canSee = (token: GitHubToken, repository: Repository): boolean =>
  !repository.private || hasAccess(token, repository)
const hasAccess = ({ repositories, permissions }: GitHubToken, { fullName }: Repository): boolean =>
  (repositories?.some(name => isSame(name, fullName)) ?? true) &&
  permissions.some(permission => !permission.startsWith('organization_'))

/** Refuses a token: 404 for what it can't see, 403 for what it lacks the permission for. */
const denial = (
  github: GitHub,
  token: GitHubToken,
  location: SecretLocation,
  isPermitted: boolean
): Reply | undefined => {
  const forbidden = refuse(403, 'Resource not accessible by integration')
  if (location.scope === 'organization') {
    const exists = github.organizations.some(each => isSame(each.login, location.organization))
    if (!exists) return notFound
    return isPermitted ? undefined : forbidden
  }
  const repository = github.repositoryAt(location.repository)
  if (!repository || !canSee(token, repository)) return notFound
  if (!hasAccess(token, repository) || !isPermitted) return forbidden
  if (location.scope !== 'environment') return undefined
  const exists = repository.environments.some(name => isSame(name, location.environment))
  return exists ? undefined : notFound
}

const WRITES_PER_MINUTE = 80

/** The secondary rate limit: refuses a write too many within a minute. */
const limitWrites = ({ github, clock }: World): Reply | undefined => {
  const now = clock.now().getTime()
  github.lastWrites = github.lastWrites.filter(at => now - at.getTime() < 60_000)
  if (github.lastWrites.length < WRITES_PER_MINUTE) {
    github.lastWrites.push(new Date(now))
    return undefined
  }
  const seconds = Math.ceil(((github.lastWrites[0]?.getTime() ?? now) + 60_000 - now) / 1000)
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return refuse(403, message, { 'Retry-After': String(seconds) })
}
