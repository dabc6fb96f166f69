import { describe, expect, test } from '@jest/globals'
import { findSandbox, listSandboxes, type SandboxRow } from '../../../src/vault/sandboxes.ts'
import { lost, sandboxes, sandboxRow, success } from '../../helpers/answers.ts'
import { fakeRunner } from '../../helpers/runner.ts'
import { scriptedVault } from '../../helpers/settings.ts'
import { errorOf } from '../../helpers/values.ts'
import { routeOf } from '../../helpers/world.ts'

const { quote } = fakeRunner()
const vaultHost = 'acme.veevavault.com'
const row = (given: Partial<SandboxRow> = {}): SandboxRow => ({
  name: 'Dev One',
  vaultId: '3003',
  status: 'active',
  dns: 'acme-dev.veevavault.com',
  ...given
})

describe('the list of sandboxes', () => {
  test('is what Vault says, without what has no name', async () => {
    const { vault, sent } = scriptedVault([
      sandboxes(sandboxRow(), sandboxRow({ name: 'New', vault_id: '3004', status: 'building', dns: null }), { status: 'active' })
    ])
    expect(await listSandboxes(vault)).toEqual([row(), row({ name: 'New', vaultId: '3004', status: 'building', dns: '' })])
    expect(sent.map(routeOf)).toEqual(['GET /objects/sandbox'])
  })

  test('that never comes is asked for four times', async () => {
    const { vault, sent } = scriptedVault([lost, lost, lost, lost])
    expect((await errorOf(listSandboxes(vault))).message).toBe(
      'Listing the sandboxes on acme.veevavault.com failed: the connection was lost (ECONNRESET).'
    )
    expect(sent).toHaveLength(4)
  })

  test.each([[{}], [{ data: null }], [{ data: [] }], [{ data: { active: {} } }], [{ data: { active: [null, 'x', []] } }]])(
    'is empty where Vault gives none: %j',
    async fields => {
      const { vault } = scriptedVault([success(fields)])
      expect(await listSandboxes(vault)).toEqual([])
    }
  )
})

describe('a sandbox is found', () => {
  test('by its exact name', async () => {
    expect(await findSandbox([row({ name: 'dev one' }), row()], 'Dev One', vaultHost, quote)).toEqual(row())
  })

  test.each(['active', 'building'])('when it is %s', async status => {
    expect(await findSandbox([row({ status })], 'Dev One', vaultHost, quote)).toEqual(row({ status }))
  })

  test('as it is listed, also when it is only being made', async () => {
    expect(await findSandbox([row()], 'Dev One', vaultHost, quote, true)).toEqual(row())
  })

  test('as building when it is not listed yet, but is being made', async () => {
    const building = { name: 'New', vaultId: '', status: 'building', dns: '' }
    expect(await findSandbox([row()], 'New', vaultHost, quote, true)).toEqual(building)
  })

  test.each([
    ['inactive', 'is inactive, not active.', 'Activate it in Vault, or correct sandbox-name.'],
    ['deleting', 'is deleting, not active.', 'Activate it in Vault, or correct sandbox-name.'],
    ['', 'is in no known state, not active.', 'Activate it in Vault, or correct sandbox-name.'],
    ['##[x]', 'is ## [x], not active.', 'Activate it in Vault, or correct sandbox-name.']
  ])('in no other state, like "%s"', async (status, message, hint) => {
    const error = await errorOf(findSandbox([row({ status })], 'Dev One', vaultHost, quote))
    expect(error).toMatchObject({ code: 'sandbox-unavailable', hint })
    expect(error.message).toBe(`The sandbox "Dev One" of acme.veevavault.com ${message}`)
  })
})

describe('an unknown name', () => {
  const errorFor = (name: string, names: readonly string[]) =>
    errorOf(
      findSandbox(
        names.map(each => row({ name: each })),
        name,
        vaultHost,
        quote
      )
    )

  test('comes with the nearest ones', async () => {
    const error = await errorFor('Dev Oen', ['Training', 'Dev Two', 'Dev One', 'UAT'])
    expect(error.code).toBe('sandbox-unknown')
    expect(error.message).toBe('acme.veevavault.com has no sandbox "Dev Oen".')
    expect(error.hint).toBe('Nearest: "Dev One" and "Dev Two". Give sandbox-name exactly as on the My Vaults page.')
  })

  test('comes without any when none is near', async () => {
    expect((await errorFor('Dev', ['Training of the Helpdesk'])).hint).toBe('Give sandbox-name exactly as on the My Vaults page.')
  })

  test('comes with another remedy when there are no sandboxes at all', async () => {
    expect((await errorFor('Dev', [])).hint).toMatch(/^It has no sandboxes that this user can see: check vault-dns/)
  })

  test('is quoted, and so are its neighbours', async () => {
    const error = await errorFor('Dev\n::error::x', ['Dev\n::error::y'])
    expect(`${error.message} ${error.hint}`).not.toContain('\n')
  })
})
