import { describe, expect, test } from '@jest/globals'
import { mistakesIn, readAll, settingsOf } from '../helpers/inputs.ts'
import { inputs, passwordInputs, runContext } from '../helpers/settings.ts'

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
    dryRun: true
  })
})

test('with target: vault no sandbox is asked for', () => {
  expect(settingsOf(inputs({ target: 'vault', 'sandbox-name': '' })).target).toEqual({ is: 'vault' })
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
      { HTTPS_PROXY: 'proxy:8080' }
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
    const cause = 'the secret or variable behind it is empty: a misspelt name, or a run from a fork, which gets no secrets'
    for (const mistake of mistakes) expect(mistake).toContain(cause)
    expect(mistakes.map(mistake => mistake.split(': ')[0])).toEqual([
      'access-token, session-id, username and password, or oauth-profile-id and oauth-token',
      'vault-dns',
      'sandbox-name'
    ])
  })
})

describe('one mistake is one message', () => {
  const bareName =
    'is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in .veevavault.com, .veevavault.cn, .vaultdev.com, .vaultpvm.com.'

  test.each<[string, Given, string | RegExp]>([
    ['a scheme', { 'vault-dns': 'https://acme.veevavault.com' }, `vault-dns: ${bareName}`],
    ['a path', { 'vault-dns': 'acme.veevavault.com/ui' }, `vault-dns: ${bareName}`],
    ['a port', { 'vault-dns': 'acme.veevavault.com:443' }, `vault-dns: ${bareName}`],
    ['a user', { 'vault-dns': 'me@acme.veevavault.com' }, `vault-dns: ${bareName}`],
    ['a host of someone else', { 'vault-dns': 'acme.example.com' }, `vault-dns: ${bareName}`],
    ['no vault-dns', { 'vault-dns': '' }, /^vault-dns: is required: .*a run from a fork/],
    ['a sandbox-dns of someone else', { 'sandbox-dns': 'evil.example.com' }, `sandbox-dns: ${bareName}`],
    ['an unknown target', { target: 'Vault' }, 'target: "Vault" is neither sandbox nor vault.'],
    [
      'a sandbox with target: vault',
      { target: 'vault' },
      'sandbox-name: can have no effect with target: vault; leave one of them out.'
    ],
    [
      'a sandbox-dns with target: vault',
      { target: 'vault', 'sandbox-name': '', 'sandbox-dns': 'acme-dev.veevavault.com' },
      'sandbox-dns: can have no effect with target: vault; leave one of them out.'
    ],
    [
      'no sandbox',
      { 'sandbox-name': ' ' },
      /^sandbox-name: is required: .* For a token of the Vault itself set target: vault\.$/
    ],
    ['a sandbox given twice', { 'sandbox-name': 'Dev One\nDev One' }, 'sandbox-name: "Dev One" is there twice: leave one out.'],
    [
      'a sandbox that is a step up',
      { 'sandbox-name': '..' },
      'sandbox-name: ".." is no name of a sandbox: give it as on the My Vaults page.'
    ],
    [
      'a sandbox that is a step nowhere',
      { 'sandbox-name': '.' },
      'sandbox-name: "." is no name of a sandbox: give it as on the My Vaults page.'
    ],
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
      'expires: "1 day" is neither a length like 90m, 12h or 30d, nor an instant like 2026-12-31T12:00:00Z, nor never.'
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

describe('signing in', () => {
  test('with a session', () => {
    const { signIn } = settingsOf(inputs({ 'access-token': '', 'session-id': 'ABC123' }))
    expect(signIn.by === 'session-id' && signIn.session.reveal()).toBe('ABC123')
  })

  test('with user name and password, of which only a line break at the end is taken off', () => {
    const { signIn } = settingsOf(passwordInputs({ username: ' robot@acme.com ', password: ' Pa55 word \r\n' }))
    expect(signIn.by === 'password' && [signIn.username, signIn.password.reveal()]).toEqual(['robot@acme.com', ' Pa55 word '])
  })

  test.each<[string, Given, string]>([
    [
      'two tokens',
      inputs({ 'session-id': 'ABC' }),
      'access-token and session-id: these are several ways to sign in: give exactly one.'
    ],
    [
      'a token and a user name',
      inputs({ username: 'robot@acme.com' }),
      'access-token and username and password: these are several ways to sign in: give exactly one.'
    ],
    [
      'all of them',
      passwordInputs({ 'access-token': 'veeva-vault-X', 'session-id': 'ABC' }),
      'access-token, session-id and username and password: these are several ways to sign in: give exactly one.'
    ],
    [
      'a session for a token',
      inputs({ 'access-token': 'ABC123' }),
      'access-token: is not an API access token: those begin with veeva-vault-; a session belongs in session-id.'
    ],
    [
      'a token of two lines',
      inputs({ 'access-token': 'veeva-vault-A\nB' }),
      'access-token: is not an API access token: those begin with veeva-vault-; a session belongs in session-id.'
    ],
    [
      'a session with a line break, which would be a second header',
      inputs({ 'access-token': '', 'session-id': 'ABC\r\nX: y' }),
      'session-id: is not a session id: it holds blanks or characters that none has; give the id alone.'
    ]
  ])('not with %s', (_what, given, message) => {
    expect(mistakesIn(given)).toEqual([message])
  })

  test.each([
    ['password', { password: '\n' }],
    ['username', { username: '' }]
  ])('not without the %s', (missing, given) => {
    const [mistake] = mistakesIn(passwordInputs(given))
    expect(mistake).toMatch(new RegExp(`^${missing}: is required with .*a run from a fork`))
  })

  test('masks every credential, whatever else is wrong', () => {
    const { runner } = readAll({
      'access-token': 'not-a-token',
      'session-id': 'SESSION',
      password: 'Pa55-word!',
      expires: 'Pa55-word!'
    })
    expect(runner.effects).toEqual(['not-a-token', 'SESSION', 'Pa55-word!'].map(text => ({ does: 'mask', name: '', text })))
  })

  test('never repeats a credential in a mistake', () => {
    const mistakes = mistakesIn(passwordInputs({ 'access-token': 'hunter2', 'session-id': 'hunter3', password: 'hunter4' }))
    expect(mistakes.join()).not.toMatch(/hunter/)
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

test('what is given as a session is taken for one, although it looks like a token', () => {
  const { signIn } = settingsOf(inputs({ 'access-token': '', 'session-id': 'veeva-vault-X' }))
  expect(signIn.by).toBe('session-id')
})

test.each(['v26.2', 'v26.3', 'v27.1', 'v30.1'])('api-version: %s is new enough', version => {
  expect(settingsOf(inputs({ 'api-version': version })).apiVersion).toBe(version)
})
