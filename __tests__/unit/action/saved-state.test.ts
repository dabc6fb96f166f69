import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  parseStateFile,
  readEntries,
  readMain,
  saveEntry
} from '../../../src/action/saved-state.ts'
import { createCredentialStore } from '../../../src/core/credential.ts'
import type { Runner } from '../../../src/core/runner.ts'
import { parseCertificates } from '../../../src/net/certificates.ts'
import type { SavedToken, TokenOrigin } from '../../../src/token/token.ts'
import type { VaultSite } from '../../../src/vault/client.ts'
import { parseVaultHost, type VaultHost } from '../../../src/vault/host.ts'

const masked: string[] = []
const { maskSecret } = createCredentialStore(() => {})
/** Reads as the post step does, a process in which nothing is masked yet. */
const read = (saved: Record<string, string>) =>
  readEntries(saved, createCredentialStore(value => masked.push(value)).maskSecret)

/** What the post step finds when main has saved these entries. */
function saved(entries: Record<string, object>): Record<string, string> {
  const state: Record<string, string> = {}
  const saveState = (key: string, value: string) => {
    state[key] = value
  }
  for (const [key, entry] of Object.entries(entries)) saveEntry({ saveState } as Runner, key, entry)
  return state
}

const site: VaultSite = {
  host: parseVaultHost('acme-dev.veevavault.com') as VaultHost,
  apiVersion: 'v26.2',
  clientId: 'client',
  referenceId: 'acme/pipelines/1.1'
}
const origin: TokenOrigin = { displayName: 'UAT', sandboxName: 'UAT', vaultId: '3003', site }
const name = 'ci #1.1-0a0b0c0d-65000000beefbeef'
const generated: SavedToken = {
  state: 'generated',
  token: {
    origin,
    name,
    id: 'V8T1',
    value: maskSecret('veeva-vault-VALUE'),
    expiry: new Date('2026-11-23T12:00:00Z'),
    executionId: 'exec-1'
  }
}
const storing: SavedToken = { state: 'storing', origin, name, id: 'V8T1', secret: 'the secret X' }

describe('what main saves, the post step reads:', () => {
  const fields = { displayName: 'UAT', name, id: 'V8T1', site }
  test.each<[string, SavedToken, object]>([
    [
      'a token that is being generated',
      { state: 'generating', origin, name, isForSecret: true },
      { displayName: 'UAT', name, site, isForSecret: true }
    ],
    ['a generated token', generated, fields],
    ['a delivered token', { ...generated, state: 'delivered' }, fields],
    ['a token that is being stored', storing, { ...fields, secret: 'the secret X' }],
    ['a token that is done', { state: 'done' }, { isForSecret: false }]
  ])('%s', (_what, entry, expected) => {
    masked.length = 0
    const entries = read(saved({ 'token-0': entry }))
    expect(entries).toMatchObject([{ key: 'token-0', state: entry.state, ...expected }])
    const value = 'token' in entry ? 'veeva-vault-VALUE' : ''
    expect(entries[0]?.value.reveal()).toBe(value)
    expect(masked).toEqual(value ? [value] : [])
  })

  test('the main process and the session', () => {
    const main = { pid: 77, started: '1234', stateFile: '/tmp/state' }
    const session = { state: 'open', site, value: maskSecret('SESSION'), isReported: true }
    const state = saved({ main, session })
    expect(readMain(state)).toEqual(main)
    const entries = read(state)
    expect(entries).toMatchObject([{ key: 'session', state: 'open', site, isReported: true }])
    expect(entries[0]?.value.reveal()).toBe('SESSION')
  })

  test('certificates, as they were trusted', () => {
    const pems = rootCertificates.slice(0, 2).map(pem => new X509Certificate(pem).toString())
    const state = saved({ 'ca-certificate': { pems } })
    expect(parseCertificates(state['ca-certificate'] ?? '')).toEqual(pems)
  })

  test('an entry stays below 2 kB with the longest names that there are', () => {
    const longSite = {
      ...site,
      clientId: 'c'.repeat(100),
      referenceId: `${'o'.repeat(39)}/${'r'.repeat(100)}/12345678901.12`
    }
    const longOrigin = {
      ...origin,
      displayName: 'n'.repeat(200),
      sandboxName: 'n'.repeat(200),
      site: longSite
    }
    const value = maskSecret(`veeva-vault-${'A'.repeat(256)}`)
    const token = { ...generated.token, origin: longOrigin, name: 'l'.repeat(140), value }
    const [text = ''] = Object.values(saved({ 'token-0': { state: 'generated', token } }))
    expect(Buffer.byteLength(text)).toBeLessThan(2000)
  })
})

describe('saved state that main did not write', () => {
  const text = (entry: object) => JSON.stringify(entry)
  const token = { origin, name, id: 'V8T1', value: 'veeva-vault-VALUE' }
  const generatedText = text({ state: 'generated', token })

  test('is empty if nothing was saved', () => {
    expect(read({})).toEqual([])
    expect(readMain({})).toEqual({ pid: 0, started: '', stateFile: '' })
  })

  test.each([
    ['a token that is cut off', 'token-0', generatedText.slice(0, -5)],
    ['a list', 'token-0', '[]'],
    ['null', 'token-0', 'null'],
    ['an unknown state', 'token-0', text({ state: 'revoked', token })],
    [
      'a generated token without a value',
      'token-0',
      text({ state: 'generated', token: { ...token, value: '' } })
    ],
    [
      'a delivered token without an id',
      'token-0',
      text({ state: 'delivered', token: { ...token, id: null } })
    ],
    ['a token without a name', 'token-0', text({ state: 'generating', name: {} })],
    ['a token that is being stored nowhere', 'token-0', text({ ...storing, secret: undefined })],
    ['a session that is cut off', 'session', '{"state":"open"'],
    [
      'a session on a foreign host',
      'session',
      text({ state: 'open', value: 'S-1', site: { host: 'evil.example.com' } })
    ],
    ['a session without its value', 'session', text({ state: 'open', site })]
  ])('is unreadable if it is %s, and the rest is still read', (_what, key, entry) => {
    expect(read({ [key]: entry, 'token-1': generatedText })).toMatchObject([
      { key, state: 'unreadable' },
      { key: 'token-1', state: 'generated' }
    ])
  })

  test.each([
    'evil.example.com',
    'acme.veevavault.com.evil.example.com',
    'evil.example.com#.veevavault.com',
    ''
  ])('a token of the host "%s" has no Vault that it could be sent to', host => {
    const foreign = { ...token, origin: { ...origin, site: { ...site, host } } }
    const [entry] = read({ 'token-0': text({ state: 'generated', token: foreign }) })
    expect(entry).toMatchObject({ id: 'V8T1', site: undefined })
  })

  test('never throws, whatever it contains', () => {
    const key = fc.constantFrom('main', 'session', 'ca-certificate', 'token-0', 'token-17', 'other')
    const state = fc.constantFrom('done', 'open', 'toString', '__proto__')
    const garbage = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant(generatedText),
      state.map(each => text({ state: each }))
    )
    fc.assert(
      fc.property(fc.dictionary(key, garbage), given => {
        readMain(given)
        const known = Object.keys(given).filter(each => /^(session|token-\d+)$/.test(each))
        expect(read(given).map(each => each.key)).toEqual(known)
      }),
      { seed: 11 }
    )
  })
})

describe('a GITHUB_STATE file', () => {
  test.each([
    [
      'holds lines between delimiters',
      'main<<E\n{"pid":1}\nE\ns<<E\na\nb\nE\n',
      { main: '{"pid":1}', s: 'a\nb' }
    ],
    ['lets the last entry of a name count', 'a<<X\n1\nX\na<<Y\n2\nY\n', { a: '2' }],
    ['may come from Windows', 'a<<X\r\n1\r\nX\r\n', { a: '1' }],
    ['may hold what looks like an entry in a value', 'a<<X\nb<<Y\n1\nY\nX\n', { a: 'b<<Y\n1\nY' }],
    ['may be cut off in a value', 'a<<X\n1\nX\nb<<Y\n2\n', { a: '1' }],
    ['may be cut off in a delimiter', 'a<<X\n1\nX\nb<<Yonder\n2\nYon', { a: '1' }],
    ['may hold lines without a meaning', 'hello\na<<X\n1\nX\n', { a: '1' }],
    ['may be empty', '', {}]
  ])('%s', (_what, text, state) => {
    expect(parseStateFile(text)).toEqual(state)
  })
})
