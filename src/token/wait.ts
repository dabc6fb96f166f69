import { ActionError, asActionError, interrupted } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import { formatDuration } from '../core/time.ts'
import type { Settings, Target } from '../inputs/settings.ts'
import { LONGEST_WAIT_MS, sleep } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'

/** A search for sandboxes, with one deadline for everything that is waited for. */
export interface Search {
  target: Extract<Target, { is: 'sandboxes' }>
  settings: Settings
  /** Signed in to. */
  vault: Vault
  /** Its abort signal ends the waiting. */
  world: World
  /** When it began, by `clock.elapsed()`. */
  began: number
}

/** Milliseconds between two looks; Vault lets nobody look at a job more often ("Retrieve Job Status"). */
export const INTERVAL_MS = 10_000

const WAIT_LONGER = 'Run again later, or set a longer `wait-timeout`.'

/**
 * Makes the error of a look that finds that something is not there yet.
 * @param hint what to do if it is not there at the deadline either
 */
export function notYet(state: string, hint: string = WAIT_LONGER): ActionError {
  return new ActionError('wait-timeout', state, hint, { retry: {} })
}

/**
 * Looks until something is there or the deadline has come, with a line of progress after each look. While it is waited for, a look
 * is one attempt, and an error that may pass means *not yet*.
 * @param subject as a message names it: `the sandbox "UAT"`
 * @param look looks once; throws `notYet` if it is not there yet
 * @param isExpected whether the first look is already a part of waiting
 * @throws ActionError `wait-timeout`, or what `look` throws
 */
export async function waitFor<T>(
  subject: string,
  look: (vault: Vault) => Promise<T>,
  isExpected: boolean,
  search: Search
): Promise<T> {
  const once = search.vault.withRetries({ attempts: 1 })
  let isWaiting = isExpected && search.target.waitTimeoutMs > 0
  for (;;) {
    try {
      return await look(isWaiting ? once : search.vault)
    } catch (thrown) {
      const error = asActionError(thrown)
      isWaiting ||= error.code === 'wait-timeout'
      if (!isWaiting || error.retry === undefined) throw error
      await sleepUntilNext(error, subject, search)
    }
  }
}

/** Waits for the next look. Throws `wait-timeout` if there is none before the deadline, and `interrupted` if the run is stopping. */
async function sleepUntilNext(
  error: ActionError,
  subject: string,
  { world, began, target }: Search
): Promise<void> {
  if (world.stopping.aborted) throw interrupted(world.stopping)
  const passedMs = world.clock.elapsed() - began
  const askedMs = Math.min(LONGEST_WAIT_MS, error.retry?.afterMs ?? 0)
  const nextMs = Math.max(INTERVAL_MS, askedMs)
  const state = withoutFullStop(error.message)
  if (passedMs + nextMs > target.waitTimeoutMs) {
    throw error.with({
      code: 'wait-timeout',
      message: `The wait for ${subject} ended after ${formatDuration(target.waitTimeoutMs)}, as \`wait-timeout\` says: ${state}.`,
      hint: `Nothing was generated. ${error.code === 'wait-timeout' ? error.hint : WAIT_LONGER}`,
      retry: undefined
    })
  }
  world.runner.info(
    `Waiting for ${subject}: ${state}. ${formatDuration(passedMs)} passed; the next check is in ${formatDuration(nextMs)}.`
  )
  await sleep(nextMs, world)
}
