import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ActionError, type ErrorDetails } from '../../../src/core/errors.ts'
import { type RetryOptions, retry, sleep } from '../../../src/net/retry.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

/** What one attempt comes to: an error with these details, or, without any, a success. */
type Outcome = ErrorDetails | undefined

/** Retries attempts with these outcomes in virtual time; the jitter is a half. */
async function play(outcomes: Outcome[], options: RetryOptions, stop = new AbortController()) {
  const waits: number[] = []
  let made = 0
  let time = 0
  async function wait(ms: number, signal: AbortSignal) {
    signal.throwIfAborted()
    waits.push(ms)
    time += ms
  }
  const clock = { now: () => new Date(time), elapsed: () => time, sleep: wait }
  async function attempt() {
    const outcome = outcomes[made]
    made++
    if (outcome?.reason === 'stop') stop.abort()
    if (outcome !== undefined) throw new ActionError('network', `${made}`, '', outcome)
    return 'done'
  }
  const context = { clock, random: () => 0.5, stopping: stop.signal }
  const ended: unknown = await retry(attempt, options, context).catch(error => error)
  return { ended, waits, attempts: made }
}

const again = (afterMs?: number): Outcome => ({ retry: { afterMs } })
const messageOf = ({ ended }: { ended: unknown }) => (ended as ActionError).message

describe('A call that fails', () => {
  test('is repeated until it succeeds', async () => {
    const played = await play([again(), again(), undefined], { attempts: 4 })
    expect(played).toEqual({ ended: 'done', waits: [500, 1_000], attempts: 3 })
  })

  test('is not repeated when its error says that a retry can’t help', async () => {
    const played = await play([{}], { attempts: 4 })
    expect(messageOf(played)).toBe('1')
    expect(played.waits).toEqual([])
  })

  test('fails with the last error when the attempts are used up, and does not wait before', async () => {
    const played = await play([again(), again(), again()], { attempts: 3 })
    expect(messageOf(played)).toBe('3')
    expect(played.waits).toEqual([500, 1_000])
  })

  test('waits twice as long before each retry, up to 10 seconds', async () => {
    const { waits } = await play(Array(7).fill(again()), { attempts: 7 })
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
  })

  test('waits as long as the service asks, at most 60 seconds', async () => {
    const { waits } = await play([again(60_000), again(0), undefined], { attempts: 3 })
    expect(waits).toEqual([60_000, 0])
    const tooLong = await play([again(60_001)], { attempts: 3 })
    expect([messageOf(tooLong), tooLong.waits]).toEqual(['1', []])
  })

  test('is repeated as often as its error allows, where that depends on the error', async () => {
    const attempts = ({ maybeDone }: ActionError) => (maybeDone ? 1 : 3)
    const lost = { ...again(), maybeDone: true }
    expect(await play([again(), lost], { attempts })).toMatchObject({ attempts: 2 })
    expect(await play([again(), again(), again()], { attempts })).toMatchObject({ attempts: 3 })
  })

  test('is repeated for what the caller considers worth a retry, instead of what the error says', async () => {
    const isRetryable = ({ reason }: ActionError) => reason === 'HTTP 404'
    const played = await play([{ reason: 'HTTP 404' }, again()], { isRetryable, everyMs: 1 })
    expect(played).toMatchObject({ attempts: 2, waits: [1] })
  })

  test('is repeated at even intervals, or later where the service asks for it', async () => {
    const outcomes = [again(), again(1_000), again(5_000), undefined]
    const { waits } = await play(outcomes, { everyMs: 2_000, until: 60_000 })
    expect(waits).toEqual([2_000, 2_000, 5_000])
  })

  test('is attempted at the last moment, and not after it', async () => {
    const options = { everyMs: 2_000, until: 4_000 }
    expect(await play([again(), again(), undefined], options)).toMatchObject({ ended: 'done' })
    const late = await play([again(), again(), undefined], { ...options, until: 3_999 })
    expect([messageOf(late), late.waits]).toEqual(['2', [2_000]])
  })
})

const outcome = fc.record({
  maybeDone: fc.boolean(),
  retry: fc.constantFrom({}, {}, {}, undefined),
  reason: fc.constantFrom('', '', '', 'stop')
})

test(`A failure may be done if any attempt may be done, however the retries end ${seeded}`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { minLength: 1, maxLength: 6 }), async outcomes => {
      const { ended, attempts } = await play(outcomes, { attempts: outcomes.length })
      const made = outcomes.slice(0, attempts)
      expect(ended).toMatchObject({ maybeDone: made.some(({ maybeDone }) => maybeDone) })
    }),
    cases(300)
  )
})

describe('When the run is stopping', () => {
  test('no attempt begins', async () => {
    const stop = new AbortController()
    stop.abort()
    const { ended, attempts } = await play([undefined], { attempts: 3 }, stop)
    expect(ended).toMatchObject({ code: 'interrupted', maybeDone: false })
    expect(attempts).toBe(0)
  })

  test('a failed attempt is neither waited for nor repeated', async () => {
    const stopping = { retry: {}, reason: 'stop' }
    const { ended, attempts, waits } = await play([stopping], { attempts: 3 })
    expect(ended).toMatchObject({ code: 'interrupted' })
    expect([attempts, waits]).toEqual([1, []])
  })

  test('an attempt that succeeds is a success', async () => {
    const stop = new AbortController()
    const succeed = async () => stop.abort()
    const clock = { now: () => new Date(), elapsed: () => 0, sleep: async () => {} }
    const context = { clock, random: () => 0, stopping: stop.signal }
    expect(await retry(succeed, { attempts: 3 }, context)).toBeUndefined()
  })
})

test('A wait that ends for another reason than a stop says that reason', async () => {
  const broken = new TypeError('no clock')
  const clock = { now: () => new Date(), elapsed: () => 0, sleep: () => Promise.reject(broken) }
  const context = { clock, random: () => 0, stopping: new AbortController().signal }
  await expect(sleep(1, context)).rejects.toBe(broken)
})
