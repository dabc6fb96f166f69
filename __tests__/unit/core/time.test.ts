import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as time from '../../../src/core/time.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const { formatExpiry, formatInstant, parseDate, parseDuration, parseExpires } = time
const NOON = new Date('2026-11-22T12:00:00Z')

test('A duration is minutes, hours or days, up to a hundred years', () => {
  const seconds = ['1m', '90m', '12h', '30d', '36500d'].map(parseDuration)
  expect(seconds).toEqual([60, 5_400, 43_200, 2_592_000, 3_153_600_000])
  const others = ['36501d', '0d', '-1d', '1.5h', '30D', '1d12h', '30s', '0000000001m', '', '30d\n']
  expect(others.filter(text => parseDuration(text) !== undefined)).toEqual([])
  const written = [59_499, 59_500, 119_999, 3_900_000].map(time.formatDuration)
  expect(written).toEqual(['59 s', '1 min', '2 min', '65 min'])
})

test(`Every instant of four-digit years is parsed as it was written, to the second ${seeded}`, () => {
  const seconds = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 })
  const property = fc.property(seconds, each => {
    const instant = new Date(each * 1000)
    expect(parseExpires(formatInstant(instant))).toEqual({ is: 'at', instant })
  })
  fc.assert(property, cases(300))
  const others = `2026-02-29T00:00:00Z 2026-13-01T00:00:00Z 2026-12-31 2026-12-31T12:00:00.000Z
    2026-12-31T12:00:00+01:00 2026-12-31t12:00:00z +010000-01-01T00:00:00Z`
  expect(others.split(/\s+/).filter(text => parseExpires(text) !== undefined)).toEqual([])
})

test('An expiry is a duration, an instant or never, and counts from the full second of generating', () => {
  const instant = '2026-12-31T12:00:00Z'
  const given = ['never', '2m', instant, 'Never', ''].map(parseExpires)
  const generating = new Date(NOON.getTime() + 999)
  const expiries = given.map(each => each && formatExpiry(time.expiryFrom(each, generating)))
  expect(expiries).toEqual(['', '2026-11-22T12:02:00Z', instant, undefined, undefined])
})

test('The date of a response is read in any of its forms, in UTC without a zone', () => {
  const forms = ['.000Z', ':00.000Z', '.000+0000', ''].map(end => `2026-11-22T12:00:00${end}`)
  const dates = [...forms, '2026-11-22T14:00:00+02:00', 'Sun, 22 Nov 2026 12:00:00 GMT']
  expect(dates.map(parseDate)).toEqual(dates.map(() => NOON))
  const words = ['soon', '7', 'on Sun, 22 Nov 2026', 'Sun, x']
  const others = [...words, '22.11.2026', '2026-22-11T12:00:00Z']
  expect(others.filter(text => parseDate(text) !== undefined)).toEqual([])
})

test('The clock of another machine goes on from its last Date, and a jump of the own clock is seen', () => {
  const hand = { wallMs: NOON.getTime(), elapsedMs: 5_000 }
  const now = () => new Date(hand.wallMs)
  const clock = { now, elapsed: () => hand.elapsedMs, sleep: async () => {} }
  const [there, hasJumped] = [time.remoteClock(clock), time.watchForJump(clock)]
  expect(there.now()).toBeUndefined()
  there.update('Sun, 22 Nov 2026 12:10:00 GMT')
  hand.elapsedMs += 1_500
  for (const unreadable of [undefined, 'soon']) there.update(unreadable)
  expect(there.now()).toEqual(new Date('2026-11-22T12:10:01.500Z'))
  hand.wallMs += 1_500 + 60_000
  expect(hasJumped()).toBe(false)
  hand.wallMs += 1
  expect([hasJumped(), time.watchForJump(clock)()]).toEqual([true, false])
})
