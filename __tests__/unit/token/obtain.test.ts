import { describe, expect, test } from '@jest/globals'
import { createCredentialStore } from '../../../src/core/credential.ts'
import { ActionError, asActionError } from '../../../src/core/errors.ts'
import type { World } from '../../../src/net/world.ts'
import { storeInSecret } from '../../../src/token/obtain.ts'
import { formatName } from '../../../src/token/rotation.ts'
import type { SavedToken, SecretDelivery, TokenTask } from '../../../src/token/token.ts'

const MADE = 1_800_000_000
const MINUTE_MS = 60_000
const name = formatName({
  label: 'ci',
  runId: '1',
  attempt: '1',
  destination: '0a0b0c0d',
  made: MADE,
  nonce: '0badbeef'
})
const value = createCredentialStore(() => {}).maskSecret('veeva-vault-x')
// With `verify: false` the token can't be deleted again, so that nothing is sent.
const origin = { displayName: 'UAT', sandboxName: 'UAT', vaultId: '', site: undefined }
const token = { origin, name, id: 'T1', value, expiry: undefined, executionId: '' }
const refused = new ActionError('github-refused', 'GitHub responded 422.', 'Check it.')

type Write = (beforeWrite: () => void, clocks: Clocks) => 'created' | 'updated'
interface Clocks {
  wallMs: number
  elapsedMs: number
  gitHubMs: number
}

/** Stores the token, and tells what was saved, printed and thrown. */
async function store(write: Write, { isStopping = false } = {}) {
  const clocks: Clocks = { wallMs: 0, elapsedMs: 0, gitHubMs: MADE * 1000 }
  const saved: SavedToken[] = []
  const printed: string[] = []
  const stopping = new AbortController()
  const clock = {
    now: () => new Date(clocks.wallMs),
    elapsed: () => clocks.elapsedMs,
    sleep: async () => {}
  }
  const print = (_title: string, text: string) => printed.push(text)
  const runner = { quote: (text: string) => text, info: () => {}, warning: print }
  const world = { clock, runner, random: () => 0, stopping: stopping.signal } as unknown as World
  const secret = {
    displayName: 'the secret VAULT_TOKEN of the repository acme/pipelines',
    now: () => new Date(clocks.gitHubMs),
    write: async (_value: unknown, beforeWrite: () => void) => {
      if (isStopping) stopping.abort()
      return write(beforeWrite, clocks)
    }
  }
  const delivery = { to: 'secret', secret } as unknown as SecretDelivery
  const save = (entry: SavedToken) => saved.push(entry)
  const task = { delivery, save, world } as unknown as TokenTask
  const thrown = await storeInSecret(
    { token, namedAt: { elapsedMs: 0, wallMs: 0, gitHubMs: MADE * 1000 } },
    delivery,
    task
  ).then(() => undefined, asActionError)
  return { states: saved.map(({ state }) => state), saved, printed, thrown }
}

function fail(error: ActionError): never {
  throw error
}

describe('what is saved about a token that goes to a secret', () => {
  test('is storing, without the value, right before it is written, and done afterwards', async () => {
    const { states, saved, thrown } = await store(beforeWrite => {
      beforeWrite()
      beforeWrite()
      return 'created'
    })
    expect(thrown).toBeUndefined()
    expect(states).toEqual(['storing', 'done'])
    expect(JSON.stringify(saved)).not.toContain('value')
  })

  test('stays generated if the run ends while the write waits for its turn', async () => {
    const { states, printed } = await store(() => fail(refused), { isStopping: true })
    expect([states, printed]).toEqual([[], []])
  })

  test('is generated again if GitHub refuses, and the error says that no secret was written', async () => {
    const { states, thrown } = await store(beforeWrite => {
      beforeWrite()
      return fail(refused)
    })
    expect(states).toEqual(['storing', 'generated'])
    expect(thrown?.text).toMatch(/^GitHub responded 422\. Check it\. No secret was written\./)
  })

  test('is done once a warning has named a token that may be stored', async () => {
    const { states, printed, thrown } = await store(beforeWrite => {
      beforeWrite()
      return fail(refused.with({ maybeDone: true }))
    })
    expect(states).toEqual(['storing', 'done'])
    expect(printed.join()).toContain(`"${name}" (id T1)`)
    expect(thrown?.maybeDone).toBe(true)
  })

  test('stays storing if the run is stopping, so that the post step names the token', async () => {
    const write: Write = beforeWrite => {
      beforeWrite()
      return fail(refused.with({ maybeDone: true }))
    }
    const { states, printed } = await store(write, { isStopping: true })
    expect([states, printed]).toEqual([['storing'], []])
  })

  test('is not storing because a question before the write was perhaps not answered', async () => {
    const { states, thrown } = await store(() => fail(refused.with({ maybeDone: true })))
    expect(states).toEqual([])
    expect(thrown?.text).toContain('No secret was written.')
  })
})

describe('a token that waits too long for its turn', () => {
  test('is not written after 10 minutes', async () => {
    const { states, thrown } = await store((beforeWrite, clocks) => {
      clocks.elapsedMs = 10 * MINUTE_MS + 1
      beforeWrite()
      return 'updated'
    })
    expect([states, thrown?.code]).toEqual([[], 'wait-timeout'])
  })

  test('is not written after the machine slept for 20 minutes', async () => {
    const { states, thrown } = await store((beforeWrite, clocks) => {
      clocks.wallMs = 20 * MINUTE_MS
      beforeWrite()
      return 'updated'
    })
    expect([states, thrown?.code]).toEqual([[], 'wait-timeout'])
  })
})
