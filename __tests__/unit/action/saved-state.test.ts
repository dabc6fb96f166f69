import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStateFile, readSavedState, saveEntry } from '../../../src/action/saved-state.ts'
import { type Credential, createCredentialStore } from '../../../src/core/credential.ts'
import type { Runner } from '../../../src/core/runner.ts'
import type { SavedToken, TokenOrigin } from '../../../src/token/token.ts'
import type { VaultSite } from '../../../src/vault/client.ts'
import { parseVaultHost, type VaultHost } from '../../../src/vault/host.ts'

const masked: string[] = []
const { maskSecret } = createCredentialStore(() => {})
/** Reads as the post step does, a process in which nothing is masked yet. */
const read = (saved: Record<string, string>) =>
  readSavedState(saved, createCredentialStore(value => masked.push(value)).maskSecret)

type Entry = Parameters<typeof saveEntry>[2]

/** What the post step finds when main has saved these entries. */
function saved(...entries: [key: string, entry: Entry][]): Record<string, string> {
  const state: Record<string, string> = {}
  const saveState = (key: string, value: string) => {
    state[key] = value
  }
  for (const [key, entry] of entries) saveEntry({ saveState } as Runner, key, entry)
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
const storing = { state: 'storing', displayName: 'UAT', name, id: 'V8T1', secret: 'the secret X' }

/** The entry with its credentials in plain text, without what the post step does not need. */
function plain(entry: unknown): unknown {
  return JSON.parse(
    JSON.stringify(entry, function (this: Record<string, unknown>, key, value) {
      if (key === 'expiry' || key === 'executionId') return undefined
      return value === '***' ? (this[key] as Credential).reveal() : value
    })
  )
}

describe('what main saves, the post step reads:', () => {
  test.each<[string, SavedToken]>([
    ['a token that is being generated', { state: 'generating', origin, name, isForSecret: true }],
    ['a generated token', generated],
    ['a delivered token', { ...generated, state: 'delivered' }],
    ['a token that is being stored', storing as SavedToken],
    ['a token that is done', { state: 'done' }]
  ])('%s', (_what, entry) => {
    masked.length = 0
    const state = read(saved(['token-0', entry]))
    expect(state.unreadable).toEqual([])
    expect(state.tokens.map(plain)).toEqual([plain(entry)])
    expect(masked).toEqual('token' in entry ? ['veeva-vault-VALUE'] : [])
  })

  test('the main process, the certificates and the session', () => {
    const main = { pid: 77, started: '1234', stateFile: '/tmp/state' }
    const session = {
      state: 'open',
      site,
      session: maskSecret('SESSION'),
      isReported: true
    } as const
    const pems = rootCertificates.slice(0, 2)
    const state = read(saved(['main', main], ['ca-certificate', { pems }], ['session', session]))
    expect(state).toMatchObject({ main, unreadable: [], tokens: [] })
    expect(state.caCertificates).toEqual(pems.map(pem => new X509Certificate(pem).toString()))
    expect(plain(state.session)).toEqual(plain(session))
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
    const [text = ''] = Object.values(saved(['token-0', { state: 'generated', token }]))
    expect(Buffer.byteLength(text)).toBeLessThan(2000)
  })
})

describe('saved state that main did not write', () => {
  const text = (entry: object) => JSON.stringify(entry)
  const token = { origin, name, id: 'V8T1', value: 'veeva-vault-VALUE' }
  const generatedText = text({ state: 'generated', token })

  test('is empty if nothing was saved', () => {
    expect(read({})).toEqual({
      main: undefined,
      caCertificates: [],
      session: { state: 'done' },
      tokens: [],
      unreadable: []
    })
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
      text({ state: 'open', session: 'S-1', site: { host: 'evil.example.com' } })
    ],
    ['a session without its value', 'session', text({ state: 'open', site })],
    ['a process without a number', 'main', text({ started: '1' })],
    ['a certificate that is none', 'ca-certificate', text({ pems: ['-----BEGIN'] })]
  ])('names the key of %s, and still reads the rest', (_what, key, entry) => {
    const state = read({ [key]: entry, 'token-1': generatedText })
    expect(state.unreadable).toEqual([key])
    expect(state.tokens).toHaveLength(1)
  })

  test.each([
    'evil.example.com',
    'acme.veevavault.com.evil.example.com',
    'evil.example.com#.veevavault.com',
    ''
  ])('a token of the host "%s" has no Vault that it could be sent to', host => {
    const foreign = { ...token, origin: { ...origin, site: { ...site, host } } }
    const [entry] = read({ 'token-0': text({ state: 'generated', token: foreign }) }).tokens
    expect(entry).toMatchObject({ token: { id: 'V8T1', origin: { site: undefined } } })
  })

  test('never throws, and every entry is either read or named', () => {
    const key = fc.constantFrom('main', 'session', 'ca-certificate', 'token-0', 'token-17', 'other')
    const garbage = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom(generatedText, '{"state":"done"}')
    )
    fc.assert(
      fc.property(fc.dictionary(key, garbage), state => {
        const result = read(state)
        const keys = Object.keys(state).filter(each => each.startsWith('token-'))
        const unreadable = result.unreadable.filter(each => each.startsWith('token-'))
        expect(result.tokens.length + unreadable.length).toBe(keys.length)
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
