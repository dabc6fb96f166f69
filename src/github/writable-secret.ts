import { isDeepStrictEqual } from 'node:util'
import pLimit from 'p-limit'
import type { Credential } from '../core/credential.ts'
import { ActionError } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import type { RunContext } from '../core/run.ts'
import { parseDate } from '../core/time.ts'
import type { GitHub, WriteStatus } from './client.ts'
import { describeSecrets, type LocationSecrets, type SecretLocation } from './locations.ts'
import { seal } from './seal.ts'

/** Which repositories may read an organization secret; a list: OWNER/NAME each. */
export type Visibility = 'all' | 'private' | string[]

/** A visibility as GitHub's API takes it. */
interface VisibilityFields {
  visibility: string
  selected_repository_ids?: number[]
}

/** When a secret was last written, by GitHub's clock, to the second. `never`: it does not exist; `unknown`: GitHub does not say when. */
export type LastWritten = Date | 'never' | 'unknown'

/** A secret that can be written: GitHub allows it, and everything that is needed for it is here. */
export type WritableSecret = ReturnType<typeof writableSecret>

interface PublicKey {
  id: string
  key: string
}

/** A location at which the token may write secrets. */
interface OpenLocation {
  github: GitHub
  location: SecretLocation
  secrets: LocationSecrets
  publicKey: PublicKey
  /** Of its repository or organization. */
  ownerId: string
  /** Of organization secrets, as asked for; undefined: unchanged. */
  visibility: VisibilityFields | undefined
}

/** An App's token lives for an hour, and the public key may change at any time. */
const OPEN_FOR_MS = 5 * 60_000
const OPENED_AT_ONCE = 10
/** 32 bytes in base64. */
const PUBLIC_KEY = /^[A-Za-z\d+/]{43}=$/

/**
 * Makes what opens the locations of one run: it asks GitHub for all that is needed to write secrets there, again after 5 minutes.
 * @param visibility of organization secrets; undefined: an existing one keeps its own, a new one is an error
 * @returns opens a location, for the names that are known to be written there; throws ActionError if the token may not write them
 */
export function createSecretOpener(github: GitHub, visibility: Visibility | undefined) {
  const limit = pLimit(OPENED_AT_ONCE)
  const opened = new Map<string, { at: number; opening: ReturnType<typeof openLocation> }>()
  return async (location: SecretLocation, names: string[]) => {
    const key = JSON.stringify(location)
    const now = github.world.clock.elapsed()
    let known = opened.get(key)
    if (known === undefined || now - known.at > OPEN_FOR_MS) {
      known = { at: now, opening: limit(() => openLocation(github, location, visibility)) }
      opened.set(key, known)
    }
    const secretNamed = await known.opening
    await Promise.all(names.map(secretNamed))
    return secretNamed
  }
}

async function openLocation(github: GitHub, location: SecretLocation, wanted?: Visibility) {
  const secrets = describeSecrets(location)
  const readId = (owner: string) => github.readId(owner, secrets.permission)
  const others = Promise.all([
    knownId(location.owner, github.world.run) || readId(location.owner),
    Array.isArray(wanted)
      ? Promise.all(wanted.map(readId)).then(selected)
      : wanted && { visibility: wanted }
  ])
  // If the public key can't be read either, that error says more.
  others.catch(() => {})
  const publicKey = await readPublicKey(github, secrets)
  const [ownerId, visibility] = await others
  const open = { github, location, secrets, publicKey, ownerId: String(ownerId), visibility }
  const known = new Map<string, Promise<WritableSecret>>()
  return (name: string) => {
    // Makes sure that a secret whose visibility is to stay has one.
    const secret =
      known.get(name) ?? visibilityToWrite(open, name).then(() => writableSecret(open, name))
    known.set(name, secret)
    return secret
  }
}

/** The numeric id of the run's own repository, and of the organization that it belongs to; otherwise empty. */
function knownId(owner: string, { repository, repositoryId, ownerId }: RunContext): string {
  if (owner === repository) return repositoryId
  return owner === repository.split('/')[0] ? ownerId : ''
}

/** Describes a call about something below a location's secrets; `doing` is completed with the location. */
function callBelow(secrets: LocationSecrets, below: string, doing: string) {
  const { displayName, path, permission } = secrets
  return { doing: `${doing} ${displayName}`, path: `${path}/${below}`, permission }
}

/** "Get a … public key", with which a value can be encrypted. */
function readPublicKey(github: GitHub, secrets: LocationSecrets): Promise<PublicKey> {
  const call = callBelow(secrets, 'public-key', 'read the public key for secrets')
  return github.get(call, ({ key_id, key }) => {
    const publicKey = { id: asText(key_id), key: asText(key) }
    return publicKey.id !== '' && PUBLIC_KEY.test(publicKey.key) ? publicKey : undefined
  })
}

function writableSecret(open: OpenLocation, name: string) {
  const { github, location, secrets, visibility, ownerId } = open
  const { scope, environment = '' } = location
  const destination = [github.apiUrl.host, scope, ownerId, environment.toLowerCase(), name]
  async function lastWritten(): Promise<LastWritten> {
    const secret = await readSecret(open, name)
    return secret === undefined ? 'never' : (parseDate(asText(secret.updated_at)) ?? 'unknown')
  }
  return {
    /** As a message names it: `the secret VAULT_TOKEN of the repository acme/pipelines`. */
    displayName: `the secret ${name} ${secrets.displayName}`,
    name,
    /** For the token's name (design section 3). */
    destination: destination.filter(part => part !== ''),
    lastWritten,
    /** Whether a visibility was asked for that differs, as a set of ids, from the secret's. */
    async hasOtherVisibility() {
      const current = visibility && (await readVisibility(open, name))
      return !isDeepStrictEqual(current, visibility)
    },
    now: () => github.clock.now(),
    /** Asks GitHub for its time, if this machine may have slept since it has told it. */
    async refreshTime() {
      if (github.isTimeStale()) await lastWritten()
    },
    /**
     * Encrypts the value and writes it, when its turn has come, with retries.
     * @param beforeWrite called right before each attempt; throws if it must not begin any more
     * @throws ActionError; with `maybeDone` the value may be stored (also if a refusal follows an unclear attempt)
     */
    write: (value: Credential, beforeWrite: () => void) =>
      github.enqueue(() => writeSecret(open, name, value, beforeWrite))
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
  const put = ({ id, key }: PublicKey) => {
    const json = { encrypted_value: seal(value.reveal(), key), key_id: id, ...visibility }
    return github.put(callBelow(secrets, name, `write the secret ${name}`), json, beforeAttempt)
  }
  return put(publicKey).catch(async (refusal: ActionError) => {
    if (refusal.code !== 'github-refused') throw refusal
    const newKey = await readPublicKey(github, secrets).catch(() => publicKey)
    if (newKey.id === publicKey.id) throw refusal
    return put(newKey).catch((error: ActionError) => {
      throw error.with({ maybeDone: error.maybeDone || refusal.maybeDone })
    })
  })
}

/** The visibility to send with a write, which replaces the secret's own; undefined for all but organization secrets. */
async function visibilityToWrite(open: OpenLocation, name: string) {
  const { location, secrets, visibility } = open
  if (location.scope !== 'organization' || visibility !== undefined) return visibility
  const current = await readVisibility(open, name)
  if (current !== undefined) return current
  throw new ActionError(
    'input',
    `\`secret-visibility\`: there is no secret ${name} ${secrets.displayName} yet, so there is no visibility to keep.`,
    'Set `secret-visibility` to `all`, `private`, or the repositories that may read it, OWNER/NAME one per line.'
  )
}

/** Asks for all but the value of a secret; undefined if GitHub itself says that there is none. */
function readSecret({ github, secrets }: OpenLocation, name: string) {
  const call = { ...callBelow(secrets, name, `look up the secret ${name}`), mayBeMissing: true }
  return github
    .get(call, body => (body.name === undefined ? undefined : body))
    .catch((error: ActionError) => {
      if (error.code !== 'github-not-found' || error.reason !== 'HTTP 404') throw error
      return undefined
    })
}

/** The visibility of an organization secret with all its repositories; undefined if there is no such secret. */
async function readVisibility(open: OpenLocation, name: string) {
  const secret = await readSecret(open, name)
  const visibility = asText(secret?.visibility)
  if (visibility === 'selected') return selected(await readRepositories(open, name))
  return visibility === '' ? undefined : { visibility }
}

/** "List selected repositories for an organization secret": all pages. Writing a part of them would take the secret from the others. */
async function readRepositories({ github, secrets }: OpenLocation, name: string) {
  const doing = `list the repositories of the secret ${name}`
  const ids = new Set<number>()
  for (let page = 1; ; page++) {
    const below = `${name}/repositories?per_page=100&page=${page}`
    const body = await github.get(callBelow(secrets, below, doing), rows => rows)
    const before = ids.size
    for (const row of asList(body.repositories)) {
      const id = asObject(row)?.id
      if (typeof id === 'number') ids.add(id)
    }
    if (ids.size === body.total_count) return [...ids]
    if (ids.size === before || ids.size > Number(asText(body.total_count))) {
      throw new ActionError(
        'github-refused',
        `Could not ${doing} ${secrets.displayName}: GitHub’s list of its repositories is not complete.`,
        'Run again, or set `secret-visibility`.'
      )
    }
  }
}

/** In one order, and none twice, so that equal sets of repositories have equal fields. */
function selected(ids: number[]): VisibilityFields {
  return { visibility: 'selected', selected_repository_ids: [...new Set(ids)].sort() }
}
