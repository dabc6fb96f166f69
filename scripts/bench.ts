import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startSimulator } from '../simulator/index.ts'
import { startProxy } from '../simulator/proxy.ts'
import type { SimToken, World } from '../simulator/world.ts'
import { seal } from '../src/github/seal.ts'
import { startLine } from './bench/line.ts'

/** Measures whole processes against the simulator, each once in every round. `npm run bench -- rotation` leaves out the many sandboxes. */
const ROUNDS = 5

/** How long a round trip on the network takes, and a call at the server. */
const LINE = { roundTripMs: 40, serverMs: 60 }
const LOOPBACK = { roundTripMs: 0, serverMs: 0 }

const root = resolve(import.meta.dirname, '..')
const inBench = (file: string) => join(root, 'scripts/bench', file)
const preload = ['--require', inBench('preload.cjs')]
const action = join(root, 'dist/main/index.js')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
type Environment = NodeJS.ProcessEnv
type Programs = Record<string, () => Promise<number>>

const print = (label: string, value: string) => console.log(`  ${label.padEnd(10)}${value}`)

/** Starts a simulator with sandboxes, and a line to it. */
async function openStage({ serverMs, roundTripMs }: typeof LINE, sandboxCount: number) {
  const simulator = await startSimulator({ latencyMs: serverMs })
  const { world } = simulator
  const port = await startLine(roundTripMs, simulator.httpsPort)
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
  const names = sandboxCount === 1 ? ['UAT'] : [...Array(sandboxCount).keys()].map(n => `SB${n}`)
  for (const name of names) world.addSandbox(vault, { name })
  world.github.addRepository('acme/pipelines')
  const githubToken = world.github.addToken({ permissions: ['secrets:write'] }).value
  const environment: Environment = {
    PATH: process.env.PATH,
    HOME: folder,
    LINE_PORT: String(port),
    PEAK_MEMORY_FILE: join(folder, 'peak'),
    NODE_EXTRA_CA_CERTS: simulator.caFile,
    GITHUB_REPOSITORY: 'acme/pipelines',
    SSL_CERT_FILE: simulator.caFile,
    SSL_CERT_DIR: '/nonexistent',
    GH_HOST: `localhost:${port}`,
    GH_ENTERPRISE_TOKEN: githubToken,
    'INPUT_VAULT-DNS': vault.host,
    'INPUT_SANDBOX-NAME': names.join('\n'),
    INPUT_USERNAME: user.name,
    INPUT_PASSWORD: user.password,
    'INPUT_SECRET-NAME': 'VAULT_TOKEN',
    'INPUT_GITHUB-TOKEN': githubToken,
    'INPUT_KEEP-PREVIOUS': '0'
  }
  for (const name of ['OUTPUT', 'STATE', 'STEP_SUMMARY']) {
    environment[`GITHUB_${name}`] = join(folder, name)
    writeFileSync(join(folder, name), '')
  }
  return { simulator, world, port, environment }
}

/** Runs a program to its end. Returns how many milliseconds it took. */
async function measure(env: Environment, command: string, ...args: string[]): Promise<number> {
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.at(-1)} exited with ${code}`)
  return performance.now() - started
}

/** Lets each program find and delete one token, its own of the round before; returns median times in milliseconds. */
async function runRounds(world: World, programs: Programs): Promise<Map<string, number>> {
  const previous = new Map<string, SimToken | undefined>()
  const times = new Map(Object.keys(programs).map(name => [name, [] as number[]]))
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, program] of Object.entries(programs)) {
      for (const token of world.tokens) token.deleted = token !== previous.get(name)
      const ms = await program()
      if (round > 0) times.get(name)?.push(ms)
      previous.set(name, world.tokens.at(-1))
      world.clock.advance(20 * 60_000)
    }
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0
  return new Map([...times].map(([name, values]) => [name, median(values)]))
}

/** One rotation with a stored secret: the action, its bare requests, a script, and the lower limit of the line. */
async function measureRotation(network: typeof LINE, how: 'direct' | 'proxy'): Promise<void> {
  const { roundTripMs, serverMs } = network
  const where = `${roundTripMs} ms a round trip, ${serverMs} ms a call, ${how}`
  console.log(`\nOne rotation with a stored secret, ${where}; medians of ${ROUNDS} rounds`)
  const stage = await openStage(network, 1)
  const proxy = await startProxy(stage.port)
  const location = { scope: 'repository', repository: 'acme/pipelines' } as const
  const { id, key } = stage.world.github.publicKey(location)
  const environment = { ...stage.environment, KEY_ID: id, SEALED_VALUE: seal('a value', key) }
  if (how === 'proxy') Object.assign(environment, { HTTPS_PROXY: proxy.url })
  const options = how === 'direct' ? preload : []
  const node = (file: string) => measure(environment, process.execPath, ...options, file)
  const programs: Programs = { action: () => node(action), floor: () => node(inBench('floor.js')) }
  if (spawnSync('gh', ['--version']).error) print('script', 'not measured: gh is not installed')
  else programs.script = () => measure(environment, 'bash', inBench('by-hand.sh'))
  const times = await runRounds(stage.world, programs)
  const reference = times.get('action') ?? 0
  // Six calls in sequence, and the handshakes of two connections.
  if (roundTripMs > 0) times.set('limit', 6 * (roundTripMs + serverMs) + 4 * roundTripMs)
  for (const [name, ms] of times) {
    print(name, `${ms.toFixed(0)} ms, action / this: ${(reference / ms).toFixed(2)}`)
  }
  await stage.simulator.close()
}

/** Many sandboxes with a secret each, in one run; GitHub accepts 75 writes in any minute. */
async function measureSandboxes(): Promise<void> {
  console.log(`\nMany sandboxes with secrets, ${LINE.roundTripMs} ms a round trip; one run each`)
  for (const count of [1, 10, 50, 100]) {
    const stage = await openStage({ ...LINE, serverMs: 0 }, count)
    const environment = { ...stage.environment, 'INPUT_SECRET-NAME': 'VAULT_{sandbox}' }
    const ms = await measure(environment, process.execPath, ...preload, action)
    const peak = Number(readFileSync(join(folder, 'peak'), 'utf8')) / 1000
    print(String(count), `${ms.toFixed(0)} ms, peak ${peak.toFixed(0)} MB`)
    await stage.simulator.close()
  }
}

await measureRotation(LINE, 'direct')
await measureRotation(LINE, 'proxy')
await measureRotation(LOOPBACK, 'direct')
if (process.argv[2] !== 'rotation') await measureSandboxes()
rmSync(folder, { recursive: true })
process.exit()
