import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Fault, Recorded } from '../../simulator/index.ts'
import { openRotatedStage, type RotatedStage, saidIn } from './rotated-stage.ts'
import {
  expectNoCredentialShown,
  isDelete,
  isGenerate,
  isListing,
  isPublicKey,
  isSecretWrite,
  isSessionEnd,
  isSignIn,
  isTokenListing,
  isVerification
} from './stage.ts'

let stage: RotatedStage
beforeAll(async () => {
  stage = await openRotatedStage()
})
afterAll(() => stage.simulator.close())

type Matches = (request: Recorded) => boolean

const slowly: Fault['do'] = { slowMs: 30 }
const moments: [string, Matches, Fault['do']?][] = [
  ['signs in', isSignIn],
  ['lists the sandboxes', isListing],
  ['reads the public key', isPublicKey],
  ['generates', isGenerate],
  ['verifies', isVerification],
  ['writes the secret', isSecretWrite],
  ['sends the write of the secret, which has no effect,', isSecretWrite, 'cut-before'],
  ['lists the tokens', isTokenListing],
  ['deletes what is superseded', isDelete],
  ['ends the session', isSessionEnd]
]

/** Ends the step when a request has arrived, which usually has its effect. */
function endAt(matches: Matches, signal: NodeJS.Signals, trouble = slowly) {
  return (child: ChildProcess) => {
    const on = (request: Recorded) => matches(request) && child.kill(signal)
    stage.simulator.fault({ on, do: trouble })
  }
}

const signals: NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGKILL'] : ['SIGKILL', 'SIGTERM', 'SIGINT']

describe.each(signals)('A rotation that is ended by %s', signal => {
  test.each(moments)(
    'while it %s leaves a live token in the secret, and names every other one',
    async (...row) => {
      const [, matches, trouble] = row
      stage.reset()
      const main = await stage.step(stage.inputs, { onSpawn: endAt(matches, signal, trouble) })
      expect(main.durationMs).toBeLessThan(7_000)
      expect(main).toMatchObject({ exitCode: signal === 'SIGKILL' ? null : 1 })
      const post = await stage.post(main)
      expect(post.exitCode).toBe(0)

      expect(stage.isSecretAlive()).toBe(true)
      for (const { name } of stage.strayTokens()) expect(saidIn(main, post)).toContain(name)
      // Nobody has the id of a session whose response never came; Vault ends it when it has been idle.
      const isSigningIn = matches === isSignIn || matches === isPublicKey
      if (!isSigningIn) expect(stage.world.sessions.size).toBe(0)
      expectNoCredentialShown(stage, main, post)
    }
  )
})

test('A step that is killed while it generates for many sandboxes leaves no token without naming it', async () => {
  stage.reset()
  for (let number = 1; number <= 12; number++) {
    stage.world.addSandbox(stage.vault, { name: `Many ${number}` })
  }
  let generated = 0
  const isLate = (request: Recorded) => isGenerate(request) && ++generated >= 6
  const inputs = { ...stage.byPassword, 'sandbox-name': '*' }
  const main = await stage.step(inputs, { onSpawn: endAt(isLate, 'SIGKILL') })
  expect(main.signal).toBe('SIGKILL')
  const post = await stage.post(main)
  const many = /^many /i
  const live = stage.world.tokens.filter(
    token => stage.world.isLive(token) && many.test(token.vault.name)
  )
  for (const { name } of live) expect(saidIn(post)).toContain(name)
  expect(live.length).toBeLessThan(generated)
  expect(stage.world.sessions.size).toBe(0)
})
