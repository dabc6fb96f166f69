import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../src/errors.ts'
import { errorsOf, outcomeOf, outputsOf, type Result, summaryOf, tokensOf } from '../../src/report.ts'
import type { Subject } from '../../src/token/subject.ts'
import type { HandedOn, Token } from '../../src/token/task.ts'
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
const ofTheVault: Subject = { called: vault, sandboxName: '', host: host(vault), vaultId: '1001' }
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
  plan: { is: 'generate', where: 'handed on as output' }
}

const handedOn = (given: Partial<Extract<HandedOn, { as: 'secret' }>> = {}): HandedOn => ({
  as: 'secret',
  secret: {
    called: 'the secret VAULT_TOKEN of the environment "prod/eu" of the repository acme/pipelines',
    name: 'VAULT_TOKEN',
    place: { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' },
    apiUrl: 'https://api.github.com/',
    visibility: undefined,
    write: () => Promise.reject(new Error('nothing is sent')),
    lastWritten: () => Promise.reject(new Error('nothing is sent')),
    now: () => undefined
  },
  status: 'updated',
  revoked: [],
  ...given
})
const kept: Result = { is: 'kept', subject: subject(), waitedMs: 0, token: token({ executionId: '' }) }

describe('the outputs', () => {
  test('of a stored token tell of the secret, and what was deleted', () => {
    const outputs = outputsOf([generated({ handedOn: handedOn({ revoked: ['V8T0', 'V8T9'] }) })], true)
    expect(outputs).toMatchObject({ token: 'veeva-vault-VALUE', generated: 'true' })
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([
      { secret_name: 'VAULT_TOKEN', secret_status: 'updated', revoked_token_ids: ['V8T0', 'V8T9'], generated: true }
    ])
  })

  test('of a kept token are the same, but that none was generated or stored', () => {
    const outputs = outputsOf([kept], true)
    expect(outputs).toMatchObject({ token: 'veeva-vault-VALUE', 'token-id': 'V8T1', generated: 'false' })
    expect(JSON.parse(outputs.tokens ?? '')).toEqual({ 'Dev One': 'veeva-vault-VALUE' })
    const [result] = JSON.parse(outputs.results ?? '')
    expect(result).toMatchObject({ generated: false, token_id: 'V8T1' })
    for (const name of ['secret_name', 'secret_status', 'revoked_token_ids', 'execution_id'])
      expect(result).not.toHaveProperty(name)
  })

  test('of a generated token are its value and everything about it', () => {
    const outputs = outputsOf([generated()], true)
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
    const outputs = outputsOf([generated({ subject: ofTheVault })], true)
    expect(outputs).toMatchObject({
      token: 'veeva-vault-VALUE',
      'sandbox-name': '',
      'sandbox-dns': '',
      'sandbox-vault-id': '',
      tokens: '{"acme.veevavault.com":"veeva-vault-VALUE"}'
    })
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([{ sandbox_name: '', sandbox_dns: '', sandbox_vault_id: '' }])
  })

  test('of a token that never expires have an empty expires-at', () => {
    const outputs = outputsOf([generated({ token: token({ expiry: undefined, executionId: '' }) })], true)
    expect(outputs['expires-at']).toBe('')
    const [result] = JSON.parse(outputs.results ?? '')
    expect(result).toMatchObject({ expires_at: '' })
    expect(result).not.toHaveProperty('execution_id')
  })

  test('of a failure are its error, and no token', () => {
    const outputs = outputsOf([failed()], true)
    expect(outputs).toEqual({
      token: '',
      'token-id': '',
      'token-name': '',
      'expires-at': '',
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

  test('of a failure that Vault gave no id hold none', () => {
    const [result] = JSON.parse(outputsOf([failed('Generating failed.', '')], true).results ?? '')
    expect(Object.keys(result)).toEqual(['sandbox_name', 'sandbox_dns', 'sandbox_vault_id', 'generated', 'error'])
  })

  test('of a dry run say that nothing was generated', () => {
    const outputs = outputsOf([planned], true)
    expect(outputs).toMatchObject({ generated: 'false', tokens: '{}', 'sandbox-dns': 'acme-dev.veevavault.com' })
    expect(outputs).toMatchObject({ token: '', 'token-id': '', 'token-name': '', 'expires-at': '' })
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([{ sandbox_name: 'Dev One', generated: false }])
  })

  test('of nothing at all are still there', () => {
    expect(outputsOf([], false)).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
  })

  test('of several keep the order of the names, and leave out what only one could have', () => {
    const outputs = outputsOf([failed(), generated()], false)
    expect(Object.keys(outputs)).toEqual(['generated', 'tokens', 'results'])
    expect(outputs).toMatchObject({ generated: 'true', tokens: '{"Dev One":"veeva-vault-VALUE"}' })
    expect(JSON.parse(outputs.results ?? '').map((result: { sandbox_name: string }) => result.sandbox_name)).toEqual([
      'Dev Two',
      'Dev One'
    ])
  })

  test('of one that * stands for leave out what only one plain name has, too', () => {
    expect(Object.keys(outputsOf([generated()], false))).toEqual(['generated', 'tokens', 'results'])
  })

  test('hold under tokens every value by its sandbox, generated or kept, and none of what failed', () => {
    const uat = subject({ called: 'UAT', sandboxName: 'UAT' })
    const results = [failed(), generated({ subject: uat, token: token({ value: secret('veeva-vault-UAT') }) }), kept, planned]
    expect(JSON.parse(tokensOf(results))).toEqual({ UAT: 'veeva-vault-UAT', 'Dev One': 'veeva-vault-VALUE' })
  })

  test('take any name of a sandbox for a key', () => {
    const named = subject({ called: '__proto__', sandboxName: '__proto__' })
    expect(outputsOf([generated({ subject: named })], true).tokens).toBe('{"__proto__":"veeva-vault-VALUE"}')
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
        '| Dev One<br>acme-dev.veevavault.com | generated, handed on as output; deleted when the job ends | ci run<br>id V8T1 | in 24 hours<br>2026-11-23<br>12:00:00&nbsp;UTC |',
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

  test('of the only token, which failed, counts nothing', () => {
    expect(summaryOf([failed()], vault, noon)).toBe(
      [
        '### Vault access token from acme.veevavault.com',
        '',
        '| Vault | What happened | Token | Expires |',
        '|---|---|---|---|',
        '| Dev Two | **failed** (vault-refused): Generating failed. Do something. |  |  |',
        ''
      ].join('\n')
    )
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
    const rows = summary.split('\n').slice(6, -1)
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row.split('|')).toHaveLength(6)
    expect(summary).not.toMatch(/<img|<b>|https:\/\/|\]\(|\*\*all|@octocat/)
  })
})

describe('the outcome, as a part of a sentence,', () => {
  test.each<[string, Result, string]>([
    ['of an output', generated(), 'generated, handed on as output; deleted when the job ends'],
    [
      'of a secret',
      generated({ handedOn: handedOn({ revoked: ['V8T0'] }) }),
      'generated, updated the secret VAULT_TOKEN of the environment "prod/eu" of the repository acme/pipelines; deleted 1 older token'
    ],
    ['of a kept token', kept, 'kept: the current token still serves'],
    ['of a dry run', planned, 'a token would be generated and handed on as output'],
    ['of a failure', failed(), 'failed (vault-refused)']
  ])('%s', (_what, result, text) => {
    expect(outcomeOf(result)).toBe(text)
  })
})

describe('the annotations of what failed', () => {
  const of = (name: string, error: ActionError): Result => ({
    is: 'failed',
    subject: subject({ called: name, sandboxName: name }),
    error
  })
  const each = (count: number) =>
    Array.from({ length: count }, (_, index) => of(`Box ${index}`, new ActionError('network', `Lost ${index}.`, 'Run again.')))
  const shared = (count: number) =>
    Array.from({ length: count }, (_, index) => of(`Box ${index}`, new ActionError('vault-session', 'It is dead.', 'Renew it.')))

  test('are none where nothing failed', () => {
    expect(errorsOf([generated(), kept, planned])).toEqual([])
    expect(errorsOf([])).toEqual([])
  })

  test('is the error itself for the only one', () => {
    expect(errorsOf([failed()])).toEqual([{ title: 'vault-refused', text: 'Generating failed. Do something.' }])
  })

  test('name their sandboxes where there are several, and one counts', () => {
    expect(errorsOf([generated(), failed(), ...each(1)])).toEqual([
      { title: 'vault-refused', text: 'Dev Two: Generating failed. Do something.' },
      { title: 'network', text: 'Box 0: Lost 0. Run again.' },
      { title: 'partial', text: '2 of 3 tokens failed; the others did not. Mend the causes and run again.' }
    ])
  })

  test('name the sandbox also where only one of several failed', () => {
    expect(errorsOf([generated(), failed()])).toEqual([
      { title: 'vault-refused', text: 'Dev Two: Generating failed. Do something.' },
      { title: 'partial', text: '1 of 2 tokens failed; the others did not. Mend the causes and run again.' }
    ])
  })

  test('is one for all of one cause', () => {
    expect(errorsOf(shared(40))).toEqual([{ title: 'vault-session', text: 'It is dead. Renew it.' }])
  })

  test('is one for several of one cause, with the count of those that did not fail', () => {
    expect(errorsOf([generated(), ...shared(3)])).toEqual([
      { title: 'vault-session', text: 'It is dead. Renew it.' },
      { title: 'partial', text: '3 of 4 tokens failed; the others did not. Mend the causes and run again.' }
    ])
  })

  test('are ten at the most, of which the last one counts the rest', () => {
    const errors = errorsOf([generated(), ...each(40)])
    expect(errors).toHaveLength(10)
    expect(errors.at(-2)?.text).toBe('Box 8: Lost 8. Run again.')
    expect(errors.at(-1)).toEqual({
      title: 'partial',
      text: '40 of 41 tokens failed; the others did not. Mend the causes and run again. 31 more errors are in the job summary.'
    })
  })

  test.each([
    [8, 9],
    [9, 10],
    [10, 10]
  ])('of %i that failed, and one that did not, are %i', (count, annotations) => {
    expect(errorsOf([generated(), ...each(count)])).toHaveLength(annotations)
  })

  test('do not speak of others where all have failed', () => {
    expect(errorsOf(each(3)).at(-1)).toEqual({ title: 'partial', text: '3 of 3 tokens failed. Mend the causes and run again.' })
  })
})

describe('the summary of several', () => {
  const box = (index: number, given: Partial<Subject> = {}): Result =>
    generated({ subject: subject({ called: `Box ${index}`, sandboxName: `Box ${index}`, ...given }) })

  test('counts those that failed, and tells of them first, the others in their order', () => {
    const summary = summaryOf([box(0), failed('One.'), box(1), failed('Two.')], vault, noon)
    expect(summary).toContain('### Vault access tokens from')
    expect(summary).toContain('\n\n**2 of 4 failed.**\n\n| Vault |')
    const at = ['One.', 'Two.', 'Box 0', 'Box 1'].map(text => summary.indexOf(text))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(Math.min(...at)).toBeGreaterThan(0)
  })

  test('of which none failed counts nothing', () => {
    expect(summaryOf([box(0), box(1)], vault, noon)).not.toContain('**')
  })

  test('of 5,000 with long texts is below the 1 MiB that GitHub takes, and says how many are left out', () => {
    const long = 'ü'.repeat(300)
    const results = Array.from({ length: 5_000 }, (_, index) => box(index, { called: `${long} ${index}` }))
    const summary = summaryOf([...results, failed()], vault, noon)
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(900 * 1024)
    const rows = summary.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| Vault')).length
    expect(summary).toMatch(new RegExp(`\\n\\n${5_001 - rows} more are in the output \`results\`\\.\\n$`))
    expect(summary).toContain('| Dev Two |')
  })

  test('of 1,000 with usual texts leaves none out', () => {
    const summary = summaryOf(
      Array.from({ length: 1_000 }, (_, index) => box(index)),
      vault,
      noon
    )
    expect(summary).toContain('| Box 999<br>')
    expect(summary).not.toContain('more are in the output')
  })
})
