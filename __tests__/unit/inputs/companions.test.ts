import { expect, test } from '@jest/globals'
import { readDeleteSettings, readListSettings } from '../../../src/inputs/read.ts'
import { type Given, problemsIn, settingsIn, worldWith } from './world.ts'

const PASSWORD: Given = {
  'vault-dns': 'acme-dev.veevavault.com',
  username: 'robot@acme.com',
  password: 'Pa55-word!'
}
const TOKEN: Given = {
  'vault-dns': 'acme-dev.veevavault.com',
  'access-token': 'veeva-vault-STORED'
}
const ALL = { owner: 'me', label: undefined, expiresWithin: undefined, unusedFor: undefined }
const listing = (given: Given) => readListSettings(worldWith({ ...PASSWORD, ...given }).world)
const deleting = (given: Given, signIn = PASSWORD) =>
  readDeleteSettings(worldWith({ ...signIn, ...given }).world)

test.each<[Given, object]>([
  [{}, {}],
  [{ owner: 'everyone' }, { owner: 'everyone' }],
  [{ owner: '123456789012345678' }, { owner: { userId: '123456789012345678' } }],
  [{ 'token-name': 'ci' }, { label: 'ci' }],
  [
    { 'expires-within': '2d', 'unused-for': '90m' },
    { expiresWithin: 172_800, unusedFor: 5400 }
  ]
])('list-tokens is narrowed by %j', (given, part) => {
  expect(settingsIn(listing(given))).toMatchObject({
    vaultHost: 'acme-dev.veevavault.com',
    signIn: { by: 'password' },
    selection: { ...ALL, ...part }
  })
})

test('a token-name is cut as the main action cuts its default, so that the documented name of a long repository matches', () => {
  const documented = `github-actions acme/${'r'.repeat(100)}`
  const cut = { label: documented.slice(0, 80) }
  expect(settingsIn(listing({ 'token-name': documented })).selection).toMatchObject(cut)
  expect(settingsIn(deleting({ 'token-name': documented })).target).toMatchObject({
    selection: cut
  })
})

test.each<[Given, object]>([
  [
    { 'token-ids': 'V1\n 0PI0aZ \n' },
    { target: { by: 'ids', ids: ['V1', '0PI0aZ'] }, dryRun: false }
  ],
  [
    { 'token-name': 'ci', 'dry-run': 'true' },
    { target: { by: 'name', selection: { ...ALL, label: 'ci' }, keepNewest: 0 }, dryRun: true }
  ],
  [
    { 'token-name': 'ci', 'keep-newest': '12', owner: 'everyone' },
    { target: { selection: { owner: 'everyone' }, keepNewest: 12 } }
  ]
])('delete-tokens is told by %j what to delete', (given, settings) => {
  expect(settingsIn(deleting(given))).toMatchObject(settings)
})

test('delete-tokens with a token that may be the newest of its name keeps at least that one', () => {
  const problem = /^`keep-newest` must be 1 or more with `access-token`/
  expect(problemsIn(deleting({ 'token-name': 'ci' }, TOKEN))).toEqual([
    expect.stringMatching(problem)
  ])
  expect(deleting({ 'token-name': 'ci', 'keep-newest': '1' }, TOKEN).is).toBe('settings')
  expect(deleting({ 'token-ids': 'V1' }, TOKEN).is).toBe('settings')
})

test.each([
  ['owner', 'him', /must be `me`, `everyone`, or the id of a user, digits only\.$/],
  ['owner', '1234567890123456789', /must be `me`/],
  ['unused-for', '2w', /must be a duration like/],
  ['expires-within', 'soon', /must be a duration like/]
])('%s: %s is a problem', (name, value, message) => {
  for (const result of [
    listing({ [name]: value }),
    deleting({ 'token-name': 'ci', [name]: value })
  ]) {
    expect(problemsIn(result)).toEqual([expect.stringMatching(message)])
  }
})

test.each<[Given, RegExp]>([
  [{}, /^`token-ids` or `token-name` is required, to say which tokens to delete/],
  [{ owner: 'me' }, /^`token-ids` or `token-name` is required/],
  ...['token-name', 'owner', 'unused-for', 'expires-within', 'keep-newest'].map(
    (name): [Given, RegExp] => [
      { 'token-ids': 'V1', [name]: '1' },
      new RegExp(`^\`${name}\` has no effect with \`token-ids\`: remove one of them`)
    ]
  ),
  [{ 'token-ids': 'V1\nV2\nV1' }, /^`token-ids` \("V1"\) is there twice/],
  [{ 'token-ids': 'V1\nV-1' }, /^`token-ids` \("V-1"\) must be ids as Vault has them/],
  [{ 'token-ids': `V${'1'.repeat(32)}` }, /must be ids/],
  ...['all', '-1', '1.5', '1000'].map((text): [Given, RegExp] => [
    { 'token-name': 'ci', 'keep-newest': text },
    /^`keep-newest` .* must be a number like `1` or `2`/
  ]),
  [{ 'token-name': 'ci', 'dry-run': 'maybe' }, /^`dry-run` \("maybe"\) must be `true` or `false`/]
])('delete-tokens deletes nothing with %j', (given, message) => {
  expect(problemsIn(deleting(given))[0]).toMatch(message)
  expect(
    problemsIn(deleting(given)).filter(problem => !problem.startsWith('If you gave'))
  ).toHaveLength(1)
})
