import { expect, test } from '@jest/globals'
import { systemClock, toSecond } from '../../src/clock.ts'

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

test('a sleep that nobody disturbs takes its time', async () => {
  const before = performance.now()
  await systemClock.sleep(30, new AbortController().signal)
  expect(performance.now() - before).toBeGreaterThan(25)
})
