import { expect, test } from '@jest/globals'
import { githubPath, handleGitHub } from '../../../simulator/github.ts'
import { handle } from '../../../simulator/vault.ts'
import { createWorld } from '../../../simulator/world.ts'
import { parseJson } from '../../../src/core/json.ts'
import { seal } from '../../../src/github/seal.ts'
import { checkAnswer, checkRequest } from '../../helpers/openapi.ts'

/** A production Vault with the sandbox UAT, and a user who asks it in a session. */
function openStage() {
  const world = createWorld()
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  world.addSandbox(vault, { name: 'UAT' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'correct' })
  const authorization = world.openSession(vault, user)
  const headers = { authorization, 'content-type': 'application/json' }
  const ask = (line: string, content: unknown) => {
    const [method = '', path = ''] = line.split(' ')
    const isForm = typeof content === 'object'
    const body = isForm ? String(new URLSearchParams({ ...content })) : `${content}`
    return JSON.parse(handle(world, { host: vault.host, method, path, headers, body }).body)
  }
  return { user, ask }
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
  [`POST ${api}/keep-alive`, '', {}],
  [`GET ${api}/objects/users/me`, '', { users: [{ user: ownUser }] }],
  [`GET ${api}/objects/sandbox`, '', { data: { entitlements, active: [sandbox] } }],
  [`GET ${api}/objects/sandbox/1002`, '', { data: { ...sandbox, ...fields('limits') } }],
  [`POST ${api}/objects/sandbox/1002/actions/refresh`, '', fields('job_id url')],
  [`POST ${api}/objects/sandbox`, { name: 'New' }, fields('job_id url')],
  [`POST ${api}/objects/users/me/${object}`, ci, { data: fields('id token__sys') }],
  [`POST ${api}/objects/users/1003/${object}`, in2090, { data: fields('id') }]
])('The simulated Vault answers what Veeva’s own client asks: %s', (request, body, response) => {
  const expected = { responseStatus: 'SUCCESS', ...response }
  expect(openStage().ask(request, body)).toMatchObject(expected)
})

test.each<[type: string, request: string, body?: unknown, user?: object]>([
  ['USERNAME_OR_PASSWORD_INCORRECT', `POST ${api}/auth`, { ...signIn, password: 'wrong' }],
  ['USER_LOCKED_OUT', `POST ${api}/auth`, signIn, { wrongPasswords: 5 }],
  ['NO_PASSWORD_PROVIDED', `POST ${api}/auth`, { username: signIn.username }],
  ['MALFORMED_URL', 'GET /api/v99.1/objects/users/me'],
  ['MALFORMED_URL', `GET ${api}/objects/nothing`],
  ['METHOD_NOT_SUPPORTED', `PUT ${api}/query`],
  ['PARAMETER_REQUIRED', generate],
  ['INVALID_DATA', generate, { ...ci, expiry_date__v: '2099-12-31T12:00:00:00.000Z' }],
  ['INVALID_DATA', generate, { ...ci, expiry_date__v: '2020-01-01T00:00:00Z' }],
  ['OPERATION_NOT_ALLOWED', generate, ci, { veevaId: true }],
  ['INSUFFICIENT_ACCESS', generate, ci, { mayUseApi: false }],
  ['INCORRECT_QUERY_SYNTAX_ERROR', `POST ${api}/query`, { q: 'SELECT id FROM documents' }],
  ['ATTRIBUTE_NOT_SUPPORTED', `POST ${api}/query`, { q: `SELECT token__sys FROM ${object}` }],
  ['INVALID_DATA', `DELETE ${records}`, '{"id":"0PI1"}'],
  ['INVALID_DATA', `DELETE ${records}`, JSON.stringify(Array(501).fill({ id: '0PI1' }))]
])('The simulated Vault refuses with %s: %s', (type, request, body = '', changes = {}) => {
  const { ask, user } = openStage()
  Object.assign(user, changes)
  expect(ask(request, body)).toMatchObject({ responseStatus: 'FAILURE', errors: [{ type }] })
})

test.each([
  '/repos/acme/app/actions/secrets',
  '/repos/acme/app/environments/prod%2Feu/secrets',
  '/repos/acme/app/dependabot/secrets',
  '/repos/acme/app/codespaces/secrets',
  '/orgs/acme/actions/secrets'
])('Simulated secrets of %s are created, updated and listed as GitHub describes it', base => {
  const world = createWorld()
  const { github } = world
  github.addOrganization('acme')
  github.addRepository('acme/app', { environments: ['prod/eu'] })
  const kinds = ['', 'organization_', 'dependabot_', 'codespaces_'] as const
  const permissions = kinds.map(kind => `${kind}secrets:write` as const)
  const { value } = github.addToken({ permissions: ['environments:write', ...permissions] })
  const ask = (method: string, path: string, sent?: object, credential = value) => {
    const json = { 'user-agent': 'test', 'content-type': 'application/json' }
    const headers = { ...json, authorization: `Bearer ${credential}` }
    const body = sent ? JSON.stringify(sent) : ''
    const request = { host: 'api.github.com', method, path: base + path, headers, body }
    const response = handleGitHub(world, request, githubPath(request) ?? '')
    const problems = [...checkRequest(request), ...checkAnswer(request, response)]
    if (response.status < 300) expect(problems).toEqual([])
    return { ...response, json: parseJson(response.body) as Record<string, string> }
  }
  const { key_id, key = '' } = ask('GET', '/public-key').json
  expect(ask('GET', '/TOKEN').status).toBe(404)
  const visibility = base.startsWith('/orgs') ? { visibility: 'all' } : {}
  const put = (encrypted_value: string, credential?: string) =>
    ask('PUT', '/TOKEN', { encrypted_value, key_id, ...visibility }, credential).status
  expect([put(seal('one', key)), put(seal('two', key)), put('AAAA')]).toEqual([201, 204, 422])
  const { value: ofWorkflow } = github.addWorkflowToken('acme/app')
  expect([put('', 'unknown'), put('', ofWorkflow)]).toEqual([401, 403])
  expect([...github.secrets.values()].map(each => each.value)).toEqual(['two'])
  expect(ask('GET', '?per_page=100').json).toMatchObject({ total_count: 1 })
})
