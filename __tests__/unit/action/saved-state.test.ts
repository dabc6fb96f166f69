import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  parseStateFile,
  readEntries,
  readMain,
  saveEntry
} from '../../../src/action/saved-state.ts'
import { createCredentialStore } from '../../../src/core/credential.ts'
import { testWorld } from '../world.ts'

const { maskSecret } = createCredentialStore(() => {})

/** What the post step finds when main has saved an entry. */
function saved(key: string, entry: object): Record<string, string> {
  const state: Record<string, string> = {}
  const saveState = (name: string, text: string) => Object.assign(state, { [name]: text })
  saveEntry({ ...testWorld().runner, saveState }, key, entry)
  return state
}

test('An entry with the longest names stays below 2 kB, and the post step masks its value', () => {
  const site = { host: 'acme.veevavault.com', apiVersion: 'v26.2', clientId: 'c'.repeat(100) }
  const names = { displayName: 'n'.repeat(200), sandboxName: 'n'.repeat(200), vaultId: '3003' }
  const origin = { ...names, site: { ...site, referenceId: 'r'.repeat(160) } }
  const token = { origin, name: 'l'.repeat(140), id: 'V8T1', executionId: 'e'.repeat(36) }
  const text = 'A'.repeat(268)
  const given = { state: 'generated', token: { ...token, value: maskSecret(text) } }
  const state = saved('token-0', given)
  expect(state['token-0']?.length).toBeLessThan(2000)
  const { runner, masked } = testWorld()
  const [entry] = readEntries(state, runner.maskSecret)
  const { displayName, site: readSite } = origin
  expect(entry).toMatchObject({ name: token.name, id: 'V8T1', displayName, site: readSite })
  expect([entry?.value.reveal(), ...masked]).toEqual([text, text])
})

test('Saved state is read whatever it contains, and which process main is', () => {
  const key = fc.constantFrom('main', 'session', 'ca-certificate', 'token-0', 'token-17', 'other')
  const garbage = fc.oneof(fc.string(), fc.json(), fc.constant('{"state":"open"'))
  const property = fc.property(fc.dictionary(key, garbage), given => {
    expect(Object.keys(readMain(given))).toHaveLength(3)
    const known = Object.keys(given).filter(each => /^(session|token-\d+)$/.test(each))
    expect(readEntries(given, maskSecret).map(each => each.key)).toEqual(known)
  })
  fc.assert(property, { seed: 11 })
  const main = { pid: 77, started: '1234', stateFile: 'state-file' }
  expect(readMain(saved('main', main))).toEqual(main)
})

test.each([
  ['all lines of the last entry of a name', 'a<<X\n1\nX\na<<Y\n2\n3\nY\n', { a: '2\n3' }],
  ['lines of Windows', 'a<<X\r\n1\r\nX\r\n', { a: '1' }],
  ['a value that looks like an entry', 'a<<X\nb<<Y\n1\nY\nX\n', { a: 'b<<Y\n1\nY' }],
  ['what is before a cut in a value', 'a<<X\n1\nX\nb<<Y\n2\n', { a: '1' }],
  ['what is before a cut in a delimiter', 'a<<X\n1\nX\nb<<Yonder\n2\nYon', { a: '1' }]
])('A GITHUB_STATE file is read with %s', (_what, text, state) => {
  expect(parseStateFile(text)).toEqual(state)
})
