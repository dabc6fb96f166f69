import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ActionError, asActionError, interrupted } from '../core/errors.ts'
import { readRunContext } from '../core/run.ts'
import { githubRunner } from '../core/runner.ts'
import { systemClock } from '../core/time.ts'
import { createTransport } from '../net/http.ts'
import { type RetryContext, sleep } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import { type MainProcess, saveEntry } from './saved-state.ts'

export type StepResult = 'succeeded' | 'failed'

/** The runner kills a step 10 s after the first signal; main exits after this time at the latest, in milliseconds. */
const EXIT_AFTER_SIGNAL_MS = 6_500
/** How long something that nothing waits for (a proxy that never answers) may keep the process alive, in milliseconds. */
const EXIT_DELAY_MS = 500

/** Builds the real world of this process. */
export function createWorld(stopping: AbortSignal): World {
  return {
    ...createTransport(stopping, process.env),
    runner: githubRunner(),
    environment: process.env,
    run: readRunContext(process.env),
    clock: systemClock,
    random: Math.random,
    stopping,
    nonce: () => randomBytes(4).toString('hex')
  }
}

const NEVER_SETTLED = new ActionError(
  'internal',
  'The action ended before it had a result.',
  'Run again; if it happens again, report this line and the version of Node in an issue of the action.'
)

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
    world.runner.checkFiles()
    saveEntry(world.runner, 'main', thisProcess(process.env.GITHUB_STATE))
    if ((await step(world)) === 'failed') process.exitCode = 1
  }
  runToExit(work, error => {
    process.exitCode = 1
    const shown = stop.signal.aborted ? interrupted(stop.signal) : error
    world.runner.error(shown.code, shown.text)
  })
}

/** Runs the whole work of this process, and makes sure that it never ends without a word: `report` prints an error that nothing handled. */
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
    if (!isSettled) fail(NEVER_SETTLED)
  })
  // Not awaited: a module that awaits at its top keeps the bundler from joining modules.
  work().then(settle, fail)
}

/** How often it is checked whether main has ended after a signal: in all for longer than main takes after the first. */
const CHECKS = 160
const CHECK_INTERVAL_MS = 50

/** When a process was started; empty if it is over (a zombie is), or if the system has no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return 'ZX'.includes(state) ? '' : (fields[18] ?? '')
  } catch {
    return ''
  }
}

export function thisProcess(stateFile = ''): MainProcess {
  return { pid: process.pid, started: startOf(process.pid), stateFile }
}

/** Whether main is still running. Without /proc the answer is no: containers have one, and elsewhere the runner has waited for main. */
export function isRunning({ pid, started }: MainProcess): boolean {
  return started !== '' && startOf(pid) === started
}

/** Ends a process, first with SIGTERM, then with SIGKILL. Returns whether it has ended. */
export async function endProcess(main: MainProcess, world: RetryContext): Promise<boolean> {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    if (!isRunning(main)) return true
    try {
      process.kill(main.pid, signal)
    } catch {
      // It ended in between, or belongs to another user: the checks below tell.
    }
    for (let check = 0; check < CHECKS && isRunning(main); check++) {
      await sleep(CHECK_INTERVAL_MS, world)
    }
  }
  return !isRunning(main)
}
