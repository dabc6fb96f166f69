import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import { githubPath, handleGitHub } from '../../../simulator/github.ts'
import { type Simulator, startSimulator } from '../../../simulator/index.ts'
import { runPost, runStep } from '../../../simulator/runner.ts'
import { handle } from '../../../simulator/vault.ts'
import { createWorld, type World } from '../../../simulator/world.ts'
import { seal } from '../../../src/github/seal.ts'
import { checkAnswer, checkRequest } from '../../helpers/openapi.ts'

type Options = { host?: string; authorization?: string; body?: unknown; type?: string }

/** A production Vault with a sandbox, and a user who has a session on it. */
function openStage(world: World = createWorld()) {
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const sandbox = world.addSandbox(vault, { name: 'UAT' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'correct' })
  const authorization = world.openSession(vault, user)
  const ask = (line: string, options: Options = {}) => {
    const [method = '', path = ''] = line.split(' ')
    const { host = vault.host, body = '', type = 'application/json' } = options
    const content = typeof body === 'object' ? String(new URLSearchParams({ ...body })) : `${body}`
    const headers = { authorization: options.authorization ?? authorization, 'content-type': type }
    const response = handle(world, { host, method, path, headers, body: content })
    const isJson = response.headers['Content-Type']?.includes('json')
    return { ...response, json: isJson ? JSON.parse(response.body) : {} }
  }
  return { world, vault, sandbox, user, ask }
}
const api = '/api/v26.2'
const object = 'api_access_token__sys'
const records = `${api}/vobjects/${object}`
const generate = `POST ${api}/objects/sandbox/UAT/users/me/${object}`
const signIn = { username: 'ci@acme.example', password: 'correct' }
const ci = { name__v: 'ci' }
const in2090 = { name__v: 'ci', expiry_date__v: '2090-01-01T00:00:00Z' }
const fields = (names: string) =>
  Object.fromEntries(names.split(' ').map(name => [name, expect.anything()]))
const sandbox = fields('vault_id name status dns pod created_by modified_by refresh_available')
const ownUser = fields('id user_name__v user_email__v user_first_name__v active__v')
const entitlements = [{ size: 'Small', available: expect.any(String) }]

test.each<[request: string, body: unknown, response: object]>([
  ['GET /api', '', { values: { 'v26.2': 'https://acme.veevavault.com/api/v26.2' } }],
  [`GET ${api}`, '', fields('values')],
  [`POST ${api}/auth`, signIn, fields('sessionId userId vaultId vaultIds')],
  [`POST ${api}/keep-alive`, '', {}],
  [`DELETE ${api}/session`, '', {}],
  [`GET ${api}/objects/users/me`, '', { users: [{ user: ownUser }] }],
  [`GET ${api}/objects/sandbox`, '', { data: { entitlements, active: [sandbox] } }],
  [`GET ${api}/objects/sandbox/1002`, '', { data: { ...sandbox, ...fields('limits') } }],
  [`POST ${api}/objects/sandbox/1002/actions/refresh`, '', fields('job_id url')],
  [`POST ${api}/objects/sandbox`, { name: 'New' }, fields('job_id url')],
  [generate, ci, { data: fields('id token__sys') }],
  [`POST ${api}/objects/users/me/${object}`, ci, { data: fields('id token__sys') }],
  [`POST ${api}/objects/users/1003/${object}`, in2090, { data: fields('id') }]
])('answers what Veeva’s own client asks: %s', (request, body, response) => {
  const { json } = openStage().ask(request, { body })
  expect(json).toMatchObject({ responseStatus: 'SUCCESS', ...response })
})

test.each<[type: string, request: string, body: unknown, user?: object]>([
  ['USERNAME_OR_PASSWORD_INCORRECT', `POST ${api}/auth`, { ...signIn, password: 'wrong' }, {}],
  ['USER_LOCKED_OUT', `POST ${api}/auth`, signIn, { wrongPasswords: 5 }],
  ['NO_PASSWORD_PROVIDED', `POST ${api}/auth`, { username: signIn.username }, {}],
  ['MALFORMED_URL', 'GET /api/v99.1/objects/users/me', '', {}],
  ['MALFORMED_URL', `GET ${api}/objects/nothing`, '', {}],
  ['METHOD_NOT_SUPPORTED', `PUT ${api}/query`, '', {}],
  ['PARAMETER_REQUIRED', generate, '', {}],
  ['INVALID_DATA', generate.replace('UAT', 'uat'), ci, {}],
  ['INVALID_DATA', generate, { ...ci, expiry_date__v: '2099-12-31T12:00:00:00.000Z' }, {}],
  ['INVALID_DATA', generate, { ...ci, expiry_date__v: '2020-01-01T00:00:00Z' }, {}],
  ['INVALID_DATA', generate, in2090, { maxExpiryDays: 90 }],
  ['OPERATION_NOT_ALLOWED', generate, ci, { veevaId: true }],
  ['INSUFFICIENT_ACCESS', generate, ci, { mayUseApi: false }],
  ['INSUFFICIENT_ACCESS', `GET ${api}/objects/sandbox`, '', { mayListSandboxes: false }],
  ['INCORRECT_QUERY_SYNTAX_ERROR', `POST ${api}/query`, { q: 'SELECT id FROM documents' }, {}],
  ['ATTRIBUTE_NOT_SUPPORTED', `POST ${api}/query`, { q: `SELECT token__sys FROM ${object}` }, {}],
  ['INVALID_DATA', `DELETE ${records}`, '{"id":"0PI1"}', {}],
  ['INVALID_DATA', `DELETE ${records}`, JSON.stringify(Array(501).fill({ id: '0PI1' })), {}]
])('refuses with %s what Vault refuses: %s', (type, request, body, changes) => {
  const { ask, user } = openStage()
  Object.assign(user, changes)
  expect(ask(request, { body }).json).toMatchObject({
    responseStatus: 'FAILURE',
    errors: [{ type }]
  })
})

test('generates tokens that work on their own Vault only, until they expire or are deleted', () => {
  const { world, ask, sandbox, vault } = openStage()
  const expiry = new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)
  const body = { name__v: 'ci', expiry_date__v: `${expiry}Z` }
  const tokens = [1, 2].map(() => ask(generate, { body }).json.data)
  const works = ({ token__sys }: { token__sys: string }, host: string, scheme = 'Bearer ') => {
    const authorization = `${scheme}${token__sys}`
    const { json } = ask(`GET ${api}/objects/users/me`, { host, authorization })
    return json.responseStatus === 'SUCCESS' || json.errors[0].type
  }
  expect(works(tokens[0], sandbox.host)).toBe(true)
  expect(works(tokens[0], sandbox.host, '')).toBe('INVALID_SESSION_ID')
  expect(works(tokens[0], vault.host)).toBe('INVALID_SESSION_ID')
  const authorization = `Bearer ${tokens[1].token__sys}`
  const rows = JSON.stringify([{ id: 'unknown' }, { id: tokens[0].id }])
  const deletion = ask(`DELETE ${records}`, { host: sandbox.host, authorization, body: rows }).json
  const statuses = [deletion, ...deletion.data].map(({ responseStatus }) => responseStatus)
  expect(statuses).toEqual(['SUCCESS', 'FAILURE', 'SUCCESS'])
  expect(works(tokens[0], sandbox.host)).toBe('INVALID_SESSION_ID')
  world.clock.advance(3_600_000)
  expect(works(tokens[1], sandbox.host)).toBe('INVALID_SESSION_ID')
})

test('refuses the 26th active token of a user', () => {
  const { world, ask, sandbox, user } = openStage()
  for (let count = 0; count < 25; count++) world.mint(sandbox, user)
  expect(ask(generate, { body: ci }).json.errors[0].type).toBe('OPERATION_NOT_ALLOWED')
})

test('lists tokens page by page, by GET or POST, and deletes those of a CSV file', () => {
  const { world, ask, vault, user } = openStage()
  const tokens = [1, 2, 3].map(n => world.mint(vault, user, { name: `it's ${n}` }))
  const q = `SELECT id, name__v FROM api_access_token__sys WHERE user__sys = ${user.id} PAGESIZE 2`
  const first = ask(`POST ${api}/query`, { body: { q } }).json
  const next = first.responseDetails.next_page
  const pages = [first, ask(`GET ${next}`).json, ask(`POST ${next}`).json]
  expect(pages.map(({ data }) => data.length)).toEqual([2, 1, 1])
  expect(pages[2].data[0]).toEqual({ id: tokens[2]?.id, name__v: "it's 3" })
  const csv = `id\n${tokens.map(({ id }) => id).join('\n')}\n`
  ask(`DELETE ${records}`, { body: csv, type: 'text/csv' })
  expect(world.liveTokens(vault)).toEqual([])
})

test('signs in to another Vault of the user if the requested one is not the user’s', () => {
  const { ask, vault, sandbox, user } = openStage()
  user.vaults = [vault, sandbox]
  const body = { ...signIn, vaultDNS: 'typo.veevavault.com' }
  expect(ask(`POST ${api}/auth`, { body }).json.vaultId).toBe(vault.id)
  user.lastVault = sandbox
  expect(ask(`POST ${api}/auth`, { body }).json.vaultId).toBe(sandbox.id)
})

/** A GitHub with an organization, a repository and an environment, and a token for all of it. */
function openGitHub() {
  const world = createWorld()
  const { github } = world
  github.addOrganization('acme')
  const { id } = github.addRepository('acme/app', { environments: ['prod/eu'] })
  const resources = ['secrets', 'environments', 'organization_secrets'] as const
  const apps = ['dependabot_secrets', 'codespaces_secrets'] as const
  const permissions = [...resources, ...apps].map(resource => `${resource}:write` as const)
  const token = github.addToken({ permissions })
  const ask = (line: string, body: unknown = '', credential = token.value) => {
    const [method = '', path = ''] = line.split(' ')
    const content = body === '' ? '' : JSON.stringify(body)
    const authorization = `Bearer ${credential}`
    const headers = { authorization, 'user-agent': 'test', 'content-type': 'application/json' }
    const request = { host: 'api.github.com', method, path, headers, body: content }
    const response = handleGitHub(world, request, githubPath(request) ?? '')
    const problems = [...checkRequest(request), ...checkAnswer(request, response)]
    if (response.status < 300) expect(problems).toEqual([])
    return { ...response, json: response.body === '' ? undefined : JSON.parse(response.body) }
  }
  return { github, id, ask }
}

test.each([
  '/repos/acme/app/actions/secrets',
  '/repos/acme/app/environments/prod%2Feu/secrets',
  '/repos/acme/app/dependabot/secrets',
  '/repos/acme/app/codespaces/secrets',
  '/orgs/acme/actions/secrets'
])('creates, updates and lists secrets of %s as GitHub describes it', base => {
  const { github, ask } = openGitHub()
  const { key_id, key } = ask(`GET ${base}/public-key`).json
  expect(ask(`GET ${base}/TOKEN`).status).toBe(404)
  const visibility = base.startsWith('/orgs') ? { visibility: 'all' } : {}
  const put = (encrypted_value: string) =>
    ask(`PUT ${base}/TOKEN`, { encrypted_value, key_id, ...visibility }).status
  expect([put(seal('one', key)), put(seal('two', key)), put('AAAA')]).toEqual([201, 204, 422])
  expect([...github.secrets.values()].map(({ value }) => value)).toEqual(['two'])
  expect(ask(`GET ${base}?per_page=100`).json).toMatchObject({ total_count: 1 })
})

test('gives repositories and organizations ids, and refuses who may not read or write', () => {
  const { github, id, ask } = openGitHub()
  const owner = ask('GET /orgs/acme').json
  expect(ask('GET /repos/acme/app').json).toMatchObject({ id, owner: { id: owner.id } })
  const { value } = github.addWorkflowToken('acme/app')
  const secret = '/repos/acme/app/actions/secrets/TOKEN'
  expect(ask(`PUT ${secret}`, {}, value).status).toBe(403)
  expect(ask(`PUT ${secret}`, {}, 'unknown').status).toBe(401)
  expect(ask('GET /repos/acme/unknown').status).toBe(404)
})

const send = async (simulator: Simulator, path: string, host: string, servername = host) => {
  const { httpsPort: port, caPem: ca } = simulator
  const options = { host: '127.0.0.1', port, path, servername, ca, headers: { host } }
  const [response] = await once(get(options), 'response')
  await text(response)
  return response.statusCode
}

test('serves every host over TLS, applies faults in order, and rejects misdirected requests', async () => {
  const simulator = await startSimulator()
  const { host } = openStage(simulator.world).vault
  const onFault = ({ path }: { path: string }) => path === '/fault'
  simulator.fault({ on: onFault, do: { status: 502 } })
  simulator.fault({ on: onFault, do: 'half-body' })
  try {
    expect(await send(simulator, '/fault', host)).toBe(502)
    await expect(send(simulator, '/fault', host)).rejects.toThrow()
    expect(await send(simulator, '/fault', host)).toBe(200)
    expect(await send(simulator, '/api/', host, 'api.github.com')).toBe(421)
    expect(simulator.requests.map(({ status }) => status)).toEqual([502, 200, 200])
  } finally {
    await simulator.close()
  }
})

test('runs a step like GitHub’s runner: inputs, files, masks, and state for the post step', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'))
  const bundle = join(folder, 'main.mjs')
  const lines = [
    "import { appendFileSync } from 'node:fs'",
    'const { env } = process',
    "console.log('::add-mask::se cret\\n::error title=oops::se cret, se%20cret, c2UgY3JldA==')",
    "console.log(env['INPUT_VAULT-DNS'], env.STATE_id, env.GITHUB_REPOSITORY_ID)",
    "appendFileSync(env.GITHUB_OUTPUT, 'token<<E\\nse cret\\nE\\n')",
    "appendFileSync(env.GITHUB_STATE, 'id=7\\n')"
  ]
  writeFileSync(bundle, lines.join('\n'))
  const world = createWorld()
  const { id } = world.github.addRepository('acme/pipelines')
  const simulator = { proxyUrl: 'http://127.0.0.1:9', caFile: '/none', world }
  const options = { bundle, post: bundle, inputs: { 'vault-dns': 'acme' }, simulator }
  const main = await runStep(options)
  expect(main.log).toBe(`Error: oops: ***, ***, ***\nacme undefined ${id}\n`)
  expect(main).toMatchObject({ exitCode: 0, outputs: { token: 'se cret' }, state: { id: '7' } })
  expect((await runPost(main, options)).log).toContain(`acme 7 ${id}`)
  rmSync(folder, { recursive: true })
})
