import { parseArgs } from 'node:util'
import * as fc from 'fast-check'
import type { Facts } from '../__tests__/model/facts.ts'
import { anyHistory, type History, overlapping } from '../__tests__/model/history.ts'
import { play, told } from '../__tests__/model/play.ts'

/**
 * Plays random histories against the models of Vault and GitHub and checks what must always hold. Printed are the seed, how often what
 * happened, and figures of overlapping runs; of a failure the smallest history found, and how to play it again:
 * `npm run soak -- --runs 10000 --seed 1`, with `--path` as printed.
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    path: { type: 'string' },
    overlaps: { type: 'string', default: '300' }
  }
})
const seed = Number(values.seed)
const numRuns = Number(values.runs)
const began = Date.now()
const counts = new Map<string, number>()

const once = async (history: History): Promise<void> => {
  const facts = await play(history)
  for (const [what, times] of facts.counts) counts.set(what, (counts.get(what) ?? 0) + times)
  if (facts.violations.length > 0) throw new Error(facts.violations.join('\n'))
}

console.log(`${numRuns} histories, seed ${seed}`)
const property = fc.asyncProperty(anyHistory, once)
const found = await fc.check(property, { seed, numRuns, ...(values.path !== undefined && { path: values.path }) })
if (found.failed) {
  const [history] = found.counterexample ?? []
  console.log(`Failed in history ${found.numRuns}, made smaller ${found.numShrinks} times:\n`)
  if (history !== undefined) console.log(`${JSON.stringify({ ...history, steps: [] })}\n${told(history)}\n`)
  console.log(found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance))
  console.log(`\nAgain: npm run soak -- --seed ${seed} --path "${found.counterexamplePath}"`)
  process.exit(1)
}
const seconds = Math.round((Date.now() - began) / 1000)
console.log(`All that must hold held, in ${seconds} s.\n`)
for (const [what, times] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${String(times).padStart(8)}  ${what}`)

/** What overlapping runs without faults come to. */
const figures = async (runs: number, keepPrevious: '0' | '' | '2'): Promise<string> => {
  const histories = fc.sample(overlapping(runs, { keepPrevious }), { seed, numRuns: Number(values.overlaps) })
  const all: Facts[] = []
  for (const history of histories) all.push(await play(history))
  const atAll = all.filter(({ deadMs, deadSince }) => deadMs > 0 || deadSince.size > 0)
  const atTheEnd = all.filter(({ deadSince }) => deadSince.size > 0)
  const silent = atTheEnd.filter(({ jobs }) => jobs.every(({ outcome }) => outcome === 'succeeded'))
  const longest = Math.max(0, ...all.map(({ deadMs }) => deadMs)) / 1000
  const share = (some: readonly Facts[]) => `${((100 * some.length) / all.length).toFixed(1)} %`.padStart(8)
  return `${runs}  ${(keepPrevious || '1').padEnd(13)} ${share(atAll)} ${`${longest.toFixed(1)} s`.padStart(12)} ${share(atTheEnd)} ${share(silent)}`
}

console.log(
  `\nRuns of one secret that begin within 6 seconds, ${values.overlaps} histories each: how often the secret held a deleted token`
)
console.log('runs keep-previous  ever    longest, mended  at the end  and no run said so')
for (const runs of [2, 3, 4, 5])
  for (const keepPrevious of ['0', '', '2'] as const) console.log(await figures(runs, keepPrevious))
