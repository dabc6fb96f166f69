import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../src/errors.ts'
import { outputsOf, type Result, summaryOf } from '../../src/report.ts'
import type { Subject } from '../../src/token/subject.ts'
import type { Token } from '../../src/token/task.ts'
import { host, secret } from '../helpers/values.ts'
import { noon } from '../helpers/world.ts'

const vault = 'acme.veevavault.com'
const subject = (given: Partial<Subject> = {}): Subject => ({
  called: 'Dev One',
  sandboxName: 'Dev One',
  host: host('acme-dev.veevavault.com'),
  vaultId: '3003',
  ...given
})
const ofTheVault: Subject = { called: vault, sandboxName: '', host: host(vault), vaultId: '' }
const token = (given: Partial<Token> = {}): Token => ({
  id: 'V8T1',
  name: 'ci #4711.2-0a0b0c0d-69218a40beef',
  value: secret('veeva-vault-VALUE'),
  expiry: new Date('2026-11-23T12:00:00Z'),
  executionId: 'exec-1',
  ...given
})
const generated = (given: Partial<Extract<Result, { is: 'generated' }>> = {}): Result => ({
  is: 'generated',
  subject: subject(),
  token: token(),
  handedOn: { as: 'output', revokeAfterJob: true },
  waitedMs: 0,
  ...given
})
const failed = (message = 'Generating failed.', executionId = 'exec-2'): Result => ({
  is: 'failed',
  subject: subject({ called: 'Dev Two', sandboxName: 'Dev Two', host: undefined, vaultId: '' }),
  error: new ActionError('vault-refused', message, 'Do something.', executionId)
})
const planned: Result = {
  is: 'planned',
  subject: subject(),
  expiry: new Date('2026-11-23T12:00:00Z'),
  where: 'handed on as output'
}

const handedOn = (given: object = {}) =>
  ({
    as: 'secret',
    secret: {
      github: {
        host: 'api.github.com',
        url: 'https://api.github.com/',
        call: () => Promise.reject(new Error('nothing is sent'))
      },
      place: { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' },
      name: 'VAULT_TOKEN',
      key: { id: '1', key: '' },
      visibility: undefined,
      seal: () => ''
    },
    status: 'updated',
    revoked: [],
    ...given
  }) as const
const kept: Result = { is: 'kept', subject: subject(), waitedMs: 0, token: token({ executionId: '' }) }

describe('the outputs', () => {
  test('of a stored token tell of the secret, and what was deleted', () => {
    const outputs = outputsOf([generated({ handedOn: handedOn({ revoked: ['V8T0', 'V8T9'] }) })])
    expect(outputs).toMatchObject({ token: 'veeva-vault-VALUE', generated: 'true' })
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([
      { secret_name: 'VAULT_TOKEN', secret_status: 'updated', revoked_token_ids: ['V8T0', 'V8T9'], generated: true }
    ])
  })

  test('of a kept token are the same, but that none was generated or stored', () => {
    const outputs = outputsOf([kept])
    expect(outputs).toMatchObject({ token: 'veeva-vault-VALUE', 'token-id': 'V8T1', generated: 'false' })
    expect(JSON.parse(outputs.tokens ?? '')).toEqual({ 'Dev One': 'veeva-vault-VALUE' })
    const [result] = JSON.parse(outputs.results ?? '')
    expect(result).toMatchObject({ generated: false, token_id: 'V8T1' })
    for (const name of ['secret_name', 'secret_status', 'revoked_token_ids', 'execution_id'])
      expect(result).not.toHaveProperty(name)
  })

  test('of a generated token are its value and everything about it', () => {
    const outputs = outputsOf([generated()])
    expect(outputs).toEqual({
      token: 'veeva-vault-VALUE',
      'token-id': 'V8T1',
      'token-name': 'ci #4711.2-0a0b0c0d-69218a40beef',
      'expires-at': '2026-11-23T12:00:00Z',
      'sandbox-name': 'Dev One',
      'sandbox-dns': 'acme-dev.veevavault.com',
      'sandbox-vault-id': '3003',
      generated: 'true',
      tokens: '{"Dev One":"veeva-vault-VALUE"}',
      results: expect.any(String)
    })
    expect(JSON.parse(outputs.results ?? '')).toEqual([
      {
        sandbox_name: 'Dev One',
        sandbox_dns: 'acme-dev.veevavault.com',
        sandbox_vault_id: '3003',
        generated: true,
        token_id: 'V8T1',
        token_name: 'ci #4711.2-0a0b0c0d-69218a40beef',
        expires_at: '2026-11-23T12:00:00Z',
        execution_id: 'exec-1'
      }
    ])
  })

  test('of a token of the Vault itself name no sandbox', () => {
    const outputs = outputsOf([generated({ subject: ofTheVault })])
    expect(outputs).toMatchObject({
      token: 'veeva-vault-VALUE',
      'sandbox-name': '',
      'sandbox-dns': '',
      'sandbox-vault-id': '',
      tokens: '{"acme.veevavault.com":"veeva-vault-VALUE"}'
    })
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([{ sandbox_name: '', sandbox_dns: '', sandbox_vault_id: '' }])
  })

  test('of a sandbox of unknown place leave the place empty', () => {
    const outputs = outputsOf([generated({ subject: subject({ host: undefined, vaultId: '' }) })])
    expect(outputs).toMatchObject({ 'sandbox-name': 'Dev One', 'sandbox-dns': '', 'sandbox-vault-id': '' })
  })

  test('of a token that never expires have an empty expires-at', () => {
    const outputs = outputsOf([generated({ token: token({ expiry: undefined, executionId: '' }) })])
    expect(outputs['expires-at']).toBe('')
    const [result] = JSON.parse(outputs.results ?? '')
    expect(result).toMatchObject({ expires_at: '' })
    expect(result).not.toHaveProperty('execution_id')
  })

  test('of a failure are its error, and no token', () => {
    const outputs = outputsOf([failed()])
    expect(outputs).toEqual({
      'sandbox-name': 'Dev Two',
      'sandbox-dns': '',
      'sandbox-vault-id': '',
      generated: 'false',
      tokens: '{}',
      results: expect.any(String)
    })
    expect(JSON.parse(outputs.results ?? '')).toEqual([
      {
        sandbox_name: 'Dev Two',
        sandbox_dns: '',
        sandbox_vault_id: '',
        generated: false,
        execution_id: 'exec-2',
        error: { code: 'vault-refused', message: 'Generating failed.' }
      }
    ])
  })

  test('of a dry run say that nothing was generated', () => {
    const outputs = outputsOf([planned])
    expect(outputs).toMatchObject({ generated: 'false', tokens: '{}', 'sandbox-dns': 'acme-dev.veevavault.com' })
    expect(outputs).not.toHaveProperty('token')
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([{ sandbox_name: 'Dev One', generated: false }])
  })

  test('of nothing at all are still there', () => {
    expect(outputsOf([])).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
  })

  test('of several keep the order of the names, and leave out what only one could have', () => {
    const outputs = outputsOf([failed(), generated()])
    expect(Object.keys(outputs)).toEqual(['generated', 'tokens', 'results'])
    expect(outputs).toMatchObject({ generated: 'true', tokens: '{"Dev One":"veeva-vault-VALUE"}' })
    expect(JSON.parse(outputs.results ?? '').map((result: { sandbox_name: string }) => result.sandbox_name)).toEqual([
      'Dev Two',
      'Dev One'
    ])
  })

  test('hold the value under token and tokens alone', () => {
    const { token: _token, tokens: _tokens, ...others } = outputsOf([generated()])
    expect(JSON.stringify(others)).not.toContain('VALUE')
  })

  test('take any name of a sandbox for a key', () => {
    const named = subject({ called: '__proto__', sandboxName: '__proto__' })
    expect(outputsOf([generated({ subject: named })]).tokens).toBe('{"__proto__":"veeva-vault-VALUE"}')
  })
})

describe('the summary', () => {
  test.each([
    [[], 0, 'generated, updated the secret VAULT&#95;TOKEN of the environment "prod/eu" of the repository acme/pipelines'],
    [['V8T0'], 4_999, '; deleted 1 older token'],
    [['V8T0', 'V8T9'], 5_000, '; deleted 2 older tokens<br>waited 5 s'],
    [[], 754_000, '<br>waited 12 min']
  ])('of a stored token, with %j deleted and %i ms waited', (revoked, waitedMs, text) => {
    expect(summaryOf([generated({ handedOn: handedOn({ revoked }), waitedMs })], vault, noon)).toContain(`${text} |`)
  })

  test('of a kept token', () => {
    expect(summaryOf([kept], vault, noon)).toContain('| kept: the current token still serves |')
  })

  test('of a generated token', () => {
    expect(summaryOf([generated({ token: token({ name: 'ci run' }) })], vault, noon)).toBe(
      [
        '### Vault access token from acme.veevavault.com',
        '',
        '| Vault | What happened | Token | Expires |',
        '|---|---|---|---|',
        '| Dev One<br>acme-dev.veevavault.com | generated, handed on as output; deleted when the job ends | ci run<br>id V8T1 | in 24 hours<br>2026-11-23T12:00:00Z |',
        ''
      ].join('\n')
    )
  })

  test('of a token of the Vault itself, that never expires and is not deleted', () => {
    const summary = summaryOf(
      [
        generated({ subject: ofTheVault, token: token({ expiry: undefined }), handedOn: { as: 'output', revokeAfterJob: false } })
      ],
      vault,
      noon
    )
    expect(summary).toContain('| acme.veevavault.com | generated, handed on as output; not deleted when the job ends |')
    expect(summary).toContain('| never |')
  })

  test('of a dry run', () => {
    expect(summaryOf([planned], vault, noon)).toContain(
      '| dry run: a token would be generated and handed on as output |  | in 24'
    )
  })

  test('tells of failures first', () => {
    const summary = summaryOf([generated(), failed()], vault, noon)
    expect(summary).toContain('### Vault access tokens from')
    expect(summary.indexOf('| Dev Two | **failed** (vault-refused): Generating failed. Do something. |')).toBeGreaterThan(0)
    expect(summary.indexOf('Dev Two')).toBeLessThan(summary.indexOf('Dev One'))
  })

  test('never holds a value', () => {
    expect(summaryOf([generated()], vault, noon)).not.toContain('VALUE')
  })

  test('gives no meaning to text from outside', () => {
    const summary = summaryOf(
      [
        failed('Vault said | <img src=x>\n| **all is well** | [here](https://evil.example.com)'),
        generated({
          subject: subject({ called: 'a|b' }),
          token: token({ name: '<b>', id: '@octocat' })
        })
      ],
      vault,
      noon
    )
    const rows = summary.split('\n').slice(4, -1)
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row.split('|')).toHaveLength(6)
    expect(summary).not.toMatch(/<img|<b>|https:\/\/|\]\(|\*\*all|@octocat/)
  })
})
