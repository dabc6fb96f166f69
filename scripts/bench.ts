import { type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startSimulator } from '../simulator/index.ts'

/**
 * Measures whole processes side by side: in every round each contestant runs once, in turn, against the same simulator on loopback.
 * Printed are medians, and the ratios that count. `npm run bench -- 50` runs 50 rounds.
 */

const rounds = Number(process.argv[2] ?? 30)
const root = resolve(import.meta.dirname, '..')
const bench = (file: string) => join(root, 'scripts/bench', file)

const simulator = await startSimulator()
const { world } = simulator
const vault = world.addVault({ host: 'acme.veevavault.com' })
const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
world.addSandbox(vault, { name: 'UAT' })
const folder = mkdtempSync(join(tmpdir(), 'bench-'))

const file = (name: string) => {
  const path = join(folder, name)
  writeFileSync(path, '')
  return path
}

const env = {
  PATH: process.env.PATH,
  NODE_EXTRA_CA_CERTS: simulator.caFile,
  CA_FILE: simulator.caFile,
  SIMULATOR_PORT: String(simulator.httpsPort),
  GITHUB_OUTPUT: file('output'),
  GITHUB_STATE: file('state'),
  GITHUB_STEP_SUMMARY: file('summary'),
  GITHUB_REPOSITORY: 'acme/pipelines',
  VAULT: vault.host,
  SANDBOX: 'UAT',
  VAULT_USERNAME: user.name,
  VAULT_PASSWORD: user.password,
  'INPUT_VAULT-DNS': vault.host,
  'INPUT_SANDBOX-NAME': 'UAT',
  INPUT_USERNAME: user.name,
  INPUT_PASSWORD: user.password
}

/** Runs a program to its end. Out: milliseconds of the whole process. Throws when it fails. */
const time = (command: string, ...args: string[]): Promise<number> => {
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

const direct = ['--import', bench('direct.js')]
const contestants = {
  'node -e 0': () => time(process.execPath, '-e', '0'),
  'floor (bare node:https)': () => time(process.execPath, ...direct, bench('floor.js')),
  'action (dist/main)': () => time(process.execPath, ...direct, join(root, 'dist/main/index.js')),
  'bash, curl and jq': () => time('bash', bench('by-hand.sh'))
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const times = Object.fromEntries(Object.keys(contestants).map(name => [name, [] as number[]]))
for (let round = -1; round < rounds; round++) {
  for (const [name, run] of Object.entries(contestants)) {
    const took = await run()
    if (round >= 0) times[name]?.push(took)
    // What a run leaves in the Vault would make the next one meet its limit of 25.
    for (const token of world.tokens) token.deleted = true
  }
}
const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))

console.log(`One generated token, four calls, loopback, direct; medians of ${rounds} interleaved rounds\n`)
for (const [name, value] of Object.entries(medians)) console.log(`  ${name.padEnd(26)}${value.toFixed(1).padStart(8)} ms`)
const ratio = (a: string, b: string) => ((medians[a] ?? Number.NaN) / (medians[b] ?? Number.NaN)).toFixed(2)
console.log(`\n  action / floor             ${ratio('action (dist/main)', 'floor (bare node:https)')}   (to reach: at most 1.2)`)
console.log(`  action / bash              ${ratio('action (dist/main)', 'bash, curl and jq')}`)
console.log(
  `\n  dist/main/index.js         ${(statSync(join(root, 'dist/main/index.js')).size / 1000).toFixed(0)} kB   (to reach: at most 200)`
)

rmSync(folder, { recursive: true })
await simulator.close()
