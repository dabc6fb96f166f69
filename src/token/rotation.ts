import { createHash } from 'node:crypto'
import type { SecretPlace } from '../github/secrets.ts'
import type { TokenRecord } from '../vault/token-records.ts'

/** Where a token goes to; two of them under one label never touch each other's tokens. */
export type Destination =
  | Readonly<{ is: 'output'; repository: string }>
  | Readonly<{ is: 'secret'; place: SecretPlace; name: string }>

/**
 * In: a destination and the host of GitHub's API. Out: the first 8 hex digits of the SHA-256 of its canonical form: the same for the
 * same place, however it is spelt.
 */
export const destinationId = (destination: Destination, apiHost: string): string =>
  createHash('sha256')
    .update(JSON.stringify([apiHost.toLowerCase(), ...canonical(destination)]))
    .digest('hex')
    .slice(0, 8)

const canonical = (destination: Destination): readonly string[] => {
  if (destination.is === 'output') return ['output', destination.repository.toLowerCase()]
  const { place, name } = destination
  const owner = place.scope === 'organization' ? place.organization : place.repository
  const within = place.scope === 'environment' ? [place.environment.toLowerCase()] : []
  return [place.scope, owner.toLowerCase(), ...within, name.toUpperCase()]
}

/** What marks a token as one of ours: the label and where it goes to. */
export type Mark = Readonly<{
  /** The input `token-name`; may itself contain ` #`. */
  label: string
  /** 8 hex digits, see `destinationId`. */
  destination: string
}>

export type NameParts = Mark &
  Readonly<{
    runId: string
    attempt: string
    /** Unix seconds. */
    made: number
    /** 4 hex digits. */
    nonce: string
  }>

/** In: the parts. Out: the token's name in Vault: `{label} #{run id}.{attempt}-{destination}-{made}{nonce}`. */
export const tokenName = ({ label, runId, attempt, destination, made, nonce }: NameParts): string =>
  `${label} #${runId}.${attempt}-${destination}-${made.toString(16).padStart(8, '0')}${nonce}`

/** How a name of ours ends; what comes before is its label. */
const END = / #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{4})$/

/** In: a token's name in Vault. Out: its parts, or undefined when it is none of this action's. */
export const parseName = (name: string): NameParts | undefined => {
  const end = END.exec(name)
  if (end === null) return undefined
  // A match has all its groups.
  const parts = end.groups as Record<Exclude<keyof NameParts, 'label'>, string>
  return { ...parts, label: name.slice(0, end.index), made: Number.parseInt(parts.made, 16) }
}

/** A record of ours, with when it was made by its name (Unix seconds). */
type Ours = TokenRecord & Readonly<{ made: number }>

/** In: records, the user who owns ours, and our mark. Out: those of that user whose name parses to the mark; nothing else is ever deleted. */
const oursAmong = (records: readonly TokenRecord[], user: string, mark: Mark): readonly Ours[] =>
  records.flatMap(record => {
    const parts = parseName(record.name)
    const ours = user !== '' && record.user === user && parts?.label === mark.label && parts.destination === mark.destination
    return ours ? [{ ...record, made: parts.made }] : []
  })

/** A token that was never used this long after it was made is held by nobody: each is used once, to verify it, before it is stored. In seconds. */
const ORPHAN_AFTER = 15 * 60

const newestFirst = (a: Ours, b: Ours): number => b.made - a.made || b.id.localeCompare(a.id, 'en')

type Sorted = Readonly<{ orphans: readonly Ours[]; previous: readonly Ours[] }>

/**
 * In: our records but for the newest, and whether this Vault records uses. Out: orphans, and previous ones, newest first.
 * One that is unused and young may be another run's that is about to be stored: it is neither.
 */
const sorted = (others: readonly Ours[], recordsUses: boolean, now: Date): Sorted => {
  const unused = (record: Ours) => recordsUses && record.lastUsed === undefined
  const old = (record: Ours) => record.made + ORPHAN_AFTER < now.getTime() / 1000
  return {
    orphans: others.filter(record => unused(record) && old(record)),
    previous: others.filter(record => !unused(record)).sort(newestFirst)
  }
}

/** How many superseded tokens stay; `all` deletes none of them. */
export type KeepPrevious = number | 'all'

const beyond = (previous: readonly Ours[], keep: KeepPrevious): readonly Ours[] => (keep === 'all' ? [] : previous.slice(keep))

/** What `keepPrevious: undefined` asks for: only what a lost answer left under the very same name. */
export type CleanUp = Readonly<{ mark: Mark; keepPrevious: KeepPrevious | undefined; now: Date }>

/**
 * In: all active records that the new token sees, and its own id. Out: the ids to delete, or undefined when the new token itself is
 * not among them: it is dead. Never its own id.
 */
export const superseded = (
  records: readonly TokenRecord[],
  newId: string,
  { mark, keepPrevious, now }: CleanUp
): readonly string[] | undefined => {
  const own = records.find(record => record.id === newId)
  if (own === undefined) return undefined
  const others = oursAmong(records, own.user, mark).filter(record => record.id !== newId)
  const leftovers = others.filter(record => record.name === own.name)
  if (keepPrevious === undefined) return leftovers.map(record => record.id)
  const { orphans, previous } = sorted(
    others.filter(record => record.name !== own.name),
    own.lastUsed !== undefined,
    now
  )
  return [...leftovers, ...orphans, ...beyond(previous, keepPrevious)].map(record => record.id)
}

/** Which record belongs to a token whose value was given, not its id. */
export type Own = Readonly<{
  record: TokenRecord
  /** Every id that it may be: none of them may be taken for another token. */
  candidates: readonly string[]
  /** Whether a last use moved with the question; else it is a guess among all that are used. */
  moved: boolean
}>

const isUsed = (record: TokenRecord): record is TokenRecord & Readonly<{ lastUsed: Date }> => record.lastUsed !== undefined

/**
 * @param user whose token it is; empty when Vault did not say
 * @param asked when the question was asked, by Vault's clock; a record that was used since then is the one that asked
 * @returns of the used ones of ours that moved with the question the soonest expiring, else the soonest expiring used one of all;
 *   undefined when none of ours is used
 */
export const ownRecord = (records: readonly TokenRecord[], user: string, mark: Mark, asked: Date): Own | undefined => {
  const used = records.filter(isUsed).filter(record => oursAmong([record], user === '' ? record.user : user, mark).length > 0)
  const recent = used.filter(record => record.lastUsed >= asked)
  const candidates = [...(recent.length > 0 ? recent : used)].sort(soonestFirst)
  const [record] = candidates
  return record && { record, candidates: candidates.map(({ id }) => id), moved: recent.length > 0 }
}

const FOR_EVER = 8.64e15
const soonestFirst = (a: TokenRecord, b: TokenRecord): number =>
  (a.expiry?.getTime() ?? FOR_EVER) - (b.expiry?.getTime() ?? FOR_EVER)

/** In: an expiry (undefined: never), how long before it to renew (seconds), the time by Vault's clock. Out: whether it is time. */
export const isDue = (expiry: Date | undefined, renewBefore: number, now: Date): boolean =>
  expiry !== undefined && expiry.getTime() - now.getTime() <= renewBefore * 1000

/** How many active tokens a user may hold ("API Access Tokens"), and from which count on a run warns. */
export const TOKEN_LIMIT = 25
export const TOKEN_WARNING = 20

/** In: the records and one of them. Out: how many active tokens its user holds. */
export const activeOfUser = (records: readonly TokenRecord[], user: string): number =>
  records.filter(record => record.user === user).length

/**
 * Which one token makes room for a new one at the limit: of ours the oldest beyond `keepPrevious` or orphaned, never one that may be
 * the current one.
 * @returns its id; undefined when there is room, or none may go
 */
export const makesRoom = (
  records: readonly TokenRecord[],
  { record: current, candidates }: Own,
  mark: Mark,
  keepPrevious: KeepPrevious,
  now: Date
): string | undefined => {
  if (activeOfUser(records, current.user) < TOKEN_LIMIT) return undefined
  const others = oursAmong(records, current.user, mark).filter(record => !candidates.includes(record.id))
  const { orphans, previous } = sorted(others, current.lastUsed !== undefined, now)
  return [...orphans, ...beyond(previous, keepPrevious)].sort(newestFirst).at(-1)?.id
}
