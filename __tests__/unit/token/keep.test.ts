import { describe, expect, test } from '@jest/globals'
import { keepOrRenew, listOwn } from '../../../src/token/keep.ts'
import { answer, failure, saying, success } from '../../helpers/answers.ts'
import { GET_SECRET, QUERY, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, secret } from '../../helpers/values.ts'

const called = 'the secret VAULT_TOKEN of the repository acme/pipelines'
const DAY = 86_400

/** Asks what is to be done about the token that the secret holds, made so long ago for 30 days. */
const asking = async (
  arrange: (of: Stage) => unknown = () => {},
  { agoMinutes = 60, renewBefore = 7 * DAY, isHeld = true } = {}
) => {
  const of = stage()
  const held = of.ours({ agoMinutes })
  if (isHeld) of.holds(held)
  const { way } = await of.secretTask()
  arrange(of)
  const current = { is: 'given', value: secret(held.value), renewBefore } as const
  return { of, held, keeping: keepOrRenew(of.vaultAs(of.sandbox.host, held.value), current, way, of.destination) }
}

describe('the token that the secret holds', () => {
  test('is kept while it works and lasts, with what it saw', async () => {
    const { of, held, keeping } = await asking()
    expect(await keeping).toMatchObject({
      is: 'keep',
      record: { id: held.id },
      seen: { user: String(of.user.id), written: expect.any(Date) }
    })
  })

  test.each<[string, (of: Stage) => unknown, string, object]>([
    ['its time is near', () => {}, 'it expires in 30 days', { renewBefore: 30 * DAY }],
    ['GitHub does not have the secret', () => {}, `GitHub does not have ${called}`, { isHeld: false }],
    [
      'GitHub does not say when it was written',
      of => of.trouble(GET_SECRET, answer({ name: 'VAULT_TOKEN' })),
      'GitHub does not say when the secret was last written, by which its record is known',
      {}
    ],
    [
      'none of ours was made when it was written',
      of => Object.assign(of.newest(), { name: 'by hand' }),
      'this action made none when the secret was last written (made by hand?)',
      {}
    ]
  ])('is renewed where %s', async (_where, arrange, why, given) => {
    const { keeping } = await asking(arrange, given)
    expect(await keeping).toMatchObject({ is: 'renew', why: expect.stringContaining(why), seen: { records: expect.any(Array) } })
  })

  test.each(['INVALID_SESSION_ID', 'INSUFFICIENT_ACCESS'])('is renewed where Vault answers %s', async type => {
    const { keeping } = await asking(of => of.trouble(QUERY, failure(type, 'No')))
    expect(await keeping).toEqual({ is: 'renew', why: 'acme-dev.veevavault.com refuses it', seen: undefined })
  })

  test.each<[string, (of: Stage) => unknown, string]>([
    ['Vault', of => of.trouble(QUERY, answer('down', 503), 9), 'vault-unavailable'],
    ['GitHub', of => of.trouble(GET_SECRET, saying(403, 'No')), 'github-permission']
  ])('is never renewed because %s can’t be asked', async (_what, arrange, code) => {
    const { keeping } = await asking(arrange)
    expect((await errorOf(keeping)).code).toBe(code)
  })
})

describe('where Vault does not say whose tokens it lists', () => {
  const listed = async (...users: string[]) => {
    const of = stage()
    const rows = users.map((user, n) => ({ id: `V${n}`, name__v: 'x', user__sys: user, status__v: ['active__v'] }))
    of.trouble(QUERY, success({ responseDetails: {}, data: rows }))
    return (await listOwn(of.vaultAs(of.sandbox.host, of.stored.value))).user
  }

  test('they are of the one user of all of them, and of none where there are several', async () => {
    expect(await listed('12', '12')).toBe('12')
    expect(await listed('12', '13')).toBe('')
    expect(await listed()).toBe('')
  })
})
