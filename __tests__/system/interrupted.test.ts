import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseFileCommands } from '../../simulator/log.ts'
import type { StepRun } from '../../simulator/runner.ts'
import { until } from '../helpers/values.ts'
import {
  annotations,
  expectNoSecretShown,
  isDelete,
  isGenerate,
  onPosix,
  openStage,
  type Stage,
  trouble
} from './stage.ts'

let stage: Stage
let running: Promise<StepRun> | undefined
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.simulator.close())

/** Sends a signal when a request that fits has come in. */
const killOn = (fits: typeof isGenerate, signal: NodeJS.Signals) => async (child: ChildProcess) => {
  const seen = stage.simulator.requests.length
  await until(() => stage.simulator.requests.slice(seen).some(fits))
  child.kill(signal)
}

describe('answers to generating that are lost', () => {
  test('are asked for again under the same name', async () => {
    const begin = stage.simulator.requests.length
    trouble(stage.simulator, isGenerate, 'cut-after', 2)
    const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT' })
    expect(main.exitCode).toBe(0)
    const names = stage.simulator.requests
      .slice(begin)
      .filter(isGenerate)
      .map(({ body }) => new URLSearchParams(body).get('name__v'))
    expect(names).toEqual([
      main.outputs['token-name'],
      main.outputs['token-name'],
      main.outputs['token-name']
    ])
    await stage.after(main)
    for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
  })

  test('every time: the error names what may be left behind, and so does the post step', async () => {
    trouble(stage.simulator, isGenerate, 'cut-after', 3)
    const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT' })
    expect(main.exitCode).toBe(1)
    const [left] = stage.world.liveTokens(stage.uat)
    expect(annotations(main, 'error').join()).toContain(left?.name)
    const post = await stage.after(main)
    expect(post.exitCode).toBe(0)
    expect(annotations(post, 'warning').join()).toContain(left?.name)
    expect(stage.world.sessions.size).toBe(0)
    for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
  })

  test('a refusal is not asked again, and leaves nothing to name', async () => {
    const begin = stage.simulator.requests.length
    trouble(stage.simulator, isGenerate, { failure: 'OPERATION_NOT_ALLOWED' })
    const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT' })
    expect(main.exitCode).toBe(1)
    expect(stage.simulator.requests.slice(begin).filter(isGenerate)).toHaveLength(1)
    expect((await stage.after(main)).stdout).toBe('')
  })
})

describe('a step that is cancelled while Vault generates', () => {
  onPosix.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s takes the answer, exits 1 in time, and the post step deletes the token',
    async signal => {
      trouble(stage.simulator, isGenerate, { slowMs: 700 })
      const main = await stage.step(
        { ...stage.byPassword, 'sandbox-name': 'UAT' },
        { onSpawn: killOn(isGenerate, signal) }
      )
      expect(main).toMatchObject({ exitCode: 1, signal: null })
      expect(main.durationMs).toBeLessThan(7_000)
      expect(annotations(main, 'error').join()).toMatch(/^interrupted: /)
      expect(main.outputs.token).toBeFalsy()
      expect(stage.world.liveTokens(stage.uat)).toHaveLength(1)
      const post = await stage.after(main)
      expect(post.exitCode).toBe(0)
      expect(stage.world.liveTokens(stage.uat)).toEqual([])
      expect(stage.world.sessions.size).toBe(0)
      expectNoSecretShown(main, stage)
      expectNoSecretShown(post, stage)
    }
  )

  onPosix(
    'and gets no answer gives it 5 seconds, exits 1 within 7, and the post step names what may be there',
    async () => {
      trouble(stage.simulator, isGenerate, { slowMs: 20_000 })
      const main = await stage.step(
        { ...stage.byPassword, 'sandbox-name': 'UAT' },
        { onSpawn: killOn(isGenerate, 'SIGINT') }
      )
      expect(main).toMatchObject({ exitCode: 1, signal: null })
      expect(main.durationMs).toBeLessThan(7_000)
      const post = await stage.after(main)
      expect(annotations(post, 'warning').join()).toContain('whose value nobody has')
      expect(stage.world.sessions.size).toBe(0)
    }
  )

  test('by SIGKILL leaves a journal from which the post step ends the session and names the token', async () => {
    const main = await stage.step(
      { ...stage.byPassword, 'sandbox-name': 'UAT' },
      { onSpawn: killOn(isGenerate, 'SIGKILL') }
    )
    expect(main.signal).toBe('SIGKILL')
    const post = await stage.after(main)
    expect(post.exitCode).toBe(0)
    expect(stage.world.sessions.size).toBe(0)
    for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
  })
})

describe('the post step', () => {
  test('without a journal does nothing', async () => {
    const begin = stage.simulator.connects.length
    const main = await stage.step({})
    const post = await stage.after({ state: {}, masks: main.masks })
    expect(post).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
    expect(stage.simulator.connects).toHaveLength(begin)
  })

  const onLinux = existsSync('/proc/self/stat') ? test : test.skip
  onLinux(
    'ends a main that lives on beside it, and finishes what that one recorded meanwhile',
    async () => {
      // In a container job a cancellation does not reach main: its state is taken while it runs on.
      trouble(stage.simulator, isGenerate, { slowMs: 1_000 })
      const seen = stage.simulator.requests.length
      const folder = new Promise<string>(resolve => {
        const inputs = { ...stage.byPassword, 'sandbox-name': 'UAT' }
        const begun = stage.step(inputs, {
          keepFolder: true,
          onSpawn: child => resolve(readlink(`/proc/${child.pid}/cwd`))
        })
        running = begun
      })
      await until(() => stage.simulator.requests.slice(seen).some(isGenerate))
      const state = parseFileCommands(await readFile(join(await folder, 'STATE'), 'utf8'))
      expect(state['token-0']).toContain('generating')

      const post = await stage.after({ state, masks: [] })
      expect(await running).toMatchObject({ exitCode: 1 })
      expect(post.exitCode).toBe(0)
      expect(post.log).toContain('Deleted the token')
      expect(stage.world.liveTokens(stage.uat)).toEqual([])
      expect(stage.world.sessions.size).toBe(0)
      await rm(await folder, { recursive: true })
    }
  )

  test('names a token that Vault won’t let delete itself, and does not fail', async () => {
    stage.uat.selfDelete = false
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
    const post = await stage.after(main)
    stage.uat.selfDelete = true
    expect(post.exitCode).toBe(0)
    expect(annotations(post, 'warning').join()).toContain(`(id ${main.outputs['token-id']})`)
    expect(annotations(post, 'warning').join()).toContain('INSUFFICIENT_ACCESS')
    for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
  })

  test('takes a token that is gone already, or whose deletion’s answer was lost, for deleted', async () => {
    const gone = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
    for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
    expect(annotations(await stage.after(gone), 'warning')).toEqual([])

    const lost = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
    trouble(stage.simulator, isDelete, 'cut-after')
    const post = await stage.after(lost)
    expect(annotations(post, 'warning')).toEqual([])
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
  })
})

test('a session that can’t be ended by main is ended by the post step', async () => {
  trouble(
    stage.simulator,
    ({ method, path }) => method === 'DELETE' && path.endsWith('/session'),
    'cut-before',
    2
  )
  const main = await stage.step({ ...stage.byPassword, 'sandbox-name': 'UAT' })
  expect(main.exitCode).toBe(0)
  expect(annotations(main, 'warning').join()).toContain('The post step tries again')
  expect(stage.world.sessions.size).toBe(1)
  const post = await stage.after(main)
  expect(post.log).toContain('Ended the session')
  expect(stage.world.sessions.size).toBe(0)
})
