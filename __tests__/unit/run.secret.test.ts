import { describe, expect, test } from '@jest/globals'
import { run } from '../../src/run.ts'
import { parseName } from '../../src/token/rotation.ts'
import { answer, lost } from '../helpers/answers.ts'
import { secretInputs } from '../helpers/inputs.ts'
import { GENERATE, GET_KEY, PUT_SECRET, type Stage, stage } from '../helpers/stage.ts'

/** A run that stores its token as VAULT_TOKEN, signed in to with user name and password. */
const rotating = (given: Readonly<Record<string, string>> = {}) => {
  const inputs: Record<string, string> = secretInputs({
    'access-token': '',
    username: 'robot@acme.com',
    password: 'Pa55-word!',
    ...given
  })
  const of = stage({ inputs })
  if (inputs['secret-name'] !== '') inputs['github-token'] = of.githubToken.value
  return { of, inputs }
}
const results = (of: Stage) => JSON.parse(of.runner.outputs().results ?? 'null')
const errors = (of: Stage) => of.runner.annotations('error')
const count = (of: Stage, route: RegExp) => of.routes.filter(each => route.test(each)).length

test('a run stores a proven token, tells of it, and leaves nothing for the post step', async () => {
  const { of } = rotating()
  expect(await run(of.world)).toBe('succeeded')
  const { value, id } = of.newest()
  expect(of.held()).toBe(value)
  expect(of.runner.outputs()).toMatchObject({ token: value, 'token-id': id, generated: 'true' })
  expect(results(of)).toEqual([
    expect.objectContaining({ secret_name: 'VAULT_TOKEN', secret_status: 'created', revoked_token_ids: [], generated: true })
  ])
  expect(parseName(of.newest().name)).toMatchObject({ destination: of.destination })
  expect(of.runner.saved()).toMatchObject({ 'token-0': '{"state":"over"}', session: '{"state":"over"}' })
  expect(of.model.sessions.size).toBe(0)
})

test('one run after the other renews only when it is time, and keeps one previous token alive', async () => {
  const { of, inputs } = rotating()
  const outcomes: string[] = []
  for (let day = 0; day < 70; day++) {
    inputs['current-token'] = of.held() ?? ''
    expect(await run(of.world)).toBe('succeeded')
    if (of.runner.outputs().generated === 'true') outcomes.push(`day ${day}`)
    expect(of.model.liveTokens(of.sandbox).map(({ value }) => value)).toContain(of.held())
    expect(of.living().length).toBeLessThanOrEqual(2)
    of.model.clock.advance(86_400_000)
  }
  // Thirty days less the seven before its end, counted from each renewal.
  expect(outcomes).toEqual(['day 0', 'day 23', 'day 46', 'day 69'])
  expect(of.runner.annotations('warning')).toEqual([])
})

test('no credential is seen anywhere but in the outputs, and none before its mask', async () => {
  const { of, inputs } = rotating()
  await run(of.world)
  inputs['current-token'] = of.held() ?? ''
  await run(of.world)
  for (const credential of ['Pa55-word!', of.githubToken.value, of.newest().value]) {
    expect(of.runner.visible()).not.toContain(credential)
    expect(of.runner.effects.find(({ text }) => text.includes(credential))?.does).toBe('mask')
  }
})

describe('before anything is generated', () => {
  test.each<[string, (of: Stage) => unknown, string]>([
    ['a token that may not touch secrets', of => of.githubToken.permissions.splice(0, 9, 'metadata:read'), 'github-permission'],
    ['a token that has run out', of => Object.assign(of.githubToken, { expires: new Date(0) }), 'github-login'],
    ['a repository that is not there', of => of.github.repositories.splice(0), 'github-not-found'],
    ['a GitHub that can’t be reached', of => of.trouble(GET_KEY, lost, 4), 'network']
  ])('%s fails the step, and the session is ended', async (_what, arrange, code) => {
    const { of } = rotating()
    arrange(of)
    expect(await run(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(new RegExp(`^${code}: `))])
    expect(count(of, GENERATE)).toBe(0)
    expect(of.model.sessions.size).toBe(0)
    expect(of.runner.saved()).not.toHaveProperty('token-0')
  })

  test('a refusal of GitHub ends the waiting for a sandbox', async () => {
    const { of } = rotating({ 'wait-timeout': '5h' })
    of.sandbox.status = 'building'
    of.githubToken.permissions = ['metadata:read', 'dependabot_secrets:write']
    expect(await run(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(/^github-permission: /)])
    expect(of.waits.length).toBeLessThan(5)
    expect(of.model.sessions.size).toBe(0)
  })

  /** A sandbox that is ready after so many looks. */
  const readyAfter = (of: Stage, looks: number) => {
    of.sandbox.status = 'building'
    of.trouble(/sandbox$/, () => {}, looks)
    of.trouble(/sandbox$/, () => {
      of.sandbox.status = 'active'
    })
  }

  test.each([
    [5, 1],
    [40, 2]
  ])('after %i looks for the sandbox, the key has been fetched %i times: a long wait makes it old', async (looks, keys) => {
    const { of } = rotating()
    readyAfter(of, looks)
    expect(await run(of.world)).toBe('succeeded')
    expect(count(of, GET_KEY)).toBe(keys)
  })

  test('a GitHub token that ran out during a long wait fails the step', async () => {
    const { of } = rotating()
    of.githubToken.expires = new Date(of.model.clock.now().getTime() + 300_000)
    readyAfter(of, 40)
    expect(await run(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(/^github-login: /)])
    expect(count(of, GENERATE)).toBe(0)
  })
})

test('what is not stored fails the step, and its token is gone', async () => {
  const { of } = rotating()
  of.trouble(PUT_SECRET, answer({ message: 'No' }, 403))
  expect(await run(of.world)).toBe('failed')
  expect(of.living()).toEqual([])
  expect(of.runner.outputs()).toMatchObject({ tokens: '{}', generated: 'false' })
  expect(of.runner.saved()['token-0']).toBe('{"state":"over"}')
})

test('a dry run reaches GitHub too, and says where the token would go', async () => {
  const { of } = rotating({ 'dry-run': 'true' })
  expect(await run(of.world)).toBe('succeeded')
  expect(of.runner.annotations('notice')).toEqual([
    expect.stringContaining(
      'would be generated and stored as the secret VAULT_TOKEN of the repository acme/pipelines. Nothing was generated.'
    )
  ])
  expect(count(of, GET_KEY)).toBe(1)
  expect(of.held()).toBeUndefined()
  expect(of.living()).toEqual([])
})

test('a stored credential of the Vault itself that is dead is told how to come back to life', async () => {
  const { of } = rotating({
    target: 'vault',
    'sandbox-name': '',
    'access-token': 'veeva-vault-DEAD',
    username: '',
    password: ''
  })
  expect(await run(of.world)).toBe('failed')
  expect(errors(of)).toEqual([
    expect.stringMatching(/^vault-session: .* run once with another sign-in and the same secret-name\.$/)
  ])
})

describe('that advice is not given', () => {
  const ofVault = { target: 'vault', 'sandbox-name': '', username: '', password: '' }
  const dead = 'veeva-vault-DEAD'

  test.each<[string, Record<string, string>, string]>([
    ['to a session that is over', { ...ofVault, 'session-id': 'OVER' }, 'vault-session'],
    ['for a sandbox', { username: '', password: '', 'access-token': dead }, 'vault-session'],
    ['for an output', { ...ofVault, 'access-token': dead, 'secret-name': '', 'github-token': '' }, 'vault-session'],
    ['for another failure', { ...ofVault, 'access-token': 'set below' }, 'vault-permission']
  ])('%s', async (_what, given, code) => {
    const { of, inputs } = rotating(given)
    if (code === 'vault-permission') inputs['access-token'] = of.stored.value
    of.user.mayUseApi = false
    expect(await run(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(new RegExp(`^${code}: `))])
    expect(of.runner.visible()).not.toContain('run once with another sign-in')
  })
})

test('with target: vault the stored credential renews itself', async () => {
  const { of, inputs } = rotating({ target: 'vault', 'sandbox-name': '', username: '', password: '' })
  inputs['access-token'] = of.stored.value
  expect(await run(of.world)).toBe('succeeded')
  const made = of.model.liveTokens(of.parent).at(-1)
  expect(of.held()).toBe(made?.value)
  inputs['access-token'] = of.held() ?? ''
  inputs['current-token'] = of.held() ?? ''
  expect(await run(of.world)).toBe('succeeded')
  expect(of.runner.outputs()).toMatchObject({ generated: 'false', token: made?.value })
})
