import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { For } from '../../simulator/authority.ts'
import type { SimulatorOptions } from '../../simulator/index.ts'
import {
  annotations,
  expectNoSecretShown,
  isGenerate,
  isListing,
  openStage,
  type Stage,
  trouble
} from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
const folders: string[] = []
afterEach(async () => {
  await stage.simulator.close()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** In: what is to run in a process before the bundle. Out: the options of Node that do it; Node reads no backslash in them. */
const preload = async (source: string): Promise<Record<string, string>> => {
  const folder = await mkdtemp(join(tmpdir(), 'preload-'))
  folders.push(folder)
  const file = join(folder, 'preload.cjs')
  await writeFile(file, source)
  return { NODE_OPTIONS: `--require "${file.replaceAll('\\', '/')}"` }
}
/** Every name has two addresses, at which nobody listens. */
const everyAddressIsDead = () =>
  preload(`require('node:dns').lookup = (_host, _options, done) =>
    done(null, [{ address: '127.0.0.2', family: 4 }, { address: '::1', family: 6 }])`)

const forUat = () => ({ ...stage.byToken, 'sandbox-name': 'UAT' })
const untrusted = { env: { NODE_EXTRA_CA_CERTS: '' } }

describe('an authority that only the company knows', () => {
  test('is not trusted by itself: the error says so, and is not tried again', async () => {
    const main = await stage.step(forUat(), untrusted)
    expect(annotations(main, 'error').join()).toMatch(
      /^network: .*its certificate is not trusted here/
    )
    expect(stage.simulator.connects).toHaveLength(1)
  })

  test('is trusted by ca-certificate, in main and after the job', async () => {
    const certificate = { 'ca-certificate': stage.simulator.caPem }
    const main = await stage.step({ ...forUat(), ...certificate }, untrusted)
    expect(main.exitCode).toBe(0)
    const post = await stage.after(main, { inputs: certificate, ...untrusted })
    expect(post.log).toContain('Deleted the token')
  })

  test('is trusted also where a secret or a shell lost the line breaks', async () => {
    const oneLine = stage.simulator.caPem.trim().replaceAll('\n', ' ')
    const writtenOut = stage.simulator.caPem.replaceAll('\n', '\\n')
    for (const pem of [oneLine, writtenOut]) {
      const main = await stage.step({ ...forUat(), 'ca-certificate': pem }, untrusted)
      expect(main).toMatchObject({ exitCode: 0, stderr: '' })
    }
  })

  test('is not trusted where the environment says to check nothing: nothing is sent, and the error says what to do', async () => {
    const main = await stage.step(forUat(), {
      env: { ...untrusted.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    })
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(/^network: .*not trusted here.* in ca-certificate/)
    ])
    expect(main.stderr).toBe('')
    expect(stage.simulator.requests).toEqual([])
  })

  test.each([
    ['no PEM', 'acme root', 'is no certificate'],
    ['a PEM that is cut', '-----BEGIN CERTIFICATE-----\nMIIB', 'is no certificate'],
    [
      'a PEM of something else',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      'as number 1'
    ]
  ])('as %s is an error before anything is sent', async (_, pem, said) => {
    const main = await stage.step({ ...forUat(), 'ca-certificate': pem })
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(new RegExp(`^input: ca-certificate: .*${said}`))
    ])
    expect(stage.simulator.connects).toEqual([])
  })
})

describe('a certificate', () => {
  test.each<[string, For, RegExp]>([
    [
      'that has expired',
      { days: [-9, -1] },
      /^network: .*has expired \(CERT_HAS_EXPIRED\)\. Have it renewed/
    ],
    [
      'that is not valid yet',
      { days: [1, 9] },
      /^network: .*not valid yet .* Check the runner’s clock/
    ],
    [
      'of another host',
      { hosts: 'evil.example.com' },
      /^network: .*of another host .* Something else answers under this name/
    ]
  ])('%s has a remedy of its own', async (_, certificate, said) => {
    await stage.simulator.close()
    stage = await openStage({ certificate })
    const main = await stage.step(forUat())
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(said)])
    expect(annotations(main, 'error').join()).not.toContain('ca-certificate')
    expect(stage.simulator.requests).toEqual([])
  })
})

describe('the sandbox’s own Vault', () => {
  /** How often its host is connected to by a run that fails as soon as the sandboxes are listed. */
  const connected = async (
    inputs: Record<string, string>,
    told: 'told by the sign-in' | 'not told'
  ) => {
    const { simulator, user, uat, vault } = stage
    uat.status = 'inactive'
    user.listedVaults = told === 'not told' ? [vault] : [vault, uat]
    const main = await stage.step({ ...inputs, 'sandbox-name': 'UAT' })
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^sandbox-unavailable: /)])
    expect(simulator.requests.filter(({ host }) => host === uat.host)).toEqual([])
    return simulator.handshakes.filter(host => host === uat.host).length
  }

  test('is connected to before Vault lists it where the sign-in tells of it, and nothing is sent there', async () => {
    expect(await connected(stage.byPassword, 'told by the sign-in')).toBeGreaterThan(0)
  })

  test('and where sandbox-dns does', async () => {
    expect(
      await connected({ ...stage.byToken, 'sandbox-dns': stage.uat.host }, 'not told')
    ).toBeGreaterThan(0)
  })

  test('and not where neither does', async () => {
    expect(await connected(stage.byPassword, 'not told')).toBe(0)
  })
})

describe('a proxy', () => {
  test.each<[string, SimulatorOptions]>([
    ['on IPv4', {}],
    ['on IPv6', { proxy: { listen: '::1' } }],
    ['over TLS', { proxyTls: true }],
    [
      'with a login, over TLS on IPv6',
      { proxyTls: true, proxyLogin: 'ci@acme:pa$$ w%rd/#', proxy: { listen: '::1' } }
    ]
  ])(
    '%s leads every call of a rotation, on as few connections as there have to be, without a word on stderr',
    async (_, options) => {
      await stage.simulator.close()
      stage = await openStage(options)
      const { simulator } = stage
      const main = await stage.step(stage.storing, { env: { NODE_OPTIONS: '--throw-deprecation' } })
      expect(main).toMatchObject({ exitCode: 0, stderr: '' })
      expect(stage.secret()).toBe(main.outputs.token)
      if (options.proxyLogin) expect(main.masks).toContain('pa$$ w%rd/#')
      // A host has a second connection where two calls to it go out at the same time.
      const handshakes = (host: string) => simulator.handshakes.filter(name => name === host).length
      expect(handshakes(stage.vault.host)).toBe(1)
      for (const host of [stage.uat.host, 'api.github.com'])
        expect([1, 2]).toContain(handshakes(host))
      expect(simulator.connects).toHaveLength(simulator.handshakes.length)
      expectNoSecretShown(main, stage)
    }
  )

  test('that wants another password is told, and nothing of it is shown', async () => {
    await stage.simulator.close()
    stage = await openStage({ proxyLogin: 'ci:right' })
    const proxy = stage.simulator.proxyUrl.replace('right', 'hunter2')
    const main = await stage.step(forUat(), { env: { HTTPS_PROXY: proxy } })
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(
        /^network: .*the proxy refused the connection with status 407\. Check the user and the password/
      )
    ])
    expect(main.log).not.toContain('hunter2')
    expect(stage.simulator.connects).toHaveLength(1)
  })

  test.each(['http://', 'socks5://127.0.0.1:1080', 'http://user:%zz@127.0.0.1:1'])(
    'given as %s is an error, not a direct connection',
    async proxy => {
      const main = await stage.step(forUat(), { env: { HTTPS_PROXY: proxy } })
      expect(annotations(main, 'error')).toEqual([
        expect.stringContaining('HTTPS_PROXY is set and is no proxy address')
      ])
    }
  )

  test('given without a scheme is understood', async () => {
    const { host } = new URL(stage.simulator.proxyUrl)
    expect(await stage.step(forUat(), { env: { HTTPS_PROXY: host } })).toMatchObject({
      exitCode: 0
    })
  })

  test('is left alone for the hosts of NO_PROXY, however they are separated; what nobody understands there is an error', async () => {
    const directly = await stage.step(forUat(), {
      env: { NO_PROXY: 'localhost *.veevavault.com.', ...(await everyAddressIsDead()) }
    })
    expect(annotations(directly, 'error')).toEqual([
      expect.stringMatching(/^network: .*ECONNREFUSED/)
    ])
    expect(stage.simulator.connects).toEqual([])
    const wrong = await stage.step(forUat(), { env: { NO_PROXY: 'localhost;*.veevavault.com' } })
    expect(annotations(wrong, 'error')).toEqual([
      expect.stringMatching(/^input: NO_PROXY holds "localhost;\*\.veevavault\.com"/)
    ])
  })
})

test('a Vault that lacks the API version is answered with those that it has', async () => {
  stage.world.versions = ['v25.3', 'v26.1']
  const main = await stage.step(forUat())
  expect(annotations(main, 'error')).toEqual([
    expect.stringMatching(
      /^vault-refused: acme\.veevavault\.com does not have the API version v26\.2; it has v25\.3, v26\.1\./
    )
  ])
})

test('the client id and the API version that were given are the ones that are sent', async () => {
  stage.world.versions.push('v26.3')
  const main = await stage.step({
    ...forUat(),
    'vault-client-id': 'acme-it-pipelines',
    'api-version': 'v26.3'
  })
  expect(main.exitCode).toBe(0)
  for (const { headers, path } of stage.simulator.requests) {
    expect(headers['x-vaultapi-clientid']).toBe('acme-it-pipelines')
    expect(path).toMatch(/^\/api\/(v26\.3\/|$)/)
  }
  await stage.after(main)
})

describe('an answer that is', () => {
  test.each([
    [
      'nested without an end',
      {
        status: 200,
        body: `{"responseStatus":"SUCCESS","data":${'['.repeat(5_000)}${']'.repeat(5_000)}}`
      }
    ],
    [
      'larger than 1 MiB',
      { status: 200, body: `{"responseStatus":"SUCCESS","data":"${'x'.repeat(1_100_000)}"}` }
    ]
  ])('%s is an error', async (_, answer) => {
    trouble(stage.simulator, isListing, answer, 4)
    const main = await stage.step(forUat())
    expect(main).toMatchObject({ exitCode: 1, stderr: '' })
    expect(annotations(main, 'error')).toHaveLength(1)
  })

  test('never whole is given up at the deadline, and asked for again', async () => {
    trouble(stage.simulator, isListing, 'never-ends')
    const main = await stage.step(forUat())
    expect(main.exitCode).toBe(0)
    expect(main.durationMs).toBeGreaterThan(29_000)
    await stage.after(main)
  }, 60_000)
})

test('a run that never comes to its end is not green', async () => {
  // A request that nothing comes of, and timers that do not keep the process: Node leaves as soon as there is nothing to wait for.
  const never = await preload(
    `const { EventEmitter } = require('node:events')
    const nothing = () => {}
    require('node:https').request = () => Object.assign(new EventEmitter(), { setTimeout: nothing, write: nothing, end: nothing })
    const { setTimeout } = globalThis
    globalThis.setTimeout = (...given) => setTimeout(...given).unref()`
  )
  const main = await stage.step(forUat(), { env: never })
  expect(main).toMatchObject({ exitCode: 1, stderr: '' })
  expect(main.outputs.token).toBeUndefined()
  await stage.after(main)
})

test('names and texts from outside can’t give commands, colours, Markdown or HTML', async () => {
  const name =
    '::warning::x ##[error]y <img src=x onerror=alert(1)> [link](https://evil.example.com) `a` | \u001b[31mred\u202e @all'
  stage.world.addSandbox(stage.vault, { name, host: 'acme-odd.veevavault.com' })
  trouble(stage.simulator, isGenerate, {
    failure: 'INVALID_DATA',
    message: '\n::add-mask::a\r\n##[set-output name=token]evil'
  })
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': `${name}\nUAT` })
  const commands = main.events
    .filter(event => 'command' in event)
    .map(event => ('command' in event ? event.command : ''))
  expect([...new Set(commands)].sort()).toEqual(['add-mask', 'error'])
  expect(main.stdout).not.toContain('\u001b')
  expect(main.stdout).not.toContain('##[')
  for (const harm of ['<img', '](https', '\u001b', '\u202e', '`a`'])
    expect(main.summary).not.toContain(harm)
  expect(main.outputs).not.toHaveProperty('name')
  expectNoSecretShown(main, stage)
  await stage.after(main)
})
