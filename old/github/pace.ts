import pLimit from 'p-limit'
import { type Patience, pause } from '../retry.ts'

/** Runs one task after the other, in the order they came. */
export type WritingLine = Readonly<{
  inLine: <T>(task: () => Promise<T>) => Promise<T>
  /** Waits until one more request to write may go out. Throws `interrupted`. */
  turn: () => Promise<void>
}>

/** GitHub's limit is about 80 writing requests in a minute ("Rate limits for the REST API"); the rest is for other jobs of the same token. */
const IN_A_MINUTE = 75
const MINUTE = 60_000

/** The line in which secrets are written: one after the other, and never more than 75 requests in any minute, repeats included. */
export const writingLine = (patience: Patience): WritingLine => {
  const one = pLimit(1)
  const begun: number[] = []
  return {
    inLine: task => one(task),
    turn: async () => {
      const oldest = begun.length < IN_A_MINUTE ? undefined : begun.shift()
      const wait = oldest === undefined ? 0 : oldest + MINUTE - patience.clock.elapsed()
      if (wait > 0) await pause(wait, patience)
      begun.push(patience.clock.elapsed())
    }
  }
}
