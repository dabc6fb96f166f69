import { expect } from '@jest/globals'
import { type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import { runPost, runStep, type StepOptions, type StepRun } from '../../simulator/runner.ts'

/** Starts a production Vault with one user and the sandbox UAT, GitHub, and the runner of one job. */
export async function openStage(options: SimulatorOptions = {}) {
  const simulator = await startSimulator(options)
  const { world } = simulator
  const { github } = world
  const vault = world.addVault({ host: 'myvault.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a horse % # "staple"' })
  const uat = world.addSandbox(vault, { name: 'UAT' })
  github.addRepository('acme/pipelines', { environments: ['uat'] })
  const token = github.addToken({ permissions: ['secrets:write'] }).value
  const credentials = { username: user.name, password: user.password }
  const forUat = { 'vault-dns': vault.host, ...credentials, 'sandbox-name': 'UAT' }
  const toSecret = { ...forUat, 'secret-name': 'VAULT_TOKEN', 'github-token': token }
  return {
    simulator,
    world,
    github,
    vault,
    user,
    uat,
    forUat,
    toSecret,
    step: (inputs: Record<string, string>, more: Partial<StepOptions> = {}) =>
      runStep({ inputs, simulator, ...more }),
    /** Runs the post step: with the saved state alone, because it reads no input. */
    post: (main: Pick<StepRun, 'state' | 'masks'>, env: Record<string, string> = {}) =>
      runPost(main, { inputs: {}, simulator, env }),
    /** What a secret of the repository contains, decrypted with GitHub's own key. */
    secret: (name = 'VAULT_TOKEN') =>
      github.secretAt({ scope: 'repository', repository: 'acme/pipelines' }, name)?.value,
    close: simulator.close
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** Every credential that a stage has by now. */
export function credentialsOf({ world, user }: Pick<Stage, 'world' | 'user'>): string[] {
  const tokens = [...world.github.tokens, ...world.tokens].map(({ value }) => value)
  return [user.password, ...world.sessions.keys(), ...tokens]
}

/** Expects that no credential is in the log and the summary, and that only masks print one on stdout. */
export function expectNoCredentialShown(stage: Stage, ...runs: StepRun[]): void {
  for (const { log, summary, events } of runs) {
    const others = events.filter(event => !('command' in event && event.command === 'add-mask'))
    const shown = log + summary + JSON.stringify(others)
    const encoded = (text: string) => JSON.stringify(text).slice(1, -1)
    const isShown = (value: string) => shown.includes(value) || shown.includes(encoded(value))
    expect(credentialsOf(stage).filter(isShown)).toEqual([])
  }
}

/** The annotations of one kind, as `title: text`. */
export function annotations(run: StepRun, kind: 'error' | 'warning'): string[] {
  return run.events.flatMap(event =>
    'command' in event && event.command === kind ? [`${event.properties.title}: ${event.data}`] : []
  )
}
