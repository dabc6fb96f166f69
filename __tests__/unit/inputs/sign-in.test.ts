import { describe, expect, test } from '@jest/globals'
import { cause, type Given, mistakesIn, readAll, settingsOf } from '../../helpers/inputs.ts'
import { inputs, passwordInputs } from '../../helpers/settings.ts'

/** Inputs that sign in with an OAuth 2.0 access token. */
const oauthInputs = (given: Given = {}): Given =>
  inputs({ 'access-token': '', 'oauth-profile-id': '_acme-Entra', 'oauth-token': 'eyJ0.OAUTH', ...given })

describe('there is one way to sign in:', () => {
  test('a stored access token', () => {
    const { signIn } = settingsOf(inputs({ 'access-token': ' veeva-vault-STORED ' }))
    expect(signIn.by === 'access-token' && signIn.token.reveal()).toBe('veeva-vault-STORED')
  })

  test.each(['ABC123', 'veeva-vault-X'])('a session, whatever it looks like: %s', session => {
    const { signIn } = settingsOf(inputs({ 'access-token': '', 'session-id': session }))
    expect(signIn.by === 'session-id' && signIn.session.reveal()).toBe(session)
  })

  test('user name and password, of which only a line break at the end is taken off', () => {
    const { signIn } = settingsOf(passwordInputs({ username: ' robot@acme.com ', password: ' Pa55 word \r\n' }))
    expect(signIn.by === 'password' && [signIn.username, signIn.password.reveal()]).toEqual(['robot@acme.com', ' Pa55 word '])
  })

  test.each<[string, Given, string | undefined]>([
    ['an OAuth access token and its profile', oauthInputs(), undefined],
    ['the same with an id of the client', oauthInputs({ 'oauth-client-id': 'vault-ci' }), 'vault-ci']
  ])('%s', (_what, given, clientId) => {
    const { signIn } = settingsOf(given)
    expect(signIn).toEqual({ by: 'oauth', profileId: '_acme-Entra', token: expect.anything(), clientId })
    expect(signIn.by === 'oauth' && signIn.token.reveal()).toBe('eyJ0.OAUTH')
  })

  test('a profile’s id may have 100 characters', () => {
    const { signIn } = settingsOf(oauthInputs({ 'oauth-profile-id': '1'.repeat(100) }))
    expect(signIn.by).toBe('oauth')
  })
})

test.each<[string, Given, string]>([
  ['an access token and a session', inputs({ 'session-id': 'ABC' }), 'access-token and session-id'],
  ['an access token and a user name', inputs({ username: 'robot@acme.com' }), 'access-token and username and password'],
  ['an access token and a password', inputs({ password: 'Pa55-word!' }), 'access-token and username and password'],
  ['a session and an OAuth token', oauthInputs({ 'session-id': 'ABC' }), 'session-id and oauth-profile-id and oauth-token'],
  ['an access token and a profile', inputs({ 'oauth-profile-id': '_x' }), 'access-token and oauth-profile-id'],
  ['an access token and a client', inputs({ 'oauth-client-id': 'ci' }), 'access-token and oauth-profile-id'],
  [
    'all of them',
    passwordInputs({ 'access-token': 'veeva-vault-X', 'session-id': 'ABC', 'oauth-token': 'eyJ0' }),
    'access-token, session-id, username and password and oauth-profile-id and oauth-token'
  ]
])('%s are several ways', (_what, given, ways) => {
  expect(mistakesIn(given)).toEqual([`${ways}: these are several ways to sign in: give exactly one.`])
})

test('no way at all is a mistake, with its usual cause', () => {
  expect(mistakesIn(inputs({ 'access-token': '' }))).toEqual([
    `access-token, session-id, username and password, or oauth-profile-id with oauth-token or oidc-token-url: one way to sign in is required; if it was given, ${cause}.`
  ])
})

test.each<[string, Given, string]>([
  ['a user name without a password', passwordInputs({ password: '\n' }), 'password: is required with username'],
  ['a password without a user name', passwordInputs({ username: ' ' }), 'username: is required with password'],
  [
    'a profile without a token',
    oauthInputs({ 'oauth-token': '' }),
    'oauth-token: is required with oauth-profile-id, or oidc-token-url and oidc-client-id in its place'
  ],
  ['a token without its profile', oauthInputs({ 'oauth-profile-id': '' }), 'oauth-profile-id: is required with oauth-token'],
  [
    'a client’s id alone',
    inputs({ 'access-token': '', 'oauth-client-id': 'ci' }),
    'oauth-profile-id: is required with oauth-token'
  ]
])('%s is half of a way', (_what, given, missing) => {
  expect(mistakesIn(given)).toEqual([`${missing}; if it was given, ${cause}.`])
})

describe('keyless, with GitHub’s own token,', () => {
  const keyless = (given: Given = {}): Given =>
    inputs({
      'access-token': '',
      'oauth-profile-id': '_acme-Entra',
      'oidc-token-url': 'https://login.example.com/acme/token',
      'oidc-client-id': 'vault-ci',
      ...given
    })
  const url = new URL('https://login.example.com/acme/token')

  test.each<[string, Given, object]>([
    [
      'is enough',
      {},
      { vaultClientId: undefined, tokenUrl: url, clientId: 'vault-ci', scope: '', audience: 'api://AzureADTokenExchange' }
    ],
    [
      'may be told more',
      { 'oauth-client-id': 'acme', 'oidc-scope': 'vault', 'oidc-audience': 'acme' },
      { vaultClientId: 'acme', tokenUrl: url, clientId: 'vault-ci', scope: 'vault', audience: 'acme' }
    ]
  ])('an address and a client %s', (_what, given, more) => {
    expect(settingsOf(keyless(given)).signIn).toEqual({ by: 'oidc', profileId: '_acme-Entra', ...more })
  })

  test.each(['oidc-client-id', 'oidc-scope', 'oidc-audience'])('%s demands an address', name => {
    const none = { 'oidc-token-url': '', 'oidc-client-id': '', 'oidc-scope': '', 'oidc-audience': '' }
    expect(mistakesIn(keyless({ ...none, [name]: 'x' }))).toContain(
      `oidc-token-url: is required with the other inputs oidc-…; if it was given, ${cause}.`
    )
  })

  test('demands a client and a profile', () => {
    expect(mistakesIn(keyless({ 'oidc-client-id': '' }))).toEqual([
      `oidc-client-id: is required with oidc-token-url; if it was given, ${cause}.`
    ])
    expect(mistakesIn(keyless({ 'oauth-profile-id': '' }))).toEqual([
      `oauth-profile-id: is required with oidc-token-url; if it was given, ${cause}.`
    ])
  })

  test.each([
    'login.example.com/token',
    'http://login.example.com/token',
    'https://robot@login.example.com/token',
    'https://:pass@login.example.com/token',
    'https://login.example.com/token#x'
  ])('has no token from %s', address => {
    expect(mistakesIn(keyless({ 'oidc-token-url': address }))).toEqual([
      'oidc-token-url: is no address like https://login.example.com/TENANT/oauth2/v2.0/token: give one of https, without user and fragment.'
    ])
  })

  test('is a way of its own', () => {
    expect(mistakesIn(keyless({ 'oauth-token': 'eyJ0.OAUTH' }))).toEqual([
      'oauth-profile-id and oauth-token and oauth-profile-id and oidc-token-url: these are several ways to sign in: give exactly one.'
    ])
  })
})

test('a password of two characters is none', () => {
  expect(mistakesIn(passwordInputs({ password: 'ab' }))).toEqual([
    'password: has one or two characters, so it can be none: give the secret that holds it.'
  ])
})

describe('what can’t be a credential is a mistake:', () => {
  test.each(['ABC123', 'veeva-vault-', 'xveeva-vault-A', 'veeva-vault-A\nB'])('%j is no access token', token => {
    expect(mistakesIn(inputs({ 'access-token': token }))).toEqual([
      'access-token: is not an API access token: those begin with veeva-vault-; a session belongs in session-id.'
    ])
  })

  // A line break would begin a second header.
  test.each(['ABC\r\nX: y', 'A C', 'Ä1', 'äABC123'])('%j is no session', session => {
    expect(mistakesIn(inputs({ 'access-token': '', 'session-id': session }))).toEqual([
      'session-id: is not a session id: it holds blanks or characters that none has; give the id alone.'
    ])
  })

  test.each(['eyJ0\r\nX: y', 'ey J0', 'äeyJ0'])('%j is no OAuth token', token => {
    expect(mistakesIn(oauthInputs({ 'oauth-token': token }))).toEqual([
      'oauth-token: is no access token: it holds blanks or characters that none has; give the token alone.'
    ])
  })

  test.each(['../x', 'x/..', 'a b', 'ä', '1'.repeat(101)])('"%s" is no id of a profile', profile => {
    expect(mistakesIn(oauthInputs({ 'oauth-profile-id': profile }))).toEqual([
      `oauth-profile-id: "${profile}" is no id of an OAuth 2.0 / OpenID Connect profile: those are letters, digits, hyphens and underscores, at most 100.`
    ])
  })
})

test('every credential is masked, whatever else is wrong', () => {
  const { runner } = readAll({
    'access-token': 'not-a-token',
    'session-id': 'SESSION',
    password: 'Pa55-word!',
    'oauth-token': 'eyJ0.OAUTH',
    expires: 'Pa55-word!'
  })
  expect(runner.effects).toEqual(
    ['not-a-token', 'SESSION', 'Pa55-word!', 'eyJ0.OAUTH'].map(text => ({ does: 'mask', name: '', text }))
  )
})

test.each([
  ['password', 'pass\u200bword'],
  ['password', 'pass\nword'],
  ['password', 'pass\u202eword'],
  ['username', 'ci\u200d@acme.com']
])('%s %j holds what can’t be seen, and spends no try', (name, text) => {
  expect(mistakesIn(passwordInputs({ [name]: text }))).toEqual([
    expect.stringContaining(`${name}: holds a line break or a character`)
  ])
})

test.each([' two blanks ', 'a\ttab', 'Ünïcödé', 'emoji 🔑'])('the password %j is taken as it is', text => {
  expect(settingsOf(passwordInputs({ password: text })).signIn).toMatchObject({ by: 'password' })
})
