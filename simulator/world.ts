import { randomBytes } from 'node:crypto'
import { createGitHub } from './github-state.ts'
import { createIdentity } from './identity.ts'

export type User = {
  id: number
  name: string
  password: string
  /** The Vaults that this user can sign in to; all if undefined. */
  vaults?: SimVault[]
  /** The Vaults that the response to a sign-in lists; all of the user's if undefined. */
  listedVaults?: SimVault[]
  wrongPasswords: number
  mayListSandboxes: boolean
  mayUseApi: boolean
  /** Whether this user sees and deletes the tokens of other users too. */
  managesTokens: boolean
  veevaId: boolean
  /** The maximum of the user's security profile; overrides the Vault's. */
  maxExpiryDays?: number | undefined
}

export type SimVault = {
  id: number
  host: string
  name: string
  status: 'building' | 'active' | 'inactive' | 'deleting'
  /** The production Vault of a sandbox. */
  parent?: SimVault
  maxExpiryDays?: number | undefined
  /** Whether an expiry beyond the maximum is refused or shortened. */
  overMaximum: 'refuse' | 'clamp'
  /** Whether a token may delete itself. */
  selfDelete: boolean
  /** When `last_used_date__sys` shows a use: late is a minute later, in batches every full hour. */
  recordsUses: 'at once' | 'never' | 'late' | 'in batches'
  /** How long after it was made a query shows a token, in milliseconds. */
  queryLagMs: number
  /** Until when its host responds 503 although it is listed as active. */
  downUntil?: Date
}

export type SimToken = {
  id: string
  value: string
  name: string
  vault: SimVault
  user: User
  made: Date
  expires: Date | null
  /** When it was used, in order. */
  uses: Date[]
  deleted: boolean
}

export type Session = { vault: SimVault; user: User }
export type Job = { id: number; vault: SimVault; statuses: string[]; askedAt?: Date }
export type Query = { user: User; rows: Record<string, unknown>[]; pageSize: number }

const vaultDefaults = {
  status: 'active',
  overMaximum: 'refuse',
  selfDelete: true,
  recordsUses: 'at once',
  queryLagMs: 0
} as const
const userDefaults = {
  wrongPasswords: 0,
  mayListSandboxes: true,
  mayUseApi: true,
  managesTokens: false,
  veevaId: false
}

/** Creates an empty world, with the real time or another one. */
export const createWorld = (time: () => number = Date.now): World => new World(time)

/** The state of the simulated Vaults and of GitHub. Tests read and change it directly. */
export class World {
  users: User[] = []
  vaults: SimVault[] = []
  tokens: SimToken[] = []
  jobs: Job[] = []
  sessions = new Map<string, Session>()
  queries = new Map<string, Query>()
  identity = createIdentity()
  /** Access tokens of identity providers, and the user and profile each is valid for. */
  oauth = new Map<string, { profileId: string; user: User }>()
  /** How many calls count towards the burst limit. */
  calls = 0
  /** The API versions that exist. */
  versions = ['v26.2']
  /** How long after it was made a token starts to work, in milliseconds. */
  usableAfterMs = 0
  /** The HTTP status of INVALID_SESSION_ID. */
  invalidSessionStatus: 200 | 401 = 200
  clock: { now: () => Date; advance: (ms: number) => void }
  github: ReturnType<typeof createGitHub>
  #lastId = 1000

  constructor(time: () => number) {
    let offset = 0
    const advance = (ms: number) => {
      offset += ms
    }
    this.clock = { now: () => new Date(time() + offset), advance }
    this.github = createGitHub(this.clock.now)
  }

  addUser = (user: { name: string; password: string } & Partial<User>): User => {
    return add(this.users, { id: ++this.#lastId, ...userDefaults, ...user })
  }

  addVault = (vault: { host: string } & Partial<SimVault>): SimVault => {
    const name = vault.host.split('.')[0] ?? ''
    return add(this.vaults, { id: ++this.#lastId, name, ...vaultDefaults, ...vault })
  }

  /** Adds a Vault that the parent lists as its sandbox. Without `host` it gets one like Veeva's. */
  addSandbox = (parent: SimVault, sandbox: { name: string } & Partial<SimVault>): SimVault => {
    const suffix = sandbox.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
    return this.addVault({ host: parent.host.replace('.', `-${suffix}.`), ...sandbox, parent })
  }

  /** Adds a token; without `expires` it never expires. */
  mint = (vault: SimVault, user: User, token: Partial<SimToken> = {}): SimToken => {
    const id = `0PI${(++this.#lastId).toString(36).toUpperCase().padStart(12, '0')}`
    const value = `veeva-vault-${randomBytes(20).toString('hex').toUpperCase()}`
    const made = this.clock.now()
    const defaults = { name: 'made by hand', made, expires: null, uses: [], deleted: false }
    return add(this.tokens, { id, value, vault, user, ...defaults, ...token })
  }

  openSession = (vault: SimVault, user: User): string => {
    const id = randomBytes(40).toString('hex').toUpperCase()
    this.sessions.set(id, { vault, user })
    return id
  }

  /** Adds a job that has the next of `statuses` at each look, and keeps the last one. */
  addJob = (vault: SimVault, ...statuses: string[]): Job => {
    return add(this.jobs, { id: ++this.#lastId, vault, statuses })
  }

  /** Whether a token is neither deleted nor expired. */
  isLive = (token: SimToken): boolean =>
    !token.deleted && (token.expires === null || token.expires > this.clock.now())

  liveTokens = (vault: SimVault, user?: User): SimToken[] => {
    const matches = (token: SimToken) => token.vault === vault && (!user || token.user === user)
    return this.tokens.filter(token => matches(token) && this.isLive(token))
  }
}

const add = <T>(list: T[], item: T): T => {
  list.push(item)
  return item
}
