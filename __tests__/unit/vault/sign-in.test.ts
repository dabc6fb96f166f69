import { describe, expect, test } from '@jest/globals'
import { createCredentialStore } from '../../../src/core/credential.ts'
import {
  checkSignIn,
  checkVault,
  endSession,
  explainVersion,
  type SignIn,
  signIn,
  type UserVault
} from '../../../src/vault/sign-in.ts'
import { errorOf, lost, refuse, scriptedVault, succeed } from './fake-vault.ts'

const { maskSecret } = createCredentialStore(() => {})
const byPassword: SignIn = {
  by: 'password',
  username: 'robot@acme.com',
  password: maskSecret('Pa55')
}
const byOauth: SignIn = { by: 'oauth', profileId: '_9/x', token: maskSecret('IDP'), clientId: 'c' }
const ACME = { id: 1001, name: 'Acme', url: 'https://ACME.veevavault.com/api' }
const OTHER = { id: '2002', name: 'Other', url: 'https://other.veevavault.com/api' }

function opened(vaultId: unknown, ...vaultIds: unknown[]) {
  return succeed({ sessionId: 'SESSION', vaultId, vaultIds })
}

function signingIn(how: SignIn, ...script: Parameters<typeof scriptedVault>[0]) {
  const scripted = scriptedVault(script)
  const sessions: string[] = []
  const vaults: UserVault[] = []
  const result = signIn(how, scripted.vault, {
    onSession: session => sessions.push(session.reveal()),
    onVaults: listed => vaults.push(...listed)
  })
  return { ...scripted, sessions, vaults, result }
}

test('a password opens a masked session, which the next call uses, and tells the user’s Vaults', async () => {
  const run = signingIn(byPassword, opened('1001', OTHER, ACME), succeed())
  await endSession(await run.result)
  expect(run.routes()).toEqual(['POST /api/v26.2/auth', 'DELETE /api/v26.2/session'])
  expect(run.sent[0]?.body).toBe(
    'username=robot%40acme.com&password=Pa55&vaultDNS=acme.veevavault.com'
  )
  expect(run.sent[0]?.headers).not.toHaveProperty('authorization')
  expect(run.sent[1]?.headers.authorization).toBe('Bearer SESSION')
  expect([run.sessions, run.masked]).toEqual([['SESSION'], ['SESSION']])
  expect(run.vaults.map(({ host }) => host)).toEqual([
    'other.veevavault.com',
    'acme.veevavault.com'
  ])
})

test('an identity provider’s token is exchanged at the login host, and the session used at the Vault', async () => {
  const run = signingIn(byOauth, opened(1001, ACME))
  expect((await run.result).site.host).toBe('acme.veevavault.com')
  expect(run.sent[0]?.url.href).toBe('https://login.veevavault.com/auth/oauth/session/_9%2Fx')
  expect(run.sent[0]?.body).toBe('vaultDNS=acme.veevavault.com&client_id=c')
  expect(run.sent[0]?.headers.authorization).toBe('Bearer IDP')
})

test('a rejected token of an identity provider has a hint of its own, and loses nothing else', async () => {
  const error = await errorOf(signingIn(byOauth, lost, refuse('AUTHENTICATION_FAILED')).result)
  expect(error).toMatchObject({ code: 'vault-login', maybeDone: true })
  expect(error.hint).toContain('`oauth-profile-id`')
  expect((await errorOf(signingIn(byOauth, lost, lost).result)).hint).not.toContain('oauth')
})

test('a password that Vault rejects is sent only once', async () => {
  const run = signingIn(byPassword, refuse('SOMETHING_NEW'), opened(1001, ACME))
  expect((await errorOf(run.result)).code).toBe('vault-login')
  expect(run.sent).toHaveLength(1)
})

test.each([
  ['of another Vault', opened(2002, OTHER, ACME), 'a session of other.veevavault.com instead'],
  ['without an id', opened(undefined, { url: ACME.url }), 'a Vault that it does not name'],
  ['with an id that is not listed', opened(1001, OTHER), 'a Vault that it does not name'],
  ['with rows of other kinds', opened(1001, null, 'acme', 7), 'a Vault that it does not name'],
  [
    'at a host that begins alike',
    opened(1, { id: 1, url: 'https://acme.veevavault.com.evil.example' }),
    'evil'
  ],
  [
    'with the host as its user',
    opened(1, { id: 1, url: 'https://acme.veevavault.com@evil.example' }),
    'evil'
  ]
])('a session %s is refused after it was told', async (_what, response, said) => {
  const run = signingIn(byPassword, response)
  const error = await errorOf(run.result)
  expect(error.code).toBe('vault-mismatch')
  expect(error.message).toContain(said)
  expect(run.sessions).toEqual(['SESSION'])
  expect(run.vaults).toEqual([])
})

test('a success without a session that can be masked opens none', async () => {
  for (const fields of [{}, { sessionId: null }, { sessionId: 'S' }]) {
    const run = signingIn(byPassword, succeed({ ...fields, vaultId: 1001, vaultIds: [ACME] }))
    expect((await errorOf(run.result)).code).toBe('vault-login')
    expect(run.sessions).toEqual([])
  }
})

describe('checking a given token or session', () => {
  const values = (url: unknown) => succeed({ values: { 'v26.2': url } })

  test.each([
    ['names this host', values('https://ACME.veevavault.com/api/v26.2')],
    ['lacks the API version', succeed({ values: { 'v25.1': 'https://acme.veevavault.com/api' } })]
  ])('passes where Vault %s', async (_what, response) => {
    await expect(checkVault(scriptedVault([response]).vault)).resolves.toBeUndefined()
  })

  test('fails where Vault names another host, or none', async () => {
    const messageOf = async (response: ReturnType<typeof succeed>) => {
      const error = await errorOf(checkVault(scriptedVault([response]).vault))
      expect(error.code).toBe('vault-mismatch')
      return error.message
    }
    const start = 'Could not check the token or session on acme.veevavault.com: it belongs to'
    const other = values('https://other.veevavault.com/api/v26.2')
    expect(await messageOf(other)).toBe(`${start} other.veevavault.com.`)
    for (const unnamed of [values('acme.veevavault.com'), succeed({ values: null })]) {
      expect(await messageOf(unnamed)).toBe(`${start} a Vault that the response does not name.`)
    }
  })

  test('tells the user from the header, otherwise from the body', async () => {
    const userIn = (response: ReturnType<typeof succeed>) =>
      checkSignIn(scriptedVault([response]).vault)
    expect(await userIn(succeed({}, { 'x-vaultapi-userid': '12' }))).toBe('12')
    expect(await userIn(succeed({ users: [{ user: { id: 13 } }] }))).toBe('13')
    expect(await userIn(succeed({ users: [null] }))).toBe('')
  })
})

describe('an error by which Vault may not know the API version', () => {
  const versions = (...names: string[]) =>
    succeed({
      values: Object.fromEntries(names.map(name => [name, 'https://acme.veevavault.com']))
    })
  const failing = async (type: string) =>
    errorOf(
      scriptedVault([refuse(type)]).vault.call({
        doing: 'x',
        path: '/'
      })
    )

  test('becomes one that lists the versions and keeps its reason', async () => {
    const error = await failing('MALFORMED_URL')
    const { vault } = scriptedVault([versions('v9.0', 'v25.3', 'v26.1', 'latest', 'v26.12')])
    expect(await explainVersion(error, vault)).toMatchObject({
      message:
        'acme.veevavault.com does not have the API version v26.2; it has v9.0, v25.3, v26.1.',
      reason: 'MALFORMED_URL'
    })
  })

  test.each([
    ['has the version', [versions('v26.1', 'v26.2')]],
    ['lists none', [succeed({ values: null })]],
    ['does not respond', [lost, lost, lost, lost]]
  ])('stays as it is where the Vault %s', async (_what, script) => {
    const error = await failing('METHOD_NOT_SUPPORTED')
    expect(await explainVersion(error, scriptedVault(script).vault)).toBe(error)
  })

  test('is recognized by its type alone, so that another one asks Vault nothing', async () => {
    const error = await failing('INVALID_DATA')
    expect(await explainVersion(error, scriptedVault([]).vault)).toBe(error)
  })
})
