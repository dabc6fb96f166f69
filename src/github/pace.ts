import pLimit from 'p-limit'
import { type Patience, pause } from '../retry.ts'

/** Runs one task after the other, in the order they came. */
export type InLine = <T>(task: () => Promise<T>) => Promise<T>

/** How many secret writes of a run go out without a pause, and how far apart further ones begin, in milliseconds ("Best practices for using the REST API"). */
const WITHOUT_PAUSE = 60
const APART = 1_000

/** The line in which secrets are written: one after the other, the first 60 without a pause, further ones one per second. */
export const writingLine = (patience: Patience): InLine => {
  const one = pLimit(1)
  let begun = 0
  let last = Number.NEGATIVE_INFINITY
  return task =>
    one(async () => {
      const now = patience.clock.now().getTime()
      if (begun >= WITHOUT_PAUSE && now - last < APART) await pause(APART - (now - last), patience)
      begun++
      last = patience.clock.now().getTime()
      return task()
    })
}
