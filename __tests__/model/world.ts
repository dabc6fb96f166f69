import type { HttpOutcome, HttpRequest, Send } from '../../src/http.ts'
import type { World } from '../../src/world.ts'
import { type Effect, fakeRunner } from '../helpers/runner.ts'
import { seededRandom } from '../helpers/world.ts'
import type { Timeline } from './time.ts'
import { outcomeOf, type Touch, type Trouble } from './troubles.ts'

/** A process ends early, and of a runner that is lost no post step runs: at its nth step (a request that begins, is sent, is answered; a state or an output that is set). */
export type Ending = Readonly<{ step: number; how: 'killed' | 'cancelled' | 'lost' }>
/** Something happens to the nth request of a process. */
export type Mishap = Readonly<{ call: number; what: Trouble }>

/** What is outside of a process, and is told of what it does. */
export type Outside = Readonly<{
  /** Told of a request before it is sent. */
  asks: (request: HttpRequest) => void
  /** What the request may do with the world when it arrives. `late`: nobody waits for the answer any more. */
  touch: (request: HttpRequest, late: boolean) => Touch
  /** Told of what came back. */
  hears: (request: HttpRequest, outcome: HttpOutcome) => void
  /** Told of everything that reaches the runner. */
  shows: (effect: Effect) => void
  /** Told of a request that something happens to, and of an early end. */
  disturbs: (what: string, request?: HttpRequest) => void
}>

export type Given = Readonly<{
  time: Timeline
  /** How far the runner's clock is ahead, in milliseconds. */
  aheadMs: number
  /** By how much it is set a few seconds after the process began, in milliseconds. */
  clockStepMs: number
  inputs: Readonly<Record<string, string>>
  env: World['env']
  state?: Readonly<Record<string, string>>
  mishaps: readonly Mishap[]
  ending?: Ending | undefined
  /** The process is told to stop after this long, in milliseconds. */
  budgetMs?: number
  seed: number
  outside: Outside
}>

export type Process = Readonly<{
  world: World
  isDead: () => boolean
  /** What was saved for the post step. */
  saved: () => Readonly<Record<string, string>>
  /** How many requests are on their way. */
  underway: () => number
}>

/** The runner kills a main this long after it was cancelled; a call in flight gets less. In milliseconds. */
const LEAVE_WITHIN = 6_500
const LAST_WORDS = 5_000
/** When after its beginning somebody sets the clock of a process, in milliseconds. */
const STEP_AFTER = 2_500

const cancelled = (reached: 'no' | 'perhaps'): HttpOutcome => ({
  is: 'no-answer',
  reason: 'the run was cancelled',
  reached,
  lasting: reached === 'no'
})

/** A World of src in virtual time, whose requests take their time, go wrong as planned, and which may die at any step. */
export const process = (given: Given): Process => {
  const { time, aheadMs, clockStepMs, inputs, env, state = {}, mishaps, ending, budgetMs, seed, outside } = given
  const stop = new AbortController()
  const random = seededRandom(seed)
  const effects: Effect[] = []
  const began = time.now()
  let dead = false
  let steps = 0
  let calls = 0
  let underway = 0

  const die = () => {
    dead = true
  }
  const step = () => {
    if (steps++ !== ending?.step || dead) return
    outside.disturbs(ending.how)
    if (ending.how !== 'cancelled') return die()
    stop.abort()
    time.after(LEAVE_WITHIN, die)
  }
  if (budgetMs !== undefined) time.after(budgetMs, () => stop.abort())

  const send: Send = request =>
    new Promise(resolve => {
      if (dead) return
      step()
      if (dead) return
      if (stop.signal.aborted) return resolve(cancelled('no'))
      const number = calls++
      const trouble = mishaps.find(({ call }) => call === number)?.what
      if (trouble !== undefined) outside.disturbs(trouble, request)
      outside.asks(request)
      const delay = seededRandom(seed * 1000 + number)
      const { deadlineMs } = request
      const there = 10 + delay() * 600 + (trouble === 'slow effect' ? deadlineMs + delay() * 20_000 : 0)
      const back = 10 + delay() * 600 + (trouble === 'slow answer' ? deadlineMs : 0)

      let over = false
      const callOff: (() => void)[] = []
      const settle = (outcome: HttpOutcome) => {
        if (over) return
        over = true
        for (const off of callOff) off()
        stop.signal.removeEventListener('abort', lastWords)
        if (dead) return
        step()
        if (dead) return
        outside.hears(request, outcome)
        resolve(outcome)
      }
      const lastWords = () => {
        callOff.push(time.after(LAST_WORDS, () => settle(cancelled('perhaps'))))
      }
      stop.signal.addEventListener('abort', lastWords)
      underway++
      time.after(there, () => {
        const outcome = outcomeOf(trouble, request, outside.touch(request, over))
        underway--
        if (!over) callOff.push(time.after(back, () => settle(outcome)))
      })
      callOff.push(
        time.after(deadlineMs, () =>
          settle({ is: 'no-answer', reason: 'no whole answer came in time', reached: 'perhaps', lasting: false })
        )
      )
      step()
    })

  /** A connection is a request that has no effect. */
  const connect = async (host: string) => {
    const url = new URL(`https://${host}/`)
    const outcome = await send({ method: 'GET', url, headers: { connects: 'only' }, deadlineMs: 30_000 })
    return outcome.is === 'no-answer' ? outcome : undefined
  }

  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (dead) return
      if (signal.aborted) return reject(signal.reason)
      const abort = () => {
        off()
        if (!dead) reject(signal.reason)
      }
      const off = time.after(ms, () => {
        signal.removeEventListener('abort', abort)
        if (!dead) resolve()
      })
      signal.addEventListener('abort', abort, { once: true })
    })

  const runner = fakeRunner({
    inputs,
    state,
    onEffect: effect => {
      if (effect.does === 'state' || effect.does === 'output') step()
      if (dead) return
      effects.push(effect)
      outside.shows(effect)
    }
  })
  return {
    world: {
      runner,
      env,
      send,
      connect: host => connect(host),
      trust: () => {},
      patience: {
        clock: {
          now: () => new Date(time.now() + aheadMs + (time.now() - began > STEP_AFTER ? clockStepMs : 0)),
          elapsed: time.now,
          sleep
        },
        random,
        stopping: stop.signal
      },
      nonce: () =>
        Math.floor(random() * 0x10000)
          .toString(16)
          .padStart(4, '0'),
      process: { pid: 77, started: '' }
    },
    isDead: () => dead,
    saved: () => Object.fromEntries(effects.filter(({ does }) => does === 'state').map(({ name, text }) => [name, text])),
    underway: () => underway
  }
}
