import { expect, test } from '@jest/globals'
import { ActionError } from '../../../src/errors.ts'
import { WRONG_VERSION } from '../../../src/vault/refusals.ts'
import { withVersions } from '../../../src/vault/versions.ts'
import { failure, lost, success } from '../../helpers/answers.ts'
import { scriptedVault } from '../../helpers/settings.ts'

const refused = () => new ActionError('vault-refused', 'Listing failed.', WRONG_VERSION, 'exec-1')
const values = (...versions: string[]) =>
  success({ values: Object.fromEntries(versions.map(version => [version, `https://acme.veevavault.com/api/${version}`])) })

test('a Vault that does not know the API version is asked which it has', async () => {
  const { vault, sent } = scriptedVault([
    values('v25.3', 'v9.0', 'v26.1', 'latest', 'v27', 'xv26.1', 'v26.1x', 'v26.12', 'v1234.1')
  ])
  const error = await withVersions(refused(), vault)
  expect(sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['GET /api/'])
  expect(error).toMatchObject({
    code: 'vault-refused',
    message: 'acme.veevavault.com does not have the API version v26.2; it has v9.0, v25.3, v26.1.',
    hint: 'Give one of these as api-version; v26.2 is the oldest that has the endpoints.',
    executionId: 'exec-1'
  })
})

test('only the last ten versions are named', async () => {
  const all = Array.from({ length: 12 }, (_, n) => `v${n + 10}.1`)
  const { vault } = scriptedVault([values(...all)])
  expect((await withVersions(refused(), vault)).message).toMatch(`it has ${all.slice(2).join(', ')}.`)
})

test.each([
  ['has the version all the same', values('v26.1', 'v26.2')],
  ['names none', values()],
  ['answers without a list', success({})],
  ['refuses to list them', failure('INVALID_DATA', 'no')]
])('the error stays as it is where the Vault %s', async (_, answer) => {
  const { vault } = scriptedVault([answer])
  const error = refused()
  expect(await withVersions(error, vault)).toBe(error)
})

test('a Vault that does not answer is asked four times, and the error stays as it is', async () => {
  const { vault, sent } = scriptedVault([lost, lost, lost, lost])
  const error = refused()
  expect(await withVersions(error, vault)).toBe(error)
  expect(sent).toHaveLength(4)
})

test('another error is left as it is, and nothing is asked', async () => {
  const { vault, sent } = scriptedVault([])
  const other = new ActionError('vault-refused', 'Listing failed.', 'Another hint.')
  expect(await withVersions(other, vault)).toBe(other)
  expect(sent).toEqual([])
  expect(await withVersions(new TypeError('x'), vault)).toMatchObject({ code: 'internal' })
})
