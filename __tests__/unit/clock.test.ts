import { expect, test } from '@jest/globals'
import { remoteClock, systemClock, toSecond } from '../../src/clock.ts'

test('an instant is written in UTC and to the second, without rounding up', () => {
  expect(toSecond(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31T23:59:59Z')
})

test('the system’s clock tells the time of now', () => {
  const before = Date.now()
  const now = systemClock.now().getTime()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
})

test('a sleep ends early, with an error, when the run is told to stop', async () => {
  const stop = new AbortController()
  const sleeping = systemClock.sleep(60_000, stop.signal)
  stop.abort()
  await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' })
})

test('a sleep that nobody disturbs takes its time, and the clock that never goes back measures it in milliseconds', async () => {
  const [before, elapsed] = [performance.now(), systemClock.elapsed()]
  await systemClock.sleep(30, new AbortController().signal)
  const measured = systemClock.elapsed() - elapsed
  expect(measured).toBeGreaterThan(25)
  expect(measured).toBeLessThanOrEqual(performance.now() - before)
})

test('the time of another machine goes on from what it said, however the own clock is set meanwhile', () => {
  let own = new Date('2026-11-22T12:00:00Z')
  let elapsed = 5_000
  const there = remoteClock({ now: () => own, elapsed: () => elapsed, sleep: async () => {} })
  expect(there.now()).toEqual(own)
  expect(there.isKnown()).toBe(false)
  there.heard('Sun, 22 Nov 2026 12:10:00 GMT')
  expect(there.isKnown()).toBe(true)
  own = new Date('2026-11-22T11:00:00Z')
  elapsed += 1_500
  expect(there.now()).toEqual(new Date('2026-11-22T12:10:01.500Z'))
  for (const none of [undefined, '', 'soon']) there.heard(none)
  expect(there.now()).toEqual(new Date('2026-11-22T12:10:01.500Z'))
})
