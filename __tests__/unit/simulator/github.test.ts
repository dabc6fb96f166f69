import { expect, test } from '@jest/globals'
import type { Place } from '../../../simulator/github-state.ts'
import { seal } from '../../../src/github/seal.ts'
import { askGitHub, githubStage, places } from './github-ask.ts'

const repository = '/repos/acme/pipelines/actions/secrets'
const organization = '/orgs/acme/actions/secrets'
const acme: Place = { scope: 'organization', organization: 'acme' }
const pipelines: Place = { scope: 'repository', repository: 'acme/pipelines' }

type Stage = ReturnType<typeof githubStage>

/** What a write of a value sends, sealed with the key of the place. */
const sealed = ({ world, token }: Stage, path: string, value: string) => {
  const { key_id, key } = askGitHub(world, `GET ${path}/public-key`, { token }).json
  return { encrypted_value: seal(value, key), key_id }
}
const refusal = ({ status, json }: ReturnType<typeof askGitHub>) => [status, json.message]

test.each(places)('A secret of %j is written, and what may be known of it is read', (place, path) => {
  const stage = githubStage()
  const { world, github, token } = stage
  const sharing = place.scope === 'organization' ? { visibility: 'all' } : {}
  const put = (value: string) =>
    askGitHub(world, `PUT ${path}/vault_token`, { token, json: { ...sealed(stage, path, value), ...sharing } })
  expect(askGitHub(world, `GET ${path}/VAULT_TOKEN`, { token }).status).toBe(404)
  expect(put('Ümläut')).toMatchObject({ status: 201, body: '{}' })
  const { createdAt } = github.secretAt(place, 'Vault_Token') ?? {}
  world.clock.advance(5000)
  expect(put('second')).toMatchObject({ status: 204, body: '' })
  expect(github.secretAt(place, 'VAULT_TOKEN')).toMatchObject({ name: 'VAULT_TOKEN', value: 'second', createdAt, writes: 2 })
  expect(github.secrets.size).toBe(1)
  const { json } = askGitHub(world, `GET ${path}/VAULT_TOKEN`, { token })
  expect(json).toMatchObject({ name: 'VAULT_TOKEN', updated_at: expect.stringMatching(/:\d\dZ$/), ...sharing })
  expect(Date.parse(json.updated_at) - Date.parse(json.created_at)).toBeGreaterThanOrEqual(5000)
})

test.each([
  ['GET', 'repository', 'secrets=read'],
  ['PUT', 'repository', 'secrets=write'],
  ['PUT', 'environment', 'secrets=write,environments=write'],
  ['PUT', 'organization', 'organization_secrets=write'],
  ['PUT', 'dependabot', 'dependabot_secrets=write'],
  ['PUT', 'codespaces', 'codespaces_secrets=write']
])('A token without permission is refused a %s of a secret of scope %s, and told %s', (method, scope, accepted) => {
  const { world, github } = githubStage()
  const [, path] = places.find(([place]) => place.scope === scope) ?? []
  const workflow = github.addWorkflowToken('acme/pipelines')
  const answer = askGitHub(world, `${method} ${path}/TOKEN`, { token: workflow, json: {} })
  expect(refusal(answer)).toEqual([403, 'Resource not accessible by integration'])
  expect(answer.headers['X-Accepted-GitHub-Permissions']).toBe(accepted)
})

test('To read is not to write, and an environment takes both permissions', () => {
  const stage = githubStage()
  const { world, github } = stage
  const reader = github.addToken({ permissions: ['secrets:read'] })
  expect(askGitHub(world, `GET ${repository}/public-key`, { token: reader }).status).toBe(200)
  expect(askGitHub(world, `PUT ${repository}/TOKEN`, { token: reader, json: {} }).status).toBe(403)
  const half = github.addToken({ permissions: ['secrets:write'] })
  const environment = '/repos/acme/pipelines/environments/prod%2Feu/secrets'
  expect(askGitHub(world, `GET ${environment}/public-key`, { token: half }).status).toBe(403)
})

test('What does not exist and what a token may not see are both 404; what it may only look at is 403', () => {
  const { world, github, token } = githubStage()
  const ask = (path: string, by = token) => askGitHub(world, `GET ${path}`, { token: by }).status
  const elsewhere = github.addToken({ permissions: ['secrets:write'], repositories: ['acme/other'] })
  const orgOnly = github.addToken({ permissions: ['organization_secrets:write'] })
  expect(ask('/repos/acme/nothing/actions/secrets/public-key')).toBe(404)
  expect(ask('/orgs/nobody/actions/secrets/public-key')).toBe(404)
  expect(ask('/repos/acme/pipelines/environments/staging/secrets/public-key')).toBe(404)
  expect(ask('/repos/acme/pipelines/environments/prod/eu/secrets/public-key')).toBe(404)
  expect(ask('/repos/acme/pipelines/environments/PROD%2Feu/secrets/public-key')).toBe(200)
  expect(ask(`${repository}/public-key`, elsewhere)).toBe(404)
  expect(ask('/repos/acme/website/actions/secrets/public-key', elsewhere)).toBe(403)
  expect(ask('/repos/acme/pipelines', elsewhere)).toBe(404)
  expect(ask('/repos/acme/website', elsewhere)).toBe(200)
  expect(ask('/repos/acme/pipelines', orgOnly)).toBe(404)
  expect(ask(`${repository}/TOKEN/repositories`)).toBe(404)
})

test('Unknown and expired tokens are 401, and nobody is let in without a User-Agent', () => {
  const { world, github } = githubStage()
  const line = `GET ${repository}/public-key`
  const expires = new Date(world.clock.now().getTime() + 3_600_000)
  const token = github.addToken({ permissions: ['secrets:write'], expires })
  expect(askGitHub(world, line, { headers: { authorization: `token ${token.value}` } }).status).toBe(200)
  world.clock.advance(3_600_000)
  for (const by of [{ token }, { token: { value: 'unknown' } }, {}]) {
    expect(refusal(askGitHub(world, line, by))).toEqual([401, 'Bad credentials'])
  }
  expect(refusal(askGitHub(world, line, { token, headers: { 'user-agent': '' } }))).toEqual([
    403,
    expect.stringContaining('User-Agent')
  ])
})

test('A rotated key is refused with 422', () => {
  const stage = githubStage()
  const json = sealed(stage, repository, 'value')
  stage.github.rotateKey(pipelines)
  const answer = askGitHub(stage.world, `PUT ${repository}/TOKEN`, { token: stage.token, json })
  expect(refusal(answer)).toEqual([422, expect.stringContaining('key_id')])
})

test.each([
  ['no key id', 'TOKEN', { key_id: undefined }, '"key_id" wasn\'t supplied'],
  ['no value', 'TOKEN', { encrypted_value: undefined }, '"encrypted_value" wasn\'t supplied'],
  ['a value that is not sealed', 'TOKEN', { encrypted_value: 'c2VjcmV0' }, 'not sealed'],
  ['no visibility', 'TOKEN', { visibility: undefined }, '"visibility" wasn\'t supplied'],
  ['an unknown visibility', 'TOKEN', { visibility: 'public' }, 'visibility'],
  ['repository ids as text', 'TOKEN', { visibility: 'selected', selected_repository_ids: ['1'] }, 'selected_repository_ids'],
  ['repository ids for all', 'TOKEN', { visibility: 'all', selected_repository_ids: [1] }, 'selected_repository_ids'],
  ['a name with a blank', 'MY%20TOKEN', {}, 'Secret names'],
  ['a name of GitHub', 'github_token', {}, 'Secret names'],
  ['a leading digit', '1TOKEN', {}, 'Secret names']
])('A write with %s is refused with 422', (_what, name, change, message) => {
  const stage = githubStage()
  const json = { ...sealed(stage, organization, 'value'), visibility: 'private', ...change }
  const answer = askGitHub(stage.world, `PUT ${organization}/${name}`, { token: stage.token, json })
  expect(refusal(answer)).toEqual([422, expect.stringContaining(message)])
  expect(stage.github.secrets.size).toBe(0)
})

test('What is no JSON object is refused with 400', () => {
  const { world, token } = githubStage()
  for (const json of ['{', '[]', '']) expect(askGitHub(world, `PUT ${repository}/TOKEN`, { token, json }).status).toBe(400)
})

test('The visibility of an organization secret is replaced with each write, and cleared of repositories not sent again', () => {
  const stage = githubStage()
  const { world, github, token, website } = stage
  const put = (sharing: object) =>
    askGitHub(world, `PUT ${organization}/TOKEN`, { token, json: { ...sealed(stage, organization, 'value'), ...sharing } })
  const listed = () => askGitHub(world, `GET ${organization}/TOKEN/repositories`, { token }).json
  expect(put({ visibility: 'selected', selected_repository_ids: [website.id] }).status).toBe(201)
  expect(listed()).toMatchObject({ total_count: 1, repositories: [{ id: website.id, full_name: 'acme/website' }] })
  put({ visibility: 'selected' })
  expect(listed()).toEqual({ total_count: 0, repositories: [] })
  put({ visibility: 'all' })
  expect(github.secretAt(acme, 'TOKEN')).toMatchObject({ visibility: 'all', writes: 3 })
})

test('A write too many within a minute is refused with the time to wait', () => {
  const stage = githubStage()
  const { world, github, token } = stage
  github.writesPerMinute = 2
  const json = sealed(stage, repository, 'value')
  const put = () => askGitHub(world, `PUT ${repository}/TOKEN`, { token, json })
  expect([put().status, put().status]).toEqual([201, 204])
  const { headers, ...answer } = put()
  expect(refusal({ headers, ...answer })).toEqual([403, expect.stringContaining('secondary rate limit')])
  expect(Number(headers['Retry-After'])).toBeGreaterThan(58)
})

test('Answers carry the headers of GitHub', () => {
  const { world, token } = githubStage()
  expect(askGitHub(world, `GET ${repository}/public-key`, { token }).headers).toMatchObject({
    'X-GitHub-Request-Id': expect.stringMatching(/^[0-9A-F]{16}$/),
    'X-RateLimit-Limit': '5000',
    'X-RateLimit-Remaining': '4999',
    'X-RateLimit-Reset': expect.stringMatching(/^\d{10}$/)
  })
})
