import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Clock } from '../../src/clock.ts'
import { ensureOver, type RunningProcess, thisProcess } from '../../src/process.ts'
import { noon, patience, virtualClock } from '../helpers/world.ts'

/** A clock on which a second takes 20 milliseconds. */
const hurried: Clock = { now: () => noon, elapsed: () => 0, sleep: (ms, signal) => wait(ms / 50, undefined, { signal }) }

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

test('a process that the system tells nothing of has a number, and no known beginning', () => {
  const own = process.pid
  // One more than the highest number that Linux gives.
  const none = 2 ** 22 + 1
  Object.defineProperty(process, 'pid', { value: none, configurable: true })
  try {
    expect(thisProcess()).toEqual({ pid: none, started: '' })
  } finally {
    Object.defineProperty(process, 'pid', { value: own, configurable: true })
  }
})

onLinux('this process', () => {
  test('knows its number and when it began', () => {
    // proc(5): starttime is the 22nd field, the second is the name in parentheses.
    const [, fields = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ')
    expect(thisProcess()).toEqual({ pid: process.pid, started: fields.split(' ')[22 - 3] })
    expect(thisProcess().started).toMatch(/^\d+$/)
  })
})

onLinux('before the post step goes on', () => {
  test('a main that is told to end may end by itself', async () => {
    const { child, main } = await startMain('ends')
    const exit = exitOf(child)
    expect(await ensureOver(main, patience({ clock: hurried }))).toBe(true)
    expect(await exit).toEqual([0, null])
  })

  test('a main that takes no notice is killed', async () => {
    const { child, main } = await startMain('goes on')
    const exit = exitOf(child)
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
    const exit = exitOf(child)
    child.kill('SIGKILL')
    await exit
    expect(await ensureOver(main, patience({ clock: hurried }))).toBe(true)
  })

  test('a main that is over, but that nobody has looked after yet, gets no signal', async () => {
    const { child, main } = await startMain('ends')
    const signals = jest.spyOn(process, 'kill')
    const exit = exitOf(child)
    child.kill('SIGKILL')
    // As long as this goes on, Node can't see that its child has ended.
    while (!/\) Z /.test(readFileSync(`/proc/${main.pid}/stat`, 'utf8')));
    const over = ensureOver(main, patience({ clock: hurried }))
    expect(signals).not.toHaveBeenCalled()
    expect(await over).toBe(true)
    await exit
  })

  test('a main that no signal reaches has 8 seconds, and 2 more', async () => {
    const signals = jest.spyOn(process, 'kill').mockImplementation(() => {
      throw new Error('EPERM')
    })
    const clock = virtualClock()
    expect(await ensureOver(thisProcess(), patience({ clock }))).toBe(false)
    expect(signals.mock.calls).toEqual([
      [process.pid, 'SIGTERM'],
      [process.pid, 'SIGKILL']
    ])
    expect(clock.waits).toEqual(Array(200).fill(50))
  })

  test('a main that is over, and of which nobody knows when it began, gets no signal', async () => {
    const { child, main } = await startMain('ends')
    const exit = exitOf(child)
    child.kill('SIGKILL')
    await exit
    const signals = jest.spyOn(process, 'kill').mockReturnValue(true)
    expect(await ensureOver({ ...main, started: '' }, patience())).toBe(true)
    expect(signals).not.toHaveBeenCalled()
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
