import { readRunContext } from '../../src/core/run.ts'
import type { HttpRequest, NoResponse } from '../../src/net/http.ts'
import type { World } from '../../src/net/world.ts'
import { seededRandom } from '../helpers/random.ts'
import { lost } from '../helpers/responses.ts'
import { type Effect, recordingRunner } from '../helpers/runner.ts'
import { checkRequest, checkShown, learn } from './check-requests.ts'
import { noteTrouble } from './effects.ts'
import type { Job, Phase } from './facts.ts'
import type { Run } from './history.ts'
import { environmentOf } from './inputs.ts'
import type { Timeline } from './time.ts'
import { type Result, resultOf } from './troubles.ts'

/** When the post step is told to stop, and somebody sets the clock of a process. */
const POST_BUDGET_MS = 115_000
const CLOCK_STEP_AFTER_MS = 2_500
/** The process exits this long after a signal, and calls in flight get less. */
const EXIT_AFTER_MS = 6_500
const GRACE_MS = 5_000

/** A process of the action in virtual time. Its requests take their time, go wrong as planned, and it may die at any step. */
export class Process {
  readonly world: World
  isDead = false
  private readonly job: Job
  private readonly phase: Phase
  private readonly plan: Run
  private readonly onDeath: () => void
  private readonly time: Timeline
  private readonly stop = new AbortController()
  private readonly began: number
  private asleep: { from: number; until: number } | undefined
  private steps = 0
  private calls = 0

  constructor(job: Job, phase: Phase, plan: Run, onDeath = () => {}) {
    this.job = job
    this.phase = phase
    this.plan = plan
    this.onDeath = onDeath
    this.time = job.facts.time
    this.began = this.time.now()
    const environment = environmentOf(job)
    const random = seededRandom(plan.seed)
    const states = job.effects.filter(({ does }) => does === 'state')
    const saved = Object.fromEntries(states.map(({ name, text }) => [name, text]))
    // The post step reads no input; another step may have changed them.
    const given =
      phase === 'main' ? { inputs: job.inputs, state: {} } : { inputs: {}, state: saved }
    this.world = {
      runner: recordingRunner(given, effect => this.record(effect)),
      environment,
      run: readRunContext(environment),
      send: request => this.send(request),
      connect: async () => undefined,
      trust: () => {},
      clock: {
        now: () => this.wallClock(),
        elapsed: () => this.elapsed(),
        sleep: (ms, signal) => this.sleep(ms, signal)
      },
      random,
      stopping: this.stop.signal,
      nonce: () =>
        Math.floor(random() * 2 ** 32)
          .toString(16)
          .padStart(8, '0')
    }
    if (phase === 'main') return
    this.after(POST_BUDGET_MS, () => this.stop.abort(new DOMException('', 'TimeoutError')))
  }

  private record(effect: Effect): void {
    if (effect.does === 'state' || effect.does === 'output') this.step()
    if (this.isDead) return
    checkShown(this.job, this.phase, effect)
  }

  private wallClock(): Date {
    const { aheadMs, clockStepMs } = this.plan
    const now = this.time.now()
    return new Date(now + aheadMs + (now - this.began > CLOCK_STEP_AFTER_MS ? clockStepMs : 0))
  }

  /** The monotonic clock, which stands still while the machine sleeps. */
  private elapsed(): number {
    const now = this.time.now()
    if (this.asleep === undefined) return now
    const { from, until } = this.asleep
    return now < until ? from : now - (until - from)
  }

  /** A timer of this machine, by its monotonic clock. */
  private after(ms: number, act: () => void): void {
    const due = this.elapsed() + ms
    const check = () => {
      const asleepMs = Math.max(0, (this.asleep?.until ?? 0) - this.time.now())
      const leftMs = due - this.elapsed() + asleepMs
      if (leftMs > 0) this.time.after(leftMs, check)
      else act()
    }
    this.time.after(ms, check)
  }

  private step(): void {
    if (this.isDead) return
    const { job, phase } = this
    const { ending, suspension } = this.plan
    const number = this.steps++
    if (number === suspension?.step) {
      noteTrouble(job, phase, 'suspended')
      this.asleep = { from: this.time.now(), until: this.time.now() + suspension.ms }
    }
    if (number !== ending?.step) return
    noteTrouble(job, phase, ending.how)
    if (ending.how !== 'cancelled') {
      this.die()
      return
    }
    this.stop.abort()
    this.after(EXIT_AFTER_MS, () => this.die())
  }

  private die(): void {
    if (this.isDead) return
    this.isDead = true
    this.onDeath()
  }

  private sleep(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const abort = () => this.isDead || reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    this.after(ms, () => this.isDead || resolve())
    return promise
  }

  private send(request: HttpRequest): Promise<Result> {
    return new Promise(resolve => {
      this.step()
      if (this.isDead) return
      if (this.stop.signal.aborted) {
        resolve(cancelled(false))
        return
      }
      this.transfer(request, this.calls++, resolve)
      this.step()
    })
  }

  private transfer(request: HttpRequest, nth: number, resolve: (result: Result) => void): void {
    const { job, phase, plan } = this
    const trouble = plan.mishaps.find(({ call, times }) => nth >= call && nth < call + times)?.what
    if (trouble !== undefined) noteTrouble(job, phase, trouble, request)
    checkRequest(job, phase, request)
    const { deadlineMs } = request
    const { signal } = this.stop
    const random = seededRandom(plan.seed * 1000 + nth)
    const isSlow = trouble === 'slow effect'
    const thereMs = 10 + random() * 600 + (isSlow ? deadlineMs + random() * 20_000 : 0)
    const backMs = 10 + random() * 600 + (trouble === 'slow response' ? deadlineMs : 0)
    let isSettled = false
    const settle = (result: Result) => {
      if (isSettled || this.isDead) return
      isSettled = true
      signal.removeEventListener('abort', endSoon)
      this.step()
      if (this.isDead) return
      learn(job, phase, request, result)
      resolve(result)
    }
    const endSoon = () => this.after(GRACE_MS, () => settle(cancelled(true)))
    signal.addEventListener('abort', endSoon)
    job.underway++
    // On its way, a request does not depend on this machine.
    this.time.after(thereMs, () => {
      const result = resultOf(trouble, { job, phase, request })
      job.underway--
      this.after(backMs, () => settle(result))
    })
    this.after(deadlineMs, () =>
      settle({ ...lost, reason: 'there was no complete response', code: '' })
    )
  }
}

function cancelled(maybeSent: boolean): NoResponse {
  return { ...lost, maybeSent, isLasting: !maybeSent, reason: 'the run was cancelled', code: '' }
}
