import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { formatStep } from './format.ts'
import { byPassword } from './inputs.ts'
import { runBundle, type StepResult } from './run-bundle.ts'

test('a scenario fails with every request that it does not expect and every reply that is not used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'))
  const step = { inputs: { ...byPassword, 'sandbox-name': 'UAT' } }
  const scenarioFile = join(import.meta.dirname, 'fixtures/mismatched-replies.ts')
  const task = { scenarioFile, step: 0, phase: 'main' } as const
  const carried = { now: 0, randomBytesUsed: 0, tokens: [], credentials: {} }
  const failure = await runBundle({ step, task, carried, folder, state: {} }).catch(String)
  await rm(folder, { recursive: true })
  expect(failure).toContain('GET https://acme.veevavault.com/api/v26.2/objects/sandbox')
  expect(failure).toMatch(
    /No request was sent to GET https:\/\/acme-uat\.veevavault\.com.*vobjects/
  )
  expect(failure).not.toMatch(/No request was sent to .*(auth|session)/)
})

const sent = (authorization: string, body: string): StepResult => ({
  exit: 0,
  stdout: '',
  stderr: '',
  outputs: {},
  state: {},
  summary: '',
  report: {
    carried: { now: 0, randomBytesUsed: 0, tokens: [], credentials: {} },
    requests: [{ method: 'PUT', url: 'https://api.github.com/secret', authorization, body }],
    unexpected: [],
    unused: []
  }
})

test('a snapshot shows a credential that no input and no reply contains as unknown', async () => {
  const result = sent('Bearer something-else', 'password=Password-1')
  expect(await formatStep('main', { inputs: byPassword }, result)).toEqual([
    'main: exit 0',
    'requests:',
    '  PUT api.github.com/secret [unknown credential] password=<password>'
  ])
})

test('a scenario fails when a secret is not encrypted for the public key that GitHub gave', async () => {
  const encrypted = Buffer.alloc(80).toString('base64')
  const result = sent('', JSON.stringify({ encrypted_value: encrypted, key_id: '1' }))
  await expect(formatStep('main', { inputs: {} }, result)).rejects.toThrow(/incorrect key pair/)
})
