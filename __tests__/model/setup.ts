import { createGitHub } from '../../simulator/github-state.ts'
import { createWorld, type SimVault } from '../../simulator/world.ts'
import { seededRandom } from '../helpers/random.ts'
import { count, createFacts, type Facts, isActive } from './facts.ts'
import type { Happening, History } from './history.ts'
import { REPOSITORY } from './inputs.ts'
import { Timeline } from './time.ts'

const START = Date.parse('2026-11-22T12:00:00Z')
/** How long before an outage a run has to have begun to be waiting for a sandbox by then. */
const WAITS_AFTER_MS = 15_000
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

/** Lets something happen that somebody else does. */
export function happen({ what, seed }: Happening, setup: Setup): void {
  const { facts, parent, uat, manner } = setup
  const { simulator, jobs } = facts
  count(facts, what)
  for (const job of jobs) if (isActive(job)) job.isAlone = false
  const dev = simulator.vaults.find(({ name, parent: of }) => name === 'Dev One' && of === parent)
  const deleteTokens = (vault: SimVault) => {
    for (const token of simulator.tokens) if (token.vault === vault) token.deleted = true
  }
  switch (what) {
    case 'a sandbox is created anew':
      if (dev === undefined) return
      deleteTokens(dev)
      simulator.vaults.splice(simulator.vaults.indexOf(dev), 1)
      build(simulator.addSandbox(parent, { name: 'Dev One', ...manner }), seed, setup)
      return
    case 'a sandbox is refreshed':
      if (dev !== undefined) build(dev, seed, setup)
      return
    case 'a promotion':
      deleteTokens(uat)
      delete uat.parent
      return
    case 'a repository is renamed, and another takes its name':
      renameRepository(setup)
      return
    case 'an organization secret gets another repository':
      addReader(setup)
      return
    default:
      makeToken(what === 'a token made by hand', seed, setup)
  }
}

/** Has a sandbox be built for some minutes, during which its production Vault may be down for some time. */
function build(sandbox: SimVault, seed: number, { facts, parent }: Setup): void {
  const { simulator, time, history, jobs } = facts
  const durationMs = 20_000 + seededRandom(seed)() * 400_000
  sandbox.status = 'building'
  const { id } = simulator.addJob(parent, 'QUEUED', 'RUNNING', 'SUCCESS')
  facts.buildingJobId = id
  time.after(durationMs, () => {
    sandbox.status = 'active'
    sandbox.downUntil = new Date(time.now() + history.bornDownMs)
    if (facts.buildingJobId === id) facts.buildingJobId = undefined
  })
  if (history.outageMs === 0 || history.outageMs + WAITS_AFTER_MS > durationMs / 2) return
  time.after(durationMs / 2, () => {
    count(facts, 'the production Vault was down for a while')
    parent.downUntil = new Date(time.now() + history.outageMs)
    for (const job of jobs.filter(isActive)) {
      const isFor = job.goals.every(goal => goal.sandbox === sandbox.name)
      const hasBegun = 'vault-job-id' in job.inputs && time.now() - job.begun > WAITS_AFTER_MS
      if (isFor && hasBegun) count(facts, 'a run waited through an outage')
      else job.isAlone = false
    }
  })
}

/** The renamed repository keeps its secrets and its id; the new one under the old name has others. */
function renameRepository({ facts }: Setup): void {
  const { github } = facts.simulator
  const old = github.repositoryAt(REPOSITORY)
  if (old === undefined || facts.jobs.some(isActive)) return
  old.fullName = `${REPOSITORY}-${github.repositories.length}`
  for (const [key, secret] of [...github.secrets]) {
    github.secrets.delete(key)
    github.secrets.set(key.replace(` ${REPOSITORY} `, ` ${old.fullName} `), secret)
  }
  github.addRepository(REPOSITORY, { environments: ['prod/eu'] })
}

function addReader({ facts }: Setup): void {
  const { github } = facts.simulator
  const secret = github.secretAt({ scope: 'organization', organization: 'acme' }, 'ORG_TOKEN')
  if (secret?.visibility !== 'selected') return
  const { id } = github.addRepository(`acme/reader-${github.repositories.length}`)
  secret.selectedRepositoryIds = [...(secret.selectedRepositoryIds ?? []), id]
  facts.visibilityChangedAt = facts.time.now()
}

/** Makes a token whose name comes close to one of ours, or, of another user, is the same. */
function makeToken(isByHand: boolean, seed: number, setup: Setup): void {
  const { facts, uat, accounts, bystander } = setup
  const { simulator, origins, time } = facts
  const [some] = [...origins.keys()].slice(seed % Math.max(1, origins.size))
  const name = some?.name ?? `github-actions ${REPOSITORY}`
  const [destination, run] = [/-[0-9a-f]{8}-/, /#\d+\.\d+/]
  const close = [`${name} `, name.slice(0, -1)]
  close.push(name.replace(destination, '-0a0b0c0d-'), name.replace(run, '#by hand'))
  const owner = isByHand ? (some?.user ?? accounts.robot.user) : bystander
  const made = new Date(time.now() - 86_400_000)
  const chosen = isByHand ? (close[seed % close.length] ?? name) : name
  simulator.mint(some?.vault ?? uat, owner, { name: chosen, made })
}
