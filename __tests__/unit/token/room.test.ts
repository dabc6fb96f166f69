import { describe, expect, test } from '@jest/globals'
import type { SimToken } from '../../../simulator/world.ts'
import { keepOrRenew } from '../../../src/token/keep.ts'
import { generateWithRoom } from '../../../src/token/room.ts'
import { failure, lost, success, unreached } from '../../helpers/answers.ts'
import { DELETING, GENERATE, QUERY, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, secret } from '../../helpers/values.ts'

/** A user with 25 active tokens, of which `superseded` are older ones of this secret; its current one is due. */
const fullStage = (superseded = 3, held = 25) => {
  const of = stage()
  const old = Array.from({ length: superseded }, (_, index) => of.ours({ agoMinutes: 600 - index * 10 }))
  const current = of.ours({ agoMinutes: 120, days: 1 })
  while (of.living().length < held) of.model.mint(of.sandbox, of.user)
  return { of, old, current }
}
/** What became of asking for the current token. */
const asking = (of: Stage, { value }: SimToken) =>
  keepOrRenew(of.vaultAs(of.sandbox.host, value), { value: secret(value), renewBefore: 7 * 86_400 }, of.mark, of.world)
const renewing = async (of: Stage, current: SimToken | undefined, given: Parameters<Stage['secretTask']>[0] = {}) => {
  const task = await of.secretTask({ ...(current && { current }), ...given })
  const keeping = current && (await asking(of, current))
  of.routes.length = 0
  return generateWithRoom(task, keeping, of.world)
}
const calls = (of: Stage, route: RegExp) => of.routes.filter(each => route.test(each)).length

test('at the limit exactly one token goes, the oldest that this secret has superseded, and generating is tried once more', async () => {
  const { of, old, current } = fullStage()
  const made = await renewing(of, current)
  expect(made.id).toBe(of.newest().id)
  expect(of.routes.map(route => route.split('?')[0])).toEqual([
    'POST /objects/sandbox/Dev%20One/users/me/api_access_token__sys',
    'POST /query',
    'DELETE /vobjects/api_access_token__sys',
    'POST /objects/sandbox/Dev%20One/users/me/api_access_token__sys'
  ])
  expect(old.map(({ deleted }) => deleted)).toEqual([true, false, false])
  expect(current.deleted).toBe(false)
  expect(of.living()).toHaveLength(25)
  expect(of.sent.find(({ method }) => method === 'DELETE')?.headers.authorization).toBe(`Bearer ${current.value}`)
  expect(of.runner.annotations('notice')).toEqual([
    `token-limit: The user holds 25 active tokens on acme-dev.veevavault.com, as many as Vault allows: deleted the oldest that this secret has superseded (id ${old[0]?.id}) to make room. Delete tokens that nobody uses, or give this job a user of its own.`
  ])
  expect(of.recorded()).toEqual(['generating', 'over', 'generating'])
})

test('an orphan goes before none other does, when it is the oldest', async () => {
  const { of, current } = fullStage(0, 24)
  const orphan = of.ours({ agoMinutes: 700, used: false })
  await renewing(of, current)
  expect(orphan.deleted).toBe(true)
})

describe('none goes', () => {
  test('where Vault does not show which of them asked: any may be the one that the secret holds', async () => {
    const { of, current } = fullStage()
    of.sandbox.recordsUses = false
    expect((await errorOf(renewing(of, current))).code).toBe('token-limit')
    expect(of.living()).toHaveLength(25)
  })

  test.each([
    ['is superseded', 0, 1],
    ['is superseded beyond keep-previous', 1, 1],
    ['may be superseded, by keep-previous: all', 5, 'all' as const]
  ])('where none %s, and the error says that the limit is reached', async (_why, superseded, keepPrevious) => {
    const { of, current } = fullStage(superseded)
    const error = await errorOf(renewing(of, current, { keepPrevious }))
    expect(error).toMatchObject({
      code: 'token-limit',
      message:
        'The user holds 25 active tokens on acme-dev.veevavault.com, as many as Vault allows, and none of them is one that this secret has superseded.',
      hint: 'Delete tokens that nobody uses, or give this job a user of its own.',
      executionId: expect.stringMatching(/./)
    })
    expect(of.living()).toHaveLength(25)
    expect(calls(of, GENERATE)).toBe(1)
  })

  test('below the limit: then Vault refuses for another reason, and that is the error', async () => {
    const { of, current } = fullStage(3, 24)
    of.trouble(GENERATE, failure('OPERATION_NOT_ALLOWED', 'Some other reason.'))
    const error = await errorOf(renewing(of, current))
    expect(error.code).toBe('vault-refused')
    expect(error.message).toContain('Some other reason')
    expect(of.living()).toHaveLength(24)
  })

  test('without a current token that works, since there is nothing to ask with', async () => {
    const { of, old } = fullStage()
    expect((await errorOf(renewing(of, undefined))).code).toBe('vault-refused')
    expect(calls(of, DELETING)).toBe(0)
    const dead = old.at(-1)
    if (dead) dead.deleted = true
    of.model.mint(of.sandbox, of.user)
    expect((await errorOf(renewing(of, dead))).code).toBe('vault-refused')
    expect(calls(of, DELETING)).toBe(0)
    expect(of.living()).toHaveLength(25)
  })

  test.each([
    ['was lost', lost],
    ['never reached Vault', unreached]
  ])('after a failure that is no refusal, since what was sent %s', async (_what, outcome) => {
    const { of, current } = fullStage()
    of.trouble(GENERATE, outcome, 3)
    expect((await errorOf(renewing(of, current))).code).toBe('network')
    expect(calls(of, DELETING)).toBe(0)
  })

  test('where an answer was lost before the refusal: the token that it was about may be the 25th', async () => {
    const { of, current } = fullStage(3, 24)
    of.trouble(GENERATE, 'the answer is lost')
    expect((await errorOf(renewing(of, current))).code).toBe('vault-refused')
    expect(of.living()).toHaveLength(25)
    expect(calls(of, DELETING)).toBe(0)
  })

  test('for an output, which supersedes nothing', async () => {
    const { of, current } = fullStage()
    const keeping = await asking(of, current)
    expect((await errorOf(generateWithRoom(of.outputTask(), keeping, of.world))).code).toBe('vault-refused')
    expect(of.living()).toHaveLength(25)
  })
})

test('a Vault that can’t be asked whether the limit is reached leaves the refusal as the error', async () => {
  const { of, current } = fullStage()
  of.trouble(GENERATE, () => {
    of.trouble(QUERY, lost, 4)
    return failure('OPERATION_NOT_ALLOWED', 'Why Vault refused.')
  })
  expect((await errorOf(renewing(of, current))).message).toContain('Why Vault refused')
})

test('generating that is refused again is not tried a third time, and no second token goes', async () => {
  const { of, old, current } = fullStage()
  of.trouble(GENERATE, failure('OPERATION_NOT_ALLOWED', 'Still no.'), 2)
  expect((await errorOf(renewing(of, current))).message).toContain('Still no')
  expect(calls(of, GENERATE)).toBe(2)
  expect(old.filter(({ deleted }) => deleted)).toHaveLength(1)
})

test('one that Vault does not delete makes no room, and generating is not tried again', async () => {
  const { of, current } = fullStage()
  const refused = { responseStatus: 'FAILURE', errors: [{ type: 'OPERATION_NOT_ALLOWED', message: 'Locked.' }] }
  of.trouble(DELETING, success({ data: [refused] }))
  const error = await errorOf(renewing(of, current))
  expect(error).toMatchObject({
    code: 'token-limit',
    message:
      'The user holds 25 active tokens on acme-dev.veevavault.com, as many as Vault allows, and Vault answered OPERATION_NOT_ALLOWED: Locked when the oldest of ours was to go.',
    hint: 'Delete tokens that nobody uses, or give this job a user of its own.'
  })
  expect(calls(of, GENERATE)).toBe(1)
})
