import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../../simulator/authority.ts'
import { readSettings } from '../../../src/inputs/read.ts'
import { MAIN, problemsOf, SECRET, settingsOf, worldWith } from './world.ts'

test('three inputs are enough, and everything else has a default', () => {
  expect(settingsOf(MAIN)).toEqual({
    vaultHost: 'acme.veevavault.com',
    apiVersion: 'v26.2',
    clientId: 'github-actions-vault-sandbox-token',
    signIn: { by: 'access-token', token: expect.anything() },
    caCertificates: [],
    target: {
      is: 'sandboxes',
      selection: { is: 'named', names: ['Dev One'] },
      dns: undefined,
      jobId: undefined,
      waitTimeoutMs: 900_000
    },
    label: 'github-actions acme/pipelines',
    expires: { is: 'after', seconds: 86_400 },
    isExpiresGiven: false,
    delivery: { to: 'output', revokeAfterJob: true },
    verify: true,
    dryRun: false
  })
})

test('all problems are reported at once, in the order of the action', () => {
  const problems = problemsOf(
    {
      'vault-dns': 'https://acme.veevavault.com',
      target: 'production',
      'session-id': 'not a session',
      expires: 'tomorrow',
      'secret-scope': 'repository',
      'dry-run': '1',
      'api-version': 'v26.1'
    },
    { HTTPS_PROXY: 'socks5://proxy:8080' }
  )
  const names = problems.map(problem => /^`?([\w-]+)/.exec(problem)?.[1])
  expect(names).toEqual(
    'secret-scope vault-dns session-id api-version target expires dry-run HTTPS_PROXY If'.split(' ')
  )
})

test.each([
  [
    'vault-dns',
    'https://acme.veevavault.com',
    /^`vault-dns` \("https:.*"\) must be the host name of a Vault alone/
  ],
  ['vault-dns', 'acme.veevavault.com:443', /alone, without https:\/\/, path, port or user/],
  ['vault-dns', 'acme.example.com', /ending in \.veevavault\.com, /],
  ['vault-dns', 'me@acme.veevavault.com', /^`vault-dns` must be the host name/],
  [
    'api-version',
    'v26.2/..',
    '`api-version` ("v26.2/..") must be a version like `v26.2`, which is the oldest that has access tokens.'
  ],
  ['api-version', 'v25.3', /^`api-version` \("v25\.3"\) must be /],
  [
    'vault-client-id',
    'ci/1',
    /must be letters, digits, dots, hyphens and underscores, at most 100\.$/
  ],
  ['vault-client-id', 'x'.repeat(101), /must be letters/],
  ['ca-certificate', 'acme.crt', /^`ca-certificate` .*PEM/],
  ['dry-run', 'yes', '`dry-run` ("yes") must be `true` or `false`.']
])('%s: %s is one problem, which says what would be right', (name, value, message) => {
  const problems = problemsOf({ ...MAIN, [name]: value })
  expect(problems).toHaveLength(1)
  if (typeof message === 'string') expect(problems[0]).toBe(message)
  else expect(problems[0]).toMatch(message)
})

test.each([
  ['dry-run', 'TRUE', { dryRun: true }],
  ['dry-run', 'False', { dryRun: false }],
  ['api-version', 'v27.1', { apiVersion: 'v27.1' }],
  ['vault-dns', '\ufeff ACME.veevavault.com\r\n', { vaultHost: 'acme.veevavault.com' }],
  ['vault-client-id', 'acme-ci', { clientId: 'acme-ci' }]
])('%s: %j is read', (name, value, settings) => {
  expect(settingsOf({ ...MAIN, [name]: value })).toMatchObject(settings)
})

test('certificates are read from PEM with other text around it', () => {
  const { caPem } = createAuthority()
  const { caCertificates } = settingsOf({ ...MAIN, 'ca-certificate': `# ours\n${caPem}` })
  expect(caCertificates).toEqual([caPem])
})

test('the password of a proxy is masked, and a malformed proxy setting is a problem', () => {
  const { world, masked } = worldWith(MAIN, { HTTPS_PROXY: 'http://robot:hunt%20er@proxy:8080' })
  readSettings(world)
  expect(masked).toEqual(expect.arrayContaining(['hunt er', 'hunt%20er']))
  expect(problemsOf(MAIN, { HTTPS_PROXY: 'socks5://proxy' })).toEqual([
    expect.stringMatching(/^HTTPS_PROXY .*\.$/)
  ])
})

describe('the usual causes of an empty input', () => {
  test('are named once, after all problems', () => {
    const problems = problemsOf({ 'secret-name': 'X', 'sandbox-name': ' \n ' })
    expect(problems.map(problem => problem.slice(0, 40))).toEqual([
      '`vault-dns` is required: the host name o',
      'One way to sign in is required: `access-',
      '`sandbox-name` is required: the name of ',
      '`github-token` is required: a token of a',
      'If you gave an input that is missing her'
    ])
    expect(problems.at(-1)).toMatch(/misspelt, .* environment .* reusable workflow .* fork/)
  })

  test('are those of Dependabot in a run of Dependabot', () => {
    const problems = problemsOf(
      { ...SECRET, 'github-token': '' },
      { GITHUB_ACTOR: 'dependabot[bot]' }
    )
    expect(problems.at(-1)).toMatch(/a run of Dependabot gets only Dependabot secrets/)
  })

  test.each([
    ['an input without the one it belongs to', { 'secret-name': '', 'github-token': 'ghs_WRITER' }],
    ['a value that ends in a slash', { 'secret-scope': 'environment/' }]
  ])('are named with %s', (_what, given) => {
    expect(problemsOf({ ...SECRET, ...given })).toEqual([
      expect.any(String),
      expect.stringMatching(/^If you gave/)
    ])
  })

  test('are not named if nothing is missing', () => {
    expect(problemsOf({ ...MAIN, expires: 'soon' })).toHaveLength(1)
  })
})
