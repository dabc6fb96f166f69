import { randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers'

await sodium.ready

/** Where a secret is stored. Names are compared without case. */
export type SecretLocation =
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
  /** The repositories it has access to, as OWNER/NAME; all if undefined. */
  repositories?: string[]
  expires?: Date
}

export type Repository = {
  id: number
  fullName: string
  private: boolean
  environments: string[]
}
export type Organization = { id: number; login: string }

/** Which repositories may read an organization secret. */
export type Visibility = {
  visibility?: 'all' | 'private' | 'selected'
  selectedRepositoryIds?: number[]
}

/** A secret; its times are whole seconds. */
export type StoredSecret = Visibility & {
  name: string
  value: string
  createdAt: Date
  updatedAt: Date
  writes: number
}

type Key = { id: string; publicKey: Uint8Array; privateKey: Uint8Array }

/** Creates an empty GitHub with the clock of the world. */
export const createGitHub = (now: () => Date): GitHub => new GitHub(now)

/** The state of the simulated GitHub. Tests read and change it directly. */
export class GitHub {
  organizations: Organization[] = []
  repositories: Repository[] = []
  tokens: GitHubToken[] = []
  secrets = new Map<string, StoredSecret>()
  /** How far `Date` is ahead of the recorded times, in milliseconds; undefined: no `Date`. */
  dateAheadMs: number | undefined = 0
  /** Whether responses have `updated_at`. */
  tellsWrites = true
  /** How many calls count towards the primary rate limit. */
  calls = 0
  lastWrites: Date[] = []
  #lastId = 700_000
  #owners = new Map<string, number>()
  #keys = new Map<string, Key>()
  #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /** The time that GitHub records for a write, in milliseconds since 1970. */
  clockMs = (): number => this.#now().getTime()

  /** The id of a user or an organization, which owns repositories. */
  ownerId = (login: string): number => {
    const id = this.#owners.get(login.toLowerCase()) ?? ++this.#lastId
    this.#owners.set(login.toLowerCase(), id)
    return id
  }

  addOrganization = (login: string): Organization => {
    const organization = { id: this.ownerId(login), login }
    this.organizations.push(organization)
    return organization
  }

  /** Adds a repository OWNER/NAME, private by default. */
  addRepository = (fullName: string, options: Partial<Repository> = {}): Repository => {
    const defaults = { private: true, environments: [] }
    const repository = { id: ++this.#lastId, fullName, ...defaults, ...options }
    this.repositories.push(repository)
    return repository
  }

  /** Adds a token of a GitHub App's installation. */
  addToken = (token: { permissions: Permission[] } & Partial<GitHubToken>): GitHubToken => {
    const added = { value: `ghs_${randomBytes(18).toString('hex')}`, ...token }
    this.tokens.push(added)
    return added
  }

  /** Adds a workflow's own GITHUB_TOKEN, which can't have a permission for secrets. */
  addWorkflowToken = (repository: string): GitHubToken => {
    return this.addToken({ permissions: ['metadata:read'], repositories: [repository] })
  }

  repositoryAt = (fullName: string): Repository | undefined => {
    return this.repositories.find(repository => isSame(repository.fullName, fullName))
  }

  secretAt = (location: SecretLocation, name: string): StoredSecret | undefined => {
    return this.secrets.get(`${keyOf(location)} ${name.toUpperCase()}`)
  }

  /** All secrets of a location, by name. */
  secretsIn = (location: SecretLocation): StoredSecret[] => {
    const entries = [...this.secrets].filter(
      ([key, { name }]) => key === `${keyOf(location)} ${name}`
    )
    return entries.map(([, secret]) => secret).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Creates or updates a secret. */
  setSecret = (
    location: SecretLocation,
    name: string,
    value: string,
    visibility: Visibility = {}
  ): StoredSecret => {
    const updatedAt = new Date(Math.floor(this.#now().getTime() / 1000) * 1000)
    const { createdAt = updatedAt, writes = 0 } = this.secretAt(location, name) ?? {}
    const times = { createdAt, updatedAt, writes: writes + 1 }
    const secret = { name: name.toUpperCase(), value, ...visibility, ...times }
    this.secrets.set(`${keyOf(location)} ${secret.name}`, secret)
    return secret
  }

  /** The public key that values are encrypted with, in base64. */
  publicKey = (location: SecretLocation): { id: string; key: string } => {
    const { id, publicKey } = this.#key(location)
    return { id, key: Buffer.from(publicKey).toString('base64') }
  }

  /** Replaces the key of a location; values encrypted with the old one are refused. */
  rotateKey = (location: SecretLocation): void => {
    this.#keys.delete(keyOf(location))
  }

  /**
   * Decrypts a sealed box in padded base64.
   * @returns undefined if it was not encrypted with the location's public key
   */
  open = (location: SecretLocation, box: string): string | undefined => {
    const { publicKey, privateKey } = this.#key(location)
    try {
      const sealed = sodium.from_base64(box, sodium.base64_variants.ORIGINAL)
      return sodium.to_string(sodium.crypto_box_seal_open(sealed, publicKey, privateKey))
    } catch {
      return undefined
    }
  }

  #key(location: SecretLocation): Key {
    const existing = this.#keys.get(keyOf(location))
    if (existing) return existing
    const key = { id: String(5_680_000_000 + ++this.#lastId), ...sodium.crypto_box_keypair() }
    this.#keys.set(keyOf(location), key)
    return key
  }
}

export const isSame = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase()

const keyOf = (location: SecretLocation): string => {
  const { scope } = location
  const owner = scope === 'organization' ? location.organization : location.repository
  const environment = scope === 'environment' ? ` ${location.environment}` : ''
  return `${scope} ${owner}${environment}`.toLowerCase()
}
