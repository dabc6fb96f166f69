import { randomBytes } from 'node:crypto'
import { ActionError, asActionError, interrupted } from '../core/errors.ts'
import { readRunContext } from '../core/run.ts'
import { githubRunner } from '../core/runner.ts'
import { systemClock } from '../core/time.ts'
import { createTransport } from '../net/http.ts'
import type { World } from '../net/world.ts'
import { thisProcess } from './process.ts'
import { saveEntry } from './saved-state.ts'

export type StepResult = 'succeeded' | 'failed'

/** The runner kills a step 10 s after the first signal; main exits after this time at the latest, in milliseconds. */
const EXIT_AFTER_SIGNAL_MS = 6_500
/** How long something that nothing waits for (a proxy that never answers) may keep the process alive, in milliseconds. */
const EXIT_DELAY_MS = 500

/** Builds the real world of this process. */
export function createWorld(stopping: AbortSignal): World {
  const { send, connect, trust } = createTransport(stopping, process.env)
  return {
    runner: githubRunner(),
    environment: process.env,
    run: readRunContext(process.env),
    send,
    connect,
    trust,
    clock: systemClock,
    random: Math.random,
    stopping,
    nonce: () => randomBytes(4).toString('hex')
  }
}

/** Runs a main step as the process of its own that it is: with the real world, signals, an exit code, and an error if it never settles. */
export function runAsProcess(step: (world: World) => Promise<StepResult>): void {
  const stop = new AbortController()
  const world = createWorld(stop.signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
    process.on(signal, () => {
      stop.abort()
      process.exitCode = 1
      setTimeout(() => process.exit(), EXIT_AFTER_SIGNAL_MS).unref()
    })
  }
  async function work(): Promise<void> {
    saveProcess(world)
    if ((await step(world)) === 'failed') process.exitCode = 1
  }
  runToExit(work, error => {
    process.exitCode = 1
    const shown = stop.signal.aborted ? interrupted(stop.signal) : error
    world.runner.error(shown.code, shown.text)
  })
}

/** Saves which process main is, so that the post step can make sure that it has ended. Throws if the runner's files can't be written. */
function saveProcess({ runner, environment }: World): void {
  runner.checkFiles()
  saveEntry(runner, 'main', thisProcess(environment.GITHUB_STATE))
}

/**
 * Runs the whole work of this process, and makes sure that it never ends without a word.
 * @param report prints an error that `work` did not handle
 */
export function runToExit(work: () => Promise<void>, report: (error: ActionError) => void): void {
  let isSettled = false
  function settle(): void {
    isSettled = true
    setTimeout(() => process.exit(), EXIT_DELAY_MS).unref()
  }
  function fail(thrown: unknown): void {
    settle()
    report(asActionError(thrown))
  }
  process.on('uncaughtException', thrown => {
    // After the result is known nothing counts any more.
    if (isSettled) return
    fail(thrown)
    process.exit()
  })
  process.on('exit', () => {
    if (!isSettled) fail(neverSettled())
  })
  // Not awaited: a module that awaits at its top keeps the bundler from joining modules.
  work().then(settle, fail)
}

function neverSettled(): ActionError {
  return new ActionError(
    'internal',
    'The action ended before it had a result.',
    'Run again; if it happens again, report this line and the version of Node in an issue of the action.'
  )
}
