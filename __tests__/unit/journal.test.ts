import { describe, expect, test } from '@jest/globals'
import { createJournal, type LiveToken, type Place, readJournal, type SecretEntry, type TokenEntry } from '../../src/journal.ts'
import { site } from '../helpers/settings.ts'
import { host } from '../helpers/values.ts'

const place: Place = { called: 'Dev One', vaultId: '3003', site: site({ host: host('acme-dev.veevavault.com') }) }
const live: LiveToken = { at: place, name: 'ci #1.1-0a0b0c0d-65000000beef', id: 'V8T1', value: 'veeva-vault-X', twins: false }
const made = { state: 'made', ...live } as const
const secret: SecretEntry = {
  apiUrl: 'https://api.github.com/',
  place: { scope: 'repository', repository: 'acme/pipelines' },
  name: 'VAULT_TOKEN',
  visibility: undefined
}
const storing = { state: 'storing', ...live, secret } as const

/** What the post step finds when main wrote this. */
const savedBy = (write: (journal: ReturnType<typeof createJournal>) => void): Record<string, string> => {
  const saved: Record<string, string> = {}
  write(
    createJournal((name, value) => {
      saved[name] = value
    })
  )
  return saved
}
const token = (fields: object): Record<string, string> => ({ 'token-0': JSON.stringify({ ...made, ...fields }) })

test('the last entry of each of several tokens is read, in the order of their numbers', () => {
  const saved = savedBy(journal => {
    for (const index of [10, 2, 0]) {
      journal.token(index, { state: 'generating', at: place, name: `token ${index}` })
      journal.token(index, { ...made, name: `token ${index}` })
    }
  })
  expect(readJournal(saved).tokens).toEqual([0, 2, 10].map(index => ({ ...made, name: `token ${index}` })))
})

describe('an entry stays below 1 kB', () => {
  const sizeOf = (entry: TokenEntry) => Buffer.byteLength(savedBy(journal => journal.token(0, entry))['token-0'] ?? '')
  const longest: LiveToken = {
    ...live,
    name: `${'l'.repeat(80)} #12345678901.12-0a0b0c0d-65000000beef`,
    value: `veeva-vault-${'A'.repeat(64)}`,
    at: {
      called: 'n'.repeat(100),
      vaultId: '123456789',
      site: site({ referenceId: `${'o'.repeat(39)}/${'r'.repeat(100)}/12345678901.12`, clientId: 'c'.repeat(100) })
    }
  }
  const repository = `${'o'.repeat(39)}/${'r'.repeat(100)}`

  test('with the longest names there are', () => {
    expect(sizeOf({ state: 'made', ...longest })).toBeLessThan(1000)
  })

  test('also while it is stored, with names of usual length', () => {
    const place = {
      scope: 'environment',
      repository: 'acme-industries/deployment-pipelines',
      environment: 'production/europe'
    } as const
    expect(sizeOf({ ...storing, secret: { ...secret, place } })).toBeLessThan(1000)
  })

  test('or little more, while it is stored, with the longest names there are', () => {
    const place = { scope: 'environment', repository, environment: 'e'.repeat(255) } as const
    expect(sizeOf({ state: 'storing', ...longest, secret: { ...secret, name: 'S'.repeat(100), place } })).toBeLessThan(1600)
  })
})

describe('state that something else has written', () => {
  test('none at all is an empty story', () => {
    expect(readJournal({})).toEqual({
      ...{ main: undefined, caCertificate: '', session: { state: 'over' }, tokens: [], unreadable: [] }
    })
  })

  test('keys that are not the journal’s are passed over', () => {
    expect(readJournal({ 'token-': '{', 'token-x': '{', 'token-0-1': '{', isPost: 'true' }).unreadable).toEqual([])
  })

  test.each([
    ['evil.example.com'],
    ['acme-dev.veevavault.com.evil.example.com'],
    ['acme-dev.veevavault.com/../x'],
    ['evil.example.com#.veevavault.com'],
    [''],
    [17]
  ])('a token of the host %j has no Vault that it could be sent to', foreign => {
    const [entry] = readJournal(token({ at: { ...place, site: { ...place.site, host: foreign } } })).tokens
    expect(entry).toEqual({ ...made, at: { ...place, site: undefined } })
  })

  test('a session on a foreign host is not a session', () => {
    const saved = { session: JSON.stringify({ state: 'open', site: { ...site(), host: 'evil.example.com' }, session: 'S' }) }
    expect(readJournal(saved)).toMatchObject({ session: { state: 'over' }, unreadable: ['session'] })
  })

  test.each([
    ['cut off', JSON.stringify(made).slice(0, -5)],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['of a state that there is not', JSON.stringify({ ...made, state: 'revoked' })],
    ['without a value', JSON.stringify({ ...made, value: '' })],
    ['without an id', JSON.stringify({ ...made, id: null })],
    ['without a name', JSON.stringify({ ...made, name: {} })],
    ['without a place', JSON.stringify({ ...made, at: 'here' })],
    ['storing, but nobody knows what', JSON.stringify({ ...storing, secret: undefined })],
    ['storing at no address', JSON.stringify({ ...storing, secret: { ...secret, apiUrl: 'nowhere' } })],
    ['storing in no place', JSON.stringify({ ...storing, secret: { ...secret, place: undefined } })],
    ['storing at no https address', JSON.stringify({ ...storing, secret: { ...secret, apiUrl: 'http://api.github.com' } })],
    ['storing under a name that climbs', JSON.stringify({ ...storing, secret: { ...secret, name: '../X' } })],
    [
      'storing in an unknown scope',
      JSON.stringify({ ...storing, secret: { ...secret, place: { ...secret.place, scope: 'gist' } } })
    ],
    ['storing in no repository', JSON.stringify({ ...storing, secret: { ...secret, place: { scope: 'repository' } } })],
    [
      'storing in no environment',
      JSON.stringify({ ...storing, secret: { ...secret, place: { ...secret.place, scope: 'environment' } } })
    ],
    ['storing in no organization', JSON.stringify({ ...storing, secret: { ...secret, place: { scope: 'organization' } } })]
  ])('an entry that is %s is named as unreadable, and the others are still read', (_what, text) => {
    const story = readJournal({ 'token-0': text, 'token-1': JSON.stringify(made), session: '{"state":"open"' })
    expect(story.tokens).toEqual([made])
    expect(story.unreadable).toEqual(['token-0', 'session'])
  })
})
