import { randomBytes } from 'node:crypto'

/** Everything the stand-in Vault knows. Tests change it directly. */
export type World = {
  clock: Clock
  users: User[]
  vaults: SimVault[]
  tokens: SimToken[]
  sessions: Map<string, Session>
  jobs: Job[]
  queries: Map<string, Page>
  /** How many calls count towards the burst limit. */
  calls: number
  /** The API versions that exist. */
  versions: string[]
  /** How many records one page of a query holds. */
  pageSize: number
  /** How long after it was made a token begins to work. */
  usableAfterMs: number
  /** The HTTP status that goes with INVALID_SESSION_ID. */
  invalidSessionStatus: 200 | 401
  addUser: (user: { name: string; password: string } & Partial<Omit<User, 'id'>>) => User
  addVault: (vault: { host: string } & Partial<Omit<SimVault, 'id'>>) => SimVault
  /** A Vault of its own, and a row in the parent's listing. The host is made from the parent's unless given. */
  addSandbox: (parent: SimVault, sandbox: { name: string } & Partial<Omit<SimVault, 'id' | 'parent'>>) => SimVault
  /** A token made by hand; without `expires` it never expires. */
  mint: (vault: SimVault, user: User, token?: { name?: string; expires?: Date | null }) => SimToken
  openSession: (vault: SimVault, user: User) => string
  /** A job that shows one of `statuses` per look, and the last one from then on. */
  addJob: (vault: SimVault, job: { id?: number; statuses: string[] }) => Job
  liveTokens: (vault: SimVault, user?: User) => SimToken[]
}

/** Real time, plus what it was advanced by. */
export type Clock = { now: () => Date; advance: (ms: number) => void }

export type User = {
  id: number
  name: string
  password: string
  /** The Vaults this user may enter; left out: all. */
  vaults?: SimVault[]
  /** Where a sign-in lands that can't land where it was meant to. */
  lastVault?: SimVault
  wrongPasswords: number
  mayListSandboxes: boolean
  mayUseApi: boolean
  veevaId: boolean
  /** Of the user's security profile; goes before the Vault's. */
  maxExpiryDays?: number
}

export type SimVault = {
  id: number
  host: string
  name: string
  status: 'building' | 'active' | 'inactive' | 'deleting'
  /** The Vault that a sandbox was made from. */
  parent?: SimVault
  maxExpiryDays?: number
  /** What becomes of an expiry beyond the maximum. */
  overMaximum: 'refuse' | 'clamp'
  neverAllowed: boolean
  /** Whether a token may delete itself. */
  selfDelete: boolean
  /** Whether `last_used_date__sys` is kept. */
  recordsUses: boolean
}

export type SimToken = {
  id: string
  value: string
  name: string
  vault: SimVault
  user: User
  made: Date
  usableFrom: Date
  expires: Date | null
  lastUsed: Date | null
  deleted: boolean
}

export type Session = { vault: SimVault; user: User }
export type Job = { id: number; vault: SimVault; statuses: string[]; askedAt?: Date }
export type Page = { user: User; rows: Record<string, unknown>[] }

/** An empty world whose clock shows the real time. */
export const createWorld = (): World => {
  let offset = 0
  let lastId = 1000
  const nextId = () => ++lastId
  const clock: Clock = {
    now: () => new Date(Date.now() + offset),
    advance: ms => {
      offset += ms
    }
  }

  const world: World = {
    clock,
    users: [],
    vaults: [],
    tokens: [],
    sessions: new Map(),
    jobs: [],
    queries: new Map(),
    calls: 0,
    versions: ['v26.2'],
    pageSize: 1000,
    usableAfterMs: 0,
    invalidSessionStatus: 200,

    addUser: options => {
      const user = { id: nextId(), wrongPasswords: 0, mayListSandboxes: true, mayUseApi: true, veevaId: false, ...options }
      world.users.push(user)
      return user
    },
    addVault: options => {
      const defaults = {
        status: 'active',
        overMaximum: 'refuse',
        neverAllowed: true,
        selfDelete: true,
        recordsUses: true
      } as const
      const vault = { id: nextId(), name: options.host.split('.')[0] ?? '', ...defaults, ...options }
      world.vaults.push(vault)
      return vault
    },
    addSandbox: (parent, options) => {
      const suffix = options.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
      return world.addVault({ host: parent.host.replace('.', `-${suffix}.`), ...options, parent })
    },
    mint: (vault, user, { name = 'made by hand', expires = null } = {}) => {
      const made = clock.now()
      const token: SimToken = {
        id: `0PI${nextId().toString(36).toUpperCase().padStart(12, '0')}`,
        value: `veeva-vault-${randomBytes(20).toString('hex').toUpperCase()}`,
        name,
        vault,
        user,
        made,
        usableFrom: new Date(made.getTime() + world.usableAfterMs),
        expires,
        lastUsed: null,
        deleted: false
      }
      world.tokens.push(token)
      return token
    },
    openSession: (vault, user) => {
      const id = randomBytes(40).toString('hex').toUpperCase()
      world.sessions.set(id, { vault, user })
      return id
    },
    addJob: (vault, { id = nextId(), statuses }) => {
      const job = { id, vault, statuses: [...statuses] }
      world.jobs.push(job)
      return job
    },
    liveTokens: (vault, user) =>
      world.tokens.filter(token => token.vault === vault && (!user || token.user === user) && isLive(world, token))
  }
  return world
}

/** Neither deleted nor expired. */
export const isLive = (world: World, token: SimToken): boolean =>
  !token.deleted && (token.expires === null || token.expires > world.clock.now())
