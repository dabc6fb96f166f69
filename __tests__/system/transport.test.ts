import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { SimulatorOptions } from '../../simulator/index.ts'
import {
  addFault,
  annotations,
  expectNoCredentialShown,
  isListing,
  openStage,
  type Stage
} from './stage.ts'

/** The bundles on real sockets: through the simulator's proxy, with the certificates of its authority. */

let stage: Stage
let folder: string
beforeEach(async () => {
  stage = await openStage()
  folder = mkdtempSync(join(tmpdir(), 'preload-'))
})
afterEach(async () => {
  await stage.simulator.close()
  rmSync(folder, { recursive: true })
})

async function restartWith(options: SimulatorOptions): Promise<void> {
  await stage.simulator.close()
  stage = await openStage(options)
}

/** The environment that runs this before the bundle; Node reads no backslash in it. */
function preload(source: string): Record<string, string> {
  const file = join(folder, 'preload.cjs')
  writeFileSync(file, source)
  return { NODE_OPTIONS: `--require "${file.replaceAll('\\', '/')}"` }
}

const untrusted = { NODE_EXTRA_CA_CERTS: '' }

describe('An authority that only the company knows', () => {
  test.each([
    ['as it is', (pem: string) => pem],
    ['without its line breaks', (pem: string) => pem.trim().replaceAll('\n', ' ')],
    ['with its line breaks written out', (pem: string) => pem.replaceAll('\n', '\\n')]
  ])('is trusted by ca-certificate, in main and in the post step: %s', async (_how, change) => {
    const inputs = { ...stage.forUat, 'ca-certificate': change(stage.simulator.caPem) }
    const main = await stage.step(inputs, { env: untrusted })
    expect(main).toMatchObject({ exitCode: 0, stderr: '' })
    const post = await stage.post(main, { env: untrusted })
    expect(post.log).toContain('Deleted the token')
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
  })

  test.each([{}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }])(
    'is not trusted otherwise, and is not asked twice, with the environment %j',
    async env => {
      const inputs = { ...stage.byPassword, 'sandbox-name': 'UAT' }
      const main = await stage.step(inputs, { env: { ...untrusted, ...env } })
      expect(annotations(main, 'error')).toEqual([
        expect.stringMatching(/^network: .*its certificate is not trusted.* to .?ca-certificate/)
      ])
      expect(main.stderr).toBe('')
      expect(stage.simulator.connects).toHaveLength(1)
      expect(stage.simulator.requests).toEqual([])
    }
  )
})

describe('A connection to the sandbox’s own Vault', () => {
  /** Runs a step that fails as soon as the sandboxes are listed, and counts the connections to the sandbox. */
  async function connectionsOf(inputs: Record<string, string>, isTold: boolean): Promise<number> {
    const { simulator, user, uat, vault } = stage
    uat.status = 'inactive'
    user.listedVaults = isTold ? [vault, uat] : [vault]
    const main = await stage.step({ ...inputs, 'sandbox-name': 'UAT' })
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^sandbox-unavailable: /)])
    expect(simulator.requests.filter(({ host }) => host === uat.host)).toEqual([])
    return simulator.handshakes.filter(host => host === uat.host).length
  }

  test('is opened before Vault lists it if the sign-in or sandbox-dns tells its host, and not otherwise', async () => {
    expect(await connectionsOf(stage.byPassword, true)).toBeGreaterThan(0)
    await restartWith({})
    const withDns = { ...stage.forUat, 'sandbox-dns': stage.uat.host }
    expect(await connectionsOf(withDns, false)).toBeGreaterThan(0)
    await restartWith({})
    expect(await connectionsOf(stage.byPassword, false)).toBe(0)
  })
})

describe('A proxy', () => {
  test.each<[string, SimulatorOptions]>([
    ['on IPv4', {}],
    ['on IPv6', { proxy: { listen: '::1' } }],
    ['over TLS', { proxyTls: true }],
    [
      'with a sign-in, over TLS on IPv6',
      { proxyTls: true, proxyLogin: 'ci@acme:pa$$ w%rd/#', proxy: { listen: '::1' } }
    ]
  ])('%s serves a whole rotation on few connections, with nothing on stderr', async (...row) => {
    const [, options] = row
    await restartWith(options)
    const { simulator, byPassword, toSecret } = stage
    const env = { NODE_OPTIONS: '--throw-deprecation' }
    const main = await stage.step({ ...byPassword, ...toSecret, 'sandbox-name': 'UAT' }, { env })
    expect(main).toMatchObject({ exitCode: 0, stderr: '' })
    expect(stage.secret()).toBe(main.outputs.token)
    if (options.proxyLogin) expect(main.masks).toContain('pa$$ w%rd/#')
    // A host has a second connection where two calls to it are sent at the same time.
    const handshakes = (host: string) => simulator.handshakes.filter(name => name === host).length
    expect(handshakes(stage.vault.host)).toBe(1)
    for (const host of [stage.uat.host, 'api.github.com']) {
      expect([1, 2]).toContain(handshakes(host))
    }
    expect(simulator.connects).toHaveLength(simulator.handshakes.length)
    expectNoCredentialShown(stage, main)
  })

  test('that refuses the password is named without the password', async () => {
    await restartWith({ proxyLogin: 'ci:right' })
    const HTTPS_PROXY = stage.simulator.proxyUrl.replace('right', 'hunter2')
    const main = await stage.step(stage.forUat, { env: { HTTPS_PROXY } })
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(/^network: .*\(status 407\)\. Check the user and the password/)
    ])
    expect(main.log).not.toContain('hunter2')
  })

  test('is not used for the hosts of NO_PROXY, however they are separated', async () => {
    // Every name has two addresses, at which nobody listens.
    const nowhere = preload(`require('node:dns').lookup = (_host, _options, done) =>
      done(null, [{ address: '127.0.0.2', family: 4 }, { address: '::1', family: 6 }])`)
    const env = { NO_PROXY: 'localhost *.veevavault.com.', ...nowhere }
    const main = await stage.step(stage.forUat, { env })
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^network: .*ECONNREFUSED/)])
    expect(stage.simulator.connects).toEqual([])
  })
})

const deep = `{"responseStatus":"SUCCESS","data":${'['.repeat(5_000)}${']'.repeat(5_000)}}`
const large = `{"responseStatus":"SUCCESS","data":"${'x'.repeat(1_100_000)}"}`
test.each([
  ['nested 5,000 levels deep', deep],
  ['larger than 1 MiB', large]
])('A response that is %s ends in one error', async (_what, body) => {
  addFault(stage.simulator, isListing, { status: 200, body }, 4)
  const main = await stage.step(stage.forUat)
  expect(main).toMatchObject({ exitCode: 1, stderr: '' })
  expect(annotations(main, 'error')).toHaveLength(1)
})

test('A run that never comes to its end fails', async () => {
  // No request ever ends, and no timer keeps the process alive: Node exits when there is nothing to wait for.
  const never = preload(`
    const { EventEmitter } = require('node:events')
    const nothing = () => {}
    require('node:https').request = () => Object.assign(new EventEmitter(), { setTimeout: nothing, write: nothing, end: nothing })
    const { setTimeout } = globalThis
    globalThis.setTimeout = (...given) => setTimeout(...given).unref()`)
  const main = await stage.step(stage.forUat, { env: never })
  expect(main).toMatchObject({ exitCode: 1, stderr: '' })
  expect(main.outputs.token).toBeUndefined()
})
