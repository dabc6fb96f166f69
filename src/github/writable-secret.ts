import pLimit from 'p-limit'
import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import { asText, type JsonObject } from '../core/json.ts'
import type { RunContext } from '../core/run.ts'
import { parseDate } from '../core/time.ts'
import type { World } from '../net/world.ts'
import { GitHub, undefinedIfMissing, type WriteStatus } from './client.ts'
import {
  callBelow,
  describeLocation,
  environmentOf,
  type LocationOwner,
  ownerOf,
  type SecretLocation
} from './locations.ts'
import { explainMissing, readOwnerId } from './owners.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import { seal } from './seal.ts'
import {
  isSameVisibility,
  readVisibility,
  resolveVisibility,
  type Visibility,
  type VisibilityFields,
  visibilityRequired
} from './visibility.ts'
import { createWriteQueue, type WriteQueue } from './write-queue.ts'

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
  open(
    location: SecretLocation,
    names: string[]
  ): Promise<(name: string) => Promise<WritableSecret>>
}

/** An App's token lives for an hour, and the public key may change at any time. */
const OPEN_FOR_MS = 5 * 60_000
const OPENED_AT_ONCE = 10

/** Makes the access to GitHub's secrets for one run; all writes of the run share one queue. */
export function createSecretStore(access: SecretAccess, world: World): SecretStore {
  const github = new GitHub(access.apiUrl, access.token, world)
  const queue = createWriteQueue(world)
  const limit = pLimit(OPENED_AT_ONCE)
  const opened = new Map<string, { at: number; location: Promise<OpenLocation> }>()

  function openOnce(location: SecretLocation): Promise<OpenLocation> {
    const key = JSON.stringify(location)
    const known = opened.get(key)
    const now = world.clock.elapsed()
    if (known !== undefined && now - known.at <= OPEN_FOR_MS) return known.location
    const opening = limit(() => openLocation(location, access.visibility, github, world.run))
    opened.set(key, { at: now, location: opening })
    return opening
  }

  return {
    async open(location, names) {
      const open = await openOnce(location)
      await Promise.all(names.map(name => checkVisibility(open, name)))
      return async name => {
        await checkVisibility(open, name)
        return writableSecret(open, name, queue)
      }
    }
  }
}

/** A location at which the token may write secrets. */
interface OpenLocation {
  github: GitHub
  location: SecretLocation
  publicKey: PublicKey
  /** Of its repository or organization. */
  ownerId: string
  /** Of organization secrets, as asked for; undefined: unchanged. */
  visibility: VisibilityFields | undefined
  /** By name: whether the secret's own visibility could be read. */
  checks: Map<string, Promise<void>>
}

async function openLocation(
  location: SecretLocation,
  wanted: Visibility | undefined,
  github: GitHub,
  run: RunContext
): Promise<OpenLocation> {
  const owner = ownerOf(location)
  const others = Promise.all([
    knownOwnerId(owner, run) || readOwnerId(github, owner),
    wanted && resolveVisibility(github, wanted)
  ])
  // If the public key can't be read either, that error says more.
  others.catch(() => {})
  const publicKey = await readPublicKey(github, location)
  const [ownerId, visibility] = await others
  return { github, location, publicKey, ownerId: String(ownerId), visibility, checks: new Map() }
}

/** The numeric id if this is the run's own repository or the organization that it belongs to; otherwise empty. */
function knownOwnerId({ path }: LocationOwner, run: RunContext): string {
  const repository = run.repository.toLowerCase()
  const organization = repository.split('/')[0]
  if (path.toLowerCase() === `/repos/${repository}`) return run.repositoryId
  return path.toLowerCase() === `/orgs/${organization}` ? run.ownerId : ''
}

/** Makes sure, once, that a secret whose visibility is to stay has one. Throws ActionError. */
function checkVisibility(open: OpenLocation, name: string): Promise<void> {
  const check = open.checks.get(name) ?? visibilityToWrite(open, name).then(() => {})
  open.checks.set(name, check)
  return check
}

/** The visibility to send with a write, which replaces the secret's own; undefined for all but organization secrets. */
async function visibilityToWrite(
  { github, location, visibility }: OpenLocation,
  name: string
): Promise<VisibilityFields | undefined> {
  if (location.scope !== 'organization' || visibility !== undefined) return visibility
  const current = await readVisibility(github, location, name)
  if (current === undefined) throw visibilityRequired(location, name)
  return current
}

function writableSecret(open: OpenLocation, name: string, queue: WriteQueue): WritableSecret {
  const { github, location, visibility, ownerId } = open
  const environment = environmentOf(location).toLowerCase()
  const destination = [github.apiUrl.host, location.scope, ownerId, environment, name]
  return {
    displayName: `the secret ${name} ${describeLocation(location)}`,
    name,
    destination: destination.filter(part => part !== ''),
    async lastWritten() {
      const call = callBelow(
        location,
        name,
        `read the time of the last write of the secret ${name}`
      )
      const read = (body: JsonObject) => parseDate(asText(body.updated_at)) ?? 'unknown'
      return (await github.get(call, read).catch(undefinedIfMissing)) ?? 'never'
    },
    async hasOtherVisibility() {
      if (location.scope !== 'organization' || visibility === undefined) return false
      const current = await readVisibility(github, location, name)
      return current !== undefined && !isSameVisibility(current, visibility)
    },
    now: () => github.now(),
    write(value, beforeWrite) {
      const beforeAttempt = async () => {
        await queue.waitForSlot()
        beforeWrite()
      }
      return queue.enqueue(() => writeSecret(open, name, value, beforeAttempt))
    }
  }
}

/** "Create or update a … secret": once more with a new public key, if GitHub refuses and the key has changed. */
async function writeSecret(
  open: OpenLocation,
  name: string,
  value: Credential,
  beforeAttempt: () => Promise<void>
): Promise<WriteStatus> {
  const { github, location, publicKey } = open
  const visibility = await visibilityToWrite(open, name)
  const call = callBelow(location, name, `write the secret ${name}`)
  const put = ({ id, key }: PublicKey) => {
    const json = { encrypted_value: seal(value.reveal(), key), key_id: id, ...visibility }
    return github.put({ ...call, isPatient: true }, json, beforeAttempt)
  }
  try {
    return await put(publicKey)
  } catch (thrown) {
    const refusal = asActionError(thrown)
    const newKey = await changedKey(open, refusal)
    if (newKey === undefined) throw await explainMissing(github, location, refusal)
    return await put(newKey).catch(error => {
      throw error.with({ maybeDone: error.maybeDone || refusal.maybeDone })
    })
  }
}

/** The public key that GitHub has now, if it refused a write and the key is another one. */
async function changedKey(
  { github, location, publicKey }: OpenLocation,
  refusal: ActionError
): Promise<PublicKey | undefined> {
  if (refusal.code !== 'github-refused') return undefined
  const now = await readPublicKey(github, location).catch(() => publicKey)
  return now.id === publicKey.id ? undefined : now
}
