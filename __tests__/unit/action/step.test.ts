import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from '@jest/globals'
import { endProcess, isRunning } from '../../../src/action/step.ts'

const source = JSON.stringify(new URL('../../../src/action/step.ts', import.meta.url).href)
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function start(script: string): ChildProcess {
  const options = ['--input-type=module', '-e', `import * as step from ${source}\n${script}`]
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  return child
}

/** A second takes 20 milliseconds. */
const clock = { now: () => new Date(), elapsed: () => 0, sleep: (ms: number) => wait(ms / 50) }
const context = { clock, random: () => 0, stopping: new AbortController().signal }

// Elsewhere the runner has waited for main, and there is no /proc to look at.
const onLinux = existsSync('/proc/self/stat') ? test : test.skip

onLinux('The post step ends a main that ignores SIGTERM, and no other', async () => {
  const child = start(`process.on('SIGTERM', () => {})
    setInterval(() => {}, 1000)
    process.stdout.write(JSON.stringify(step.thisProcess()))`)
  const [text] = await once(child.stdout ?? child, 'data')
  const main = JSON.parse(String(text))
  const other = { ...main, started: `${Number(main.started) - 1}` }
  const ended = once(child, 'exit')
  expect([main, other].map(isRunning)).toEqual([true, false])
  expect(await endProcess(other, context)).toBe(true)
  expect(child.signalCode).toBeNull()
  expect(await endProcess(main, context)).toBe(true)
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(isRunning(main)).toBe(false)
})

const THROW = '() => { throw new TypeError("SECRET") }'
const FAILED = 'internal The action failed with an unexpected TypeError'
test.each([
  ['ends, although something holds it open', 'async () => { setInterval(() => {}, 1e6) }', '', 0],
  ['never settles', '() => new Promise(() => {})', 'internal The action ended before it had', 1],
  ['throws where nobody catches it', `() => new Promise(() => setTimeout(${THROW}))`, FAILED, 1]
])('The process of a step whose work %s ends with its result', async (_what, work, text, code) => {
  const child = start(`step.runToExit(${work}, error => {
    console.log(error.code, error.message)
    process.exitCode = 1
  })`)
  const output = child.stdout?.toArray() ?? []
  expect(await once(child, 'close')).toEqual([code, null])
  const printed = String(Buffer.concat(await output)).trim()
  expect(printed.split('\n')).toEqual([expect.stringContaining(text)])
  expect(printed).not.toContain('SECRET')
})
