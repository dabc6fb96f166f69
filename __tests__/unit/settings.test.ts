import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { isOne, type Target } from '../../src/settings.ts'
import { cause, type Given, mistakesIn, oneMistake, readAll, settingsOf } from '../helpers/inputs.ts'
import { inputs, runContext, sandboxTarget } from '../helpers/settings.ts'

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
    oneMistake(inputs(given), message)
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

test.each(['v26.2', 'v26.3', 'v27.1', 'v30.1'])('api-version: %s is new enough', version => {
  expect(settingsOf(inputs({ 'api-version': version })).apiVersion).toBe(version)
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
    expect(runner.masks()).toEqual(['veeva-vault-STORED0TOKEN', 'hunt er', 'hunt%20er', 'robot:hunt er'])
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
