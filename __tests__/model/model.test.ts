import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { anyHistory } from './history.ts'
import { check, play } from './play.ts'

const SEED = 20_261_125

test(`the invariants hold in 300 random histories (seed ${SEED}; npm run soak plays more)`, async () => {
  const property = fc.asyncProperty(anyHistory, async history => void (await check(history)))
  await fc.assert(property, { seed: SEED, numRuns: 300 })
}, 600_000)

test('a history plays the same way again', async () => {
  for (const history of fc.sample(anyHistory, { seed: SEED, numRuns: 5 })) {
    const [first, second] = [await play(history), await play(history)]
    expect(first.counts).toEqual(second.counts)
  }
})
