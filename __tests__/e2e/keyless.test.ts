import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createIdentity, OIDC_HOST, PROVIDER_HOST } from '../../simulator/identity.ts'
import type { Recorded } from '../../simulator/index.ts'
import { annotations, expectNoSecretShown, openStage, type Stage, trouble } from './stage.ts'

const PROFILE = '_0OI0000000000A1'
let stage: Stage
let begin = 0
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(() => {
  stage.world.identity = { ...createIdentity(), grants: { profileId: PROFILE, user: stage.user } }
  begin = stage.simulator.requests.length
})
afterAll(() => stage.simulator.close())

const inputs = (more: Record<string, string> = {}) => ({
  ...{ 'vault-dns': stage.vault.host, 'sandbox-name': 'UAT', 'oauth-profile-id': PROFILE },
  'oidc-token-url': `https://${PROVIDER_HOST}/acme/oauth2/v2.0/token`,
  'oidc-client-id': stage.world.identity.client.id,
  'oidc-scope': stage.world.identity.client.scope,
  ...more
})
const job = () => ({
  ACTIONS_ID_TOKEN_REQUEST_URL: `https://${OIDC_HOST}/acme/idtoken?api-version=2.0`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: stage.world.identity.requestToken
})
const run = (more: Record<string, string> = {}, env: Record<string, string> = job()) => stage.step(inputs(more), { env })
const toProvider = ({ host }: Recorded) => host === PROVIDER_HOST
const toGitHub = ({ host }: Recorded) => host === OIDC_HOST

test('GitHub’s word on the job becomes a session, with nothing stored anywhere, and each token on the way is masked and goes to one place', async () => {
  const main = await run()
  expect(main).toMatchObject({ exitCode: 0, stderr: '' })
  const asked = stage.simulator.requests.slice(begin)
  expect(asked.slice(0, 3).map(({ method, host }) => `${method} ${host}`)).toEqual([
    `GET ${OIDC_HOST}`,
    `POST ${PROVIDER_HOST}`,
    'POST login.veevavault.com'
  ])
  expect(asked[0]?.path).toBe('/acme/idtoken?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange')
  const assertion = new URLSearchParams(asked[1]?.body).get('client_assertion') ?? ''
  const access = asked[2]?.headers.authorization?.replace('Bearer ', '') ?? ''
  for (const secret of [stage.world.identity.requestToken, assertion, access]) {
    expect(main.masks).toContain(secret)
    expect(main.log + main.summary).not.toContain(secret)
  }
  for (const { host, body, headers } of asked) {
    const sent = body + JSON.stringify(headers)
    expect(sent.includes(assertion.split('.')[2] ?? '')).toBe(host === PROVIDER_HOST)
    expect(sent.includes(access)).toBe(host === 'login.veevavault.com')
    expect(sent.includes(stage.world.identity.requestToken)).toBe(host === OIDC_HOST)
  }
  expect(stage.world.sessions.size).toBe(0)
  expectNoSecretShown(main, stage)
  expect((await stage.after(main)).log).toContain('Deleted the token')
})

test('another audience is asked for where it is given', async () => {
  stage.world.identity.client.audience = 'https://acme.example'
  expect((await run({ 'oidc-audience': 'https://acme.example' })).exitCode).toBe(0)
})

describe('is refused, with what to do', () => {
  const refused = async (more: Record<string, string> = {}, env: Record<string, string> = job()): Promise<string> => {
    const main = await run(more, env)
    expect(main.exitCode).toBe(1)
    expect(stage.world.sessions.size).toBe(0)
    expectNoSecretShown(main, stage)
    return annotations(main, 'error').join()
  }

  test('a job without id-token: write, before any call', async () => {
    expect(await refused({}, {})).toMatch(/^vault-login: .*id-token: write.*fork/)
    expect(stage.simulator.requests.slice(begin).filter(({ host }) => host !== 'api.github.com')).toEqual([])
  })

  test('an address of the runner that is not https', async () => {
    const env = { ...job(), ACTIONS_ID_TOKEN_REQUEST_URL: `http://${OIDC_HOST}/x` }
    expect(await refused({}, env)).toMatch(/^host-refused: /)
  })

  test.each<[string, () => void, RegExp]>([
    [
      'another subject',
      () => Object.assign(stage.world.identity, { subject: 'repo:acme/other:ref:refs/heads/main' }),
      /invalid_client: AADSTS700213.*subject/
    ],
    ['another audience', () => Object.assign(stage.world.identity.client, { audience: 'x' }), /invalid_client.*oidc-audience/],
    ['another client', () => Object.assign(stage.world.identity.client, { id: 'x' }), /unauthorized_client.*oidc-client-id/],
    ['another scope', () => Object.assign(stage.world.identity.client, { scope: 'x' }), /invalid_scope.*oidc-scope/]
  ])('%s', async (_what, arrange, said) => {
    const given = inputs()
    arrange()
    const main = await stage.step(given, { env: job() })
    expect(annotations(main, 'error').join()).toMatch(said)
    expect(annotations(main, 'error').join()).toMatch(/^vault-login: /)
    expect(stage.simulator.requests.slice(begin).filter(toProvider)).toHaveLength(1)
  })

  test.each<[string, Parameters<typeof trouble>[2], RegExp]>([
    ['a page', { status: 200, body: '<html>' }, /^vault-login: .*holds no access_token/],
    ['an answer without access_token', { status: 200, body: '{"token_type":"Bearer"}' }, /^vault-login: .*holds no access_token/],
    ['a redirect', 'redirect', /^host-refused: .*redirect/],
    ['no such path', { status: 404, body: 'Not Found' }, /^vault-login: .*status 404.*oidc-token-url/],
    [
      'words that could be commands',
      { status: 400, body: '{"error":"bad","error_description":"\\n::error::x"}' },
      /^vault-login: .*bad: ::error::x/
    ]
  ])('an endpoint that answers with %s', async (_what, answer, said) => {
    trouble(stage.simulator, toProvider, answer)
    expect(await refused()).toMatch(said)
  })

  test('GitHub that gives no token', async () => {
    trouble(stage.simulator, toGitHub, { status: 200, body: '{}' })
    expect(await refused()).toMatch(/^vault-login: .*holds no token/)
  })
})

test('an endpoint that is down for a moment is asked once more, and no more', async () => {
  trouble(stage.simulator, toProvider, { status: 503, body: '' })
  expect((await run()).exitCode).toBe(0)
  trouble(stage.simulator, toProvider, { status: 503, body: '' }, 2)
  expect((await run()).exitCode).toBe(1)
})

test('halves, and two ways at once, are mistakes that are all told before any call', async () => {
  const errors = async (given: Record<string, string>) => annotations(await stage.step(given), 'error').join('\n')
  const base = { 'vault-dns': stage.vault.host, 'sandbox-name': 'UAT' }
  expect(await errors({ ...base, 'oidc-scope': 'x', 'oauth-profile-id': PROFILE })).toMatch(
    /oidc-token-url: is required[\s\S]*oidc-client-id: is required/
  )
  expect(await errors(inputs({ 'oauth-profile-id': '' }))).toContain('oauth-profile-id: is required with oidc-token-url')
  expect(await errors(inputs({ 'oauth-token': 'eyJ.a.b' }))).toContain('several ways to sign in')
  for (const url of ['http://login.example.com/token', 'https://me:pw@login.example.com/token', 'login.example.com'])
    expect(await errors(inputs({ 'oidc-token-url': url }))).toContain('oidc-token-url: is no address')
  expect(stage.simulator.requests.slice(begin)).toEqual([])
})
