import { expect, test } from '@jest/globals'
import { createAuthority } from '../../../simulator/authority.ts'
import { readSettings } from '../../../src/inputs/read.ts'
import { cases, MAIN, onlyProblem, problemsOf, SECRET, settingsOf, worldWith } from './world.ts'

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

test('all problems are reported at once, the usual causes of an empty input last and once', () => {
  const inputs = {
    target: 'production',
    'secret-scope': 'repository',
    expires: '1',
    'dry-run': '1'
  }
  const problems = problemsOf(inputs, { HTTPS_PROXY: 'socks5://proxy:8080' })
  const names = problems.map(problem => /^`?([\w-]+)/.exec(problem)?.[1])
  expect(names).toEqual(
    'vault-dns target sandbox-name expires secret-scope dry-run One HTTPS_PROXY An'.split(' ')
  )
  expect(problems.at(-1)).toMatch(/misspelt .* environment .* reusable workflow .* fork/)
})

test.each(
  cases(`
    vault-dns: https://acme.veevavault.com => ("https://acme.veevavault.com") must be the host name of a Vault, like
    vault-dns: acme.veevavault.com:443 => must be the host name of a Vault, like \`myvault.veevavault.com\`, without https://, path, port or user
    vault-dns: acme.example.com => ending in .veevavault.com, .veevavault.cn, .vaultdev.com or .vaultpvm.com.
    vault-dns: me@acme.veevavault.com => \`vault-dns\` must be the host name
    api-version: v26.2/.. => ("v26.2/..") must be a version like \`v26.2\`, which is the oldest that has access tokens.
    api-version: v25.3 => ("v25.3") must be a version
    vault-client-id: ci/1 => ("ci/1") must be letters, digits, dots, hyphens and underscores, at most 100.
    vault-client-id: ${'x'.repeat(101)} => must be letters
    ca-certificate: acme.crt => PEM
    dry-run: yes => \`dry-run\` ("yes") must be \`true\` or \`false\`.`)
)('the problem says what would be right: %s', (_line, given, says) => {
  expect(onlyProblem(problemsOf({ ...MAIN, ...given }))).toContain(says)
})

test.each(
  cases(`
    dry-run: TRUE => {"dryRun": true}
    dry-run: False => {"dryRun": false}
    api-version: v27.1 => {"apiVersion": "v27.1"}
    vault-dns: \ufeff ACME.veevavault.com\r\\n => {"vaultHost": "acme.veevavault.com"}
    vault-client-id: acme-ci => {"clientId": "acme-ci"}`)
)('a right value is read: %s', (_line, given, settings) => {
  expect(settingsOf({ ...MAIN, ...given })).toMatchObject(JSON.parse(settings))
})

test('certificates are read from PEM with other text around it', () => {
  const { caPem } = createAuthority()
  const { caCertificates } = settingsOf({ ...MAIN, 'ca-certificate': `# ours\n${caPem}` })
  expect(caCertificates).toEqual([caPem])
})

test('the password of a proxy is masked', () => {
  const { world, masked } = worldWith(MAIN, { HTTPS_PROXY: 'http://robot:hunt%20er@proxy:8080' })
  readSettings(world)
  expect(masked).toEqual(expect.arrayContaining(['hunt er', 'hunt%20er']))
})

test('in a run of Dependabot the usual cause of an empty input is that of Dependabot', () => {
  const problems = problemsOf(
    { ...SECRET, 'github-token': '' },
    { GITHUB_ACTOR: 'dependabot[bot]' }
  )
  expect(problems.at(-1)).toMatch(/a run of Dependabot gets only Dependabot secrets/)
})

test.each(
  cases(`
    secret-name: => true
    expires: soon => false`)
)(
  'the usual causes are named only if something may have arrived empty: %s',
  (_line, given, named) => {
    const problems = problemsOf({ ...SECRET, ...given })
    expect(problems.length > 1).toBe(named === 'true')
  }
)
