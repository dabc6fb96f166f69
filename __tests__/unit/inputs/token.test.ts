import { describe, expect, test } from '@jest/globals'
import { readSettings } from '../../../src/inputs/read.ts'
import { type Given, MAIN, problemsOf, SECRET, settingsOf, worldWith } from './world.ts'

test('token-name has at most 80 characters, however many bytes they are', () => {
  expect(settingsOf({ ...MAIN, 'token-name': '😀'.repeat(80) }).label).toBe('😀'.repeat(80))
  for (const name of ['x'.repeat(81), 'a\u001bb']) {
    expect(problemsOf({ ...MAIN, 'token-name': name })).toEqual([
      expect.stringMatching(
        /^`token-name` \(".*"\) must be at most 80 characters without line breaks/
      )
    ])
  }
})

test.each([
  [`acme/${'r'.repeat(100)}`, `github-actions acme/${'r'.repeat(60)}`],
  ['', 'github-actions']
])('the default of token-name is cut to 80 characters: %s', (repository, label) => {
  expect(settingsOf(MAIN, { GITHUB_REPOSITORY: repository }).label).toBe(label)
})

test.each<[string, Given, object]>([
  [
    'is a day for an output',
    MAIN,
    { expires: { is: 'after', seconds: 86_400 }, isExpiresGiven: false }
  ],
  [
    'is 30 days for a secret',
    SECRET,
    { expires: { is: 'after', seconds: 2_592_000 }, isExpiresGiven: false }
  ],
  [
    'may be a duration',
    { ...MAIN, expires: '90m' },
    { expires: { is: 'after', seconds: 5400 }, isExpiresGiven: true }
  ],
  [
    'may be an instant',
    { ...MAIN, expires: '2026-11-22T12:00:01Z' },
    { expires: { is: 'at', instant: new Date('2026-11-22T12:00:01Z') } }
  ],
  ['may be never', { ...MAIN, expires: 'never' }, { expires: { is: 'never' } }]
])('the lifetime %s', (_what, given, settings) => {
  expect(settingsOf(given)).toMatchObject(settings)
})

test.each([
  [
    '1 day',
    '`expires` ("1 day") must be a duration like `90m`, `12h` or `30d`, an instant like `2026-12-31T12:00:00Z`, or `never`.'
  ],
  ['0d', expect.stringMatching(/^`expires` \("0d"\) must be a duration/)],
  [
    '2026-11-22T12:00:00Z',
    '`expires` ("2026-11-22T12:00:00Z") is in the past: set a later instant.'
  ]
])('expires: %s is a problem', (expires, message) => {
  expect(problemsOf({ ...MAIN, expires })).toEqual([message])
})

describe('a notice says that a long life ends with the job', () => {
  test.each<[Given, boolean]>([
    [{ expires: '25h' }, true],
    [{ expires: 'never' }, true],
    [{ expires: '2026-12-22T12:00:00Z' }, true],
    [{ expires: '1d' }, false],
    [{}, false],
    [{ expires: '30d', 'revoke-after-job': 'false' }, false],
    [{ expires: '30d', verify: 'false' }, false],
    [{ expires: '30d', 'secret-name': 'X', 'github-token': 'ghs_WRITER' }, false]
  ])('%j: %s', (given, isSaid) => {
    const { world, said } = worldWith({ ...MAIN, ...given })
    expect(readSettings(world).is).toBe('settings')
    expect(said).toEqual(
      isSaid ? [expect.stringMatching(/^notice input: `expires` is longer than a day/)] : []
    )
  })
})

test('verify: false leaves the token’s own Vault alone, so that nothing there can be asked for', () => {
  expect(settingsOf({ ...MAIN, verify: 'False' })).toMatchObject({
    verify: false,
    delivery: { to: 'output', revokeAfterJob: false }
  })
  expect(problemsOf({ ...MAIN, verify: 'false', 'revoke-after-job': 'true' })).toEqual([
    '`revoke-after-job` has no effect with `verify: false`: remove one of them.'
  ])
  const given = { 'current-token': 'veeva-vault-X', 'renew-before': '1d', 'keep-previous': '1' }
  expect(problemsOf({ ...SECRET, verify: 'FALSE', ...given })).toEqual(
    Object.keys(given).map(
      name => `\`${name}\` has no effect with \`verify: false\`: remove one of them.`
    )
  )
})

test('a wrong word is one problem, and what depends on it makes no second one', () => {
  expect(problemsOf({ ...SECRET, verify: 'no', 'renew-before': '1d' })).toEqual([
    '`verify` ("no") must be `true` or `false`.'
  ])
})
