import { readFileSync } from 'node:fs'
import { type RetryContext, sleep } from '../net/retry.ts'

/** The main step's process, told apart from a later one with the same number by when it was started. */
export interface MainProcess {
  pid: number
  /** Clock ticks since boot (proc(5), starttime); empty on a system without /proc. */
  started: string
  /** The file that it saves its state to. */
  stateFile: string
}

/** How a process is ended, and how long each may take, in milliseconds: the first longer than main takes after a signal. */
const SIGNALS = [
  { signal: 'SIGTERM', withinMs: 8_000 },
  { signal: 'SIGKILL', withinMs: 2_000 }
]
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

/** Identifies this process. */
export function thisProcess(stateFile = ''): MainProcess {
  return { pid: process.pid, started: startOf(process.pid), stateFile }
}

/**
 * Whether a process is still running. Without /proc the answer is no: in a container job, where a cancellation does not
 * reach main, there is one, and elsewhere the runner has waited for main.
 */
export function isRunning({ pid, started }: MainProcess): boolean {
  return started !== '' && startOf(pid) === started
}

/**
 * Ends a process, first with SIGTERM, then with SIGKILL.
 * @returns whether it has ended
 */
export async function endProcess(target: MainProcess, context: RetryContext): Promise<boolean> {
  for (const { signal, withinMs } of SIGNALS) {
    if (!isRunning(target)) return true
    try {
      process.kill(target.pid, signal)
    } catch {
      // It ended in between, or belongs to another user: the checks below tell.
    }
    for (
      let waitedMs = 0;
      isRunning(target) && waitedMs < withinMs;
      waitedMs += CHECK_INTERVAL_MS
    ) {
      await sleep(CHECK_INTERVAL_MS, context)
    }
  }
  return !isRunning(target)
}
