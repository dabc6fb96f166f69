import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type SimulatorOptions, startSimulator } from '../simulator/index.ts'
import { parseFileCommands } from '../simulator/log.ts'
import { loadSeal } from '../src/github/seal.ts'

/**
 * Measures whole processes side by side, against a simulator on loopback: in every round each contestant runs once, in turn. Printed are
 * medians, and the ratios that count. `npm run bench` runs all parts, `npm run bench -- line start` some of them. What is measured is
 * what `npm run bundle` made: dist/, and in the part scale the pace of writing from lib/, which Node starts without reading types.
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

/** A line as between a runner and Vault: a round trip, which connections pay too, and what the server takes for each call. */
const LINE = { roundTripMs: 40, latencyMs: 60 }

/** A stage with `sandboxes` sandboxes, at the end of a line. */
const openStage = async (line: SimulatorOptions, sandboxes = 1) => {
  const simulator = await startSimulator(line)
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
const race = async (rounds: number, { simulator, world }: Stage, contestants: Contestants): Promise<Record<string, number>> => {
  const times = Object.fromEntries(Object.keys(contestants).map(name => [name, [] as number[]]))
  const traffic: Record<string, string> = {}
  const own: Record<string, Stage['world']['tokens'][number] | undefined> = {}
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      // Each finds one older token of its own, which it has to delete, and no other.
      world.tokens.splice(0, world.tokens.length, ...(own[name] ? [own[name]] : []))
      const [calls, connections] = [simulator.requests.length, simulator.handshakes.length]
      const took = await run()
      traffic[name] = `   ${simulator.requests.length - calls} calls on ${simulator.handshakes.length - connections} connections`
      if (round >= 0) times[name]?.push(took)
      own[name] = world.tokens.at(-1)
    }
  }
  const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
  for (const [name, value] of Object.entries(medians)) line(name, ms(value) + traffic[name])
  return medians
}

const hasGh = spawnSync('gh', ['--version']).error === undefined

/** One rotation with a stored secret: the action, the same by hand, and the action's calls with nothing around them. */
const rotation = async (stage: Stage, rounds: number, throughProxy: boolean) => {
  const seal = await loadSeal()
  const key = stage.world.github.publicKey({ scope: 'repository', repository: 'acme/pipelines' })
  const env = throughProxy ? { ...stage.env, HTTPS_PROXY: stage.simulator.proxyUrl } : stage.env
  const program = (more: Record<string, string>, file: string) =>
    time({ ...env, ...more }, process.execPath, ...(throughProxy ? [] : direct), file)
  if (!hasGh) console.log('  The script is left out: gh is not installed here.')
  const {
    action = 0,
    script = 0,
    floor = 0
  } = await race(rounds, stage, {
    action: () => program({ ...stage.stored, 'INPUT_KEEP-PREVIOUS': '0' }, main),
    ...(hasGh && { script: () => time({ ...env, SECRET: '1' }, 'bash', bench('by-hand.sh')) }),
    floor: () => program({ KEY_ID: key.id, SEALED: seal('x', key.key) }, bench('floor.js'))
  })
  return { action, script, floor }
}

const parts: Record<string, () => Promise<void>> = {
  line: async () => {
    const rounds = 10
    const { roundTripMs, latencyMs } = LINE
    // Six calls in line, and two connections: to the Vault, and to the token's own. GitHub's is made beside them.
    const limit = 6 * (roundTripMs + latencyMs) + 2 * 2 * roundTripMs
    for (const throughProxy of [false, true]) {
      const how = throughProxy ? 'through a proxy beside the runner' : 'direct'
      console.log(
        `\nOne rotation with a stored secret, ${roundTripMs} ms a round trip, ${latencyMs} ms a call, ${how}; medians of ${rounds} rounds`
      )
      const stage = await openStage(LINE)
      const { action, script, floor } = await rotation(stage, rounds, throughProxy)
      line('limit: six calls and two connections', ms(limit))
      line('action / limit', ratio(action, limit), 'at most 1.15')
      line('floor / limit', ratio(floor, limit))
      if (hasGh) line('action / script', ratio(action, script), 'at most 0.5')
      await stage.simulator.close()
    }
  },

  start: async () => {
    const rounds = 30
    const stage = await openStage({})
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
      line('action / floor', ratio(action, floor))
      line('action / bash', ratio(action, bash))
      line('action / node -e 0', ratio(action, empty))
    }
    line('dist/main/index.js', `${(statSync(main).size / 1000).toFixed(0)} kB`)
    await stage.simulator.close()
  },

  rotation: async () => {
    const rounds = 20
    console.log(`\nOne rotation with a stored secret, no line to wait for; medians of ${rounds} rounds`)
    const stage = await openStage({})
    const { action, script, floor } = await rotation(stage, rounds, false)
    line('action / floor', ratio(action, floor))
    if (hasGh) line('action / script', ratio(action, script), 'at most 0.55')
    await stage.simulator.close()
  },

  scale: async () => {
    const seal = await loadSeal()
    const { roundTripMs } = LINE
    console.log(`\nMany sandboxes with secrets, ${roundTripMs} ms a round trip, nothing at the server; one run each`)
    for (const count of [1, 10, 50, 100]) {
      const stage = await openStage({ roundTripMs }, count)
      const { env, stored, world } = stage
      const place = { scope: 'repository', repository: 'acme/pipelines' } as const
      const key = world.github.publicKey(place)
      const floor = await node({ ...env, WRITES: String(count), KEY_ID: key.id, SEALED: seal('x', key.key) }, bench('writes.js'))
      const action = await node({ ...env, ...stored }, main)
      const peak = Number(readFileSync(env.PEAK_FILE ?? '', 'utf8')) / 1000
      line(`${count}: the writes alone`, ms(floor))
      line(`${count}: action`, ms(action))
      line(`${count}: action / the writes alone`, ratio(action, floor), count >= 50 ? 'at most 1.25' : '')
      line(`${count}: peak memory`, `${peak.toFixed(0)} MB`, count === 100 ? 'under 100 MB' : '')
      await stage.simulator.close()
    }
  },

  post: async () => {
    const { roundTripMs } = LINE
    console.log(`\nThe post step deletes 100 tokens, ${roundTripMs} ms a round trip, nothing at the server; one run`)
    const stage = await openStage({ roundTripMs }, 100)
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
