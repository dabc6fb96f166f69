import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  parseStateFile,
  readEntries,
  readMain,
  saveEntry
} from '../../../src/action/saved-state.ts'
import { createCredentialStore } from '../../../src/core/credential.ts'
import type { Runner } from '../../../src/core/runner.ts'

const { maskSecret } = createCredentialStore(() => {})

/** What the post step finds when main has saved an entry. */
function saved(key: string, entry: object): Record<string, string> {
  const state: Record<string, string> = {}
  const saveState = (name: string, text: string) => Object.assign(state, { [name]: text })
  saveEntry({ saveState } as unknown as Runner, key, entry)
  return state
}

const host = 'acme-dev.veevavault.com'
const site = { host, apiVersion: 'v26.2', clientId: 'client', referenceId: 'acme/app/1.1' }
const name = 'ci #1.1-0a0b0c0d-65000000beefbeef'
const origin = { displayName: 'UAT', sandboxName: 'UAT', vaultId: '3003', site }
const value = maskSecret('VALUE')
const token = { origin, name, id: 'V8T1', value, expiry: undefined, executionId: 'e-1' }
const read = { displayName: 'UAT', name, id: 'V8T1', site, secret: '', isForSecret: false }

test.each([
  ['a generated token', { state: 'generated', token }, read],
  [
    'a token that is being generated',
    { state: 'generating', origin, name, isForSecret: true },
    { displayName: 'UAT', name, site, isForSecret: true, id: '' }
  ],
  [
    'a token that is being stored',
    { state: 'storing', origin, name, id: 'V8T1', secret: 'the secret X' },
    { ...read, secret: 'the secret X' }
  ],
  ['an open session', { state: 'open', site, value }, { site, displayName: '' }]
])('The post step reads %s as main saved it, masked', (_what, entry, expected) => {
  const masks: string[] = []
  const { maskSecret: mask } = createCredentialStore(text => masks.push(text))
  const entries = readEntries(saved('token-0', entry), mask)
  expect(entries).toMatchObject([{ key: 'token-0', state: entry.state, ...expected }])
  const hasValue = 'token' in entry || 'value' in entry
  expect([entries[0]?.value.reveal(), ...masks]).toEqual(hasValue ? ['VALUE', 'VALUE'] : [''])
})

test('The post step has no Vault for a token of a foreign host', () => {
  for (const foreign of ['evil.example.com', `${host}.evil.example.com`, `evil.com#${host}`, '']) {
    const moved = { ...token, origin: { ...origin, site: { ...site, host: foreign } } }
    const state = saved('token-0', { state: 'generated', token: moved })
    expect(readEntries(state, maskSecret)).toMatchObject([{ id: 'V8T1', site: undefined }])
  }
})

test('An entry stays below 2 kB with the longest names that there are', () => {
  const longest = { ...site, clientId: 'c'.repeat(100), referenceId: 'r'.repeat(160) }
  const names = { displayName: 'n'.repeat(200), sandboxName: 'n'.repeat(200) }
  const long = { ...token, name: 'l'.repeat(140), value: maskSecret('A'.repeat(268)) }
  Object.assign(long, { origin: { ...origin, ...names, site: longest } })
  const { text = '' } = saved('text', { state: 'generated', token: long })
  expect(text.length).toBeLessThan(2000)
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
  const main = { pid: 77, started: '1234', stateFile: '/tmp/state' }
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
