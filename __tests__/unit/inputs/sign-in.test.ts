import { describe, expect, test } from '@jest/globals'
import { readSettings } from '../../../src/inputs/read.ts'
import { type Given, MAIN, problemsOf, settingsOf, worldWith } from './world.ts'

const NONE: Given = { ...MAIN, 'access-token': '' }
const PASSWORD: Given = { ...NONE, username: 'robot@acme.com', password: 'Pa55-word!' }
const OAUTH: Given = { ...NONE, 'oauth-profile-id': '_acme-Entra', 'oauth-token': 'xyz.OAUTH' }
const OIDC: Given = {
  ...NONE,
  'oauth-profile-id': '_acme-Entra',
  'oidc-token-url': 'https://login.example.com/acme/token',
  'oidc-client-id': 'vault-ci'
}

/** The sign-in with its credential revealed. */
function signInOf(given: Given) {
  const { signIn } = settingsOf(given)
  if (signIn.by === 'password') return { ...signIn, password: signIn.password.reveal() }
  if (signIn.by === 'session-id') return { ...signIn, session: signIn.session.reveal() }
  return signIn.by === 'oidc' ? signIn : { ...signIn, token: signIn.token.reveal() }
}

test.each<[string, Given, object]>([
  [
    'a stored token',
    { ...NONE, 'access-token': ' veeva-vault-A\n' },
    { by: 'access-token', token: 'veeva-vault-A' }
  ],
  [
    'a token pasted with its scheme',
    { ...NONE, 'access-token': 'Bearer veeva-vault-A' },
    { by: 'access-token', token: 'veeva-vault-A' }
  ],
  ['a session', { ...NONE, 'session-id': 'ABC123' }, { by: 'session-id', session: 'ABC123' }],
  [
    'a token given as a session, which is meant as a token',
    { ...NONE, 'session-id': 'bearer  veeva-vault-A' },
    { by: 'access-token', token: 'veeva-vault-A' }
  ],
  [
    'a password with its blanks',
    { ...PASSWORD, password: ' Pa55 word \r\n' },
    { by: 'password', username: 'robot@acme.com', password: ' Pa55 word ' }
  ],
  [
    'a password of any script',
    { ...PASSWORD, password: 'Ünï\tcödé 🔑' },
    { by: 'password', username: 'robot@acme.com', password: 'Ünï\tcödé 🔑' }
  ],
  [
    'a token of an identity provider',
    OAUTH,
    { by: 'oauth', profileId: '_acme-Entra', token: 'xyz.OAUTH', clientId: undefined }
  ],
  [
    'the same with a client id',
    { ...OAUTH, 'oauth-client-id': 'ci' },
    { by: 'oauth', profileId: '_acme-Entra', token: 'xyz.OAUTH', clientId: 'ci' }
  ],
  [
    'GitHub’s OIDC token',
    OIDC,
    {
      by: 'oidc',
      profileId: '_acme-Entra',
      vaultClientId: undefined,
      tokenUrl: new URL('https://login.example.com/acme/token'),
      clientId: 'vault-ci',
      scope: '',
      audience: 'api://AzureADTokenExchange'
    }
  ],
  [
    'the same with all its inputs',
    { ...OIDC, 'oauth-client-id': 'a', 'oidc-scope': 's', 'oidc-audience': 'x' },
    {
      by: 'oidc',
      profileId: '_acme-Entra',
      vaultClientId: 'a',
      tokenUrl: new URL('https://login.example.com/acme/token'),
      clientId: 'vault-ci',
      scope: 's',
      audience: 'x'
    }
  ]
])('%s signs in', (_what, given, signIn) => {
  expect(signInOf(given)).toEqual(signIn)
})

test.each<[string, Given, string[]]>([
  [
    'nothing',
    NONE,
    [
      'One way to sign in is required: `access-token`, `session-id`, `username` with `password`, or `oauth-profile-id` with `oauth-token` or `oidc-token-url`.'
    ]
  ],
  [
    'two ways',
    { ...PASSWORD, 'session-id': 'ABC' },
    ['`session-id` and `username` are different ways to sign in: use exactly one.']
  ],
  [
    'three ways',
    { ...MAIN, ...OAUTH, 'access-token': 'veeva-vault-A', 'session-id': 'ABC' },
    [
      '`access-token`, `session-id` and `oauth-profile-id` are different ways to sign in: use exactly one.'
    ]
  ],
  [
    'a token and a password',
    { ...MAIN, password: 'Pa55-word!' },
    ['`password` has no effect without `username`: add `username`, or remove it.']
  ],
  [
    'a user name alone',
    { ...PASSWORD, password: '\n' },
    [
      '`password` is required: a password of 3 or more characters, without line breaks or invisible characters (type it anew, do not paste it).'
    ]
  ],
  [
    'a password alone',
    { ...PASSWORD, username: ' ' },
    ['`password` has no effect without `username`: add `username`, or remove it.']
  ],
  [
    'a profile alone',
    { ...OAUTH, 'oauth-token': '' },
    [
      '`oauth-token` is required: an access token of the identity provider, without blanks or other text (or use `oidc-token-url` instead).'
    ]
  ],
  [
    'a token without its profile',
    { ...OAUTH, 'oauth-profile-id': '' },
    [
      '`oauth-token` has no effect without `oauth-profile-id`: add `oauth-profile-id`, or remove it.'
    ]
  ],
  [
    'both kinds of OAuth',
    { ...OIDC, 'oauth-token': 'xyz' },
    ['`oauth-token` has no effect with `oidc-token-url`: remove one of them.']
  ],
  [
    'an address without a client',
    { ...OIDC, 'oidc-client-id': '' },
    ['`oidc-client-id` is required: the id of the client at the identity provider.']
  ],
  [
    'a scope without an address',
    { ...OAUTH, 'oidc-scope': 'x' },
    ['`oidc-scope` has no effect without `oidc-token-url`: add `oidc-token-url`, or remove it.']
  ]
])('%s is not one whole way to sign in', (_what, given, problems) => {
  const found = problemsOf(given)
  expect(found.filter(problem => !problem.startsWith('If you gave'))).toEqual(problems)
})

describe('a value that can’t be a credential', () => {
  test.each([
    ['access-token', 'ABC123', MAIN],
    ['access-token', 'veeva-vault-', MAIN],
    ['access-token', 'veeva-vault-A\nB', MAIN],
    ['session-id', 'ABC\r\nX: y', NONE],
    ['session-id', 'ghs_0123456789', NONE],
    ['session-id', 'ab', NONE],
    ['oauth-token', 'xyz w', OAUTH],
    ['oauth-token', 'veeva-vault-ABCDEF', OAUTH],
    ['password', 'ab', PASSWORD],
    ['password', 'pass\u200bword', PASSWORD],
    ['password', 'pass\nword', PASSWORD],
    ['username', 'ci\u200d@acme.com', PASSWORD],
    ['oauth-profile-id', '../x', OAUTH],
    ['oidc-token-url', 'http://login.example.com/token', OIDC],
    ['oidc-token-url', 'https://:secret@login.example.com/token', OIDC],
    ['oidc-token-url', 'https://login.example.com/token#x', OIDC]
  ])('is a problem: %s %j', (name, value, given) => {
    const problems = problemsOf({ ...given, [name]: value })
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^\`${name}\`.* must be `))])
  })
})

test('every credential is masked before anything is said of it, whatever is wrong with it, and none twice', () => {
  const { world, masked } = worldWith({
    'access-token': 'not-a-token',
    'session-id': 'Bearer veeva-vault-ABCDEF',
    password: 'Pa55-word!',
    'oauth-token': 'ab',
    'github-token': 'ghs_0123456789',
    'sandbox-name': 'UAT ghs_ABCDEFGHIJ',
    owner: 'veeva-vault-OWNER0'
  })
  readSettings(world)
  expect(masked.sort()).toEqual(
    [
      'Pa55-word!',
      'ghs_0123456789',
      'ghs_ABCDEFGHIJ',
      'not-a-token',
      'veeva-vault-ABCDEF',
      'veeva-vault-OWNER0'
    ].sort()
  )
})
