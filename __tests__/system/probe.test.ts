import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { readSettings, runProbe } from '../../probe/probe.ts'
import { createWorld } from '../../src/action/step.ts'
import { createCredentialStore } from '../../src/core/credential.ts'
import type { Runner } from '../../src/core/runner.ts'
import { createTransport } from '../../src/net/http.ts'
import type { World } from '../../src/net/world.ts'
import { openStage, type Stage } from './stage.ts'

const root = resolve(import.meta.dirname, '../..')
let stage: Stage
let stop: AbortController
let environment: Record<string, string>
beforeEach(async () => {
  stage = await openStage()
  const { simulator, vault, user, uat } = stage
  const target = { HTTPS_PROXY: simulator.proxyUrl, VAULT_DNS: vault.host, VAULT_SANDBOX: uat.name }
  environment = { ...target, VAULT_USERNAME: user.name, VAULT_PASSWORD: user.password }
  stop = new AbortController()
})
afterEach(() => stage.close())

/** Runs the probe in this process. Waiting advances the simulator's clock. */
async function probe() {
  const { clock } = stage.world
  const { maskSecret, redact } = createCredentialStore(() => {})
  const transport = createTransport(new AbortController().signal, environment)
  transport.trust([stage.simulator.caPem])
  const sleep = async (ms: number, signal: AbortSignal) => {
    signal.throwIfAborted()
    clock.advance(ms)
  }
  const world: World = {
    ...createWorld(stop.signal),
    ...transport,
    clock: { now: clock.now, elapsed: () => clock.now().getTime(), sleep },
    runner: { maskSecret, quote: redact } as Runner
  }
  return runProbe(readSettings(environment, maskSecret), world, () => {})
}

const liveTokens = () => stage.world.tokens.filter(stage.world.isLive)

test('the report answers every question, names nothing of the Vault, and no token is left', async () => {
  Object.assign(stage.uat, { maxExpiryDays: 90, overMaximum: 'clamp', recordsUses: 'late' })
  stage.world.usableAfterMs = 1500
  const { report, left } = await probe()
  expect({ left, report: report.replaceAll(/\d+\.\d s/g, 'N s') }).toMatchSnapshot()
  const { VAULT_SANDBOX: _name, ...secret } = environment
  const tokens = stage.world.tokens.flatMap(({ id, value, name }) => [id, value, name])
  const hidden = [...tokens, ...Object.values(secret), stage.uat.host]
  expect(hidden.filter(each => report.includes(each))).toEqual([])
  expect([liveTokens(), stage.world.sessions.size]).toEqual([[], 0])
})

test('a user who may not generate tokens gets a report that says so, and nothing is left', async () => {
  stage.user.mayUseApi = false
  const { report, left } = await probe()
  expect(left).toBe(0)
  expect(report).toContain('(the token was refused: HTTP 200, FAILURE, INSUFFICIENT_ACCESS)')
})

test('a token that may not delete itself is reported as left', async () => {
  stage.uat.selfDelete = false
  expect(await probe()).toMatchObject({
    left: 1,
    report: expect.stringContaining('1 token of the probe is left')
  })
  expect(liveTokens()).toHaveLength(1)
})

test('no token is left when the probe is interrupted, or a response is lost, at any request', async () => {
  await probe()
  const count = stage.simulator.requests.length
  expect(count).toBeGreaterThan(40)
  for (let at = 1; at < count; at += 2) {
    stop = new AbortController()
    let left = at
    const on = () => {
      left -= 1
      if (left === 0 && at % 4 === 3) stop.abort()
      return left === 0
    }
    stage.simulator.fault({ on, do: at % 4 === 1 ? 'cut-after' : { slowMs: 1 } })
    await probe().catch(() => {})
    expect({ at, left: liveTokens() }).toEqual({ at, left: [] })
  }
}, 120_000)

// Windows has no signals that a program could handle.
const onPosix = process.platform === 'win32' ? test.skip : test
const title = 'the program names all missing settings, asks first, and cleans up after a signal'
onPosix(title, async () => {
  const { simulator, world } = stage
  const cwd = mkdtempSync(join(tmpdir(), 'probe-'))
  const run = async (given: Record<string, string>, ...options: string[]) => {
    const env = { ...given, NODE_EXTRA_CA_CERTS: simulator.caFile }
    const program = [join(root, 'probe/index.ts'), ...options]
    const child = spawn(process.execPath, program, { cwd, env })
    simulator.fault({ on: () => world.tokens.length > 2 && child.kill('SIGINT'), do: 'html' })
    const printed = Promise.all([text(child.stdout), text(child.stderr)])
    const [exitCode] = await once(child, 'close')
    return { exitCode, printed: (await printed).join('') }
  }
  const missing = await run({ VAULT_DNS: 'localhost' })
  expect(missing.printed).toMatch(/VAULT_DNS.+VAULT_SANDBOX.+VAULT_USERNAME.+VAULT_SESSION_ID/s)
  expect((await run(environment)).printed).toContain('Nothing was done')
  expect(simulator.requests).toEqual([])
  const { exitCode, printed } = await run(environment, '--yes')
  expect(exitCode).toBe(130)
  expect(printed).not.toMatch(/staple|veeva-vault-/)
  expect(readFileSync(join(cwd, 'probe-report.md'), 'utf8')).toContain('not asked (interrupted)')
  expect([liveTokens(), world.sessions.size]).toEqual([[], 0])
  rmSync(cwd, { recursive: true })
})

test('the workflow to copy gives the program all settings, and no question', () => {
  const workflow = readFileSync(join(root, 'examples/probe.yml'), 'utf8')
  const lines = [...workflow.matchAll(/^ {10}(VAULT_\w+): (.*)$/gm)]
  const settings = Object.fromEntries(lines.map(([, name = '', value]) => [name, value]))
  const { host, sandboxName } = readSettings(settings, createCredentialStore(() => {}).maskSecret)
  expect([host, sandboxName]).toEqual(['myvault.veevavault.com', 'UAT'])
  expect(workflow).toContain('node probe/index.ts --yes\n')
})
