import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test } from '@jest/globals'
import type { Permission } from '../../../simulator/github-state.ts'
import { openStage } from '../stage.ts'

/**
 * Runs the examples with act (github.com/nektos/act), which runs workflows as GitHub's runner does, without containers.
 * Each run has a repository of its own: the example as its workflow, this action in place of the published name, and a
 * replacement for the actions that make the token of an App or sign in elsewhere.
 */

const root = resolve(import.meta.dirname, '../../..')
const isThere = process.platform !== 'win32' && spawnSync('act', ['--version']).error === undefined

/** Tests that need act; without it, one skipped test says that they were not run. */
export function withAct(name: string, tests: () => void): void {
  if (isThere) describe(name, tests)
  else test.skip('The examples are not run, because act is not installed', () => {})
}

const PRIVATE_KEY = '-----BEGIN RSA PRIVATE KEY-----\nnot a real one\n-----END RSA PRIVATE KEY-----'
/** The tokens of an App have the permissions that were asked for, no more. */
const APP_TOKEN = `name: A token of the App
inputs: {client-id: {}, private-key: {}, permission-secrets: {}, permission-environments: {}, permission-organization-secrets: {}, owner: {}}
outputs:
  token: {value: '\${{ steps.token.outputs.token }}'}
runs:
  using: composite
  steps:
    - id: token
      shell: bash
      env:
        CLIENT_ID: \${{ inputs.client-id }}
        PRIVATE_KEY: \${{ inputs.private-key }}
        SECRETS: \${{ inputs.permission-secrets }}
        ENVIRONMENTS: \${{ inputs.permission-environments }}
        ORGANIZATION: \${{ inputs.owner && inputs.permission-organization-secrets }}
      run: |
        [ "$CLIENT_ID" = 'Iv23liEXAMPLE' ] && [[ "$PRIVATE_KEY" = '-----BEGIN RSA PRIVATE KEY-----'* ]] || { echo 'That is not the App.'; exit 1; }
        name="APP_TOKEN_\${SECRETS:-none}_\${ENVIRONMENTS:-none}_\${ORGANIZATION:-none}"
        echo "::add-mask::\${!name}"
        echo "token=\${!name}" >> "$GITHUB_OUTPUT"
`
const SIGN_IN = `name: Sign in to another secret manager
inputs: {role-to-assume: {}, aws-region: {}, client-id: {}, tenant-id: {}, subscription-id: {}}
runs: {using: composite, steps: [{shell: bash, run: echo signed in}]}
`
/** The programs of other secret managers, and with which words they store what they read. */
const PROGRAMS = {
  aws: 'secretsmanager put-secret-value --secret-id vault/uat-token --secret-string file:///dev/stdin',
  az: 'keyvault secret set --vault-name acme-pipelines --name vault-uat-token --file /dev/stdin --output none'
}
const REUSABLE = '.github/workflows/regenerate-sandbox-tokens.yml'

/** An example with what is put differently here. */
function asHere(workflow: string): string {
  return (
    workflow
      .replaceAll(/OWNER\/veeva-vault-sandbox-token\/(\.github\/\S+)@v1/g, './$1')
      .replaceAll('OWNER/veeva-vault-sandbox-token@v1', './')
      .replaceAll(/OWNER\/veeva-vault-sandbox-token\/([a-z]+-tokens)@v1/g, './$1')
      .replaceAll(/actions\/create-github-app-token@\S+ # v[\d.]+/g, './app-token')
      .replaceAll(/(aws-actions\/configure-aws-\w+|azure\/login)@\S+ # v[\d.]+/g, './sign-in')
      // An action of the repository itself is there only after a checkout.
      .replaceAll(/^ {4}steps:\n/gm, '    steps:\n      - uses: actions/checkout@v6\n')
      // act 0.2.89 does not know that key, and refuses the whole workflow (nektos/act#6086).
      .replaceAll(/^ +deployment: false.*\n/gm, '')
  )
}

/** What the user types in, and which job is run, with those that it needs; all where none is named. */
export type Trigger = { inputs?: Record<string, string>; job?: string }

/** A stage with two more sandboxes, and a folder in which act runs workflows. */
export async function openExamples() {
  const stage = await openStage()
  const { simulator, world, github, vault, user } = stage
  const devOne = world.addSandbox(vault, { name: 'Dev One' })
  const training = world.addSandbox(vault, { name: 'Training' })
  const appToken = (...permissions: Permission[]) => github.addToken({ permissions }).value

  const folder = fs.mkdtempSync(join(tmpdir(), 'examples-'))
  const repository = join(folder, 'repository')
  const write = (path: string, content: string, mode = 0o644) => {
    fs.mkdirSync(dirname(join(folder, path)), { recursive: true })
    fs.writeFileSync(join(folder, path), content, { mode })
    return join(folder, path)
  }
  for (const part of ['action.yml', 'dist', 'list-tokens', 'delete-tokens'])
    fs.cpSync(join(root, part), join(repository, part), { recursive: true })
  write('repository/app-token/action.yml', APP_TOKEN)
  write('repository/sign-in/action.yml', SIGN_IN)
  write(`repository/${REUSABLE}`, asHere(fs.readFileSync(join(root, REUSABLE), 'utf8')))
  for (const [name, words] of Object.entries(PROGRAMS)) {
    const stores = `[ ! -e "$0.fails" ] && [ "$*" = "${words}" ] && cat > "$0.stored"`
    write(`bin/${name}`, `#!/bin/sh\n${stores}\n`, 0o755)
  }
  const commit = 'git -c user.name=acme -c user.email=ci@acme.example commit -qm This-action'
  const remote = 'git remote add origin https://github.com/acme/pipelines'
  const git = `git init -qb main && ${remote} && git add . && ${commit}`
  spawnSync('sh', ['-c', git], { cwd: repository })

  const secrets: Record<string, string> = {
    VAULT_USERNAME: user.name,
    VAULT_PASSWORD: user.password,
    APP_PRIVATE_KEY: PRIVATE_KEY
  }
  const variables: Record<string, string> = { APP_CLIENT_ID: 'Iv23liEXAMPLE' }
  const environment: Record<string, string> = {
    HTTPS_PROXY: simulator.proxyUrl,
    NODE_EXTRA_CA_CERTS: simulator.caFile,
    CURL_CA_BUNDLE: simulator.caFile,
    APP_TOKEN_write_none_none: appToken('secrets:write'),
    APP_TOKEN_write_write_none: appToken('secrets:write', 'environments:write'),
    APP_TOKEN_none_none_write: appToken('organization_secrets:write')
  }

  /** Runs a workflow as it is triggered by hand; `jobs` are its jobs with their results, in order of their ids. */
  async function runWorkflow(workflow: string, { inputs = {}, job }: Trigger = {}) {
    // What the secrets hold now, as GitHub reads them when a run is queued.
    for (const { name, value } of github.secrets.values()) secrets[name] = value
    const options = ['--json', '--no-cache-server', '--platform', 'ubuntu-latest=-self-hosted']
    options.push('--workflows', write('run/workflow/workflow.yml', asHere(workflow)))
    const files = { env: environment, secret: secrets, var: variables, input: inputs }
    for (const [name, values] of Object.entries(files)) {
      options.push(`--${name}-file`, write(`run/${name}.yml`, JSON.stringify(values)))
    }
    if (job !== undefined) options.push('--job', job)
    const path = [dirname(process.execPath), join(folder, 'bin'), process.env.PATH]
    const env = { PATH: path.join(delimiter), HOME: join(folder, 'home') }
    const child = spawn('act', ['workflow_dispatch', ...options], { cwd: repository, env })
    child.stdin.end()
    const printed = Promise.all([text(child.stdout), text(child.stderr)])
    const [exitCode] = await once(child, 'close')
    const lines = (await printed).join('\n').split('\n').map(asLine)
    const ended = lines.filter(({ jobResult }) => jobResult !== undefined)
    return {
      exitCode: exitCode as number | null,
      log: lines.map(({ msg }) => msg.trimEnd()).join('\n'),
      jobs: ended.map(({ jobID, jobResult }) => `${jobID} ${jobResult}`).sort()
    }
  }

  return {
    ...stage,
    devOne,
    training,
    secrets,
    variables,
    environment,
    runWorkflow,
    runExample: (file: string, trigger?: Trigger) =>
      runWorkflow(fs.readFileSync(join(root, 'examples', file), 'utf8'), trigger),
    environmentSecret: (name: string, environment = 'uat') => {
      const location = { scope: 'environment', repository: 'acme/pipelines', environment } as const
      return github.secretAt(location, name)?.value
    },
    /** What was stored with the program of another secret manager. */
    storedWith: (name: string) => fs.readFileSync(join(folder, `bin/${name}.stored`), 'utf8'),
    refuse: (name: string) => write(`bin/${name}.fails`, ''),
    /** The live token with this value. */
    tokenOf: (value: string | undefined) =>
      world.tokens.find(token => world.isLive(token) && token.value === value),
    live: () => world.tokens.filter(world.isLive),
    /** What was asked of a host with a token, as `METHOD path`. */
    askedOf: (host = '', token = '') =>
      simulator.requests
        .filter(each => each.host === host && each.headers.authorization === `Bearer ${token}`)
        .map(({ method, path }) => `${method} ${path}`),
    close: async () => {
      await simulator.close()
      fs.rmSync(folder, { recursive: true })
    }
  }
}

export type Examples = Awaited<ReturnType<typeof openExamples>>
export type Run = Awaited<ReturnType<Examples['runWorkflow']>>

/** One line of what act prints with --json. */
function asLine(line: string): { msg: string; jobID?: string; jobResult?: string } {
  try {
    return JSON.parse(line)
  } catch {
    return { msg: line }
  }
}
