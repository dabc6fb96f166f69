import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { allButNewest, type Selection, selected } from '../../../src/companion/select.ts'
import { tokenName } from '../../../src/token/rotation.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'

const now = new Date('2026-06-01T12:00:00Z')
const day = 86_400
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const seconds = Math.floor(now.getTime() / 1000)

const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ label: fc.constantFrom('ci', 'ci #2'), days: fc.nat(60), to: fc.constantFrom('0a', '0b') })
  },
  { weight: 1, arbitrary: fc.constantFrom('ci', 'made by hand', '') }
)
const record = (id: number): fc.Arbitrary<TokenRecord> =>
  fc
    .record({ name, user: fc.constantFrom('1', '2', ''), used: fc.option(fc.nat(60)), left: fc.option(fc.nat(60)) })
    .map(({ name, user, used, left }) => ({
      id: `V${id}`,
      name:
        typeof name === 'string'
          ? name
          : tokenName({
              ...{ label: name.label, runId: '7', attempt: '1', destination: name.to.repeat(4), nonce: '00ff' },
              made: seconds - name.days * day
            }),
      user,
      active: true,
      lastUsed: used === null ? undefined : ago(used * day),
      expiry: left === null ? undefined : ago(-left * day)
    }))
const records = fc.nat(25).chain(count => fc.tuple(...Array.from({ length: count }, (_, id) => record(id))))
const selection: fc.Arbitrary<Selection> = fc.record({
  owner: fc.constantFrom('me' as const, 'everyone' as const, { id: '2' }),
  label: fc.option(fc.constantFrom('ci', 'ci #2'), { nil: undefined }),
  expiresWithin: fc.option(
    fc.nat(60).map(days => days * day),
    { nil: undefined }
  ),
  unusedFor: fc.option(
    fc.nat(60).map(days => days * day),
    { nil: undefined }
  )
})

const isOurs = (name: string) => name.includes(' #7.1-')
/** Unix seconds. */
const madeBy = (name: string) => Number.parseInt(name.slice(-12, -4), 16)
const forEver = (expiry: Date | undefined) => expiry?.getTime() ?? Number.MAX_SAFE_INTEGER
const inOrder = (a: string, b: string) => (a > b ? 1 : -1)

describe('the selection', () => {
  test('takes what all of its parts name, and only that, soonest expiry first', () => {
    const isNamed = ({ name, user, lastUsed, expiry }: TokenRecord, { owner, label, expiresWithin, unusedFor }: Selection) => {
      const since = lastUsed?.getTime() ?? (isOurs(name) ? madeBy(name) * 1000 : Number.POSITIVE_INFINITY)
      return (
        (owner === 'everyone' || user === (owner === 'me' ? '1' : '2')) &&
        (label === undefined || name.startsWith(`${label} #7.1-`)) &&
        (expiresWithin === undefined || forEver(expiry) - now.getTime() <= expiresWithin * 1000) &&
        (unusedFor === undefined || now.getTime() - since >= unusedFor * 1000)
      )
    }
    fc.assert(
      fc.property(records, selection, (all, asked) => {
        const named = all.filter(each => isNamed(each, asked))
        const soonestFirst = named.sort((a, b) => forEver(a.expiry) - forEver(b.expiry) || inOrder(a.id, b.id))
        expect(selected(all, asked, '1', now)).toEqual(soonestFirst)
      }),
      { seed: 16, numRuns: 300 }
    )
  })

  test('of nobody in particular, when Vault does not say who asks, is empty', () => {
    fc.assert(
      fc.property(records, selection, (all, asked) => {
        expect(selected(all, { ...asked, owner: 'me' }, '', now)).toEqual([])
      }),
      { seed: 16 }
    )
  })

  test('spares the newest of each user and destination, and what has no name of this action', () => {
    fc.assert(
      fc.property(records, fc.nat(3), (all, keep) => {
        const gone = allButNewest(all, keep)
        const group = ({ user, name }: TokenRecord) => `${user} ${/-(0a0a0a0a|0b0b0b0b)-/.exec(name)?.[1]}`
        const ours = all.filter(({ name }) => isOurs(name))
        for (const each of ours) {
          const newer = ours.filter(
            other => group(other) === group(each) && (madeBy(other.name) - madeBy(each.name) || inOrder(other.id, each.id)) > 0
          )
          expect(gone.includes(each)).toBe(newer.length >= keep)
        }
        expect(gone.every(({ name }) => isOurs(name))).toBe(true)
      }),
      { seed: 16 }
    )
  })
})
