import { describe, expect, test } from '@jest/globals'
import type { NoAnswer } from '../../src/http.ts'
import { keylessSignIn } from '../../src/oidc.ts'
import type { Keyless } from '../../src/settings.ts'
import { answer, lost, unreached, untrusted } from '../helpers/answers.ts'
import { errorOf } from '../helpers/values.ts'
import { type Scripted, world } from '../helpers/world.ts'

const how: Keyless = {
  ...{ by: 'oidc', profileId: '_0OI1', vaultClientId: 'vault-client' },
  ...{ tokenUrl: new URL('https://login.example.com/acme/token'), clientId: 'ci', scope: 'api://vault/.default', audience: 'a b' }
}
const env = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.example.com/idtoken?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'REQUEST-TOKEN'
}
const ofGitHub = answer({ value: 'ASSERTION' })
const ofProvider = answer({ access_token: 'ACCESS' })
const signingIn = (script: readonly Scripted[], given: Partial<Keyless> = {}, more: Record<string, string> = {}) => {
  const of = world({ script, env: { ...env, ...more } })
  return { ...of, signedIn: keylessSignIn({ ...how, ...given }, of) }
}
/** What is said of a sign-in that fails, and how many requests it took. */
const failing = async (...given: Parameters<typeof signingIn>) => {
  const { signedIn, sent } = signingIn(...given)
  const { code, message, hint } = await errorOf(signedIn)
  return { code, message, hint, requests: sent.length }
}

test('GitHub is asked who the job is, and the provider gives for it the token that Vault takes', async () => {
  const { signedIn, sent } = signingIn([ofGitHub, ofProvider])
  const { token, ...rest } = (await signedIn) as Extract<Awaited<typeof signedIn>, { by: 'oauth' }>
  expect(rest).toEqual({ by: 'oauth', profileId: '_0OI1', clientId: 'vault-client' })
  expect(token.reveal()).toBe('ACCESS')
  expect(sent.map(({ url, ...request }) => ({ ...request, url: url.href }))).toEqual([
    {
      method: 'GET',
      url: 'https://oidc.example.com/idtoken?api-version=2.0&audience=a+b',
      deadlineMs: 30_000,
      headers: {
        accept: 'application/json',
        authorization: 'Bearer REQUEST-TOKEN',
        'user-agent': 'veeva-vault-sandbox-token'
      }
    },
    {
      method: 'POST',
      url: 'https://login.example.com/acme/token',
      deadlineMs: 30_000,
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'veeva-vault-sandbox-token'
      },
      body: 'grant_type=client_credentials&client_id=ci&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=ASSERTION&scope=api%3A%2F%2Fvault%2F.default'
    }
  ])
})

test('each token on the way is masked before the next request', async () => {
  const { signedIn, runner, history } = signingIn([ofGitHub, ofProvider])
  await signedIn
  expect(runner.effects.map(({ text }) => text)).toEqual(['REQUEST-TOKEN', 'ASSERTION', 'ACCESS'])
  expect(history.map(each => each.split(' ')[0])).toEqual(['mask', 'GET', 'mask', 'POST', 'mask'])
})

test('a scope that was not given is not sent', async () => {
  const { signedIn, sent } = signingIn([ofGitHub, ofProvider], { scope: '' })
  await signedIn
  expect(sent[1]?.body).toMatch(/client_assertion=ASSERTION$/)
})

describe('nothing is sent', () => {
  test.each(Object.keys(env))('where the runner gives no %s', async missing => {
    expect(await failing([], {}, { [missing]: '' })).toEqual({
      code: 'vault-login',
      message: 'Asking GitHub for the job’s OIDC token failed: the runner offers none to this job.',
      hint: 'Give the job "permissions: id-token: write"; a run from a fork gets none, and a reusable workflow has what its caller gives.',
      requests: 0
    })
  })

  test.each(['http://oidc.example.com/', 'oidc.example.com'])('where its address is not of https: %s', async address => {
    expect(await failing([], {}, { ACTIONS_ID_TOKEN_REQUEST_URL: address })).toEqual({
      code: 'host-refused',
      message: 'The runner gives no https address for OIDC tokens.',
      hint: 'Nothing was sent; update the runner.',
      requests: 0
    })
  })
})

const ASKING = 'Asking GitHub (oidc.example.com) for the job’s OIDC token failed'
const EXCHANGING = 'Exchanging GitHub’s OIDC token at login.example.com failed'
const PERMISSION = 'Check "permissions: id-token: write" of the job, and run again.'
const CHECK = 'Check oidc-token-url, oidc-client-id, oidc-scope and oidc-audience.'
const BUSY = 'It is down or busy: run again in a few minutes.'
const REACH = 'The runner has to reach this host (DNS, firewall, HTTPS_PROXY).'

describe('GitHub', () => {
  test.each<[string, Scripted, string, string, string, number]>([
    ['gives no token', answer({}), 'vault-login', 'the answer holds no token.', PERMISSION, 1],
    ['says no', answer({ value: 'X' }, 403), 'vault-login', 'it answered with status 403.', PERMISSION, 1],
    ['is down', answer('', 500), 'network', 'it answered with status 500.', BUSY, 3],
    ['is out of reach', unreached, 'network', 'the connection was refused (ECONNREFUSED).', `${PERMISSION} ${REACH}`, 3]
  ])('that %s fails it', async (_what, outcome, code, came, hint, requests) => {
    expect(await failing(Array(requests).fill(outcome))).toEqual({ code, message: `${ASKING}: ${came}`, hint, requests })
  })
})

const noAnswer = untrusted as NoAnswer
const UNTRUSTED = `${noAnswer.reason}.`

describe('a provider', () => {
  test.each<[string, Scripted, string, string, string]>([
    ['answers without a token', answer({}), 'vault-login', 'the answer holds no access_token.', CHECK],
    [
      'gives what is too short for one',
      answer({ access_token: 'ab' }),
      'vault-login',
      'the answer holds no access_token.',
      CHECK
    ],
    [
      'gives what no header can hold',
      answer({ access_token: 'abc def' }),
      'vault-login',
      'the answer holds no access_token.',
      CHECK
    ],
    ['answers with a page', answer('<html>'), 'vault-login', 'the answer holds no access_token.', CHECK],
    ['knows no such path', answer('', 404), 'vault-login', 'it answered with status 404.', CHECK],
    [
      'redirects',
      answer('', 300),
      'host-refused',
      'it answered with a redirect (status 300).',
      `A redirect is never followed. ${CHECK}`
    ],
    ['answers in a way that is none', answer('', 199), 'vault-login', 'it answered with status 199.', CHECK],
    ['refuses the request', answer('', 400), 'vault-login', 'it answered with status 400.', CHECK],
    ['can not be trusted', untrusted, 'network', UNTRUSTED, `${CHECK} ${REACH}`],
    ['is behind a proxy that refuses', { ...noAnswer, hint: 'Mend the proxy.' }, 'network', UNTRUSTED, 'Mend the proxy.'],
    [
      'refuses in words of its own',
      answer({ error: 'bad', error_description: 'So..' }),
      'vault-login',
      'it answered bad: So.',
      CHECK
    ],
    ['refuses in a word that objects have', answer({ error: 'toString' }), 'vault-login', 'it answered toString.', CHECK]
  ])('that %s is asked once', async (_what, outcome, code, came, hint) => {
    const message = `${EXCHANGING}: ${came}`
    expect(await failing([ofGitHub, outcome])).toEqual({ code, message, hint, requests: 2 })
  })

  test.each([
    ['is busy', answer('', 429)],
    ['is down', answer('', 503)],
    ['loses the answer', lost]
  ])('that %s is asked once more, and no more', async (_what, outcome) => {
    expect(await failing([ofGitHub, outcome, outcome])).toMatchObject({ code: 'network', requests: 3 })
    const { signedIn } = signingIn([ofGitHub, outcome, ofProvider])
    expect(await signedIn).toMatchObject({ by: 'oauth' })
  })

  test.each([
    ['invalid_client', /^Check oidc-client-id, .*\(oidc-audience\)\.$/],
    ['unauthorized_client', /^Check oidc-client-id, .* client credentials\.$/],
    ['invalid_grant', /^Check the federated credential .* environment\.$/],
    ['invalid_scope', /^Check oidc-scope\.$/],
    ['unsupported_grant_type', /^Check oidc-token-url: .* client credentials\.$/]
  ])('that answers %s says what to check', async (error, hint) => {
    const refusal = answer({ error }, 400)
    expect(await failing([ofGitHub, refusal])).toMatchObject({ code: 'vault-login', hint: expect.stringMatching(hint) })
  })
})
