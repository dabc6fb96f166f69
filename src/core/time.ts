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

/** A smaller difference between the wall clock and the monotonic clock is a drift, not a jump. */
const JUMP_MS = 60_000

/** Watches for jumps of the wall clock: the machine slept, which the monotonic clock does not show, or somebody set the clock. */
export function watchForJump(clock: Clock): () => boolean {
  const offset = () => clock.now().getTime() - clock.elapsed()
  const before = offset()
  return () => Math.abs(offset() - before) > JUMP_MS
}

export type RemoteClock = ReturnType<typeof remoteClock>

/** The clock of another machine, as the Date header of its responses tells it; undefined until one has. */
export function remoteClock(clock: Clock) {
  let last: { at: number; elapsed: number } | undefined
  return {
    now: () => last && new Date(last.at + clock.elapsed() - last.elapsed),
    update(date: string | undefined) {
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

/** ISO 8601; Vault's own documents also show a time with `:00` once too often. */
const ISO_DATE =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/
const HTTP_DATE = /^[A-Z][a-z]{2}, /

/** Reads an instant to the second from a response, in UTC if it names no zone; undefined if it is none. */
export function parseDate(text: string): Date | undefined {
  const [, day, time = '00:00:00', zone = 'Z'] = ISO_DATE.exec(text) ?? []
  // Of anything else, as of a number, the constructor would make a date of its own.
  if (day === undefined && !HTTP_DATE.test(text)) return undefined
  const date = new Date(day === undefined ? text : `${day}T${time}${zone}`)
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

/** Parses `90m`, `12h` or `30d`, to seconds; undefined for any other form, for zero, and for more than a hundred years. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,9})([mhd])$/.exec(text) ?? []
  const seconds = Number(number) * (UNIT_SECONDS[unit] ?? Number.NaN)
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined
}

/** Parses the input `expires`; undefined if it has none of its forms, and for a day that does not exist. */
export function parseExpires(text: string): Expires | undefined {
  if (text === 'never') return { is: 'never' }
  const seconds = parseDuration(text)
  if (seconds !== undefined) return { is: 'after', seconds }
  const instant = parseDate(text)
  return instant && formatInstant(instant) === text ? { is: 'at', instant } : undefined
}

/** Tells the expiry to ask Vault for, to the second, given its time of now; undefined for never. */
export function expiryFrom(expires: Expires, now: Date): Date | undefined {
  if (expires.is === 'never') return undefined
  if (expires.is === 'at') return expires.instant
  return new Date((Math.floor(now.getTime() / 1000) + expires.seconds) * 1000)
}

export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`
}
