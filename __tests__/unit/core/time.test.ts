import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  describeTimeLeft,
  expiryFrom,
  formatDuration,
  formatExpiry,
  formatInstant,
  parseDate,
  parseDuration,
  parseExpires,
  parseInstant,
  remoteClock,
  systemClock,
  watchForJump
} from '../../../src/core/time.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const NOON = new Date('2026-11-22T12:00:00Z')

test('A duration is minutes, hours or days, up to a hundred years', () => {
  const seconds = ['1m', '90m', '12h', '30d', '36500d'].map(parseDuration)
  expect(seconds).toEqual([60, 5_400, 43_200, 2_592_000, 3_153_600_000])
})

const NOT_DURATIONS = '36501d 999999999d 0d -1d 1.5h 30 d 30D 1d12h 30s 1234567890m'.split(' ')
test.each([...NOT_DURATIONS, '', '30 d', '30d\n'])('%j is not a duration', text => {
  expect(parseDuration(text)).toBeUndefined()
})

test(`Every instant of four-digit years is parsed as it was written, to the second ${seeded}`, () => {
  const years = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') }
  const instants = fc.date({ ...years, noInvalidDate: true })
  fc.assert(
    fc.property(instants, instant => {
      const seconds = Math.floor(instant.getTime() / 1000)
      expect(parseInstant(formatInstant(instant))?.getTime()).toBe(seconds * 1000)
    }),
    cases(300)
  )
})

const NOT_INSTANTS =
  `2026-02-29T00:00:00Z 2026-13-01T00:00:00Z 2026-12-31T24:00:00Z 2026-12-31T12:60:00Z
  2026-12-31 2026-12-31T12:00Z 2026-12-31T12:00:00.000Z 2026-12-31T12:00:00+01:00 2026-12-31t12:00:00z
  2026-12-31T12:00:00 +010000-01-01T00:00:00Z x2026-12-31T12:00:00Z 2026-12-31T12:00:00Zx`.split(
    /\s+/
  )
test.each(NOT_INSTANTS)('%s is not an instant', text => {
  expect(parseInstant(text)).toBeUndefined()
})

test('An expiry is a duration, an instant or never', () => {
  const instant = new Date('2026-12-31T12:00:00Z')
  expect(parseExpires('never')).toEqual({ is: 'never' })
  expect(parseExpires('12h')).toEqual({ is: 'after', seconds: 43_200 })
  expect(parseExpires('2026-12-31T12:00:00Z')).toEqual({ is: 'at', instant })
  expect(['Never', 'soon', ''].map(parseExpires)).toEqual([undefined, undefined, undefined])
})

test('The expiry to ask for counts from the full second of generating', () => {
  const generating = new Date('2026-11-22T12:00:00.999Z')
  const after = expiryFrom({ is: 'after', seconds: 60 }, generating)
  expect(formatExpiry(after)).toBe('2026-11-22T12:01:00Z')
  expect(expiryFrom({ is: 'at', instant: NOON }, generating)).toEqual(NOON)
  expect(formatExpiry(expiryFrom({ is: 'never' }, generating))).toBe('')
})

test('The time that a token has left is told in the unit that fits', () => {
  const tell = (minutes: number) =>
    describeTimeLeft(new Date(NOON.getTime() + minutes * 60_000), NOON)
  expect([-1, 0, 1, 119].map(tell)).toEqual(['expired', 'expired', 'in 1 minute', 'in 119 minutes'])
  const [twoDays, month] = [2 * 1440, 29 * 1440]
  const days = ['in 2 hours', 'in 48 hours', 'in 2 days', 'in 29 days']
  expect([120, twoDays - 1, twoDays, month].map(tell)).toEqual(days)
  expect(describeTimeLeft(undefined, NOON)).toBe('never')
})

test('A duration is written in seconds, minutes or hours', () => {
  const written = [499, 59_499, 59_500, 3_599_000, 3_600_000, 3_900_000].map(formatDuration)
  expect(written).toEqual(['0 s', '59 s', '1 min', '59 min', '1 h 0 min', '1 h 5 min'])
})

test('A date of a response is read in any of its forms, or not at all', () => {
  expect(parseDate('Sun, 22 Nov 2026 12:00:00 GMT')).toEqual(NOON)
  expect(parseDate('soon')).toBeUndefined()
})

test.each([
  '2026-11-22T12:00:00.000Z',
  '2026-11-22T12:00:00:00.000Z',
  '2026-11-22T14:00:00.000+02:00',
  '2026-11-22T11:00:00-0100',
  '2026-11-22T12:00:00',
  '2026-11-22 12:00:00'
])('The date %s of a response is read as an instant, in UTC without a zone', text => {
  expect(parseDate(text)).toEqual(NOON)
})

test.each(['0', '7', '1764072000', '22.11.2026', '2026-22-11', '2026-11-22T12:00:00 GMT+1'])(
  'The text %s of a response is no date, whatever the runtime makes of it',
  text => {
    expect(parseDate(text)).toBeUndefined()
  }
)

test('The clock of another machine goes on from its last Date, however the own one is set', () => {
  let elapsed = 5_000
  const there = remoteClock({ now: () => NOON, elapsed: () => elapsed, sleep: async () => {} })
  expect(there.now()).toBeUndefined()
  there.update('Sun, 22 Nov 2026 12:10:00 GMT')
  elapsed += 1_500
  for (const unreadable of [undefined, '', 'soon']) there.update(unreadable)
  expect(there.now()).toEqual(new Date('2026-11-22T12:10:01.500Z'))
})

test('A jump of the wall clock is seen, as when the machine slept, and a drift of a minute is none', () => {
  let [wallMs, elapsed] = [NOON.getTime(), 0]
  const clock = { now: () => new Date(wallMs), elapsed: () => elapsed, sleep: async () => {} }
  const hasJumped = watchForJump(clock)
  wallMs += 600_000 + 60_000
  elapsed += 600_000
  expect(hasJumped()).toBe(false)
  wallMs += 1
  expect([hasJumped(), watchForJump(clock)()]).toEqual([true, false])
})

test('The clock of the system tells the time of now, and measures a sleep in milliseconds', async () => {
  const [began, elapsed] = [performance.now(), systemClock.elapsed()]
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1_000)
  await systemClock.sleep(30, new AbortController().signal)
  const measured = systemClock.elapsed() - elapsed
  expect(measured).toBeGreaterThan(25)
  expect(measured).toBeLessThanOrEqual(performance.now() - began)
})

test('A sleep ends early, with an error, when it is aborted', async () => {
  const stop = new AbortController()
  const sleeping = systemClock.sleep(60_000, stop.signal)
  stop.abort()
  await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' })
})
