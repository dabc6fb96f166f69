import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { isOne, type Target } from '../../src/settings.ts'
import { mistakesIn, readAll, secretInputs, settingsOf } from '../helpers/inputs.ts'
import { inputs, runContext, sandboxTarget } from '../helpers/settings.ts'

type Given = Readonly<Record<string, string>>

test('three inputs are enough, and everything else has a default', () => {
  expect(settingsOf(inputs())).toMatchObject({
    vault: 'acme.veevavault.com',
    apiVersion: 'v26.2',
    clientId: 'github-actions-vault-sandbox-token',
    signIn: { by: 'access-token' },
    target: {
      is: 'sandboxes',
      which: { are: 'named', names: ['Dev One'] },
      dns: undefined,
      jobId: undefined,
      waitMs: 900_000
    },
    label: 'github-actions acme/pipelines',
    expires: { is: 'after', seconds: 86_400 },
    handOn: { to: 'output', revokeAfterJob: true },
    verify: true,
    dryRun: false
  })
})

test('every input that is given is used', () => {
  expect(
    settingsOf(
      inputs({
        'vault-dns': ' ACME.veevavault.com ',
        target: 'sandbox',
        'sandbox-dns': 'Acme-Dev.veevavault.com',
        'vault-job-id': '902',
        'wait-timeout': '2h',
        'token-name': 'nightly #1',
        expires: '90m',
        'revoke-after-job': 'false',
        verify: 'false',
        'dry-run': 'TRUE',
        'api-version': 'v27.1',
        'vault-client-id': 'acme-ci'
      })
    )
  ).toMatchObject({
    vault: 'acme.veevavault.com',
    apiVersion: 'v27.1',
    clientId: 'acme-ci',
    target: {
      is: 'sandboxes',
      which: { are: 'named', names: ['Dev One'] },
      dns: 'acme-dev.veevavault.com',
      jobId: '902',
      waitMs: 7_200_000
    },
    label: 'nightly #1',
    expires: { is: 'after', seconds: 5400 },
    handOn: { to: 'output', revokeAfterJob: false },
    verify: false,
    dryRun: true
  })
})

describe('all mistakes are reported in one go', () => {
  test('each naming its input', () => {
    const mistakes = mistakesIn(
      {
        'vault-dns': 'https://acme.veevavault.com',
        target: 'production',
        'session-id': 'not a session',
        'token-name': 'x'.repeat(81),
        expires: 'tomorrow',
        'revoke-after-job': 'yes',
        'dry-run': '1',
        'api-version': 'v26.1',
        'vault-client-id': 'acme ci'
      },
      { HTTPS_PROXY: 'socks5://proxy:8080' }
    )
    expect(mistakes.map(mistake => /^[\w-]+/.exec(mistake)?.[0]).sort()).toEqual([
      'HTTPS_PROXY',
      'api-version',
      'dry-run',
      'expires',
      'revoke-after-job',
      'session-id',
      'target',
      'token-name',
      'vault-client-id',
      'vault-dns'
    ])
  })

  test('also where everything is empty, with the usual cause', () => {
    const mistakes = mistakesIn({})
    expect(mistakes).toHaveLength(3)
    const cause =
      'the secret or variable behind it is empty: a misspelt name, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets none'
    for (const mistake of mistakes) expect(mistake).toContain(cause)
    expect(mistakes.map(mistake => mistake.split(': ')[0])).toEqual([
      'access-token, session-id, username and password, or oauth-profile-id with oauth-token or oidc-token-url',
      'vault-dns',
      'sandbox-name'
    ])
  })
})

describe('one mistake is one message', () => {
  test.each<[string, Given, string | RegExp]>([
    ['a long name', { 'token-name': 'x'.repeat(81) }, 'token-name: has 81 characters: at most 80.'],
    [
      'a name of two lines',
      { 'token-name': 'a\nb' },
      'token-name: holds a line break or another control character: leave it out.'
    ],
    [
      'a name with an escape',
      { 'token-name': 'a\u001b[1mb' },
      'token-name: holds a line break or another control character: leave it out.'
    ],
    [
      'an unknown expiry',
      { expires: '1 day' },
      'expires: "1 day" is neither a length in minutes, hours or days (90m, 12h, 30d), nor an instant like 2026-12-31T12:00:00Z, nor never.'
    ],
    ['a length of nothing', { expires: '0d' }, /^expires: "0d" is neither a length /],
    [
      'an instant in the past',
      { expires: '2026-11-22T11:59:59Z' },
      'expires: 2026-11-22T11:59:59Z is over already: give a later instant.'
    ],
    [
      'an instant that is now',
      { expires: '2026-11-22T12:00:00Z' },
      'expires: 2026-11-22T12:00:00Z is over already: give a later instant.'
    ],
    ['no boolean', { 'revoke-after-job': 'yes' }, 'revoke-after-job: "yes" is neither true nor false.'],
    ['a boolean of a strange case', { 'dry-run': 'tRUE' }, 'dry-run: "tRUE" is neither true nor false.'],
    ['no version', { 'api-version': '26.2' }, 'api-version: "26.2" is no version like v26.2.'],
    ['text before a version', { 'api-version': 'xv26.2' }, 'api-version: "xv26.2" is no version like v26.2.'],
    ['a version with a path', { 'api-version': 'v26.2/..' }, 'api-version: "v26.2/.." is no version like v26.2.'],
    [
      'an old version',
      { 'api-version': 'v25.3' },
      'api-version: v25.3 has no endpoint for tokens: v26.2 is the oldest that has one.'
    ],
    ['a strange client id', { 'vault-client-id': 'ci/1' }, /^vault-client-id: may hold letters, digits, dots, hyphens/],
    ['a long client id', { 'vault-client-id': 'x'.repeat(101) }, /^vault-client-id: .* at most 100\.$/]
  ])('%s', (_what, given, message) => {
    const mistakes = mistakesIn(inputs(given))
    expect(mistakes).toHaveLength(1)
    if (typeof message === 'string') expect(mistakes[0]).toBe(message)
    else expect(mistakes[0]).toMatch(message)
  })
})

describe('the label of a token', () => {
  test('has at most 80 characters, however many bytes they are', () => {
    expect(settingsOf(inputs({ 'token-name': '😀'.repeat(80) })).label).toBe('😀'.repeat(80))
  })

  test('is, by default, the repository, cut to 80 characters', () => {
    const run = runContext({ repository: `acme/${'r'.repeat(100)}` })
    expect(settingsOf(inputs(), run).label).toBe(`github-actions acme/${'r'.repeat(60)}`)
  })

  test('holds, by default, no blank at its end where there is no repository', () => {
    expect(settingsOf(inputs(), runContext({ repository: '' })).label).toBe('github-actions')
  })
})

test.each([
  ['never', { is: 'never' }],
  ['2026-11-22T12:00:01Z', { is: 'at', instant: new Date('2026-11-22T12:00:01Z') }]
])('expires: %s', (text, expires) => {
  expect(settingsOf(inputs({ expires: text })).expires).toEqual(expires)
})

test.each([
  ['true', true],
  ['True', true],
  ['FALSE', false],
  ['False', false]
])('dry-run: %s', (text, value) => {
  expect(settingsOf(inputs({ 'dry-run': text })).dryRun).toBe(value)
})

test.each(['v26.2', 'v26.3', 'v27.1', 'v30.1'])('api-version: %s is new enough', version => {
  expect(settingsOf(inputs({ 'api-version': version })).apiVersion).toBe(version)
})

test.each<[string, Given, number, number]>([
  ['30 days, which is the default,', {}, 30, 7],
  ['9 days', { expires: '9d' }, 9, 3],
  ['12 hours', { expires: '12h' }, 0.5, 1 / 6]
])('a stored token of %s is renewed a third of its life before its end, at most 7 days', (_what, given, lives, renewed) => {
  const { expires, handOn } = settingsOf(secretInputs(given))
  expect(expires).toEqual({ is: 'after', seconds: lives * 86_400 })
  expect(handOn).toMatchObject({ to: 'secret', renewBefore: renewed * 86_400 })
})

test('a token that never expires may be renewed at any time', () => {
  const given = { expires: 'never', 'renew-before': '365d' }
  expect(settingsOf(secretInputs(given)).handOn).toMatchObject({ renewBefore: 365 * 86_400 })
})

describe('ca-certificate', () => {
  test('is kept as it is', () => {
    const { caPem } = createAuthority()
    expect(settingsOf(inputs({ 'ca-certificate': `# ours\n${caPem}` })).caCertificates).toEqual([caPem])
  })

  test.each(['', ' \n  \n'])('is none where it is %j', text => {
    expect(settingsOf(inputs({ 'ca-certificate': text })).caCertificates).toEqual([])
  })

  test('is PEM', () => {
    expect(mistakesIn(inputs({ 'ca-certificate': 'acme.crt' }))).toEqual([
      'ca-certificate: is no certificate: give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----.'
    ])
  })
})

describe('the address of a proxy', () => {
  test('has its password masked', () => {
    const { runner } = readAll(inputs(), { HTTPS_PROXY: 'http://robot:hunt%20er@proxy:8080' })
    const masked = runner.effects.filter(({ does }) => does === 'mask').map(({ text }) => text)
    expect(masked).toEqual(['veeva-vault-STORED0TOKEN', 'hunt er', 'hunt%20er', 'robot:hunt er'])
  })

  test('that is none is a mistake', () => {
    expect(mistakesIn(inputs(), { HTTPS_PROXY: 'socks5://proxy:8080' })).toEqual([
      expect.stringMatching(/^HTTPS_PROXY is set and is no proxy address: give .*\.$/)
    ])
  })
})

test.each<[string, Target, boolean]>([
  ['the Vault itself', { is: 'vault' }, true],
  ['one name', sandboxTarget(), true],
  ['two names', sandboxTarget({ which: { are: 'named', names: ['UAT', 'Dev One'] } }), false],
  ['every sandbox', sandboxTarget({ which: { are: 'every', except: [] } }), false]
])('%s is known as one before any call: %s', (_what, target, one) => {
  expect(isOne(target)).toBe(one)
})
