import { expect, test } from '@jest/globals'
import { once } from '../../src/once.ts'

test('an act is done at the first call, and every call gets what came of that', async () => {
  let done = 0
  const act = once(async () => ++done)
  expect(done).toBe(0)
  const [first, second] = [act(), act()]
  expect(await first).toBe(1)
  expect(await second).toBe(1)
  expect(await act()).toBe(1)
  expect(done).toBe(1)
})

test('an act that failed is not done again', async () => {
  let done = 0
  const act = once(async () => {
    done++
    throw new Error('no')
  })
  await expect(act()).rejects.toThrow('no')
  await expect(act()).rejects.toThrow('no')
  expect(done).toBe(1)
})
