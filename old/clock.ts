import { setTimeout as wait } from 'node:timers/promises'

export type Clock = Readonly<{
  /** The machine's wall clock, which may be wrong, and may step either way. */
  now: () => Date
  /** Milliseconds since some fixed moment; never goes back. Lengths of time are measured by it. */
  elapsed: () => number
  /** Resolves after `ms` milliseconds; rejects as soon as `signal` is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
}>

export const systemClock: Clock = {
  now: () => new Date(),
  // performance.now() would load ten modules of Node for it.
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
  sleep: (ms, signal) => wait(ms, undefined, { signal })
}

/** In: an instant. Out: `YYYY-MM-DDTHH:MM:SSZ`, UTC, to the second: the format Vault takes and shows. */
export const toSecond = (instant: Date): string => instant.toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The time by the clock of another machine. */
export type RemoteClock = Readonly<{
  /** The time there; by this machine's clock as long as no answer has told it. */
  now: () => Date
  /** Whether an answer has told it. */
  isKnown: () => boolean
  /** Told of the Date header of each answer ("RFC 9110": to the second). */
  heard: (date: string | undefined) => void
}>

export const remoteClock = (clock: Clock): RemoteClock => {
  let told: Readonly<{ at: number; elapsed: number }> | undefined
  return {
    now: () => (told === undefined ? clock.now() : new Date(told.at + clock.elapsed() - told.elapsed)),
    isKnown: () => told !== undefined,
    heard: date => {
      const at = Date.parse(date ?? '')
      if (!Number.isNaN(at)) told = { at, elapsed: clock.elapsed() }
    }
  }
}
