import { expect, test } from '@jest/globals'
import * as sandboxes from '../../../src/vault/sandboxes.ts'
import { response } from '../../helpers/responses.ts'
import { errorOf, scriptedVault } from '../world.ts'

const { vault } = scriptedVault()
const succeed = (data: unknown) => response({ responseStatus: 'SUCCESS', data })
const row = (name: string, status = 'active') => ({ name, vaultId: '7', status, dns: 'x' })

test('The listing of sandboxes leaves out rows without a name, and reads numbers as text, a status in any case', async () => {
  const active = [null, 'x', { vault_id: 1 }, { name: 'UAT', vault_id: 7, status: 'Active' }]
  const { vault } = scriptedVault(succeed({ active }), succeed(null))
  expect(await sandboxes.listSandboxes(vault)).toEqual([{ ...row('UAT'), dns: '' }])
  expect(await sandboxes.listSandboxes(vault)).toEqual([])
})

test.each([
  ['the exact name', [row('uat'), row('UAT')], 1],
  ['the active one of two rows', [row('UAT', 'building'), row('UAT')], 1],
  ['the one that is building', [row('UAT', 'inactive'), row('UAT', 'building')], 1],
  ['the exact name before a trimmed one', [row('UAT '), row('UAT')], 1],
  ['the only one that matches without its blanks', [row('Dev'), row(' UAT ')], 1],
  ['none of two that match without their blanks', [row('UAT '), row(' UAT')], -1],
  ['none', [row('UTA')], -1]
])('Among these sandboxes, the name UAT finds %s', (_what, rows, index) => {
  expect(sandboxes.findSandbox(rows, 'UAT', vault)).toBe(rows[index])
})

test('a sandbox that is neither active nor building is unavailable', async () => {
  const finding = async () => sandboxes.findSandbox([row('UAT', 'deleting')], 'UAT', vault)
  const { code, text } = await errorOf(finding())
  expect(code).toBe('sandbox-unavailable')
  expect(text).toMatch(/^Could not use the sandbox "UAT" of acme.+ is "deleting".+\. Activate it /)
})

test.each([
  ['UTA', [], 'This user can see no sandboxes'],
  ['- Dev', ['Uat', 'dev12', 'DEV1', 'd_e v'], 'Nearest: "d_e v", "DEV1" and "dev12". Set `sand'],
  ['26.1', ['UAT', '26.10'], 'Nearest: "26.10" and "UAT". YAML changes numbers'],
  ['v26', ['v27'], 'without hyphens or quotes'],
  ['26a', ['27'], 'without hyphens or quotes']
])('For the unknown sandbox %j among %j the hint says %s', (name, names, said) => {
  const rows = names.map(each => row(each))
  expect(sandboxes.suggestSandbox(name, rows, text => text)).toContain(said)
})

test.each([
  ['succeeded', 'SUCCESS'],
  ['running', 'QUEUEING NO_FAILURE FAILURES'],
  ['failed', 'ERRORS_ENCOUNTERED CANCELLED TIMEOUT MISSED_SCHEDULE FAILURE'],
  ['failed', 'COMPLETED_DUE_TO_INACTIVITY']
])('A job of Vault has %s with the status %s', async (is, statuses) => {
  for (const status of statuses.split(' ')) {
    const { vault } = scriptedVault(succeed({ status }))
    expect(await sandboxes.readJob(vault, '902')).toEqual({ is, status })
  }
})
