import { expect, test } from '@jest/globals'
import { ActionError, asActionError } from '../../../src/core/errors.ts'
import type { World } from '../../../src/net/world.ts'
import { notYet, type Search, waitFor } from '../../../src/token/wait.ts'
import type { Vault } from '../../../src/vault/client.ts'

const MINUTE_MS = 60_000
const down = new ActionError('vault-unavailable', 'Vault responded 503.', 'Run again.', {
  retry: {}
})
const busy = new ActionError('vault-rate-limit', 'Too many.', '', { retry: { afterMs: 40_000 } })
const refused = new ActionError('vault-refused', 'Vault said no.', 'Check it.')

interface Waiting {
  isExpected?: boolean
  timeoutMs?: number
}

/** Waits while the looks throw these errors, the last one for ever; 'there' ends it. */
async function wait(
  looks: (ActionError | 'there')[],
  { isExpected = false, timeoutMs = 15 * MINUTE_MS }: Waiting = {}
) {
  let elapsedMs = 0
  const times: number[] = []
  const attempts: string[] = []
  const clock = {
    now: () => new Date(0),
    elapsed: () => elapsedMs,
    sleep: async (ms: number) => {
      elapsedMs += ms
    }
  }
  const stopping = new AbortController().signal
  const world = { clock, stopping, random: () => 0, runner: { info: () => {} } } as unknown as World
  const vault = { withRetries: () => 'one attempt' } as unknown as Vault
  async function look(asked: unknown): Promise<string> {
    attempts.push(asked === vault ? 'usual retries' : String(asked))
    const seen = looks[Math.min(times.length, looks.length - 1)]
    times.push(elapsedMs / 1000)
    if (seen instanceof ActionError) throw seen
    return 'there'
  }
  const search = { vault, world, began: 0, target: { waitTimeoutMs: timeoutMs } } as Search
  const end = await waitFor('the sandbox "UAT"', look, isExpected, search).catch(asActionError)
  return { end, times, attempts }
}

test('a first look that nobody waits for has the usual retries, and its error is final', async () => {
  expect(await wait([down, 'there'])).toEqual({
    end: down,
    times: [0],
    attempts: ['usual retries']
  })
})

test('an error that may pass means *not yet* while something is waited for', async () => {
  const { end, times, attempts } = await wait([notYet('it is building'), down, down, 'there'])
  expect([end, times]).toEqual(['there', [0, 10, 20, 30]])
  expect(attempts).toEqual(['usual retries', 'one attempt', 'one attempt', 'one attempt'])
  expect(await wait([down, 'there'], { isExpected: true })).toMatchObject({ end: 'there' })
})

test('an error that can’t pass ends the wait', async () => {
  expect((await wait([notYet('it is building'), refused])).end).toBe(refused)
})

test('with wait-timeout: 0 there is one look, whose error is final', async () => {
  const once = { isExpected: true, timeoutMs: 0 }
  expect(await wait([down], once)).toMatchObject({ end: down, attempts: ['usual retries'] })
  expect((await wait([notYet('it is building')], once)).end).toMatchObject({
    code: 'wait-timeout',
    message:
      'The wait for the sandbox "UAT" ended after 0 s, as `wait-timeout` says: it is building.'
  })
})

test('no look comes after the deadline, and the error names the last cause', async () => {
  const { end, times } = await wait([notYet('it is building'), down], { timeoutMs: 25_000 })
  expect(times).toEqual([0, 10, 20])
  expect(end).toMatchObject({ code: 'wait-timeout', retry: undefined })
  expect((end as ActionError).message).toMatch(/ended after 25 s.*: Vault responded 503\.$/)
})

test('no look comes sooner than a service asks', async () => {
  const asked = await wait([busy, 'there'], { isExpected: true })
  expect(asked.times).toEqual([0, 40])
})

test('a look that is under way when the run is stopped is the last one, and prints nothing', async () => {
  const stop = new AbortController()
  const printed: string[] = []
  const world = {
    clock: { elapsed: () => 0 },
    stopping: stop.signal,
    runner: { info: (text: string) => printed.push(text) }
  } as unknown as World
  const look = async () => {
    stop.abort()
    throw notYet('it is building')
  }
  const vault = { withRetries: () => vault } as unknown as Vault
  const search = { vault, world, began: 0, target: { waitTimeoutMs: MINUTE_MS } } as Search
  const end = await waitFor('the sandbox "UAT"', look, true, search).catch(asActionError)
  expect(end).toMatchObject({ code: 'interrupted' })
  expect(printed).toEqual([])
})
