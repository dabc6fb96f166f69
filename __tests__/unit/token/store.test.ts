import { expect, test } from '@jest/globals'
import { asActionError } from '../../../src/core/errors.ts'
import { storeInSecret } from '../../../src/token/obtain.ts'
import type { SecretDelivery, TokenTask } from '../../../src/token/token.ts'

test('a token that was stored is not deleted when its state can’t be saved', async () => {
  const saved: string[] = []
  const world = {
    clock: { elapsed: () => 0, now: () => new Date(0) },
    stopping: new AbortController().signal,
    runner: { info: () => {} }
  }
  const task = {
    world,
    delivery: { to: 'output' },
    save({ state }: { state: string }) {
      saved.push(state)
      if (saved.length === 2) throw new Error('No space is left.')
    }
  } as unknown as TokenTask
  const token = { id: 'V8T1', name: 'ci', origin: { displayName: 'UAT' }, value: {} }
  const secret = {
    displayName: 'the secret VAULT_TOKEN',
    write: async (_value: unknown, beforeWrite: () => void) => {
      beforeWrite()
      return 'updated'
    }
  }
  const made = { token, namedAt: { elapsedMs: 0, wallMs: 0, gitHubMs: undefined } }
  const stored = storeInSecret(made as never, { secret } as unknown as SecretDelivery, task)
  expect((await stored.catch(asActionError)) as Error).toMatchObject({ code: 'internal' })
  expect(saved).toEqual(['storing', 'done'])
})
