import { describe, expect, test } from '@jest/globals'
import { readJournal, type SecretEntry, type TokenEntry } from '../../src/journal.ts'
import { site } from '../helpers/settings.ts'

const secret: SecretEntry = {
  apiUrl: 'https://api.github.com/',
  place: { scope: 'organization', organization: 'acme' },
  name: 'VAULT_TOKEN',
  visibility: undefined
}
const at = { called: 'Dev One', vaultId: '3003', site: undefined }
const live = { at, name: 'ci #1.1-0a0b0c0d-65000000beef', id: 'V8T1', value: 'veeva-vault-X', twins: false }
const storing: TokenEntry = { state: 'storing', ...live, secret }

/** The story of one token that is being stored in a secret of which something was changed. */
const storingIn = (changed: object) =>
  readJournal({ 'token-0': JSON.stringify({ ...storing, secret: { ...secret, ...changed } }) })
const whole = { state: 'open', site: site(), session: 'SESSION' }
const sessionOf = (changed: object) => readJournal({ session: JSON.stringify({ ...whole, ...changed }) })

test('a key that only ends like one of the journal’s is passed over', () => {
  expect(readJournal({ 'my-token-0': '{', 'token-0x': '{' }).unreadable).toEqual([])
})

test.each([
  ['that is cut off', '{"pid":77,"started":"1"'],
  ['that is no object', '7'],
  ['that does not tell when it began', '{"pid":77,"started":1234,"stateFile":"/runner/state"}'],
  ['that does not tell where its state goes', '{"pid":77,"started":"1234"}'],
  ['without its number', '{"started":"1234","stateFile":"/runner/state"}'],
  ['whose number is a text', '{"pid":"77","started":"1234","stateFile":"/runner/state"}']
])('a record of main %s is named as unreadable', (_what, main) => {
  expect(readJournal({ main })).toMatchObject({ main: undefined, unreadable: ['main'] })
})

test.each([
  ['that is neither open nor over', { state: 'closed' }],
  ['without its id', { session: '' }],
  ['of no Vault', { site: undefined }]
])('a session %s is named as unreadable', (_what, changed) => {
  expect(sessionOf({})).toMatchObject({ session: whole, unreadable: [] })
  expect(sessionOf(changed)).toMatchObject({ session: { state: 'over' }, unreadable: ['session'] })
})

describe('a token that is being stored', () => {
  test('has one of the states that there are, whatever else is told of it', () => {
    const story = readJournal({ 'token-0': JSON.stringify({ ...storing, state: 'stored' }) })
    expect(story).toMatchObject({ tokens: [], unreadable: ['token-0'] })
  })

  test.each([['VAULT_TOKEN/../X'], ['VAULT_TOKEN?x'], ['VAULT TOKEN'], ['vault_token']])(
    'under the name %s is unreadable: the name becomes part of a path',
    name => {
      expect(storingIn({ name }).unreadable).toEqual(['token-0'])
    }
  )

  test.each<[unknown, SecretEntry['visibility']]>([
    ['as it is', 'as it is'],
    [{ visibility: 'all' }, { visibility: 'all' }],
    [{ visibility: 'private' }, { visibility: 'private' }],
    [{ visibility: 'private', selected_repository_ids: [7] }, { visibility: 'private' }],
    [
      { visibility: 'selected', selected_repository_ids: [7, '8', null, {}] },
      { visibility: 'selected', selected_repository_ids: [7] }
    ],
    [{ visibility: 'selected' }, { visibility: 'selected', selected_repository_ids: [] }],
    [{ visibility: 'everybody' }, undefined],
    ['as it was', undefined],
    [7, undefined]
  ])('with the visibility %j is stored with what is known of it', (written, read) => {
    expect(storingIn({ visibility: written }).tokens).toEqual([{ ...storing, secret: { ...secret, visibility: read } }])
  })
})
