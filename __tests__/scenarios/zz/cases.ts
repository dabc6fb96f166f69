import { mkdtemp, rm, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { byPassword, byAccessToken, toSecret, currentToken } from '../harness/inputs.ts'
import { failure, respond, secretWritten, success, newToken, tokenRecord, tokenList, deleted, sandboxes, sandboxRow, secretUpdated, secretCreated, networkError } from '../harness/replies.ts'
import { addEarlierTokens, storedAt } from '../harness/rotation.ts'
import { runBundle } from '../harness/run-bundle.ts'
const uat = { 'sandbox-name': 'UAT' }
const all = (over: Record<string, any> = {}) => (world: any) => {
  const { vault, uat, github } = world
  for (const h of [vault, uat, github]) h.scope.persist()
  if (over.earlier !== false) addEarlierTokens(world)
  vault.signIn(over.signIn); vault.listSandboxes(over.listSandboxes); vault.generateForSandbox(over.generate); vault.endSession(over.endSession); vault.listVersions(); vault.generate(); vault.readToken(); vault.listTokens(); vault.deleteTokens(); vault.readUser(); vault.readJob(over.readJob ?? respond(200,{}))
  uat.readToken(over.readToken); uat.listTokens(over.listTokens); uat.deleteTokens(over.deleteTokens)
  github.readPublicKey(); github.readSecret(over.readSecret ?? secretWritten(storedAt)); github.writeSecret(over.writeSecret ?? secretUpdated); github.readRepository()
}
const seq = (...rs: any[]) => { let n = 0; return () => rs[Math.min(n++, rs.length - 1)] }
export const cases: Record<string, any> = {
  apiUrlBad: { inputs: { ...byPassword, ...uat, ...toSecret }, env: { GITHUB_API_URL: 'https://' }, replies: all() },
  apiUrlUpper: { inputs: { ...byPassword, ...uat, ...toSecret }, env: { GITHUB_API_URL: 'HTTPS://API.github.com/' }, replies: all() },
  noRepo: { inputs: { ...byPassword, ...uat, ...toSecret }, env: { GITHUB_REPOSITORY: '', GITHUB_REPOSITORY_ID: '' }, replies: all() },
  updated0: { inputs: { ...byPassword, ...uat, ...toSecret }, replies: all({ readSecret: respond(200, { updated_at: '0' }) }) },
  noUserInRecord: { inputs: { ...byPassword, ...uat, ...toSecret, 'keep-previous': '0' }, replies: all({ readToken: tokenRecord({ user__sys: undefined }) }) },
  statusUpper: { inputs: { ...byPassword, ...uat }, replies: all({ earlier: false, listSandboxes: sandboxes({ ...sandboxRow('UAT'), status: 'Active' }) }) },
  dnsUpper: { inputs: { ...byPassword, ...uat }, replies: all({ earlier: false, listSandboxes: sandboxes({ ...sandboxRow('UAT'), dns: 'ACME-UAT.veevavault.com', vault_id: null }) }) },
  proxyQuery: { inputs: { ...byPassword, ...uat }, env: { HTTPS_PROXY: 'http://user:pa?ss@host:8080' } },
  proxyHash: { inputs: { ...byPassword, ...uat }, env: { https_proxy: 'http://user:pa#ssW0rdLong@host:8080' } },
  foreignEnv: { inputs: { ...byPassword, ...uat, ...toSecret, environment: 'prod' } },
  foreignOrg: { inputs: { ...byPassword, ...uat, ...toSecret, organization: 'acme' } },
  foreignEnvs: { inputs: { ...byPassword, ...uat, ...toSecret, environments: 'prod', 'env': 'x', scope: 'organization/acme', name: 'x', secret_scope: 'dependabot' } },
  foreignCamel: { inputs: { ...byPassword, ...uat, secretName: 'VAULT_TOKEN' } },
  emptyUnknown: { inputs: { ...byPassword, ...uat, environment: '  ', 'foo-bar': ' ' }, replies: all({ earlier: false }) },
  unknownOnlyEnv: { inputs: { ...byPassword, ...uat, foo: '1', FOO_BAR: '2' }, replies: all({ earlier: false }) },
  bearerLower: { inputs: { 'vault-dns': 'acme.veevavault.com', 'access-token': 'bearer   veeva-vault-ABCDEF0123', ...uat }, replies: all({ earlier: false }) },
  authHeader: { inputs: { 'vault-dns': 'acme.veevavault.com', 'access-token': 'Authorization: Bearer veeva-vault-ABCDEF0123', ...uat } },
  quoted: { inputs: { 'vault-dns': 'acme.veevavault.com', 'access-token': '"veeva-vault-ABCDEF0123"', ...uat } },
  sessionBearer: { inputs: { 'vault-dns': 'acme.veevavault.com', 'session-id': 'Bearer veeva-vault-ABCDEF0123', ...uat }, replies: all({ earlier: false }) },
  expiresWeek: { inputs: { ...byPassword, ...uat, expires: '2d' }, replies: all({ earlier: false }) },
  expires25h: { inputs: { ...byPassword, ...uat, expires: 'never' }, replies: all({ earlier: false, generate: newToken({ expires: null }) }) },
  credLabel: { inputs: { ...byPassword, ...uat, 'token-name': 'x veeva-vault-ABCDEF0123' } },
  credSecretName: { inputs: { ...byPassword, ...uat, ...toSecret, 'secret-name': 'veeva-vault-ABCDEF0123' } },
  credDns: { inputs: { ...byPassword, ...uat, 'vault-dns': 'https://me:Secret99@acme.veevavault.com' } },
  passInUser: { inputs: { ...byPassword, ...uat, username: 'Password-1' }, replies: all({ earlier: false, signIn: failure('USERNAME_OR_PASSWORD_INCORRECT', 'Bad password Password-1 for Password-1') }) },
  htmlWithToken: { inputs: { ...byAccessToken, ...uat }, replies: all({ listSandboxes: failure('INVALID_DATA', 'Token veeva-vault-STORED0TOKEN and dmVldmEtdmF1bHQtU1RPUkVEMFRPS0VO bad ::error::x ##[error]y') }) },
  waitRA: { inputs: { ...byPassword, ...uat, 'vault-job-id': '4711' }, replies: all({ earlier: false, readJob: seq(respond(503, '', { 'retry-after': '3600' }), success({ data: { status: 'SUCCESS' } })) }) },
  waitNet: { inputs: { ...byPassword, ...uat, 'vault-job-id': '4711', 'wait-timeout': '30m' }, replies: all({ earlier: false, readJob: seq(networkError('ECONNRESET'), networkError('EAI_AGAIN'), respond(200, ''), respond(429, ''), success({ data: null }), success({ data: { status: 'SUCCESS' } })), listSandboxes: seq(respond(502, ''), sandboxes(), sandboxes(sandboxRow('UAT', 'building')), respond(500, ''), sandboxes(sandboxRow('UAT'))) }) },
  lostDeleteHides: { inputs: { ...byPassword, ...uat, ...toSecret, 'keep-previous': '0' }, replies: all({ deleteTokens: seq(respond(502, ''), respond(200, { responseStatus: 'SUCCESS', data: [{ responseStatus: 'FAILURE', errors: [{ type: 'INVALID_DATA', message: 'no' }] }] })), listTokens: seq(tokenList, success({ data: null })) }) },
  publicKeyText: { inputs: { ...byPassword, ...uat, ...toSecret }, replies: (w: any) => { all()(w) } },
  dupStar: { inputs: { ...byPassword, 'sandbox-name': '*', 'revoke-after-job': 'false' }, replies: all({ earlier: false, listSandboxes: sandboxes(sandboxRow('UAT'), { ...sandboxRow('UAT'), vault_id: 7 }) }) },
}
if (process.env.SCENARIO) {
  const { register } = await import('../harness/in-step.ts')
  register('x', [cases[process.env.CASE!]])
} else {
  const only = process.argv[2]?.split(',') ?? Object.keys(cases)
  const { parseFileCommands } = await import('../../../simulator/log.ts')
  for (const name of only) {
    const step = { ...cases[name], env: { ...cases[name].env, CASE: name } }
    const folder = await mkdtemp(join(tmpdir(), 'zz-'))
    const carried: any = { now: Date.parse('2026-11-25T12:00:00Z'), randomBytesUsed: 0, tokens: [], credentials: {} }
    let out: string, extra: any = {}
    try { const r = await runBundle({ step, task: { scenarioFile: fileURLToPath(import.meta.url), step: 0, phase: 'main' }, carried, folder, state: {} } as any); out = r.stdout + r.stderr; extra = r } catch (e: any) { out = e.message.replace(/^No request was sent.*$/gm, '') }
    const report = JSON.parse(await readFile(join(folder, 'main-0-report'), 'utf8').catch(() => 'null'))
    const outputs = parseFileCommands(await readFile(join(folder, 'main-0-output'), 'utf8'))
    console.log(`\n#### ${name}\n${out.split('\n').filter((l: string) => l.trim() && !/add-mask/.test(l)).join('\n')}\n  outputs token-name=${outputs['token-name']} generated=${outputs.generated}; requests ${report?.requests.map((r: any) => r.method + ' ' + new URL(r.url).pathname.split('/').slice(-1)).join(', ').slice(0, 400)}; deleted ${report?.carried.tokens.filter((t: any) => t.deleted).map((t: any) => t.id)}`)
    await rm(folder, { recursive: true })
  }
}
