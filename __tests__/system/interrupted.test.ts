import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parseFileCommands } from '../../simulator/log.ts'
import {
  addFault,
  annotations,
  expectNoCredentialShown,
  isGenerate,
  isSessionEnd,
  onPosix,
  openStage,
  type Stage
} from './stage.ts'

let stage: Stage
let inputs: Record<string, string>
beforeEach(async () => {
  stage = await openStage()
  inputs = { ...stage.byPassword, 'sandbox-name': 'UAT' }
})
afterEach(() => stage.simulator.close())

/** Waits until Vault generates; fails after some seconds. */
async function untilGenerating(): Promise<void> {
  for (let tries = 0; !stage.simulator.requests.some(isGenerate); tries++) {
    if (tries > 2_000) throw new Error('Vault was not asked to generate.')
    await sleep(5)
  }
}

function killWhileGenerating(signal: NodeJS.Signals) {
  return async (child: ChildProcess) => {
    await untilGenerating()
    child.kill(signal)
  }
}

describe('A step that is cancelled while Vault generates', () => {
  onPosix.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s waits for the response, exits 1 in time, and the post step deletes the token',
    async signal => {
      addFault(stage.simulator, isGenerate, { slowMs: 700 })
      const main = await stage.step(inputs, { onSpawn: killWhileGenerating(signal) })
      expect(main).toMatchObject({ exitCode: 1, signal: null })
      expect(main.durationMs).toBeLessThan(7_000)
      expect(annotations(main, 'error').join()).toMatch(/^interrupted: /)
      expect(main.outputs.token).toBeFalsy()
      expect(stage.world.liveTokens(stage.uat)).toHaveLength(1)
      const post = await stage.post(main)
      expect(post.exitCode).toBe(0)
      expect(stage.world.liveTokens(stage.uat)).toEqual([])
      expect(stage.world.sessions.size).toBe(0)
      expectNoCredentialShown(stage, main, post)
    }
  )

  onPosix(
    'waits 5 seconds for a response, exits within 7, and the post step names the token',
    async () => {
      addFault(stage.simulator, isGenerate, { slowMs: 20_000 })
      const main = await stage.step(inputs, { onSpawn: killWhileGenerating('SIGINT') })
      expect(main).toMatchObject({ exitCode: 1, signal: null })
      expect(main.durationMs).toBeLessThan(7_000)
      const name = JSON.parse(main.state['token-0'] ?? '{}').name
      const post = await stage.post(main)
      const said = [main, post].flatMap(run => [
        ...annotations(run, 'warning'),
        ...annotations(run, 'error')
      ])
      expect(said.join()).toContain(`"${name}"`)
      expect(stage.world.sessions.size).toBe(0)
    }
  )
})

const onLinux = existsSync('/proc/self/stat') ? test : test.skip
onLinux(
  'The post step ends a main that is still running, and finishes what that saved meanwhile',
  async () => {
    // In a container job a cancellation does not reach main: the runner reads its state while it runs on.
    addFault(stage.simulator, isGenerate, { slowMs: 1_000 })
    const child = Promise.withResolvers<ChildProcess>()
    const running = stage.step(inputs, { keepFolder: true, onSpawn: child.resolve })
    const folder = await readlink(`/proc/${(await child.promise).pid}/cwd`)
    await untilGenerating()
    const state = parseFileCommands(await readFile(join(folder, 'STATE'), 'utf8'))
    expect(state['token-0']).toContain('generating')

    const post = await stage.post({ state, masks: [] })
    expect(await running).toMatchObject({ exitCode: 1 })
    expect(post.exitCode).toBe(0)
    expect(post.log).toContain('Deleted the token')
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
    expect(stage.world.sessions.size).toBe(0)
    await rm(folder, { recursive: true })
  }
)

test('The post step without a saved state does nothing', async () => {
  const post = await stage.post({ state: {}, masks: [] })
  expect(post).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
  expect(stage.simulator.connects).toEqual([])
})

test('The post step needs no input and never contacts GitHub, wherever the token was delivered', async () => {
  const main = await stage.step({ ...inputs, ...stage.toSecret })
  expect(main.exitCode).toBe(0)
  const before = stage.simulator.connects.length
  const post = await stage.post(main)
  expect(post).toMatchObject({ exitCode: 0, stdout: '' })
  expect(stage.simulator.connects).toHaveLength(before)
})

test('A session that main can’t end is ended by the post step', async () => {
  addFault(stage.simulator, isSessionEnd, 'cut-before', 2)
  const main = await stage.step(inputs)
  expect(main.exitCode).toBe(0)
  expect(annotations(main, 'warning')).toEqual([])
  expect(stage.world.sessions.size).toBe(1)
  const post = await stage.post(main)
  expect(post.log).toContain('Ended the session')
  expect(stage.world.sessions.size).toBe(0)
})
