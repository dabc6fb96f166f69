import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { annotations, expectNoSecretShown, openStage, type Stage } from './stage.ts'

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.from-the-identity-provider.signature'

let stage: Stage
let begin = 0
beforeAll(async () => {
  stage = await openStage()
  stage.world.oauth.set(TOKEN, { profileId: '_0OI0000000000A1', user: stage.user })
})
beforeEach(() => {
  begin = stage.simulator.requests.length
})
afterAll(() => stage.simulator.close())

const inputs = () => ({
  'vault-dns': stage.vault.host,
  'sandbox-name': 'UAT',
  'oauth-profile-id': '_0OI0000000000A1',
  'oauth-token': TOKEN
})

test('an identity provider’s token is exchanged at Veeva’s login host, and the session is ended', async () => {
  const main = await stage.step({ ...inputs(), 'oauth-client-id': 'pipelines' })
  expect(main).toMatchObject({ exitCode: 0, stderr: '' })
  const [exchange] = stage.simulator.requests.slice(begin)
  expect(exchange).toMatchObject({ method: 'POST', host: 'login.veevavault.com', path: '/auth/oauth/session/_0OI0000000000A1' })
  expect(exchange?.headers.authorization).toBe(`Bearer ${TOKEN}`)
  expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({ vaultDNS: stage.vault.host, client_id: 'pipelines' })
  expect(stage.world.sessions.size).toBe(0)
  expect(main.masks).toContain(TOKEN)
  expect(main.log + main.summary).not.toContain(TOKEN)
  expectNoSecretShown(main, stage)
  // The identity provider's token goes to the login host alone.
  for (const { host, headers } of stage.simulator.requests.slice(begin)) {
    if (host !== 'login.veevavault.com') expect(headers.authorization).not.toContain(TOKEN)
  }
  await stage.after(main)
})

test('a sign-in that lands in another Vault stops there', async () => {
  const other = stage.world.addVault({ host: 'other.veevavault.com' })
  const guest = stage.world.addUser({ name: 'guest@acme.example', password: 'guest pass', vaults: [other] })
  stage.world.oauth.set('guest-token', { profileId: '_0OI0000000000A1', user: guest })
  const main = await stage.step({ ...inputs(), 'oauth-token': 'guest-token' })
  expect(annotations(main, 'error').join()).toMatch(/^vault-mismatch: .*other\.veevavault\.com/)
  stage.world.sessions.clear()
})

test('a token that is refused is tried once, and the error says what to check', async () => {
  const main = await stage.step({ ...inputs(), 'oauth-token': 'stale' })
  expect(annotations(main, 'error').join()).toMatch(/^vault-login: .*oauth-profile-id/)
  expect(stage.requests(begin)).toEqual(['POST login.veevavault.com/auth/oauth/session/_0OI0000000000A1'])
})

test('the profile and the token are required together', async () => {
  const without = await stage.step({ ...inputs(), 'oauth-token': '' })
  expect(annotations(without, 'error')).toEqual([expect.stringMatching(/^input: oauth-token: is required with oauth-profile-id/)])
  const profile = await stage.step({ ...inputs(), 'oauth-profile-id': '' })
  expect(annotations(profile, 'error')).toEqual([expect.stringMatching(/^input: oauth-profile-id: is required with oauth-token/)])
})
