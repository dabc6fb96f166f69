import { describe, expect, test } from '@jest/globals'
import { endSession, proveSignIn, type SeenVault, type SignIn, signIn } from '../../../src/vault/sign-in.ts'
import { answer, exception, failure, lost, signedIn, success } from '../../helpers/answers.ts'
import { scriptedVault } from '../../helpers/settings.ts'
import { errorOf, secret } from '../../helpers/values.ts'
import { routeOf, type Scripted } from '../../helpers/world.ts'

const byPassword: SignIn = { by: 'password', username: 'robot@acme.com', password: secret('Pa55-word!') }

/** Signs in to a Vault that answers by a script. */
const signingIn = (how: SignIn, script: readonly Scripted[]) => {
  const scripted = scriptedVault(script)
  const opened: string[] = []
  const { keep, quote } = scripted.runner
  const seen: SeenVault[] = []
  const result = signIn(how, scripted.vault, {
    keep,
    quote,
    opened: session => opened.push(session.reveal()),
    sees: vaults => seen.push(...vaults)
  })
  return { ...scripted, opened, seen, result }
}

describe('with user name and password', () => {
  test('the Vault is asked for by name, and is addressed with the session from then on', async () => {
    const { result, sent, opened, runner } = signingIn(byPassword, [signedIn(), success()])
    await proveSignIn(await result)
    expect(sent.map(routeOf)).toEqual(['POST /auth', 'GET /objects/users/me'])
    expect(sent[0]?.body).toBe('username=robot%40acme.com&password=Pa55-word%21&vaultDNS=acme.veevavault.com')
    expect(sent[0]?.headers).not.toHaveProperty('authorization')
    expect(sent[1]?.headers.authorization).toBe('Bearer SESSION-VALUE')
    expect(opened).toEqual(['SESSION-VALUE'])
    expect(runner.effects).toEqual([{ does: 'mask', name: '', text: 'SESSION-VALUE' }])
  })

  test('the user’s Vaults are told as the answer lists them', async () => {
    const { result, seen } = signingIn(byPassword, [signedIn()])
    await result
    expect(seen).toEqual([
      { id: '2002', name: 'Other', host: 'other.veevavault.com' },
      { id: '1001', name: 'Acme', host: 'acme.veevavault.com' }
    ])
  })

  test('the host may be spelt in capitals in the answer, and ids may be text or numbers', async () => {
    const mixed = success({ sessionId: 'S', vaultId: '1001', vaultIds: [{ id: 1001, url: 'https://ACME.veevavault.com/api' }] })
    const { result } = signingIn(byPassword, [mixed])
    expect((await result).site.host).toBe('acme.veevavault.com')
  })

  test('a session of another Vault is refused, and whoever opened it is told before', async () => {
    const { result, opened, seen } = signingIn(byPassword, [signedIn('landed.veevavault.com')])
    const error = await errorOf(result)
    expect(error).toMatchObject({
      code: 'vault-mismatch',
      message:
        'Signing in with username and password on acme.veevavault.com failed: Vault opened a session of landed.veevavault.com instead.',
      hint: 'Check vault-dns, and that the user is active in acme.veevavault.com; nothing was generated, and that session ends by itself when it has been idle.'
    })
    expect(opened).toEqual(['SESSION-VALUE'])
    expect(seen).toEqual([])
  })

  test.each([
    ['no list of Vaults', { vaultId: 1001 }],
    ['a list without it', { vaultId: 1001, vaultIds: [{ id: 2002, url: 'https://acme.veevavault.com/api' }] }],
    ['no id', { vaultIds: [{ url: 'https://acme.veevavault.com/api' }] }],
    ['an entry without a URL', { vaultId: 1001, vaultIds: [{ id: 1001 }] }],
    ['a URL that is none', { vaultId: 1001, vaultIds: [{ id: 1001, url: 'acme.veevavault.com' }] }],
    ['things that are no Vaults', { vaultId: 1001, vaultIds: [null, 'acme', 7] }]
  ])('a session of a Vault that can’t be told is refused: %s', async (_what, fields) => {
    const { result, opened } = signingIn(byPassword, [success({ sessionId: 'S', ...fields })])
    const error = await errorOf(result)
    expect(error.code).toBe('vault-mismatch')
    expect(error.message).toContain('a session of a Vault that it does not name instead')
    expect(opened).toEqual(['S'])
  })

  test.each([
    'https://acme.veevavault.com.evil.example.com/api',
    'https://acme.veevavault.com@evil.example.com/api',
    'https://evil.example.com/acme.veevavault.com'
  ])('a Vault at %s is another one', async url => {
    const landed = success({ sessionId: 'S', vaultId: 1, vaultIds: [{ id: 1, url }] })
    expect((await errorOf(signingIn(byPassword, [landed]).result)).code).toBe('vault-mismatch')
  })

  test.each(['USERNAME_OR_PASSWORD_INCORRECT', 'USER_LOCKED_OUT', 'INACTIVE_USER', 'AUTHENTICATION_FAILED', 'SOMETHING_NEW'])(
    'a password that is refused with %s is sent exactly once',
    async type => {
      const { result, sent, opened } = signingIn(byPassword, [failure(type), signedIn()])
      expect((await errorOf(result)).code).toBe('vault-login')
      expect(sent).toHaveLength(1)
      expect(opened).toEqual([])
    }
  )

  test('a password that something in front of Vault answers with status 401 is sent exactly once', async () => {
    const { result, sent } = signingIn(byPassword, [answer('', 401), signedIn()])
    expect((await errorOf(result)).code).toBe('vault-unavailable')
    expect(sent).toHaveLength(1)
  })

  test('a lost answer, or a fault of Vault, is no refusal: it is repeated once', async () => {
    expect((await signingIn(byPassword, [lost, signedIn()]).result).site.host).toBe('acme.veevavault.com')
    const { result, sent } = signingIn(byPassword, [exception('BROKEN'), lost, signedIn()])
    expect((await errorOf(result)).code).toBe('network')
    expect(sent).toHaveLength(2)
  })

  test('an answer without a session opens none', async () => {
    const { result, opened } = signingIn(byPassword, [success({ vaultId: 1001 })])
    expect(await errorOf(result)).toMatchObject({
      code: 'vault-login',
      message: 'Signing in with username and password on acme.veevavault.com failed: the answer holds no session.',
      hint: 'Run again; if it stays, give the execution id to Veeva Support.'
    })
    expect(opened).toEqual([])
  })

  test('a session of another Vault is refused with the execution id', async () => {
    const landed = { ...signedIn('landed.veevavault.com'), headers: { 'x-vaultapi-executionid': 'exec-1' } }
    expect((await errorOf(signingIn(byPassword, [landed]).result)).executionId).toBe('exec-1')
  })
})

describe('with a token of an identity provider', () => {
  const byOauth: SignIn = { by: 'oauth', profileId: '_9ad0a091/x', token: secret('IDP-TOKEN'), clientId: undefined }
  const hint =
    'Check oauth-profile-id, that the token is fresh and meant for Vault (audience, client), and that its user exists and is active there; it was tried once only.'

  test('the session is asked for at Veeva’s login host, and is used at the Vault', async () => {
    const { result, sent, opened } = signingIn(byOauth, [signedIn(), success()])
    await proveSignIn(await result)
    expect(sent.map(({ method, url }) => `${method} ${url.href}`)).toEqual([
      'POST https://login.veevavault.com/auth/oauth/session/_9ad0a091%2Fx',
      'GET https://acme.veevavault.com/api/v26.2/objects/users/me'
    ])
    expect(sent[0]?.body).toBe('vaultDNS=acme.veevavault.com')
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer IDP-TOKEN', 'Bearer SESSION-VALUE'])
    expect(opened).toEqual(['SESSION-VALUE'])
  })

  test('a client of the identity provider is named where there is one', async () => {
    const { result, sent } = signingIn({ ...byOauth, clientId: 'vault client' }, [signedIn()])
    await result
    expect(sent[0]?.body).toBe('vaultDNS=acme.veevavault.com&client_id=vault+client')
  })

  test.each(['AUTHENTICATION_FAILED', 'SOMETHING_NEW'])('one that is refused with %s is sent exactly once', async type => {
    const refusal = failure(type, 'No.', { 'x-vaultapi-executionid': 'exec-1' })
    const { result, sent, opened } = signingIn(byOauth, [refusal, signedIn()])
    expect(await errorOf(result)).toMatchObject({
      code: 'vault-login',
      message: `Exchanging the identity provider’s token for a session on login.veevavault.com failed: Vault answered ${type}: No (execution id exec-1).`,
      hint,
      executionId: 'exec-1'
    })
    expect(sent).toHaveLength(1)
    expect(opened).toEqual([])
  })

  test('an answer that never comes is waited for twice, and is not a refusal', async () => {
    const { result, sent } = signingIn(byOauth, [lost, lost])
    const error = await errorOf(result)
    expect(error.code).toBe('network')
    expect(error.hint).not.toBe(hint)
    expect(sent).toHaveLength(2)
  })

  test('what is no refusal at all stays what it is', async () => {
    await expect(signingIn(byOauth, []).result).rejects.toThrow('The script has no answer')
  })

  test('a session of another Vault is refused', async () => {
    const error = await errorOf(signingIn(byOauth, [signedIn('landed.veevavault.com')]).result)
    expect(error.code).toBe('vault-mismatch')
    expect(error.message).toBe(
      'Exchanging the identity provider’s token for a session on acme.veevavault.com failed: Vault opened a session of landed.veevavault.com instead.'
    )
  })
})

test.each<[SignIn['by'], SignIn, string]>([
  ['access-token', { by: 'access-token', token: secret('veeva-vault-X') }, 'Bearer veeva-vault-X'],
  ['session-id', { by: 'session-id', session: secret('GIVEN') }, 'Bearer GIVEN']
])('with %s nothing is sent and nothing is opened: the first call proves it', async (_by, how, bearer) => {
  const { result, sent, opened } = signingIn(how, [success()])
  const vault = await result
  expect(sent).toEqual([])
  await proveSignIn(vault)
  expect(sent[0]?.headers.authorization).toBe(bearer)
  expect(opened).toEqual([])
})

test.each([
  ['Checking the sign-in', proveSignIn, 4],
  ['Ending the session', endSession, 2]
])('%s that gets no answer says so, after as many tries as such a call has', async (doing, act, tries) => {
  const { vault, sent } = scriptedVault(Array(tries).fill(lost))
  expect((await errorOf(act(vault))).message).toBe(
    `${doing} on acme.veevavault.com failed: the connection was lost (ECONNRESET).`
  )
  expect(sent).toHaveLength(tries)
})

test('a session is ended by a call that it makes itself', async () => {
  const { vault, sent } = scriptedVault([success()])
  await endSession(vault.as(secret('SESSION')))
  expect(sent.map(routeOf)).toEqual(['DELETE /session'])
  expect(sent[0]?.headers.authorization).toBe('Bearer SESSION')
})
