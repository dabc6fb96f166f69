import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Recorded } from '../../simulator/index.ts'
import type { StepRun } from '../../simulator/runner.ts'
import type { SimToken } from '../../simulator/world.ts'
import { seededRandom } from '../helpers/world.ts'
import {
  annotations,
  expectNoSecretShown,
  isGenerate,
  isSecretWrite,
  isSignIn,
  openStage,
  type Stage
} from './stage.ts'

const SEED = 20_261_122
const ROTATIONS = 140
const OUTPUT_JOBS = 60
/** How many jobs run at the same time, each in a world of its own. */
const LANES = 4

/** After the one that can't be heard, what is under way has no end at all: it comes every other time. */
const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGINT'] as const
type Job = 'rotation' | 'output job'
/** `at`: which part of the job's usual time is over, from 0 to 1. */
type Moment = Readonly<{ job: Job; signal: (typeof SIGNALS)[number]; at: number }>

const random = seededRandom(SEED)
/** One moment in each of as many equal parts of the job's time, so that they fall everywhere; the signals take turns. */
const momentsOf = (job: Job, count: number): readonly Moment[] =>
  Array.from({ length: count }, (_, part) => ({
    job,
    signal: SIGNALS[part % SIGNALS.length] ?? 'SIGKILL',
    at: (part + random()) / count
  }))
const moments = [...momentsOf('rotation', ROTATIONS), ...momentsOf('output job', OUTPUT_JOBS)]
const inWords = ({ job, signal, at }: Moment) =>
  `${signal} after ${(at * 100).toFixed(1)} % of the time of ${aJob[job]}`
const aJob = { rotation: 'a rotation', 'output job': 'an output job' } as const

/** What has an effect takes longest, so that many moments fall into it. In milliseconds. */
const SLOW = 40
const QUICK = 5
const isVerification = ({ method, path }: Recorded) =>
  method === 'GET' && path.includes('/vobjects/')
const isSlow = (request: Recorded) =>
  [isSignIn, isGenerate, isVerification, isSecretWrite].some(fits => fits(request))

/** A job that nothing disturbs: when its requests arrive, and how long it takes, in milliseconds from its start. */
type Pace = Readonly<{ arrivals: readonly number[]; duration: number }>
/** When to stop a job: so many milliseconds after so many of its requests have arrived. */
type Stop = Readonly<{ signal: NodeJS.Signals; afterRequests: number; afterMs: number }>

/** A machine that is busy makes a job slower, so its time is counted from one request to the next. */
const stopAt = ({ at, signal }: Moment, { arrivals, duration }: Pace): Stop => {
  const due = at * duration
  const before = arrivals.filter(arrival => arrival <= due)
  return { signal, afterRequests: before.length, afterMs: due - (before.at(-1) ?? 0) }
}

/** A world in which a secret has been written twice, and one job at a time runs. */
const openLane = async () => {
  const stage = await openStage()
  let onRequest = () => {}
  const noting = (request: Recorded) => {
    onRequest()
    return isSlow(request)
  }
  stage.simulator.fault({ on: noting, times: Number.POSITIVE_INFINITY, do: { slowMs: SLOW } })
  stage.simulator.fault({ on: () => true, times: Number.POSITIVE_INFINITY, do: { slowMs: QUICK } })

  const output = { ...stage.byPassword, 'sandbox-name': 'UAT' }
  const rotation = { ...output, 'secret-name': 'VAULT_TOKEN', 'github-token': stage.writer.value }
  const inputs = { rotation, 'output job': output }

  const run = async (job: Job, stop?: Stop): Promise<Readonly<{ main: StepRun; pace: Pace }>> => {
    const began = performance.now()
    const arrivals: number[] = []
    let timer: NodeJS.Timeout | undefined
    const onSpawn = (child: ChildProcess) => {
      const look = () => {
        if (arrivals.length === stop?.afterRequests)
          timer = setTimeout(() => child.kill(stop.signal), stop.afterMs)
      }
      onRequest = () => {
        arrivals.push(performance.now() - began)
        look()
      }
      look()
    }
    const main = await stage.step(inputs[job], { onSpawn })
    clearTimeout(timer)
    onRequest = () => {}
    return { main, pace: { arrivals, duration: main.durationMs } }
  }

  const warm = await run('output job')
  await stage.after(warm.main)
  const [first, second] = [await run('rotation'), await run('rotation')]
  for (const { main } of [warm, first, second]) expect(main.exitCode).toBe(0)
  const held = [first, second].map(({ main }) => main.outputs.token ?? '')
  const atFirst = [...stage.world.tokens]
  const place = { scope: 'repository', repository: 'acme/pipelines' } as const
  const writtenAt = stage.github.secretAt(place, 'VAULT_TOKEN')?.updatedAt ?? new Date(0)
  const paces = { rotation: second.pace, 'output job': (await run('output job')).pace }

  /** The world as it was before any job was stopped. */
  const restore = () => {
    stage.world.tokens.splice(0, Number.POSITIVE_INFINITY, ...atFirst)
    for (const token of atFirst)
      token.deleted = !(token === stage.stored || held.includes(token.value))
    stage.world.sessions.clear()
    const secret = stage.github.setSecret(place, 'VAULT_TOKEN', held[1] ?? '', {})
    secret.updatedAt = writtenAt
    stage.world.clock.advance(20 * 60_000)
    stage.github.lastWrites = []
  }
  const stopped = async (moment: Moment): Promise<Aftermath> => {
    const { job } = moment
    restore()
    const { main, pace } = await run(job, stopAt(moment, paces[job]))
    const asked = pace.arrivals.length > 0
    const post = await stage.after(main, { inputs: { 'github-token': stage.writer.value } })
    const live = stage.world.liveTokens(stage.uat)
    const secret = stage.secret()
    const nobodys = live.filter(({ value }) => ![secret, ...held].includes(value))
    const sessions = stage.world.sessions.size
    expectNoSecretShown(main, stage)
    expectNoSecretShown(post, stage)
    const next = job === 'rotation' && nobodys.length > 0 ? await nextRotation() : undefined
    return {
      main,
      post,
      asked,
      live: live.map(({ value }) => value),
      secret,
      nobodys,
      sessions,
      next
    }
  }
  /** The rotation after, when nothing is young any more. Out: which tokens live then. */
  const nextRotation = async (): Promise<readonly SimToken[]> => {
    stage.world.clock.advance(16 * 60_000)
    const { main } = await run('rotation')
    expect(main.exitCode).toBe(0)
    return stage.world.liveTokens(stage.uat)
  }
  return { stage, stopped }
}

/** What is left of a job that was stopped, once its post step ran. */
type Aftermath = Readonly<{
  main: StepRun
  post: StepRun
  /** Whether the job got as far as to ask for anything. */
  asked: boolean
  /** Values of the tokens that live. */
  live: readonly string[]
  secret: string | undefined
  /** The tokens that live and that neither the secret holds nor held before. */
  nobodys: readonly SimToken[]
  sessions: number
  /** The tokens that live after the rotation that follows a rotation which left some that are nobody's. */
  next: readonly SimToken[] | undefined
}>

const stages: Stage[] = []
const settled: Promise<Aftermath>[] = []
let lanes: Promise<unknown>

beforeAll(() => {
  const results = moments.map(() => Promise.withResolvers<Aftermath>())
  for (const { promise } of results) {
    // Each is awaited by its own test; until then it must not count as unhandled.
    promise.catch(() => {})
    settled.push(promise)
  }
  let next = 0
  const lane = async () => {
    const { stage, stopped } = await openLane()
    stages.push(stage)
    for (let index = next++; index < moments.length; index = next++) {
      const moment = moments[index]
      if (moment !== undefined)
        await stopped(moment).then(results[index]?.resolve, results[index]?.reject)
    }
  }
  lanes = Promise.all(Array.from({ length: LANES }, lane)).catch(thrown => {
    for (const { reject } of results) reject(thrown)
  })
})
afterAll(async () => {
  await lanes
  await Promise.all(stages.map(({ simulator }) => simulator.close()))
})

/** The last state of one entry of the journal. */
const stateOf = ({ state }: StepRun, key: 'token-0' | 'session'): string =>
  JSON.parse(state[key] ?? '{}').state ?? 'nothing'

const aftermath = async (index: number): Promise<Aftermath> => {
  const result = await settled[index]
  if (result === undefined) throw new Error(`There is no moment ${index}.`)
  return result
}

describe(`the bundle as a process of its own, stopped at ${moments.length} moments (seed ${SEED})`, () => {
  test.each(moments.map((moment, index) => [inWords(moment), moment, index] as const))(
    '%s: no token that nobody holds or names, and no dead secret',
    async (_words, { job, signal }, index) => {
      const { main, post, asked, live, secret, nobodys, sessions, next } = await aftermath(index)

      if (main.signal !== null) expect(main.signal).toBe(signal)
      else if (signal === 'SIGKILL') expect(main.exitCode).toBe(0)
      else expect([0, 1]).toContain(main.exitCode)
      // What can listen for signals ends in order; Node can't yet when it begins, and no more when all is done. Windows only terminates.
      if (main.signal !== null && signal !== 'SIGKILL' && asked && process.platform !== 'win32') {
        expect(stateOf(main, 'token-0')).toBe(job === 'rotation' ? 'over' : 'handed-over')
        expect(stateOf(main, 'session')).toBe('over')
      }
      expect(main.durationMs).toBeLessThan(7_000)
      expect(post).toMatchObject({ exitCode: 0, signal: null })
      expect(post.durationMs).toBeLessThan(7_000)

      expect(live).toContain(secret)
      const named = annotations(post, 'warning').join()
      for (const { name } of nobodys) expect(named).toContain(name)
      if (next !== undefined) for (const token of nobodys) expect(next).not.toContain(token)
      if (job === 'output job' && main.exitCode === 0) expect(nobodys).toEqual([])

      // The session whose id never came back is nobody's; Vault ends it when it has been idle.
      if (main.signal === null || main.state.session !== undefined) expect(sessions).toBe(0)
      const session = JSON.parse(main.state.session ?? '{}').session
      if (session !== undefined)
        expect(main.log + main.summary + post.log + post.summary).not.toContain(session)
    }
  )

  test('which fell into every part of the story', async () => {
    const all = await Promise.all(settled)
    const states = all.map(({ main }) => stateOf(main, 'token-0'))
    for (const state of ['nothing', 'generating', 'made', 'storing', 'handed-over', 'over'])
      expect(states).toContain(state)
    const inTime = all.filter(({ main }) => main.exitCode !== 0)
    expect(inTime.length).toBeGreaterThan(moments.length * 0.6)
  })
})
