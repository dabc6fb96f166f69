import { expect, test } from '@jest/globals'
import { createAuthority } from '../../../simulator/authority.ts'
import { INPUT_NAMES, INPUTS } from '../../../src/inputs/definitions.ts'
import { isSingle } from '../../../src/inputs/settings.ts'
import { testWorld } from '../world.ts'
import { BASES, cases, onlyProblem, problemsOf, READERS, settingsOf } from './cases.ts'

const LONG = (length: number) => 'x'.repeat(length)

/** `BASE input => accepted values => refused values => what it must be` */
const FORMS = `MAIN vault-dns => ACME.veevavault.com => https://acme.veevavault.com, acme.veevavault.com:443, me@acme.veevavault.com, acme.example.com => the host name of a Vault, like \`myvault.veevavault.com\`, without https://, path, port or user, ending in .veevavault.com, .veevavault.cn, .vaultdev.com or .vaultpvm.com
  MAIN sandbox-dns => a.veevavault.com => evil.example.com => the host name of a Vault, like \`myvault.veevavault.com\`, without https://, path, port or user, ending in .veevavault.com, .veevavault.cn, .vaultdev.com or .vaultpvm.com
  MAIN target => sandbox => sandboxes, a vault => \`sandbox\` or \`vault\`
  MAIN sandbox-name => ..., !x\\n*, - UAT, UAT\\nuat => ., .., *\\n! => the name of the sandbox as on the My Vaults page (for a token of the Vault itself set \`target: vault\`)
  MAIN vault-job-id => ${'9'.repeat(18)} => ${'9'.repeat(19)}, ../902, 902/ => the id of a job, digits only: the \`job_id\` of the response to creating or refreshing
  MAIN wait-timeout => 0, 2h => 15, 00 => a duration like \`15m\`, \`2h\` or \`1d\`, or \`0\` to check once
  MAIN api-version => v26.2, v26.9, v27.0, v30.1 => v26.1, v25.3, v26.2/.., xv26.2 => a version like \`v26.2\`, which is the oldest that has access tokens
  MAIN vault-client-id => a.B-9_, ${LONG(100)} => ci/1, /ci, ${LONG(101)} => letters, digits, dots, hyphens and underscores, at most 100
  MAIN dry-run => TRUE, False => yes, truer => \`true\` or \`false\`
  MAIN verify => true => 0 => \`true\` or \`false\`
  MAIN revoke-after-job => true => no => \`true\` or \`false\`
  MAIN ca-certificate =>  => acme.crt => the certificates themselves in PEM format (not a path, no private key), each complete with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----
  MAIN expires => 90m, 2026-11-22T12:00:01Z, never => 1 day, soon => a duration like \`90m\`, \`12h\` or \`30d\`, an instant like \`2026-12-31T12:00:00Z\`, or \`never\`
  MAIN token-name => a b => a\u001bb => without line breaks or other control characters
  USER username => abc => ci\u200d@acme.com, ab => a user name without line breaks or invisible characters (type it instead of pasting it)
  USER password => Ün\t🔑 => ab, pass\u200bword, pass\\nword => a password of 3 or more characters, without line breaks or invisible characters (type it instead of pasting it)
  NONE access-token => veeva-vault-A => ABC123, my veeva-vault-A, veeva-vault-, veeva-vault-A\\nB => an API access token, which begins with veeva-vault-; a session id belongs in \`session-id\`
  NONE session-id => ABC => ab, ABC\\nX: y, x yz, ghs_0123456789, github_pat_0, Bearer veeva-vault-A => a session id of Vault, without spaces or other text; a token belongs in \`access-token\`
  OAUTH oauth-profile-id => ${LONG(100)} => ${LONG(101)}, ../x, x/ => the id of an OAuth 2.0 / OpenID Connect profile: letters, digits, hyphens and underscores, at most 100
  OAUTH oauth-token => abc => ab, xyz w, x yzw, veeva-vault-ABCDEF => an access token of the identity provider, without spaces or other text (or use \`oidc-token-url\` instead)
  OIDC oidc-token-url => https://a.example.com/x?y => http://a.example.com, see https://a.example.com, https://, https://:secret@a.example.com, https://a.example.com/#x => an address like https://login.example.com/TENANT/oauth2/v2.0/token: https, without user and fragment
  SECRET secret-scope => repository, codespaces, dependabot, environment/.eu, environment/{sandbox} => Repository, x/repository, /prod, repository/, repository/acme/x, codespaces/x, environment, environment/, environment/.., environment/a\\nb, environment/x{sandbox}, environment/{sandbox}x, x/environment/a, {sandbox}, organization, organization/acme/x, organization/{sandbox}, my/organization/a => \`repository\`, \`environment/NAME\`, \`environment/{sandbox}\`, \`organization/NAME\`, \`dependabot\` or \`codespaces\` (another repository belongs in \`secret-repository\`)
  SECRET secret-repository => acme/.github, a.b/c-d_ => pipelines, acme/a/b, acme/.., ./x, ../x, x /y => of the form OWNER/NAME
  ORGANIZATION secret-visibility => all, private, acme/.one\\nAcme/two => All, all\\nacme/a, acme/a acme/b, acme/a\\nmy-acme/b, acme/.., acme/a/b => \`all\`, \`private\`, or repositories of the organization as OWNER/NAME, one per line
  SECRET github-token => ghs => ab, ghs_a b, a ghs_b, veeva-vault-ABCDEF => a token of a GitHub App, or a personal one, that may write secrets, without spaces or other text
  SECRET renew-before => 31d => never => a duration like \`90m\`, \`12h\` or \`7d\`
  SECRET keep-previous => 0, 99, all => 100, x1, 1x => a number like \`1\` or \`2\`, or \`all\`
  DELETE token-ids => V1\\n${LONG(32)} => V1/, /V1, ${LONG(33)} => ids as Vault has them, like 0PI000000000101, one per line
  NAMED keep-newest => 0, 99 => 100, -1 => a number like \`1\` or \`2\`
  LIST owner => me, everyone, ${'9'.repeat(18)} => him, ${'9'.repeat(19)}, x1 => \`me\`, \`everyone\`, or the id of a user, digits only
  LIST expires-within => 2d => soon => a duration like \`90m\`, \`12h\` or \`14d\`
  LIST unused-for => 90m => 2w => a duration like \`90m\`, \`12h\` or \`30d\``

const ROWS = FORMS.split('\n').map(line => line.trim().split(/ => ?/))

test.each(ROWS)('The input %s may be %s, not %s', (input, accepted, refused = '', form = '') => {
  const [base, name = ''] = input?.split(' ') ?? []
  const given = (value: string) => {
    return { ...BASES[base as 'MAIN'], [name]: value.replaceAll('\\n', '\n') }
  }
  for (const value of accepted?.split(', ') ?? []) expect(problemsOf(given(value))).toEqual([])
  for (const value of refused.split(', ')) {
    const problem = onlyProblem(given(value))
    const isAsExpected = problem.startsWith(`\`${name}\` `) && problem.endsWith(` must be ${form}.`)
    expect([value, problem, isAsExpected]).toEqual([value, problem, true])
  }
})

test.each(
  cases(`
    MAIN => {"vaultHost": "acme.veevavault.com", "apiVersion": "v26.2", "clientId": "github-actions-vault-sandbox-token", "signIn": {"by": "access-token", "token": "veeva-vault-STORED0TOKEN"}, "caCertificates": [], "verify": true, "dryRun": false, "target": {"is": "sandboxes", "selection": {"is": "named", "names": ["Dev One"]}, "waitTimeoutMs": 900000}, "label": "github-actions acme/pipelines", "expires": {"is": "after", "seconds": 86400}, "isExpiresGiven": false, "delivery": {"to": "output", "revokeAfterJob": true}}
    SECRET => {"expires": {"is": "after", "seconds": 2592000}, "delivery": {"to": "secret", "apiUrl": "https://api.github.com/", "githubToken": "ghs_WRITER", "location": {"scope": "repository", "owner": "acme/pipelines"}, "nameTemplate": "VAULT_TOKEN", "keepPrevious": 1, "currentTokens": {}}}
    MAIN; vault-dns: \ufeff ACME.veevavault.com\r\\n; api-version: v27.1; vault-client-id: ci => {"vaultHost": "acme.veevavault.com", "apiVersion": "v27.1", "clientId": "ci"}
    NONE; access-token: bearer  veeva-vault-A\\n => {"signIn": {"by": "access-token", "token": "veeva-vault-A"}}
    USER; password:  Pa55 word \\n => {"signIn": {"by": "password", "username": "robot@acme.com", "password": " Pa55 word "}}
    NONE; session-id: ABC; sandbox-name: * => {"signIn": {"by": "session-id", "session": "ABC"}, "target": {"selection": {"is": "every", "except": []}}}
    OAUTH; oauth-client-id: ci; wait-timeout: 0 => {"signIn": {"by": "oauth", "profileId": "_Entra", "token": "xyz.OAUTH", "clientId": "ci"}, "target": {"waitTimeoutMs": 0}}
    OIDC => {"signIn": {"by": "oidc", "profileId": "_Entra", "tokenUrl": "https://login.example.com/acme/token", "clientId": "vault-ci", "scope": "", "audience": "api://AzureADTokenExchange"}}
    OIDC; oauth-client-id: a; oidc-scope: s; oidc-audience: x => {"signIn": {"vaultClientId": "a", "clientId": "vault-ci", "scope": "s", "audience": "x"}}
    MAIN; sandbox-name:  UAT \r\\n\\n  Dev  *!\\nUAT\\n => {"target": {"is": "sandboxes", "selection": {"is": "named", "names": ["UAT", "Dev  *!"]}}}
    MAIN; sandbox-name: !UAT\\n*\\n! Dev One => {"target": {"selection": {"is": "every", "except": ["UAT", "Dev One"]}}}
    MAIN; sandbox-name: veeva-vault-sandbox-token\\nveeva-vault-ABCDE\\nroughs_WRITERS\\neyJhbGciOi\\ngithub_pat_01234 => {"target": {"selection": {"names": ["veeva-vault-sandbox-token", "veeva-vault-ABCDE", "roughs_WRITERS", "eyJhbGciOi", "github_pat_01234"]}}}
    MAIN; sandbox-dns: A.veevavault.com; vault-job-id: 902; wait-timeout: 2h => {"target": {"dns": "a.veevavault.com", "jobId": "902", "waitTimeoutMs": 7200000}}
    MAIN; token-name: ${'😀'.repeat(81)}; dry-run: TRUE => {"label": "${'😀'.repeat(80)}", "dryRun": true}
    MAIN; expires: 90m; revoke-after-job: false => {"expires": {"is": "after", "seconds": 5400}, "isExpiresGiven": true, "delivery": {"to": "output", "revokeAfterJob": false}}
    MAIN; verify: False; revoke-after-job: false => {"verify": false, "delivery": {"revokeAfterJob": false}}
    MAIN; verify: false; secret-repository: Acme/Pipelines; token-name: acme/pipelines => {"label": "acme/pipelines", "delivery": {"to": "output", "revokeAfterJob": false}}
    SECRET; secret-scope: environment/prod/eu x => {"delivery": {"location": {"scope": "environment", "owner": "acme/pipelines", "environment": "prod/eu x"}}}
    SEVERAL; secret-scope: environment/{sandbox}; secret-name: X => {"delivery": {"location": {"environment": "{sandbox}"}, "nameTemplate": "X"}}
    SECRET; secret-scope: organization/acme-inc; secret-repository: acme/pipelines => {"delivery": {"location": {"scope": "organization", "owner": "acme-inc"}}}
    ORGANIZATION; GITHUB_REPOSITORY:  => {"label": "github-actions", "delivery": {"location": {"owner": "acme"}}}
    SECRET; GITHUB_REPOSITORY: ; secret-repository: acme/x; keep-previous: 24; renew-before: 31d => {"delivery": {"location": {"owner": "acme/x"}, "keepPrevious": 24, "renewBeforeSeconds": 2678400}}
    SECRET; secret-name: vault_{sandbox}; sandbox-name: *; keep-previous: all => {"delivery": {"nameTemplate": "vault_{sandbox}", "keepPrevious": "all"}}
    ORGANIZATION; secret-visibility: private => {"delivery": {"visibility": "private"}}
    ORGANIZATION; secret-visibility: acme/one\\n\\nAcme/two => {"delivery": {"visibility": ["acme/one", "Acme/two"]}}
    SECRET; current-token: Bearer veeva-vault-CURRENT=TOKEN => {"delivery": {"currentTokens": {"VAULT_TOKEN": "veeva-vault-CURRENT=TOKEN"}}}
    VAULT; current-token: veeva-vault-X => {"target": {"is": "vault"}, "delivery": {"currentTokens": {"VAULT_TOKEN": "veeva-vault-X"}}}
    SECRET; sandbox-name: *; secret-name: {sandbox}; current-token: U=veeva-vault-U => {"delivery": {"currentTokens": {"U": "veeva-vault-U"}}}
    SEVERAL; current-token:  vault_uat= veeva-vault-U==\r\\n\\nVAULT_DEV_ONE=\\nOTHER=hunter2 => {"delivery": {"currentTokens": {"VAULT_UAT": "veeva-vault-U==", "VAULT_DEV_ONE": "none", "OTHER": "none"}}}
    SEVERAL; current-token: VAULT_UAT=veeva-vault-U\\nVAULT_UAT= => {"delivery": {"currentTokens": {"VAULT_UAT": "veeva-vault-U"}}}
    SEVERAL; current-token: VAULT_UAT=Bearer veeva-vault-U => {"delivery": {"currentTokens": {"VAULT_UAT": "veeva-vault-U"}}}
    LIST; token-ids: V1; token-name: ${LONG(81)}; owner: 12; expires-within: 2d; unused-for: 90m => {"selection": {"owner": "12", "label": "${LONG(80)}", "expiresWithin": 172800, "unusedFor": 5400}}
    DELETE; token-ids: V1\\n V2 \\n; dry-run: true => {"target": {"by": "ids", "ids": ["V1", "V2"]}, "dryRun": true}
    NAMED; owner: everyone => {"target": {"by": "name", "selection": {"owner": "everyone", "label": "ci"}, "keepNewest": 0}, "dryRun": false}
    BY_TOKEN; token-name: ci; keep-newest: 1 => {"target": {"keepNewest": 1}}
    BY_TOKEN; token-ids: V1 => {"target": {"by": "ids"}}`)
)('Settings are read from these inputs: %s', (_line, given, settings) => {
  expect(settingsOf(given)).toMatchObject(JSON.parse(settings))
})

test.each(
  cases(`
    MAIN; expires: soon\u001b => \`expires\` ("soon") must be a duration
    MAIN; expires: ghs_A => \`expires\` must be
    MAIN; expires: ${LONG(120)} => \`expires\` must be
    MAIN; expires: 2026-11-22T12:00:00Z => \`expires\` ("2026-11-22T12:00:00Z") is in the past: set a later instant.
    VAULT; target: Vault => \`target\` ("Vault") must be
    MAIN; sandbox-name:  \\n => \`sandbox-name\` is required: the name of the sandbox as on the My Vaults page (for
    MAIN; sandbox-name: *\\nUAT => \`sandbox-name\` ("UAT") must be either names, or \`*\` with \`!NAME\` lines for exceptions.
    MAIN; sandbox-name: UAT\\n!Dev => \`sandbox-name\` ("!Dev") must be either names
    MAIN; sandbox-name: *; sandbox-dns: a.veevavault.com => \`sandbox-dns\` is for one sandbox: name only that one in \`sandbox-name\`.
    SEVERAL; sandbox-dns: a.veevavault.com => \`sandbox-dns\` is for one sandbox
    NONE => Use exactly one way to sign in (given: none): \`access-token\`, \`session-id\`, \`username\` with \`password\`, or \`oauth-profile-id\` with \`oauth-token\` or \`oidc-token-url\`.
    USER; session-id: ABC => Use exactly one way to sign in (given: \`session-id\` and \`username\`)
    USER; password: => \`password\` is required: a password of 3 or more characters
    OAUTH; oauth-token: => \`oauth-token\` is required: an access token of the identity provider
    OIDC; oidc-client-id: => \`oidc-client-id\` is required: the id of the client at the identity provider.
    MAIN; verify: false; revoke-after-job: true => \`revoke-after-job\` has no effect with \`verify: false\`: remove one of them.
    MAIN; verify: no; revoke-after-job: true => \`verify\` ("no") must be
    SECRET; GITHUB_API_URL: http://api.github.com => \`GITHUB_API_URL\` of the runner is not an https address
    SECRET; GITHUB_API_URL: nonsense => \`GITHUB_API_URL\` of the runner
    SECRET; GITHUB_REPOSITORY:  => \`secret-repository\` is required: OWNER/NAME, because the runner sets no
    SECRET; secret-name: vault-uat-token => \`secret-name\` may contain only letters, digits and underscores: use \`VAULT_UAT_TOKEN\`.
    SEVERAL; secret-name: {sandbox}; sandbox-name: UAT\\n2nd UAT => \`secret-name\` must not begin with a digit
    SECRET; secret-name: {sandbox}-x; sandbox-name: * => \`secret-name\` may contain only letters
    SEVERAL; secret-name: X => \`secret-name\` must be different for each sandbox: add {sandbox} to it, and store sandboxes whose names differ only in case or punctuation in separate steps.
    SECRET; sandbox-name: * => \`secret-name\` must be different for each sandbox
    SEVERAL; sandbox-name: Dev One\\nDEV-ONE => \`secret-name\` must be different
    VAULT; secret-name: X_{sandbox} => \`secret-name\` contains {sandbox}, but there is no sandbox with \`target: vault\`: remove it.
    VAULT; secret-scope: environment/{sandbox} => \`secret-scope\` contains {sandbox}, but
    SEVERAL; current-token: VAULT_UAT=veeva-vault-A\\nVAULT_UAT=veeva-vault-B => \`current-token\` must be the value of one secret
    SEVERAL; secret-name: X; secret-scope: environment/{sandbox}; current-token: X=veeva-vault-A => \`current-token\` must be the value of one secret, or for several sandboxes, whose secrets have different names, one line per secret: \`NAME=$
    SEVERAL; current-token: veeva-vault-U => \`current-token\` must be the value
    SECRET; current-token: veeva-vault-U\\nveeva-vault-V => \`current-token\` must be the value
    SECRET; current-token: c2VjcmV0== => \`current-token\` is not an API access token, which begins with veeva-vault-: write \`$
    SECRET; current-token: veeva-vault-HE LD => not the name of the secret, and leave the value empty on the first run.
    SECRET; current-token: my veeva-vault-H => \`current-token\` is not
    SEVERAL; current-token: VAULT_UAT=\\nVAULT_DEV_ONE=hunter2 => \`current-token\` is not an API access token
    DELETE; owner: everyone => \`token-ids\` or \`token-name\` is required, to say which tokens to delete.
    DELETE; token-name: a\u001bb => \`token-name\` ("a b") must be
    BY_TOKEN; token-name: ci => \`keep-newest\` must be 1 or more with \`access-token\`, because`)
)('There is one problem, which says what would be right: %s', (_line, given, says) => {
  const problem = onlyProblem(given)
  expect(problem).toContain(says)
  expect(problem).not.toMatch(/hunter2|c2vjcm|vault-[uv]/i)
})

test.each(
  cases(`
    MAIN; password: x => without \`username\`: add \`username\`, or remove it
    MAIN; oauth-token: x; oauth-client-id: x => without \`oauth-profile-id\`: add
    OAUTH; oidc-client-id: x; oidc-scope: x; oidc-audience: x => without \`oidc-token-url\`: add
    OIDC; oauth-token: x => with \`oidc-token-url\`: remove one of them
    VAULT; sandbox-name: x; sandbox-dns: x; vault-job-id: x; wait-timeout: x => with \`target: vault\`: remove one of them
    SECRET; revoke-after-job: x => with \`secret-name\`: remove one of them
    MAIN; secret-scope: x; secret-repository: x; github-token: x; current-token: x; renew-before: x; keep-previous: x => without \`secret-name\`: add
    UNVERIFIED; current-token: x; renew-before: x; keep-previous: x => with \`verify: false\`: remove
    SECRET; secret-visibility: x => without \`secret-scope: organization/NAME\`: add
    ORGANIZATION; secret-repository: x => with \`secret-scope: organization/NAME\`: remove
    DELETE; token-ids: V1; token-name: x; owner: x; expires-within: x; unused-for: x; keep-newest: x => with \`token-ids\`: remove`)
)('inputs that others exclude, or that lack others, have no effect: %s', (_line, given, why) => {
  const names = Object.keys(given).filter(name => given[name] === 'x')
  expect(problemsOf(given)).toEqual(
    names.map(name => expect.stringContaining(`\`${name}\` has no effect ${why}`))
  )
})

test('all problems are reported at once, the usual causes of an empty input last and once', () => {
  const given = { target: 'x', 'secret-scope': 'x', expires: 'x', 'dry-run': 'x' }
  const problems = problemsOf({ ...given, HTTPS_PROXY: 'socks5://proxy:8080' })
  const names = problems.map(problem => /^`?([\w-]+)/.exec(problem)?.[1]).join(' ')
  expect(names).toBe(
    'vault-dns target sandbox-name expires secret-scope dry-run Use HTTPS_PROXY An'
  )
  expect(problems.at(-1)).toMatch(/misspelt .* environment .* reusable workflow .* fork/)
})

test.each(
  cases(`
    NONE => Usual causes: a misspelt secret
    SECRET; github-token: ; GITHUB_ACTOR: robot => Usual causes
    SECRET; github-token: ; GITHUB_ACTOR: dependabot[bot] => a run of Dependabot gets only Dependabot
    SECRET; expires: soon => \`expires\``)
)('The usual causes of an empty input follow only what may be empty: %s', (_line, given, last) => {
  expect(problemsOf(given).at(-1)).toContain(last)
})

test.each(
  cases(`
    MAIN; expires: 25h => 1
    MAIN; expires: never => 1
    MAIN; expires: 2026-11-23T12:00:01Z => 1
    MAIN; expires: 1d => 0
    MAIN; expires: 30d; revoke-after-job: false => 0
    SECRET; expires: 30d => 0
    SECRET; expires: soon => 0`)
)('a notice says that a long life ends with the job: %s', (_line, given, count) => {
  const world = testWorld({ inputs: given, environment: given })
  const { said } = world
  READERS.main(world)
  expect(said).toHaveLength(Number(count))
  expect(said.every(text => text.startsWith('notice input: `expires` is longer than'))).toBe(true)
})

test('certificates are read from PEM with other text around it', () => {
  const { caPem } = createAuthority()
  const given = { ...BASES.MAIN, 'ca-certificate': `# ours\n${caPem}` }
  expect(settingsOf(given).caCertificates).toEqual([caPem])
})

test('one sandbox and the Vault itself are known as one token before any call', () => {
  const targets = ['Dev', 'A\nB', '*'].map(names => ({ ...BASES.MAIN, 'sandbox-name': names }))
  const isOne = [BASES.VAULT, ...targets].map(given => isSingle(settingsOf(given).target))
  expect(isOne).toEqual([true, true, false, false])
})

test('every row of the table says what the input is, and no field of it is empty', () => {
  for (const name of INPUT_NAMES) {
    expect([name, INPUTS[name].help]).toEqual([name, expect.stringMatching(/\w{3}/)])
    expect([name, Object.values(INPUTS[name]).filter(value => value === '')]).toEqual([name, []])
  }
})
