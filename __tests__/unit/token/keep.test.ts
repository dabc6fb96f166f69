import { describe, expect, test } from '@jest/globals'
import type { SimToken } from '../../../simulator/world.ts'
import { keepOrRenew } from '../../../src/token/keep.ts'
import { answer, failure, lost, untrusted } from '../../helpers/answers.ts'
import { QUERY, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, secret } from '../../helpers/values.ts'

const days = 86_400
const asking = (of: Stage, current: SimToken, renewBefore = 7 * days) =>
  keepOrRenew(of.vaultAs(of.sandbox.host, current.value), { value: secret(current.value), renewBefore }, of.mark, of.world)

describe('the token that the secret holds is kept', () => {
  test('while it works and lasts long enough, after one question', async () => {
    const of = stage()
    const current = of.ours({ days: 30 })
    expect(await asking(of, current)).toMatchObject({ is: 'keep', record: { id: current.id, expiry: current.expires } })
    expect(of.routes).toEqual(['POST /query'])
    expect(of.sent[0]?.url.hostname).toBe('acme-dev.veevavault.com')
    expect(of.sent[0]?.headers.authorization).toBe(`Bearer ${current.value}`)
  })

  test('for ever, when it never expires', async () => {
    const of = stage()
    const current = of.ours()
    current.expires = null
    expect(await asking(of, current, 36_500 * days)).toMatchObject({ is: 'keep', record: { id: current.id } })
  })

  test('although others of the same secret were used, and expire sooner: its own is the one whose use moved', async () => {
    const of = stage()
    of.ours({ agoMinutes: 120, days: 1 })
    const current = of.ours({ agoMinutes: 60, days: 30 })
    of.ours({ agoMinutes: 30, days: 2 })
    expect(await asking(of, current)).toMatchObject({ is: 'keep', record: { id: current.id } })
  })
})

describe('it is renewed', () => {
  test.each([
    ['not yet a minute before', 7 * days + 60, 'keep'],
    ['a minute after', 7 * days - 60, 'renew']
  ])('%s its time has come', async (_when, lastsSeconds, is) => {
    const of = stage()
    const current = of.ours()
    current.expires = new Date(of.model.clock.now().getTime() + lastsSeconds * 1000)
    const keeping = await asking(of, current)
    expect(keeping.is).toBe(is)
    if (keeping.is === 'renew')
      expect(keeping).toMatchObject({ why: 'it expires in 7 days', working: { own: { record: { id: current.id } } } })
  })

  test('when Vault refuses it, because it is expired or deleted', async () => {
    const of = stage()
    const current = of.ours()
    current.deleted = true
    expect(await asking(of, current)).toEqual({
      is: 'renew',
      why: 'acme-dev.veevavault.com refuses it (vault-session)',
      working: undefined
    })
  })

  test('when Vault refuses it with status 401, or does not let it look', async () => {
    const of = stage()
    const current = of.ours()
    of.trouble(QUERY, answer('', 401))
    expect(await asking(of, current)).toMatchObject({ is: 'renew', working: undefined })
    of.trouble(QUERY, failure('INSUFFICIENT_ACCESS'))
    expect(await asking(of, current)).toMatchObject({ is: 'renew', why: expect.stringContaining('(vault-permission)') })
  })

  test('when none of its user’s records is of this secret: it was made by hand', async () => {
    const of = stage()
    const current = of.model.mint(of.sandbox, of.user, { name: 'made by hand' })
    of.ours({ used: false })
    of.ours({ of: { ...of.mark, destination: '00000000' } })
    expect(await asking(of, current)).toEqual({
      is: 'renew',
      why: 'its record is none of this secret’s (made by hand?)',
      working: undefined
    })
  })

  test('on a Vault that records no uses, because its own record can’t be told', async () => {
    const of = stage()
    of.sandbox.recordsUses = false
    const current = of.ours({ used: false })
    expect((await asking(of, current)).is).toBe('renew')
  })
})

describe('a Vault that can’t be asked is an error, never a reason to renew', () => {
  test.each<[string, Parameters<Stage['trouble']>[1], number, string]>([
    ['no answer', lost, 4, 'network'],
    ['no trust', untrusted, 1, 'network'],
    ['maintenance', answer('<html>', 503), 4, 'vault-unavailable'],
    ['a limit', failure('API_LIMIT_EXCEEDED'), 4, 'vault-rate-limit'],
    ['a query that it does not understand', failure('INCORRECT_QUERY_SYNTAX_ERROR'), 1, 'vault-refused']
  ])('%s', async (_what, trouble, times, code) => {
    const of = stage()
    of.trouble(QUERY, trouble, times)
    expect((await errorOf(asking(of, of.ours()))).code).toBe(code)
    expect(of.routes).toHaveLength(times)
  })
})

test('a Vault that notes a use at once and answers a minute later has shown which token asked', async () => {
  const of = stage()
  of.ours({ agoMinutes: 120, days: 1 })
  const current = of.ours({ days: 30 })
  of.trouble(QUERY, () => {
    current.lastUsed = of.model.clock.now()
    of.model.clock.advance(60_000)
    of.sandbox.recordsUses = false
  })
  expect(await asking(of, current)).toMatchObject({ is: 'keep', record: { id: current.id } })
  expect(of.routes).toEqual(['POST /query'])
})

describe('a Vault that notes a use only after it has answered', () => {
  /** The use of a question is seen by the next one. */
  const lateNoting = (of: Stage, current: SimToken) => {
    const before = current.lastUsed
    of.sandbox.recordsUses = false
    of.trouble(QUERY, () => {
      current.lastUsed = before
    })
    of.trouble(QUERY, () => {
      current.lastUsed = of.model.clock.now()
    })
  }

  test('is asked twice, and then its own record is the one that moved', async () => {
    const of = stage()
    of.ours({ agoMinutes: 120, days: 1 })
    const current = of.ours({ days: 30 })
    lateNoting(of, current)
    expect(await asking(of, current)).toMatchObject({ is: 'keep', record: { id: current.id } })
    expect(of.routes).toEqual(['POST /query', 'POST /query'])
  })

  test('and never shows it: the soonest expiring used one of ours stands for it, so that nothing is kept too long', async () => {
    const of = stage()
    of.sandbox.recordsUses = false
    const soon = of.ours({ agoMinutes: 120, days: 1 })
    const current = of.ours({ days: 30 })
    expect(await asking(of, current)).toMatchObject({ is: 'renew', working: { own: { record: { id: soon.id } } } })
    expect(of.routes).toEqual(['POST /query', 'POST /query'])
  })
})
