import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { SimToken } from '../../simulator/world.ts'
import { annotations, expectNoSecretShown, isDelete, isGenerate, isSecretWrite, openStage, type Stage, trouble } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.simulator.close())

const MINUTE = 60_000
const DAY = 86_400_000

/** One scheduled run; it must succeed. */
const rotate = async (inputs: Record<string, string> = {}) => {
  const main = await stage.step({ ...stage.storing, ...inputs })
  expect(annotations(main, 'error')).toEqual([])
  expect(main.exitCode).toBe(0)
  expectNoSecretShown(main, stage)
  return main
}
/** The same, twenty minutes after what was before: then nothing of it is young. */
const rotateLater = (inputs: Record<string, string> = {}) => {
  stage.world.clock.advance(20 * MINUTE)
  return rotate(inputs)
}
const isQuery = ({ path }: { path: string }) => path.endsWith('/query')
const revoked = (main: { outputs: Record<string, string> }): string[] =>
  JSON.parse(main.outputs.results ?? '')[0].revoked_token_ids
const alive = (id: string | undefined) => stage.world.liveTokens(stage.uat).some(token => token.id === id)
/** A token with one of our names, as a run `minutes` ago would have left it. */
const leftover = (like: string | undefined, minutes: number, more: Partial<SimToken> = {}): SimToken => {
  const made = Math.floor((stage.world.clock.now().getTime() - minutes * MINUTE) / 1000).toString(16)
  const name = (like ?? '').replace(/[0-9a-f]{12}$/, `${made}beef`)
  return Object.assign(stage.world.mint(stage.uat, stage.user, { name, expires: new Date(Date.now() + 30 * DAY) }), more)
}

describe('a rotation of a stored token', () => {
  test('proves the new token, stores it, and deletes what it replaced beyond the one before', async () => {
    const [first, second, third] = [await rotateLater(), await rotateLater(), await rotateLater()]
    expect(stage.secret()).toBe(third.outputs.token)
    expect([first, second, third].map(({ outputs }) => alive(outputs['token-id']))).toEqual([false, true, true])
    expect(revoked(third)).toEqual([first.outputs['token-id']])
    const order = stage.simulator.requests.map(({ method, host, path }) => `${method} ${host}${path}`)
    expect(
      order.lastIndexOf(`GET ${stage.uat.host}/api/v26.2/vobjects/api_access_token__sys/${third.outputs['token-id']}`)
    ).toBeLessThan(order.findLastIndex(line => line.startsWith('PUT')))
    expect(order.findLastIndex(line => line.startsWith('PUT'))).toBeLessThan(
      order.findLastIndex(line => line.startsWith('DELETE'))
    )
  })

  test.each([
    ['0', [false, false, false, true]],
    ['2', [false, true, true, true]],
    ['all', [true, true, true, true]]
  ])('with keep-previous: %s', async (keep, lives) => {
    const runs = [
      await rotateLater({ 'keep-previous': 'all' }),
      await rotateLater({ 'keep-previous': 'all' }),
      await rotateLater({ 'keep-previous': 'all' }),
      await rotateLater({ 'keep-previous': keep })
    ]
    expect(runs.map(({ outputs }) => alive(outputs['token-id']))).toEqual(lives)
  })

  test('deletes what no secret ever held, also with keep-previous: all, but what is young it leaves alone and says so', async () => {
    const first = await rotate()
    stage.world.clock.advance(20 * MINUTE)
    const name = first.outputs['token-name']
    const [lost, young] = [leftover(name, 16), leftover(name, 5)]
    const second = await rotate({ 'keep-previous': 'all' })
    expect(revoked(second)).toEqual([lost.id])
    expect([alive(first.outputs['token-id']), alive(young.id)]).toEqual([true, true])
    expect(second.log).toContain(`Left alone on ${stage.uat.host}, because another run may be about to store`)
    expect(second.log).toContain(young.id)
  })

  test.each(['never', 'late', 'in batches', 'at once'] as const)(
    'decides the same on a Vault that records uses %s',
    async uses => {
      stage.uat.recordsUses = uses
      const first = await rotateLater()
      expect((await rotateLater({ 'current-token': stage.secret() ?? '' })).outputs.generated).toBe('false')
      const second = await rotateLater()
      const third = await rotateLater()
      expect([first, second, third].map(({ outputs }) => alive(outputs['token-id']))).toEqual([false, true, true])
    }
  )

  test('takes tokens of another label for its own, because label and run are for people', async () => {
    const first = await rotateLater({ 'token-name': 'old label' })
    await rotateLater({ 'token-name': 'new label' })
    const third = await rotateLater({ 'token-name': 'new label' })
    expect(revoked(third)).toEqual([first.outputs['token-id']])
  })

  test.each([
    ['a second behind', -1_000],
    ['a minute behind', -60_000],
    ['a minute ahead', 60_000]
  ])('deletes what it replaced also where GitHub’s Date is %s of when it notes a write', async (_what, ms) => {
    stage.github.dateAheadMs = ms
    const first = await rotateLater()
    await rotateLater()
    expect(revoked(await rotateLater())).toEqual([first.outputs['token-id']])
  })

  test.each<[string, () => void, string]>([
    [
      'when a secret was written',
      () => Object.assign(stage.github, { tellsWrites: false }),
      'does not say when the secret was last written'
    ],
    ['what time it is', () => Object.assign(stage.github, { dateAheadMs: undefined }), 'do not tell the time']
  ])('stores all the same where GitHub does not say %s, deletes nothing, and warns of it', async (_what, arrange, why) => {
    arrange()
    await rotateLater()
    await rotateLater()
    const third = await rotateLater()
    expect(revoked(third)).toEqual([])
    expect(annotations(third, 'warning').join()).toContain(why)
    expect(stage.secret()).toBe(third.outputs.token)
  })

  test('stores all the same where the tokens can’t be listed, deletes nothing, and warns of it', async () => {
    await rotateLater()
    await rotateLater()
    stage.simulator.fault({ on: isQuery, do: { failure: 'OPERATION_NOT_ALLOWED' } })
    const third = await rotateLater()
    expect(revoked(third)).toEqual([])
    expect(annotations(third, 'warning').join()).toContain('So no older token')
  })

  test('is not led astray by a list that shows new tokens late, nor by one stray answer that a session is invalid', async () => {
    stage.uat.queryLagMs = 3_000
    const first = await rotateLater()
    stage.simulator.fault({ on: isQuery, do: { failure: 'INVALID_SESSION_ID' } })
    const second = await rotateLater()
    expect(second.outputs.generated).toBe('true')
    expect(stage.secret()).toBe(second.outputs.token)
    expect(alive(first.outputs['token-id'])).toBe(true)
    expect(stage.simulator.requests.filter(isGenerate)).toHaveLength(2)
  })

  test('fails on a name that Vault cuts, and deletes that token, because it could never tell it again', async () => {
    stage.uat.cutsNamesAt = 40
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toMatch(/^token-unverified: .*another name/)
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
    expect(stage.secret()).toBeUndefined()
  })

  test('generates nothing where the sandbox’s own Vault can’t be reached from the runner', async () => {
    stage.simulator.refuse(stage.uat.host)
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^network: Reaching .*Nothing was generated/)])
    expect(stage.simulator.requests.filter(isGenerate)).toEqual([])
  })

  test('touches no token of another destination or user, nor one made by hand', async () => {
    const admin = stage.world.addUser({ name: 'admin@acme.example', password: 'admin pass' })
    const first = await rotate()
    const name = first.outputs['token-name'] ?? ''
    const others = [
      leftover(name.replace(/-[0-9a-f]{8}-/, '-00000000-'), 100),
      leftover(`${name} `, 100),
      leftover(`${name} #1.1-00000000-000000000000`, 100),
      leftover(name, 100, { user: admin }),
      stage.world.mint(stage.uat, stage.user, { name: 'github-actions acme/pipelines' })
    ]
    stage.world.clock.advance(20 * MINUTE)
    await rotate({ 'keep-previous': '0', 'secret-name': 'ANOTHER_TOKEN' })
    await rotate({ 'keep-previous': '0' })
    expect(alive(first.outputs['token-id'])).toBe(false)
    expect(others.map(({ id }) => alive(id))).toEqual(others.map(() => true))
  })

  test('warns of rows that Vault refuses inside a SUCCESS, with their ids, and goes on', async () => {
    const first = await rotateLater()
    const second = await rotateLater()
    stage.simulator.fault({
      on: isDelete,
      do: {
        status: 200,
        body: JSON.stringify({
          responseStatus: 'SUCCESS',
          data: [{ responseStatus: 'FAILURE', errors: [{ type: 'INSUFFICIENT_ACCESS', message: 'no' }] }]
        })
      }
    })
    const third = await rotateLater()
    expect(annotations(third, 'warning').join()).toContain(`(id ${first.outputs['token-id']})`)
    expect(alive(second.outputs['token-id'])).toBe(true)
  })

  test('says so where somebody deletes the new token while it is being stored', async () => {
    await rotateLater()
    await rotateLater()
    stage.simulator.fault({
      on: request => {
        if (!isSecretWrite(request)) return false
        const newest = stage.world.liveTokens(stage.uat).at(-1)
        if (newest) newest.deleted = true
        return true
      },
      do: { slowMs: 0 }
    })
    stage.world.clock.advance(20 * MINUTE)
    const main = await stage.step(stage.storing)
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^token-unverified: .* no longer knows the new token/)])
  }, 60_000)

  test('deletes the twins that a lost answer left under the same name', async () => {
    trouble(stage.simulator, isGenerate, 'cut-after', 2)
    await rotate()
    expect(stage.world.liveTokens(stage.uat).map(({ value }) => value)).toEqual([stage.secret()])
  })

  test('warns from 20 of 25 active tokens of the user on', async () => {
    for (let n = 0; n < 18; n++) stage.world.mint(stage.uat, stage.user)
    expect(annotations(await rotate(), 'warning')).toEqual([])
    expect(annotations(await rotate(), 'warning').join()).toContain('holds 20 of 25 active tokens')
  })
})

describe('the proof of a new token', () => {
  test('waits for one that is not usable yet', async () => {
    stage.world.usableAfterMs = 2_500
    stage.stored.made = new Date(0)
    const main = await rotate()
    expect(main.durationMs).toBeGreaterThan(2_000)
  })

  test('warns of an earlier expiry, and reports the true one', async () => {
    Object.assign(stage.uat, { maxExpiryDays: 7, overMaximum: 'clamp' })
    const main = await rotate()
    expect(annotations(main, 'warning').join()).toContain('earlier than asked for')
    const token = stage.world.tokens.find(({ id }) => id === main.outputs['token-id'])
    expect(main.outputs['expires-at']).toBe(token?.expires?.toISOString().replace(/\.\d+Z/, 'Z'))
  })

  test.each([
    ['missing', null],
    ['later than asked for', new Date(Date.now() + 60 * DAY)]
  ])('fails on an expiry that is %s, deletes the token, and leaves the secret alone', async (_, expires) => {
    stage.github.setSecret({ scope: 'repository', repository: 'acme/pipelines' }, 'VAULT_TOKEN', 'old value')
    stage.simulator.fault({
      on: ({ path }) => {
        const newest = stage.world.liveTokens(stage.uat).at(-1)
        if (newest && path.includes('/vobjects/')) newest.expires = expires
        return false
      },
      do: { slowMs: 0 }
    })
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toMatch(/^token-unverified: /)
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
    expect(stage.secret()).toBe('old value')
  })

  test('is left out with verify: false, and then the sandbox is never contacted', async () => {
    const connects = stage.simulator.connects.length
    const main = await rotate({ verify: 'false' })
    expect(stage.secret()).toBe(main.outputs.token)
    expect(stage.simulator.connects.slice(connects).join()).not.toContain(stage.uat.host)
  })
})

describe('with current-token', () => {
  const scheduledLater = (inputs: Record<string, string>) => {
    stage.world.clock.advance(20 * MINUTE)
    return scheduled(inputs)
  }
  /** What a schedule does: the secret’s value comes in as current-token. */
  const scheduled = (inputs: Record<string, string> = {}) => {
    stage.world.clock.advance(MINUTE)
    return rotate({ 'current-token': stage.secret() ?? '', ...inputs })
  }

  test('a token that lasts is kept, and given out as output', async () => {
    const first = await rotate()
    const second = await scheduled()
    expect(second.outputs).toMatchObject({
      generated: 'false',
      token: first.outputs.token,
      'token-id': first.outputs['token-id'],
      'token-name': first.outputs['token-name'],
      'expires-at': first.outputs['expires-at']
    })
    expect(second.summary).toContain('kept')
    expect((await stage.after(second)).stdout).toBe('')
    expect(alive(first.outputs['token-id'])).toBe(true)
  })

  test('is kept though the one before expires sooner, and renewed when its own time comes', async () => {
    await rotateLater({ expires: '2d' })
    const second = await scheduledLater({ expires: '90d', 'renew-before': '7d' })
    expect(second.outputs.generated).toBe('true')
    expect((await scheduledLater({ expires: '90d', 'renew-before': '7d' })).outputs.generated).toBe('false')
    const due = await scheduledLater({ expires: '120d', 'renew-before': '91d' })
    expect(due.outputs.generated).toBe('true')
    expect(due.log).toContain('Renewing the current token for UAT: it expires in 90 days')
  })

  test('a token that Vault refuses is renewed, and the log says why', async () => {
    const first = await rotate()
    const token = stage.world.tokens.find(({ id }) => id === first.outputs['token-id'])
    if (token) token.deleted = true
    const second = await scheduled()
    expect(second.log).toContain('refuses it')
    expect(stage.secret()).toBe(second.outputs.token)
  })

  test('a token made by hand is renewed, and left alone', async () => {
    const byHand = stage.world.mint(stage.uat, stage.user)
    stage.github.setSecret({ scope: 'repository', repository: 'acme/pipelines' }, 'VAULT_TOKEN', byHand.value)
    const main = await rotate({ 'current-token': byHand.value })
    expect(main.outputs.generated).toBe('true')
    expect(main.log).toContain('made by hand?')
    expect(alive(byHand.id)).toBe(true)
  })

  test('one that nobody ever stored is never taken for it', async () => {
    const first = await rotateLater({ expires: '2d' })
    stage.world.clock.advance(90 * MINUTE)
    leftover(first.outputs['token-name'], 60, { expires: new Date(stage.world.clock.now().getTime() + 300 * DAY) })
    const second = await scheduled({ expires: '30d', 'renew-before': '3d' })
    expect(second.outputs.generated).toBe('true')
  })

  test.each([
    ['line is empty', 'VAULT_TOKEN=', 'warning'],
    ['line is missing', 'OTHER_TOKEN=veeva-vault-OTHER', 'warning'],
    ['input is empty', '', 'line']
  ])('whose %s although GitHub has the secret is told of, because each run renews', async (_what, current, as) => {
    await rotateLater()
    const main = await rotateLater({ 'current-token': current })
    expect(main.log).toMatch(/each run renews/)
    expect(annotations(main, 'warning')).toHaveLength(as === 'warning' ? 1 : 0)
  })

  test('a network failure is an error, never a reason to renew', async () => {
    await rotate()
    trouble(stage.simulator, ({ path }) => path.endsWith('/query'), 'cut-before', 4)
    const main = await stage.step({ ...stage.storing, 'current-token': stage.secret() ?? '' })
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toMatch(/^network: /)
    expect(stage.simulator.requests.filter(isGenerate)).toHaveLength(1)
  })

  test('at 25 active tokens nothing is deleted to make room, and those of ours that could go are named', async () => {
    const runs = [await rotateLater({ 'keep-previous': 'all' }), await rotateLater({ 'keep-previous': 'all' })]
    const third = await rotateLater({ 'keep-previous': 'all' })
    while (stage.world.liveTokens(stage.uat, stage.user).length < 25) stage.world.mint(stage.uat, stage.user)
    stage.world.clock.advance(20 * MINUTE)
    const main = await stage.step({
      ...stage.storing,
      'current-token': stage.secret() ?? '',
      expires: '60d',
      'renew-before': '31d'
    })
    const [error = ''] = annotations(main, 'error')
    expect(error).toMatch(/^token-limit: The user holds 25 active tokens on /)
    expect(error).toContain('delete-tokens')
    for (const { outputs } of runs) expect(error).toContain(`(id ${outputs['token-id']})`)
    expect(error).not.toContain(third.outputs['token-id'])
    expect(stage.world.liveTokens(stage.uat)).toHaveLength(25)
  })

  test('at 25 that are none of ours: token-limit', async () => {
    await rotate({ expires: '10d' })
    while (stage.world.liveTokens(stage.uat, stage.user).length < 25) stage.world.mint(stage.uat, stage.user)
    const main = await stage.step({
      ...stage.storing,
      expires: '30d',
      'renew-before': '11d',
      'current-token': stage.secret() ?? ''
    })
    expect(annotations(main, 'error').join()).toMatch(/^token-limit: /)
    expect(stage.world.liveTokens(stage.uat)).toHaveLength(25)
  })
})

describe('target: vault', () => {
  test('a stored credential renews itself, and the one before it lives on for running jobs', async () => {
    const inputs = {
      'vault-dns': stage.vault.host,
      target: 'vault',
      'secret-name': 'VAULT_TOKEN',
      'github-token': stage.writer.value,
      'access-token': stage.stored.value
    }
    const first = await stage.step(inputs)
    expect(first.exitCode).toBe(0)
    const value = stage.secret() ?? ''
    const second = await stage.step({ ...inputs, 'access-token': value, 'current-token': value })
    expect(second.outputs).toMatchObject({ generated: 'false', token: value })
    const third = await stage.step({
      ...inputs,
      'access-token': value,
      'current-token': value,
      'renew-before': '31d',
      expires: '60d'
    })
    expect(third.exitCode).toBe(0)
    expect(stage.secret()).toBe(third.outputs.token)
    expect(stage.world.liveTokens(stage.vault).map(token => token.value)).toEqual([
      stage.stored.value,
      value,
      third.outputs.token
    ])
  })

  test('a stored credential that is dead can’t renew itself: the error says how to start again', async () => {
    const main = await stage.step({
      'vault-dns': stage.vault.host,
      target: 'vault',
      'secret-name': 'VAULT_TOKEN',
      'github-token': stage.writer.value,
      'access-token': 'veeva-vault-DEAD',
      'current-token': 'veeva-vault-DEAD'
    })
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toMatch(/^vault-session: .*run once with another sign-in and the same secret-name/)
  })
})
