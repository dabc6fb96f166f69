import { createGitHub } from '../../simulator/github-state.ts'
import { createWorld } from '../../simulator/world.ts'
import { createFacts, type Facts } from './facts.ts'
import type { History } from './history.ts'
import { REPOSITORY } from './inputs.ts'
import { Timeline } from './time.ts'

const START = Date.parse('2026-11-22T12:00:00Z')
/** First part of the names of tokens that the users hold besides. */
const CROWD = 'by hand'

/** The world of a history before it begins: a production Vault with two sandboxes, two users, a repository and an organization. */
export function setUp(history: History) {
  const time = new Timeline(START)
  const simulator = createWorld(time.now)
  simulator.invalidSessionStatus = history.invalidSessionStatus
  simulator.usableAfterMs = history.usableAfterMs
  const { selfDelete, overMaximum, maxExpiryDays, queryLagMs } = history
  const manner = { selfDelete, overMaximum, maxExpiryDays, queryLagMs }
  const parent = simulator.addVault({ host: 'acme.veevavault.com', ...manner })
  const dev = simulator.addSandbox(parent, { name: 'Dev One', ...manner })
  const uat = simulator.addSandbox(parent, { name: 'UAT', ...manner })

  const github = createGitHub(() => new Date(time.now() + history.gitHubAheadMs))
  simulator.github = github
  github.dateAheadMs = history.gitHubDateAheadMs
  github.tellsWrites = history.gitHubTellsWrites
  github.addOrganization('acme')
  const { id } = github.addRepository(REPOSITORY, { environments: ['prod/eu'] })
  const organization = { scope: 'organization', organization: 'acme' } as const
  const readers = { visibility: 'selected' as const, selectedRepositoryIds: [id] }
  github.setSecret(organization, 'ORG_TOKEN', 'nothing yet', readers)

  const { managesTokens, mayListSandboxes } = history
  /** A user who signs in, with what there is to sign in with. */
  const account = (name: string) => {
    const may = { managesTokens, mayListSandboxes }
    const user = simulator.addUser({ name: `${name}@acme.com`, password: `Pa55-${name}!`, ...may })
    const stored = simulator.mint(parent, user, { name: 'stored by hand' })
    stored.made = new Date(time.now() - 3_600_000)
    const token = `oauth-token-of-${name}`
    simulator.oauth.set(token, { profileId: 'a-profile', user })
    return { user, stored, oauth: { 'oauth-token': token, 'oauth-profile-id': 'a-profile' } }
  }
  const accounts = { robot: account('robot'), alice: account('alice') }
  /** A user who never runs the action. */
  const bystander = simulator.addUser({ name: 'carol@acme.com', password: 'Pa55-carol!' })
  for (const vault of [parent, dev, uat]) {
    for (let index = vault === parent ? 1 : 0; index < history.crowd; index++) {
      const name = `${CROWD} ${index}`
      for (const { user } of Object.values(accounts)) simulator.mint(vault, user, { name })
    }
  }
  const facts = createFacts(history, time, simulator)
  return { facts, parent, uat, accounts, bystander, manner }
}

export type Setup = ReturnType<typeof setUp>

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
