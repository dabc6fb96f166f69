import { setImmediate } from 'node:timers/promises'

/** Virtual time: it stands still while anything is going on, and jumps to the next timer when everything waits. */
export class Timeline {
  private time: number
  private readonly timers: { at: number; act: () => void }[] = []

  /** @param start milliseconds since 1970, as always here */
  constructor(start: number) {
    this.time = start
  }

  now = (): number => this.time

  after(ms: number, act: () => void): void {
    const due = this.time + Math.max(0, ms)
    const before = this.timers.findLastIndex(({ at }) => at <= due)
    this.timers.splice(before + 1, 0, { at: due, act })
  }

  /** Lets things happen until a condition holds. Throws if everything waits for nothing. */
  async until(isOver: () => boolean): Promise<void> {
    await settle()
    while (!isOver()) {
      if (this.timers.length === 0) throw new Error('Something waits for what never happens.')
      await this.runNext()
    }
  }

  /** Lets this many milliseconds pass, with all that happens in them. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    await settle()
    while ((this.timers[0]?.at ?? Number.POSITIVE_INFINITY) <= end) await this.runNext()
    this.time = end
  }

  private async runNext(): Promise<void> {
    const next = this.timers.shift()
    if (next === undefined) return
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
