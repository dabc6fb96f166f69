import { describe, expect, test } from '@jest/globals'
import {
  type DeleteSettings,
  type ListSettings,
  type Read,
  readDeleteSettings,
  readListSettings
} from '../../../src/companion/inputs.ts'
import { companionInputs } from '../../helpers/companion.ts'
import type { Given } from '../../helpers/inputs.ts'
import { fakeRunner } from '../../helpers/runner.ts'

const reading = <T>(read: (...given: Parameters<typeof readListSettings>) => Read<T>, given: Given, env: Given) => {
  const runner = fakeRunner({ inputs: companionInputs(given) })
  const come = read(runner, env)
  return {
    settings: come.is === 'settings' ? come.settings : undefined,
    mistakes: come.is === 'mistakes' ? come.mistakes : [],
    masked: runner.effects.map(({ text }) => text)
  }
}
const listing = (given: Given = {}, env: Given = {}) => reading<ListSettings>(readListSettings, given, env)
const deleting = (given: Given = {}, env: Given = {}) => reading<DeleteSettings>(readDeleteSettings, given, env)
const byToken = { username: '', password: '', 'access-token': 'veeva-vault-STORED' }
const all = { owner: 'me', label: undefined, expiresWithin: undefined, unusedFor: undefined }

describe('list-tokens', () => {
  test('lists every token of whoever asks, unless told', () => {
    expect(listing().settings).toMatchObject({ vault: 'acme-dev.veevavault.com', signIn: { by: 'password' }, selection: all })
  })

  test.each<[Given, object]>([
    [{ owner: 'everyone' }, { owner: 'everyone' }],
    [{ owner: '123456789012345678' }, { owner: { id: '123456789012345678' } }],
    [{ 'token-name': 'ci' }, { label: 'ci' }],
    [
      { 'expires-within': '2d', 'unused-for': '90m' },
      { expiresWithin: 172_800, unusedFor: 5400 }
    ]
  ])('narrows by %j', (given, part) => {
    expect(listing(given).settings?.selection).toEqual({ ...all, ...part })
  })

  test.each([
    [{ owner: 'him' }, 'owner: "him" is neither me, everyone, nor the id of a user, which is digits only.'],
    [{ owner: '1x' }, 'owner: "1x" is neither'],
    [{ owner: 'x1' }, 'owner: "x1" is neither'],
    [{ owner: '1234567890123456789' }, 'owner: "1234567890123456789" is neither'],
    [{ 'unused-for': '2w' }, 'unused-for: "2w" is no length in minutes, hours or days (90m, 12h, 14d).'],
    [{ 'expires-within': 'soon' }, 'expires-within: "soon" is no length'],
    [{ 'vault-dns': 'x' }, 'vault-dns: '],
    [
      { 'sandbox-name': 'UAT' },
      'sandbox-name: is an input of the main action, and has no effect here: vault-dns is the Vault whose tokens they are, so for a sandbox give its own DNS.'
    ]
  ])('refuses %j, and asks nothing', (given, said) => {
    expect(listing(given).mistakes).toEqual([expect.stringContaining(said)])
  })

  test('knows none of the inputs that say what to delete, nor misspelt ones, nor a proxy that is none', () => {
    expect(listing({}, { 'INPUT_TOKEN-ID': 'V1', INPUT_TOKEN_NAME: 'x', 'INPUT_VAULT-DNS': 'x' }).mistakes).toEqual([
      expect.stringContaining('did you mean token-name?')
    ])
    expect(deleting({ 'token-ids': 'V1' }, { 'INPUT_TOKEN-ID': 'V1' }).mistakes).toEqual([
      expect.stringContaining('did you mean token-ids?')
    ])
    expect(listing({}, { HTTPS_PROXY: 'socks5://x' }).mistakes).toEqual([expect.stringContaining('HTTPS_PROXY')])
  })
})

describe('delete-tokens', () => {
  test.each<[string, Given, object]>([
    ['these ids', { 'token-ids': 'V1\n 0PI0aZ ' }, { doomed: { by: 'ids', ids: ['V1', '0PI0aZ'] }, dryRun: false }],
    [
      'those of a name',
      { 'token-name': 'ci', 'dry-run': 'true' },
      { doomed: { by: 'name', selection: { ...all, label: 'ci' }, keepNewest: 0 }, dryRun: true }
    ],
    [
      'all but the newest of a name',
      { 'token-name': 'ci', 'keep-newest': '12', owner: 'everyone' },
      { doomed: { by: 'name', selection: { ...all, label: 'ci', owner: 'everyone' }, keepNewest: 12 } }
    ],
    ['with a token what it is not', { ...byToken, 'token-name': 'ci', 'keep-newest': '1' }, { doomed: { keepNewest: 1 } }],
    ['with a token also by ids', { ...byToken, 'token-ids': 'V1' }, { doomed: { by: 'ids' } }]
  ])('deletes %s', (_what, given, settings) => {
    expect(deleting(given).settings).toMatchObject(settings)
  })

  test.each<[Given, string]>([
    [{}, 'token-ids and token-name: one of them is required: nothing never means everything; if it was given, '],
    [{ 'token-ids': 'V1', 'token-name': 'ci' }, 'token-ids and token-name: these are two ways to say what to delete: give one.'],
    ...['owner', 'unused-for', 'expires-within', 'keep-newest'].map((name): [Given, string] => [
      { 'token-ids': 'V1', [name]: '1' },
      `${name}: can have no effect with token-ids; leave one of them out.`
    ]),
    [{ 'token-ids': 'V1\nV2\nV1' }, 'token-ids: "V1" is there twice: leave one out.'],
    ...['V-1', 'V1 V2', `V${'1'.repeat(32)}`, '-V1', 'V1-'].map((id): [Given, string] => [
      { 'token-ids': `V1\n${id}` },
      'token-ids: holds a line that is no id: give ids as Vault has them, like 0PI000000000101, one per line.'
    ]),
    [{ 'token-ids': '!\n!' }, 'token-ids: holds a line that is no id'],
    ...['all', '-1', '1.5', '1000', '1x'].map((text): [Given, string] => [
      { 'token-name': 'ci', 'keep-newest': text },
      `keep-newest: "${text}" is no number of tokens, like 1 or 2.`
    ]),
    [
      { ...byToken, 'token-name': 'ci' },
      'keep-newest: has to be 1 or more with a sign-in by access-token, which mostly is the newest of its name: give 1, or sign in another way.'
    ],
    [{ 'token-name': 'ci', 'dry-run': 'maybe' }, 'dry-run: "maybe" is neither true nor false.']
  ])('refuses %j, and asks nothing', (given, said) => {
    expect(deleting(given).mistakes).toEqual([expect.stringContaining(said)])
  })

  test('takes an id of 32 characters', () => {
    expect(deleting({ 'token-ids': 'V'.repeat(32) }).mistakes).toEqual([])
  })

  test.each([
    ['veeva-vault-ABC', 'veeva-vault-ABC'],
    ['a ghs_x1', 'ghs_x1'],
    ['"github_pat_11"', 'github_pat_11'],
    ['xx,eyJhbGci', 'eyJhbGci']
  ])('masks what looks like a credential, and no word beside it: %s', (pasted, masked) => {
    expect(deleting({ 'token-name': pasted }).masked).toEqual([masked, 'Pa55-word!'])
  })

  test.each(['owner', 'token-name', 'expires-within', 'unused-for', 'token-ids', 'keep-newest', 'dry-run'])(
    'masks what looks like a credential in %s',
    name => {
      expect(deleting({ [name]: 'ghs_x1' }).masked).toContain('ghs_x1')
    }
  )

  test('list-tokens refuses what only delete-tokens knows', () => {
    expect(listing({ 'token-ids': '0PI1' }).mistakes).toEqual([
      'token-ids: is an input of delete-tokens, and has no effect here.'
    ])
  })

  test.each(['ci', 'highs_of', 'obeyJudges'])('masks no name that only resembles one: %s', name => {
    expect(deleting({ 'token-name': name }).masked).toEqual(['Pa55-word!'])
  })
})
