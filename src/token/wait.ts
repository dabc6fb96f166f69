import { ActionError, asActionError } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import { formatDuration } from '../core/time.ts'
import { sleep } from '../net/retry.ts'
import type { World } from '../net/world.ts'

/** One deadline for everything that is waited for. */
export interface Deadline {
  /** By `clock.elapsed()`. */
  began: number
  /** From `began`; 0 looks once. */
  timeoutMs: number
}

export type Look<T> = { is: 'ready'; value: T } | { is: 'not-yet'; state: string }

export interface Wait<T> {
  /** What is waited for, as a message names it: `the sandbox "UAT"`. */
  subject: string
  /** Looks once. While it is waited for, each look is one attempt, and an error that may pass means *not yet*. */
  look(isWaiting: boolean): Promise<Look<T>>
  deadline: Deadline
  /** Whether the first look is already a part of waiting. */
  isExpected: boolean
  /** Shortest time between two looks, in milliseconds. */
  minIntervalMs?: number
}

/** Milliseconds between two looks. */
export const INTERVAL_MS = 10_000

/**
 * Looks until something is there, with a line of progress after each look. The last look is at the deadline.
 * @throws ActionError `wait-timeout`, or what `look` throws
 */
export async function waitFor<T>(wait: Wait<T>, world: World): Promise<T> {
  const { subject, deadline, minIntervalMs = 0 } = wait
  let isWaiting = wait.isExpected && deadline.timeoutMs > 0
  for (;;) {
    const seen = await lookOnce(wait, isWaiting)
    if (seen.is === 'ready') return seen.value
    const passedMs = world.clock.elapsed() - deadline.began
    const shortestMs = Math.max(minIntervalMs, seen.afterMs)
    const nextMs = Math.min(Math.max(INTERVAL_MS, shortestMs), deadline.timeoutMs - passedMs)
    if (nextMs <= 0 || nextMs < shortestMs) throw timeout(subject, seen, passedMs)
    world.runner.info(
      `Waiting for ${subject}: ${seen.state}. ${formatDuration(passedMs)} passed; the next look is in ${formatDuration(nextMs)}.`
    )
    await sleep(nextMs, world)
    isWaiting = true
  }
}

interface NotYet {
  is: 'not-yet'
  state: string
  /** For how long a service asks to wait. */
  afterMs: number
  executionId?: string
}

async function lookOnce<T>(
  { look }: Wait<T>,
  isWaiting: boolean
): Promise<{ is: 'ready'; value: T } | NotYet> {
  try {
    const seen = await look(isWaiting)
    return seen.is === 'ready' ? seen : { is: 'not-yet', state: seen.state, afterMs: 0 }
  } catch (thrown) {
    const error = asActionError(thrown)
    if (!isWaiting || error.retry === undefined) throw error
    const { executionId } = error
    const state = withoutFullStop(error.message)
    return { is: 'not-yet', state, afterMs: error.retry.afterMs ?? 0, executionId }
  }
}

function timeout(subject: string, { state, executionId }: NotYet, passedMs: number): ActionError {
  return new ActionError(
    'wait-timeout',
    `The wait for ${subject} ended after ${formatDuration(passedMs)}, as \`wait-timeout\` says: ${state}.`,
    'Nothing was generated. Run again later, or give a longer `wait-timeout`.',
    { executionId }
  )
}
