import { expect, test } from '@jest/globals'
import { readSettings } from '../../../src/inputs/read.ts'
import { cases, type Given, MAIN, onlyProblem, problemsOf, settingsOf, worldWith } from './world.ts'

const NONE: Given = { ...MAIN, 'access-token': '' }
const PASSWORD: Given = { ...NONE, username: 'robot@acme.com', password: 'Pa55-word!' }
const OAUTH: Given = { ...NONE, 'oauth-profile-id': '_Entra', 'oauth-token': 'xyz.OAUTH' }
const URL_TEXT = 'https://login.example.com/acme/token'
const OIDC: Given = {
  ...NONE,
  'oauth-profile-id': '_Entra',
  'oidc-token-url': URL_TEXT,
  'oidc-client-id': 'vault-ci'
}
const BASES: Record<string, Given> = { NONE, PASSWORD, OAUTH, OIDC }

/** Reads a case whose first input, `base`, names one of the above. */
function inputsOf({ base = '', ...given }: Given): Given {
  return { ...BASES[base], ...given }
}

/** The sign-in as JSON, with its credential revealed. */
function signInOf(given: Given): string {
  const entries = Object.entries(settingsOf(given).signIn)
  const shown = entries.map(([name, value]) => [name, value?.reveal ? value.reveal() : value])
  return JSON.stringify(Object.fromEntries(shown))
}

test.each(
  cases(`
    base: NONE; access-token:  veeva-vault-A\\n => {"by":"access-token","token":"veeva-vault-A"}
    base: NONE; access-token: Bearer veeva-vault-A => {"by":"access-token","token":"veeva-vault-A"}
    base: NONE; session-id: ABC123 => {"by":"session-id","session":"ABC123"}
    base: NONE; session-id: bearer  veeva-vault-A => {"by":"access-token","token":"veeva-vault-A"}
    base: PASSWORD; password:  Pa55 word \\n => {"by":"password","username":"robot@acme.com","password":" Pa55 word "}
    base: PASSWORD; password: Ünï\tcödé 🔑 => {"by":"password","username":"robot@acme.com","password":"Ünï\\tcödé 🔑"}
    base: OAUTH => {"by":"oauth","profileId":"_Entra","token":"xyz.OAUTH"}
    base: OAUTH; oauth-client-id: ci => {"by":"oauth","profileId":"_Entra","token":"xyz.OAUTH","clientId":"ci"}
    base: OIDC => {"by":"oidc","profileId":"_Entra","tokenUrl":"${URL_TEXT}","clientId":"vault-ci","scope":"","audience":"api://AzureADTokenExchange"}
    base: OIDC; oauth-client-id: a; oidc-scope: s; oidc-audience: x => {"by":"oidc","profileId":"_Entra","vaultClientId":"a","tokenUrl":"${URL_TEXT}","clientId":"vault-ci","scope":"s","audience":"x"}`)
)('signs in with %s', (_line, given, signIn) => {
  expect(signInOf(inputsOf(given))).toBe(signIn)
})

test.each(
  cases(`
    base: NONE => One way to sign in is required: \`access-token\`, \`session-id\`, \`username\` with \`password\`, or \`oauth-profile-id\` with \`oauth-token\` or \`oidc-token-url\`.
    base: PASSWORD; session-id: ABC => \`session-id\` and \`username\` are different ways to sign in: use exactly one.
    base: OAUTH; session-id: ABC; access-token: veeva-vault-A => \`access-token\`, \`session-id\` and \`oauth-profile-id\` are different ways
    base: NONE; access-token: veeva-vault-A; password: Pa55-word! => \`password\` has no effect without \`username\`: add \`username\`, or remove it.
    base: PASSWORD; password: \\n => \`password\` is required: a password of 3 or more characters
    base: PASSWORD; username:   => \`password\` has no effect without \`username\`
    base: OAUTH; oauth-token: => \`oauth-token\` is required: an access token of the identity provider, without spaces or other text (or use \`oidc-token-url\` instead).
    base: OAUTH; oauth-profile-id: => \`oauth-token\` has no effect without \`oauth-profile-id\`
    base: OIDC; oauth-token: xyz => \`oauth-token\` has no effect with \`oidc-token-url\`: remove one of them.
    base: OIDC; oidc-client-id: => \`oidc-client-id\` is required: the id of the client at the identity provider.
    base: OAUTH; oidc-scope: x => \`oidc-scope\` has no effect without \`oidc-token-url\``)
)('is not one whole way to sign in: %s', (_line, given, says) => {
  expect(onlyProblem(problemsOf(inputsOf(given)))).toContain(says)
})

test.each(
  cases(`
    base: NONE; access-token: ABC123 => access-token
    base: NONE; access-token: veeva-vault- => access-token
    base: NONE; access-token: veeva-vault-A\\nB => access-token
    base: NONE; session-id: ABC\\nX: y => session-id
    base: NONE; session-id: ghs_0123456789 => session-id
    base: NONE; session-id: ab => session-id
    base: OAUTH; oauth-token: xyz w => oauth-token
    base: OAUTH; oauth-token: veeva-vault-ABCDEF => oauth-token
    base: OAUTH; oauth-profile-id: ../x => oauth-profile-id
    base: PASSWORD; password: ab => password
    base: PASSWORD; password: pass\u200bword => password
    base: PASSWORD; password: pass\\nword => password
    base: PASSWORD; username: ci\u200d@acme.com => username
    base: OIDC; oidc-token-url: http://login.example.com/token => oidc-token-url
    base: OIDC; oidc-token-url: https://:secret@login.example.com/token => oidc-token-url
    base: OIDC; oidc-token-url: https://login.example.com/token#x => oidc-token-url`)
)('a value that can’t be right is a problem: %s', (_line, given, name) => {
  const problem = onlyProblem(problemsOf(inputsOf(given)))
  expect(problem).toMatch(new RegExp(`^\`${name}\`.* must be `))
})

test('every credential is masked before anything is said of it, once, wherever it stands', () => {
  const { world, masked } = worldWith({
    'access-token': 'not-a-token',
    'session-id': 'Bearer veeva-vault-ABCDEF',
    password: 'Pa55-word!',
    'oauth-token': 'ab',
    'github-token': 'ghs_0123456789',
    'current-token': 'A=hunter2\nveeva-vault-B',
    'sandbox-name': 'UAT ghs_ABCDEFGHIJ',
    owner: 'veeva-vault-OWNER0'
  })
  readSettings(world)
  expect(masked.sort().join(' ')).toBe(
    'Pa55-word! ghs_0123456789 ghs_ABCDEFGHIJ hunter2 not-a-token veeva-vault-ABCDEF veeva-vault-B veeva-vault-OWNER0'
  )
})
