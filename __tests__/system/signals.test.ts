import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Fault, Recorded } from '../../simulator/index.ts'
import { parseFileCommands } from '../../simulator/log.ts'
import type { StepRun } from '../../simulator/runner.ts'
import type { SimToken } from '../../simulator/world.ts'
import { seededRandom } from '../helpers/random.ts'
import { annotations, expectNoCredentialShown, openStage, type Stage } from './stage.ts'

const location = { scope: 'repository', repository: 'acme/pipelines' } as const
let stage: Stage
/** What the secret contained one after the other before the step, and all tokens of that time. */
const held: string[] = []
let earlier: SimToken[]
let writtenAt: Date
beforeAll(async () => {
  stage = await openStage()
  for (const _rotation of [1, 2]) {
    const { outputs } = await stage.step(stage.toSecret)
    held.push(outputs.token ?? '')
    stage.world.clock.advance(20 * 60_000)
  }
  earlier = [...stage.world.tokens]
  writtenAt = stage.github.secretAt(location, 'VAULT_TOKEN')?.updatedAt ?? new Date(0)
})
afterAll(() => stage.close())

/** Undoes what later jobs did, 20 minutes on. */
function reset(): void {
  const { world, github } = stage
  world.tokens.splice(0, Number.POSITIVE_INFINITY, ...earlier)
  for (const token of earlier) token.deleted = !held.includes(token.value)
  world.sessions.clear()
  github.setSecret(location, 'VAULT_TOKEN', held[1] ?? '').updatedAt = writtenAt
  github.lastWrites = []
  world.clock.advance(20 * 60_000)
}

const isGenerate = ({ method, path }: Recorded) =>
  method === 'POST' && path.endsWith('/api_access_token__sys')
const moments: Record<string, (request: Recorded) => boolean> = {
  'signs in': ({ path }) => path.endsWith('/auth'),
  'lists the sandboxes': ({ path }) => path.endsWith('/objects/sandbox'),
  'reads the public key': ({ path }) => path.endsWith('/public-key'),
  generates: isGenerate,
  verifies: ({ method, path }) => method === 'GET' && path.includes('/vobjects/'),
  'writes the secret': ({ method }) => method === 'PUT',
  'lists the tokens': ({ path }) => path.endsWith('/query'),
  deletes: ({ method, path }) => method === 'DELETE' && path.includes('/vobjects/'),
  'ends the session': ({ method, path }) => method === 'DELETE' && path.endsWith('/session')
}
const names = Object.keys(moments)

interface End {
  /** At which request; it usually has its effect. */
  moment: string
  signal: NodeJS.Signals
  afterMs?: number
  trouble?: Fault['do']
}

/** Runs a step that is ended at a request, and its post step. */
async function end(inputs: Record<string, string>, { afterMs = 0, ...given }: End) {
  const onSpawn = (child: ChildProcess) => {
    const kill = () => child.kill(given.signal)
    const on = (request: Recorded) => {
      const isRunning = child.exitCode === null && child.signalCode === null
      const isNow = isRunning && moments[given.moment]?.(request) === true
      if (isNow) setTimeout(kill, afterMs)
      return isNow
    }
    stage.simulator.fault({ on, do: given.trouble ?? { slowMs: 30 } })
  }
  const main = await stage.step(inputs, { onSpawn })
  const post = await stage.post(main)
  expect(post.exitCode).toBe(0)
  expect(Math.max(main.durationMs, post.durationMs)).toBeLessThan(7_000)
  expectNoCredentialShown(stage, main, post)
  return { main, post }
}

/** Expects that the secret contains a live token, that every other one is named, and that no session is left. */
function expectInOrder(main: StepRun, post: StepRun): void {
  const { world, uat } = stage
  const live = world.liveTokens(uat)
  expect(live.map(({ value }) => value)).toContain(stage.secret())
  const known = [stage.secret(), ...held]
  const strays = live.filter(({ value }) => !known.includes(value))
  const said = [main, post].flatMap(run => [annotations(run, 'warning'), annotations(run, 'error')])
  expect(strays.filter(({ name }) => !said.join().includes(name))).toEqual([])
  // Nobody has the id of a session whose response never came; Vault ends it when it has been idle.
  if (main.signal === null || main.state.session) expect(world.sessions.size).toBe(0)
}

const signals: NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGKILL'] : ['SIGKILL', 'SIGTERM', 'SIGINT']
const cutWrite = { moment: 'writes the secret', trouble: 'cut-before' } as const
const ends: Omit<End, 'signal'>[] = [...names.map(moment => ({ moment })), cutWrite]

test.each(signals.flatMap(signal => ends.map(each => ({ ...each, signal }))))(
  'A rotation that is ended while it $moment (by $signal) leaves a live secret, and names every other token',
  async given => {
    reset()
    const { main, post } = await end(stage.toSecret, given)
    expect(main.exitCode).toBe(given.signal === 'SIGKILL' ? null : 1)
    expectInOrder(main, post)
  }
)

const random = seededRandom(20_261_122)
const any = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T
const later = Array.from({ length: 24 }, () => {
  // What can't be handled is the harder case.
  const signal = random() < 0.6 ? 'SIGKILL' : any(signals)
  const afterMs = Math.round(random() * 80)
  return { moment: any(names), signal, afterMs, isOutput: random() < 0.3 }
})
test.each(later)(
  'The same holds $afterMs ms after it $moment ($signal, output: $isOutput)',
  async given => {
    reset()
    const { main, post } = await end(given.isOutput ? stage.forUat : stage.toSecret, given)
    expectInOrder(main, post)
  }
)

const onLinux = existsSync('/proc/self/stat') ? test : test.skip
const title = 'The post step ends a main that is still running, and finishes what it saved'
onLinux(title, async () => {
  // In a container job a cancellation does not reach main: the runner reads its state while it runs on.
  reset()
  const isGenerating = Promise.withResolvers<void>()
  const on = (request: Recorded) => {
    if (isGenerate(request)) isGenerating.resolve()
    return isGenerate(request)
  }
  stage.simulator.fault({ on, do: { slowMs: 1_000 } })
  const child = Promise.withResolvers<ChildProcess>()
  const running = stage.step(stage.forUat, { keepFolder: true, onSpawn: child.resolve })
  const folder = await readlink(`/proc/${(await child.promise).pid}/cwd`)
  await isGenerating.promise
  const state = parseFileCommands(await readFile(join(folder, 'STATE'), 'utf8'))
  expect(state['token-0']).toContain('generating')

  const post = await stage.post({ state, masks: [] })
  expect(await running).toMatchObject({ exitCode: 1 })
  expect(post).toMatchObject({ exitCode: 0, log: expect.stringContaining('Deleted the token') })
  expect(stage.world.liveTokens(stage.uat)).toHaveLength(held.length)
  expect(stage.world.sessions.size).toBe(0)
  await rm(folder, { recursive: true })
})
