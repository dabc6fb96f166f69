import { describe, expect, test } from '@jest/globals'
import { described, table } from '../../../src/companion/report.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'
import { runContext } from '../../helpers/settings.ts'
import { noon } from '../../helpers/world.ts'

const record = (given: Partial<TokenRecord> = {}): TokenRecord => ({
  ...{ id: 'V8T1', name: 'github-actions acme/pipelines #42.2-0a0b0c0d-69218a40beef', user: '12', active: true },
  ...{ expiry: new Date('2026-12-02T12:00:00Z'), lastUsed: new Date('2026-11-21T08:30:00.250Z') },
  ...given
})
const byHand = record({ id: 'V8T2', name: 'by *hand*', expiry: undefined, lastUsed: undefined })
const where = { run: runContext(), serverUrl: 'https://github.com' }

describe('the output', () => {
  test('has of a token of ours what Vault and its name say', () => {
    expect(described(record())).toEqual({
      id: 'V8T1',
      name: 'github-actions acme/pipelines #42.2-0a0b0c0d-69218a40beef',
      user_id: '12',
      expires_at: '2026-12-02T12:00:00Z',
      last_used_at: '2026-11-21T08:30:00Z',
      label: 'github-actions acme/pipelines',
      run_id: '42',
      attempt: '2',
      made_at: '2025-11-22T10:02:40Z'
    })
  })

  test('has of another what Vault says, and nothing where it says nothing', () => {
    expect(described(byHand)).toEqual({ id: 'V8T2', name: 'by *hand*', user_id: '12', expires_at: '', last_used_at: '' })
  })
})

describe('the table', () => {
  test('has a row a token, with a link where its name says that a run of this repository made it', () => {
    expect(table([record(), byHand], where, noon)).toBe(
      `| Token | User | Expires | Made by | Last used |
|---|---|---|---|---|
| github-actions acme/pipelines &#35;42.2-0a0b0c0d-69218a40beef<br>id V8T1 | 12 | in 10 days<br>2026-12-02<br>12:00:00&nbsp;UTC | [run 42.2](https://github.com/acme/pipelines/actions/runs/42/attempts/2)<br>2025-11-22<br>10:02:40&nbsp;UTC | 2026-11-21<br>08:30:00&nbsp;UTC |
| by &#42;hand&#42;<br>id V8T2 | 12 | never |  | Vault does not say |
`
    )
  })

  test('says in a last column what became of each', () => {
    const lines = table([byHand], where, noon, ({ id }) => `${id} is *gone*`).split('\n')
    expect(lines[0]).toBe('| Token | User | Expires | Made by | Last used | What happened |')
    expect(lines[1]).toBe('|---|---|---|---|---|---|')
    expect(lines[2]).toMatch(/ \| Vault does not say \| V8T2 is &#42;gone&#42; \|$/)
  })

  test.each([
    ['of another repository', record({ name: 'github-actions acme/other #42.2-0a0b0c0d-69218a40beef' }), where],
    ['of another label', record({ name: 'ci #42.2-0a0b0c0d-69218a40beef' }), where],
    ...['javascript:alert(1)', 'x https://github.com', 'https://github.com/) x', 'https://'].map(
      serverUrl => [`on the server ${serverUrl}`, record(), { ...where, serverUrl }] as const
    ),
    ...['acme/pipelines/x', '(acme/pipelines', 'acme/pipelines)', '/', 'acme'].map(
      repository =>
        [
          `of a repository ${repository}`,
          record({ name: `github-actions ${repository} #42.2-0a0b0c0d-69218a40beef` }),
          { ...where, run: runContext({ repository }) }
        ] as const
    )
  ])('links to no run %s', (_whose, other, at) => {
    expect(table([other], at, noon)).toContain(' | run 42.2<br>2025-11-22<br>')
  })

  test('of more than GitHub shows ends with how many are left', () => {
    const cell = 'é'.repeat(1000)
    const text = table(Array(600).fill(record({ user: cell })), where, noon)
    const rows = text.split('\n').filter(line => line.includes(cell)).length
    expect(Buffer.byteLength(text)).toBeGreaterThan(1000 * 1024 - 2500)
    expect(Buffer.byteLength(text)).toBeLessThan(1000 * 1024 + 500)
    expect(text).toMatch(new RegExp(`\\n\\n${600 - rows} more are in the outputs\\.\\n$`))
  })
})
