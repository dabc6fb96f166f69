import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { startSimulator } from './index.ts'

/**
 * Runs the simulator in the background of a workflow's job, until the job ends. Sets the outputs
 * that a step needs to use it: `proxy-url` and `ca-file` for its `env:`, and credentials. They are
 * worthless anywhere else. `npm run simulator` starts it.
 */
const MINUTES = 30
const { GITHUB_REPOSITORY = 'acme/pipelines', GITHUB_REPOSITORY_ID, GITHUB_OUTPUT } = process.env

/** Starts this file again as a process that outlives the step, and waits for its outputs. */
const startInBackground = async (): Promise<void> => {
  const child = spawn(process.execPath, [import.meta.filename, '--serve'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true
  })
  const outputs = await new Promise<object>((resolve, reject) => {
    child.on('message', message => resolve(Object(message))).on('error', reject)
    child.on('exit', code => reject(new Error(`The simulator exited with ${code}.`)))
  })
  child.disconnect()
  child.unref()
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`)
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, lines.join(''))
  console.log(lines.join(''))
}

const serve = async (): Promise<void> => {
  const { world, proxyUrl, caFile } = await startSimulator()
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
  world.addSandbox(vault, { name: 'UAT' })
  const id = Number(GITHUB_REPOSITORY_ID)
  world.github.addRepository(GITHUB_REPOSITORY, id ? { id } : {})
  const githubToken = world.github.addToken({ permissions: ['secrets:write'] }).value
  process.send?.({
    'proxy-url': proxyUrl,
    'ca-file': caFile,
    'vault-dns': vault.host,
    username: user.name,
    password: user.password,
    'github-token': githubToken
  })
  setTimeout(() => process.exit(), MINUTES * 60_000)
}

await (process.argv.includes('--serve') ? serve() : startInBackground())
