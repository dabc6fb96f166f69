import { describe, expect, test } from '@jest/globals'
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

test.each([
  ['90m', 5400],
  ['12h', 43_200],
  ['30d', 2_592_000],
  ['1m', 60],
  ['36500d', 3_153_600_000]
])('The duration %s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
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

test.each([
  [-1, 'expired'],
  [0, 'expired'],
  [1, 'in 1 minute'],
  [119, 'in 119 minutes'],
  [120, 'in 2 hours'],
  [2 * 1440 - 1, 'in 48 hours'],
  [2 * 1440, 'in 2 days'],
  [29 * 1440, 'in 29 days']
])('%d minutes before an expiry, a token expires: %s', (minutes, text) => {
  expect(describeTimeLeft(new Date(NOON.getTime() + minutes * 60_000), NOON)).toBe(text)
  expect(describeTimeLeft(undefined, NOON)).toBe('never')
})

test.each([
  [499, '0 s'],
  [59_499, '59 s'],
  [59_500, '1 min'],
  [3_599_000, '59 min'],
  [3_600_000, '1 h 0 min'],
  [3_900_000, '1 h 5 min']
])('A duration of %d ms is written as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('A date of a response is read in any of its forms, or not at all', () => {
  expect(parseDate('Sun, 22 Nov 2026 12:00:00 GMT')).toEqual(NOON)
  expect(parseDate('2026-11-22T12:00:00.000Z')).toEqual(NOON)
  expect(parseDate('soon')).toBeUndefined()
})

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

describe('The clock of the system', () => {
  test('tells the time of now', () => {
    const before = Date.now()
    const now = systemClock.now().getTime()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
  })

  test('ends a sleep early, with an error, when it is aborted', async () => {
    const stop = new AbortController()
    const sleeping = systemClock.sleep(60_000, stop.signal)
    stop.abort()
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('measures a sleep in milliseconds', async () => {
    const [before, elapsed] = [performance.now(), systemClock.elapsed()]
    await systemClock.sleep(30, new AbortController().signal)
    const measured = systemClock.elapsed() - elapsed
    expect(measured).toBeGreaterThan(25)
    expect(measured).toBeLessThanOrEqual(performance.now() - before)
  })
})
