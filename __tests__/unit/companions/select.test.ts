import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { labelsIn, selectTokens, withoutNewest } from '../../../src/companions/select.ts'
import { recordFields, reportTokens } from '../../../src/companions/table.ts'
import { readRunContext } from '../../../src/core/run.ts'
import type { TokenSelection } from '../../../src/inputs/settings.ts'
import type { Vault } from '../../../src/vault/client.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'

const now = new Date('2026-06-01T12:00:00Z')
const DAY = 86_400
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

function nameOf(label: string, daysAgo: number, destination: string): string {
  const made = (Math.floor(now.getTime() / 1000) - daysAgo * DAY).toString(16).padStart(8, '0')
  return `${label} #7.1-${destination.repeat(4)}-${made}00ff00ff`
}

const generatedName = fc
  .tuple(fc.constantFrom('ci', 'ci #2'), fc.nat(60), fc.constantFrom('0a', '0b'))
  .map(parts => nameOf(...parts))
const anyName = fc.oneof(
  { weight: 4, arbitrary: generatedName },
  { weight: 1, arbitrary: fc.constantFrom('ci', 'made by hand', '') }
)
const days = fc.nat(60)
const maybeDays = fc.option(days, { nil: undefined })

const record = fc
  .record({
    name: anyName,
    userId: fc.constantFrom('1', '2', ''),
    used: maybeDays,
    left: maybeDays
  })
  .map(
    ({ name, userId, used, left }): Omit<TokenRecord, 'id'> => ({
      name,
      userId,
      isActive: true,
      lastUsed: used === undefined ? undefined : ago(used * DAY),
      expiry: left === undefined ? undefined : ago(-left * DAY)
    })
  )
const records = fc
  .array(record, { maxLength: 25 })
  .map(all => all.map((each, index): TokenRecord => ({ ...each, id: `V${index}` })))
const duration = fc.option(
  days.map(count => count * DAY),
  { nil: undefined }
)
const selection: fc.Arbitrary<TokenSelection> = fc.record({
  owner: fc.constantFrom('me' as const, 'everyone' as const, { userId: '2' }),
  label: fc.option(fc.constantFrom('ci', 'ci #2'), { nil: undefined }),
  expiresWithin: duration,
  unusedFor: duration
})

const isOurs = (name: string) => name.includes(' #7.1-')
const madeBy = (name: string) => Number.parseInt(name.slice(-16, -8), 16)
const endOf = (expiry: Date | undefined) => expiry?.getTime() ?? Number.MAX_SAFE_INTEGER
const compareIds = (a: string, b: string) => (a > b ? 1 : -1)

describe('the selection of tokens', () => {
  test('takes what fits all of its parts and nothing else, soonest expiry first', () => {
    function isAsked(token: TokenRecord, asked: TokenSelection): boolean {
      const { name, userId, lastUsed, expiry } = token
      const { owner, label, expiresWithin, unusedFor } = asked
      const unknown = Number.POSITIVE_INFINITY
      const since = lastUsed?.getTime() ?? (isOurs(name) ? madeBy(name) * 1000 : unknown)
      const isUnused = unusedFor === undefined || now.getTime() - since >= unusedFor * 1000
      const isExpiring =
        expiresWithin === undefined || endOf(expiry) - now.getTime() <= expiresWithin * 1000
      const isOwned = owner === 'everyone' || userId === (owner === 'me' ? '1' : '2')
      return isOwned && isUnused && isExpiring && (!label || name.startsWith(`${label} #7.1-`))
    }
    fc.assert(
      fc.property(records, selection, (all, asked) => {
        const expected = all
          .filter(each => isAsked(each, asked))
          .sort((a, b) => endOf(a.expiry) - endOf(b.expiry) || compareIds(a.id, b.id))
        expect(selectTokens({ records: all, userId: '1' }, asked, now)).toEqual(expected)
      }),
      { seed: 16, numRuns: 300 }
    )
  })

  test('of one’s own tokens is empty if Vault does not say who asks', () => {
    fc.assert(
      fc.property(records, selection, (all, asked) => {
        const own = { ...asked, owner: 'me' as const }
        expect(selectTokens({ records: all, userId: '' }, own, now)).toEqual([])
      }),
      { seed: 16 }
    )
  })

  test('keeps the newest of each user and destination', () => {
    fc.assert(
      fc.property(records, fc.nat(3), (all, keepNewest) => {
        const ours = all.filter(({ name }) => isOurs(name))
        const deleted = withoutNewest(ours, keepNewest)
        const group = ({ userId, name }: TokenRecord) => `${userId} ${name.slice(-25, -17)}`
        for (const each of ours) {
          const newer = ours.filter(
            other =>
              group(other) === group(each) &&
              (madeBy(other.name) - madeBy(each.name) || compareIds(other.id, each.id)) > 0
          )
          expect(deleted.includes(each)).toBe(newer.length >= keepNewest)
        }
      }),
      { seed: 16 }
    )
  })

  test('knows the labels of the owner’s tokens, each once', () => {
    const own = (name: string, userId: string) => ({ name, userId }) as TokenRecord
    const all = [
      own(nameOf('ci', 1, '0a'), '1'),
      own(nameOf('ci', 2, '0b'), '1'),
      own('ci', '1'),
      own(nameOf('x', 1, '0a'), '2')
    ]
    const asked = {
      owner: 'me',
      label: 'y',
      expiresWithin: undefined,
      unusedFor: undefined
    } as const
    expect(labelsIn({ records: all, userId: '1' }, asked)).toEqual(['ci'])
    expect(labelsIn({ records: all, userId: '1' }, { ...asked, owner: 'everyone' })).toEqual([
      'ci',
      'x'
    ])
  })
})

const ofRun: TokenRecord = {
  id: 'V8T1',
  name: 'github-actions acme/pipelines #42.2-0a0b0c0d-69218a40beefbeef',
  userId: '12',
  isActive: true,
  expiry: new Date('2026-06-11T12:00:00Z'),
  lastUsed: new Date('2026-05-21T08:30:00.250Z')
}
const byHand: TokenRecord = {
  ...ofRun,
  id: 'V8T2',
  name: 'by *hand*',
  expiry: undefined,
  lastUsed: undefined
}

describe('an entry of the output `tokens`', () => {
  test('tells what Vault and the name of a generated token say', () => {
    expect(recordFields(ofRun)).toEqual({
      id: 'V8T1',
      name: ofRun.name,
      user_id: '12',
      expires_at: '2026-06-11T12:00:00Z',
      last_used_at: '2026-05-21T08:30:00Z',
      label: 'github-actions acme/pipelines',
      run_id: '42',
      attempt: '2',
      made_at: '2025-11-22T10:02:40Z'
    })
  })

  test('tells of another token what Vault says, and is empty where it says nothing', () => {
    expect(recordFields(byHand)).toEqual({
      id: 'V8T2',
      name: 'by *hand*',
      user_id: '12',
      expires_at: '',
      last_used_at: ''
    })
  })
})

describe('the job summary of tokens', () => {
  const run = readRunContext({ GITHUB_REPOSITORY: 'acme/pipelines' })

  function summaryOf(records: TokenRecord[], describe?: (record: TokenRecord) => string): string[] {
    const written: string[] = []
    const runner = { info() {}, summary: (text: string) => written.push(text) }
    const vault = { world: { runner, run }, now: () => now } as unknown as Vault
    reportTokens('2 tokens on *acme*', records, vault, describe)
    return written.join('').split('\n')
  }

  test('has the id first, and a link to a run of this repository', () => {
    expect(summaryOf([ofRun, byHand])).toEqual([
      '### 2 tokens on &#42;acme&#42;',
      '',
      '| Token | User | Expires | Made by | Last used |',
      '|---|---|---|---|---|',
      '| id V8T1<br>github-actions acme/pipelines &#35;42.2-0a0b0c0d-69218a40beefbeef | 12 | 2026-06-11<br>12:00:00&nbsp;UTC | [run 42.2](https://github.com/acme/pipelines/actions/runs/42/attempts/2)<br>2025-11-22<br>10:02:40&nbsp;UTC | 2026-05-21<br>08:30:00&nbsp;UTC |',
      '| id V8T2<br>by &#42;hand&#42; | 12 | never |  | Vault does not say |',
      ''
    ])
  })

  test('says in a last column what happened to each token', () => {
    const lines = summaryOf([byHand], () => 'it is *gone*')
    expect(lines[2]).toMatch(/ \| Last used \| What happened \|$/)
    expect(lines[4]).toMatch(/ \| Vault does not say \| it is &#42;gone&#42; \|$/)
  })

  test('has no link for a run of another repository', () => {
    const other = { ...ofRun, name: ofRun.name.replace('acme/pipelines', 'acme/other') }
    expect(summaryOf([other])[4]).toContain(' | run 42.2<br>2025-11-22<br>')
  })

  test('has no table if there are no tokens', () => {
    expect(summaryOf([])).toEqual(['### 2 tokens on &#42;acme&#42;', '', ''])
  })
})
