import { describe, expect, test } from '@jest/globals'
import type { SimToken } from '../../../simulator/world.ts'
import { ActionError } from '../../../src/errors.ts'
import type { Seen } from '../../../src/token/keep.ts'
import { refusalExplained, warnNearLimit } from '../../../src/token/limit.ts'
import { failure } from '../../helpers/answers.ts'
import { QUERY, stage, warnings } from '../../helpers/stage.ts'

const refused = new ActionError('vault-refused', 'Vault refused.', 'See why.', 'exec-1')

/** What the current token saw: so many tokens made by hand, and ours. */
const seen = (byHand: number, ours: readonly SimToken[] = []): Seen => ({
  user: '12',
  written: 'never',
  records: [
    ...Array.from({ length: byHand }, (_, n) => ({ id: `H${n}`, name: `by hand ${n}` })),
    ...ours.map(({ id, name }) => ({ id, name }))
  ].map(each => ({ ...each, user: '12', active: true, expiry: undefined, lastUsed: undefined }))
})
const named = ({ id, name }: SimToken) => `"${name}" (id ${id})`

describe('Vault’s refusal at the limit', () => {
  test('names of our tokens those that could go, oldest first, and not the young', async () => {
    const of = stage()
    const ours = [60, 200, 5].map(agoMinutes => of.ours({ agoMinutes }))
    const error = await refusalExplained(refused, await of.secretTask(), seen(22, ours), of.world)
    expect(error).toMatchObject({
      code: 'token-limit',
      message:
        'The user holds 25 active tokens on acme-dev.veevavault.com, as many as Vault allows, so Vault refused to generate another one.',
      executionId: 'exec-1'
    })
    const [newer, older] = ours as [SimToken, SimToken, SimToken]
    expect(error.hint).toBe(
      `Of those that this action made for the same destination these could go, oldest first: ${named(older)}, ${named(newer)}. Delete them by their ids with the action delete-tokens.`
    )
  })

  test('names five at the most', async () => {
    const of = stage()
    const ours = Array.from({ length: 7 }, (_, n) => of.ours({ agoMinutes: 60 + n }))
    const { hint } = await refusalExplained(refused, await of.secretTask(), seen(18, ours), of.world)
    expect(hint.match(/\(id /g)).toHaveLength(5)
    expect(hint).toContain(ours.slice(2).reverse().map(named).join(', '))
  })

  test('says so where none of ours could go', async () => {
    const of = stage()
    expect((await refusalExplained(refused, of.outputTask(), seen(25), of.world)).hint).toBe(
      'None of those that this action made for the same destination can go: delete what nobody uses with the action delete-tokens, or give this job a user of its own.'
    )
  })

  test('is seen by the sign-in where the token is of the same Vault', async () => {
    const of = stage()
    for (let n = 0; n < 24; n++) of.model.mint(of.parent, of.user, { name: `by hand ${n}` })
    const task = { ...of.outputTask(), target: { is: 'vault' } } as const
    expect((await refusalExplained(refused, task, undefined, of.world)).code).toBe('token-limit')
    const secretTask = { ...(await of.secretTask()), target: { is: 'vault' } } as const
    expect((await refusalExplained(refused, secretTask, undefined, of.world)).code).toBe('token-limit')
    expect(of.routes.some(route => route.endsWith('/secrets/VAULT_TOKEN'))).toBe(true)
  })
})

describe('the refusal stays what it is', () => {
  test('below the limit', async () => {
    const of = stage()
    expect(await refusalExplained(refused, of.outputTask(), seen(24), of.world)).toBe(refused)
  })

  test('where it is another one', async () => {
    const of = stage()
    const other = new ActionError('vault-permission', 'No.', '')
    expect(await refusalExplained(other, of.outputTask(), seen(25), of.world)).toBe(other)
  })

  test('where nobody has seen the tokens, or can see them', async () => {
    const of = stage()
    expect(await refusalExplained(refused, of.outputTask(), undefined, of.world)).toBe(refused)
    expect(of.routes).toEqual([])
    of.trouble(QUERY, failure('INSUFFICIENT_ACCESS', 'No'), 9)
    const task = { ...of.outputTask(), target: { is: 'vault' } } as const
    expect(await refusalExplained(refused, task, undefined, of.world)).toBe(refused)
  })
})

test.each([
  [19, []],
  [
    20,
    [
      'token-limit: The user holds 20 of 25 active tokens on acme.veevavault.com: delete what nobody uses with the action delete-tokens, or give this job a user of its own.'
    ]
  ]
])('with %i tokens a user is near the limit, or not', (active, told) => {
  const of = stage()
  warnNearLimit(active, 'acme.veevavault.com', of.world)
  expect(warnings(of)).toEqual(told)
})
