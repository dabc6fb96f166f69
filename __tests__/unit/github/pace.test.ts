import { expect, test } from '@jest/globals'
import { writingLine } from '../../../src/github/pace.ts'
import { errorOf } from '../../helpers/values.ts'
import { noon, patience, virtualClock } from '../../helpers/world.ts'

/** A line with a clock of its own, and when each task in it began, in milliseconds after noon. */
const line = (stop = new AbortController()) => {
  const clock = virtualClock()
  const began: number[] = []
  const inLine = writingLine(patience({ clock, stopping: stop.signal }))
  const passed = () => clock.now().getTime() - noon.getTime()
  const write = (lasts = 0) =>
    inLine(async () => {
      began.push(passed())
      if (lasts > 0) await clock.sleep(lasts, stop.signal)
      return passed()
    })
  return { clock, began, inLine, write, stop }
}

test('the first 60 go out without a pause, and further ones one per second', async () => {
  const { began, write } = line()
  await Promise.all(Array.from({ length: 64 }, () => write()))
  expect(began).toEqual([...Array(60).fill(0), 1_000, 2_000, 3_000, 4_000])
})

test('one that takes longer than a second is followed at once', async () => {
  const { began, write } = line()
  await Promise.all(Array.from({ length: 60 }, () => write()))
  await Promise.all([write(2_500), write(300), write()])
  expect(began.slice(60)).toEqual([1_000, 3_500, 4_500])
})

test('one that comes a second after the last one does not wait, not even for nothing', async () => {
  const { clock, write } = line()
  await Promise.all(Array.from({ length: 59 }, () => write()))
  await Promise.all([write(1_000), write()])
  expect(clock.waits).toEqual([1_000])
})

test('one that comes late, when the line has been idle, does not wait', async () => {
  const { clock, began, write, stop } = line()
  await Promise.all(Array.from({ length: 60 }, () => write()))
  await clock.sleep(5_000, stop.signal)
  await write()
  expect(began.at(-1)).toBe(5_000)
})

test('each begins when the one before has ended, in the order they came', async () => {
  const { inLine } = line()
  const steps: string[] = []
  const slow = (name: string, turns: number) =>
    inLine(async () => {
      steps.push(`${name} begins`)
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      steps.push(`${name} ends`)
      return name
    })
  expect(await Promise.all([slow('a', 20), slow('b', 0), slow('c', 5)])).toEqual(['a', 'b', 'c'])
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

test('one that fails fails alone, and counts', async () => {
  const { inLine, write, began } = line()
  const failing = inLine(() => Promise.reject(new Error('refused')))
  const others = Array.from({ length: 60 }, () => write())
  await expect(failing).rejects.toThrow('refused')
  await Promise.all(others)
  expect(began.at(-1)).toBe(1_000)
})

test('a run that is stopped writes nothing more once there is a pause', async () => {
  const { write, stop, began } = line()
  await Promise.all(Array.from({ length: 60 }, () => write()))
  stop.abort()
  expect((await errorOf(write())).code).toBe('interrupted')
  expect(began).toHaveLength(60)
})
