import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Clock } from '../../src/clock.ts'
import { ensureOver, type RunningProcess, thisProcess } from '../../src/process.ts'
import { noon, patience } from '../helpers/world.ts'

/** A clock on which a second takes 20 milliseconds. */
const hurried: Clock = { now: () => noon, sleep: (ms, signal) => wait(ms / 50, undefined, { signal }) }

const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})

/** Starts a process that runs until it is ended. Out: the child, and what it says of itself. */
const startMain = async (onTerm: 'ends' | 'goes on'): Promise<{ child: ChildProcess; main: RunningProcess }> => {
  const source = new URL('../../src/process.ts', import.meta.url).href
  const script = `
    import { thisProcess } from ${JSON.stringify(source)}
    process.on('SIGTERM', () => { ${onTerm === 'ends' ? 'process.exit(0)' : ''} })
    setInterval(() => {}, 1000)
    process.stdout.write(JSON.stringify(thisProcess()))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  const [said] = await once(child.stdout, 'data')
  return { child, main: JSON.parse(String(said)) }
}

// Elsewhere the runner has waited for main, and there is nothing to look at.
const onLinux = existsSync('/proc/self/stat') ? describe : describe.skip

onLinux('this process', () => {
  test('knows its number and when it began', () => {
    expect(thisProcess()).toEqual({ pid: process.pid, started: expect.stringMatching(/^\d+$/) })
  })
})

onLinux('before the post step goes on', () => {
  test('a main that is told to end may end by itself', async () => {
    const { child, main } = await startMain('ends')
    const exit = once(child, 'exit')
    expect(await ensureOver(main, patience({ clock: hurried }))).toBe(true)
    expect(await exit).toEqual([0, null])
  })

  test('a main that takes no notice is killed', async () => {
    const { child, main } = await startMain('goes on')
    const exit = once(child, 'exit')
    expect(await ensureOver(main, patience({ clock: hurried }))).toBe(true)
    expect(await exit).toEqual([null, 'SIGKILL'])
  })

  test('a process that only has the number of main is left alone', async () => {
    const { child, main } = await startMain('ends')
    expect(await ensureOver({ ...main, started: `${Number(main.started) - 1}` }, patience({ clock: hurried }))).toBe(true)
    await wait(50)
    expect([child.exitCode, child.signalCode]).toEqual([null, null])
  })

  test('a main that is over already needs nothing', async () => {
    const { child, main } = await startMain('ends')
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    expect(await ensureOver(main, patience({ clock: hurried }))).toBe(true)
  })

  test('a main of which nobody knows when it began is taken for over', async () => {
    const { child, main } = await startMain('ends')
    expect(await ensureOver({ ...main, started: '' }, patience({ clock: hurried }))).toBe(true)
    await wait(50)
    expect([child.exitCode, child.signalCode]).toEqual([null, null])
  })

  test('waiting for main ends when the post step has to end', async () => {
    const { main } = await startMain('goes on')
    const stopping = AbortSignal.timeout(100)
    await expect(ensureOver(main, patience({ clock: hurried, stopping }))).rejects.toMatchObject({ code: 'interrupted' })
  })
})
