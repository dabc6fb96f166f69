import type { Clock } from './clock.ts'
import { ActionError } from './errors.ts'

/**
 * What one try came to.
 * `again`: the same call may go better later; `effect` tells whether it may have been carried out all the same,
 * `afterMs` what the other side asked for (milliseconds).
 */
export type Verdict<T> =
  | Readonly<{ is: 'done'; value: T }>
  | Readonly<{ is: 'again'; error: ActionError; effect: 'none' | 'perhaps'; afterMs?: number }>
  | Readonly<{ is: 'failed'; error: ActionError }>

export type Patience = Readonly<{
  clock: Clock
  /** A number from 0 up to 1, for the jitter. */
  random: () => number
  stopping: AbortSignal
}>

/** Longest wait that the other side may ask for, in milliseconds. */
export const LONGEST_WAIT = 60_000
const FIRST_BACKOFF = 1_000
const LONGEST_BACKOFF = 10_000

/** In: the tries made so far, a number from 0 to 1. Out: milliseconds to wait: exponential back-off with full jitter. */
export const backoff = (triesMade: number, random: number): number =>
  Math.round(random * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (triesMade - 1)))

/** In: the word to stop. Out: whether it is the post step's, which is told by the time that it has, and main by a signal. */
const isTimeUp = ({ reason }: AbortSignal): boolean => reason?.name === 'TimeoutError'

/** In: the word to stop. Out: why it was given, as a part of a sentence. */
export const whyStopped = (stopping: AbortSignal): string =>
  isTimeUp(stopping) ? 'the 2 minutes of the post step were over' : 'the run was cancelled'

/** In: the word to stop. Out: the error of what was told it. */
export const interrupted = (stopping: AbortSignal): ActionError =>
  isTimeUp(stopping)
    ? new ActionError('interrupted', 'The 2 minutes of the post step were over.', 'Check that Vault and GitHub answer.')
    : new ActionError(
        'interrupted',
        'The run was cancelled.',
        'What was under way is finished or undone by the post step; run the workflow again.'
      )

/** Waits; throws `interrupted` as soon as the run is stopping. */
export const pause = async (ms: number, { clock, stopping }: Patience): Promise<void> => {
  try {
    await clock.sleep(ms, stopping)
  } catch (thrown) {
    throw stopping.aborted ? interrupted(stopping) : thrown
  }
}

/**
 * Tries until it is done, has failed, or `tries` are used up; never longer than the other side may ask (60 s a wait).
 * @param attempt one try; it does not throw for what the other side answers
 * @returns the value; throws the last try's ActionError, or `interrupted`
 */
export const persist = async <T>(attempt: () => Promise<Verdict<T>>, tries: number, patience: Patience): Promise<T> => {
  for (let made = 1; ; made++) {
    if (patience.stopping.aborted) throw interrupted(patience.stopping)
    const verdict = await attempt()
    if (verdict.is === 'done') return verdict.value
    if (verdict.is === 'failed' || made >= tries || (verdict.afterMs ?? 0) > LONGEST_WAIT) throw verdict.error
    await pause(verdict.afterMs ?? backoff(made, patience.random()), patience)
  }
}

/**
 * Tries until it is done, has failed, or the time is up: for what only needs time, however often it has to be asked.
 * @param every milliseconds between two tries, unless the other side asks for more
 * @param until when no further try begins, by `elapsed` of the clock
 * @returns the value; throws the last try's ActionError, or `interrupted`
 */
export const persistUntil = async <T>(
  attempt: () => Promise<Verdict<T>>,
  every: number,
  until: number,
  patience: Patience
): Promise<T> => {
  for (;;) {
    if (patience.stopping.aborted) throw interrupted(patience.stopping)
    const verdict = await attempt()
    if (verdict.is === 'done') return verdict.value
    const wait = verdict.is === 'again' ? Math.max(every, verdict.afterMs ?? 0) : every
    if (verdict.is === 'failed' || patience.clock.elapsed() + wait > until) throw verdict.error
    await pause(wait, patience)
  }
}

/** In: an answer's headers and the time here. Out: when it was given, by its own Date ("RFC 9110"), else the time here. */
export const answeredAt = (headers: Readonly<Record<string, string>>, now: Date): Date => {
  const at = Date.parse(headers.date ?? '')
  return Number.isNaN(at) ? now : new Date(at)
}

/** In: an answer's headers and the time here. Out: what Retry-After asks for ("RFC 9110": seconds or a date), in milliseconds, or undefined. */
export const retryAfterMs = (headers: Readonly<Record<string, string>>, now: Date): number | undefined => {
  const header = headers['retry-after']
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
  if (!/^[A-Za-z]{3}/.test(header)) return undefined
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - answeredAt(headers, now).getTime())
}
