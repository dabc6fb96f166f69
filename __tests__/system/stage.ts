import { expect, test } from '@jest/globals'
import type { SecretLocation as Place } from '../../simulator/github-state.ts'
import {
  type Fault,
  type Recorded,
  type Simulator,
  type SimulatorOptions,
  startSimulator
} from '../../simulator/index.ts'
import { runPost, runStep, type StepOptions, type StepRun } from '../../simulator/runner.ts'

/** A production Vault with one user and two sandboxes, and the runner that a step runs on. */
export const openStage = async (options: SimulatorOptions = {}) => {
  const simulator = await startSimulator(options)
  const { world } = simulator
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const user = world.addUser({
    name: 'ci@acme.example',
    password: 'correct horse % battery "staple"'
  })
  const uat = world.addSandbox(vault, { name: 'UAT' })
  const odd = world.addSandbox(vault, { name: 'Q/A #2: Ümläut' })
  const stored = world.mint(vault, user, { name: 'stored by hand' })

  const { github } = world
  github.addOrganization('acme')
  const repository = github.addRepository('acme/pipelines', { environments: ['uat', 'prod/eu'] })
  const writer = github.addToken({
    permissions: [
      'secrets:write',
      'environments:write',
      'dependabot_secrets:write',
      'codespaces_secrets:write',
      'organization_secrets:write'
    ]
  })

  const byPassword = { 'vault-dns': vault.host, username: user.name, password: user.password }
  const byToken = { 'vault-dns': vault.host, 'access-token': stored.value }
  const step = (inputs: Record<string, string>, more: Partial<StepOptions> = {}) =>
    runStep({ inputs, simulator, ...more })
  const after = (main: Pick<StepRun, 'state' | 'masks'>, more: Partial<StepOptions> = {}) =>
    runPost(main, { inputs: {}, simulator, ...more })
  /** What was asked of the simulator since `begin`, as `METHOD host/path`. */
  const requests = (since = 0) =>
    simulator.requests.slice(since).map(({ method, host, path }) => `${method} ${host}${path}`)

  /** Stores the token of the sandbox UAT as the repository's secret VAULT_TOKEN. */
  const storing = {
    ...byToken,
    'sandbox-name': 'UAT',
    'secret-name': 'VAULT_TOKEN',
    'github-token': writer.value
  }
  const inRepository = { scope: 'repository', repository: repository.fullName } as const
  /** What a secret holds, opened with GitHub's own key. */
  const secret = (name = 'VAULT_TOKEN', place: Place = inRepository) =>
    github.secretAt(place, name)?.value
  return {
    ...{ simulator, world, vault, user, uat, odd, stored, github, repository, writer },
    ...{ byPassword, byToken, storing, step, after, requests, secret }
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** Windows knows no signals that a program could answer: what shows how they are answered is left out there. */
export const onPosix = process.platform === 'win32' ? test.skip : test

/** In: what is to happen to the next request that fits. */
export const trouble = (
  simulator: Simulator,
  on: (request: Recorded) => boolean,
  what: Fault['do'],
  times = 1
) => simulator.fault({ on, do: what, times })

export const isGenerate = ({ method, path }: Recorded) =>
  method === 'POST' && path.endsWith('/api_access_token__sys')
export const isListing = ({ path }: Recorded) => path.endsWith('/objects/sandbox')
export const isDelete = ({ method, path }: Recorded) =>
  method === 'DELETE' && path.endsWith('/vobjects/api_access_token__sys')
export const isSignIn = ({ path }: Recorded) => path.endsWith('/auth')

/** The requests that GitHub answered well, since `begin`; its own description of the API checks them. */
export const acceptedByGitHub = ({ simulator }: Stage, since = 0): Recorded[] =>
  simulator.requests
    .slice(since)
    .filter(({ host, status = 500 }) => host === 'api.github.com' && status < 300)

export const isPublicKey = ({ path }: Recorded) => path.endsWith('/public-key')
export const isSecretWrite = ({ method }: Recorded) => method === 'PUT'

/** Every secret that the simulator knows: passwords, sessions that ever were, tokens, as they stand now. */
export const secretsOf = ({ world, user }: Stage): string[] => [
  user.password,
  ...world.github.tokens.map(token => token.value),
  ...world.sessions.keys(),
  ...world.tokens.map(token => token.value)
]

/** No secret stands in what the user sees, nor in the summary; and nothing but a mask line ever held one on stdout. */
export const expectNoSecretShown = (run: StepRun, stage: Stage) => {
  for (const secret of secretsOf(stage)) {
    expect(run.log).not.toContain(secret)
    expect(run.summary).not.toContain(secret)
    const printed = run.events.filter(
      event => !('command' in event && event.command === 'add-mask')
    )
    expect(JSON.stringify(printed)).not.toContain(JSON.stringify(secret).slice(1, -1))
  }
}

/** The lines of the annotations of one kind, as `title: text`. */
export const annotations = (run: StepRun, kind: 'error' | 'warning' | 'notice'): string[] =>
  run.events.flatMap(event =>
    'command' in event && event.command === kind ? [`${event.properties.title}: ${event.data}`] : []
  )
