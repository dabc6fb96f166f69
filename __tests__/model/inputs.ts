import type { SecretLocation as Place } from '../../simulator/github-state.ts'
import type { SimVault } from '../../simulator/world.ts'
import type { Goal } from './facts.ts'
import type { History, Run } from './history.ts'

export const REPOSITORY = 'acme/pipelines'

/** Where the tokens of a run go. */
export const goalsOf = ({ kind }: Run, vaults: readonly SimVault[], parent: SimVault): readonly Goal[] => {
  const repository: Place = { scope: 'repository', repository: REPOSITORY }
  const secret = (name: string, place: Place = repository) => ({ place, name })
  const each = (names: readonly string[]): Goal[] =>
    names.map(sandbox => ({ sandbox, secret: secret(`${sandbox.toUpperCase().replace(' ', '_')}_TOKEN`) }))
  switch (kind) {
    case 'stored':
      return [{ sandbox: 'Dev One', secret: secret('VAULT_TOKEN') }]
    case 'stored in an environment':
      return [
        {
          sandbox: 'UAT',
          secret: secret('VAULT_TOKEN', { scope: 'environment', repository: REPOSITORY, environment: 'prod/eu' })
        }
      ]
    case 'stored for an organization':
      return [{ sandbox: 'Dev One', secret: secret('ORG_TOKEN', { scope: 'organization', organization: 'acme' }) }]
    case 'stored for a list':
      return each(['Dev One', 'UAT'])
    case 'stored for all':
      return each(vaults.filter(vault => vault.parent === parent).map(({ name }) => name))
    case 'output':
      return [{ sandbox: 'Dev One', secret: undefined }]
    case 'outputs':
      return ['Dev One', 'UAT'].map(sandbox => ({ sandbox, secret: undefined }))
    case 'stored for the Vault':
    case 'renews itself':
      return [{ sandbox: '', secret: secret('ROOT_TOKEN') }]
  }
}

const scopes: Partial<Record<Run['kind'], string>> = {
  'stored in an environment': 'environment/prod/eu',
  'stored for an organization': 'organization/acme'
}

/** The inputs of a run; `more` are its credentials. */
export const inputsOf = (plan: Run, host: string, more: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const { kind, label, expires, keepPrevious, revokeAfterJob, verify } = plan
  const [goal] = goalsOf(plan, [], { id: 0 } as SimVault)
  const ofVault = goal?.sandbox === ''
  const several = kind === 'stored for a list' || kind === 'stored for all'
  const scope = scopes[kind]
  const output = kind === 'output' || kind === 'outputs'
  return {
    'vault-dns': host,
    ...(ofVault
      ? { target: 'vault' }
      : {
          'sandbox-name':
            kind === 'stored for all'
              ? '*'
              : kind === 'stored for a list' || kind === 'outputs'
                ? 'Dev One\nUAT'
                : (goal?.sandbox ?? '')
        }),
    ...(!output && { 'secret-name': several ? '{sandbox}_TOKEN' : (goal?.secret?.name ?? '') }),
    ...(scope !== undefined && { 'secret-scope': scope }),
    ...(label !== '' && { 'token-name': label }),
    ...(expires !== '' && { expires }),
    ...(!verify && { verify: 'false' }),
    ...(verify && !output && keepPrevious !== '' && { 'keep-previous': keepPrevious }),
    ...(verify && output && revokeAfterJob !== '' && { 'revoke-after-job': revokeAfterJob }),
    ...more
  }
}

/** Whether Vault and GitHub will let a run do what it is for; where that is hard to tell, false. */
export const isPossible = (
  { crowd, usableAfterMs, bornDownMs, overMaximum, maxExpiryDays, mayListSandboxes }: History,
  goals: readonly Goal[],
  vaults: readonly SimVault[],
  parent: SimVault,
  renewing: string | undefined,
  signIn: Run['signIn'],
  vault: SimVault,
  withCurrent: boolean
): boolean =>
  crowd < 16 &&
  usableAfterMs < 20_000 &&
  // A new token is waited for; what the secret holds is asked about with no more than the usual tries, and fails with nothing made.
  bornDownMs < (withCurrent ? 1 : 20_000) &&
  (maxExpiryDays === undefined || overMaximum === 'clamp') &&
  mayListSandboxes &&
  renewing === undefined &&
  (signIn !== 'access-token' || vault === parent) &&
  goals.length > 0 &&
  goals.every(
    ({ sandbox }) =>
      sandbox === '' || vaults.some(({ name, parent: of, status }) => of === parent && name === sandbox && status === 'active')
  )
