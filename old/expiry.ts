import { toSecond } from './clock.ts'

/** How long a token shall live, as the input `expires` says it. */
export type Expires =
  | Readonly<{ is: 'never' }>
  | Readonly<{ is: 'after'; seconds: number }>
  | Readonly<{ is: 'at'; instant: Date }>

const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 }
/** A hundred years: more is a slip of the hand, and would leave the calendar. */
const LONGEST_SECONDS = 36_500 * 86_400

/** In: `90m`, `12h` or `30d`. Out: the seconds, or undefined when it is none of these, nothing, or over a hundred years. */
export const parseDuration = (text: string): number | undefined => {
  const parts = /^(\d{1,9})([mhd])$/.exec(text)
  const seconds = Number(parts?.[1]) * (UNIT_SECONDS[parts?.[2] ?? ''] ?? Number.NaN)
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined
}

/** In: `2026-12-31T12:00:00Z`. Out: the instant, or undefined when it is another form or no day of the calendar. */
export const parseInstant = (text: string): Date | undefined => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined
  const instant = new Date(text)
  return !Number.isNaN(instant.getTime()) && toSecond(instant) === text ? instant : undefined
}

/** In: the input `expires`. Out: what it means, or undefined when it is none of its forms. */
export const parseExpires = (text: string): Expires | undefined => {
  if (text === 'never') return { is: 'never' }
  const seconds = parseDuration(text)
  if (seconds !== undefined) return { is: 'after', seconds }
  const instant = parseInstant(text)
  return instant === undefined ? undefined : { is: 'at', instant }
}

/** In: how long, and the moment of generating by Vault's clock. Out: the instant to ask for (to the second), or undefined for never. */
export const expiryFrom = (expires: Expires, generating: Date): Date | undefined => {
  switch (expires.is) {
    case 'never':
      return undefined
    case 'at':
      return expires.instant
    case 'after':
      return new Date((Math.floor(generating.getTime() / 1000) + expires.seconds) * 1000)
  }
}

/** In: an instant (undefined for never) and the time. Out: `in 29 days`, `in 3 hours`, `in 12 minutes`, `never`, `expired`. */
export const timeLeft = (instant: Date | undefined, now: Date): string => {
  if (instant === undefined) return 'never'
  const minutes = Math.round((instant.getTime() - now.getTime()) / 60_000)
  if (minutes < 1) return 'expired'
  const [count, unit] =
    minutes >= 48 * 60 ? [minutes / 1440, 'day'] : minutes >= 120 ? [minutes / 60, 'hour'] : [minutes, 'minute']
  return `in ${Math.round(count)} ${unit}${Math.round(count) === 1 ? '' : 's'}`
}
