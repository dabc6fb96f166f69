import { randomBytes } from 'node:crypto'
import { createGitHub } from './github-state.ts'
import { createIdentity } from './identity.ts'

export type User = {
  id: number
  name: string
  password: string
  /** The Vaults this user may enter; left out: all. */
  vaults?: SimVault[]
  /** The Vaults that the answer of a sign-in lists; all of the user's unless given. */
  told?: SimVault[]
  /** Where a sign-in lands that can't land where it was meant to. */
  lastVault?: SimVault
  wrongPasswords: number
  mayListSandboxes: boolean
  mayUseApi: boolean
  /** Whether this user sees and deletes the tokens of others too. */
  managesTokens: boolean
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
  /** When `last_used_date__sys` shows a use; late: after a minute, in batches: at each full hour. */
  recordsUses: 'at once' | 'never' | 'late' | 'in batches'
  /** How long after it was made the query shows a token, in milliseconds. */
  queryLagMs: number
  /** Until when its host answers 503 although it is listed as active. */
  downUntil?: Date
  /** The Vault whose sessions and tokens it takes, as that one; `GET /api/` then names that one. */
  answersFor?: SimVault
  /** How many characters of a token's name are kept; left out: all. */
  cutsNamesAt?: number
}

export type SimToken = {
  id: string
  value: string
  name: string
  vault: SimVault
  user: User
  made: Date
  expires: Date | null
  /** When it was used, latest last. */
  uses: Date[]
  deleted: boolean
}

export type Session = { vault: SimVault; user: User }
export type Job = { id: number; vault: SimVault; statuses: string[]; askedAt?: Date }
export type Query = { user: User; rows: Record<string, unknown>[]; pageSize: number }

/** Everything the stand-ins for Vault and GitHub know. Tests read and change it directly. */
export type World = ReturnType<typeof createWorld>

const vaultDefaults = {
  status: 'active',
  overMaximum: 'refuse',
  neverAllowed: true,
  selfDelete: true,
  recordsUses: 'at once',
  queryLagMs: 0
} as const
const userDefaults = { wrongPasswords: 0, mayListSandboxes: true, mayUseApi: true, managesTokens: false, veevaId: false }

/** An empty world. Its clock shows the real time unless another is given, plus what it was advanced by. */
export const createWorld = (time: () => number = Date.now) => {
  let offset = 0
  let lastId = 1000
  const now = () => new Date(time() + offset)
  const advance = (ms: number): void => {
    offset += ms
  }
  const add = <T>(list: T[], item: T): T => {
    list.push(item)
    return item
  }
  const world = {
    clock: { now, advance },
    github: createGitHub(now),
    users: [] as User[],
    vaults: [] as SimVault[],
    tokens: [] as SimToken[],
    jobs: [] as Job[],
    sessions: new Map<string, Session>(),
    queries: new Map<string, Query>(),
    /** Access tokens of identity providers, and for whom they are good. */
    identity: createIdentity(),
    oauth: new Map<string, { profileId: string; user: User }>(),
    /** How many calls count towards the burst limit. */
    calls: 0,
    /** The API versions that exist. */
    versions: ['v26.2'],
    /** How many records one page of a query holds. */
    pageSize: 1000,
    /** How long after it was made a token begins to work. */
    usableAfterMs: 0,
    /** The HTTP status that goes with MALFORMED_URL. */
    malformedUrlStatus: 200 as 200 | 404,
    /** How `next_page` of a query is given. */
    nextPages: 'path' as 'path' | 'below version' | 'other version' | 'address',
    /** The HTTP status that goes with INVALID_SESSION_ID. */
    invalidSessionStatus: 200 as 200 | 401,

    addUser: (user: { name: string; password: string } & Partial<User>): User =>
      add(world.users, { id: ++lastId, ...userDefaults, ...user }),

    addVault: (vault: { host: string } & Partial<SimVault>): SimVault =>
      add(world.vaults, { id: ++lastId, name: vault.host.split('.')[0] ?? '', ...vaultDefaults, ...vault }),

    /** A Vault of its own, and a row in the parent's listing. Its host is made from the parent's unless given. */
    addSandbox: (parent: SimVault, sandbox: { name: string } & Partial<SimVault>): SimVault => {
      const suffix = sandbox.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
      return world.addVault({ host: parent.host.replace('.', `-${suffix}.`), ...sandbox, parent })
    },

    /** A token made by hand; without `expires` it never expires. */
    mint: (vault: SimVault, user: User, token: { name?: string; expires?: Date | null } = {}): SimToken => {
      const id = `0PI${(++lastId).toString(36).toUpperCase().padStart(12, '0')}`
      const value = `veeva-vault-${randomBytes(20).toString('hex').toUpperCase()}`
      const fresh = { made: now(), expires: null, uses: [], deleted: false }
      return add(world.tokens, { id, value, name: 'made by hand', vault, user, ...fresh, ...token })
    },

    openSession: (vault: SimVault, user: User): string => {
      const id = randomBytes(40).toString('hex').toUpperCase()
      world.sessions.set(id, { vault, user })
      return id
    },

    /** A job that shows one of `statuses` per look, and the last one from then on. */
    addJob: (vault: SimVault, ...statuses: string[]): Job => add(world.jobs, { id: ++lastId, vault, statuses }),

    /** Neither deleted nor expired. */
    isLive: (token: SimToken): boolean => !token.deleted && (token.expires === null || token.expires > now()),

    liveTokens: (vault: SimVault, user?: User): SimToken[] =>
      world.tokens.filter(token => token.vault === vault && (!user || token.user === user) && world.isLive(token))
  }
  return world
}
