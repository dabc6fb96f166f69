import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { describe, test } from '@jest/globals'
import type { Permission } from '../../../simulator/github-state.ts'
import { startSimulator } from '../../../simulator/index.ts'

/**
 * Runs the examples with act (github.com/nektos/act), which runs workflows as GitHub's runner does, without containers.
 * Each run has a repository of its own: the example as its workflow, this action in place of the published name, and a
 * replacement for the action that makes the token of an App.
 */

const root = resolve(import.meta.dirname, '../../..')
const isThere = process.platform !== 'win32' && spawnSync('act', ['--version']).error === undefined

/** Tests that need act; without it, one skipped test says that they were not run. */
export const withAct = (name: string, tests: () => void): void => {
  if (isThere) describe(name, tests)
  else test.skip('The examples are not run, because act is not installed', () => {})
}

const REPOSITORY = 'acme/pipelines'
const inRepository = { scope: 'repository', repository: REPOSITORY } as const
const inEnvironment = { scope: 'environment', repository: REPOSITORY, environment: 'uat' } as const

/** An App's installation, whose tokens have the permissions that were asked for, no more. */
const APP = {
  clientId: 'Iv23liEXAMPLE',
  privateKey: '-----BEGIN RSA PRIVATE KEY-----\nnot a real one\n-----END RSA PRIVATE KEY-----'
}
const APP_TOKEN = `name: A token of the App
inputs:
  client-id: {required: true}
  private-key: {required: true}
  permission-secrets: {required: false}
  permission-environments: {required: false}
  permission-organization-secrets: {required: false}
  owner: {required: false}
outputs:
  token:
    value: \${{ steps.token.outputs.token }}
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
        [ "$CLIENT_ID" = '${APP.clientId}' ] && [[ "$PRIVATE_KEY" = '-----BEGIN RSA PRIVATE KEY-----'* ]] || { echo 'That is not the App.'; exit 1; }
        name="APP_TOKEN_\${SECRETS:-none}_\${ENVIRONMENTS:-none}_\${ORGANIZATION:-none}"
        echo "::add-mask::\${!name}"
        echo "token=\${!name}" >> "$GITHUB_OUTPUT"
`

/** Signs in to another secret manager, of which nothing is left to do. */
const SIGN_IN = `name: Sign in
inputs:
  role-to-assume: {required: false}
  aws-region: {required: false}
  client-id: {required: false}
  tenant-id: {required: false}
  subscription-id: {required: false}
runs:
  using: composite
  steps:
    - shell: bash
      run: echo signed in
`

/** What of an example is put differently here, and why. */
const asHere = (workflow: string): string =>
  workflow
    .replaceAll('OWNER/veeva-vault-sandbox-token/.github/', './.github/')
    .replaceAll('OWNER/veeva-vault-sandbox-token@v1', './')
    .replaceAll(/OWNER\/veeva-vault-sandbox-token\/([a-z]+-tokens)@v1/g, './$1')
    .replaceAll(/actions\/create-github-app-token@[0-9a-f]{40} # v[\d.]+/g, './app-token')
    .replaceAll(/(\.\/\.github\/\S+)@v1/g, '$1')
    // An action of the repository itself is there only after a checkout.
    .replaceAll(/^ {4}steps:\n/gm, '    steps:\n      - uses: actions/checkout@v6\n')
    // The actions that sign in to another secret manager.
    .replaceAll(
      /(aws-actions\/configure-aws-credentials|azure\/login)@[0-9a-f]{40} # v[\d.]+/g,
      './sign-in'
    )
    // act 0.2.89 does not know that key, and refuses the whole workflow (nektos/act#6086).
    .replaceAll(/^ +deployment: false.*\n/gm, '')

/** One line of what act prints with --json. */
type Line = Readonly<{
  msg: string
  jobID?: string
  stage?: string
  jobResult?: string
  stepResult?: string
  step?: string
}>

export type Run = Readonly<{
  exitCode: number | null
  /** What the user reads, one line each. */
  log: string
  /** How each job ended, by its id; the jobs of a matrix by one id. */
  jobs: readonly Readonly<{ job: string; result: string }>[]
}>

/** What the user types in, and which job is run, with those that it needs; all where none is named. */
type Trigger = Readonly<{ inputs?: Readonly<Record<string, string>>; job?: string }>

/** A production Vault with three sandboxes, a user, a repository with an environment, and an App that may write its secrets. */
export const openStage = async () => {
  const simulator = await startSimulator()
  const { world } = simulator
  const { github } = world
  const vault = world.addVault({ host: 'myvault.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a stored pass # "word"' })
  const [devOne, uat, training] = ['Dev One', 'UAT', 'Training'].map(name =>
    world.addSandbox(vault, { name })
  )
  if (!devOne || !uat || !training) throw new Error('a Vault has the sandboxes that it was given')
  github.addRepository(REPOSITORY, { environments: ['uat'] })
  const appToken = (...permissions: Permission[]) => github.addToken({ permissions }).value

  const folder = mkdtempSync(join(tmpdir(), 'examples-'))
  const repository = join(folder, 'repository')
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    return join(folder, path)
  }
  for (const part of ['action.yml', 'dist', 'list-tokens', 'delete-tokens'])
    cpSync(join(root, part), join(repository, part), { recursive: true })
  write('repository/app-token/action.yml', APP_TOKEN)
  write('repository/sign-in/action.yml', SIGN_IN)
  const reusable = '.github/workflows/regenerate-sandbox-tokens.yml'
  write(`repository/${reusable}`, asHere(readFileSync(join(root, reusable), 'utf8')))
  const git = (...words: string[]) =>
    spawnSync('git', ['-c', 'user.name=acme', '-c', 'user.email=ci@acme.example', ...words], {
      cwd: repository
    })
  // Stand in for the programs of other secret managers; what they were given lies beside them.
  const program = (name: string, words: string) =>
    chmodSync(
      write(
        `bin/${name}`,
        `#!/bin/sh\n[ ! -e "$0.fails" ] && [ "$*" = "${words}" ] && cat > "$0.stored"\n`
      ),
      0o755
    )
  program(
    'aws',
    'secretsmanager put-secret-value --secret-id vault/uat-token --secret-string file:///dev/stdin'
  )
  program(
    'az',
    'keyvault secret set --vault-name acme-pipelines --name vault-uat-token --file /dev/stdin --output none'
  )
  git('init', '--quiet', '--initial-branch', 'main')
  git('remote', 'add', 'origin', `https://github.com/${REPOSITORY}`)
  git('add', '.')
  git('commit', '--quiet', '--message', 'This action')

  const secrets: Record<string, string> = {
    VAULT_USERNAME: user.name,
    VAULT_PASSWORD: user.password,
    APP_PRIVATE_KEY: APP.privateKey
  }
  const variables: Record<string, string> = { APP_CLIENT_ID: APP.clientId }
  const environment: Record<string, string> = {
    HTTPS_PROXY: simulator.proxyUrl,
    NODE_EXTRA_CA_CERTS: simulator.caFile,
    CURL_CA_BUNDLE: simulator.caFile,
    APP_TOKEN_write_none_none: appToken('secrets:write'),
    APP_TOKEN_write_write_none: appToken('secrets:write', 'environments:write'),
    APP_TOKEN_none_none_write: appToken('organization_secrets:write')
  }

  /** Runs a workflow as it is triggered by hand. */
  const runWorkflow = async (text: string, { inputs = {}, job }: Trigger = {}): Promise<Run> => {
    // What the secrets hold now, as GitHub reads them when a run is queued.
    for (const { name, value } of github.secrets.values()) secrets[name] = value
    const values = (name: string, given: Readonly<Record<string, string>>) =>
      write(`run/${name}.yml`, JSON.stringify(given))
    const child = spawn(
      'act',
      [
        ...[
          'workflow_dispatch',
          '--json',
          '--no-cache-server',
          '--platform',
          'ubuntu-latest=-self-hosted'
        ],
        ...[
          '--workflows',
          write('run/workflow/workflow.yml', asHere(text)),
          '--env-file',
          values('environment', environment)
        ],
        ...[
          '--secret-file',
          values('secrets', secrets),
          '--var-file',
          values('variables', variables)
        ],
        ...['--input-file', values('inputs', inputs)],
        ...(job === undefined ? [] : ['--job', job])
      ],
      {
        cwd: repository,
        env: {
          PATH: [dirname(process.execPath), join(folder, 'bin'), process.env.PATH].join(delimiter),
          HOME: join(folder, 'home')
        },
        stdio: ['ignore', 'pipe', 'pipe']
      }
    )
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        printed += text
      })
    }
    const exitCode = await new Promise<number | null>(done => child.on('close', done))
    const lines = printed.split('\n').map(asLine)
    return {
      exitCode,
      log: lines.map(({ msg }) => msg.trimEnd()).join('\n'),
      jobs: lines.flatMap(({ jobID: job = '', jobResult: result }) =>
        result === undefined ? [] : [{ job, result }]
      )
    }
  }

  return {
    ...{
      simulator,
      world,
      vault,
      user,
      devOne,
      uat,
      training,
      github,
      secrets,
      variables,
      environment
    },
    runWorkflow,
    runExample: (file: string, trigger?: Trigger) =>
      runWorkflow(readFileSync(join(root, 'examples', file), 'utf8'), trigger),
    secret: (name: string) => github.secretAt(inRepository, name)?.value,
    environmentSecret: (name: string) => github.secretAt(inEnvironment, name)?.value,
    /** What was stored with the program of another secret manager. */
    storedWith: (name: string) => {
      const path = join(folder, `bin/${name}.stored`)
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined
    },
    refuse: (name: string) => write(`bin/${name}.fails`, ''),
    /** The live token with this value. */
    tokenOf: (value: string | undefined) =>
      world.tokens.find(token => world.isLive(token) && token.value === value),
    live: () => world.tokens.filter(world.isLive),
    /** What was asked of a host with a token, as `METHOD path`. */
    askedOf: (host: string, token: string) =>
      simulator.requests
        .filter(
          request => request.host === host && request.headers.authorization === `Bearer ${token}`
        )
        .map(({ method, path }) => `${method} ${path}`),
    close: async () => {
      await simulator.close()
      rmSync(folder, { recursive: true })
    }
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

const asLine = (text: string): Line => {
  try {
    return JSON.parse(text)
  } catch {
    return { msg: text }
  }
}

/** Every secret that this world ever knew. */
export const secretsOf = ({ world, user, environment }: Stage): string[] => [
  user.password,
  ...Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith('APP_TOKEN') ? [value] : []
  ),
  ...world.sessions.keys(),
  ...world.tokens.map(({ value }) => value)
]
