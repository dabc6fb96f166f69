import { isDeepStrictEqual } from 'node:util'
import pLimit from 'p-limit'
import type { Credential } from '../core/credential.ts'
import { ActionError, asActionError } from '../core/errors.ts'
import { asText, type JsonObject } from '../core/json.ts'
import type { RunContext } from '../core/run.ts'
import { parseDate } from '../core/time.ts'
import type { World } from '../net/world.ts'
import { GitHub, undefinedIfMissing, type WriteStatus } from './client.ts'
import {
  callBelow,
  describeSecrets,
  type LocationOwner,
  type LocationSecrets,
  type SecretLocation
} from './locations.ts'
import { seal } from './seal.ts'
import {
  readVisibility,
  resolveVisibility,
  type Visibility,
  type VisibilityFields
} from './visibility.ts'

export type { Visibility } from './visibility.ts'

/** When a secret was last written, by GitHub's clock, to the second. `never`: it does not exist; `unknown`: GitHub does not say when. */
export type LastWritten = Date | 'never' | 'unknown'

/** A secret that can be written: GitHub allows it, and everything that is needed for it is here. */
export interface WritableSecret {
  /** As a message names it: `the secret VAULT_TOKEN of the repository acme/pipelines`. */
  displayName: string
  /** Upper case. */
  name: string
  /** Canonical destination for the token's name (design section 3): API host, kind, numeric id of the repository or organization, lower-case environment, upper-case name. */
  destination: string[]
  /** When it was last written. Throws ActionError. */
  lastWritten(): Promise<LastWritten>
  /** Whether a visibility was asked for that differs, as a set of ids, from the secret's. False for everything but organization secrets. Throws ActionError. */
  hasOtherVisibility(): Promise<boolean>
  /** The time by GitHub's clock; undefined until a response has told it. */
  now(): Date | undefined
  /** Asks GitHub for its time, if this machine may have slept since it has told it. Throws ActionError. */
  refreshTime(): Promise<void>
  /**
   * Encrypts the value and writes it, when its turn has come (one after the other, at most 75 in any minute), with retries.
   * @param beforeWrite called right before each attempt, after waiting for its turn; throws if the attempt must not begin any more
   * @returns `created` (201) or `updated` (204)
   * @throws ActionError; with `maybeDone` the value may be stored (also if a refusal follows an unclear attempt)
   */
  write(value: Credential, beforeWrite: () => void): Promise<WriteStatus>
}

export interface SecretAccess {
  apiUrl: URL
  token: Credential
  /** undefined: an existing organization secret keeps its visibility, a new one is an error. */
  visibility: Visibility | undefined
}

/** Everything that is needed to write secrets at one location, got at the same time: its public key, its numeric id, the visibility. */
export interface SecretStore {
  /**
   * Opens one location. GitHub is asked once for each location, and again if its answer is older than 5 minutes.
   * @param names the secrets that are to be written there, as far as they are known: a new organization secret without a visibility fails here
   * @returns gives one secret by its name
   * @throws ActionError if the token may not write secrets there
   */
  open(location: SecretLocation, names: string[]): Promise<SecretNamed>
}

type SecretNamed = (name: string) => Promise<WritableSecret>

/** An App's token lives for an hour, and the public key may change at any time. */
const OPEN_FOR_MS = 5 * 60_000
const OPENED_AT_ONCE = 10

/** Makes the access to GitHub's secrets for one run. */
export function createSecretStore(access: SecretAccess, world: World): SecretStore {
  const github = new GitHub(access.apiUrl, access.token, world)
  const limit = pLimit(OPENED_AT_ONCE)
  const opened = new Map<string, { at: number; opening: Promise<SecretNamed> }>()
  return {
    async open(location, names) {
      const key = JSON.stringify(location)
      const now = world.clock.elapsed()
      let known = opened.get(key)
      if (known === undefined || now - known.at > OPEN_FOR_MS) {
        const opening = limit(() => openLocation(location, access.visibility, github, world.run))
        known = { at: now, opening }
        opened.set(key, known)
      }
      const secretNamed = await known.opening
      await Promise.all(names.map(secretNamed))
      return secretNamed
    }
  }
}

/** A location at which the token may write secrets. */
interface OpenLocation {
  github: GitHub
  secrets: LocationSecrets
  publicKey: PublicKey
  /** Of its repository or organization. */
  ownerId: string
  /** Of organization secrets, as asked for; undefined: unchanged. */
  visibility: VisibilityFields | undefined
}

async function openLocation(
  location: SecretLocation,
  wanted: Visibility | undefined,
  github: GitHub,
  run: RunContext
): Promise<SecretNamed> {
  const secrets = describeSecrets(location)
  const others = Promise.all([
    knownId(secrets.owner, run) || github.readId(secrets.owner),
    wanted && resolveVisibility(github, wanted)
  ])
  // If the public key can't be read either, that error says more.
  others.catch(() => {})
  const publicKey = await readPublicKey(github, secrets)
  const [ownerId, visibility] = await others
  const open = { github, secrets, publicKey, ownerId: String(ownerId), visibility }
  const known = new Map<string, Promise<WritableSecret>>()
  return name => {
    const secret = known.get(name) ?? writableSecret(open, name)
    known.set(name, secret)
    return secret
  }
}

/** The numeric id if this is the run's own repository or the organization that it belongs to; otherwise empty. */
function knownId({ path }: LocationOwner, run: RunContext): string {
  const repository = run.repository.toLowerCase()
  const organization = repository.split('/')[0]
  if (path.toLowerCase() === `/repos/${repository}`) return run.repositoryId
  return path.toLowerCase() === `/orgs/${organization}` ? run.ownerId : ''
}

interface PublicKey {
  id: string
  /** In base64. */
  key: string
}

/** 32 bytes in base64. */
const PUBLIC_KEY = /^[A-Za-z\d+/]{43}=$/

/** "Get a … public key", with which a value can be encrypted. Throws ActionError. */
function readPublicKey(github: GitHub, secrets: LocationSecrets): Promise<PublicKey> {
  const call = callBelow(secrets, 'public-key', 'read the public key for secrets')
  return github.get({ ...call, isPatient: true }, ({ key_id, key }) => {
    const publicKey = { id: asText(key_id), key: asText(key) }
    return publicKey.id !== '' && PUBLIC_KEY.test(publicKey.key) ? publicKey : undefined
  })
}

/** The visibility to send with a write, which replaces the secret's own; undefined for all but organization secrets. */
async function visibilityToWrite(
  { github, secrets, visibility }: OpenLocation,
  name: string
): Promise<VisibilityFields | undefined> {
  if (secrets.scope !== 'organization' || visibility !== undefined) return visibility
  const current = await readVisibility(github, secrets, name)
  if (current !== undefined) return current
  throw new ActionError(
    'input',
    `\`secret-visibility\`: the ${secrets.owner.displayName} has no secret ${name} yet, so there is no visibility to keep.`,
    'Set `secret-visibility` to `all`, `private`, or the repositories that may read it, OWNER/NAME one per line.'
  )
}

/** Makes sure that a secret whose visibility is to stay has one. Throws ActionError. */
async function writableSecret(open: OpenLocation, name: string): Promise<WritableSecret> {
  await visibilityToWrite(open, name)
  const { github, secrets, visibility, ownerId } = open
  const environment = secrets.environment.toLowerCase()
  const destination = [github.apiUrl.host, secrets.scope, ownerId, environment, name]
  async function lastWritten(): Promise<LastWritten> {
    const doing = `read the time of the last write of the secret ${name}`
    const read = (body: JsonObject) => parseDate(asText(body.updated_at)) ?? 'unknown'
    const written = github.get(callBelow(secrets, name, doing), read)
    return (await written.catch(undefinedIfMissing)) ?? 'never'
  }
  return {
    displayName: `the secret ${name} ${secrets.displayName}`,
    name,
    destination: destination.filter(part => part !== ''),
    lastWritten,
    async hasOtherVisibility() {
      if (visibility === undefined) return false
      const current = await readVisibility(github, secrets, name)
      return current !== undefined && !isDeepStrictEqual(current, visibility)
    },
    now: () => github.now(),
    async refreshTime() {
      if (github.isTimeStale()) await lastWritten()
    },
    write: (value, beforeWrite) => github.enqueue(() => writeSecret(open, name, value, beforeWrite))
  }
}

/** "Create or update a … secret": once more with a new public key, if GitHub refuses and the key has changed. */
async function writeSecret(
  open: OpenLocation,
  name: string,
  value: Credential,
  beforeAttempt: () => void
): Promise<WriteStatus> {
  const { github, secrets, publicKey } = open
  const visibility = await visibilityToWrite(open, name)
  const call = { ...callBelow(secrets, name, `write the secret ${name}`), isPatient: true }
  const put = ({ id, key }: PublicKey) => {
    const json = { encrypted_value: seal(value.reveal(), key), key_id: id, ...visibility }
    return github.put(call, json, beforeAttempt)
  }
  return put(publicKey).catch(async thrown => {
    const refusal = asActionError(thrown)
    const isRefused = refusal.code === 'github-refused'
    const newKey = isRefused
      ? await readPublicKey(github, secrets).catch(() => publicKey)
      : publicKey
    if (newKey.id === publicKey.id) throw refusal
    return put(newKey).catch(error => {
      throw error.with({ maybeDone: error.maybeDone || refusal.maybeDone })
    })
  })
}
