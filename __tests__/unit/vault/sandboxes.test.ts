import { describe, expect, test } from '@jest/globals'
import { readJob } from '../../../src/vault/jobs.ts'
import { nearestNames, suggestSandbox } from '../../../src/vault/sandbox-names.ts'
import { findSandbox, listSandboxes, type SandboxRow } from '../../../src/vault/sandboxes.ts'
import { explainVersion } from '../../../src/vault/versions.ts'
import { errorOf, lost, refuse, scriptedVault, succeed } from './fake-vault.ts'

const { vault } = scriptedVault([])
const row = (name: string, status = 'active', vaultId = '3003'): SandboxRow => ({
  name,
  vaultId,
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
      names.map((each, index) => row(each, 'active', `30${index}3`)),
      text => text
    )

  test.each([
    ['UTA', [], 'This user can see no sandboxes'],
    ['3013', ['UAT', 'Dev'], 'This is the id of the sandbox "Dev": use that name.'],
    ['ACME-uat.veevavault.com', ['UAT'], 'This is the DNS of the sandbox "UAT": use that name.'],
    [
      '26.1',
      ['26.10', '26.1.0'],
      'Without quotes YAML reads 26.10 as 26.1: put the name in quotes'
    ],
    ['10', ['010'], 'Without quotes YAML reads 010 as 10: put the name in quotes'],
    ['true', ['True'], 'Without quotes YAML reads True as true: put the name in quotes'],
    ['UTA', ['UAT'], 'Nearest: "UAT". Set `sandbox-name` exactly as on the My Vaults page.'],
    ['quite different', ['UAT'], 'Set `sandbox-name` exactly as on the My Vaults page.']
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
    [
      'Dev\u00a0One',
      'Dev One',
      'a no-break space (U+00A0) at position 4, where it has a space (U+0020)'
    ],
    ['Dev  One', 'Dev One', 'a space (U+0020) at position 5, where it has "O" (U+004F)'],
    [
      'UAT\u200b',
      'UAT',
      'an invisible character (U+200B) at position 4, where it has nothing more'
    ],
    [
      'UAT',
      'UAT\u200b',
      'nothing more at position 4, where it has an invisible character (U+200B)'
    ],
    ['\u0423AT', 'YAT', '"\u0423" (U+0423) at position 1, where it has "Y" (U+0059)'],
    ['Zu\u0308rich', 'Zürich', '"u" (U+0075) at position 2, where it has "ü" (U+00FC)'],
    ['Dev_One', 'Dev-One', '"_" (U+005F) at position 4, where it has "-" (U+002D)']
  ])('%j, which looks like %j', (name, real, difference) => {
    expect(suggest(name, 'Other', real)).toBe(
      `The sandbox "${real}" looks the same, but yours has ${difference}: copy its name from the My Vaults page.`
    )
  })

  test('a difference of upper and lower case only is said so', () => {
    expect(suggest('DEV ONE', 'Dev One')).toContain('but upper and lower case differ')
  })

  test('at most three names are near, the nearest first', () => {
    expect(nearestNames('DEV', ['dev12', 'dev1', 'dev', 'dev4'])).toEqual(['dev', 'dev1', 'dev4'])
    expect(nearestNames('production', ['produ', 'prod'])).toEqual(['produ'])
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

describe('an error by which Vault may not know the API version', () => {
  const versions = (...names: string[]) =>
    succeed({
      values: Object.fromEntries(names.map(name => [name, 'https://acme.veevavault.com']))
    })
  const failing = async (type: string) =>
    errorOf(
      scriptedVault([refuse(type)]).vault.call({
        doing: 'x',
        operation: 'read',
        method: 'GET',
        path: '/'
      })
    )

  test('becomes one that lists the versions, oldest first, and keeps its reason', async () => {
    const error = await failing('MALFORMED_URL')
    const { vault } = scriptedVault([versions('v25.3', 'v9.0', 'v26.1', 'latest', 'v26.12')])
    expect(await explainVersion(error, vault)).toMatchObject({
      message:
        'acme.veevavault.com does not have the API version v26.2; it has v9.0, v25.3, v26.1.',
      reason: 'MALFORMED_URL'
    })
  })

  test.each([
    ['has the version', [versions('v26.1', 'v26.2')]],
    ['lists none', [succeed({ values: null })]],
    ['does not respond', [lost, lost, lost, lost]]
  ])('stays as it is where the Vault %s', async (_what, script) => {
    const error = await failing('METHOD_NOT_SUPPORTED')
    expect(await explainVersion(error, scriptedVault(script).vault)).toBe(error)
  })

  test('is recognized by its type alone, so that another one asks Vault nothing', async () => {
    const error = await failing('INVALID_DATA')
    expect(await explainVersion(error, scriptedVault([]).vault)).toBe(error)
  })
})
