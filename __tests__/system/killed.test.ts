import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Recorded } from '../../simulator/index.ts'
import {
  annotations,
  expectNoSecretShown,
  isDelete,
  isGenerate,
  isListing,
  isPublicKey,
  isSecretWrite,
  isSignIn,
  openStage,
  type Stage
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.simulator.close())

const moments: [string, (request: Recorded) => boolean][] = [
  ['signs in', isSignIn],
  ['lists the sandboxes', isListing],
  ['fetches the public key', isPublicKey],
  ['generates', isGenerate],
  ['verifies', ({ method, path }) => method === 'GET' && path.includes('/vobjects/')],
  ['writes the secret', isSecretWrite],
  ['lists the tokens', ({ path }) => path.endsWith('/query')],
  ['deletes what was superseded', isDelete],
  ['ends the session', ({ method, path }) => method === 'DELETE' && path.endsWith('/session')]
]

/** Stops the step while a request that fits is answered: it has arrived, and may have its effect. */
const stopOn =
  (fits: (request: Recorded) => boolean, signal: NodeJS.Signals) => (child: ChildProcess) => {
    stage.simulator.fault({
      on: request => {
        if (!fits(request)) return false
        child.kill(signal)
        return true
      },
      do: { slowMs: 30 }
    })
  }

const signals: NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGKILL'] : ['SIGKILL', 'SIGTERM', 'SIGINT']

describe.each(signals)('a rotation that is stopped by %s', signal => {
  test.each(moments)(
    'while it %s leaves no token that nobody holds and no secret that is dead',
    async (_, fits) => {
      for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
      stage.world.sessions.clear()
      stage.github.lastWrites = []
      const inputs = {
        ...stage.storing,
        'access-token': '',
        username: stage.user.name,
        password: stage.user.password
      }
      const before = await stage.step(inputs)
      expect(before.exitCode).toBe(0)
      stage.world.clock.advance(20 * 60_000)
      const superseded = await stage.step(inputs)
      expect(superseded.exitCode).toBe(0)
      stage.world.clock.advance(20 * 60_000)

      const main = await stage.step(inputs, { onSpawn: stopOn(fits, signal) })
      if (signal === 'SIGKILL') expect(main.signal).toBe('SIGKILL')
      else expect(main).toMatchObject({ exitCode: 1, signal: null })
      expect(main.durationMs).toBeLessThan(7_000)
      const post = await stage.after(main, { inputs: { 'github-token': stage.writer.value } })
      expect(post.exitCode).toBe(0)

      const live = stage.world.liveTokens(stage.uat)
      expect(live.map(({ value }) => value)).toContain(stage.secret())
      const held = [stage.secret(), before.outputs.token, superseded.outputs.token]
      const told = annotations(post, 'warning').join()
      for (const token of live.filter(({ value }) => !held.includes(value)))
        expect(told).toContain(token.name)
      // The session whose id never came back is nobody's; Vault ends it when it has been idle.
      if (fits !== isSignIn && fits !== isPublicKey) expect(stage.world.sessions.size).toBe(0)
      expectNoSecretShown(main, stage)
      expectNoSecretShown(post, stage)
    }
  )
})
