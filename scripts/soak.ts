import { parseArgs } from 'node:util'
import * as fc from 'fast-check'
import { anyHistory, type History } from '../__tests__/model/history.ts'
import { check } from '../__tests__/model/play.ts'

/** Plays random histories of the model test. Prints how often what occurred, or the smallest history that fails and how to repeat it. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    path: { type: 'string', default: '' }
  }
})
const { seed, path } = values
const started = performance.now()
const counts = new Map<string, number>()

async function count(history: History): Promise<void> {
  const facts = await check(history)
  for (const [event, times] of facts.counts) counts.set(event, (counts.get(event) ?? 0) + times)
}

console.log(`${values.runs} histories, seed ${seed}`)
const settings = { seed: Number(seed), numRuns: Number(values.runs), path }
const result = await fc.check(fc.asyncProperty(anyHistory, count), settings)
if (result.failed) {
  console.log(`History ${result.numRuns} fails; it was shrunk ${result.numShrinks} times:\n`)
  console.log(String(result.errorInstance))
  console.log(`\nRepeat: npm run soak -- --seed ${seed} --path "${result.counterexamplePath}"`)
  process.exitCode = 1
} else {
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(`All invariants held, in ${seconds} s.\n`)
  for (const [event, times] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${String(times).padStart(8)}  ${event}`)
  }
}
