import type { Clock } from '../core/time.ts'
import type { WritableSecret } from '../github/writable-secret.ts'

/** How far two clocks may be apart before they count as different, in milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000

/**
 * GitHub's time, as far as it can be relied on. Between two responses it is extrapolated by the monotonic clock, which stands
 * still while a machine sleeps: where the wall clock has gone further, GitHub has to be asked again.
 */
export interface GitHubTime {
  isStale(): boolean
  /** Asks GitHub for the time if it is stale. Throws ActionError. */
  refresh(secret: WritableSecret): Promise<void>
}

/** Begins to watch the two clocks; to be called before GitHub is asked for anything. */
export function watchGitHubTime(clock: Clock): GitHubTime {
  const difference = () => clock.now().getTime() - clock.elapsed()
  let before = difference()
  const isStale = () => Math.abs(difference() - before) > CLOCK_TOLERANCE_MS
  return {
    isStale,
    async refresh(secret) {
      if (!isStale()) return
      // Noted before the call: the machine may fall asleep in the middle of it.
      const noted = difference()
      await secret.lastWritten()
      before = noted
    }
  }
}
