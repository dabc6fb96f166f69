import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { annotations, expectNoSecretShown, isGenerate, openStage, type Stage } from './stage.ts'

let stage: Stage
let begin = 0
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(() => {
  begin = stage.simulator.requests.length
})
afterAll(() => stage.simulator.close())

describe('a token for a sandbox, by user name and password', () => {
  test('is generated, masked before it is an output, works on the sandbox, and is deleted when the job ends', async () => {
    const { world, uat, user } = stage
    const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT' })

    expect(main).toMatchObject({ exitCode: 0, stderr: '' })
    expect(stage.requests(begin).sort()).toEqual(
      [
        'POST acme.veevavault.com/api/v26.2/auth',
        'GET acme.veevavault.com/api/v26.2/objects/sandbox',
        'POST acme.veevavault.com/api/v26.2/objects/sandbox/UAT/users/me/api_access_token__sys',
        // At the same time: nothing more is generated with the session.
        'DELETE acme.veevavault.com/api/v26.2/session',
        `POST ${uat.host}/api/v26.2/query`,
        `GET ${uat.host}/api/v26.2/vobjects/api_access_token__sys/${main.outputs['token-id']}`
      ].sort()
    )
    const [token] = world.liveTokens(uat, user)
    expect(main.outputs).toEqual({
      token: token?.value,
      tokens: JSON.stringify({ UAT: token?.value }),
      'token-id': token?.id,
      'token-name': token?.name,
      'expires-at': token?.expires?.toISOString().replace('.000Z', 'Z'),
      'sandbox-name': 'UAT',
      'sandbox-dns': uat.host,
      'sandbox-vault-id': String(uat.id),
      generated: 'true',
      results: expect.any(String)
    })
    expect(JSON.parse(main.outputs.results ?? '')).toEqual([
      {
        sandbox_name: 'UAT',
        sandbox_dns: uat.host,
        sandbox_vault_id: String(uat.id),
        generated: true,
        token_id: token?.id,
        token_name: token?.name,
        expires_at: main.outputs['expires-at'],
        execution_id: expect.any(String)
      }
    ])
    expect(token?.name).toMatch(/^github-actions acme\/pipelines #4711\.1-[0-9a-f]{8}-[0-9a-f]{12}$/)
    expect(main.masks).toEqual(expect.arrayContaining([stage.user.password, token?.value]))
    expect(world.sessions.size).toBe(0)
    expectNoSecretShown(main, stage)

    const post = await stage.after(main)
    expect(post.exitCode).toBe(0)
    expect(post.log).toContain(`Deleted the token "${token?.name}"`)
    expect(world.liveTokens(uat)).toEqual([])
    expect(stage.requests(begin).slice(6)).toEqual([`DELETE ${uat.host}/api/v26.2/vobjects/api_access_token__sys`])
    expectNoSecretShown(post, stage)
  })

  test('is masked on stdout before the outputs file holds it', async () => {
    // The mask goes to stdout at once, the output to a file: the order shows in who is there when main is stopped between the two.
    const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT' })
    const value = main.outputs.token
    const mask = main.events.findIndex(event => 'command' in event && event.command === 'add-mask' && event.data === value)
    const firstWord = main.events.findIndex(event => 'line' in event && event.line.startsWith('Generated'))
    expect(mask).toBeGreaterThanOrEqual(0)
    expect(mask).toBeLessThan(firstWord)
    await stage.after(main)
  })

  test('says in Vault’s own log which run asked, and names itself to the Client ID filter', async () => {
    const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT' })
    for (const { headers } of stage.simulator.requests.slice(begin)) {
      expect(headers).toMatchObject({
        'x-vaultapi-clientid': 'github-actions-vault-sandbox-token',
        'x-vaultapi-referenceid': 'acme/pipelines/4711.1'
      })
    }
    await stage.after(main)
  })
})

test('a sandbox with an odd name is one path segment, and its token has that name in the outputs', async () => {
  const main = await stage.step({ ...stage.byPassword, 'sandbox-name': stage.odd.name })
  expect(main.exitCode).toBe(0)
  expect(stage.requests(begin)[2]).toBe(
    'POST acme.veevavault.com/api/v26.2/objects/sandbox/Q%2FA%20%232%3A%20%C3%9Cml%C3%A4ut/users/me/api_access_token__sys'
  )
  expect(main.outputs['sandbox-name']).toBe(stage.odd.name)
  expect(Object.keys(JSON.parse(main.outputs.tokens ?? ''))).toEqual([stage.odd.name])
  await stage.after(main)
})

test('a stored access token signs in without a call of its own, and is left alone', async () => {
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
  expect(main.exitCode).toBe(0)
  expect(stage.requests(begin).sort()).toEqual(
    [
      'GET acme.veevavault.com/api/v26.2/objects/sandbox',
      'POST acme.veevavault.com/api/v26.2/objects/sandbox/UAT/users/me/api_access_token__sys',
      `POST ${stage.uat.host}/api/v26.2/query`,
      `GET ${stage.uat.host}/api/v26.2/vobjects/api_access_token__sys/${main.outputs['token-id']}`
    ].sort()
  )
  await stage.after(main)
  expect(stage.world.isLive(stage.stored)).toBe(true)
  expect(stage.requests(begin)).not.toContain('DELETE acme.veevavault.com/api/v26.2/session')
  expectNoSecretShown(main, stage)
})

test('a session that was given is never ended', async () => {
  const session = stage.world.openSession(stage.vault, stage.user)
  const main = await stage.step({ 'vault-dns': stage.vault.host, 'session-id': session, 'sandbox-name': 'UAT' })
  expect(main.exitCode).toBe(0)
  await stage.after(main)
  expect(stage.world.sessions.has(session)).toBe(true)
  expectNoSecretShown(main, stage)
  stage.world.sessions.delete(session)
})

test('with target: vault the token is of the Vault itself', async () => {
  const main = await stage.step({ ...stage.byPassword, target: 'vault', 'token-name': 'nightly' })
  const token = stage.world.liveTokens(stage.vault, stage.user).find(({ id }) => id === main.outputs['token-id'])
  expect(token?.name).toMatch(/^nightly #4711\.1-/)
  expect(stage.requests(begin).sort()).toEqual(
    [
      'POST acme.veevavault.com/api/v26.2/auth',
      'POST acme.veevavault.com/api/v26.2/query',
      'POST acme.veevavault.com/api/v26.2/objects/users/me/api_access_token__sys',
      'DELETE acme.veevavault.com/api/v26.2/session',
      `GET acme.veevavault.com/api/v26.2/vobjects/api_access_token__sys/${main.outputs['token-id']}`
    ].sort()
  )
  expect(main.outputs).toMatchObject({ token: token?.value, 'sandbox-name': '', 'sandbox-dns': '', 'sandbox-vault-id': '' })
  expect(JSON.parse(main.outputs.tokens ?? '')).toEqual({ [stage.vault.host]: token?.value })
  await stage.after(main)
  expect(token && stage.world.isLive(token)).toBe(false)
})

describe('expires', () => {
  test.each([
    ['', 86_400],
    ['90m', 5_400],
    ['12h', 43_200],
    ['30d', 2_592_000]
  ])('"%s" counts from generating', async (expires, seconds) => {
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', expires })
    const token = stage.world.tokens.find(({ id }) => id === main.outputs['token-id'])
    const lifetime = (Number(token?.expires) - Number(token?.made)) / 1000
    expect(Math.abs(lifetime - seconds)).toBeLessThanOrEqual(3)
    expect(main.outputs['expires-at']).toBe(token?.expires?.toISOString().replace('.000Z', 'Z'))
    await stage.after(main)
  })

  test('counts by Vault’s clock, not by the runner’s', async () => {
    stage.world.clock.advance(3_600_000)
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', expires: '90m' })
    const token = stage.world.tokens.find(({ id }) => id === main.outputs['token-id'])
    expect(Math.abs(Number(token?.expires) - Number(token?.made) - 5_400_000)).toBeLessThanOrEqual(3_000)
    await stage.after(main)
    stage.world.clock.advance(-3_600_000)
  })

  test('takes an instant as it is, and never as no expiry at all', async () => {
    const instant = new Date(Date.now() + 40 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z')
    const at = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', expires: instant })
    expect(at.outputs['expires-at']).toBe(instant)
    expect(new URLSearchParams(stage.simulator.requests.findLast(isGenerate)?.body).get('expiry_date__v')).toBe(instant)
    await stage.after(at)
    const never = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', expires: 'never' })
    expect(never.outputs['expires-at']).toBe('')
    expect(new URLSearchParams(stage.simulator.requests.findLast(isGenerate)?.body).has('expiry_date__v')).toBe(false)
    await stage.after(never)
  })
})

test('revoke-after-job: false leaves the token to its expiry, and its value is not in the saved state', async () => {
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', 'revoke-after-job': 'false' })
  expect(JSON.stringify(main.state)).not.toContain(main.outputs.token)
  const post = await stage.after(main)
  expect(post.stdout).toBe('')
  const token = stage.world.tokens.find(({ id }) => id === main.outputs['token-id'])
  expect(token && stage.world.isLive(token)).toBe(true)
  if (token) token.deleted = true
})

test('a dry run signs in, finds the sandbox, says what it would do, and generates nothing', async () => {
  const before = stage.world.tokens.length
  const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT', 'dry-run': 'true' })
  expect(main.exitCode).toBe(0)
  expect(stage.world.tokens).toHaveLength(before)
  expect(stage.world.sessions.size).toBe(0)
  expect(annotations(main, 'notice').join()).toContain('for "UAT" a token would be generated')
  expect(main.outputs).toMatchObject({ generated: 'false', tokens: '{}', 'sandbox-dns': stage.uat.host })
  expect(main.summary).toContain('dry run')
  expect((await stage.after(main)).stdout).toBe('')
})

test('a dry run for the Vault itself proves the sign-in', async () => {
  const good = await stage.step({ ...stage.byToken, target: 'vault', 'dry-run': 'true' })
  expect(good.exitCode).toBe(0)
  const bad = await stage.step({
    'vault-dns': stage.vault.host,
    'access-token': 'veeva-vault-DEAD',
    target: 'vault',
    'dry-run': 'true'
  })
  expect(bad.exitCode).toBe(1)
  expect(annotations(bad, 'error')).toEqual([
    expect.stringMatching(/^vault-session: Checking the sign-in on acme\.veevavault\.com failed/)
  ])
})

test('the summary tells what was made and until when, and no value', async () => {
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
  expect(main.summary).toContain('UAT')
  expect(main.summary).toContain(stage.uat.host)
  expect(main.summary).toContain('in 24 hours')
  expect(main.summary).toContain('deleted when the job ends')
  expectNoSecretShown(main, stage)
  await stage.after(main)
})
