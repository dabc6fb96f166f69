import { describe, expect, test } from '@jest/globals'
import { type Look, lasted, waitFor } from '../../../src/token/wait.ts'
import { fakeRunner } from '../../helpers/runner.ts'
import { errorOf } from '../../helpers/values.ts'
import { noon, patience, virtualClock } from '../../helpers/world.ts'

/** Waits for something that is there after so many looks. */
const waiting = (looksNeeded: number, timeoutMs: number, { stop = new AbortController(), shortest = 0 } = {}) => {
  const clock = virtualClock()
  const runner = fakeRunner()
  let looks = 0
  const look = async (): Promise<Look<string>> =>
    ++looks > looksNeeded ? { is: 'there', value: 'here' } : { is: 'not-yet', state: 'building' }
  const deadline = { began: noon.getTime(), timeoutMs }
  const result = waitFor('the sandbox "UAT"', look, deadline, shortest, runner, patience({ clock, stopping: stop.signal }))
  return { result, waits: clock.waits, looks: () => looks, lines: () => runner.effects.map(({ text }) => text), runner }
}
const minutes = 60_000

test('what is there at once is not waited for, and nothing is said', async () => {
  const { result, waits, lines } = waiting(0, 0)
  expect(await result).toBe('here')
  expect(waits).toEqual([])
  expect(lines()).toEqual([])
})

test('each look that finds it is not yet is a line of progress', async () => {
  const { result, lines, waits } = waiting(2, 15 * minutes)
  expect(await result).toBe('here')
  expect(waits).toEqual([10_000, 10_000])
  expect(lines()).toEqual([
    'Waiting for the sandbox "UAT": building; 0 s passed, next look in 10 s.',
    'Waiting for the sandbox "UAT": building; 10 s passed, next look in 10 s.'
  ])
})

describe('when the time is up', () => {
  test('the error says what it was waiting for, how long, and in what state it is', async () => {
    const { result } = waiting(1000, 15 * minutes)
    expect(await errorOf(result)).toMatchObject({
      code: 'wait-timeout',
      message: 'Waiting for the sandbox "UAT" took longer than wait-timeout allows (15 min): after 15 min it is building.',
      hint: 'Nothing was generated. Run again later, or give a longer wait-timeout.'
    })
  })

  test('the last look was at the deadline', async () => {
    const { result, waits, looks } = waiting(1000, 325_000)
    await errorOf(result)
    expect(waits).toEqual([...Array(32).fill(10_000), 5_000])
    expect(looks()).toBe(34)
  })

  test('and the last look came too soon after the one before, it is left out', async () => {
    const { result, waits, lines } = waiting(1000, 325_000, { shortest: 10_000 })
    expect((await errorOf(result)).message).toContain('after 5 min it is building')
    expect(waits).toEqual(Array(32).fill(10_000))
    expect(lines().at(-1)).toContain('5 min passed, next look in 10 s.')
  })

  test('and it is there at the last moment, it is there', async () => {
    const { result, waits } = waiting(3, 25_000)
    expect(await result).toBe('here')
    expect(waits).toEqual([10_000, 10_000, 5_000])
  })

  test('of no time at all, it was looked at once', async () => {
    const { result, looks, waits } = waiting(1, 0)
    expect((await errorOf(result)).code).toBe('wait-timeout')
    expect(looks()).toBe(1)
    expect(waits).toEqual([])
  })
})

test('what the look throws ends the waiting', async () => {
  const broken = async (): Promise<Look<never>> => {
    throw new TypeError('broken')
  }
  await expect(waitFor('x', broken, { began: noon.getTime(), timeoutMs: 9e9 }, 0, fakeRunner(), patience())).rejects.toThrow(
    'broken'
  )
})

test('a run that is stopped does not look again', async () => {
  const stop = new AbortController()
  stop.abort()
  const { result, looks } = waiting(1, 15 * minutes, { stop })
  expect((await errorOf(result)).code).toBe('interrupted')
  expect(looks()).toBe(1)
})

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 min'],
  [119_999, '2 min'],
  [3_599_000, '59 min'],
  [3_600_000, '1 h 0 min'],
  [3_900_000, '1 h 5 min']
])('%i ms lasted %s', (ms, text) => {
  expect(lasted(ms)).toBe(text)
})
