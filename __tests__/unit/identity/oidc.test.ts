import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../../src/core/errors.ts'
import { exchangeOidcToken, type OidcSignIn } from '../../../src/identity/oidc.ts'
import { lost, response, type TestWorld, testWorld } from '../github/world.ts'

const SIGN_IN: OidcSignIn = {
  by: 'oidc',
  profileId: '_0OI1',
  vaultClientId: 'vault-client',
  tokenUrl: new URL('https://login.example.com/acme/token'),
  clientId: 'ci',
  scope: 'api://vault/.default',
  audience: 'a b'
}
const ENVIRONMENT = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.example.com/idtoken?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'REQUEST-TOKEN'
}
const CLAIMS = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:acme@1/app@2:environment:uat',
  aud: 'a b',
  iat: 1_795_348_800,
  exp: 1_795_349_100
}
const JWT = `e30.${Buffer.from(JSON.stringify(CLAIMS)).toString('base64url')}.signature`
const FROM_GITHUB = response(200, { value: JWT })
const FROM_PROVIDER = response(200, { access_token: 'ACCESS' })

type Result = ReturnType<typeof response> | typeof lost

/** An exchange in which the given responses come first, GitHub's or the provider's, and good ones after them. */
function exchange(
  first: { github?: Result[]; provider?: Result[] },
  signIn: Partial<OidcSignIn> = {}
) {
  const world = testWorld((route, before) => {
    const isGitHub = route.startsWith('GET')
    const given = isGitHub ? first.github : first.provider
    return given?.[before] ?? (isGitHub ? FROM_GITHUB : FROM_PROVIDER)
  }, ENVIRONMENT)
  return { world, signedIn: exchangeOidcToken({ ...SIGN_IN, ...signIn }, world) }
}

async function failureOf(first: Parameters<typeof exchange>[0]) {
  const { world, signedIn } = exchange(first)
  return { world, error: await errorOf(signedIn) }
}

async function errorOf(failing: Promise<unknown>): Promise<ActionError> {
  const error = await failing.then(
    () => undefined,
    thrown => thrown
  )
  expect(error).toBeInstanceOf(ActionError)
  return error
}

const postsIn = (world: TestWorld) => world.routes.filter(route => route.startsWith('POST')).length

test('GitHub’s token is exchanged for the provider’s, and every token is masked as it comes', async () => {
  const { world, signedIn } = exchange({})
  const { token, ...rest } = await signedIn
  expect(rest).toEqual({ by: 'oauth', profileId: '_0OI1', clientId: 'vault-client' })
  expect(token.reveal()).toBe('ACCESS')
  expect(world.masked).toEqual(['REQUEST-TOKEN', JWT, 'ACCESS'])
  const [first, second] = world.requests
  expect(first?.url.href).toBe('https://oidc.example.com/idtoken?api-version=2.0&audience=a+b')
  expect(first?.headers.authorization).toBe('Bearer REQUEST-TOKEN')
  expect(Object.fromEntries(new URLSearchParams(second?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'ci',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: JWT,
    scope: 'api://vault/.default'
  })
})

test('A scope that was not given is not sent', async () => {
  const { world, signedIn } = exchange({}, { scope: '' })
  await signedIn
  expect(world.requests[1]?.body).not.toContain('scope')
})

test.each([
  { ACTIONS_ID_TOKEN_REQUEST_URL: '' },
  { ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' },
  { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://oidc.example.com/' },
  { ACTIONS_ID_TOKEN_REQUEST_URL: 'oidc.example.com' }
])('Nothing is sent where the runner does not offer a token over https: %j', async changes => {
  const world = testWorld(() => FROM_GITHUB, { ...ENVIRONMENT, ...changes })
  const error = await errorOf(exchangeOidcToken(SIGN_IN, world))
  expect(error.code).toBe('vault-login')
  expect(error.text).toMatch(/the runner does not offer one.*id-token: write/)
  expect(world.routes).toEqual([])
})

describe('What passes by itself', () => {
  const passing: [string, Result][] = [
    ['a 503 temporarily_unavailable', response(503, { error: 'temporarily_unavailable' })],
    ['a 500 server_error', response(500, { error: 'server_error' })],
    ['a 429', response(429, { error: 'slow_down' })],
    ['an empty 200', response(200)],
    ['an HTML page', response(200, '<html>')],
    ['a 200 that is not JSON', response(200, '{"access_token"')],
    ['a lost response', lost]
  ]

  test.each(passing)('is retried up to 4 times at the provider: %s', async (_what, result) => {
    expect(await exchange({ provider: [result, result, result] }).signedIn).toMatchObject({
      by: 'oauth'
    })
    const { world, error } = await failureOf({ provider: Array(4).fill(result) })
    expect(error.code).toBe('network')
    expect(postsIn(world)).toBe(4)
  })

  test.each(passing)('is retried up to 4 times at GitHub: %s', async (_what, result) => {
    expect(await exchange({ github: [result, result, result] }).signedIn).toMatchObject({
      by: 'oauth'
    })
    const { world, error } = await failureOf({ github: Array(4).fill(result) })
    expect(error.code).toBe('network')
    expect(world.routes).toHaveLength(4)
  })

  test('is waited for as long as Retry-After asks', async () => {
    const { world, signedIn } = exchange({ provider: [response(429, '', { 'retry-after': '3' })] })
    await signedIn
    expect(world.waits).toEqual([3_000])
  })
})

describe('A refusal of the provider', () => {
  const SHOWN = `GitHub’s token has iss "${CLAIMS.iss}", sub "${CLAIMS.sub}", aud "a b".`
  const AADSTS = (code: string) => ({
    error: 'invalid_client',
    error_description: `${code}: Text.`
  })

  test.each<[object, RegExp]>([
    [AADSTS('AADSTS70021'), /^Add a federated credential/],
    [AADSTS('AADSTS700211'), /^Add a federated credential/],
    [AADSTS('AADSTS700212'), /^Add a federated credential/],
    [AADSTS('AADSTS700213'), /^Add a federated credential/],
    [{ error: 'invalid_grant' }, /^Add a federated credential/],
    [AADSTS('AADSTS7000215'), /^Check `oidc-client-id`, and that the federated credential/],
    [
      { error: 'toString' },
      /^Check `oidc-token-url`, `oidc-client-id`, `oidc-scope` and `oidc-audience`/
    ]
  ])('is never repeated, and shows what GitHub’s token says: %j', async (body, hint) => {
    const { world, error } = await failureOf({ provider: [response(400, body)] })
    expect(error).toMatchObject({
      code: 'vault-login',
      hint: expect.stringMatching(hint)
    })
    expect(error.hint).toContain(SHOWN)
    expect(postsIn(world)).toBe(1)
  })

  test('because of the clock shows the times of GitHub’s token too', async () => {
    const { error } = await failureOf({ provider: [response(401, AADSTS('AADSTS700024'))] })
    expect(error.hint).toMatch(
      /aud "a b", iat "2026-11-22T12:00:00Z", exp "2026-11-22T12:05:00Z"\.$/
    )
    expect(error.message).toBe(
      'Could not exchange GitHub’s OIDC token on login.example.com: the identity provider responded 401: invalid_client: AADSTS700024: Text.'
    )
  })

  test('is quoted in Okta’s form', async () => {
    const body = { errorCode: 'invalid_client', errorSummary: 'The client is not active.' }
    const { error } = await failureOf({ provider: [response(401, body)] })
    expect(error.message).toContain('responded 401: invalid_client: The client is not active.')
    expect(error.reason).toBe('invalid_client')
    expect(error.hint).toMatch(/^Check `oidc-client-id`/)
  })

  test('shows no claims where GitHub’s token can’t be read', async () => {
    const github = [response(200, { value: 'OPAQUE' })]
    const { error } = await failureOf({
      github,
      provider: [response(400, { error: 'invalid_scope' })]
    })
    expect(error.hint).not.toContain('GitHub’s token has')
  })
})

test.each<[Result, RegExp]>([
  [response(404, 'Not Found'), /the host responded with status 404 and text that is not JSON\.$/],
  [response(201, { access_token: 'ACCESS' }), /with status 201/],
  [response(200, { token_type: 'Bearer' }), /status 200 and JSON that is not from the identity/],
  [response(200, { access_token: ['ACCESS'] }), /with status 200/],
  [response(200, { access_token: 'two words' }), /with status 200/],
  [
    response(200, { error: 'bad', error_description: '\n::error::x' }),
    /responded 200: bad: ::error::x\.$/
  ],
  [response(302, '', { location: 'https://evil.example' }), /with status 302/]
])('A response of the provider without a usable token is final: %#', async (result, message) => {
  const { world, error } = await failureOf({ provider: [result] })
  expect(error).toMatchObject({
    code: 'vault-login',
    message: expect.stringMatching(message)
  })
  expect(error.text).not.toContain('evil')
  expect(postsIn(world)).toBe(1)
})

test.each<[Result]>([[response(403, { message: 'No' })], [response(200, {})], [response(302)]])(
  'A response of GitHub without a token is final: %#',
  async result => {
    const { world, error } = await failureOf({ github: [result] })
    expect(error).toMatchObject({
      code: 'vault-login',
      hint: expect.stringContaining('permissions: id-token: write')
    })
    expect(world.routes).toHaveLength(1)
  }
)
