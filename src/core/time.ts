import { setTimeout as wait } from 'node:timers/promises'

export interface Clock {
  /** The machine's wall clock, which may be wrong, and may jump in both directions. */
  now(): Date
  /** Milliseconds since a fixed moment; never goes back. Durations are measured by it. */
  elapsed(): number
  /** Resolves after `ms` milliseconds; rejects as soon as `signal` is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  // performance.now() would load ten modules of Node for it.
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
  sleep: (ms, signal) => wait(ms, undefined, { signal })
}

/** How far the wall clock and the monotonic clock may drift apart before it counts as a jump, in milliseconds. */
const JUMP_MS = 60_000

/** Begins to watch for jumps of the wall clock: the machine slept, which the monotonic clock does not show, or somebody set the clock. */
export function watchForJump(clock: Clock): () => boolean {
  const offset = () => clock.now().getTime() - clock.elapsed()
  const before = offset()
  return () => Math.abs(offset() - before) > JUMP_MS
}

/** The clock of another machine, as the Date header of its responses tells it. */
export interface RemoteClock {
  /** The time there; undefined until a response has told it. */
  now(): Date | undefined
  /** Takes the Date header of a response (RFC 9110: to the second). */
  update(date: string | undefined): void
}

export function remoteClock(clock: Clock): RemoteClock {
  let last: { at: number; elapsed: number } | undefined
  return {
    now: () => last && new Date(last.at + clock.elapsed() - last.elapsed),
    update(date) {
      const at = parseDate(date ?? '')?.getTime()
      if (at !== undefined) last = { at, elapsed: clock.elapsed() }
    }
  }
}

/** Writes an instant as `YYYY-MM-DDTHH:MM:SSZ`, UTC, to the second: the format that Vault takes and shows. */
export function formatInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** Writes an expiry as the output `expires-at` has it: empty for never. */
export function formatExpiry(expiry: Date | undefined): string {
  return expiry === undefined ? '' : formatInstant(expiry)
}

/** ISO 8601; Vault's own documents also show a time that ends in `:00.000Z` once too often. */
const ISO_DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?::\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/
const HTTP_DATE = /^[A-Z][a-z]{2}/

/** Reads an instant from a response, in UTC if it names no zone, whatever the zone of the runner; undefined if it is none. */
export function parseDate(text: string): Date | undefined {
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = ISO_DATE.exec(text) ?? []
  // Of anything else, as of a number, the constructor would make a date of its own.
  if (day === undefined && !HTTP_DATE.test(text)) return undefined
  const date = new Date(day === undefined ? text : `${day}T${time}${fraction}${zone}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** How long a token is to live, as the input `expires` says it. */
export type Expires =
  | { is: 'never' }
  | { is: 'after'; seconds: number }
  | { is: 'at'; instant: Date }

const UNIT_SECONDS: Record<string, number> = { m: 60, h: 3600, d: 86_400 }
/** A hundred years: more is a slip of the hand, and would leave the calendar. */
const LONGEST_SECONDS = 36_500 * 86_400

/**
 * Parses `90m`, `12h` or `30d`.
 * @returns seconds; undefined for any other form, for zero, and for more than a hundred years
 */
export function parseDuration(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,9})([mhd])$/.exec(text) ?? []
  const seconds = Number(number) * (UNIT_SECONDS[unit] ?? Number.NaN)
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined
}

/** Parses `2026-12-31T12:00:00Z`; undefined for any other form, and for a day that does not exist. */
export function parseInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined
  const instant = parseDate(text)
  return instant && formatInstant(instant) === text ? instant : undefined
}

/** Parses the input `expires`; undefined if it has none of its forms. */
export function parseExpires(text: string): Expires | undefined {
  if (text === 'never') return { is: 'never' }
  const seconds = parseDuration(text)
  if (seconds !== undefined) return { is: 'after', seconds }
  const instant = parseInstant(text)
  return instant && { is: 'at', instant }
}

/**
 * Tells the expiry to ask Vault for.
 * @param now the moment of generating, by Vault's clock
 * @returns an instant to the second; undefined for never
 */
export function expiryFrom(expires: Expires, now: Date): Date | undefined {
  if (expires.is === 'never') return undefined
  if (expires.is === 'at') return expires.instant
  return new Date((Math.floor(now.getTime() / 1000) + expires.seconds) * 1000)
}

const DAY_MINUTES = 1440

/** Describes the time until an expiry: `in 29 days`, `in 3 hours`, `in 12 minutes`, `never`, `expired`. */
export function describeTimeLeft(expiry: Date | undefined, now: Date): string {
  if (expiry === undefined) return 'never'
  const minutes = Math.round((expiry.getTime() - now.getTime()) / 60_000)
  if (minutes < 1) return 'expired'
  if (minutes < 120) return `in ${minutes} minute${minutes === 1 ? '' : 's'}`
  if (minutes < 2 * DAY_MINUTES) return `in ${Math.round(minutes / 60)} hours`
  return `in ${Math.round(minutes / DAY_MINUTES)} days`
}

/** Writes a duration: `45 s`, `12 min`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
