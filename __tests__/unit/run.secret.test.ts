import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import type { Send } from '../../src/http.ts'
import { run } from '../../src/run.ts'
import { parseName } from '../../src/token/rotation.ts'
import { lost, saying } from '../helpers/answers.ts'
import { passwordInputs } from '../helpers/settings.ts'
import { count, errors, GENERATE, GET_KEY, LISTING, results, type Stage, stage } from '../helpers/stage.ts'
import { routeOf } from '../helpers/world.ts'

/** A run that stores its token as VAULT_TOKEN, signed in to with user name and password. */
const rotating = (given: Readonly<Record<string, string>> = {}) => {
  const inputs = passwordInputs({ 'secret-name': 'VAULT_TOKEN', ...given })
  const of = stage({ inputs })
  if (inputs['secret-name'] !== '') inputs['github-token'] = of.githubToken.value
  return { of, inputs }
}

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
})

describe('where GitHub refuses', () => {
  /** GitHub refuses; what is asked second is answered after what is asked first, and the listing last of all. */
  const refusing = async (first: RegExp, second: RegExp) => {
    const { of } = rotating()
    of.trouble(GET_KEY, saying(401, 'Bad credentials'))
    of.trouble(LISTING, lost, 9)
    const answered = Promise.withResolvers<void>()
    const send: Send = async request => {
      const route = routeOf(request)
      if (second.test(route)) await answered.promise.then(() => setImmediate())
      const outcome = await of.world.send(request)
      if (first.test(route)) answered.resolve()
      if (LISTING.test(route)) for (let later = 0; later < 5; later++) await setImmediate()
      return outcome
    }
    expect(await run({ ...of.world, send })).toBe('failed')
    for (let later = 0; later < 20; later++) await setImmediate()
    expect(errors(of)).toEqual([expect.stringMatching(/^github-login: /)])
    expect(of.model.sessions.size).toBe(0)
    return of
  }

  test('before Vault has signed in, nothing is asked of Vault but to end the session', async () => {
    const of = await refusing(GET_KEY, /^POST \/auth/)
    expect(of.routes).toEqual([expect.stringMatching(/public-key$/), 'POST /auth', 'DELETE /session'])
  })

  test('while Vault lists the sandboxes, nothing is begun again with the session that is ended', async () => {
    const of = await refusing(LISTING, GET_KEY)
    expect(count(of, LISTING)).toBe(1)
  })
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
