import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

/** Turns of the event loop that requests in flight get before a wait ends. */
const TURNS_PER_WAIT = 50

type Sleeper = Readonly<{ wakesAt: number; wake: () => void }>

export type VirtualClock = Readonly<{
  now: () => number
  advance: (ms: number) => void
  /** The machine sleeps: time passes, and the monotonic clock stands still. */
  suspend: (ms: number) => void
}>

/**
 * Replaces the waits of `node:timers/promises`, `Date` and `process.hrtime` in this process. A wait
 * takes no time and moves the clock on by its length; of several waits the shortest ends first.
 * Deadlines (`setTimeout`, `AbortSignal.timeout`) stay real.
 */
export const startVirtualTime = (start: number): VirtualClock => {
  let now = start
  let suspended = 0
  const sleepers: Sleeper[] = []
  const clock = {
    now: () => now,
    advance: (ms: number) => {
      now += ms
    },
    suspend: (ms: number) => {
      now += ms
      suspended += ms
    }
  }

  const wakeNext = (): void => {
    sleepers.sort((a, b) => a.wakesAt - b.wakesAt)
    const next = sleepers.shift()
    if (next === undefined) return
    now = Math.max(now, next.wakesAt)
    next.wake()
  }
  const sleep = <T>(ms = 0, value?: T, options: { signal?: AbortSignal } = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        reject(new DOMException('The operation was aborted', 'AbortError'))
      }
      if (options.signal?.aborted) {
        abort()
        return
      }
      options.signal?.addEventListener('abort', abort, { once: true })
      sleepers.push({ wakesAt: now + ms, wake: () => resolve(value as T) })
      afterTurns(TURNS_PER_WAIT, wakeNext)
    })

  timers.setTimeout = sleep as typeof timers.setTimeout
  syncBuiltinESMExports()
  replaceDate(clock.now)
  replaceHrtime(() => BigInt(Math.round((now - start - suspended) * 1e6)))
  return clock
}

const afterTurns = (turns: number, run: () => void): void => {
  setImmediate(() => (turns === 0 ? run() : afterTurns(turns - 1, run)))
}

const replaceDate = (now: () => number): void => {
  globalThis.Date = new Proxy(Date, {
    apply: target => new target(now()).toString(),
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key))
  })
}

const NANOSECONDS = 1_000_000_000n

const replaceHrtime = (elapsed: () => bigint): void => {
  const hrtime = ([seconds, nanoseconds]: [number, number] = [0, 0]): [number, number] => {
    const since = elapsed() - BigInt(seconds) * NANOSECONDS - BigInt(nanoseconds)
    return [Number(since / NANOSECONDS), Number(since % NANOSECONDS)]
  }
  process.hrtime = Object.assign(hrtime, { bigint: elapsed })
}
