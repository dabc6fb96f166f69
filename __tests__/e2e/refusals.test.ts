import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { annotations, expectNoSecretShown, isListing, isSignIn, openStage, type Stage, trouble } from './stage.ts'

let stage: Stage
let begin = 0
let tokens = 0
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(() => {
  begin = stage.simulator.requests.length
  tokens = stage.world.tokens.length
})
afterAll(() => stage.simulator.close())

/** The step failed with one error of this code, and generated nothing. */
const expectRefused = async (inputs: Record<string, string>, code: string) => {
  const main = await stage.step(inputs)
  expect(main.exitCode).toBe(1)
  expect(main.stderr).toBe('')
  const errors = annotations(main, 'error')
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatch(new RegExp(`^${code}: `))
  expect(stage.world.tokens).toHaveLength(tokens)
  expect(main.outputs.token).toBeFalsy()
  expect(JSON.parse(main.outputs.results ?? '')).toEqual([expect.objectContaining({ error: expect.objectContaining({ code }) })])
  expect(main.summary).toContain(code)
  expectNoSecretShown(main, stage)
  return { main, error: errors[0] ?? '' }
}

test('mistakes in the inputs are reported together, each with its input, before anything is sent', async () => {
  const connects = stage.simulator.connects.length
  const main = await stage.step({
    'vault-dns': 'https://acme.veevavault.com',
    'sandbox-name': '',
    'access-token': 'ABC',
    expires: 'tomorrow',
    'dry-run': 'perhaps'
  })
  expect(main.exitCode).toBe(1)
  expect(annotations(main, 'error').map(line => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'input: access-token:',
    'input: vault-dns:',
    'input: sandbox-name:',
    'input: expires:',
    'input: dry-run:'
  ])
  expect(stage.simulator.connects).toHaveLength(connects)
  expect(main.outputs.results).toBe('[]')
  expect((await stage.after(main)).stdout).toBe('')
})

test('where no way to sign in was given, the message names the usual cause', async () => {
  const main = await stage.step({ 'vault-dns': stage.vault.host, 'sandbox-name': 'UAT' })
  expect(annotations(main, 'error').join()).toContain('a misspelt name, or a run from a fork')
})

test('a wrong password is tried once, and the account is not locked', async () => {
  const { error } = await expectRefused({ ...stage.byPassword, password: 'wrong', 'sandbox-name': 'UAT' }, 'vault-login')
  expect(error).toContain('USERNAME_OR_PASSWORD_INCORRECT')
  expect(error).toMatch(/execution id [\w-]+/)
  expect(stage.requests(begin)).toEqual(['POST acme.veevavault.com/api/v26.2/auth'])
})

test('a sign-in that lands in another Vault stops there; its session is ended on the Vault that was asked for, or named', async () => {
  const other = stage.world.addVault({ host: 'other.veevavault.com' })
  const guest = stage.world.addUser({ name: 'guest@acme.example', password: 'guest pass', vaults: [other] })
  const { main, error } = await expectRefused(
    { 'vault-dns': stage.vault.host, username: guest.name, password: guest.password, 'sandbox-name': 'UAT' },
    'vault-mismatch'
  )
  expect(error).toContain('other.veevavault.com')
  expect(stage.requests(begin)).toEqual([
    'POST acme.veevavault.com/api/v26.2/auth',
    'DELETE acme.veevavault.com/api/v26.2/session'
  ])
  expect(stage.simulator.connects.join()).not.toContain('other.veevavault.com')
  expect(annotations(main, 'warning')).toEqual([])
  expect(annotations(main, 'error').join()).toContain('that session ends by itself')
  stage.world.sessions.clear()
})

test('a dead access token is refused, and not tried a second time', async () => {
  const { error } = await expectRefused(
    { 'vault-dns': stage.vault.host, 'access-token': 'veeva-vault-DEAD', 'sandbox-name': 'UAT' },
    'vault-session'
  )
  expect(error).toContain('INVALID_SESSION_ID')
  expect(stage.requests(begin)).toHaveLength(1)
})

describe('the sandbox', () => {
  test('that does not exist is answered with the nearest names', async () => {
    const { error } = await expectRefused({ ...stage.byPassword, 'sandbox-name': 'UTA' }, 'sandbox-unknown')
    expect(error).toContain('Nearest: "UAT"')
    expect(stage.world.sessions.size).toBe(0)
  })

  test.each(['inactive', 'deleting'] as const)('that is %s is refused with its state', async status => {
    stage.uat.status = status
    const { error } = await expectRefused({ ...stage.byToken, 'sandbox-name': 'UAT' }, 'sandbox-unavailable')
    expect(error).toContain(status)
    stage.uat.status = 'active'
  })

  test('whose DNS is no Vault’s is refused, and that host is never contacted', async () => {
    const evil = stage.world.addSandbox(stage.vault, { name: 'Evil', host: 'evil.example.com' })
    await expectRefused({ ...stage.byToken, 'sandbox-name': 'Evil' }, 'host-refused')
    expect(stage.simulator.connects.join()).not.toContain('evil')
    stage.world.vaults.splice(stage.world.vaults.indexOf(evil), 1)
  })

  test('that sandbox-dns puts elsewhere than the listing is refused', async () => {
    await expectRefused({ ...stage.byToken, 'sandbox-name': 'UAT', 'sandbox-dns': 'acme-prod.veevavault.com' }, 'input')
  })
})

describe('a refusal to generate', () => {
  test('without the permission names it', async () => {
    stage.user.mayUseApi = false
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
    stage.user.mayUseApi = true
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toContain('Application: API: Access API')
  })

  test('at 25 active tokens names the usual causes, with type, text and execution id', async () => {
    const made = Array.from({ length: 25 }, () => stage.world.mint(stage.uat, stage.user))
    tokens += 25
    const { error } = await expectRefused({ ...stage.byToken, 'sandbox-name': 'UAT' }, 'vault-refused')
    expect(error).toContain('OPERATION_NOT_ALLOWED')
    expect(error).toContain('25 active tokens')
    expect(error).toMatch(/execution id [\w-]+/)
    for (const token of made) token.deleted = true
  })

  test('for an expiry beyond the profile’s maximum names the usual causes', async () => {
    stage.uat.maxExpiryDays = 90
    const { error } = await expectRefused({ ...stage.byToken, 'sandbox-name': 'UAT', expires: '91d' }, 'vault-refused')
    expect(error).toContain('give a shorter expires')
    delete stage.uat.maxExpiryDays
  })
})

describe('a credential that may not list sandboxes', () => {
  beforeAll(() => {
    stage.user.mayListSandboxes = false
  })
  afterAll(() => {
    stage.user.mayListSandboxes = true
  })

  test('goes on with sandbox-dns, and the token is deleted there', async () => {
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', 'sandbox-dns': stage.uat.host })
    expect(main.exitCode).toBe(0)
    expect(annotations(main, 'warning').join()).toContain('Going on with sandbox-dns')
    await stage.after(main)
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
  })

  test('without it gets the token with a warning, and the post step names what it can’t delete', async () => {
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
    expect(main.exitCode).toBe(0)
    expect(annotations(main, 'warning').join()).toContain('give sandbox-dns')
    const post = await stage.after(main)
    expect(post.exitCode).toBe(0)
    expect(annotations(post, 'warning').join()).toContain(main.outputs['token-id'])
    for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
  })
})

describe('in place of Vault’s answer', () => {
  test('a page where JSON belongs is an error that says so', async () => {
    trouble(stage.simulator, isListing, 'html', 4)
    const { error } = await expectRefused({ ...stage.byToken, 'sandbox-name': 'UAT' }, 'vault-unavailable')
    expect(error).toContain('a page (HTML) where JSON belongs')
    expect(stage.requests(begin)).toHaveLength(4)
  })

  test('a redirect is not followed', async () => {
    trouble(stage.simulator, isListing, 'redirect')
    await expectRefused({ ...stage.byToken, 'sandbox-name': 'UAT' }, 'host-refused')
    expect(stage.simulator.connects.join()).not.toContain('evil')
    expect(stage.requests(begin)).toHaveLength(1)
  })

  test('half a body on a read is read again', async () => {
    trouble(stage.simulator, isListing, 'half-body')
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
    expect(main.exitCode).toBe(0)
    expect(stage.simulator.requests.slice(begin).filter(isListing)).toHaveLength(2)
    await stage.after(main)
  })

  test('a sign-in whose answer is lost is repeated once, and no more', async () => {
    trouble(stage.simulator, isSignIn, 'cut-before', 3)
    await expectRefused({ ...stage.byPassword, 'sandbox-name': 'UAT' }, 'network')
    expect(stage.requests(begin)).toHaveLength(2)
  })

  test('a text that repeats our credential, and tries commands on the runner, does neither in the log', async () => {
    const message = `::error::${stage.stored.value} ##[add-mask]x \u001b[31m ${'y'.repeat(280)}${stage.stored.value}`
    trouble(stage.simulator, isListing, { failure: 'INVALID_DATA', message })
    const { main, error } = await expectRefused({ ...stage.byToken, 'sandbox-name': 'UAT' }, 'vault-refused')
    expect(error).not.toContain('veeva-vault-')
    expect(main.events.filter(event => 'command' in event && event.command === 'error')).toHaveLength(1)
    expect(main.stdout).not.toContain('\u001b')
    expect(main.stdout).not.toContain('##[')
  })
})

test('a proxy setting that is none is an error, not a direct connection', async () => {
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' }, { env: { HTTPS_PROXY: 'proxy.acme.example:8080:' } })
  expect(main.exitCode).toBe(1)
  expect(annotations(main, 'error').join()).toContain('HTTPS_PROXY')
})
