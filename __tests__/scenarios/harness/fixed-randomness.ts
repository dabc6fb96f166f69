import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Replaces `Math.random` and `crypto.randomBytes` in this process. `Math.random` is constant, because
 * nock uses it as well: a sequence would depend on how many requests there are.
 * @param used how many random bytes earlier processes of the scenario have used
 * @returns how many have been used by now
 */
export const fixRandomness = (used: number): (() => number) => {
  let count = used
  Math.random = () => 0.5
  const randomBytes = (size: number): Buffer => {
    const bytes = crypto.createHash('sha256').update(`random ${count}`).digest().subarray(0, size)
    count += size
    return bytes
  }
  crypto.randomBytes = randomBytes as typeof crypto.randomBytes
  syncBuiltinESMExports()
  return () => count
}
