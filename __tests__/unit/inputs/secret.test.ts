import { expect, test } from '@jest/globals'
import {
  cases,
  type Given,
  MAIN,
  onlyProblem,
  problemsOf,
  SECRET,
  secretOf,
  settingsOf
} from './world.ts'

test('a secret needs a name and a token, and has a default for everything else', () => {
  const { githubToken, ...others } = secretOf({})
  expect(githubToken.reveal()).toBe('ghs_WRITER')
  expect(others).toEqual({
    to: 'secret',
    apiUrl: new URL('https://api.github.com'),
    location: { scope: 'repository', owner: 'acme/pipelines' },
    nameTemplate: 'VAULT_TOKEN',
    visibility: undefined,
    keepPrevious: 1,
    currentTokens: new Map(),
    renewBeforeSeconds: undefined
  })
})

test('without secret-name nothing about secrets has an effect', () => {
  const given = {
    'secret-scope': 'repository',
    'secret-repository': 'acme/other',
    'secret-visibility': 'all',
    'github-token': 'ghs_x1',
    'current-token': 'veeva-vault-X',
    'renew-before': '1d',
    'keep-previous': '1'
  }
  const says = 'has no effect without `secret-name`: add `secret-name`, or remove it.'
  expect(problemsOf({ ...MAIN, ...given }).slice(0, -1)).toEqual(
    Object.keys(given).map(name => `\`${name}\` ${says}`)
  )
})

test('this repository, which the runner fills in, counts as not given', () => {
  const { delivery } = settingsOf({ ...MAIN, 'secret-repository': 'Acme/Pipelines' })
  expect(delivery).toEqual({ to: 'output', revokeAfterJob: true })
})

test.each(
  cases(`
    secret-scope: dependabot => {"location": {"scope": "dependabot", "owner": "acme/pipelines"}}
    secret-scope: environment/prod/eu => {"location": {"scope": "environment", "owner": "acme/pipelines", "environment": "prod/eu"}}
    secret-scope: environment/ prod eu  => {"location": {"environment": "prod eu"}}
    secret-scope: environment/.eu => {"location": {"environment": ".eu"}}
    secret-scope: organization/acme-inc => {"location": {"scope": "organization", "owner": "acme-inc"}}
    secret-scope: organization/acme; secret-repository: acme/pipelines => {"location": {"owner": "acme"}}
    secret-repository: acme/.github => {"location": {"scope": "repository", "owner": "acme/.github"}}
    secret-scope: environment/ {sandbox}  => {"location": {"environment": "{sandbox}"}}
    secret-scope: environment/{sandbox}; sandbox-name: UAT\\nDev => {"location": {"environment": "{sandbox}"}}
    secret-name: vault_{sandbox}; sandbox-name: * => {"nameTemplate": "vault_{sandbox}"}
    secret-scope: organization/acme; secret-visibility: private => {"visibility": "private"}
    secret-scope: organization/acme; secret-visibility:  acme/one \r\\n\\n Acme/two => {"visibility": ["acme/one", "Acme/two"]}
    keep-previous: 24 => {"keepPrevious": 24}
    keep-previous: all => {"keepPrevious": "all"}
    renew-before: 31d => {"renewBeforeSeconds": 2678400}`)
)('a right value is read: %s', (_line, given, part) => {
  expect(secretOf(given)).toMatchObject(JSON.parse(part))
})

const SCOPES = `Repository /prod repository/ repository/acme/x codespaces/x environment environment/ environment/..
  environment/a\\nb environment/x{sandbox} {sandbox} organization organization/acme/x organization/{sandbox}`

test.each(SCOPES.split(/\s+/))('secret-scope: %s is never taken for a repository', scope => {
  const given = { ...SECRET, 'secret-scope': scope.replace('\\n', '\n') }
  expect(onlyProblem(problemsOf(given))).toMatch(/^`secret-scope`.* must be `repository`, /)
})

test.each(
  cases(`
    github-token: ghs_a b => \`github-token\` must be a token of a GitHub App
    github-token: veeva-vault-ABCDEF => \`github-token\` must be a token
    github-token: => \`github-token\` is required: a token of a GitHub App
    revoke-after-job: false => \`revoke-after-job\` has no effect with \`secret-name\`: remove one of them.
    secret-scope: repositry; secret-visibility: all => ("repositry") must be \`repository\`, \`environment/NAME\`, \`environment/{sandbox}\`, \`organization/NAME\`, \`dependabot\` or \`codespaces\` (another repository belongs in \`secret-repository\`).
    secret-repository: pipelines => ("pipelines") must be of the form OWNER/NAME.
    secret-repository: acme/a/b => must be of the form OWNER/NAME
    secret-repository: acme/.. => must be of the form OWNER/NAME
    secret-repository: ../x => must be of the form OWNER/NAME
    secret-scope: organization/acme; secret-repository: acme/x => \`secret-repository\` has no effect with \`secret-scope: organization/NAME\`
    secret-scope: environment/x; secret-visibility: all => \`secret-visibility\` has no effect without \`secret-scope: organization/NAME\`
    secret-scope: organization/acme; secret-visibility: All => ("All") must be \`all\`, \`private\`, or repositories of the organization as OWNER/NAME, one per line.
    secret-scope: organization/acme; secret-visibility: all\\nprivate => ("all") must be
    secret-scope: organization/acme; secret-visibility: acme/a, acme/b => ("acme/a, acme/b") must be
    secret-scope: organization/acme; secret-visibility: acme/a\\nother/b => ("other/b") must be
    keep-previous: 25 => ("25") must be a number below 25, or \`all\`.
    keep-previous: 0x1 => must be a number
    renew-before: never => ("never") must be a duration like \`90m\`, \`12h\` or \`7d\`.
    secret-name: vault-uat-token => VAULT_UAT_TOKEN
    secret-name: {name} => \`secret-name\` may
    secret-name: {sandbox}; sandbox-name: 2nd UAT => \`secret-name\` must not begin with a digit
    secret-name: {sandbox}-x; sandbox-name: * => \`secret-name\` may contain only letters
    sandbox-name: UAT\\nDev => \`secret-name\` must contain {sandbox} for several sandboxes, because all would be stored as one secret.
    sandbox-name: * => \`secret-name\` must contain {sandbox}
    secret-name: X_{sandbox}; sandbox-name: Dev One\\nDEV-ONE => \`sandbox-name\` ("Dev One" and "DEV-ONE") would be stored as one secret, X_DEV_ONE: remove one of them, or store it in a step of its own.
    secret-scope: environment/{sandbox}; sandbox-name: dev\\nDev => ("dev" and "Dev") would be stored as one secret
    target: vault; sandbox-name: ; secret-name: X_{sandbox} => \`secret-name\` contains {sandbox}, but there is no sandbox with \`target: vault\`: remove it.
    target: vault; sandbox-name: ; secret-scope: environment/{sandbox} => \`secret-scope\` contains {sandbox}, but
    secret-scope: environment/{sandbox}; sandbox-name: UAT\\nDev; current-token: VAULT_TOKEN=veeva-vault-X => \`current-token\` can’t tell the sandboxes apart`)
)('is one problem: %s', (_line, given, says) => {
  expect(onlyProblem(problemsOf({ ...SECRET, ...given }))).toContain(says)
})

test.each(['http://api.github.com', 'nonsense'])(
  'a secret is sent to no API without TLS: %s',
  url => {
    const problems = problemsOf(SECRET, { GITHUB_API_URL: url })
    expect(onlyProblem(problems)).toMatch(/^`GITHUB_API_URL` of the runner is not an https address/)
  }
)

const SEVERAL: Given = { 'sandbox-name': 'UAT\nDev One', 'secret-name': 'VAULT_{sandbox}' }

test.each(
  cases(`
    current-token: =>
    current-token: Bearer veeva-vault-HE=LD => VAULT_TOKEN veeva-vault-HE=LD
    target: vault; sandbox-name: ; current-token: veeva-vault-X => VAULT_TOKEN veeva-vault-X
    current-token: VAULT_TOKEN=veeva-vault-X => VAULT_TOKEN veeva-vault-X
    sandbox-name: *; secret-name: {sandbox}; current-token: UAT=veeva-vault-U => UAT veeva-vault-U
    several: ; current-token:  vault_uat= Bearer veeva-vault-U==\r\\n\\nVAULT_DEV_ONE= => VAULT_UAT veeva-vault-U==, VAULT_DEV_ONE undefined
    several: ; current-token: VAULT_UAT=\\nVAULT_UAT=veeva-vault-U => VAULT_UAT veeva-vault-U
    several: ; current-token: OTHER=hunter2\\nVAULT_UAT=veeva-vault-U => OTHER undefined, VAULT_UAT veeva-vault-U`)
)('reads %s', (_line, { several, ...given }, tokens) => {
  const { currentTokens } = secretOf(several === undefined ? given : { ...SEVERAL, ...given })
  const found = [...currentTokens].map(([name, value]) => `${name} ${value?.reveal()}`)
  expect(found.join(', ')).toBe(tokens)
})

const LINES =
  'must be the value of one secret, or for several sandboxes one line per secret: `NAME=$'

test.each(
  cases(`
    several: ; current-token: veeva-vault-U => ${LINES}
    several: ; current-token: {\\n"VAULT_UAT": "veeva-vault-U"\\n} => ${LINES}
    current-token: veeva-vault-U\\nveeva-vault-V => ${LINES}
    sandbox-name: *; secret-name: {sandbox}; current-token: c2VjcmV0cGFzcw== => ${LINES}
    current-token: VAULT_TOKEN => is not an API access token, which begins with veeva-vault-: write
    current-token: veeva-vault-HE LD => not the name of the secret, and leave the value empty on the first run.
    several: ; current-token: VAULT_UAT=veeva-vault-U\\nvault_uat=veeva-vault-V => \`current-token\` (line 2) is a second value for VAULT_UAT: remove one of them
    several: ; current-token: VAULT_UAT=\\nVAULT_DEV_ONE=hunter2 => \`current-token\` (line 2) is not an API access token`)
)('is one problem, which does not repeat the value: %s', (_line, { several, ...given }, says) => {
  const inputs =
    several === undefined ? { ...SECRET, ...given } : { ...SECRET, ...SEVERAL, ...given }
  const problem = onlyProblem(problemsOf(inputs))
  expect(problem).toContain(says)
  expect(problem.toLowerCase()).not.toMatch(/hunter2|c2vjcm|vault-[uv]/)
})
