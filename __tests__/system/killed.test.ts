import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Recorded } from '../../simulator/index.ts'
import type { StepRun } from '../../simulator/runner.ts'
import {
  annotations,
  expectNoCredentialShown,
  isDelete,
  isGenerate,
  isListing,
  isPublicKey,
  isSecretWrite,
  isSessionEnd,
  isSignIn,
  isTokenListing,
  isVerification,
  openStage,
  type Stage
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.simulator.close())

type Matches = (request: Recorded) => boolean

const moments: [string, Matches][] = [
  ['signs in', isSignIn],
  ['lists the sandboxes', isListing],
  ['reads the public key', isPublicKey],
  ['generates', isGenerate],
  ['verifies', isVerification],
  ['writes the secret', isSecretWrite],
  ['lists the tokens', isTokenListing],
  ['deletes what is superseded', isDelete],
  ['ends the session', isSessionEnd]
]

/** Ends the step while Vault or GitHub responds: the request has arrived, and may have its effect. */
function endAt(matches: Matches, signal: NodeJS.Signals) {
  return (child: ChildProcess) => {
    const on = (request: Recorded) => matches(request) && child.kill(signal)
    stage.simulator.fault({ on, do: { slowMs: 30 } })
  }
}

/** Everything that the annotations of a job say. */
function saidIn(...runs: StepRun[]): string {
  const said = runs.flatMap(run => [...annotations(run, 'warning'), ...annotations(run, 'error')])
  return said.join('\n')
}

const signals: NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGKILL'] : ['SIGKILL', 'SIGTERM', 'SIGINT']

describe.each(signals)('A rotation that is ended by %s', signal => {
  /** Rotates twice in quiet; the values of both tokens. */
  async function rotateTwice(inputs: Record<string, string>): Promise<(string | undefined)[]> {
    const values: (string | undefined)[] = []
    for (let rotation = 0; rotation < 2; rotation++) {
      const { exitCode, outputs } = await stage.step(inputs)
      expect(exitCode).toBe(0)
      values.push(outputs.token)
      stage.world.clock.advance(20 * 60_000)
    }
    return values
  }

  test.each(moments)(
    'while it %s leaves a live secret, and names every other token',
    async (...row) => {
      const [, matches] = row
      stage.clear()
      const inputs = { ...stage.byPassword, ...stage.toSecret, 'sandbox-name': 'UAT' }
      const before = await rotateTwice(inputs)

      const main = await stage.step(inputs, { onSpawn: endAt(matches, signal) })
      expect(main.durationMs).toBeLessThan(7_000)
      const exit = { exitCode: signal === 'SIGKILL' ? null : 1 }
      expect(main).toMatchObject(exit)
      const post = await stage.post(main)
      expect(post.exitCode).toBe(0)

      const live = stage.world.liveTokens(stage.uat)
      expect(live.map(({ value }) => value)).toContain(stage.secret())
      const held = [stage.secret(), ...before]
      for (const { value, name } of live) {
        if (!held.includes(value)) expect(saidIn(main, post)).toContain(name)
      }
      // Nobody has the id of a session whose response never came; Vault ends it when it has been idle.
      if (matches !== isSignIn && matches !== isPublicKey) expect(stage.world.sessions.size).toBe(0)
      expectNoCredentialShown(stage, main, post)
    }
  )
})

test('A step that is killed while it generates for many sandboxes leaves no token without naming it', async () => {
  stage.clear()
  for (let number = 1; number <= 12; number++) {
    stage.world.addSandbox(stage.vault, { name: `Many ${number}` })
  }
  let generated = 0
  const isLate = (request: Recorded) => isGenerate(request) && ++generated >= 6
  const inputs = { ...stage.byPassword, 'sandbox-name': '*' }
  const main = await stage.step(inputs, { onSpawn: endAt(isLate, 'SIGKILL') })
  expect(main.signal).toBe('SIGKILL')
  const post = await stage.post(main)
  const live = stage.world.tokens.filter(
    token => stage.world.isLive(token) && token !== stage.stored
  )
  for (const { name } of live) expect(saidIn(post)).toContain(name)
  expect(live.length).toBeLessThan(generated)
  expect(stage.world.sessions.size).toBe(0)
})
