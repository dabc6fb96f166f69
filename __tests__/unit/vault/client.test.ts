import { describe, expect, test } from '@jest/globals'
import type { VaultCall } from '../../../src/vault/client.ts'
import type { VaultHost } from '../../../src/vault/host.ts'
import type { VaultOperation } from '../../../src/vault/refusals.ts'
import {
  errorOf,
  HTML,
  lost,
  NOON,
  refuse,
  respond,
  scriptedVault,
  succeed,
  unsent
} from './fake-vault.ts'

function call(operation: VaultOperation = 'read'): VaultCall {
  return { doing: 'list the sandboxes', operation, path: 'objects/sandbox' }
}

test('an error says what was being done, where, what came back and the execution id', async () => {
  const response = refuse('INSUFFICIENT_ACCESS', 'User [12] may not.')
  response.headers['x-vaultapi-executionid'] = 'exec-1'
  const error = await errorOf(scriptedVault([response]).vault.call(call()))
  expect(error.message).toBe(
    'Could not list the sandboxes on acme.veevavault.com: Vault responded INSUFFICIENT_ACCESS: User [12] may not (execution id exec-1).'
  )
})

test('a credential that Vault repeats does not get into the error', async () => {
  const { vault, maskSecret } = scriptedVault([refuse('Pa55"word', 'Pa55"word is wrong')])
  const error = await errorOf(vault.as(maskSecret('Pa55"word')).call(call()))
  expect(`${error.text} ${error.reason}`).not.toContain('55')
})

test('a request names the client, the run and the credential, and another host does not get the credential', async () => {
  const { vault, sent, maskSecret } = scriptedVault([succeed(), succeed()])
  const signedIn = vault.as(maskSecret('SESSION'))
  await signedIn.call(call())
  await signedIn.at('other.veevavault.com' as VaultHost).call(call())
  const headers = {
    accept: 'application/json',
    'x-vaultapi-clientid': 'client',
    'x-vaultapi-referenceid': 'acme/app/1.1'
  }
  expect(sent[0]?.headers).toEqual({ ...headers, authorization: 'Bearer SESSION' })
  expect(sent[1]?.headers).toEqual(headers)
  expect(sent[1]?.url.href).toBe('https://other.veevavault.com/api/v26.2/objects/sandbox')
})

describe('retries', () => {
  test('an operation has as many attempts as can do no harm', async () => {
    const attempts = async (operation: VaultOperation) => {
      const { vault, sent } = scriptedVault(Array(6).fill(lost))
      expect((await errorOf(vault.call(call(operation)))).maybeDone).toBe(true)
      return sent.length
    }
    for (const operation of ['read', 'read-job', 'delete'] as const) {
      expect(await attempts(operation)).toBe(4)
    }
    for (const operation of ['sign-in', 'exchange', 'end-session'] as const) {
      expect(await attempts(operation)).toBe(2)
    }
    expect(await attempts('generate')).toBe(1)
  })

  test('a sign-in that was never sent is attempted for 20 seconds', async () => {
    const { vault, sent, waits } = scriptedVault(Array(7).fill(unsent))
    await errorOf(vault.call(call('sign-in')))
    expect(sent).toHaveLength(6)
    expect(waits.reduce((sum, ms) => sum + ms)).toBe(20_000)
  })

  test('a host name that does not exist is looked up twice for a sign-in, so that a misspelt one is told soon', async () => {
    const { vault, sent, waits } = scriptedVault(Array(3).fill({ ...unsent, code: 'ENOTFOUND' }))
    expect((await errorOf(vault.call(call('sign-in')))).reason).toBe('ENOTFOUND')
    expect([sent.length, waits]).toEqual([2, [4_000]])
  })

  test('a sign-in that may have been sent is not sent a third time after attempts that were not', async () => {
    const { vault, sent } = scriptedVault([unsent, lost, succeed()])
    await errorOf(vault.call(call('sign-in')))
    expect(sent).toHaveLength(2)
  })

  test('a response tells whether an earlier attempt may have had its effect', async () => {
    const unclear = await scriptedVault([lost, succeed()]).vault.call(call('delete'))
    const clear = await scriptedVault([respond('', 503), succeed()]).vault.call(call('delete'))
    expect([unclear.maybeDoneBefore, clear.maybeDoneBefore]).toEqual([true, false])
  })

  test('a patient Vault repeats session errors and pages of any status every 2 s until one deadline for all calls', async () => {
    const dead = refuse('INVALID_SESSION_ID')
    const { vault, waits, sent } = scriptedVault([
      dead,
      respond(HTML, 401),
      succeed(),
      dead,
      dead,
      dead
    ])
    const patient = vault.patient(7_000)
    await patient.call(call())
    expect((await errorOf(patient.call(call()))).code).toBe('vault-session')
    expect(waits).toEqual([2_000, 2_000, 2_000])
    expect(sent).toHaveLength(5)
  })
})

test('the API responds if its response has an envelope, and may be tried again otherwise', async () => {
  const envelopes = [succeed(), refuse('X'), respond({ responseStatus: 'MAYBE' }, 500)]
  for (const response of envelopes) await scriptedVault([response]).vault.probe()
  for (const result of [respond(HTML, 403), { ...unsent, isLasting: true }]) {
    expect((await errorOf(scriptedVault([result]).vault.probe())).retry).toBeDefined()
  }
})

test('Vault’s clock is the runner’s until a response has told its own', async () => {
  const { vault, maskSecret } = scriptedVault([
    succeed({}, { date: 'Sun, 22 Nov 2026 13:00:00 GMT' })
  ])
  expect(vault.now()).toEqual(NOON)
  await vault.call(call())
  expect(vault.as(maskSecret('SESSION')).now()).toEqual(new Date('2026-11-22T13:00:00Z'))
})
