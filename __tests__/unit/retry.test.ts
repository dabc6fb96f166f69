import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../src/errors.ts'
import { backoff, interrupted, pause, persist, persistUntil, retryAfterMs, type Verdict, whyStopped } from '../../src/retry.ts'
import { errorOf } from '../helpers/values.ts'
import { noon, patience, seededRandom, virtualClock } from '../helpers/world.ts'

const broken = (text: string) => new ActionError('network', text, '')
const again = (text: string, afterMs?: number): Verdict<string> => ({
  is: 'again',
  error: broken(text),
  effect: 'none',
  ...(afterMs !== undefined && { afterMs })
})

/** An attempt that comes to one verdict after the other, and counts. */
const attempts = (...verdicts: Verdict<string>[]) => {
  const made = { count: 0 }
  const attempt = async (): Promise<Verdict<string>> => verdicts[made.count++] ?? { is: 'done', value: 'too many tries' }
  return { attempt, made }
}

describe('the back-off', () => {
  test.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 10_000],
    [50, 10_000]
  ])('after %i tries is anything from nothing to %i ms', (tries, most) => {
    expect(backoff(tries, 0)).toBe(0)
    expect(backoff(tries, 0.5)).toBe(most / 2)
    const random = seededRandom(tries)
    const waits = Array.from({ length: 500 }, () => backoff(tries, random()))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
    expect(Math.min(...waits)).toBeLessThan(most / 20)
    expect(Math.max(...waits)).toBeLessThanOrEqual(most)
    expect(Math.max(...waits)).toBeGreaterThan(most * 0.95)
  })
})

describe('persisting', () => {
  test('ends with the first success', async () => {
    const clock = virtualClock()
    const { attempt, made } = attempts(again('first'), { is: 'done', value: 'here' })
    expect(await persist(attempt, 4, patience({ clock }))).toBe('here')
    expect(made.count).toBe(2)
    expect(clock.waits).toHaveLength(1)
  })

  test('never repeats what has failed for good', async () => {
    const clock = virtualClock()
    const { attempt, made } = attempts({ is: 'failed', error: broken('no') })
    expect((await errorOf(persist(attempt, 4, patience({ clock })))).message).toBe('no')
    expect(made.count).toBe(1)
    expect(clock.waits).toEqual([])
  })

  test('gives up with the last error when the tries are used up, and does not wait before giving up', async () => {
    const clock = virtualClock()
    const { attempt, made } = attempts(again('first'), again('second'), again('third'))
    expect((await errorOf(persist(attempt, 3, patience({ clock, random: () => 0.5 })))).message).toBe('third')
    expect(made.count).toBe(3)
    expect(clock.waits).toEqual([500, 1_000])
  })

  test('waits as long as the other side asks, up to 60 seconds', async () => {
    const clock = virtualClock()
    const { attempt } = attempts(again('first', 60_000), again('second', 0), { is: 'done', value: 'here' })
    expect(await persist(attempt, 3, patience({ clock }))).toBe('here')
    expect(clock.waits).toEqual([60_000, 0])
  })

  test('gives up at once when the other side asks for more than 60 seconds', async () => {
    const clock = virtualClock()
    const { attempt, made } = attempts(again('first', 60_001))
    expect((await errorOf(persist(attempt, 3, patience({ clock })))).message).toBe('first')
    expect(made.count).toBe(1)
    expect(clock.waits).toEqual([])
  })

  test('begins nothing once the run is stopping', async () => {
    const { attempt, made } = attempts()
    expect((await errorOf(persist(attempt, 3, patience({ stopping: AbortSignal.abort() })))).code).toBe('interrupted')
    expect(made.count).toBe(0)
  })

  test('neither waits nor repeats when the run is stopped during a try', async () => {
    const stop = new AbortController()
    const clock = virtualClock()
    let made = 0
    const attempt = async () => {
      made++
      stop.abort()
      return again('lost')
    }
    expect((await errorOf(persist(attempt, 3, patience({ clock, stopping: stop.signal })))).code).toBe('interrupted')
    expect(made).toBe(1)
    expect(clock.waits).toEqual([])
  })

  test('gives a success that came after the stop', async () => {
    const stop = new AbortController()
    const attempt = async (): Promise<Verdict<string>> => {
      stop.abort()
      return { is: 'done', value: 'here' }
    }
    expect(await persist(attempt, 3, patience({ stopping: stop.signal }))).toBe('here')
  })
})

test.each([
  [
    'cancelled says so',
    AbortSignal.abort(),
    'the run was cancelled',
    'What was under way is finished or undone by the post step; run the workflow again.'
  ],
  [
    'over time, as a post step can be, says that',
    AbortSignal.abort(new DOMException('', 'TimeoutError')),
    'the 2 minutes of the post step were over',
    'Check that Vault and GitHub answer.'
  ]
])('a run that is %s', (_what, stopping, why, hint) => {
  expect(whyStopped(stopping)).toBe(why)
  const error = interrupted(stopping)
  expect(error).toMatchObject({ code: 'interrupted', hint })
  expect(error.message.toLowerCase()).toBe(`${why}.`)
})

test('a pause that breaks for another reason than a stop says that reason', async () => {
  const clock = { now: () => noon, elapsed: () => 0, sleep: () => Promise.reject(new TypeError('no clock')) }
  await expect(pause(1, patience({ clock }))).rejects.toThrow(new TypeError('no clock'))
})

describe('Retry-After', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['0', 0],
    ['60', 60_000],
    ['86400', 86_400_000],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:59:00 GMT', 0]
  ])('of %j is a wait of %p ms at noon', (header, ms) => {
    expect(retryAfterMs(header === undefined ? {} : { 'retry-after': header }, noon)).toBe(ms)
  })

  test.each([['1.5'], ['-5'], ['22 Nov 2026 12:00:30 GMT'], ['Su, 22 Nov 2026 12:00:30 GMT']])(
    'of %j is neither seconds nor a date, and asks for nothing',
    header => {
      expect(retryAfterMs(header === undefined ? {} : { 'retry-after': header }, noon)).toBeUndefined()
    }
  )
})

describe('persisting until a time', () => {
  const until = (ms: number, ...verdicts: Verdict<string>[]) => {
    const clock = virtualClock()
    const { attempt, made } = attempts(...verdicts)
    return { result: persistUntil(attempt, 2_000, clock.elapsed() + ms, patience({ clock })), made, waits: clock.waits }
  }

  test('tries at even intervals, or as the other side asks where that is longer', async () => {
    const { result, waits } = until(60_000, again('1'), again('2', 1_000), again('3', 5_000), { is: 'done', value: 'here' })
    expect(await result).toBe('here')
    expect(waits).toEqual([2_000, 2_000, 5_000])
  })

  test('begins a try at the last moment, and none after it', async () => {
    const inTime = until(4_000, again('1'), again('2'), { is: 'done', value: 'here' })
    expect(await inTime.result).toBe('here')
    const late = until(3_999, again('1'), again('2'), { is: 'done', value: 'here' })
    expect((await errorOf(late.result)).message).toBe('2')
    expect(late.waits).toEqual([2_000])
  })

  test('ends at once with what has failed for good', async () => {
    const { result, made } = until(60_000, { is: 'failed', error: broken('no') })
    expect((await errorOf(result)).message).toBe('no')
    expect(made.count).toBe(1)
  })

  test('begins nothing once the run is stopping', async () => {
    const { attempt, made } = attempts({ is: 'done', value: 'here' })
    const stopped = patience({ stopping: AbortSignal.abort() })
    expect((await errorOf(persistUntil(attempt, 1, Number.MAX_SAFE_INTEGER, stopped))).code).toBe('interrupted')
    expect(made.count).toBe(0)
  })
})
