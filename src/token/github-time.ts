import { type Clock, watchForJump } from '../core/time.ts'
import type { WritableSecret } from '../github/writable-secret.ts'

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
  let isStale = watchForJump(clock)
  return {
    isStale: () => isStale(),
    async refresh(secret) {
      if (!isStale()) return
      // Begun before the call: the machine may fall asleep in the middle of it.
      const hasJumped = watchForJump(clock)
      await secret.lastWritten()
      isStale = hasJumped
    }
  }
}
