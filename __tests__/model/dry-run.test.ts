import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { type Job, textOf } from './facts.ts'
import { describeHistory, rehearsed } from './history.ts'
import { play } from './play.ts'

const SEED = 20_261_122

function planIn(notice: string): 'keep' | 'renew' | 'generate' {
  if (notice.includes('would be kept')) return 'keep'
  return notice.includes('would be renewed') ? 'renew' : 'generate'
}

function wasKept({ outcome, shown }: Job): boolean {
  const isKept = shown.some(({ effect }) => effect.text.startsWith('Kept the current token'))
  return isKept && outcome === 'succeeded'
}

test(`a dry run tells what the real run after it then does (seed ${SEED})`, async () => {
  const plans = new Set<string>()
  const property = fc.asyncProperty(rehearsed, async history => {
    const { jobs, violations } = await play(history)
    if (violations.length > 0) throw new Error(`${violations}\nin\n${describeHistory(history)}`)
    const [dry, real] = jobs.slice(-2)
    if (dry?.outcome !== 'succeeded' || real === undefined) return
    const notice = textOf(dry, ['notice'])
    const plan = planIn(notice)
    plans.add(plan)
    expect(wasKept(real)).toBe(plan === 'keep')
    const reason = /would be renewed \((.*?)\) and/.exec(notice)?.[1]
    const log = textOf(real, ['info'])
    if (reason === undefined) expect(log).not.toContain('Renewing the current token')
    else expect(log).toMatch(/Renewing the current token for .*: /)
  })
  await fc.assert(property, { seed: SEED, numRuns: 150 })
  expect([...plans].sort()).toEqual(['generate', 'keep', 'renew'])
}, 60_000)
