import { expect, test } from '@jest/globals'
import { patient } from '../../../src/token/patient.ts'
import { answer, failure } from '../../helpers/answers.ts'
import { stage } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'

const ME = /^GET \/objects\/users\/me/
const asking = (arrange: (of: ReturnType<typeof stage>) => unknown, within = 30_000) => {
  const of = stage()
  arrange(of)
  const vault = patient(of.vaultAs(of.parent.host, of.stored.value), within, of.world.patience)
  return { of, result: vault.call({ doing: 'Asking', kind: 'read', method: 'GET', path: '/objects/users/me' }) }
}

test.each([
  ['a session error', failure('INVALID_SESSION_ID', 'No')],
  ['a page', answer('<html>', 503)]
])('what is not usable yet is asked again every 2 seconds, after %s', async (_what, trouble) => {
  const { of, result } = asking(of => of.trouble(ME, trouble, 6))
  expect((await result).body.responseStatus).toBe('SUCCESS')
  expect(of.waits).toEqual([2_000, 2_000, 2_000, 2_000, 2_000, 2_000])
})

test('it is given up in time', async () => {
  const { of, result } = asking(of => of.trouble(ME, failure('INVALID_SESSION_ID', 'No'), 99), 5_000)
  expect((await errorOf(result)).code).toBe('vault-session')
  expect(of.waits).toEqual([2_000, 2_000])
})

test('the time is for all its calls together', async () => {
  const of = stage()
  const vault = patient(of.vaultAs(of.parent.host, of.stored.value), 5_000, of.world.patience)
  const ask = () => vault.call({ doing: 'Asking', kind: 'read', method: 'GET', path: '/objects/users/me' })
  of.trouble(ME, failure('INVALID_SESSION_ID', 'No'), 1)
  await ask()
  of.trouble(ME, failure('INVALID_SESSION_ID', 'No'), 9)
  expect((await errorOf(ask())).code).toBe('vault-session')
  expect(of.waits).toEqual([2_000, 2_000])
})

test('what is refused for good is not asked again', async () => {
  const { of, result } = asking(of => of.trouble(ME, failure('INSUFFICIENT_ACCESS', 'No'), 9))
  expect((await errorOf(result)).code).toBe('vault-permission')
  expect(of.waits).toEqual([])
})
