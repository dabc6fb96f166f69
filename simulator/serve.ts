import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { startSimulator } from './index.ts'

/**
 * Runs the simulator in the background, until the job ends or the time is over. Sets the outputs
 * that a step needs to use it: `proxy-url` and `ca-file` for its `env:`, and credentials, which are
 * worthless anywhere else; `env-file` and `secret-file` contain the same for act; `pid` is the
 * process, for who wants to end it earlier. See README.md.
 */
const MINUTES = 30
const { GITHUB_REPOSITORY = 'acme/pipelines', GITHUB_REPOSITORY_ID, GITHUB_OUTPUT } = process.env
const SANDBOXES = ['Dev One', 'Training', 'UAT']

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
  const lines = Object.entries({ ...outputs, pid: child.pid }).map(
    ([name, value]) => `${name}=${value}\n`
  )
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, lines.join(''))
  console.log(lines.join(''))
}

/** Writes one file of variables for act, and returns its path. */
const writeVariables = async (path: string, variables: Record<string, string>): Promise<string> => {
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`)
  await writeFile(path, lines.join(''))
  return path
}

const serve = async (): Promise<void> => {
  const { world, proxyUrl, caFile } = await startSimulator()
  const { github } = world
  const vault = world.addVault({ host: 'myvault.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
  for (const name of SANDBOXES) world.addSandbox(vault, { name })
  const id = Number(GITHUB_REPOSITORY_ID)
  const environments = [...SANDBOXES]
  github.addRepository(GITHUB_REPOSITORY, id ? { id, environments } : { environments })
  github.addOrganization(GITHUB_REPOSITORY.split('/')[0] ?? '')
  const githubToken = github.addToken({
    permissions: ['secrets:write', 'environments:write', 'organization_secrets:write']
  }).value
  const folder = dirname(caFile)
  process.send?.({
    'proxy-url': proxyUrl,
    'ca-file': caFile,
    'vault-dns': vault.host,
    username: user.name,
    password: user.password,
    'github-token': githubToken,
    'env-file': await writeVariables(join(folder, 'act.env'), {
      HTTPS_PROXY: proxyUrl,
      NODE_EXTRA_CA_CERTS: caFile,
      CURL_CA_BUNDLE: caFile
    }),
    'secret-file': await writeVariables(join(folder, 'act.secrets'), {
      VAULT_USERNAME: user.name,
      VAULT_PASSWORD: user.password,
      SECRETS_TOKEN: githubToken
    })
  })
  setTimeout(() => process.exit(), MINUTES * 60_000)
}

await (process.argv.includes('--serve') ? serve() : startInBackground())
