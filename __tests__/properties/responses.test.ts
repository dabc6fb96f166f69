import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseLine } from '../../simulator/log.ts'
import { ActionError } from '../../src/core/errors.ts'
import { readRunContext } from '../../src/core/run.ts'
import { GitHub } from '../../src/github/client.ts'
import type { HttpResponse } from '../../src/net/http.ts'
import type { World } from '../../src/net/world.ts'
import { Vault, type VaultOperation } from '../../src/vault/client.ts'
import { parseVaultHost } from '../../src/vault/host.ts'
import { recordingRunner } from '../helpers/runner.ts'
import { cases, seeded } from '../helpers/seeded.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('::error::x', '##[error]x', '<html>', '.', '\r\n::stop')
)
const type = fc.oneof(fc.constantFrom('INVALID_SESSION_ID', 'constructor', '__proto__'), text)

/** A body that is nearly an envelope: the right fields with any values, and wrong ones. */
const envelope = fc.record(
  {
    responseStatus: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('SUCCESS', 'WARNING', 'FAILURE', 'EXCEPTION') },
      fc.jsonValue()
    ),
    errors: fc.oneof(fc.array(fc.record({ type, message: text })), fc.jsonValue()),
    errorType: fc.oneof(type, fc.jsonValue()),
    message: fc.oneof(text, fc.constant('API rate limit exceeded'), fc.jsonValue())
  },
  { requiredKeys: [] }
)
const body = fc.oneof(
  { weight: 4, arbitrary: envelope.map(value => JSON.stringify(value)) },
  fc.tuple(envelope, fc.nat()).map(([value, cut]) => JSON.stringify(value).slice(0, cut)),
  text
)
const headers = fc.dictionary(
  fc.constantFrom('date', 'retry-after', 'x-ratelimit-remaining', 'x-vaultapi-executionid'),
  fc.oneof(text, fc.constantFrom('0', '1', '60', '9999999999', 'Sun, 22 Nov 2026 12:00:10 GMT'))
)
const status = fc.constantFrom(200, 200, 200, 201, 202, 204, 301, 401, 403, 404, 409, 422, 429, 503)
const anyResponse: fc.Arbitrary<HttpResponse> = fc
  .record({ status, headers, text: body })
  .map(given => ({ is: 'response', ...given }))

/** A world in which every request gets the same response, and in which nothing is repeated. */
function worldWith(only: HttpResponse): World {
  const never = new Error('A retry was about to begin.')
  return {
    runner: recordingRunner({ inputs: {}, state: {}, onEffect: () => {} }),
    environment: {},
    run: readRunContext({}),
    send: async () => only,
    connect: async () => undefined,
    trust: () => {},
    clock: { now: () => new Date(0), elapsed: () => 0, sleep: () => Promise.reject(never) },
    random: () => 0,
    stopping: new AbortController().signal,
    nonce: () => '0badbeef'
  }
}

/** Returns the error of a call; undefined for a success. What was about to be repeated has one too. */
async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    thrown => thrown
  )
}

/** What is said of a failure is one line, not too long, and not a command of the runner. */
function expectFitToPrint(error: unknown): void {
  if (!(error instanceof ActionError)) return
  expect(error.message.length).toBeLessThan(900)
  expect(error.text).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
  expect(parseLine(error.text)).toHaveProperty('line')
}

function parse(json: string): { responseStatus?: unknown } | undefined {
  try {
    const value = JSON.parse(json)
    return typeof value === 'object' && !Array.isArray(value) ? (value ?? undefined) : undefined
  } catch {
    return undefined
  }
}

const host = parseVaultHost('acme.veevavault.com')
const operation = fc.constantFrom<VaultOperation>('sign-in', 'read', 'generate', 'delete')

test(`a response of Vault is a success only with status 200 and an envelope that says so ${seeded}`, async () => {
  let successes = 0
  const property = fc.asyncProperty(anyResponse, operation, async (given, kind) => {
    if (host === undefined) throw new Error('It is the host name of a Vault.')
    const site = { host, apiVersion: 'v26.2', clientId: '', referenceId: '' }
    const vault = new Vault(site, worldWith(given)).withRetries({ attempts: 1 })
    const call = { doing: 'do it', operation: kind, method: 'POST', path: '/x' } as const
    const error = await errorOf(vault.call(call))
    expectFitToPrint(error)
    const isSuccess = ['SUCCESS', 'WARNING'].includes(String(parse(given.text)?.responseStatus))
    expect(error === undefined).toBe(given.status === 200 && isSuccess)
    if (error === undefined) successes++
  })
  await fc.assert(property, cases(1000))
  expect(successes).toBeGreaterThan(50)
})

test(`a write of a secret is a success only with 201 or 204, and a definite refusal only with GitHub’s own message ${seeded}`, async () => {
  const property = fc.asyncProperty(anyResponse, async given => {
    const world = worldWith(given)
    const token = world.runner.maskSecret('ghs_WRITER')
    const github = new GitHub(new URL('https://api.github.com'), token, world)
    const permission = { permission: '"Secrets: write"', appRemedy: 'set it' }
    const call = { doing: 'write', path: '/x', permission }
    const error = await errorOf(github.put(call, {}, async () => {}))
    expectFitToPrint(error)
    expect(error === undefined).toBe([201, 204].includes(given.status))
    if (!(error instanceof ActionError)) return
    const { message } = (parse(given.text) ?? {}) as { message?: unknown }
    const hasWords = typeof message === 'string' || typeof message === 'number'
    if (!hasWords && given.status !== 429) expect(error.maybeDone).toBe(true)
  })
  await fc.assert(property, cases(1000))
})
