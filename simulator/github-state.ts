import { randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers'

await sodium.ready

/** Where a secret is kept. Letter case does not count. */
export type Place =
  | { scope: 'repository' | 'dependabot' | 'codespaces'; repository: string }
  | { scope: 'environment'; repository: string; environment: string }
  | { scope: 'organization'; organization: string }

export type Resource =
  | ('metadata' | 'secrets' | 'environments')
  | ('dependabot_secrets' | 'codespaces_secrets' | 'organization_secrets')
export type Permission = `${Resource}:${'read' | 'write'}`

export type GitHubToken = {
  value: string
  permissions: Permission[]
  /** The repositories it reaches, OWNER/NAME; left out: all. */
  repositories?: string[]
  /** From when on it is refused; left out: never. */
  expires?: Date
}

export type Repository = { id: number; fullName: string; private: boolean; archived: boolean; environments: string[] }

/** Which repositories may read an organization secret. */
export type Sharing = { visibility?: 'all' | 'private' | 'selected'; selectedRepositoryIds?: number[] }

/** A secret as it stands; its times are to the second. */
export type StoredSecret = Sharing & { name: string; value: string; createdAt: Date; updatedAt: Date; writes: number }

type Key = { id: string; publicKey: Uint8Array; privateKey: Uint8Array }

/** Everything the stand-in GitHub knows. */
export type GitHub = ReturnType<typeof createGitHub>

/** An empty GitHub, with the world's clock. */
export const createGitHub = (now: () => Date) => {
  let lastId = 700_000
  const keys = new Map<string, Key>()
  const makeKey = (place: Place): Key => {
    const key = { id: String(5_680_000_000 + ++lastId), ...sodium.crypto_box_keypair() }
    keys.set(nameOf(place), key)
    return key
  }
  const keyOf = (place: Place) => keys.get(nameOf(place)) ?? makeKey(place)

  const github = {
    /** The time by which it notes writes, in milliseconds since 1970. */
    clockMs: (): number => now().getTime(),
    organizations: [] as string[],
    repositories: [] as Repository[],
    tokens: [] as GitHubToken[],
    secrets: new Map<string, StoredSecret>(),
    /** How far the Date of its answers is ahead of what it notes as the time of a write, in milliseconds; undefined: they have none. */
    dateAheadMs: 0 as number | undefined,
    /** Whether it says when a secret was last written. */
    tellsWrites: true,
    /** How many calls count towards the primary rate limit. */
    calls: 0,
    /** How many writes a minute are let through before the secondary rate limit. */
    writesPerMinute: 80,
    /** When the latest writes were let through. */
    lastWrites: [] as Date[],
    /** How many of the next writes are answered with 409, as if somebody else wrote at the same time. */
    conflicts: 0,
    /** Where each token has to be authorized for single sign-on first: the address, or `partial` for the form without one. */
    singleSignOn: undefined as string | undefined,
    /** Whether the organization's list of addresses leaves the runner out. */
    addressList: false,
    /** What a policy on kinds or lifetimes of tokens says to each token. */
    tokenPolicy: undefined as string | undefined,
    /** Repositories that were renamed or transferred: the old OWNER/NAME, in lower case, and the new one. */
    moved: new Map<string, string>(),

    addOrganization: (name: string): void => {
      github.organizations.push(name)
    },

    /** A repository OWNER/NAME, private unless told. */
    addRepository: (fullName: string, more: Partial<Omit<Repository, 'id' | 'fullName'>> = {}): Repository => {
      const repository = { id: ++lastId, fullName, private: true, archived: false, environments: [], ...more }
      github.repositories.push(repository)
      return repository
    },

    /** The token of an App's installation. */
    addToken: (token: { permissions: Permission[] } & Partial<GitHubToken>): GitHubToken => {
      const fresh = { value: `ghs_${randomBytes(18).toString('hex')}`, ...token }
      github.tokens.push(fresh)
      return fresh
    },

    /** A workflow's own GITHUB_TOKEN, which no permission to secrets exists for. */
    addWorkflowToken: (repository: string): GitHubToken =>
      github.addToken({ permissions: ['metadata:read'], repositories: [repository] }),

    repositoryAt: (fullName: string) => github.repositories.find(repository => same(repository.fullName, fullName)),

    secretAt: (place: Place, name: string): StoredSecret | undefined =>
      github.secrets.get(`${nameOf(place)} ${name.toUpperCase()}`),

    /** All secrets of a place, by name. */
    secretsIn: (place: Place): StoredSecret[] =>
      [...github.secrets]
        .flatMap(([key, secret]) => (key === `${nameOf(place)} ${secret.name}` ? [secret] : []))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),

    /** Creates or updates a secret, whoever writes it. */
    setSecret: (place: Place, name: string, value: string, sharing: Sharing = {}): StoredSecret => {
      const updatedAt = new Date(Math.floor(now().getTime() / 1000) * 1000)
      const { createdAt = updatedAt, writes = 0 } = github.secretAt(place, name) ?? {}
      const secret = { name: name.toUpperCase(), value, ...sharing, createdAt, updatedAt, writes: writes + 1 }
      github.secrets.set(`${nameOf(place)} ${secret.name}`, secret)
      return secret
    },

    /** The key that values are to be sealed with, in base64. */
    publicKey: (place: Place) => ({ id: keyOf(place).id, key: Buffer.from(keyOf(place).publicKey).toString('base64') }),

    /** Replaces the key of a place; what was sealed with the old one is refused from then on. */
    rotateKey: (place: Place): void => {
      makeKey(place)
    },

    /** What a sealed box (base64 with padding) holds; nothing, when it was not sealed with the key of the place. */
    open: (place: Place, box: string): string | undefined => {
      const { publicKey, privateKey } = keyOf(place)
      try {
        const sealed = sodium.from_base64(box, sodium.base64_variants.ORIGINAL)
        return sodium.to_string(sodium.crypto_box_seal_open(sealed, publicKey, privateKey))
      } catch {
        return undefined
      }
    }
  }
  return github
}

export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const nameOf = (place: Place): string => {
  const owner = place.scope === 'organization' ? place.organization : place.repository
  return [place.scope, owner, ...(place.scope === 'environment' ? [place.environment] : [])].join(' ').toLowerCase()
}
