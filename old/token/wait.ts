import { ActionError } from '../errors.ts'
import { type Patience, pause } from '../retry.ts'
import type { World } from '../world.ts'

/** One deadline for everything that is waited for. */
export type Deadline = Readonly<{
  /** By `elapsed` of the clock. */
  began: number
  /** Milliseconds from `began`; 0 looks once. */
  timeoutMs: number
}>

export type Look<T> = Readonly<{ is: 'there'; value: T }> | Readonly<{ is: 'not-yet'; state: string }>

/** Milliseconds between two looks; who waited at all waited as long. */
export const INTERVAL = 10_000

/** In: milliseconds. Out: `45 s`, `12 min`, `1 h 5 min`. */
export const lasted = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/**
 * Looks until it is there, with a line of progress after each look that finds it is not yet.
 * The last look is at the deadline.
 * @param what as a message names it: `the sandbox "UAT"`
 * @param shortest milliseconds that have to be between two looks
 * @throws ActionError `wait-timeout`, or what `look` throws
 */
export const waitFor = async <T>(
  what: string,
  look: () => Promise<Look<T>>,
  { began, timeoutMs }: Deadline,
  shortest: number,
  runner: World['runner'],
  patience: Patience
): Promise<T> => {
  for (;;) {
    const seen = await look()
    if (seen.is === 'there') return seen.value
    const passed = patience.clock.elapsed() - began
    const next = Math.min(INTERVAL, timeoutMs - passed)
    if (next <= 0 || next < shortest) {
      throw new ActionError(
        'wait-timeout',
        `Waiting for ${what} took longer than wait-timeout allows (${lasted(timeoutMs)}): after ${lasted(passed)} it is ${seen.state}.`,
        'Nothing was generated. Run again later, or give a longer wait-timeout.'
      )
    }
    runner.info(`Waiting for ${what}: ${seen.state}; ${lasted(passed)} passed, next look in ${lasted(next)}.`)
    await pause(next, patience)
  }
}
