import { describe, expect, test } from '@jest/globals'
import { type Given, MAIN, problemsOf, SECRET, secretOf, settingsOf } from './world.ts'

const SEVERAL: Given = { 'sandbox-name': 'UAT\nDev One', 'secret-name': 'VAULT_{sandbox}' }
const EACH: Given = { ...SEVERAL, 'secret-scope': 'environment/{sandbox}', 'secret-name': 'TOKEN' }
const VAULT: Given = { target: 'vault', 'sandbox-name': '' }

test('a secret needs a name and a token, and has a default for everything else', () => {
  const { githubToken, ...others } = secretOf({})
  expect(githubToken.reveal()).toBe('ghs_WRITER')
  expect(others).toEqual({
    to: 'secret',
    apiUrl: new URL('https://api.github.com'),
    location: { scope: 'repository', repository: 'acme/pipelines' },
    nameTemplate: 'VAULT_TOKEN',
    visibility: undefined,
    keepPrevious: 1,
    currentTokens: new Map(),
    renewBeforeSeconds: undefined
  })
})

test('without secret-name nothing about secrets has an effect, except this repository, which the runner fills in', () => {
  const given = {
    'secret-scope': 'repository',
    'secret-repository': 'acme/other',
    'secret-visibility': 'all',
    'github-token': 'ghs_x1',
    'current-token': 'veeva-vault-X',
    'renew-before': '1d',
    'keep-previous': '1'
  }
  expect(problemsOf({ ...MAIN, ...given }).slice(0, -1)).toEqual(
    Object.keys(given).map(
      name =>
        `\`${name}\` has no effect without \`secret-name\`: add \`secret-name\`, or remove it.`
    )
  )
  expect(settingsOf({ ...MAIN, 'secret-repository': 'Acme/Pipelines' }).delivery.to).toBe('output')
})

test.each<[Given, object]>([
  [
    { 'secret-scope': 'dependabot' },
    { location: { scope: 'dependabot', repository: 'acme/pipelines' } }
  ],
  [
    { 'secret-scope': 'environment/prod/eu' },
    { location: { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' } }
  ],
  [{ 'secret-scope': 'environment/ prod eu ' }, { location: { environment: 'prod eu' } }],
  [{ 'secret-scope': 'environment/.eu' }, { location: { environment: '.eu' } }],
  [
    { 'secret-scope': 'organization/acme-inc' },
    { location: { scope: 'organization', organization: 'acme-inc' } }
  ],
  [
    { 'secret-scope': 'environment/x', 'secret-repository': 'acme/.github' },
    { location: { repository: 'acme/.github' } }
  ],
  [{ 'secret-scope': 'environment/ {sandbox} ' }, { location: { environment: '{sandbox}' } }],
  [EACH, { location: { environment: '{sandbox}' }, nameTemplate: 'TOKEN' }],
  [{ ...SEVERAL, 'sandbox-name': '*' }, { nameTemplate: 'VAULT_{sandbox}' }],
  [
    { 'secret-scope': 'organization/acme', 'secret-visibility': 'private' },
    { visibility: { is: 'private' } }
  ],
  [
    { 'secret-scope': 'organization/acme', 'secret-visibility': ' acme/one \r\n\n Acme/two' },
    { visibility: { is: 'selected', repositories: ['acme/one', 'Acme/two'] } }
  ],
  [{ 'keep-previous': '24' }, { keepPrevious: 24 }],
  [{ 'keep-previous': 'all' }, { keepPrevious: 'all' }],
  [{ 'renew-before': '31d' }, { renewBeforeSeconds: 31 * 86_400 }]
])('%j is read', (given, part) => {
  expect(secretOf(given)).toMatchObject(part)
})

describe('one problem', () => {
  test.each<[Given, string | RegExp]>([
    [{ 'github-token': 'ghs_a b' }, /^`github-token` must be a token of a GitHub App/],
    [{ 'github-token': 'veeva-vault-ABCDEF' }, /^`github-token` must be/],
    [
      { 'revoke-after-job': 'false' },
      '`revoke-after-job` has no effect with `secret-name`: remove one of them.'
    ],
    [
      { 'secret-scope': 'repositry' },
      '`secret-scope` ("repositry") must be `repository`, `environment/NAME`, `environment/{sandbox}`, `organization/NAME`, `dependabot` or `codespaces` (another repository belongs in `secret-repository`).'
    ],
    [{ 'secret-scope': 'repositry', 'secret-visibility': 'all' }, /^`secret-scope`/],
    ...[
      'Repository',
      '/prod',
      'repository/',
      'repository/acme/x',
      'codespaces/x',
      'environment',
      'environment/ ',
      'environment/..',
      'environment/a\nb',
      'environment/x{sandbox}',
      'organization',
      'organization/acme/x',
      'organization/{sandbox}'
    ].map((scope): [Given, RegExp] => [
      { 'secret-scope': scope },
      /^`secret-scope` .*must be `repository`/
    ]),
    ...['pipelines', 'acme/a/b', 'acme/..', '../x', 'ac me/x'].map((name): [Given, string] => [
      { 'secret-repository': name },
      `\`secret-repository\` ("${name}") must be of the form OWNER/NAME.`
    ]),
    [
      { 'secret-scope': 'organization/acme', 'secret-repository': 'acme/other' },
      '`secret-repository` has no effect with `secret-scope: organization/NAME`: remove one of them.'
    ],
    [
      { 'secret-scope': 'environment/prod', 'secret-visibility': 'all' },
      /^`secret-visibility` has no effect without `secret-scope: organization\/NAME`/
    ],
    ...['All', 'all\nprivate', 'acme/one, acme/two', 'other/one'].map((text): [Given, RegExp] => [
      { 'secret-scope': 'organization/acme', 'secret-visibility': text },
      /^`secret-visibility` \(".*"\) must be `all`, `private`, or repositories/
    ]),
    ...['25', '-1', 'ALL', '0x1'].map((text): [Given, string] => [
      { 'keep-previous': text },
      `\`keep-previous\` ("${text}") must be a number below 25, or \`all\`.`
    ]),
    ...['never', '0d', '7'].map((text): [Given, string] => [
      { 'renew-before': text },
      `\`renew-before\` ("${text}") must be a duration like \`90m\`, \`12h\` or \`7d\`.`
    ]),
    [{ 'secret-name': 'vault-uat-token' }, /^`secret-name` .*VAULT_UAT_TOKEN/],
    [{ 'secret-name': '{name}' }, /^`secret-name` /],
    [{ 'secret-name': '{sandbox}', 'sandbox-name': '2nd UAT' }, /^`secret-name` .*digit/],
    [
      { ...SEVERAL, 'sandbox-name': '*', 'secret-name': '{sandbox}-x' },
      /^`secret-name` .*only letters/
    ],
    [
      { ...SEVERAL, 'secret-name': 'TOKEN' },
      '`secret-name` must contain {sandbox} for several sandboxes, because all would be stored as one secret.'
    ],
    [
      { ...SEVERAL, 'sandbox-name': '*', 'secret-name': 'TOKEN' },
      /^`secret-name` must contain \{sandbox\}/
    ],
    [
      { ...SEVERAL, 'sandbox-name': 'Dev One\nDEV-ONE' },
      '`sandbox-name` ("Dev One" and "DEV-ONE") would be stored as one secret, VAULT_DEV_ONE: remove one of them, or store it in a step of its own.'
    ],
    [
      { ...EACH, 'sandbox-name': 'dev\nDev' },
      /^`sandbox-name` \("dev" and "Dev"\) would be stored as one secret, TOKEN/
    ],
    [
      { ...VAULT, 'secret-name': 'X_{sandbox}' },
      '`secret-name` contains {sandbox}, but there is no sandbox with `target: vault`: remove it.'
    ],
    [{ ...VAULT, 'secret-scope': 'environment/{sandbox}' }, /^`secret-scope` contains \{sandbox\}/],
    [
      { ...EACH, 'current-token': 'TOKEN=veeva-vault-X' },
      /^`current-token` can’t tell the sandboxes apart/
    ]
  ])('is %j', (given, message) => {
    const problems = problemsOf({ ...SECRET, ...given }).filter(
      problem => !problem.startsWith('If you gave')
    )
    expect(problems).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message)
    ])
  })

  test.each(['http://api.github.com', 'nonsense'])(
    'is an address of GitHub’s API without TLS: %s',
    url => {
      expect(problemsOf(SECRET, { GITHUB_API_URL: url })).toEqual([
        expect.stringMatching(/^`GITHUB_API_URL` of the runner is not an https address/)
      ])
    }
  )
})

describe('current-token', () => {
  const currentOf = (text: string, given: Given = SEVERAL) => {
    const { currentTokens } = secretOf({ ...given, 'current-token': text })
    return [...currentTokens].map(([name, value]) => `${name} ${value?.reveal()}`)
  }

  test.each<[string, Given, string[]]>([
    ['', {}, []],
    ['Bearer veeva-vault-HE=LD', {}, ['VAULT_TOKEN veeva-vault-HE=LD']],
    ['veeva-vault-X', VAULT, ['VAULT_TOKEN veeva-vault-X']],
    ['VAULT_TOKEN=veeva-vault-X', {}, ['VAULT_TOKEN veeva-vault-X']],
    [
      ' vault_uat= Bearer veeva-vault-U==\r\n\nVAULT_DEV_ONE=',
      SEVERAL,
      ['VAULT_UAT veeva-vault-U==', 'VAULT_DEV_ONE undefined']
    ],
    ['VAULT_UAT=\nVAULT_UAT=veeva-vault-U', SEVERAL, ['VAULT_UAT veeva-vault-U']],
    [
      'OTHER=hunter2\nVAULT_UAT=veeva-vault-U',
      SEVERAL,
      ['OTHER undefined', 'VAULT_UAT veeva-vault-U']
    ],
    [
      'UAT=veeva-vault-U',
      { 'sandbox-name': '*', 'secret-name': '{sandbox}' },
      ['UAT veeva-vault-U']
    ]
  ])('%j is read with %j', (text, given, tokens) => {
    expect(currentOf(text, given)).toEqual(tokens)
  })

  const LINES =
    /^`current-token` must be the value of one secret, or for several sandboxes one line per secret: `NAME=\$\{\{ secrets\.NAME \}\}`\.$/
  const NOT_A_TOKEN =
    /^`current-token` (\(line 2\) )?is not an API access token, which begins with veeva-vault-: write `\$\{\{ secrets\.NAME \}\}`, not the name of the secret/
  test.each<[string, Given, RegExp]>([
    ['veeva-vault-U', SEVERAL, LINES],
    ['{\n  "VAULT_UAT": "veeva-vault-U"\n}', SEVERAL, LINES],
    ['veeva-vault-U\nveeva-vault-V', {}, LINES],
    ['c2VjcmV0cGFzcw==', { ...SEVERAL, 'sandbox-name': '*' }, LINES],
    ['VAULT_TOKEN', {}, NOT_A_TOKEN],
    ['hunter2', {}, NOT_A_TOKEN],
    ['veeva-vault-HE LD', {}, NOT_A_TOKEN],
    ['VAULT_UAT=veeva-vault-U\nVAULT_DEV_ONE=hunter2', SEVERAL, NOT_A_TOKEN],
    [
      'VAULT_UAT=veeva-vault-U\nvault_uat=veeva-vault-V',
      SEVERAL,
      /^`current-token` has two lines for one secret/
    ]
  ])('%j is a problem with %j, and is not repeated', (text, given, message) => {
    const problems = problemsOf({ ...SECRET, ...given, 'current-token': text })
    expect(problems).toEqual([expect.stringMatching(message)])
    expect(problems.join().toLowerCase()).not.toMatch(/hunter2|c2vjcm|vault-[uv]/)
  })
})
