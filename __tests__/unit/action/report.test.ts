import { describe, expect, test } from '@jest/globals'
import {
  describeResult,
  errorsOf,
  expiryOf,
  outputsOf,
  reportErrors
} from '../../../src/action/report.ts'
import { summaryOf } from '../../../src/action/summary.ts'
import { createCredentialStore } from '../../../src/core/credential.ts'
import { ActionError } from '../../../src/core/errors.ts'
import type { Runner } from '../../../src/core/runner.ts'
import type { WritableSecret } from '../../../src/github/writable-secret.ts'
import type { Delivered, Token, TokenOrigin, TokenResult } from '../../../src/token/token.ts'
import { parseVaultHost, type VaultHost } from '../../../src/vault/host.ts'

const { maskSecret } = createCredentialStore(() => {})
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
const kept: TokenResult = { is: 'kept', token: { ...token, executionId: '' } }
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

  test('of stored and kept tokens tell the secret only where it was written', () => {
    const outputs = outputsOf([generated({}, asSecret(['V8T0'])), kept], false)
    const stored = { secret_name: 'VAULT_TOKEN', secret_status: 'updated' }
    expect(resultsIn(outputs)).toEqual([
      expect.objectContaining({ ...stored, revoked_token_ids: ['V8T0'], generated: true }),
      expect.not.objectContaining({ secret_name: 'VAULT_TOKEN' })
    ])
    expect(outputsOf([kept], true)).toMatchObject({ 'token-id': 'V8T1', generated: 'false' })
    expect(outputsOf([planned], true)).toMatchObject({
      token: '',
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
      'generated, delivered as an output; deleted when the job ends (expires 2026-11-23T12:00:00Z)',
      generated()
    ],
    [
      'generated, delivered as an output; not deleted when the job ends (never expires)',
      generated({ expiry: undefined }, { to: 'output', revokeAfterJob: false })
    ],
    [
      'generated, updated the secret VAULT_TOKEN of the repository acme/pipelines; deleted 2 older tokens (expires 2026-11-23T12:00:00Z)',
      generated({}, asSecret(['V8T0', 'V8T9']))
    ],
    ['kept, because the current token is still valid (expires 2026-11-23T12:00:00Z)', kept],
    [
      'a token would be generated and delivered as an output (expires 2026-11-23T12:00:00Z)',
      planned
    ],
    [
      'the current token would be renewed (it expires soon) and delivered as an output (expires 2026-11-23T12:00:00Z)',
      { ...planned, plan: { is: 'renew', why: 'it expires soon', delivery: asOutput } }
    ],
    [
      'the current token "ci" (id V8T1) would be kept (expires 2026-11-23T12:00:00Z)',
      { ...planned, plan: { is: 'keep', id: 'V8T1', name: 'ci' } }
    ],
    ['failed (vault-refused)', failed()]
  ])('says: %s', (text, result) => {
    expect(`${describeResult(result)}${expiryOf(result)}`).toBe(text)
  })
})

describe('the errors', () => {
  function failure(name: string, message: string, hint = 'Run again.'): TokenResult {
    const error = new ActionError('network', message, hint, { reason: 'ECONNRESET' })
    return { is: 'failed', origin: { ...uat, displayName: name }, error }
  }
  const textsOf = (results: TokenResult[]) => errorsOf(results).map(({ text }) => text)

  test('are none if nothing failed', () => {
    expect(errorsOf([kept, planned])).toEqual([])
  })

  test('of one cause in one text are one error, without names if all failed', () => {
    expect(textsOf([failure('UAT', 'Lost.')])).toEqual(['Lost. Run again.'])
    const both = [failure('UAT', 'Lost.'), failure('Dev', 'Lost.')]
    expect(textsOf(both)).toEqual(['Lost. Run again.'])
  })

  test('of one cause in several texts are one error that names the other sandboxes at the end', () => {
    expect(textsOf([failure('UAT', 'Lost of UAT.'), failure('Dev', 'Lost of Dev.')])).toEqual([
      'UAT: Lost of UAT. Run again. The same for Dev.'
    ])
  })

  test('of one cause count the failures if others succeeded', () => {
    expect(textsOf([failure('UAT', 'Lost.'), kept, failure('Dev', 'Lost.')])).toEqual([
      'UAT: Lost. Run again. The same for Dev.',
      '2 of 3 tokens failed; the others succeeded. Fix the errors above and run again.'
    ])
  })

  test('of different causes are one each, and one that counts', () => {
    const different = [failure('UAT', 'Lost.', 'Check A.'), failure('Dev', 'Lost.', 'Check B.')]
    expect(errorsOf(different)).toMatchObject([
      { code: 'network', text: 'UAT: Lost. Check A.' },
      { code: 'network', text: 'Dev: Lost. Check B.' },
      { code: 'partial', text: '2 of 2 tokens failed. Fix the errors above and run again.' }
    ])
  })

  test('name at most ten other sandboxes of one cause', () => {
    const many = Array.from({ length: 40 }, (_, index) => failure(`Box ${index}`, 'Lost.'))
    expect(textsOf([kept, ...many])[0]).toMatch(
      /^Box 0: Lost\. Run again\. The same for Box 1, .*, Box 10 and 29 more\.$/
    )
  })

  test.each([
    [10, 'Problem 9.', ''],
    [11, 'Problem 11.', 'input: 2 more errors in the log of this step.'],
    [40, 'Problem 40.', 'input: 31 more errors in the log of this step.']
  ])(
    'that are %i are printed as at most ten, with the last one among them',
    (total, last, rest) => {
      const printed: string[] = []
      const logged: string[] = []
      const error = (title: string, text: string) => printed.push(`${title}: ${text}`)
      const runner = { error, info: (text: string) => logged.push(text) } as unknown as Runner
      const numbers = Array.from({ length: total }, (_, index) => index + 1)
      reportErrors(
        numbers.map(number => new ActionError('input', `Problem ${number}.`, '')),
        runner
      )
      expect(printed).toHaveLength(10)
      expect(printed[8]).toBe(`input: ${last}`)
      if (rest !== '') expect(printed[9]).toBe(rest)
      expect(logged).toEqual(
        numbers.slice(8, -1).flatMap(n => (rest ? [`input: Problem ${n}.`] : []))
      )
    }
  )
})

describe('the job summary', () => {
  const rowsOf = (summary: string) => summary.split('\n').filter(line => line.startsWith('| '))

  test('of a generated token shows the id before the name', () => {
    expect(summaryOf([generated({ name: 'ci run' })], vault)).toBe(
      [
        '### Vault access token from acme.veevavault.com',
        '',
        '| Vault | What happened | Token | Expires |',
        '|---|---|---|---|',
        '| UAT on acme-uat.veevavault.com | generated, delivered as an output; deleted when the job ends | id V8T1<br>ci run | 2026-11-23<br>12:00:00&nbsp;UTC |',
        ''
      ].join('\n')
    )
  })

  test('shows the failed rows first, and keeps the order of the others', () => {
    const summary = summaryOf([kept, failed('One.'), planned, failed('Two.')], vault)
    expect(summary).toContain('### Vault access tokens from')
    const [, ...rows] = rowsOf(summary)
    const starts = [
      '**failed** (vault-refused): One.',
      '**failed** (vault-refused): Two.',
      'kept',
      'a token would be'
    ]
    for (const [index, start] of starts.entries()) expect(rows[index]).toContain(` | ${start}`)
  })

  test.each([
    [4_999, ''],
    [754_000, '<br>waited 12 min']
  ])('after a wait of %i ms says "%s"', (waitedMs, text) => {
    const summary = summaryOf([generated({}, asSecret([]), waitedMs)], vault)
    expect(summary).toContain(` of the repository acme/pipelines${text} |`)
  })

  test('shows the Vault itself once, and a token that never expires', () => {
    const summary = summaryOf([generated({ origin: itself, expiry: undefined })], vault)
    expect(rowsOf(summary)[1]).toMatch(/^\| acme\.veevavault\.com \| .* \| never \|$/)
  })

  test('gives no meaning to text from outside', () => {
    const evil = failed('Vault said | <img src=x>\n| **well** | [here](https://evil.example.com)')
    const named = generated({ origin: { ...uat, displayName: 'a|b' }, name: '<b>', id: '@octocat' })
    const summary = summaryOf([evil, named], vault)
    for (const row of rowsOf(summary)) expect(row.split('|')).toHaveLength(6)
    expect(summary).not.toMatch(/<img|<b>|https:\/\/|\]\(|\*\*well|@octocat/)
  })

  test('stays below the 1 MiB that GitHub shows, and says how many rows are left out', () => {
    const long = 'ü'.repeat(300)
    const many = Array.from({ length: 5_000 }, (_, index) =>
      generated({ origin: { ...uat, displayName: `${long} ${index}` } })
    )
    const summary = summaryOf([...many, failed()], vault)
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(900 * 1024)
    const shown = rowsOf(summary).length - 1
    expect(summary).toMatch(
      new RegExp(`\\n\\n${5_001 - shown} more in the outputs of the step\\.\\n$`)
    )
    expect(summary).toContain('| Dev |')
  })
})
