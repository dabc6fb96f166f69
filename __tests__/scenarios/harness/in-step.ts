import { readFileSync, writeFileSync } from 'node:fs'
import nock from 'nock'
import { fixRandomness } from './fixed-randomness.ts'
import { beforeEnd } from './process-end.ts'
import type { Carried, Report, Step } from './types.ts'
import { startVirtualTime } from './virtual-time.ts'
import { createWorld, type Traffic } from './world.ts'

/** What the test asks of the process that it starts, in the variable SCENARIO. */
export type Task = Readonly<{
  scenarioFile: string
  step: number
  phase: 'main' | 'post'
  carriedFile: string
  reportFile: string
}>

const task: Task = JSON.parse(process.env.SCENARIO ?? '')
const carried: Carried = JSON.parse(readFileSync(task.carriedFile, 'utf8'))
const clock = startVirtualTime(carried.now)
const randomBytesUsed = fixRandomness(carried.randomBytesUsed)
const traffic: Traffic = { requests: [], unexpected: [] }

/** In the process of one step: installs the replies that this step gets. */
export const register = (_title: string, steps: readonly Step[]): void => {
  nock.disableNetConnect()
  nock.emitter.on('no match', (request: Request) => {
    traffic.unexpected.push(`${request.method} ${request.url}`)
  })
  const step = steps[task.step]
  const install = task.phase === 'main' ? step?.replies : step?.post
  if (typeof install === 'function') install(createWorld(carried, clock, traffic))
}

beforeEnd(() => {
  const report: Report = {
    ...traffic,
    unused: nock.pendingMocks(),
    carried: { ...carried, now: clock.now(), randomBytesUsed: randomBytesUsed() }
  }
  writeFileSync(task.reportFile, JSON.stringify(report))
})
