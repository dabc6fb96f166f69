import { setImmediate } from 'node:timers/promises'

/** Virtual time: it stands still while anybody works, and jumps to the next thing that is to happen when all wait. */
export type Timeline = Readonly<{
  /** Milliseconds since 1970. */
  now: () => number
  /** Has something happen in `ms` milliseconds. Out: a function that calls it off. */
  after: (ms: number, act: () => void) => () => void
  /** Lets things happen until it is over; an error when all wait for nothing. */
  until: (over: () => boolean) => Promise<void>
  /** Lets this many milliseconds pass, with all that happens in them. */
  pass: (ms: number) => Promise<void>
}>

type Coming = { at: number; act: () => void; off: boolean }

export const timeline = (start: number): Timeline => {
  let now = start
  const coming: Coming[] = []

  /** Everybody has come as far as they can without time going on. */
  const settled = async () => {
    await setImmediate()
    await setImmediate()
  }
  const happen = async (next: Coming) => {
    coming.shift()
    if (next.off) return
    now = next.at
    next.act()
    await settled()
  }
  return {
    now: () => now,
    after: (ms, act) => {
      const one: Coming = { at: now + Math.max(0, ms), act, off: false }
      const later = coming.findLastIndex(({ at }) => at <= one.at)
      coming.splice(later + 1, 0, one)
      return () => {
        one.off = true
      }
    },
    until: async over => {
      await settled()
      while (!over()) {
        const [next] = coming
        if (next === undefined) throw new Error('Somebody waits for something that never happens.')
        await happen(next)
      }
    },
    pass: async ms => {
      const end = now + ms
      await settled()
      for (let [next] = coming; next !== undefined && next.at <= end; [next] = coming) await happen(next)
      now = end
    }
  }
}
