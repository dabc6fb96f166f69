import { readFileSync } from 'node:fs'
import { type RetryContext, sleep } from '../net/retry.ts'

/** A process, told apart from a later one with the same number by when it was started. */
export interface ProcessId {
  pid: number
  /** Clock ticks since boot (proc(5), starttime); empty on a system without /proc. */
  started: string
}

/** How long a process may take to end by itself, in milliseconds: longer than main takes after a signal. */
const OWN_END_MS = 8_000
const KILLED_END_MS = 2_000
const CHECK_INTERVAL_MS = 50

/** When a process was started; empty if it is over (a zombie is), or if the system has no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? '' : (fields[18] ?? '')
  } catch {
    return ''
  }
}

/** Identifies this process. */
export function thisProcess(): ProcessId {
  return { pid: process.pid, started: startOf(process.pid) }
}

/**
 * Whether a process is still running. Without /proc the answer is no: in a container job, where a cancellation does not
 * reach main, there is one, and elsewhere the runner has waited for main.
 */
export function isRunning({ pid, started }: ProcessId): boolean {
  return started !== '' && startOf(pid) === started
}

/**
 * Ends a process, first with SIGTERM, then with SIGKILL.
 * @returns whether it has ended
 */
export async function endProcess(target: ProcessId, context: RetryContext): Promise<boolean> {
  const hasEnded =
    (await endWith('SIGTERM', OWN_END_MS, target, context)) ||
    (await endWith('SIGKILL', KILLED_END_MS, target, context))
  return hasEnded
}

async function endWith(
  signal: NodeJS.Signals,
  withinMs: number,
  target: ProcessId,
  context: RetryContext
): Promise<boolean> {
  try {
    if (isRunning(target)) process.kill(target.pid, signal)
  } catch {
    // It ended in between, or belongs to another user: the checks below tell.
  }
  for (let waitedMs = 0; isRunning(target) && waitedMs < withinMs; waitedMs += CHECK_INTERVAL_MS) {
    await sleep(CHECK_INTERVAL_MS, context)
  }
  return !isRunning(target)
}
