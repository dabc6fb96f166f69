import { type ActionError, asActionError, interrupted } from '../core/errors.ts'
import type { Clock } from '../core/time.ts'

export interface RetryContext {
  clock: Clock
  /** A number from 0 up to 1, for the jitter. */
  random(): number
  /** Aborted when the run has to end: no retry and no wait begins after that. */
  stopping: AbortSignal
}

export interface RetryOptions {
  /** Most attempts, which may depend on the error. */
  attempts?: number | ((error: ActionError) => number)
  /** Milliseconds between two attempts; exponential back-off with full jitter if left out. */
  everyMs?: number
  /** No attempt begins later than this, by `clock.elapsed()`. */
  until?: number
  /** Whether an error is worth a retry; by default the error says so itself. */
  isRetryable?: (error: ActionError) => boolean
}

/** Longest wait that a service may ask for, in milliseconds. */
export const LONGEST_WAIT_MS = 60_000
const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 10_000

/** Waits. Throws `interrupted` as soon as the run is stopping. */
export async function sleep(ms: number, { clock, stopping }: RetryContext): Promise<void> {
  try {
    await clock.sleep(ms, stopping)
  } catch (thrown) {
    throw stopping.aborted ? interrupted(stopping) : thrown
  }
}

/**
 * Repeats an attempt while it throws an error that is worth a retry.
 * @param attempt is told whether an earlier attempt may have had its effect, although it failed
 * @throws the last ActionError, or `interrupted`; its `maybeDone` says whether *any* attempt may have had its effect
 */
export async function retry<T>(
  attempt: (maybeDoneBefore: boolean) => Promise<T>,
  options: RetryOptions,
  context: RetryContext
): Promise<T> {
  let maybeDone = false
  let delayMs: number | undefined
  for (let made = 1; ; made++) {
    try {
      if (delayMs !== undefined) await sleep(delayMs, context)
      if (context.stopping.aborted) throw interrupted(context.stopping)
      return await attempt(maybeDone)
    } catch (thrown) {
      const error = asActionError(thrown)
      maybeDone ||= error.maybeDone
      delayMs = delayBefore(error, made, options, context)
      if (delayMs === undefined) throw error.with({ maybeDone })
    }
  }
}

function delayBefore(
  error: ActionError,
  made: number,
  { attempts = Number.POSITIVE_INFINITY, everyMs, until, isRetryable }: RetryOptions,
  { clock, random }: RetryContext
): number | undefined {
  const isWorthIt = isRetryable ? isRetryable(error) : error.retry !== undefined
  const most = typeof attempts === 'number' ? attempts : attempts(error)
  const askedMs = error.retry?.afterMs
  if (!isWorthIt || made >= most || (askedMs ?? 0) > LONGEST_WAIT_MS) return undefined
  const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (made - 1))
  const usualMs = everyMs ?? Math.round(random() * backoffMs)
  const delayMs = Math.max(everyMs ?? 0, askedMs ?? usualMs)
  const isTooLate = until !== undefined && clock.elapsed() + delayMs > until
  return isTooLate ? undefined : delayMs
}
