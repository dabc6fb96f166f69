import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startSimulator } from '../simulator/index.ts'
import { parseFileCommands } from '../simulator/log.ts'
import { startProxy } from '../simulator/proxy.ts'
import type { SimToken } from '../simulator/world.ts'
import { seal } from '../src/github/seal.ts'
import { startLine } from './bench/line.ts'

/**
 * Measures whole processes side by side, against a simulator on loopback: in every round each contestant runs once, in turn. Printed are
 * medians, and the ratios that count. `npm run bench` runs all parts, `npm run bench -- start scale` some of them.
 */

const root = resolve(import.meta.dirname, '..')
const bench = (file: string) => join(root, 'scripts/bench', file)
const main = join(root, 'dist/main/index.js')
const post = join(root, 'dist/post/index.js')
const direct = ['--require', bench('direct.cjs')]
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const file = (name: string) => {
  const path = join(folder, name)
  writeFileSync(path, '')
  return path
}

/** A stage with `sandboxes` sandboxes, each call `latencyMs` slow. */
const openStage = async (latencyMs: number, sandboxes = 1) => {
  const simulator = await startSimulator({ latencyMs })
  const { world } = simulator
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
  for (let n = 0; n < sandboxes; n++) world.addSandbox(vault, { name: sandboxes === 1 ? 'UAT' : `SB${n}` })
  world.github.addRepository('acme/pipelines')
  world.github.writesPerMinute = 100_000
  const writer = world.github.addToken({ permissions: ['secrets:write'] })
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    HOME: folder,
    NODE_EXTRA_CA_CERTS: simulator.caFile,
    CA_FILE: simulator.caFile,
    SIMULATOR_PORT: String(simulator.httpsPort),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_REPOSITORY: 'acme/pipelines',
    PEAK_FILE: file('peak'),
    VAULT: vault.host,
    SANDBOX: 'UAT',
    VAULT_USERNAME: user.name,
    VAULT_PASSWORD: user.password,
    GITHUB_TOKEN: writer.value,
    SSL_CERT_FILE: simulator.caFile,
    SSL_CERT_DIR: '/nonexistent',
    GH_HOST: `localhost:${simulator.httpsPort}`,
    GH_ENTERPRISE_TOKEN: writer.value,
    GH_NO_UPDATE_NOTIFIER: '1',
    'INPUT_VAULT-DNS': vault.host,
    'INPUT_SANDBOX-NAME': sandboxes === 1 ? 'UAT' : '*',
    INPUT_USERNAME: user.name,
    INPUT_PASSWORD: user.password
  }
  const stored = { 'INPUT_SECRET-NAME': sandboxes === 1 ? 'VAULT_TOKEN' : 'VAULT_{sandbox}', 'INPUT_GITHUB-TOKEN': writer.value }
  return { simulator, world, env, stored, writer }
}
type Stage = Awaited<ReturnType<typeof openStage>>

/** Runs a program to its end. Out: milliseconds of the whole process. Throws when it fails. */
const time = (env: Record<string, string | undefined>, command: string, ...args: string[]): Promise<number> => {
  const options: SpawnOptions = { env, stdio: ['ignore', 'ignore', 'inherit'] }
  const begun = performance.now()
  return new Promise((done, failed) => {
    spawn(command, args, options)
      .on('error', failed)
      .on('close', code =>
        code === 0 ? done(performance.now() - begun) : failed(new Error(`${args.at(-1)} exited with ${code}`))
      )
  })
}
const node = (env: Record<string, string | undefined>, ...args: string[]) => time(env, process.execPath, ...direct, ...args)

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const ms = (value: number) => `${value.toFixed(value < 1000 ? 1 : 0)} ms`.padStart(11)
const line = (what: string, value: string, target = '') =>
  console.log(`  ${what.padEnd(44)}${value.padStart(11)}${target && `   (to reach: ${target})`}`)
const ratio = (a: number, b: number) => (a / b).toFixed(2)

type Contestants = Record<string, () => Promise<number>>

/** Each contestant once a round, in turn; the first round warms up and does not count. Out: medians. */
const compete = async (rounds: number, contestants: Contestants): Promise<Record<string, number>> => {
  const times = Object.fromEntries(Object.keys(contestants).map(name => [name, [] as number[]]))
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const took = await run()
      if (round >= 0) times[name]?.push(took)
    }
  }
  const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
  for (const [name, value] of Object.entries(medians)) line(name, ms(value))
  return medians
}

/** The same for contestants that generate: each finds one older token of its own making, which it deletes. */
const race = (rounds: number, { world }: Stage, contestants: Contestants): Promise<Record<string, number>> => {
  const before = new Map<string, SimToken>()
  const alone = ([name, run]: [string, () => Promise<number>]) => [
    name,
    async () => {
      for (const token of world.tokens) token.deleted = token !== before.get(name)
      const took = await run()
      const made = world.tokens.at(-1)
      if (made !== undefined) before.set(name, made)
      world.clock.advance(20 * 60_000)
      return took
    }
  ]
  return compete(rounds, Object.fromEntries(Object.entries(contestants).map(alone)))
}

/** A line of 40 ms a round trip, which handshakes pay, and 60 ms a call at the server; what six calls in line and two handshakes come to. */
const ROUND_TRIP = 40
const SERVER = 60
const LIMIT = 6 * (ROUND_TRIP + SERVER) + 4 * ROUND_TRIP

const parts: Record<string, () => Promise<void>> = {
  line: async () => {
    if (spawnSync('gh', ['--version']).error) return console.log('\nline: left out, gh is not installed here')
    const rounds = 5
    for (const how of ['direct', 'through a proxy'] as const) {
      console.log(
        `\nOne rotation with a stored secret, ${ROUND_TRIP} ms a round trip, ${SERVER} ms a call, ${how}; medians of ${rounds} interleaved rounds`
      )
      const stage = await openStage(SERVER)
      const wire = await startLine(ROUND_TRIP, stage.simulator.httpsPort)
      const proxy = await startProxy(wire.port)
      const env = {
        ...{ ...stage.env, SIMULATOR_PORT: String(wire.port), GH_HOST: `localhost:${wire.port}` },
        ...(how === 'through a proxy' && { HTTPS_PROXY: proxy.url })
      }
      const preload = how === 'direct' ? direct : []
      const program = (more: Record<string, string>, path: string) =>
        time({ ...env, ...more }, process.execPath, ...preload, path)
      const key = stage.world.github.publicKey({ scope: 'repository', repository: 'acme/pipelines' })
      const rotating = { ...stage.stored, 'INPUT_KEEP-PREVIOUS': '0' }
      // Its sign-in tells of no sandbox, so that only the listing does.
      const stranger = stage.world.addUser({
        name: 'only@acme.example',
        password: 'another stored password',
        told: stage.world.vaults.slice(0, 1)
      })
      const connections: Record<string, number> = {}
      const counted = (name: string, run: () => Promise<number>) => async () => {
        const before = wire.connections()
        const took = await run()
        connections[name] = wire.connections() - before
        return took
      }
      const medians = await race(rounds, stage, {
        action: counted('action', () => program(rotating, main)),
        'action, whose sign-in tells of no sandbox': counted('stranger', () =>
          program({ ...rotating, INPUT_USERNAME: stranger.name, INPUT_PASSWORD: stranger.password }, main)
        ),
        'script (curl, jq, gh)': counted('script', () => time({ ...env, SECRET: '1' }, 'bash', bench('by-hand.sh'))),
        'floor: the same calls by bare node:https': counted('floor', () =>
          program({ KEY_ID: key.id, SEALED: seal('x', key.key) }, bench('floor.js'))
        )
      })
      const [action = 0, told = 0, script = 0, floor = 0] = Object.values(medians)
      line('connections, in this order', Object.values(connections).join(', '))
      line('the limit: six calls, two handshakes', ms(LIMIT))
      line('action / limit', ratio(action, LIMIT), 'at most 1.15')
      line('action / script', ratio(action, script), 'at most 0.5')
      line('the second action / limit, / script', `${ratio(told, LIMIT)}, ${ratio(told, script)}`)
      line('floor / limit', ratio(floor, LIMIT))
      await Promise.all([proxy.close(), wire.close()])
      await stage.simulator.close()
    }
  },

  list: async () => {
    const rounds = 15
    console.log(
      `\nA list of 25 tokens, ${ROUND_TRIP} ms a round trip, ${SERVER} ms a call, direct; medians of ${rounds} interleaved rounds`
    )
    const stage = await openStage(SERVER)
    const { world } = stage
    const [vault, user] = [world.vaults[0], world.users[0]]
    if (vault === undefined || user === undefined) throw new Error('the stage has no Vault or no user')
    for (let n = 0; n < 25; n++)
      world.mint(vault, user, { name: `token ${n}`, expires: new Date(Date.now() + 86_400_000 * (n + 1)) })
    const wire = await startLine(ROUND_TRIP, stage.simulator.httpsPort)
    const env = { ...stage.env, 'INPUT_SANDBOX-NAME': undefined, SIMULATOR_PORT: String(wire.port) }
    const medians = await compete(rounds, {
      'list-tokens': () => node(env, join(root, 'dist/list-tokens/index.js')),
      'floor: the same calls by bare node:https': () => node(env, bench('list.js'))
    })
    const [action = 0, floor = 0] = Object.values(medians)
    line('list-tokens / floor', ratio(action, floor), 'at most 1.25')
    for (const name of ['list-tokens', 'delete-tokens'])
      line(
        `dist/${name}/index.js`,
        `${(statSync(join(root, 'dist', name, 'index.js')).size / 1000).toFixed(1)} kB`,
        'at most 120'
      )
    await wire.close()
    await stage.simulator.close()
  },

  start: async () => {
    const rounds = 30
    const stage = await openStage(0)
    const throughProxy = { ...stage.env, HTTPS_PROXY: stage.simulator.proxyUrl }
    for (const [how, env, preload] of [
      ['through the proxy', throughProxy, []],
      ['direct', stage.env, direct]
    ] as const) {
      console.log(`\nOne generated token, five calls, ${how}; medians of ${rounds} interleaved rounds`)
      const program = (file: string) => time(env, process.execPath, ...preload, file)
      const medians = await race(rounds, stage, {
        'node -e 0': () => time(env, process.execPath, '-e', '0'),
        'floor: the same calls by bare node:https': () => program(bench('floor.js')),
        action: () => program(main),
        'the same calls by bash, curl and jq': () => time(env, 'bash', bench('by-hand.sh'))
      })
      const [empty = 0, floor = 0, action = 0, bash = 0] = Object.values(medians)
      line('action / floor', ratio(action, floor), 'at most 1.2')
      line('action / bash', ratio(action, bash))
      line('action / node -e 0', ratio(action, empty))
    }
    line('dist/main/index.js', `${(statSync(main).size / 1000).toFixed(0)} kB`, 'at most 220')
    await stage.simulator.close()
  },

  secret: async () => {
    const rounds = 10
    console.log(`\nWhat storing a secret adds, 80 ms a call; medians of ${rounds} interleaved rounds`)
    const stage = await openStage(80)
    const { env, stored } = stage
    const medians = await race(rounds, stage, {
      'an output only': () => node(env, main),
      'stored, and the one before deleted': () => node({ ...env, ...stored, 'INPUT_KEEP-PREVIOUS': '0' }, main),
      'stored, without rotation (verify: false)': () => node({ ...env, ...stored, INPUT_VERIFY: 'false' }, main),
      'an output, verify: false': () => node({ ...env, INPUT_VERIFY: 'false' }, main)
    })
    const [, , bare = 0, output = 0] = Object.values(medians)
    line('storing alone adds, in calls of 80 ms', ratio(bare - output, 80), 'at most 2')
    await stage.simulator.close()
  },

  rotation: async () => {
    if (spawnSync('gh', ['--version']).error) return console.log('\nrotation: left out, gh is not installed here')
    for (const [latency, target, rounds] of [[0, 0.55, 20]] as const) {
      console.log(`\nOne rotation with a stored secret, ${latency} ms a call; medians of ${rounds} interleaved rounds`)
      const stage = await openStage(latency)
      const { env, stored, world } = stage
      const key = world.github.publicKey({ scope: 'repository', repository: 'acme/pipelines' })
      const medians = await race(rounds, stage, {
        action: () => node({ ...env, ...stored, 'INPUT_KEEP-PREVIOUS': '0' }, main),
        'bash, curl, jq and gh': () => time({ ...env, SECRET: '1' }, 'bash', bench('by-hand.sh')),
        'floor: the action’s calls by bare node:https': () =>
          node({ ...env, KEY_ID: key.id, SEALED: seal('x', key.key) }, bench('floor.js'))
      })
      const [action = 0, bash = 0, floor = 0] = Object.values(medians)
      line('action / bash', ratio(action, bash), `at most ${target}`)
      line('floor / bash', ratio(floor, bash))
      await stage.simulator.close()
    }
  },

  scale: async () => {
    console.log('\nMany sandboxes with secrets, 40 ms a call; one run each')
    for (const count of [1, 10, 50, 100]) {
      const stage = await openStage(40, count)
      const { env, stored, world } = stage
      const place = { scope: 'repository', repository: 'acme/pipelines' } as const
      const key = world.github.publicKey(place)
      const floor = await node({ ...env, WRITES: String(count), KEY_ID: key.id, SEALED: seal('x', key.key) }, bench('writes.js'))
      const action = await node({ ...env, ...stored }, main)
      const peak = Number(readFileSync(env.PEAK_FILE ?? '', 'utf8')) / 1000
      line(`${count}: the writes alone`, ms(floor))
      line(`${count}: action`, ms(action))
      line(`${count}: action / the writes alone`, ratio(action, floor), count >= 50 ? 'at most 1.25' : '')
      line(`${count}: peak memory`, `${peak.toFixed(0)} MB`, count === 100 ? 'under 100' : '')
      await stage.simulator.close()
    }
  },

  post: async () => {
    console.log('\nThe post step deletes 100 tokens, 50 ms a call; one run')
    const stage = await openStage(50, 100)
    const { env, world } = stage
    await node(env, main)
    const state = Object.entries(parseFileCommands(readFileSync(env.GITHUB_STATE ?? '', 'utf8')))
    const live = () => world.tokens.filter(world.isLive).length
    const before = live()
    const took = await node({ ...env, ...Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])) }, post)
    line(`deleted ${before - live()} of ${before}`, ms(took), 'at most 3000 ms')
    await stage.simulator.close()
  }
}

const wanted = process.argv.slice(2)
for (const [name, part] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await part()
rmSync(folder, { recursive: true })
