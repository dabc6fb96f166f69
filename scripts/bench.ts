import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startSimulator } from '../simulator/index.ts'
import { startProxy } from '../simulator/proxy.ts'
import type { SimToken } from '../simulator/world.ts'
import { seal } from '../src/github/seal.ts'
import { startLine } from './bench/line.ts'

/**
 * Measures whole processes against the simulator on a line with latency: in every round each program runs once, in turn. `npm run bench -- rotation`
 * leaves out the many sandboxes.
 */
const ROUNDS = 5
const ROUND_TRIP_MS = 40
const SERVER_MS = 60
/** Six calls in sequence and the handshakes of two connections; see section 2 of the design. */
const LIMIT_MS = 6 * (ROUND_TRIP_MS + SERVER_MS) + 4 * ROUND_TRIP_MS

const root = resolve(import.meta.dirname, '..')
const inBench = (file: string) => join(root, 'scripts/bench', file)
const preload = ['--require', inBench('preload.cjs')]
const action = join(root, 'dist/main/index.js')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
type Environment = Record<string, string | undefined>
type Programs = Record<string, () => Promise<number>>

const format = (ms: number) => `${ms.toFixed(0)} ms`
const print = (label: string, value: string) => console.log(`  ${label.padEnd(50)}${value}`)

/** Starts a simulator with sandboxes, and a line to it; calls take `serverMs` at the server. */
async function openStage(serverMs: number, sandboxCount: number) {
  const simulator = await startSimulator({ latencyMs: serverMs })
  const { world } = simulator
  const line = await startLine(ROUND_TRIP_MS, simulator.httpsPort)
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
  const names = sandboxCount === 1 ? ['UAT'] : [...Array(sandboxCount).keys()].map(n => `SB${n}`)
  for (const name of names) world.addSandbox(vault, { name })
  world.github.addRepository('acme/pipelines')
  const githubToken = world.github.addToken({ permissions: ['secrets:write'] }).value
  const environment: Environment = {
    PATH: process.env.PATH,
    HOME: folder,
    LINE_PORT: String(line.port),
    PEAK_MEMORY_FILE: join(folder, 'peak'),
    NODE_EXTRA_CA_CERTS: simulator.caFile,
    GITHUB_REPOSITORY: 'acme/pipelines',
    SSL_CERT_FILE: simulator.caFile,
    SSL_CERT_DIR: '/nonexistent',
    GH_HOST: `localhost:${line.port}`,
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
  return { simulator, world, line, environment }
}
type Stage = Awaited<ReturnType<typeof openStage>>

/** Runs a program to its end, and returns how many milliseconds it took. */
async function measure(env: Environment, command: string, ...args: string[]): Promise<number> {
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.at(-1)} exited with ${code}`)
  return performance.now() - started
}

/** Lets each program find and delete one token, its own of the round before; returns median times in milliseconds. */
async function runRounds({ world, line }: Stage, programs: Programs): Promise<[string, number][]> {
  const previous = new Map<string, SimToken | undefined>()
  const times = new Map(Object.keys(programs).map(name => [name, [] as number[]]))
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, program] of Object.entries(programs)) {
      for (const token of world.tokens) token.deleted = token !== previous.get(name)
      const connections = line.connections()
      const ms = await program()
      if (round > 0) times.get(name)?.push(ms)
      else print(`${name}: connections`, String(line.connections() - connections))
      previous.set(name, world.tokens.at(-1))
      world.clock.advance(20 * 60_000)
    }
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0
  return [...times].map(([name, values]) => [name, median(values)])
}

/** One rotation with a stored secret: the action, a script, and the lower limit. */
async function measureRotation(connection: 'direct' | 'proxy'): Promise<void> {
  const where = `${ROUND_TRIP_MS} ms a round trip, ${SERVER_MS} ms a call, ${connection}`
  console.log(`\nOne rotation with a stored secret, ${where}; medians of ${ROUNDS} rounds`)
  const stage = await openStage(SERVER_MS, 1)
  const proxy = await startProxy(stage.line.port)
  const location = { scope: 'repository', repository: 'acme/pipelines' } as const
  const { id, key } = stage.world.github.publicKey(location)
  const environment = { ...stage.environment, KEY_ID: id, SEALED_VALUE: seal('a value', key) }
  if (connection === 'proxy') Object.assign(environment, { HTTPS_PROXY: proxy.url })
  const options = connection === 'direct' ? preload : []
  const node = (file: string) => measure(environment, process.execPath, ...options, file)
  const programs: Programs = { action: () => node(action), floor: () => node(inBench('floor.js')) }
  if (spawnSync('gh', ['--version']).error) print('script', 'not measured: gh is not installed')
  else programs.script = () => measure(environment, 'bash', inBench('by-hand.sh'))
  const medians = await runRounds(stage, programs)
  const [[, reference] = ['', 0]] = medians
  for (const [name, ms] of [...medians, ['limit: six calls, two handshakes', LIMIT_MS] as const]) {
    print(name, `${format(ms)}, action / this: ${(reference / ms).toFixed(2)}`)
  }
  await stage.simulator.close()
}

/** Many sandboxes with a secret each, in one run; GitHub accepts 75 writes in any minute. */
async function measureSandboxes(): Promise<void> {
  console.log(`\nMany sandboxes with secrets, ${ROUND_TRIP_MS} ms a round trip; one run each`)
  for (const count of [1, 10, 50, 100]) {
    const stage = await openStage(0, count)
    const environment = { ...stage.environment, 'INPUT_SECRET-NAME': 'VAULT_{sandbox}' }
    const ms = await measure(environment, process.execPath, ...preload, action)
    const peak = Number(readFileSync(join(folder, 'peak'), 'utf8')) / 1000
    const writes = count > 75 ? 60_000 + (count - 75) * ROUND_TRIP_MS : count * ROUND_TRIP_MS
    print(`${count}`, `${format(ms)} (writes alone ${format(writes)}), peak ${peak.toFixed(0)} MB`)
    await stage.simulator.close()
  }
}

await measureRotation('direct')
await measureRotation('proxy')
if (process.argv[2] !== 'rotation') await measureSandboxes()
rmSync(folder, { recursive: true })
process.exit()
