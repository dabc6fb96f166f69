import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { anyHistory, overlapping } from './history.ts'
import { play, told } from './play.ts'

const SEED = 20_261_122

describe('the action against the models of Vault and GitHub', () => {
  test(`keeps what must always hold in 300 random histories (seed ${SEED}; npm run soak plays more)`, async () => {
    const property = fc.asyncProperty(anyHistory, async history => {
      const { violations } = await play(history)
      if (violations.length > 0) throw new Error(`${violations.join('\n')}\nin\n${told(history)}`)
    })
    await fc.assert(property, { seed: SEED, numRuns: 300 })
  }, 60_000)

  test('two runs of one secret that overlap: whichever wrote last, the secret holds a live token at every moment', async () => {
    const property = fc.asyncProperty(overlapping(2), async history => {
      const { violations, deadMs } = await play(history)
      expect({ violations, deadMs }).toEqual({ violations: [], deadMs: 0 })
    })
    await fc.assert(property, { seed: SEED, numRuns: 100 })
  }, 60_000)

  test('the same history plays the same way again', async () => {
    const [history] = fc.sample(anyHistory, { seed: SEED, numRuns: 20 }).slice(-1)
    if (history === undefined) throw new Error('There is no history.')
    const plays = [await play(history), await play(history)]
    const [first, second] = plays.map(({ jobs }) =>
      jobs.map(({ shown }) => shown.map(({ life, effect }) => [life, effect.does, effect.name]))
    )
    expect(first).toEqual(second)
  })
})
