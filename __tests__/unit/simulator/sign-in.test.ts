import { expect, test } from '@jest/globals'
import { answer, ask, stage } from './ask.ts'

const login = { username: 'deploy@acme.com', password: 'correct' }

test('A sign-in lands in the Vault of the host, and its session works there only', () => {
  const { world, vault, sandbox, user } = stage()
  const reply = ask(world, 'POST /api/v26.2/auth', { form: login })
  expect(reply).toMatchObject({ responseStatus: 'SUCCESS', userId: user.id, vaultId: vault.id })
  expect(reply.vaultIds).toEqual([
    { id: vault.id, name: 'acme', url: 'https://acme.veevavault.com/api' },
    { id: sandbox.id, name: 'UAT', url: 'https://acme-uat.veevavault.com/api' }
  ])
  expect(ask(world, 'GET /api/v26.2/objects/users/me', { auth: reply.sessionId }).users[0].user.id).toBe(user.id)
  expect(ask(world, 'GET /api/v26.2/objects/users/me', { auth: `Bearer ${reply.sessionId}` }).responseStatus).toBe('SUCCESS')
  const elsewhere = ask(world, 'GET /api/v26.2/objects/users/me', { auth: reply.sessionId, host: sandbox.host })
  expect(elsewhere.errors[0]?.type).toBe('INVALID_SESSION_ID')
})

test('vaultDNS wins over the host', () => {
  const { world, sandbox } = stage()
  expect(ask(world, 'POST /api/v26.2/auth', { form: { ...login, vaultDNS: sandbox.host } }).vaultId).toBe(sandbox.id)
})

test.each(['typo.veevavault.com', 'other.veevavault.com', 'asleep.veevavault.com'])(
  'A sign-in that asks for %s lands in the last Vault, or without one in the first',
  vaultDNS => {
    const { world, vault, sandbox, user } = stage()
    user.vaults = [vault, sandbox]
    world.addVault({ host: 'other.veevavault.com' })
    user.vaults.push(world.addVault({ host: 'asleep.veevavault.com', status: 'inactive' }))
    expect(ask(world, 'POST /api/v26.2/auth', { form: { ...login, vaultDNS } }).vaultId).toBe(vault.id)
    user.lastVault = sandbox
    expect(ask(world, 'POST /api/v26.2/auth', { form: login, host: vaultDNS }).vaultId).toBe(sandbox.id)
  }
)

test('Wrong passwords are counted, and after five not even the right one is accepted', () => {
  const { world, user } = stage()
  for (let count = 1; count <= 5; count += 1) {
    const reply = ask(world, 'POST /api/v26.2/auth', { form: { ...login, password: 'wrong' } })
    expect(reply).toMatchObject({ responseStatus: 'FAILURE', errorType: 'AUTHENTICATION_FAILED' })
    expect(reply.errors[0]?.type).toBe('USERNAME_OR_PASSWORD_INCORRECT')
    expect(user.wrongPasswords).toBe(count)
  }
  expect(ask(world, 'POST /api/v26.2/auth', { form: login }).errors[0]?.type).toBe('USER_LOCKED_OUT')
})

test('A session that was ended is no session any more', () => {
  const { world, session } = stage()
  expect(ask(world, 'DELETE /api/v26.2/session', { auth: session }).responseStatus).toBe('SUCCESS')
  expect(ask(world, 'GET /api/v26.2/objects/users/me', { auth: session }).errors[0]?.type).toBe('INVALID_SESSION_ID')
})

test('An invalid session is HTTP 200, or 401 when the world says so', () => {
  const { world } = stage()
  expect(answer(world, 'GET /api/v26.2/objects/users/me', { auth: 'no' }).status).toBe(200)
  world.invalidSessionStatus = 401
  expect(answer(world, 'GET /api/v26.2/objects/users/me', { auth: 'no' }).status).toBe(401)
})

test('Answers carry the headers of Vault and the reference of the caller', () => {
  const { world, vault, user, session } = stage()
  const { headers } = answer(world, 'GET /api/', { auth: session, headers: { 'x-vaultapi-referenceid': 'run 4711' } })
  expect(headers).toMatchObject({
    'X-VaultAPI-ExecutionId': expect.stringMatching(/^[0-9a-f]{32}$/),
    'X-VaultAPI-VaultId': String(vault.id),
    'X-VaultAPI-UserId': String(user.id),
    'X-VaultAPI-Status': 'SUCCESS',
    'X-VaultAPI-BurstLimit': '2000',
    'X-VaultAPI-BurstLimitRemaining': '1999',
    'X-VaultAPI-ReferenceId': 'run 4711'
  })
})

test('Versions are listed, and unknown versions, paths and methods are refused', () => {
  const { world, session } = stage()
  const type = (line: string) => ask(world, line, { auth: session }).errors[0]?.type
  expect(ask(world, 'GET /api/', { auth: session }).values).toEqual({ 'v26.2': 'https://acme.veevavault.com/api/v26.2' })
  expect(type('GET /api/v99.1/objects/users/me')).toBe('MALFORMED_URL')
  expect(type('GET /api/v26.2/objects/nothing')).toBe('MALFORMED_URL')
  expect(type('PUT /api/v26.2/query')).toBe('METHOD_NOT_SUPPORTED')
})

test('A host without an active Vault answers 503 with HTML', () => {
  const { world, sandbox, session } = stage()
  sandbox.status = 'building'
  for (const host of ['nobody.veevavault.com', sandbox.host]) {
    const { status, body } = answer(world, 'GET /api/v26.2/objects/users/me', { host, auth: session })
    expect([status, body]).toEqual([503, expect.stringContaining('<html>')])
  }
})
