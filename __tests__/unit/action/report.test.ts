import { expect, test } from '@jest/globals'
import * as report from '../../../src/action/report.ts'
import { createCredentialStore } from '../../../src/core/credential.ts'
import { ActionError } from '../../../src/core/errors.ts'
import type { WritableSecret } from '../../../src/github/writable-secret.ts'
import type { Token, TokenOrigin, TokenResult } from '../../../src/token/token.ts'
import { parseVaultHost } from '../../../src/vault/host.ts'
import { testWorld } from '../world.ts'

const host = parseVaultHost('acme-uat.veevavault.com')
const site = host && { host, apiVersion: '', clientId: '', referenceId: '' }
const uat: TokenOrigin = { displayName: 'UAT', sandboxName: 'UAT', vaultId: '3003', site }
const itself = { ...uat, displayName: 'acme-uat.veevavault.com', sandboxName: '' }
const value = createCredentialStore(() => {}).maskSecret('VALUE')
const expiry = new Date('2026-11-23T12:00:00Z')
const token: Token = { origin: uat, name: 'ci #1', id: 'V8T1', value, expiry, executionId: 'e-1' }
const displayName = 'the secret X of acme/app'
const secret = { name: 'X', displayName } as WritableSecret

type Generated = Extract<TokenResult, { is: 'generated' }>
function generated(given: Partial<Token> = {}, revokeAfterJob = true): TokenResult {
  const made = { ...token, ...given }
  const delivered = { to: 'output' as const, revokeAfterJob }
  return { is: 'generated', origin: made.origin, token: made, delivered } as Generated
}
function stored(revokedIds: string[]): TokenResult {
  const delivered = { to: 'secret' as const, secret, status: 'updated' as const, revokedIds }
  return { is: 'generated', origin: uat, token, delivered } as Generated
}
const kept: TokenResult = { is: 'kept', origin: uat, token: { ...token, executionId: '' } }
const planned: TokenResult = { is: 'planned', origin: uat, plan: 'a plan' }
function failed(name: string, message: string, hint = 'Do it.', executionId = ''): TokenResult {
  const error = new ActionError('vault-refused', message, hint, { executionId })
  return { is: 'failed', origin: { ...uat, displayName: name, sandboxName: name }, error }
}

test.each([
  ['a generated token', generated(), { token: 'VALUE', 'token-id': 'V8T1', 'token-name': 'ci #1' }],
  ['a dry run', planned, { generated: 'false', token: '', tokens: '{}', 'sandbox-name': 'UAT' }],
  ['a failure', failed('Dev', 'No.'), { token: '', 'expires-at': '', 'sandbox-name': 'Dev' }],
  [
    'a token of the Vault itself that never expires',
    generated({ origin: itself, expiry: undefined }),
    { 'expires-at': '', 'sandbox-name': '', 'sandbox-dns': '', 'sandbox-vault-id': '' }
  ]
])('All ten outputs of one name are set, also for %s', (_what, result, expected) => {
  const { runner, said } = testWorld()
  report.setOutputs([result], true, runner)
  const texts = Object.entries(expected).map(([name, text]) => `output ${name}: ${text}`)
  expect(said).toEqual(expect.arrayContaining(texts))
  expect(said).toHaveLength(10)
})

test('The outputs of a list tell for each name, in order, what applies; values are in `tokens` alone', () => {
  const named = generated({ origin: { ...uat, displayName: '__proto__' } })
  const results = [stored(['V8T0']), kept, named, planned, failed('Dev', 'No.', 'Do it.', 'e-2')]
  const { results: text = '', ...outputs } = report.outputsOf(results, false)
  expect(outputs).toEqual({ generated: 'true', tokens: '{"UAT":"VALUE","__proto__":"VALUE"}' })
  const ofUat = { sandbox_name: 'UAT', sandbox_dns: host, sandbox_vault_id: '3003' }
  const ofToken = { token_id: 'V8T1', token_name: 'ci #1', expires_at: '2026-11-23T12:00:00Z' }
  const wasStored = { secret_name: 'X', secret_status: 'updated', revoked_token_ids: ['V8T0'] }
  const error = { code: 'vault-refused', message: 'No.' }
  expect(JSON.parse(text)).toEqual([
    { ...ofUat, ...ofToken, ...wasStored, generated: true, execution_id: 'e-1' },
    { ...ofUat, ...ofToken, generated: false },
    { ...ofUat, ...ofToken, generated: true, execution_id: 'e-1' },
    { ...ofUat, generated: false },
    { ...ofUat, sandbox_name: 'Dev', generated: false, execution_id: 'e-2', error }
  ])
  expect(report.outputsOf([], true)).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
})

const A = 'Check A.'
const FIX = 'Fix the errors above and run again.'
const boxes = [0, 1, 2].map(index => failed(`Box ${index}`, 'Lost.', A))
test.each<[string, TokenResult[], string[]]>([
  ['no failure', [kept, planned], []],
  ['the same text for all, without names', boxes, ['Lost. Check A.']],
  [
    'one cause in several texts, with the other names at the end',
    [failed('UAT', 'Lost UAT.', A), failed('Dev', 'Lost Dev.', A)],
    ['UAT: Lost UAT. Check A. The same for Dev.']
  ],
  [
    'one cause and a success, which are counted',
    [...boxes, kept],
    ['Box 0: Lost. Check A. The same for Box 1 and Box 2.', `3 of 4 tokens failed. ${FIX}`]
  ],
  [
    'different causes, which are counted',
    [failed('UAT', 'Lost.', A), failed('Dev', 'Lost.', 'Check B.')],
    ['UAT: Lost. Check A.', 'Dev: Lost. Check B.', `2 of 2 tokens failed. ${FIX}`]
  ]
])('There is one error for each cause: %s', (_what, results, texts) => {
  const errors = report.errorsOf(results)
  expect(errors.map(({ text }) => text)).toEqual(texts)
  if (texts.length > 1) expect(errors.at(-1)?.code).toBe('partial')
})

test('Errors fail the step; the ten that GitHub shows are annotations, the others lines of the log', () => {
  const { runner, said } = testWorld()
  const errors = [...'abcdefghijk'].map(each => new ActionError('input', `${each}.`, ''))
  expect(report.reportErrors(errors, runner)).toBe('failed')
  expect(said.slice(8)).toEqual(['error input: i.', 'info: input: j.', 'error input: k.'])
  expect(report.reportErrors([], runner)).toBe('succeeded')
})

/** What is said of the summary, by line. */
function summaryOf(results: TokenResult[], changes: object = {}): string[] {
  const { runner, said } = testWorld()
  report.writeSummary(results, 'acme.veevavault.com', { ...runner, ...changes })
  return said.join().replace('summary: ', '').split('\n')
}

test('The job summary has a row for each token, the failed ones first', () => {
  const where = 'UAT on acme-uat.veevavault.com'
  const rest = 'V8T1 | ci &#35;1 | 2026-11-23T12:00:00Z |'
  const unknown = generated({ origin: { ...uat, site: undefined }, expiry: undefined })
  const results = [generated(), generated({}, false), unknown, stored([]), stored(['1', '2'])]
  expect(summaryOf([...results, kept, planned, failed('Dev', 'No.')])).toEqual([
    ...['### Vault access tokens from acme.veevavault.com', ''],
    '| Vault | What happened | Token id | Token name | Expires |',
    '| --- | --- | --- | --- | --- |',
    '| Dev on acme-uat.veevavault.com | failed (vault-refused): No. Do it. |  |  |  |',
    `| ${where} | generated, delivered as an output; deleted when the job ends | ${rest}`,
    `| ${where} | generated, delivered as an output; not deleted when the job ends | ${rest}`,
    '| UAT | generated, delivered as an output; not deleted when the job ends | V8T1 | ci &#35;1 | never |',
    `| ${where} | generated, updated ${displayName} | ${rest}`,
    `| ${where} | generated, updated ${displayName}; deleted 2 older tokens | ${rest}`,
    `| ${where} | kept, because the current token is still valid | ${rest}`,
    ...[`| ${where} | a plan |  |  |  |`, '']
  ])
  expect(summaryOf([kept])[0]).toBe('### Vault access token from acme.veevavault.com')
})

test.each([
  [500, ['']],
  [502, ['', '2 more in the outputs of the step.', '']]
])('The job summary of %i tokens shows at most 500', (count, end) => {
  expect(summaryOf(Array(count).fill(kept)).slice(504)).toEqual(end)
})

test('A job summary that can’t be written is a warning', () => {
  const text = 'Could not write the job summary; see the outputs of the step.'
  function summary() {
    throw new Error('EACCES')
  }
  expect(summaryOf([kept], { summary })).toEqual([`warning internal: ${text}`])
})
