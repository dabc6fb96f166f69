import type { SecretLocation } from '../../simulator/github-state.ts'
import type { SimVault } from '../../simulator/world.ts'
import type { Facts, Goal, Job } from './facts.ts'
import type { Run } from './history.ts'
import type { Setup } from './setup.ts'

export const REPOSITORY = 'acme/pipelines'

const SCOPES: Partial<Record<Run['kind'], string>> = {
  'stored in an environment': 'environment/prod/eu',
  'stored for an organization': 'organization/acme'
}

const repository = REPOSITORY
const IN_REPOSITORY: SecretLocation = { scope: 'repository', repository }
const ENVIRONMENT: SecretLocation = { scope: 'environment', repository, environment: 'prod/eu' }
const ORGANIZATION: SecretLocation = { scope: 'organization', organization: 'acme' }

/** Tells where the tokens of a run go. */
export function goalsOf({ kind }: Run, { simulator }: Facts, parent: SimVault): Goal[] {
  const repositoryId = simulator.github.repositoryAt(REPOSITORY)?.id
  const output = (sandbox: string): Goal => ({ sandbox, secret: undefined, key: 'output' })
  const secret = (sandbox: string, name: string, location = IN_REPOSITORY): Goal => {
    const id = location.scope === 'organization' ? '' : repositoryId
    const key = `${JSON.stringify(location)} ${id} ${name}`
    return { sandbox, secret: { location, name }, key }
  }
  const each = (names: string[]) =>
    names.map(name => secret(name, `${name.toUpperCase().replace(' ', '_')}_TOKEN`))
  const all = simulator.vaults.filter(vault => vault.parent === parent).map(({ name }) => name)
  const goals: Record<Run['kind'], Goal[]> = {
    stored: [secret('Dev One', 'VAULT_TOKEN')],
    'stored in an environment': [secret('UAT', 'VAULT_TOKEN', ENVIRONMENT)],
    'stored for an organization': [secret('Dev One', 'ORG_TOKEN', ORGANIZATION)],
    'stored for a list': each(['Dev One', 'UAT']),
    'stored for all': each(all),
    output: [output('Dev One')],
    outputs: [output('Dev One'), output('UAT')],
    'stored for the Vault': [secret('', 'ROOT_TOKEN')],
    'renews itself': [secret('', 'ROOT_TOKEN')]
  }
  return goals[kind]
}

/** Makes the inputs of a run, apart from its credentials. Inputs that would have no effect are left out. */
export function inputsOf(plan: Run, goals: readonly Goal[], host: string): Record<string, string> {
  const { kind, verify } = plan
  const isOutput = kind.startsWith('output')
  const all = goals.map(({ sandbox }) => sandbox).join('\n')
  const names = kind === 'stored for all' ? '*' : all
  const secretName = /^\*|\n/.test(names) ? '{sandbox}_TOKEN' : (goals[0]?.secret?.name ?? '')
  const given: [name: string, value: string, hasEffect: boolean][] = [
    ['vault-dns', host, true],
    ['target', 'vault', names === ''],
    ['sandbox-name', names, true],
    ['token-name', plan.label, true],
    ['expires', plan.expires, true],
    ['verify', 'false', !verify],
    ['dry-run', 'true', plan.dryRun],
    ['revoke-after-job', plan.revokeAfterJob, isOutput && verify],
    ['secret-name', secretName, !isOutput],
    ['secret-scope', SCOPES[kind] ?? '', true],
    ['secret-visibility', plan.visibility, kind === 'stored for an organization'],
    ['keep-previous', plan.keepPrevious, !isOutput && verify]
  ]
  const used = given.filter(([, value, hasEffect]) => hasEffect && value !== '')
  return Object.fromEntries(used.map(([name, value]) => [name, value]))
}

/** Whether Vault, the one that is signed in to, and GitHub will let a run do what it is for; false also where that is hard to tell. */
export function isPossible(
  plan: Run,
  { facts, parent }: Pick<Setup, 'facts' | 'parent'>,
  goals: Goal[],
  prospect: { vault: SimVault; waits: boolean }
): boolean {
  const { history, simulator } = facts
  const { crowd, usableAfterMs, bornDownMs, overMaximum, maxExpiryDays, freshMs } = history
  const isOrganization = plan.kind === 'stored for an organization'
  // Asking when a secret was written, and for the visibility, has no patience with a token that is new.
  const isSteady = !plan.withCurrent && plan.clockStepMs === 0 && !isOrganization && !plan.dryRun
  const waits = prospect.waits && plan.kind !== 'stored for all'
  const isUp = ({ status }: SimVault) => status === 'active' || (status === 'building' && waits)
  const isThere = ({ sandbox }: Goal) =>
    sandbox === '' ||
    simulator.vaults.some(each => each.parent === parent && each.name === sandbox && isUp(each))
  return (
    crowd < 16 &&
    usableAfterMs < 20_000 &&
    // A new token is waited for; what the secret contains gets only the usual retries, and fails with nothing generated.
    bornDownMs < (plan.withCurrent ? 1 : 20_000) &&
    (freshMs === 0 || (freshMs < 5_000 && isSteady)) &&
    (maxExpiryDays === undefined || overMaximum === 'clamp') &&
    history.mayListSandboxes &&
    plan.kind !== 'renews itself' &&
    plan.suspension === undefined &&
    // A clock that is set by much counts as a machine that may have slept, so that nothing is stored.
    Math.abs(plan.clockStepMs) < 9 * 60_000 &&
    (plan.signIn !== 'access-token' || prospect.vault === parent) &&
    goals.length > 0 &&
    goals.every(isThere)
  )
}

export function environmentOf({ facts, number }: Job): Record<string, string> {
  const { github } = facts.simulator
  const environment: Record<string, string> = {
    GITHUB_OUTPUT: '/nowhere/output',
    GITHUB_STATE: '/nowhere/state',
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_RUN_ID: String(4_700 + number),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_API_URL: 'https://api.github.com'
  }
  if (facts.history.givesIds) {
    environment.GITHUB_REPOSITORY_ID = String(github.repositoryAt(REPOSITORY)?.id)
    environment.GITHUB_REPOSITORY_OWNER_ID = String(github.ownerId('acme'))
  }
  return environment
}
