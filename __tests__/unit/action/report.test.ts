import { describe, expect, test } from '@jest/globals'
import { describeExpiry, describeResult, errorsOf, outputsOf } from '../../../src/action/report.ts'
import { summaryOf } from '../../../src/action/summary.ts'
import { createCredentialStore } from '../../../src/core/credential.ts'
import { ActionError } from '../../../src/core/errors.ts'
import type { WritableSecret } from '../../../src/github/writable-secret.ts'
import type { Delivered, Token, TokenOrigin, TokenResult } from '../../../src/token/token.ts'
import { parseVaultHost, type VaultHost } from '../../../src/vault/host.ts'

const { maskSecret } = createCredentialStore(() => {})
const now = new Date('2026-11-22T12:00:00Z')
const vault = 'acme.veevavault.com'

function originAt(host: string, given: Partial<TokenOrigin> = {}): TokenOrigin {
  const site = {
    host: parseVaultHost(host) as VaultHost,
    apiVersion: '',
    clientId: '',
    referenceId: ''
  }
  return { displayName: 'UAT', sandboxName: 'UAT', vaultId: '3003', site, ...given }
}
const uat = originAt('acme-uat.veevavault.com')
const itself = originAt(vault, { displayName: vault, sandboxName: '', vaultId: '1001' })

const token: Token = {
  origin: uat,
  name: 'ci #4711.2-0a0b0c0d-69218a40beefbeef',
  id: 'V8T1',
  value: maskSecret('veeva-vault-VALUE'),
  expiry: new Date('2026-11-23T12:00:00Z'),
  executionId: 'exec-1'
}
const secret = {
  name: 'VAULT_TOKEN',
  displayName: 'the secret VAULT_TOKEN of the repository acme/pipelines'
} as WritableSecret
const asOutput: Delivered = { to: 'output', revokeAfterJob: true }
const asSecret = (revokedIds: string[]): Delivered => ({
  to: 'secret',
  secret,
  status: 'updated',
  revokedIds
})

function generated(given: Partial<Token> = {}, delivered = asOutput, waitedMs = 0): TokenResult {
  return { is: 'generated', token: { ...token, ...given }, delivered, waitedMs }
}
const kept: TokenResult = { is: 'kept', token: { ...token, executionId: '' }, secret }
const planned: TokenResult = {
  is: 'planned',
  origin: uat,
  plan: { is: 'generate', delivery: { to: 'output', revokeAfterJob: true } },
  expiry: token.expiry
}
function failed(message = 'Could not generate.', executionId = ''): TokenResult {
  const error = new ActionError('vault-refused', message, 'Do something.', { executionId })
  return {
    is: 'failed',
    origin: { ...uat, displayName: 'Dev', sandboxName: 'Dev', site: undefined, vaultId: '' },
    error
  }
}
const resultsIn = (outputs: Record<string, string>) => JSON.parse(outputs.results ?? '')

describe('the outputs', () => {
  test('of a generated token are its value and everything about it', () => {
    const outputs = outputsOf([generated()], true)
    expect(outputs).toEqual({
      token: 'veeva-vault-VALUE',
      'token-id': 'V8T1',
      'token-name': token.name,
      'expires-at': '2026-11-23T12:00:00Z',
      'sandbox-name': 'UAT',
      'sandbox-dns': 'acme-uat.veevavault.com',
      'sandbox-vault-id': '3003',
      generated: 'true',
      tokens: '{"UAT":"veeva-vault-VALUE"}',
      results: expect.not.stringContaining('VALUE')
    })
    expect(resultsIn(outputs)).toEqual([
      {
        sandbox_name: 'UAT',
        sandbox_dns: 'acme-uat.veevavault.com',
        sandbox_vault_id: '3003',
        generated: true,
        token_id: 'V8T1',
        token_name: token.name,
        expires_at: '2026-11-23T12:00:00Z',
        execution_id: 'exec-1'
      }
    ])
  })

  test('of a stored token also tell the secret and the ids of the deleted tokens', () => {
    const outputs = outputsOf([generated({}, asSecret(['V8T0']))], true)
    expect(resultsIn(outputs)).toMatchObject([
      { secret_name: 'VAULT_TOKEN', secret_status: 'updated', revoked_token_ids: ['V8T0'] }
    ])
  })

  test('of a kept token say that nothing was generated', () => {
    const outputs = outputsOf([kept], true)
    expect(outputs).toMatchObject({
      token: 'veeva-vault-VALUE',
      'token-id': 'V8T1',
      generated: 'false'
    })
    expect(Object.keys(resultsIn(outputs)[0])).not.toContain('secret_name')
  })

  test('of a token of the Vault itself name no sandbox, and never has an empty expires-at', () => {
    const outputs = outputsOf([generated({ origin: itself, expiry: undefined })], true)
    expect(outputs).toMatchObject({
      'sandbox-name': '',
      'sandbox-dns': '',
      'sandbox-vault-id': '',
      'expires-at': ''
    })
    expect(JSON.parse(outputs.tokens ?? '')).toEqual({ [vault]: 'veeva-vault-VALUE' })
  })

  test('of a failure hold no token, and the error without its hint', () => {
    const outputs = outputsOf([failed('Could not generate.', 'exec-2')], true)
    expect(outputs).toMatchObject({
      token: '',
      'token-id': '',
      'sandbox-name': 'Dev',
      tokens: '{}',
      generated: 'false'
    })
    expect(resultsIn(outputs)).toEqual([
      {
        sandbox_name: 'Dev',
        sandbox_dns: '',
        sandbox_vault_id: '',
        generated: false,
        execution_id: 'exec-2',
        error: { code: 'vault-refused', message: 'Could not generate.' }
      }
    ])
  })

  test('of a dry run say that nothing was generated', () => {
    expect(outputsOf([planned], true)).toMatchObject({
      token: '',
      'expires-at': '',
      generated: 'false',
      tokens: '{}'
    })
  })

  test('of a list keep the order of the names, and leave out what only one plain name has', () => {
    const outputs = outputsOf([failed(), generated()], false)
    expect(Object.keys(outputs).sort()).toEqual(['generated', 'results', 'tokens'])
    expect(resultsIn(outputs).map((each: { sandbox_name: string }) => each.sandbox_name)).toEqual([
      'Dev',
      'UAT'
    ])
    expect(outputsOf([], false)).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
  })

  test('take any name of a sandbox as a key', () => {
    const named = { ...uat, displayName: '__proto__' }
    expect(outputsOf([generated({ origin: named })], true).tokens).toBe(
      '{"__proto__":"veeva-vault-VALUE"}'
    )
  })
})

describe('a line of the log', () => {
  test.each<[string, TokenResult]>([
    [
      'generated, delivered as an output; deleted when the job ends; it expires 2026-11-23T12:00:00Z',
      generated()
    ],
    [
      'generated, delivered as an output; not deleted when the job ends; it never expires',
      generated({ expiry: undefined }, { to: 'output', revokeAfterJob: false })
    ],
    [
      'generated, updated the secret VAULT_TOKEN of the repository acme/pipelines; deleted 2 older tokens; it expires 2026-11-23T12:00:00Z',
      generated({}, asSecret(['V8T0', 'V8T9']))
    ],
    ['kept, because the current token is still valid; it expires 2026-11-23T12:00:00Z', kept],
    [
      'a token would be generated and delivered as an output; it would expire 2026-11-23T12:00:00Z',
      planned
    ],
    [
      'the current token would be renewed (it expires soon) and delivered as an output; it would expire 2026-11-23T12:00:00Z',
      { ...planned, plan: { is: 'renew', why: 'it expires soon', delivery: asOutput } }
    ],
    [
      'the current token "ci" (id V8T1) would be kept; it expires 2026-11-23T12:00:00Z',
      { ...planned, plan: { is: 'keep', id: 'V8T1', name: 'ci' } }
    ],
    ['failed (vault-refused)', failed()]
  ])('says: %s', (text, result) => {
    expect(`${describeResult(result)}${describeExpiry(result)}`).toBe(text)
  })
})

describe('the error annotations', () => {
  const failure = (name: string, message: string, hint = 'Run again.') => ({
    name,
    error: new ActionError('network', message, hint, { reason: 'ECONNRESET' })
  })
  const different = (count: number) =>
    Array.from({ length: count }, (_, index) => failure(`Box ${index}`, 'Lost.', `Check ${index}.`))
  const textsOf = (...given: Parameters<typeof errorsOf>) =>
    errorsOf(...given).map(({ text }) => text)

  test('are none if nothing failed', () => {
    expect(errorsOf([], 3)).toEqual([])
  })

  test('of a single token are its error', () => {
    expect(errorsOf([failure('UAT', 'Lost.')], 1)).toEqual([
      { title: 'network', text: 'Lost. Run again.' }
    ])
  })

  test('of one cause in one text are one error, without names if all failed', () => {
    const all = [failure('UAT', 'Lost.'), failure('Dev', 'Lost.')]
    expect(textsOf(all, 2)).toEqual(['Lost. Run again.'])
  })

  test('of one cause in several texts are one error that names the sandboxes once', () => {
    const all = [failure('UAT', 'Lost of UAT.'), failure('Dev', 'Lost of Dev.')]
    expect(textsOf(all, 2)).toEqual(['UAT and Dev: Lost of UAT. Run again.'])
  })

  test('of one cause count the failures if others succeeded', () => {
    expect(textsOf([failure('UAT', 'Lost.'), failure('Dev', 'Lost.')], 3)).toEqual([
      'UAT and Dev: Lost. Run again.',
      '2 of 3 tokens failed; the others succeeded. Fix the errors above and run again.'
    ])
  })

  test('of different causes are one each, and one that counts', () => {
    expect(errorsOf(different(2), 2)).toEqual([
      { title: 'network', text: 'Box 0: Lost. Check 0.' },
      { title: 'network', text: 'Box 1: Lost. Check 1.' },
      { title: 'partial', text: '2 of 2 tokens failed. Fix the errors above and run again.' }
    ])
  })

  test('name at most ten sandboxes of one cause', () => {
    const many = Array.from({ length: 40 }, (_, index) => failure(`Box ${index}`, 'Lost.'))
    expect(textsOf(many, 41)[0]).toMatch(
      /^Box 0, Box 1, .*, Box 9 and 30 more: Lost\. Run again\.$/
    )
  })

  test.each([
    [8, 9],
    [9, 10],
    [10, 10],
    [40, 10]
  ])('of %i causes are %i, the last of which counts the rest', (causes, annotations) => {
    const texts = textsOf(different(causes), causes + 1)
    expect(texts).toHaveLength(annotations)
    const rest = causes - 9
    const noun = rest === 1 ? 'error' : 'errors'
    if (rest > 0)
      expect(texts.at(-1)).toMatch(new RegExp(` ${rest} more ${noun} in the job summary\\.$`))
  })
})

describe('the job summary', () => {
  const rowsOf = (summary: string) => summary.split('\n').filter(line => line.startsWith('| '))

  test('of a generated token shows the id before the name', () => {
    expect(summaryOf([generated({ name: 'ci run' })], vault, now)).toBe(
      [
        '### Vault access token from acme.veevavault.com',
        '',
        '| Vault | What happened | Token | Expires |',
        '|---|---|---|---|',
        '| UAT<br>acme-uat.veevavault.com | generated, delivered as an output; deleted when the job ends | id V8T1<br>ci run | in 24 hours<br>2026-11-23<br>12:00:00&nbsp;UTC |',
        ''
      ].join('\n')
    )
  })

  test('shows the failed rows first, counts them, and keeps the order of the others', () => {
    const summary = summaryOf([kept, failed('One.'), planned, failed('Two.')], vault, now)
    expect(summary).toContain('### Vault access tokens from')
    expect(summary).toContain('**2 of 4 failed.**')
    const [, ...rows] = rowsOf(summary)
    const starts = [
      '**failed** (vault-refused): One.',
      '**failed** (vault-refused): Two.',
      'kept',
      'dry run: a token'
    ]
    for (const [index, start] of starts.entries()) expect(rows[index]).toContain(` | ${start}`)
  })

  test.each([
    [4_999, ''],
    [5_000, '<br>waited 5 s'],
    [754_000, '<br>waited 12 min']
  ])('after a wait of %i ms says "%s"', (waitedMs, text) => {
    const summary = summaryOf([generated({}, asSecret([]), waitedMs)], vault, now)
    expect(summary).toContain(` of the repository acme/pipelines${text} |`)
  })

  test('shows the Vault itself once, and a token that never expires', () => {
    const summary = summaryOf([generated({ origin: itself, expiry: undefined })], vault, now)
    expect(rowsOf(summary)[1]).toMatch(/^\| acme\.veevavault\.com \| .* \| never \|$/)
  })

  test('gives no meaning to text from outside', () => {
    const evil = failed('Vault said | <img src=x>\n| **well** | [here](https://evil.example.com)')
    const named = generated({ origin: { ...uat, displayName: 'a|b' }, name: '<b>', id: '@octocat' })
    const summary = summaryOf([evil, named], vault, now)
    for (const row of rowsOf(summary)) expect(row.split('|')).toHaveLength(6)
    expect(summary).not.toMatch(/<img|<b>|https:\/\/|\]\(|\*\*well|@octocat/)
  })

  test('stays below the 1 MiB that GitHub shows, and says how many rows are left out', () => {
    const long = 'ü'.repeat(300)
    const many = Array.from({ length: 5_000 }, (_, index) =>
      generated({ origin: { ...uat, displayName: `${long} ${index}` } })
    )
    const summary = summaryOf([...many, failed()], vault, now)
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(900 * 1024)
    const shown = rowsOf(summary).length - 1
    expect(summary).toMatch(
      new RegExp(`\\n\\n${5_001 - shown} more in the outputs of the step\\.\\n$`)
    )
    expect(summary).toContain('| Dev |')
  })
})
