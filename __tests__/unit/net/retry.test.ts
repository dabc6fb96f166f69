import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ActionError, type ErrorDetails } from '../../../src/core/errors.ts'
import { type RetryOptions, retry } from '../../../src/net/retry.ts'
import { cases, seeded } from '../../helpers/seeded.ts'
import { testWorld } from '../world.ts'

/** What one attempt comes to: an error with these details, or, without any, a success. */
type Outcome = ErrorDetails | undefined

/** Retries attempts with these outcomes, stopping at the reason `stop`, or before the first; the jitter is a half. */
async function play(outcomes: Outcome[], options: RetryOptions) {
  const stop = new AbortController()
  if (outcomes.length === 0) stop.abort()
  const world = testWorld()
  let attempts = 0
  async function attempt() {
    const outcome = outcomes[attempts]
    attempts++
    if (outcome?.reason === 'stop') stop.abort()
    if (outcome !== undefined) throw new ActionError('network', 'No.', '', outcome)
  }
  const context = { ...world, stopping: stop.signal }
  const error = await retry(attempt, options, context).catch((thrown: ActionError) => thrown)
  return { error, waits: world.waits, attempts }
}

const no: Outcome = {}
const again: Outcome = { retry: {} }
const after = (afterMs: number): Outcome => ({ retry: { afterMs } })
const lost: Outcome = { ...again, maybeDone: true }
const onlyIfNotDone = ({ maybeDone }: ActionError) => (maybeDone ? 1 : 3)
const absent: Outcome = { reason: 'HTTP 404' }
const isAbsent = ({ reason }: ActionError) => reason === 'HTTP 404'

test.each<[string, Outcome[], RetryOptions, number[], boolean]>([
  ['is repeated until it succeeds', [again, again, undefined], { attempts: 4 }, [500, 1_000], true],
  ['is final where a retry can’t help', [no], { attempts: 4 }, [], false],
  ['is repeated up to the last attempt', [again, again], { attempts: 2 }, [500], false],
  ['backs off up to 10 s', Array(6).fill(again), {}, [500, 1e3, 2e3, 4e3, 5e3, 5e3], true],
  ['waits as long as the service asks', [after(60_000), after(0)], {}, [60_000, 0], true],
  ['does not wait more than 60 s', [after(60_001)], {}, [], false],
  ['is repeated as its error allows', [again, lost], { attempts: onlyIfNotDone }, [500], false],
  ['is repeated as the caller says', [absent, again], { isRetryable: isAbsent }, [500], false],
  ['waits evenly', [again, after(1_000), after(5_000)], { everyMs: 2_000 }, [2e3, 2e3, 5e3], true],
  ['is tried at the last moment', [again], { everyMs: 2_000, until: 2_000 }, [2_000], true],
  ['is not tried after it', [again], { everyMs: 2_000, until: 1_999 }, [], false],
  ['is not repeated once the run stops', [{ ...again, reason: 'stop' }], {}, [], false],
  ['does not begin once the run stops', [], {}, [], false]
])('A call that fails %s', async (_what, outcomes, options, ...ends) => {
  const { waits, error } = await play(outcomes, options)
  expect([waits, error === undefined]).toEqual(ends)
})

const outcome = fc.record({
  maybeDone: fc.boolean(),
  retry: fc.constantFrom({}, {}, {}, undefined),
  reason: fc.constantFrom('', '', '', 'stop')
})

test(`A failure may be done if any attempt may be done, however the retries end ${seeded}`, async () => {
  const outcomes = fc.array(outcome, { minLength: 1, maxLength: 6 })
  const property = fc.asyncProperty(outcomes, async each => {
    const { error, attempts } = await play(each, { attempts: each.length })
    const made = each.slice(0, attempts)
    expect(error).toMatchObject({ maybeDone: made.some(({ maybeDone }) => maybeDone) })
    const isStopped = made.at(-1)?.reason === 'stop' && made.at(-1)?.retry && attempts < each.length
    expect(error).toMatchObject({ code: isStopped ? 'interrupted' : 'network' })
  })
  await fc.assert(property, cases(300))
})
