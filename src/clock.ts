import { setTimeout as wait } from 'node:timers/promises'

export type Clock = Readonly<{
  now: () => Date
  /** Resolves after `ms` milliseconds; rejects as soon as `signal` is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
}>

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => wait(ms, undefined, { signal })
}

/** In: an instant. Out: `YYYY-MM-DDTHH:MM:SSZ`, UTC, to the second: the format Vault takes and shows. */
export const toSecond = (instant: Date): string => instant.toISOString().replace(/\.\d{3}Z$/, 'Z')
