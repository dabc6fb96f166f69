import pLimit from 'p-limit'
import { type RetryContext, sleep } from '../net/retry.ts'

/** The queue of all writes of one run. */
export interface WriteQueue {
  /** Runs one task after the other, in the order they came. */
  enqueue<T>(task: () => Promise<T>): Promise<T>
  /** Waits until one more write request may be sent. Throws `interrupted`. */
  waitForSlot(): Promise<void>
}

/** GitHub allows about 80 write requests in a minute ("Rate limits for the REST API"); the rest is for other jobs with the same token. */
const WRITES_PER_MINUTE = 75
const MINUTE_MS = 60_000

/** Makes a queue that never sends more than 75 write requests in any minute, retries included. */
export function createWriteQueue(context: RetryContext): WriteQueue {
  const { clock } = context
  const oneAtATime = pLimit(1)
  const begunAt: number[] = []
  return {
    enqueue: task => oneAtATime(task),
    async waitForSlot() {
      const oldest = begunAt.at(-WRITES_PER_MINUTE)
      const waitMs = oldest === undefined ? 0 : oldest + MINUTE_MS - clock.elapsed()
      if (waitMs > 0) await sleep(waitMs, context)
      begunAt.push(clock.elapsed())
    }
  }
}
