import { describe, expect, test } from '@jest/globals'
import { planToken } from '../../../src/token/plan.ts'
import { count, GENERATE, lines, stage, warnings } from '../../helpers/stage.ts'

const called = 'the secret VAULT_TOKEN of the repository acme/pipelines'

describe('a dry run', () => {
  test('of an output says so, and until when it would last', async () => {
    const of = stage()
    const planned = await planToken(of.outputTask({ for: '1d' }), of.world)
    const expiry = new Date(of.model.clock.now().getTime() + 86_400_000)
    expiry.setUTCMilliseconds(0)
    expect(planned).toEqual({ is: 'planned', expiry: expect.any(Date), plan: { is: 'generate', where: 'handed on as output' } })
    expect(Math.abs((planned.expiry?.getTime() ?? 0) - expiry.getTime())).toBeLessThanOrEqual(1_000)
    expect(of.routes).toEqual([])
  })

  test('keeps what would be kept', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    expect(await planToken(await of.secretTask({ current }), of.world)).toEqual({
      is: 'planned',
      expiry: current.expires,
      plan: { is: 'keep', id: current.id, name: current.name }
    })
  })

  test('renews what would be renewed, and says why', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    const planned = await planToken(await of.secretTask({ current, renewBefore: 31 * 86_400 }), of.world)
    expect(planned.plan).toEqual({ is: 'renew', why: expect.stringContaining('it expires in'), where: `stored as ${called}` })
    expect(count(of, GENERATE)).toBe(0)
  })

  test.each([
    ['a secret that is there, each time', {}, true, [`current-token was not given, or is empty, so each run renews ${called}.`]],
    ['a secret that is not there, once', {}, false, []],
    ['a secret that is there, but not to be asked about', { verify: false }, true, []]
  ])('without current-token generates for %s', async (_what, given, isThere, told) => {
    const of = stage()
    if (isThere) of.holds(of.ours())
    expect((await planToken(await of.secretTask(given), of.world)).plan).toEqual({ is: 'generate', where: `stored as ${called}` })
    expect(lines(of)).toEqual(told)
  })

  test('warns near the limit, as far as it sees the tokens', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    for (let n = 0; n < 19; n++) of.model.mint(of.sandbox, of.user, { name: `by hand ${n}` })
    await planToken(await of.secretTask({ current }), of.world)
    expect(warnings(of)).toEqual([
      'token-limit: The user holds 20 of 25 active tokens on acme-dev.veevavault.com: delete what nobody uses with the action delete-tokens, or give this job a user of its own.'
    ])
  })
})
