import { readFileSync } from 'node:fs'
import { type Patience, pause } from './retry.ts'

/** A process, told apart from a later one with the same number by when it began. */
export type RunningProcess = Readonly<{
  pid: number
  /** Clock ticks since boot (proc(5), starttime), or empty where there is no /proc. */
  started: string
}>

/** How long main may take to come to its own end, in milliseconds: longer than it gives itself after a signal. */
const OWN_END = 8_000
const KILLED_END = 2_000
const LOOK_EVERY = 50

/** In: a process number. Out: when that process began, or empty when it is over (a zombie is), or this system has no /proc. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '')
  } catch {
    return ''
  }
}

export const thisProcess = (): RunningProcess => ({ pid: process.pid, started: startOf(process.pid) })

const runs = ({ pid, started }: RunningProcess): boolean => started !== '' && startOf(pid) === started

/**
 * Makes sure that a process is over. In a container job a cancellation does not reach main, which then lives on beside the post
 * step; elsewhere the runner has waited for it, so where there is no /proc there is nothing to do.
 * @returns false when it would not end
 */
export const ensureOver = async (main: RunningProcess, patience: Patience): Promise<boolean> => {
  for (const [signal, budget] of [['SIGTERM', OWN_END] as const, ['SIGKILL', KILLED_END] as const]) {
    if (!runs(main)) return true
    try {
      process.kill(main.pid, signal)
    } catch {
      // It ended in between, or belongs to someone else: the look below tells.
    }
    for (let waited = 0; runs(main) && waited < budget; waited += LOOK_EVERY) await pause(LOOK_EVERY, patience)
  }
  return !runs(main)
}
