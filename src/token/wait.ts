import { ActionError, asActionError, interrupted } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import { formatDuration } from '../core/time.ts'
import { sleep } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'

/** One deadline for everything that is waited for. */
export interface Deadline {
  /** By `clock.elapsed()`. */
  began: number
  /** From `began`; 0 looks once. */
  timeoutMs: number
}

export interface Wait<T> {
  /** What is waited for, as a message names it: `the sandbox "UAT"`. */
  subject: string
  /** Looks once; throws `notYet` if it is not there yet. */
  look(vault: Vault): Promise<T>
  /** Whether the first look is already a part of waiting. */
  isExpected: boolean
  /** Shortest time between two looks, in milliseconds. */
  minIntervalMs?: number
}

/** Milliseconds between two looks. */
export const INTERVAL_MS = 10_000

const WAIT_LONGER = 'Run again later, or give a longer `wait-timeout`.'

/**
 * Makes the error of a look that finds that something is not there yet.
 * @param hint what to do if it is not there at the deadline either
 */
export function notYet(state: string, hint: string = WAIT_LONGER): ActionError {
  return new ActionError('wait-timeout', state, hint, { retry: {} })
}

/**
 * Looks until something is there, with a line of progress after each look; the last look is at the deadline. While it is waited for,
 * a look is one attempt, and an error that may pass means *not yet*.
 * @throws ActionError `wait-timeout`, or what `look` throws
 */
export async function waitFor<T>(
  wait: Wait<T>,
  vault: Vault,
  deadline: Deadline,
  world: World
): Promise<T> {
  const patient = vault.withRetries({ attempts: 1 })
  for (let isWaiting = wait.isExpected && deadline.timeoutMs > 0; ; isWaiting = true) {
    try {
      return await wait.look(isWaiting ? patient : vault)
    } catch (thrown) {
      const error = asActionError(thrown)
      const mayPass = error.retry !== undefined && (isWaiting || error.code === 'wait-timeout')
      if (!mayPass) throw error
      await sleepUntilNext(error, wait, deadline, world)
    }
  }
}

/** Waits for the next look. Throws `wait-timeout` if there is none, and `interrupted` without a line if the run is stopping. */
async function sleepUntilNext<T>(
  error: ActionError,
  { subject, minIntervalMs = 0 }: Wait<T>,
  { began, timeoutMs }: Deadline,
  world: World
): Promise<void> {
  if (world.stopping.aborted) throw interrupted(world.stopping)
  const passedMs = world.clock.elapsed() - began
  const shortestMs = Math.max(minIntervalMs, error.retry?.afterMs ?? 0)
  const nextMs = Math.min(Math.max(INTERVAL_MS, shortestMs), timeoutMs - passedMs)
  const state = withoutFullStop(error.message)
  const passed = formatDuration(passedMs)
  if (nextMs <= 0 || nextMs < shortestMs) {
    throw error.with({
      code: 'wait-timeout',
      message: `The wait for ${subject} ended after ${passed}, as \`wait-timeout\` says: ${state}.`,
      hint: `Nothing was generated. ${error.code === 'wait-timeout' ? error.hint : WAIT_LONGER}`,
      retry: undefined
    })
  }
  world.runner.info(
    `Waiting for ${subject}: ${state}. ${passed} passed; the next look is in ${formatDuration(nextMs)}.`
  )
  await sleep(nextMs, world)
}
