import { randomBytes } from 'node:crypto'
import { systemClock } from './clock.ts'
import { createTransport } from './http.ts'
import { thisProcess } from './process.ts'
import { run } from './run.ts'
import { githubRunner } from './runner.ts'

/** The runner kills 10 s after the first signal; this is the last moment to leave in order, in milliseconds. */
const LEAVE_WITHIN = 6_500
/** How long something that nobody waits for any more (a proxy that never answers) may hold the process, in milliseconds. */
const LINGER = 500

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
  process.on(signal, () => {
    stop.abort()
    setTimeout(() => process.exit(1), LEAVE_WITHIN).unref()
  })
}

// Until the run has come to its end the step has failed: one that never comes to it must not be green.
process.exitCode = 1

const leave = (outcome: 'succeeded' | 'failed'): void => {
  process.exitCode = outcome === 'succeeded' && !stop.signal.aborted ? 0 : 1
  setTimeout(() => process.exit(), LINGER).unref()
}

// Not awaited here: a module that awaits at its top keeps the bundler from joining modules, and the bundle grows by 8 kB.
run({
  runner: githubRunner(),
  env: process.env,
  ...createTransport(stop.signal, process.env),
  patience: { clock: systemClock, random: Math.random, stopping: stop.signal },
  nonce: () => randomBytes(2).toString('hex'),
  process: thisProcess()
}).then(leave, () => leave('failed'))
