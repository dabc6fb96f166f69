import { setImmediate } from 'node:timers/promises'

interface Timer {
  at: number
  act: () => void
  isCancelled: boolean
}

/** Virtual time: it stands still while anything is going on, and jumps to the next timer when everything waits. */
export class Timeline {
  private time: number
  private readonly timers: Timer[] = []

  /** @param start milliseconds since 1970 */
  constructor(start: number) {
    this.time = start
  }

  /** Milliseconds since 1970. */
  now = (): number => this.time

  /** Has something happen in `ms` milliseconds. Returns a function that cancels it. */
  after(ms: number, act: () => void): () => void {
    const timer = { at: this.time + Math.max(0, ms), act, isCancelled: false }
    const before = this.timers.findLastIndex(({ at }) => at <= timer.at)
    this.timers.splice(before + 1, 0, timer)
    return () => {
      timer.isCancelled = true
    }
  }

  /** Lets things happen until a condition holds. Throws if everything waits for nothing. */
  async until(isOver: () => boolean): Promise<void> {
    await settle()
    while (!isOver()) {
      const [next] = this.timers
      if (next === undefined) throw new Error('Something waits for what never happens.')
      await this.runNext(next)
    }
  }

  /** Lets this many milliseconds pass, with all that happens in them. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    await settle()
    for (let [next] = this.timers; next !== undefined && next.at <= end; [next] = this.timers) {
      await this.runNext(next)
    }
    this.time = end
  }

  private async runNext(next: Timer): Promise<void> {
    this.timers.shift()
    if (next.isCancelled) return
    this.time = next.at
    next.act()
    await settle()
  }
}

/** Lets everything come as far as it can without time going on. */
async function settle(): Promise<void> {
  await setImmediate()
  await setImmediate()
}
