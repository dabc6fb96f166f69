import { randomBytes } from 'node:crypto'
import { afterJob } from './after-job.ts'
import { systemClock } from './clock.ts'
import { createTransport } from './http.ts'
import { thisProcess } from './process.ts'
import { githubRunner } from './runner.ts'

/** The post step has 2 minutes in all: calls in flight then get 5 seconds more. In milliseconds. */
const BUDGET = 115_000
const LINGER = 500

const stopping = AbortSignal.timeout(BUDGET)

await afterJob({
  runner: githubRunner(),
  env: process.env,
  ...createTransport(stopping, process.env),
  patience: { clock: systemClock, random: Math.random, stopping },
  nonce: () => randomBytes(2).toString('hex'),
  process: thisProcess()
})
setTimeout(() => process.exit(), LINGER).unref()
