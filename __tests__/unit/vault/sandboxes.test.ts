import { describe, expect, test } from '@jest/globals'
import { readJob } from '../../../src/vault/jobs.ts'
import {
  findSandbox,
  listSandboxes,
  nearestNames,
  type SandboxRow,
  suggestSandbox
} from '../../../src/vault/sandboxes.ts'
import { errorOf, scriptedVault, succeed } from './fake-vault.ts'

const { vault } = scriptedVault([])
const row = (name: string, status = 'active'): SandboxRow => ({
  name,
  vaultId: '3003',
  status,
  dns: 'acme-uat.veevavault.com'
})

test('the listing leaves out rows without a name, and reads numbers as text', async () => {
  const active = [null, 'x', { vault_id: 1 }, { name: 'UAT', vault_id: 7, status: 'active' }]
  const rows = await listSandboxes(scriptedVault([succeed({ data: { active } })]).vault)
  expect(rows).toEqual([{ name: 'UAT', vaultId: '7', status: 'active', dns: '' }])
  expect(await listSandboxes(scriptedVault([succeed({ data: null })]).vault)).toEqual([])
})

test.each([
  ['the exact name', 'UAT', [row('uat'), row('UAT')], 1],
  ['the active one of two rows', 'UAT', [row('UAT', 'deleting'), row('UAT')], 1],
  ['the one that is building', 'UAT', [row('UAT', 'inactive'), row('UAT', 'building')], 1],
  ['the exact name before a trimmed one', 'UAT', [row('UAT '), row('UAT')], 1],
  ['the only one that matches without its blanks', 'UAT', [row('Dev'), row('UAT ')], 1],
  ['none of two that match without their blanks', 'UAT', [row('UAT '), row(' UAT')], -1],
  ['none', 'UTA', [row('UAT')], -1]
])('a name finds %s', (_what, name, rows, index) => {
  expect(findSandbox(rows, name, vault)).toBe(rows[index])
})

test.each(['inactive', 'deleting', ''])(
  'a sandbox with the status "%s" is unavailable',
  async status => {
    const error = await errorOf((async () => findSandbox([row('UAT', status)], 'UAT', vault))())
    expect(error.code).toBe('sandbox-unavailable')
    expect(error.message).toContain(`its status is "${status}", not active`)
  }
)

describe('the suggestion for a name that no sandbox has', () => {
  const suggest = (name: string, ...names: string[]) =>
    suggestSandbox(
      name,
      names.map(each => row(each)),
      text => text
    )

  test.each([
    ['UTA', [], 'This user can see no sandboxes'],
    [
      '26.1',
      ['26.10', '26.1.0'],
      "Without quotes YAML reads 26.10 as 26.1: write `sandbox-name: '26.10'`."
    ],
    ['10', ['010'], "Without quotes YAML reads 010 as 10: write `sandbox-name: '010'`."],
    ['UTA', ['UAT'], 'Nearest: "UAT". Set `sandbox-name` exactly as on the My Vaults page.'],
    ['quite different', ['UAT', 'DEV'], 'Nearest: "UAT" and "DEV".']
  ])('%s among %j', (name, names, said) => {
    expect(suggest(name, ...names)).toContain(said)
  })

  test.each([
    ['- UAT', '"UAT"'],
    ['-UAT', '"UAT"'],
    ['* "Dev One"', '"Dev One"'],
    ['"uat"', '"UAT"'],
    ['UAT,', '"UAT"'],
    ['UAT; Dev One', '"UAT" and "Dev One"'],
    ['UAT | dev one', '"UAT" and "Dev One"'],
    ['["UAT","Dev One"]', '"UAT" and "Dev One"'],
    ["['UAT']", '"UAT"'],
    ['UAT, Nothing', '"UAT"']
  ])('%s, copied from a list, is one name per line', (line, names) => {
    expect(suggest(line, 'UAT', 'Dev One')).toBe(
      `Write one name per line, without hyphens, quotes, brackets or commas: ${names}.`
    )
  })

  test.each([
    ['Dev\u00a0One', 'Dev One'],
    ['Dev  One', 'Dev One'],
    ['UAT', 'UAT\u200b'],
    ['Zu\u0308rich', 'Zürich'],
    ['Dev_One', 'Dev-One'],
    ['DEV ONE', 'Dev One']
  ])('%j, which looks like %j', (name, real) => {
    expect(suggest(name, 'Other', real)).toBe(
      `The sandbox "${real}" differs only in capitals, spaces, hyphens or invisible characters: copy its name from the My Vaults page.`
    )
  })

  test('at most three names are shown, the nearest first', () => {
    expect(nearestNames('DEV', ['dev12', 'dev1', 'dev', 'dev4'])).toEqual(['dev', 'dev1', 'dev4'])
    expect(nearestNames('production', ['x', 'prod'])).toEqual(['prod', 'x'])
  })
})

test('a job has succeeded, failed, or is still running, also with an unknown status', async () => {
  const progressOf = async (status: string) => {
    const { vault } = scriptedVault([succeed({ data: { status } })])
    return (await readJob(vault, '902')).is
  }
  const ended = 'ERRORS_ENCOUNTERED CANCELLED TIMEOUT COMPLETED_DUE_TO_INACTIVITY MISSED_SCHEDULE'
  for (const status of `${ended} FAILURE`.split(' '))
    expect(await progressOf(status)).toBe('failed')
  for (const status of ['QUEUEING', 'NEW', '']) expect(await progressOf(status)).toBe('running')
  expect(await progressOf('SUCCESS')).toBe('succeeded')
})
