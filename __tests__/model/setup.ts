import { createGitHub } from '../../simulator/github-state.ts'
import {
  createWorld,
  type SimToken,
  type World as Simulator,
  type SimVault,
  type User
} from '../../simulator/world.ts'
import { Facts } from './facts.ts'
import type { History } from './history.ts'
import { REPOSITORY } from './inputs.ts'
import { Timeline } from './time.ts'

const START = Date.parse('2026-11-22T12:00:00Z')
/** First part of the names of tokens that the users hold besides. */
const CROWD = 'by hand'
const OAUTH_PROFILE = 'a-profile'

/** A user who signs in, with what there is to sign in with. */
export interface Account {
  user: User
  /** A stored token of the production Vault. */
  stored: SimToken
  oauth: { 'oauth-token': string; 'oauth-profile-id': string }
}

/** The world of a history before it begins. */
export interface Setup {
  facts: Facts
  /** The production Vault. */
  parent: SimVault
  uat: SimVault
  accounts: Record<'robot' | 'alice', Account>
  /** A user who never runs the action. */
  bystander: User
  /** How every sandbox behaves. */
  manner: Partial<SimVault>
}

/** Makes the world of a history: a production Vault with two sandboxes, two users, a repository and an organization. */
export function setUp(history: History): Setup {
  const time = new Timeline(START)
  const simulator = createWorld(time.now)
  simulator.invalidSessionStatus = history.invalidSessionStatus
  simulator.usableAfterMs = history.usableAfterMs
  const { selfDelete, overMaximum, maxExpiryDays, queryLagMs } = history
  const manner: Partial<SimVault> = { selfDelete, overMaximum, queryLagMs }
  if (maxExpiryDays !== undefined) manner.maxExpiryDays = maxExpiryDays
  const parent = simulator.addVault({ host: 'acme.veevavault.com', ...manner })
  simulator.addSandbox(parent, { name: 'Dev One', host: 'acme-dev.veevavault.com', ...manner })
  const uat = simulator.addSandbox(parent, {
    name: 'UAT',
    host: 'acme-uat.veevavault.com',
    ...manner
  })
  setUpGitHub(simulator, history, time)
  const { managesTokens, mayListSandboxes } = history
  const account = (name: string): Account => {
    const may = { managesTokens, mayListSandboxes }
    const user = simulator.addUser({ name: `${name}@acme.com`, password: `Pa55-${name}!`, ...may })
    const stored = simulator.mint(parent, user, { name: 'stored by hand' })
    stored.made = new Date(time.now() - 3_600_000)
    const token = `oauth-token-of-${name}`
    simulator.oauth.set(token, { profileId: OAUTH_PROFILE, user })
    return { user, stored, oauth: { 'oauth-token': token, 'oauth-profile-id': OAUTH_PROFILE } }
  }
  const accounts = { robot: account('robot'), alice: account('alice') }
  const bystander = simulator.addUser({ name: 'carol@acme.com', password: 'Pa55-carol!' })
  for (const vault of simulator.vaults) {
    const first = vault === parent ? 1 : 0
    for (let index = first; index < history.crowd; index++) {
      const name = `${CROWD} ${index}`
      for (const { user } of Object.values(accounts)) simulator.mint(vault, user, { name })
    }
  }
  const facts = new Facts(history, time, simulator)
  return { facts, parent, uat, accounts, bystander, manner }
}

function setUpGitHub(simulator: Simulator, history: History, time: Timeline): void {
  const github = createGitHub(() => new Date(time.now() + history.gitHubAheadMs))
  simulator.github = github
  github.dateAheadMs = history.gitHubDateAheadMs
  github.tellsWrites = history.gitHubTellsWrites
  github.addOrganization('acme')
  const { id } = github.addRepository(REPOSITORY, { environments: ['prod/eu'] })
  const organization = { scope: 'organization', organization: 'acme' } as const
  const visibility = { visibility: 'selected', selectedRepositoryIds: [id] } as const
  github.setSecret(organization, 'ORG_TOKEN', 'nothing yet', {
    ...visibility,
    selectedRepositoryIds: [id]
  })
}

/** Notes every credential that there is by now and that may reach the action. */
export function noteCredentials({ simulator, credentials }: Facts): void {
  for (const token of simulator.tokens) {
    if (!token.name.startsWith(CROWD)) credentials.set(token.value, token)
  }
  for (const session of simulator.sessions.keys()) credentials.set(session, 'session')
  for (const { value } of simulator.github.tokens) credentials.set(value, 'github')
  for (const token of simulator.oauth.keys()) credentials.set(token, 'oauth')
  for (const { password } of simulator.users) credentials.set(password, 'password')
}
