import type { Clock } from '../../src/clock.ts'
import type { HttpOutcome, HttpRequest, NoAnswer, Send } from '../../src/http.ts'
import { asObject, asText, parseJson } from '../../src/json.ts'
import type { Patience } from '../../src/retry.ts'
import type { World } from '../../src/world.ts'
import { type Effect, type FakeRunner, fakeRunner } from './runner.ts'

export const noon = new Date('2026-11-22T12:00:00Z')

/** A clock that stands still but for sleeping, which moves it on at once. */
export const virtualClock = (
  start = noon,
  onWait: (ms: number) => void = () => {}
): Clock & { waits: readonly number[] } => {
  const waits: number[] = []
  let time = start.getTime()
  return {
    waits,
    now: () => new Date(time),
    elapsed: () => time,
    sleep: async (ms, signal) => {
      signal.throwIfAborted()
      waits.push(ms)
      onWait(ms)
      time += ms
      signal.throwIfAborted()
    }
  }
}

/** Numbers from 0 up to 1 that look random and are the same for the same seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const patience = ({
  clock = virtualClock(),
  random = seededRandom(1),
  stopping = new AbortController().signal
}: Partial<Patience> = {}): Patience => ({ clock, random, stopping })

/** What comes of one request, or what happens when it arrives. */
export type Scripted = HttpOutcome | ((request: HttpRequest) => HttpOutcome)

/** Answers the requests one after the other with what the script says; a request that the script does not know is an error. */
export const scriptedSend = (
  script: readonly Scripted[],
  onRequest: (request: HttpRequest) => void = () => {}
): Send & { sent: readonly HttpRequest[] } => {
  const sent: HttpRequest[] = []
  const send: Send = async request => {
    const outcome = script[sent.length]
    sent.push(request)
    onRequest(request)
    if (outcome === undefined) throw new Error(`The script has no answer to ${routeOf(request)}.`)
    return typeof outcome === 'function' ? outcome(request) : outcome
  }
  return Object.assign(send, { sent })
}

/** In: a request. Out: its method and path, as `POST /auth`, without what all paths begin with. */
export const routeOf = ({ method, url }: HttpRequest): string =>
  `${method} ${url.pathname.replace(/^\/api\/v\d\d\.\d/, '')}${url.search}`

/** The environment of a job, as far as the action looks at it. */
export const jobEnvironment = {
  GITHUB_OUTPUT: '/nowhere/output',
  GITHUB_STATE: '/nowhere/state',
  GITHUB_REPOSITORY: 'acme/pipelines',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '2'
}

type Given = Readonly<{
  inputs?: Readonly<Record<string, string>>
  state?: Readonly<Record<string, string>>
  env?: World['env']
  script?: readonly Scripted[]
  stop?: AbortController
  now?: Date
  seed?: number
  /** Why no connection is made ahead of the requests. */
  connectFails?: NoAnswer
}>

export type FakeWorld = World &
  Readonly<{
    runner: FakeRunner
    sent: readonly HttpRequest[]
    waits: readonly number[]
    /** Requests, waits and what reached the runner, in one order: `POST /auth`, `wait 500`, `state token-0 made`, `output token`. */
    history: readonly string[]
  }>

/** A whole world in which nothing is real, and in which everything that happens is remembered. */
export const world = ({
  inputs,
  state,
  env,
  script = [],
  stop = new AbortController(),
  now,
  seed = 1,
  connectFails
}: Given = {}): FakeWorld => {
  const history: string[] = []
  const runner = fakeRunner({
    ...(inputs && { inputs }),
    ...(state && { state }),
    onEffect: effect => history.push(inWords(effect))
  })
  const send = scriptedSend(script, request => history.push(routeOf(request)))
  const clock = virtualClock(now, ms => history.push(`wait ${ms}`))
  return {
    runner,
    env: env ?? jobEnvironment,
    send,
    connect: async connected => {
      history.push(`connect ${connected}`)
      return connectFails
    },
    trust: () => void history.push('trust'),
    patience: patience({ clock, random: seededRandom(seed), stopping: stop.signal }),
    nonce: () => 'beef',
    process: { pid: 77, started: '1234' },
    sent: send.sent,
    waits: clock.waits,
    history
  }
}

const inWords = ({ does, name, text }: Effect): string => {
  const detail = does === 'state' ? asText(asObject(parseJson(text))?.state) : ''
  return [does, name, detail].filter(word => word !== '').join(' ')
}
