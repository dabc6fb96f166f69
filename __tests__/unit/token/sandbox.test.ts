import { expect, test } from '@jest/globals'
import { ActionError, asActionError } from '../../../src/core/errors.ts'
import { notYet, type Search, waitFor } from '../../../src/token/sandbox.ts'
import { testWorld } from '../world.ts'

type Look = ActionError | 'there'

/** Waits while the looks throw these errors, the last one for ever; `seen` has the second and the retries of each look. */
async function wait(looks: Look[], target: Partial<Search['target']>, checks = Promise.resolve()) {
  const seen: string[] = []
  const world = testWorld()
  const vault = { world, withRetries: () => 'once' }
  async function look(asked: unknown): Promise<string> {
    const found = looks[Math.min(seen.length, looks.length - 1)]
    seen.push(`${world.clock.elapsed() / 1000} ${asked === vault ? 'usual' : asked}`)
    if (found instanceof ActionError) throw found
    return 'there'
  }
  const search = { vault, began: 0, checks, target: { waitTimeoutMs: 900_000, ...target } }
  const waiting = waitFor('the sandbox "UAT"', look, search as unknown as Search)
  return { end: await waiting.catch(asActionError), seen }
}

const down = new ActionError('vault-unavailable', 'It is down.', 'Run.', { retry: {} })
const busy = (afterMs: number) => down.with({ retry: { afterMs } })
const refused = new ActionError('vault-refused', 'Vault said no.', 'Check it.')
const building = notYet('it is building')
const behindJob = { jobId: '4711' }
const until = (waitTimeoutMs: number) => ({ waitTimeoutMs })
const timeout = expect.objectContaining({ code: 'wait-timeout', retry: undefined })

test.each<[string, Look[], Partial<Search['target']>, unknown, string]>([
  ['with the error if nobody waits for it', [down], {}, down, '0 usual'],
  [
    'behind errors that may pass',
    [building, down, 'there'],
    {},
    'there',
    '0 usual, 10 once, 20 once'
  ],
  ['behind such an error and a job', [down, 'there'], behindJob, 'there', '0 once, 10 once'],
  ['with an error that can’t pass', [building, refused], {}, refused, '0 usual, 10 once'],
  ['with the error at wait-timeout 0', [down], { ...behindJob, ...until(0) }, down, '0 usual'],
  ['at once at wait-timeout 0', [building], until(0), timeout, '0 usual'],
  ['at the deadline', [building, down], until(10_000), timeout, '0 usual, 10 once'],
  ['before a look behind the deadline', [building], until(9_999), timeout, '0 usual'],
  ['as late as a service asks', [busy(40_000), 'there'], behindJob, 'there', '0 once, 40 once'],
  ['a minute after more is asked', [busy(90_000), 'there'], behindJob, 'there', '0 once, 60 once']
])('A wait for a sandbox ends %s', async (_how, ...[looks, target, end, seen]) => {
  const outcome = await wait(looks, target)
  expect([outcome.end, outcome.seen.join(', ')]).toEqual([end, seen])
})

test('No sandbox is waited for if a check fails at the same time, and its error comes first', async () => {
  for (const look of [building, down, refused, 'there' as const]) {
    const failed = Promise.reject(new ActionError('github-permission', 'No access.', 'Check it.'))
    const { end, seen } = await wait([look], behindJob, failed)
    expect([end, seen]).toMatchObject([{ code: 'github-permission' }, ['0 once']])
  }
})
