import { describe, expect, test } from '@jest/globals'
import { interrupted } from '../../../src/retry.ts'
import { generateOnce } from '../../../src/token/generate.ts'
import { ownVault, type TokenTask } from '../../../src/token/task.ts'
import { type Expected, judge, proven } from '../../../src/token/verify.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'
import type { World } from '../../../src/world.ts'
import { answer, failure, lost } from '../../helpers/answers.ts'
import { DELETING, RECORD, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'
import { virtualClock } from '../../helpers/world.ts'

const asked = new Date('2026-11-23T12:00:00Z')
const record = (given: Partial<TokenRecord> = {}): TokenRecord => ({
  id: 'V8T1',
  name: 'ci',
  user: '12',
  active: true,
  expiry: asked,
  lastUsed: undefined,
  ...given
})
const expected = (given: Partial<Expected> = {}): Expected => ({ id: 'V8T1', vaultId: '3003', expiry: asked, ...given })
const late = (seconds: number) => record({ expiry: new Date(asked.getTime() + seconds * 1000) })
const never = record({ expiry: undefined })
const verdictOf = (...given: Parameters<typeof judge>) => {
  const judgement = judge(...given)
  if (judgement.is === 'bad') return `bad: ${judgement.why}`
  return judgement.warning === undefined ? judgement.is : `${judgement.is}, but ${judgement.warning}`
}

describe('the record of a new token', () => {
  test.each<[string, TokenRecord | undefined, string, Expected, string]>([
    ['as asked for', record(), '3003', expected(), 'fine'],
    ['that never expires, as asked for', never, '3003', expected({ expiry: undefined }), 'fine'],
    ['that expires 60 s late', late(60), '3003', expected(), 'fine'],
    ['that expires 60 s early', late(-60), '3003', expected(), 'fine'],
    [
      'that expires 61 s late',
      late(61),
      '3003',
      expected(),
      'bad: it expires 2026-11-23T12:01:01Z, later than asked for (2026-11-23T12:00:00Z)'
    ],
    [
      'that expires 61 s early',
      late(-61),
      '3003',
      expected(),
      'fine, but it expires 2026-11-23T11:58:59Z, earlier than asked for (2026-11-23T12:00:00Z): the security profile of the user allows no longer one. Give an expires that it allows.'
    ],
    [
      'that expires although it never should',
      record(),
      '3003',
      expected({ expiry: undefined }),
      'fine, but it expires 2026-11-23T12:00:00Z, earlier than asked for (never): the security profile of the user allows no longer one. Give an expires that it allows.'
    ],
    [
      'that never expires although it should',
      never,
      '3003',
      expected(),
      'bad: it never expires, although an expiry was asked for'
    ],
    ['that is not there', undefined, '3003', expected(), 'bad: its record is not there'],
    ['of another token', record({ id: 'V8T2' }), '3003', expected(), 'bad: its record is not there'],
    ['that is not active', record({ active: false }), '3003', expected(), 'bad: its record is not active'],
    ['from another Vault', record(), '1001', expected(), 'bad: Vault 1001 answered, not Vault 3003'],
    ['from a Vault that does not say which', record(), '', expected(), 'fine'],
    ['from a Vault whose id nobody knows', record(), '1001', expected({ vaultId: '' }), 'fine']
  ])('%s', (_what, seen, answeredBy, wanted, verdict) => {
    expect(verdictOf(seen, answeredBy, wanted)).toBe(verdict)
  })
})

/** A token that was just made for a day, to be proven on its own Vault. */
const proving = async (of: Stage, given: Parameters<Stage['outputTask']>[0] = {}, world: World = of.world) => {
  const task: TokenTask = of.outputTask({ for: '1d', ...given })
  const made = await generateOnce(task, of.world)
  task.record({ state: 'made', at: made.at, id: made.id, name: made.name, value: made.value.reveal(), twins: made.twins })
  of.routes.length = 0
  const result = proven(ownVault(task, made.value, world), made, task, world)
  return { made, result, error: () => errorOf(result) }
}

describe('proving', () => {
  test('asks the token’s own Vault once, with the token, and gives its true expiry', async () => {
    const of = stage()
    const { made, result } = await proving(of)
    expect(await result).toEqual(of.newest().expires)
    expect(of.routes).toEqual([`GET /vobjects/api_access_token__sys/${made.id}`])
    expect(of.sent.at(-1)?.url.hostname).toBe('acme-dev.veevavault.com')
    expect(of.sent.at(-1)?.headers.authorization).toBe(`Bearer ${of.newest().value}`)
    expect(of.newest().lastUsed).not.toBeNull()
    expect(of.runner.annotations('warning')).toEqual([])
  })

  test('where the own Vault is not to be contacted takes what was asked for, and asks nothing', async () => {
    const of = stage()
    const task = of.outputTask({ for: '1d' })
    const made = await generateOnce(task, of.world)
    of.routes.length = 0
    expect(await proven(undefined, made, task, of.world)).toEqual(made.asked)
    expect(of.routes).toEqual([])
  })

  test('warns of a shorter life and tells the true one', async () => {
    const of = stage()
    of.sandbox.maxExpiryDays = 1
    of.sandbox.overMaximum = 'clamp'
    const { result } = await proving(of, { for: '30d' })
    expect(await result).toEqual(of.newest().expires)
    expect(of.runner.annotations('warning')).toEqual([
      expect.stringMatching(/^token-unverified: The token ".*": it expires .*, earlier than asked for/)
    ])
    expect(of.living()).toEqual([of.newest().id])
  })

  test('tries a token that does not work yet every 2 seconds', async () => {
    const of = stage()
    of.model.usableAfterMs = 9_000
    const { result } = await proving(of)
    expect(await result).toEqual(of.newest().expires)
    expect(of.waits).toEqual([2000, 2000, 2000, 2000, 2000])
    expect(of.recorded()).toEqual(['generating', 'made'])
  })

  test('tries for 30 seconds, no longer; a token that then still does not work can not delete itself and is left to the post step', async () => {
    const of = stage()
    of.model.usableAfterMs = 60_000
    // A clock that stands still between the waits, so that 15 of them are 30 seconds to the millisecond.
    const clock = virtualClock()
    const { made, error } = await proving(of, {}, { ...of.world, patience: { ...of.world.patience, clock } })
    const { code, message, hint, executionId } = await error()
    expect(code).toBe('token-unverified')
    expect(message).toBe(
      `Verifying the token "${made.name}" (id ${made.id}) on acme-dev.veevavault.com failed: Vault still does not accept it after 30 seconds.`
    )
    expect(hint).toMatch(
      /^Check that the user is active there and may use the API, and run again\. Deleting the new token again failed \(/
    )
    expect(hint).toContain(`"${made.name}" (id ${made.id}); the post step tries once more.`)
    expect(executionId).not.toBe('')
    expect(clock.waits).toEqual(Array(15).fill(2000))
    expect(of.routes.filter(route => RECORD.test(route))).toHaveLength(16)
    expect(of.recorded()).toEqual(['generating', 'made'])
  })

  test('never waits for a refusal that is none of the token being young', async () => {
    const of = stage()
    of.trouble(RECORD, failure('INSUFFICIENT_ACCESS', 'No.'))
    const { error } = await proving(of)
    expect((await error()).code).toBe('vault-permission')
    expect(of.waits).toEqual([])
    expect(of.living()).toEqual([])
  })
})

describe('a token that can’t be proven', () => {
  test.each<[string, (of: Stage) => void, string, RegExp]>([
    ['lives longer than asked for', of => of.newest().expires?.setFullYear(2100), 'token-unverified', /later than asked for/],
    [
      'never expires although it should',
      of => {
        of.newest().expires = null
      },
      'token-unverified',
      /it never expires, although an expiry was asked for/
    ],
    [
      'is not there',
      of => of.trouble(RECORD, answer({ responseStatus: 'SUCCESS' })),
      'token-unverified',
      /its record is not there/
    ],
    [
      'is of another Vault',
      of => of.trouble(RECORD, answer({ responseStatus: 'SUCCESS' }, 200, { 'x-vaultapi-vaultid': '1' })),
      'token-unverified',
      /Vault 1 answered, not Vault \d+/
    ],
    ['is on a Vault that can’t be asked', of => of.trouble(RECORD, lost, 4), 'network', /the connection was lost/]
  ])('because it %s is deleted, with itself, and the journal says so', async (_why, arrange, code, message) => {
    const of = stage()
    const task = of.outputTask({ for: '1d' })
    const made = await generateOnce(task, of.world)
    arrange(of)
    const error = await errorOf(proven(ownVault(task, made.value, of.world), made, task, of.world))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(error.hint).toMatch(/The new token is deleted again\.$/)
    expect(of.living()).toEqual([])
    expect(of.sent.at(-1)?.headers.authorization).toBe(`Bearer ${made.value.reveal()}`)
    expect(of.recorded()).toEqual(['generating', 'over'])
  })

  test('and that can’t be deleted is named, and stays in the journal', async () => {
    const of = stage()
    of.sandbox.selfDelete = false
    of.trouble(RECORD, answer({ responseStatus: 'SUCCESS' }))
    const { made, error } = await proving(of)
    expect((await error()).hint).toBe(
      `Check the sandbox and the user’s security profile. Deleting the new token again failed (Vault answered INSUFFICIENT_ACCESS: An access token can not delete itself): "${made.name}" (id ${made.id}); the post step tries once more.`
    )
    expect(of.recorded()).toEqual(['generating', 'made'])
    expect(of.living()).toEqual([made.id])
  })

  test('and that Vault refuses after an answer to deleting it was lost stays in the journal: it may be too young, and not gone', async () => {
    const of = stage()
    of.trouble(RECORD, answer({ responseStatus: 'SUCCESS' }))
    of.trouble(DELETING, lost)
    of.trouble(DELETING, failure('INVALID_SESSION_ID'))
    const { made, error } = await proving(of)
    expect((await error()).hint).toContain('Deleting the new token again failed')
    expect(of.recorded()).toEqual(['generating', 'made'])
    expect(of.living()).toEqual([made.id])
  })

  test('takes its twin with it, when an answer of generating was lost', async () => {
    const of = stage()
    of.trouble(/users\/me/, 'the answer is lost')
    of.trouble(RECORD, answer({ responseStatus: 'SUCCESS' }))
    const { made, error } = await proving(of)
    expect(made.twins).toBe(true)
    await error()
    expect(of.routes.filter(route => DELETING.test(route))).toHaveLength(1)
    expect(of.living()).toEqual([])
  })

  test('in a run that is stopped is left as it is to the post step', async () => {
    const of = stage()
    of.model.usableAfterMs = 60_000
    of.trouble(RECORD, () => of.stop.abort())
    const { made, error } = await proving(of)
    expect(await error()).toMatchObject({ code: 'interrupted', hint: interrupted(of.stop.signal).hint })
    expect(of.routes).toEqual([`GET /vobjects/api_access_token__sys/${made.id}`])
    expect(of.recorded()).toEqual(['generating', 'made'])
  })
})

test('with target: vault the Vault that generated has to be the one that answers', async () => {
  const of = stage()
  const subject = { called: of.parent.host, sandboxName: '', host: of.vaultAs(of.parent.host, '').site.host, vaultId: '' }
  const there = { target: { is: 'vault' }, subject } as const
  const fine = await proving(of, there)
  expect(await fine.result).toEqual(fine.made.asked)
  of.trouble(RECORD, answer({ responseStatus: 'SUCCESS' }, 200, { 'x-vaultapi-vaultid': '7' }))
  const { error } = await proving(of, there)
  expect((await error()).message).toContain(`Vault 7 answered, not Vault ${of.parent.id}`)
})
