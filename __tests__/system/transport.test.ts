import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import type { SimulatorOptions } from '../../simulator/index.ts'
import { annotations, expectNoCredentialShown, openStage, type Stage } from './stage.ts'

/** The bundles on real sockets: through the simulator's proxy, with the certificates of its authority. */

let stage: Stage
const open = async (options?: SimulatorOptions) => {
  stage = await openStage(options)
  return stage
}
afterEach(() => stage.close())

test('An authority that only the company knows is trusted by ca-certificate, in main and in the post step', async () => {
  const { simulator, step, post, forUat } = await open()
  const env = { NODE_EXTRA_CA_CERTS: '' }
  const main = await step({ ...forUat, 'ca-certificate': simulator.caPem }, { env })
  expect(main).toMatchObject({ exitCode: 0, stderr: '' })
  expect((await post(main, env)).log).toContain('Deleted the token')
})

test.each([
  ['opened before Vault lists it if the sign-in tells its host', true, false],
  ['opened before Vault lists it if sandbox-dns tells its host', false, true],
  ['not opened before Vault lists it otherwise', false, false]
])('The connection to the sandbox’s own Vault is %s', async (_what, isListed, isGiven) => {
  const { simulator, step, user, vault, uat, forUat } = await open()
  uat.status = 'inactive'
  user.listedVaults = isListed ? [vault, uat] : [vault]
  const main = await step(isGiven ? { ...forUat, 'sandbox-dns': uat.host } : forUat)
  expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^sandbox-unavailable: /)])
  expect(simulator.requests.filter(({ host }) => host === uat.host)).toEqual([])
  expect(simulator.handshakes.includes(uat.host)).toBe(isListed || isGiven)
})

test('A proxy with a sign-in, over TLS on IPv6, serves a whole rotation on few connections, with nothing on stderr', async () => {
  const proxyLogin = 'ci@acme:pa$$ w%rd/#'
  await open({ proxyTls: true, proxyLogin, proxy: { listen: '::1' } })
  const { simulator, step, toSecret, secret, vault, uat } = stage
  const main = await step(toSecret, { env: { NODE_OPTIONS: '--throw-deprecation' } })
  expect(main).toMatchObject({ exitCode: 0, stderr: '' })
  expect(secret()).toBe(main.outputs.token)
  expect(main.masks).toContain('pa$$ w%rd/#')
  // A host has a second connection where two calls to it are sent at the same time.
  const handshakes = (host: string) => simulator.handshakes.filter(name => name === host).length
  expect(handshakes(vault.host)).toBe(1)
  for (const host of [uat.host, 'api.github.com']) expect([1, 2]).toContain(handshakes(host))
  expect(simulator.connects).toHaveLength(simulator.handshakes.length)
  expectNoCredentialShown(stage, main)
})

test('A run that never comes to its end fails', async () => {
  const { step, forUat } = await open()
  const folder = mkdtempSync(join(tmpdir(), 'preload-'))
  const file = join(folder, 'preload.cjs')
  // No request ever ends, and no timer keeps the process alive: Node exits when there is nothing to wait for.
  const source = `
    const { EventEmitter } = require('node:events')
    const nothing = () => {}
    require('node:https').request = () => Object.assign(new EventEmitter(), { setTimeout: nothing, write: nothing, end: nothing })
    const { setTimeout } = globalThis
    globalThis.setTimeout = (...given) => setTimeout(...given).unref()`
  writeFileSync(file, source)
  // Node reads no backslash in it.
  const env = { NODE_OPTIONS: `--require "${file.replaceAll('\\', '/')}"` }
  const main = await step(forUat, { env })
  expect(main).toMatchObject({ exitCode: 1, stderr: '' })
  expect(main.outputs.token).toBeUndefined()
  rmSync(folder, { recursive: true })
})
