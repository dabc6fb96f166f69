import { expect, test } from '@jest/globals'
import type { ActionError } from '../../../src/core/errors.ts'
import { exchangeOidcToken, type OidcSignIn } from '../../../src/identity/oidc.ts'
import { lost, response } from '../../helpers/responses.ts'
import { type Result, testWorld } from '../world.ts'

const SIGN_IN: OidcSignIn = {
  by: 'oidc',
  profileId: '_0OI1',
  vaultClientId: 'vault-client',
  tokenUrl: new URL('https://login.example.com/acme/token'),
  clientId: 'ci',
  scope: '',
  audience: 'a b'
}
const ENVIRONMENT = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.example.com/idtoken',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'REQUEST-TOKEN'
}
const CLAIMS = { iss: 'https://github.example', sub: 'repo:acme@1/app@2', aud: 'a b' }
const JWT = `e30.${Buffer.from(JSON.stringify(CLAIMS)).toString('base64url')}.signature`
const SHOWN = 'GitHub’s token has iss "https://github.example", sub "repo:acme@1/app@2", aud "a b".'

/** Exchanges tokens where these responses come first, GitHub's or the provider's, and good ones after them. */
async function exchange(first: { github?: Result[]; provider?: Result[] }, changes = {}) {
  const world = testWorld({
    environment: { ...ENVIRONMENT, ...changes },
    respond(route, before) {
      if (route.startsWith('GET')) return first.github?.[before] ?? response({ value: JWT })
      return first.provider?.[before] ?? response({ access_token: 'ACCESS' })
    }
  })
  const ended = await exchangeOidcToken(SIGN_IN, world).catch((thrown: ActionError) => thrown)
  return { world, ended, requests: world.routes.length }
}

test.each<[string, Result]>([
  ['a 500 server_error', response({ error: 'server_error' }, 500)],
  ['a 429', response({ error: 'slow_down' }, 429, { 'retry-after': '3' })],
  ['a 200 that is not JSON', response('{"access_token"')],
  ['a lost response', lost]
])('GitHub and the identity provider are asked up to 4 times: %s', async (what, result) => {
  const first = Array(3).fill(result)
  const { ended, requests, world } = await exchange({ github: first, provider: first })
  expect([requests, ended]).toEqual([8, expect.objectContaining({ by: 'oauth' })])
  if (what === 'a 429') expect(world.waits).toEqual(Array(6).fill(3_000))
  const failed = await exchange({ provider: [...first, result] })
  expect(failed.ended).toMatchObject({ code: 'network' })
})

const refused = (error: string, error_description = '') =>
  response({ error, error_description }, 400)
test.each<[Result, string, string]>([
  [refused('a', 'AADSTS70021: No.'), '400: a: AADSTS70021: No.', 'Check `oidc-client-id`, and add'],
  [refused('a', 'AADSTS700213'), '400: a: AADSTS700213.', 'Check `oidc-client-id`, and add'],
  [refused('invalid_grant'), '400: invalid_grant.', 'Check `oidc-client-id`, and add'],
  [refused('invalid_client', 'AADSTS700024'), 'AADSTS700024.', 'By the provider’s clock'],
  [response({ errorCode: 'a', errorSummary: 'Off.' }, 401), 'a: Off.', 'Check `oidc-token-url`'],
  [response({ access_token: 'ACCESS' }, 201), 'provider.', 'Check `oidc-token-url`'],
  [response({ access_token: 'two words' }), 'provider.', 'Check `oidc-token-url`'],
  [response('', 302, { location: 'evil' }), '302 and an empty body.', 'Check `oidc-token-url`']
])('A refusal of the identity provider is final, and shows the claims: %#', async (...row) => {
  const { ended, requests } = await exchange({ provider: [row[0]] })
  const error = ended as ActionError
  expect([requests, error.code, error.message.endsWith(row[1])]).toEqual([2, 'vault-login', true])
  expect([error.hint.startsWith(row[2]), error.hint.endsWith(SHOWN)]).toEqual([true, true])
})

test('No claims are shown where GitHub’s token can’t be read, and GitHub’s refusal or http address is final', async () => {
  const github = [response({ value: 'OPAQUE' })]
  const { ended } = await exchange({ github, provider: [refused('a')] })
  expect(ended).toMatchObject({ hint: expect.stringMatching(/and `oidc-audience`\.$/) })
  const early = response({
    value: `e30.${Buffer.from('{"iat":-1e20}').toString('base64url')}.sign`
  })
  const odd = await exchange({ github: [early], provider: [refused('a')] })
  expect(odd.ended).toMatchObject({ hint: expect.stringMatching(/aud ""\.$/) })
  const final = await exchange({ github: [response({ message: 'No' }, 403)] })
  expect(final).toMatchObject({ requests: 1, ended: { code: 'vault-login' } })
  const plain = await exchange({}, { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://a.com' })
  expect(plain).toMatchObject({ requests: 0, ended: { code: 'vault-login' } })
})
