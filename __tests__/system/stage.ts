import { expect, test } from '@jest/globals'
import {
  type Fault,
  type Recorded,
  type Simulator,
  type SimulatorOptions,
  startSimulator
} from '../../simulator/index.ts'
import { runPost, runStep, type StepOptions, type StepRun } from '../../simulator/runner.ts'

type Inputs = Record<string, string>

/** Starts a production Vault with one user and the sandbox UAT, GitHub, and the runner of one job. */
export async function openStage(options: SimulatorOptions = {}) {
  const simulator = await startSimulator(options)
  const { world } = simulator
  const { github } = world
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const user = world.addUser({
    name: 'ci@acme.example',
    password: 'correct horse % battery "staple"'
  })
  const uat = world.addSandbox(vault, { name: 'UAT' })
  const stored = world.mint(vault, user, { name: 'stored by hand' })
  github.addRepository('acme/pipelines')
  const writer = github.addToken({ permissions: ['secrets:write'] })

  const byPassword = { 'vault-dns': vault.host, username: user.name, password: user.password }
  const forUat = { 'vault-dns': vault.host, 'access-token': stored.value, 'sandbox-name': 'UAT' }
  const toSecret = { 'secret-name': 'VAULT_TOKEN', 'github-token': writer.value }
  const step = (inputs: Inputs, more: Partial<StepOptions> = {}) =>
    runStep({ inputs, simulator, ...more })
  /** Runs the post step: with the saved state alone, because it reads no input. */
  const post = (main: Pick<StepRun, 'state' | 'masks'>, more: Partial<StepOptions> = {}) =>
    runPost(main, { inputs: {}, simulator, ...more })
  const location = { scope: 'repository', repository: 'acme/pipelines' } as const
  /** What the secret contains, decrypted with GitHub's own key. */
  const secret = () => github.secretAt(location, 'VAULT_TOKEN')?.value
  return {
    ...{ simulator, world, vault, user, uat, stored, github, location },
    ...{ byPassword, forUat, toSecret, step, post, secret }
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** Windows has no signals that a program could handle. */
export const onPosix = process.platform === 'win32' ? test.skip : test

/** Makes something happen to the next requests that match. */
export function addFault(
  simulator: Simulator,
  on: Fault['on'],
  trouble: Fault['do'],
  times = 1
): void {
  simulator.fault({ on, do: trouble, times })
}

export const isSignIn = ({ path }: Recorded) => path.endsWith('/auth')
export const isListing = ({ path }: Recorded) => path.endsWith('/objects/sandbox')
export const isPublicKey = ({ path }: Recorded) => path.endsWith('/public-key')
export const isGenerate = ({ method, path }: Recorded) =>
  method === 'POST' && path.endsWith('/api_access_token__sys')
export const isVerification = ({ method, path }: Recorded) =>
  method === 'GET' && path.includes('/vobjects/')
export const isSecretWrite = ({ method }: Recorded) => method === 'PUT'
export const isTokenListing = ({ path }: Recorded) => path.endsWith('/query')
export const isDelete = ({ method, path }: Recorded) =>
  method === 'DELETE' && path.endsWith('/vobjects/api_access_token__sys')
export const isSessionEnd = ({ method, path }: Recorded) =>
  method === 'DELETE' && path.endsWith('/session')

/** Expects that no credential is in the log and the summary, and that only masks print one on stdout. */
export function expectNoCredentialShown({ world, user }: Stage, ...runs: StepRun[]): void {
  const credentials = [
    user.password,
    ...world.github.tokens.map(token => token.value),
    ...world.sessions.keys(),
    ...world.tokens.map(token => token.value)
  ]
  for (const { log, summary, events } of runs) {
    const isMask = (event: StepRun['events'][number]) =>
      'command' in event && event.command === 'add-mask'
    const shown = log + summary + JSON.stringify(events.filter(event => !isMask(event)))
    const encoded = (text: string) => JSON.stringify(text).slice(1, -1)
    const leaked = credentials.filter(each => [each, encoded(each)].some(x => shown.includes(x)))
    expect(leaked).toEqual([])
  }
}

/** The annotations of one kind, as `title: text`. */
export function annotations(run: StepRun, kind: 'error' | 'warning' | 'notice'): string[] {
  return run.events.flatMap(event =>
    'command' in event && event.command === kind ? [`${event.properties.title}: ${event.data}`] : []
  )
}
