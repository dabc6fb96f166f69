import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { runProbe } from '../../probe/probe.ts'
import { QUESTIONS } from '../../probe/questions.ts'
import { readSettings } from '../../probe/settings.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import type { SimVault } from '../../simulator/world.ts'
import { createWorld } from '../../src/action/step.ts'
import { createCredentialStore } from '../../src/core/credential.ts'
import type { Runner } from '../../src/core/runner.ts'
import { createTransport } from '../../src/net/http.ts'
import type { World } from '../../src/net/world.ts'

let simulator: Simulator
let sandbox: SimVault
let stop: AbortController
let environment: Record<string, string>
beforeEach(async () => {
  simulator = await startSimulator()
  const { world, proxyUrl } = simulator
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  sandbox = world.addSandbox(vault, { name: 'UAT Nord' })
  const { name, password } = world.addUser({ name: 'ci@acme.example', password: 'a password' })
  const login = { VAULT_USERNAME: name, VAULT_PASSWORD: password }
  environment = {
    HTTPS_PROXY: proxyUrl,
    VAULT_DNS: vault.host,
    VAULT_SANDBOX: sandbox.name,
    ...login
  }
  stop = new AbortController()
})
afterEach(() => simulator.close())

/** Runs the probe in this process. Waiting advances the simulator's clock. */
const probe = async () => {
  const { clock } = simulator.world
  const { maskSecret, redact } = createCredentialStore(() => {})
  const transport = createTransport(new AbortController().signal, environment)
  transport.trust([simulator.caPem])
  const elapsed = () => clock.now().getTime()
  const sleep = async (ms: number, signal: AbortSignal) => {
    signal.throwIfAborted()
    clock.advance(ms)
  }
  const world: World = {
    ...createWorld(stop.signal),
    ...transport,
    stopping: stop.signal,
    clock: { now: clock.now, elapsed, sleep },
    runner: { maskSecret, quote: redact } as Runner
  }
  return runProbe(readSettings(environment, maskSecret), world, () => {})
}

const expectNothingLeft = () => {
  expect(simulator.world.tokens.filter(simulator.world.isLive)).toEqual([])
  expect(simulator.world.sessions.size).toBe(0)
}

test('the report answers every question, names nothing of the Vault, and no token is left', async () => {
  sandbox.maxExpiryDays = 90
  sandbox.overMaximum = 'clamp'
  sandbox.recordsUses = 'late'
  simulator.world.usableAfterMs = 1500
  const { report, left } = await probe()
  expect({ left, report: report.replaceAll(/\d+\.\d s/g, 'N s') }).toMatchSnapshot()
  expect(report.match(/^\| (?!Question|not asked)/gm)).toHaveLength(Object.keys(QUESTIONS).length)
  const { tokens } = simulator.world
  const secrets = tokens.flatMap(({ id, value, name }) => [id, value, name])
  for (const secret of [...secrets, ...Object.values(environment), sandbox.host]) {
    expect(report).not.toContain(secret)
  }
  expectNothingLeft()
})

test('a user who may not generate tokens gets a report that says so, and nothing is left', async () => {
  for (const user of simulator.world.users) user.mayUseApi = false
  const { report, left } = await probe()
  expect(left).toBe(0)
  expect(report).toContain(
    'not asked (the token was refused: HTTP 200, FAILURE, INSUFFICIENT_ACCESS)'
  )
})

test('a token that may not delete itself is reported as left', async () => {
  sandbox.selfDelete = false
  const { report, left } = await probe()
  expect(left).toBe(1)
  expect(report).toContain('1 token of the probe is left')
  expect(simulator.world.tokens.filter(simulator.world.isLive)).toHaveLength(1)
})

test('no token is left when the probe is interrupted, or a response is lost, at any request', async () => {
  await probe()
  const count = simulator.requests.length
  expect(count).toBeGreaterThan(40)
  const abort = () => {
    stop.abort()
    return true
  }
  for (let at = 1; at < count; at += 2) {
    let left = at
    const isNow = () => --left === 0
    if (at % 4 === 1) simulator.fault({ on: isNow, do: 'cut-after' })
    else simulator.fault({ on: () => isNow() && abort(), do: { slowMs: 1 } })
    await probe().catch(() => {})
    expect({ at, left: simulator.world.tokens.filter(simulator.world.isLive) }).toEqual({
      at,
      left: []
    })
    stop = new AbortController()
  }
}, 120_000)

test('the program names all missing settings, asks before it goes on, and cleans up after a signal', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'probe-'))
  const run = async (env: Record<string, string>, ...options: string[]) => {
    const file = resolve(import.meta.dirname, '../../probe/index.ts')
    const ca = { NODE_EXTRA_CA_CERTS: simulator.caFile }
    const child = spawn(process.execPath, [file, ...options], { cwd, env: { ...env, ...ca } })
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', data => {
        printed += data
      })
    simulator.fault({
      on: () => simulator.world.tokens.length > 2 && child.kill('SIGINT'),
      do: 'html'
    })
    const [exitCode] = await once(child, 'close')
    return { exitCode, printed }
  }
  const missing = await run({ VAULT_DNS: 'localhost' })
  expect(missing.printed).toMatch(/VAULT_DNS.+VAULT_SANDBOX.+VAULT_USERNAME.+VAULT_SESSION_ID/s)
  expect((await run(environment)).printed).toContain('Nothing was done')
  expect(simulator.requests).toEqual([])
  if (process.platform !== 'win32') {
    const { exitCode, printed } = await run(environment, '--yes')
    expect(exitCode).toBe(130)
    expect(printed).not.toMatch(/a password|veeva-vault-/)
    expect(readFileSync(join(cwd, 'probe-report.md'), 'utf8')).toContain('not asked (interrupted)')
    expectNothingLeft()
  }
  rmSync(cwd, { recursive: true })
})

test('the workflow to copy gives the program all settings, and no question', () => {
  const workflow = readFileSync(resolve(import.meta.dirname, '../../examples/probe.yml'), 'utf8')
  const lines = [...workflow.matchAll(/^ {10}(VAULT_\w+): (.*)$/gm)]
  const settings = Object.fromEntries(lines.map(([, name = '', value]) => [name, value]))
  expect(readSettings(settings, createCredentialStore(() => {}).maskSecret)).toMatchObject({
    host: 'myvault.veevavault.com',
    sandboxName: 'UAT'
  })
  expect(workflow).toContain('node probe/index.ts --yes\n')
})
