import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import {
  endProcess,
  isRunning,
  type MainProcess,
  thisProcess
} from '../../../src/action/process.ts'
import type { RetryContext } from '../../../src/net/retry.ts'

/** A context in which a second takes 20 milliseconds. */
function hurried(stopping = new AbortController().signal): RetryContext {
  const sleep = (ms: number, signal: AbortSignal) => wait(ms / 50, undefined, { signal })
  return { clock: { now: () => new Date(0), elapsed: () => 0, sleep }, random: () => 0, stopping }
}

const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  jest.restoreAllMocks()
})

const exitOf = (child: ChildProcess) => once(child, 'exit', { signal: AbortSignal.timeout(5_000) })

function start(script: string): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  children.push(child)
  return child
}

async function startMain(onTerm: string): Promise<{ child: ChildProcess; main: MainProcess }> {
  const source = new URL('../../../src/action/process.ts', import.meta.url).href
  const child = start(`
    import { thisProcess } from ${JSON.stringify(source)}
    process.on('SIGTERM', () => { ${onTerm} })
    setInterval(() => {}, 1000)
    process.stdout.write(JSON.stringify(thisProcess()))`)
  const [text] = await once(child.stdout ?? child, 'data')
  return { child, main: JSON.parse(String(text)) }
}

// Elsewhere the runner has waited for main, and there is no /proc to look at.
const onLinux = existsSync('/proc/self/stat') ? describe : describe.skip

onLinux('the post step', () => {
  test('lets a main step that is still running end by itself', async () => {
    const { child, main } = await startMain('process.exit(0)')
    const exit = exitOf(child)
    expect(isRunning(main)).toBe(true)
    expect(await endProcess(main, hurried())).toBe(true)
    expect(await exit).toEqual([0, null])
    expect(isRunning(main)).toBe(false)
  })

  test('kills a main step that ignores SIGTERM', async () => {
    const { child, main } = await startMain('')
    const exit = exitOf(child)
    expect(await endProcess(main, hurried())).toBe(true)
    expect(await exit).toEqual([null, 'SIGKILL'])
  })

  test('leaves a process alone that only has the number of main', async () => {
    const { child, main } = await startMain('process.exit(0)')
    const other = { ...main, started: `${Number(main.started) - 1}` }
    expect(isRunning(other)).toBe(false)
    expect(await endProcess(other, hurried())).toBe(true)
    expect(isRunning({ ...main, started: '' })).toBe(false)
    await wait(50)
    expect([child.exitCode, child.signalCode]).toEqual([null, null])
  })

  test('gives up on a main step that no signal reaches', async () => {
    const signals = jest.spyOn(process, 'kill').mockImplementation(() => {
      throw new Error('EPERM')
    })
    expect(await endProcess(thisProcess(), hurried())).toBe(false)
    expect(signals.mock.calls.map(([, signal]) => signal)).toEqual(['SIGTERM', 'SIGKILL'])
  })

  test('stops waiting for main when its own time is over', async () => {
    const { main } = await startMain('')
    await expect(endProcess(main, hurried(AbortSignal.timeout(50)))).rejects.toMatchObject({
      code: 'interrupted'
    })
  })
})

describe('the process of a step', () => {
  async function runStep(work: string, exitCode: number): Promise<{ code: number; text: string }> {
    const source = new URL('../../../src/action/step.ts', import.meta.url).href
    const child = start(`
      import { runToExit } from ${JSON.stringify(source)}
      runToExit(${work}, error => { console.log(error.code, error.message); process.exitCode = ${exitCode} })`)
    let text = ''
    child.stdout?.on('data', chunk => {
      text += chunk
    })
    const [code] = await once(child, 'close')
    return { code, text: text.trim() }
  }

  test('ends with the exit code of its work, also if something still holds it open', async () => {
    expect(
      await runStep('async () => { setInterval(() => {}, 1000); process.exitCode = 3 }', 1)
    ).toEqual({
      code: 3,
      text: ''
    })
  })

  test.each([
    ['never settles', 'new Promise(() => {})', 'internal The action ended before it had a result.'],
    ['is ended by an exit', 'process.exit(0)', 'internal The action ended before it had a result.'],
    [
      'throws',
      'Promise.reject(new TypeError("SECRET"))',
      'internal The action failed with an unexpected TypeError'
    ],
    [
      'throws where nobody catches it',
      'new Promise(() => setTimeout(() => { throw new TypeError("SECRET") }))',
      'internal The action failed with an unexpected TypeError'
    ]
  ])('prints an error, and exits as asked, if its work %s', async (_what, work, text) => {
    for (const exitCode of [0, 1]) {
      const ended = await runStep(`() => ${work}`, exitCode)
      expect(ended.code).toBe(exitCode)
      expect(ended.text.split('\n')).toHaveLength(1)
      expect(ended.text.startsWith(text)).toBe(true)
      expect(ended.text).not.toContain('SECRET')
    }
  })
})
