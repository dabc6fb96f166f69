import { describe, expect, test } from '@jest/globals'
import { type Mark, makesRoom, type Own, superseded, TOKEN_LIMIT, tokenName } from '../../../src/token/rotation.ts'
import type { TokenRecord } from '../../../src/vault/token-records.ts'
import { noon } from '../../helpers/world.ts'

const mark: Mark = { label: 'github-actions acme/pipelines', destination: '0a0b0c0d' }
const secondsAgo = (ago: number) => noon.getTime() / 1000 - ago

/** A used record of ours that was made so many seconds before noon. */
const ours = (id: string, ago: number, more: Partial<TokenRecord> = {}): TokenRecord => ({
  id,
  name: tokenName({ ...mark, runId: '4711', attempt: '1', made: secondsAgo(ago), nonce: id.padStart(4, '0') }),
  user: '12',
  active: true,
  expiry: undefined,
  lastUsed: noon,
  ...more
})
const unused = { lastUsed: undefined }
const fresh = ours('f', 0)
const gone = (others: readonly TokenRecord[], keepPrevious: number, own = fresh) =>
  superseded([...others, own], own.id, { mark, keepPrevious, now: noon })

describe('what goes after a token was stored', () => {
  test('of two that were made in the same second is the one with the lower id, whichever is listed first', () => {
    const [lower, higher] = [ours('a', 60), ours('b', 60)]
    expect(gone([lower, higher], 1)).toEqual(['a'])
    expect(gone([higher, lower], 1)).toEqual(['a'])
  })

  test('is no unused one that was made 15 minutes before to the second, but one a second older', () => {
    expect(gone([ours('a', 15 * 60, unused)], 1)).toEqual([])
    expect(gone([ours('a', 15 * 60 + 1, unused)], 1)).toEqual(['a'])
  })

  test('is the twin of the very same name once, and it takes no place among those that stay', () => {
    const twin = { ...fresh, id: 'c' }
    expect(gone([twin, ours('a', 60)], 1)).toEqual(['c'])
    expect(gone([twin, ours('a', 60)], 0)).toEqual(['c', 'a'])
  })

  test('is nothing where Vault does not say whose the tokens are', () => {
    const nobodys = { user: '' }
    expect(gone([ours('a', 60, nobodys), { ...fresh, ...nobodys, id: 'c' }], 0, { ...fresh, ...nobodys })).toEqual([])
  })
})

describe('what makes room at the limit', () => {
  const current = ours('e', 30)
  const own = (record: TokenRecord = current): Own => ({ record, candidates: [record.id], moved: true })
  /** These, with as many made by hand as it takes until the user holds so many. */
  const upTo = (count: number, ...records: readonly TokenRecord[]): readonly TokenRecord[] => [
    ...records,
    ...Array.from({ length: count - records.length }, (_, index) => ours(`hand ${index}`, 0, { name: 'made by hand' }))
  ]
  const roomIn = (records: readonly TokenRecord[], keepPrevious = 0, whose = own()) =>
    makesRoom(records, whose, mark, keepPrevious, noon)

  test('is needed with exactly as many as there may be, and not with one less', () => {
    expect(roomIn(upTo(TOKEN_LIMIT, current, ours('a', 60)))).toBe('a')
    expect(roomIn(upTo(TOKEN_LIMIT - 1, current, ours('a', 60)))).toBeUndefined()
  })

  test('is the oldest of all that may go, whether it was used or never', () => {
    const [young, middle, old] = [2000, 3000, 4000]
    const orphanOld = [ours('a', old, unused), ours('b', middle), ours('c', young)]
    const orphanYoung = [ours('a', young, unused), ours('b', middle), ours('c', old)]
    expect(roomIn(upTo(TOKEN_LIMIT, current, ...orphanOld))).toBe('a')
    expect(roomIn(upTo(TOKEN_LIMIT, current, ...orphanYoung))).toBe('c')
  })

  test('is an orphan where all others are to stay, but not on a Vault that records no uses', () => {
    const orphan = ours('a', 2000, unused)
    expect(roomIn(upTo(TOKEN_LIMIT, current, orphan), 1)).toBe('a')
    const unrecorded = { ...current, ...unused }
    expect(roomIn(upTo(TOKEN_LIMIT, unrecorded, orphan), 1, own(unrecorded))).toBeUndefined()
  })

  test('is none where all others were made by hand', () => {
    expect(roomIn(upTo(TOKEN_LIMIT, current))).toBeUndefined()
  })
})
