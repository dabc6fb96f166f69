import type { SecretLocation } from '../../simulator/github-state.ts'
import type { SimVault } from '../../simulator/world.ts'
import type { Facts, Goal } from './facts.ts'
import type { Run } from './history.ts'

export const REPOSITORY = 'acme/pipelines'

const SCOPES: Partial<Record<Run['kind'], string>> = {
  'stored in an environment': 'environment/prod/eu',
  'stored for an organization': 'organization/acme'
}

const ENVIRONMENT: SecretLocation = {
  scope: 'environment',
  repository: REPOSITORY,
  environment: 'prod/eu'
}
const ORGANIZATION: SecretLocation = { scope: 'organization', organization: 'acme' }

/** Tells where the tokens of a run go. */
export function goalsOf({ kind }: Run, { simulator }: Facts, parent: SimVault): Goal[] {
  const repositoryId = simulator.github.repositoryAt(REPOSITORY)?.id
  const repository: SecretLocation = { scope: 'repository', repository: REPOSITORY }
  function output(sandbox: string): Goal {
    return { sandbox, secret: undefined, key: 'output' }
  }
  function secret(sandbox: string, name: string, location = repository): Goal {
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
  const { kind, label, expires, keepPrevious, revokeAfterJob, verify, dryRun } = plan
  const [goal] = goals
  const isOutput = kind === 'output' || kind === 'outputs'
  const isSeveral = kind === 'stored for a list' || kind === 'stored for all'
  const names = kind === 'stored for all' ? '*' : goals.map(({ sandbox }) => sandbox).join('\n')
  const secretName = isSeveral ? '{sandbox}_TOKEN' : (goal?.secret?.name ?? '')
  const given: Record<string, string> = {
    'vault-dns': host,
    'token-name': label,
    expires,
    'secret-name': isOutput ? '' : secretName,
    'secret-scope': SCOPES[kind] ?? '',
    'secret-visibility': kind === 'stored for an organization' ? plan.visibility : '',
    verify: verify ? '' : 'false',
    'dry-run': dryRun ? 'true' : '',
    'keep-previous': verify && !isOutput ? keepPrevious : '',
    'revoke-after-job': verify && isOutput ? revokeAfterJob : '',
    [names === '' ? 'target' : 'sandbox-name']: names || 'vault'
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}

/** What `isPossible` judges by. */
export interface Prospect {
  facts: Facts
  plan: Run
  goals: readonly Goal[]
  parent: SimVault
  /** The Vault that is signed in to. */
  vault: SimVault
  /** Whether the stored credential renews itself. */
  isRenewing: boolean
  /** Whether a sandbox that is being built is waited for. */
  waits: boolean
}

/** Whether Vault and GitHub will let a run do what it is for; false also where that is hard to tell. */
export function isPossible(prospect: Prospect): boolean {
  const { facts, plan, goals, parent, vault } = prospect
  const { history, simulator } = facts
  const { crowd, usableAfterMs, bornDownMs, overMaximum, maxExpiryDays, freshMs } = history
  const isOrganization = plan.kind === 'stored for an organization'
  // Asking when a secret was written, and for the visibility, has no patience with a token that is new.
  const isSteady = !plan.withCurrent && plan.clockStepMs === 0 && !isOrganization && !plan.dryRun
  const isUp = ({ status }: SimVault) =>
    status === 'active' || (status === 'building' && prospect.waits)
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
    !prospect.isRenewing &&
    plan.suspension === undefined &&
    (plan.signIn !== 'access-token' || vault === parent) &&
    goals.length > 0 &&
    goals.every(isThere)
  )
}
