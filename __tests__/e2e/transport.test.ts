import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startSimulator } from '../../simulator/index.ts'
import { runStep } from '../../simulator/runner.ts'
import { annotations, expectNoSecretShown, isGenerate, isListing, openStage, type Stage, trouble } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.simulator.close())

const forUat = () => ({ ...stage.byToken, 'sandbox-name': 'UAT' })
const untrusted = { env: { NODE_EXTRA_CA_CERTS: '' } }

describe('an authority that only the company knows', () => {
  test('is not trusted by itself: the error says so, and is not tried again', async () => {
    const main = await stage.step(forUat(), untrusted)
    expect(annotations(main, 'error').join()).toMatch(/^network: .*its certificate is not trusted here/)
    expect(stage.simulator.connects).toHaveLength(1)
  })

  test('is trusted by ca-certificate, in main and after the job', async () => {
    const certificate = { 'ca-certificate': stage.simulator.caPem }
    const main = await stage.step({ ...forUat(), ...certificate }, untrusted)
    expect(main.exitCode).toBe(0)
    const post = await stage.after(main, { inputs: certificate, ...untrusted })
    expect(post.log).toContain('Deleted the token')
  })

  test.each([
    ['no PEM', 'acme root', 'is no certificate'],
    ['a PEM that is cut', '-----BEGIN CERTIFICATE-----\nMIIB', 'is no certificate'],
    ['a PEM of something else', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'as number 1']
  ])('as %s is an error before anything is sent', async (_, pem, said) => {
    const main = await stage.step({ ...forUat(), 'ca-certificate': pem })
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(new RegExp(`^input: ca-certificate: .*${said}`))])
    expect(stage.simulator.connects).toEqual([])
  })
})

describe('a proxy that asks for a login', () => {
  test('gets it, and its password is masked', async () => {
    const simulator = await startSimulator({ proxyLogin: 'ci:pa$$ word' })
    const vault = simulator.world.addVault({ host: 'acme.veevavault.com' })
    const user = simulator.world.addUser({ name: 'ci', password: 'pw of ci' })
    simulator.world.addSandbox(vault, { name: 'UAT' })
    const inputs = { 'vault-dns': vault.host, 'sandbox-name': 'UAT', username: user.name, password: user.password }
    const main = await runStep({ inputs, simulator })
    expect(main.exitCode).toBe(0)
    expect(main.masks).toContain('pa$$ word')

    const wrong = new URL(simulator.proxyUrl)
    wrong.password = 'wrong'
    const refused = await runStep({ inputs, simulator, env: { HTTPS_PROXY: wrong.href } })
    expect(annotations(refused, 'error').join()).toMatch(/^network: .*the proxy refused the connection with status 407/)
    await simulator.close()
  })

  test.each(['http://', 'socks5://127.0.0.1:1080', 'http://user:%zz@127.0.0.1:1'])(
    'given as %s is an error, not a direct connection',
    async proxy => {
      const main = await stage.step(forUat(), { env: { HTTPS_PROXY: proxy } })
      expect(annotations(main, 'error')).toEqual([expect.stringContaining('HTTPS_PROXY is set and is no proxy address')])
    }
  )
})

test('a Vault that lacks the API version is answered with those that it has', async () => {
  stage.world.versions = ['v25.3', 'v26.1']
  const main = await stage.step(forUat())
  expect(annotations(main, 'error')).toEqual([
    expect.stringMatching(/^vault-refused: acme\.veevavault\.com does not have the API version v26\.2; it has v25\.3, v26\.1\./)
  ])
})

test('the client id and the API version that were given are the ones that are sent', async () => {
  stage.world.versions.push('v26.3')
  const main = await stage.step({ ...forUat(), 'vault-client-id': 'acme-it-pipelines', 'api-version': 'v26.3' })
  expect(main.exitCode).toBe(0)
  for (const { headers, path } of stage.simulator.requests) {
    expect(headers['x-vaultapi-clientid']).toBe('acme-it-pipelines')
    expect(path).toMatch(/^\/api\/v26\.3\//)
  }
  await stage.after(main)
})

describe('an answer that is', () => {
  test.each([
    [
      'nested without an end',
      { status: 200, body: `{"responseStatus":"SUCCESS","data":${'['.repeat(5_000)}${']'.repeat(5_000)}}` }
    ],
    ['larger than 1 MiB', { status: 200, body: `{"responseStatus":"SUCCESS","data":"${'x'.repeat(1_100_000)}"}` }]
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
  const folder = await mkdtemp(join(tmpdir(), 'never-'))
  const preload = join(folder, 'never.cjs')
  // A request that nothing comes of, and timers that do not keep the process: Node leaves as soon as there is nothing to wait for.
  await writeFile(
    preload,
    `const { EventEmitter } = require('node:events')
    const nothing = () => {}
    require('node:https').request = () => Object.assign(new EventEmitter(), { setTimeout: nothing, write: nothing, end: nothing })
    const { setTimeout } = globalThis
    globalThis.setTimeout = (...given) => setTimeout(...given).unref()`
  )
  const main = await stage.step(forUat(), { env: { NODE_OPTIONS: `--require "${preload}"` } })
  await rm(folder, { recursive: true })
  expect(main).toMatchObject({ exitCode: 1, stderr: '' })
  expect(main.outputs.token).toBeUndefined()
  await stage.after(main)
})

test('names and texts from outside can’t give commands, colours, Markdown or HTML', async () => {
  const name =
    '::warning::x ##[error]y <img src=x onerror=alert(1)> [link](https://evil.example.com) `a` | \u001b[31mred\u202e @all'
  stage.world.addSandbox(stage.vault, { name, host: 'acme-odd.veevavault.com' })
  trouble(stage.simulator, isGenerate, { failure: 'INVALID_DATA', message: '\n::add-mask::a\r\n##[set-output name=token]evil' })
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': `${name}\nUAT` })
  const commands = main.events.filter(event => 'command' in event).map(event => ('command' in event ? event.command : ''))
  expect([...new Set(commands)].sort()).toEqual(['add-mask', 'error'])
  expect(main.stdout).not.toContain('\u001b')
  expect(main.stdout).not.toContain('##[')
  for (const harm of ['<img', '](https', '\u001b', '\u202e', '`a`']) expect(main.summary).not.toContain(harm)
  expect(main.outputs).not.toHaveProperty('name')
  expectNoSecretShown(main, stage)
  await stage.after(main)
})
