import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { writingLine } from '../../../src/github/pace.ts'
import { errorOf } from '../../helpers/values.ts'
import { patience, virtualClock } from '../../helpers/world.ts'

/** A line with a clock of its own, and when each request of it went out, in milliseconds. */
const line = (stop = new AbortController()) => {
  const clock = virtualClock()
  const began: number[] = []
  const start = clock.elapsed()
  const { inLine, turn } = writingLine(patience({ clock, stopping: stop.signal }))
  const write = (lasts = 0, tries = 1) =>
    inLine(async () => {
      for (let made = 0; made < tries; made++) {
        await turn()
        began.push(clock.elapsed() - start)
        if (lasts > 0) await clock.sleep(lasts, stop.signal)
      }
    })
  return { clock, began, write, stop }
}

test('75 go out at once, and the next ones as soon as a minute has passed', async () => {
  const { began, write } = line()
  await Promise.all(Array.from({ length: 100 }, () => write()))
  expect(began).toEqual([...Array(75).fill(0), ...Array(25).fill(60_000)])
})

test('never more than 75 begin in any minute, however long each takes, repeats included (seed 20261122)', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 1, max: 4 })), { minLength: 80, maxLength: 160 }),
    async writes => {
      const { began, write } = line()
      await Promise.all(writes.map(([lasts, tries]) => write(lasts, tries)))
      for (const [index, at] of began.entries())
        expect((began[index + 75] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(60_000)
    }
  )
  await fc.assert(property, { seed: 20_261_122, numRuns: 50 })
})

test('they stand in one line, in the order they came, and one that fails lets the next one go', async () => {
  const { inLine } = writingLine(patience({ clock: virtualClock() }))
  const order: string[] = []
  const [failed] = await Promise.allSettled([
    inLine(async () => {
      order.push('first')
      throw new Error('no')
    }),
    inLine(async () => void order.push('second'))
  ])
  expect(failed.status).toBe('rejected')
  expect(order).toEqual(['first', 'second'])
})

test('a run that is stopped does not wait for its turn', async () => {
  const { write, stop } = line()
  await Promise.all(Array.from({ length: 75 }, () => write()))
  stop.abort()
  expect((await errorOf(write())).code).toBe('interrupted')
})
