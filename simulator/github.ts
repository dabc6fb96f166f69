import { randomBytes } from 'node:crypto'
import type { Answer, SimRequest } from './envelope.ts'
import { listRepositories, listSecrets, notFound, putSecret, type Reply, readSecret, refuse, toRow } from './github-secrets.ts'
import { type GitHub, type GitHubToken, type Place, type Repository, type Resource, same } from './github-state.ts'
import type { World } from './world.ts'

/** The path below the base address of GitHub's API; nothing, when the request is not for GitHub. */
export const githubPath = ({ host, path }: Pick<SimRequest, 'host' | 'path'>): string | undefined => {
  const [, below] = /^\/api\/v3(\/.*)$/.exec(path) ?? []
  if (host === 'api.github.com') return path
  return host === 'github.acme.example' ? (below ?? '') : host === 'localhost' ? below : undefined
}

/** GitHub's answer to a request for a path, and what the request changes in the world. */
export const handleGitHub = (world: World, request: SimRequest, path: string): Answer => {
  world.github.calls += 1
  const { status, json, headers } = reply(world, request, path)
  return {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      ...dateOf(world),
      'X-GitHub-Request-Id': randomBytes(8).toString('hex').toUpperCase(),
      'X-RateLimit-Limit': '5000',
      'X-RateLimit-Remaining': String(Math.max(0, 5000 - world.github.calls)),
      'X-RateLimit-Reset': String((Math.floor(world.clock.now().getTime() / 3_600_000) + 1) * 3600),
      ...headers
    },
    body: json === undefined ? '' : JSON.stringify(json)
  }
}

/** What GitHub's answers say of the time: empty where they have no Date. */
const dateOf = ({ github }: World): Record<string, string> => {
  const { dateAheadMs } = github
  return { Date: dateAheadMs === undefined ? '' : new Date(github.clockMs() + dateAheadMs).toUTCString() }
}

const reply = (world: World, request: SimRequest, path: string): Reply => {
  const { github, clock } = world
  const { method, headers } = request
  if (!headers['user-agent']) return refuse(403, 'Request forbidden by administrative rules: it has no User-Agent header.')
  const [, credential] = /^(?:Bearer|token) (.+)$/i.exec(headers.authorization ?? '') ?? []
  const token = github.tokens.find(({ value }) => value === credential)
  if (!token || (token.expires && token.expires <= clock.now())) return refuse(401, 'Bad credentials')

  const [pathname = '', search] = path.split('?')
  const refusal = policies(github) ?? movedTo(github, request, pathname)
  if (refusal) return refusal
  const [, repository] = /^\/repos\/([^/]+\/[^/]+)$/.exec(pathname) ?? []
  if (repository && method === 'GET') {
    const found = github.repositoryAt(decodeURIComponent(repository))
    return accepting(['metadata'], 'read', found && sees(token, found) ? { status: 200, json: toRow(found) } : notFound)
  }
  const [, organization] = /^\/orgs\/([^/]+)$/.exec(pathname) ?? []
  if (organization && method === 'GET') {
    const login = github.organizations.find(each => same(each, decodeURIComponent(organization)))
    return login === undefined ? notFound : { status: 200, json: { login } }
  }
  const [, base = '', name, list] = /^(.+\/secrets)(?:\/([^/]+)(\/repositories)?)?$/.exec(pathname) ?? []
  const place = placeAt(base)
  if (!place || !['GET', 'PUT'].includes(method)) return notFound
  const { needs } = scopes[place.scope]
  const level = method === 'PUT' ? 'write' : 'read'
  const answer = () => {
    const query = new URLSearchParams(search)
    if (level === 'write') {
      if (name === undefined || list) return notFound
      return archived(github, place) ?? limitWrites(world) ?? putSecret(github, place, name, request.body)
    }
    if (name === undefined) return listSecrets(github, place, query)
    return list ? listRepositories(github, place, name, query) : readSecret(github, place, name)
  }
  return accepting(needs, level, denial(github, token, place, needs, level) ?? answer())
}

/** Where each scope's secrets are, and which permissions it takes to reach them. */
const scopes: Record<Place['scope'], { base: RegExp; needs: Resource[] }> = {
  repository: { base: /^\/repos\/(?<repository>[^/]+\/[^/]+)\/actions\/secrets$/, needs: ['secrets'] },
  environment: {
    base: /^\/repos\/(?<repository>[^/]+\/[^/]+)\/environments\/(?<environment>[^/]+)\/secrets$/,
    needs: ['secrets', 'environments']
  },
  organization: { base: /^\/orgs\/(?<organization>[^/]+)\/actions\/secrets$/, needs: ['organization_secrets'] },
  dependabot: { base: /^\/repos\/(?<repository>[^/]+\/[^/]+)\/dependabot\/secrets$/, needs: ['dependabot_secrets'] },
  codespaces: { base: /^\/repos\/(?<repository>[^/]+\/[^/]+)\/codespaces\/secrets$/, needs: ['codespaces_secrets'] }
}

const placeAt = (path: string): Place | undefined => {
  for (const [scope, { base }] of Object.entries(scopes)) {
    const names = Object.entries(base.exec(path)?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)])
    if (names.length > 0) return { scope, ...Object.fromEntries(names) } as Place
  }
  return undefined
}

const accepting = (needs: Resource[], level: 'read' | 'write', answer: Reply): Reply => ({
  ...answer,
  headers: { ...answer.headers, 'X-Accepted-GitHub-Permissions': needs.map(need => `${need}=${level}`).join(',') }
})

/** What refuses every token, whatever it may do otherwise. */
const policies = ({ singleSignOn, addressList, tokenPolicy }: GitHub): Reply | undefined => {
  if (singleSignOn !== undefined) {
    const how = singleSignOn === 'partial' ? 'partial-results; organizations=21955855,20582480' : `required; url=${singleSignOn}`
    const message =
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.'
    return refuse(403, message, { 'X-GitHub-SSO': how })
  }
  if (addressList) {
    const message =
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.'
    return refuse(403, message)
  }
  return tokenPolicy === undefined ? undefined : refuse(403, tokenPolicy)
}

/** Where a repository is that was renamed or transferred, by its id. */
const movedTo = (github: GitHub, { host, method }: SimRequest, pathname: string): Reply | undefined => {
  const [, repository = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(pathname) ?? []
  const to = github.moved.get(decodeURIComponent(repository).toLowerCase())
  if (to === undefined) return undefined
  const url = `https://${host}${host === 'api.github.com' ? '' : '/api/v3'}/repositories/${github.repositoryAt(to)?.id ?? 1}${rest}`
  const answer =
    method === 'GET' ? refuse(301, 'Moved Permanently', { Location: url }) : refuse(307, 'Temporary Redirect', { Location: url })
  return { ...answer, json: { ...(answer.json as object), url } }
}

const archived = (github: GitHub, place: Place): Reply | undefined =>
  place.scope !== 'organization' && github.repositoryAt(place.repository)?.archived
    ? refuse(403, 'Repository was archived so is read-only.')
    : undefined

const sees = (token: GitHubToken, repository: Repository): boolean => !repository.private || reaches(token, repository)
const reaches = ({ repositories, permissions }: GitHubToken, { fullName }: Repository): boolean =>
  (repositories?.some(name => same(name, fullName)) ?? true) && permissions.some(each => !each.startsWith('organization_'))

/** Why a token may not reach a place: as far as it may know there is none, or a permission is missing. */
const denial = (
  github: GitHub,
  token: GitHubToken,
  place: Place,
  needs: Resource[],
  level: 'read' | 'write'
): Reply | undefined => {
  const may = (need: Resource) => token.permissions.some(each => each === `${need}:write` || each === `${need}:${level}`)
  const forbidden = refuse(403, 'Resource not accessible by integration')
  if (place.scope === 'organization') {
    if (!github.organizations.some(name => same(name, place.organization))) return notFound
    return needs.every(may) ? undefined : forbidden
  }
  const repository = github.repositoryAt(place.repository)
  if (!repository || !sees(token, repository)) return notFound
  if (!reaches(token, repository) || !needs.every(may)) return forbidden
  if (place.scope !== 'environment' || repository.environments.some(name => same(name, place.environment))) return undefined
  return notFound
}

/** The secondary rate limit: the refusal of a write too many within a minute. */
const limitWrites = ({ github, clock }: World): Reply | undefined => {
  const now = clock.now().getTime()
  github.lastWrites = github.lastWrites.filter(at => now - at.getTime() < 60_000)
  if (github.lastWrites.length < github.writesPerMinute) {
    github.lastWrites.push(new Date(now))
    return undefined
  }
  const seconds = Math.ceil(((github.lastWrites[0]?.getTime() ?? now) + 60_000 - now) / 1000)
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return refuse(403, message, { 'Retry-After': String(seconds) })
}
