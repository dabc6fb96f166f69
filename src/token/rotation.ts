import { createHash } from 'node:crypto'
import type { RunContext } from '../core/run.ts'
import type { LastWritten } from '../github/writable-secret.ts'
import type { KeepPrevious } from '../inputs/settings.ts'
import type { TokenRecord } from '../vault/token-records.ts'

/** The parts of a token's name in Vault: `{label} #{run id}.{attempt}-{destination}-{made}{nonce}`. */
export interface NameParts {
  /** `token-name`, for people; may itself contain ` #`. */
  label: string
  runId: string
  attempt: string
  /** 8 hex digits. */
  destination: string
  /** Unix seconds just before it was generated: by GitHub's clock for a secret, by Vault's for an output. */
  made: number
  /** 8 hex digits (4 in names of earlier versions). */
  nonce: string
}

const NAME_END =
  / #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{8}|[0-9a-f]{4})$/

/** Parses a token's name in Vault; undefined if this action did not make it. */
export function parseName(name: string): NameParts | undefined {
  const match = NAME_END.exec(name)
  if (match === null) return undefined
  const { runId = '', attempt = '', destination = '', made = '', nonce = '' } = match.groups ?? {}
  const label = name.slice(0, match.index)
  return { label, runId, attempt, destination, made: Number.parseInt(made, 16), nonce }
}

/** Writes a token's name in Vault. */
export function formatName(parts: NameParts): string {
  const { label, runId, attempt, destination, made, nonce } = parts
  return `${label} #${runId}.${attempt}-${destination}-${made.toString(16).padStart(8, '0')}${nonce}`
}

/** Hashes a canonical destination to 8 hex digits. Later versions have to make the same of it, or old tokens are not found. */
export function hashDestination(destination: string[]): string {
  return createHash('sha256').update(JSON.stringify(destination)).digest('hex').slice(0, 8)
}

/** The canonical destination of a token that is only an output. Some runners (act, for one) give no id. */
export function outputDestination({ apiUrl, repositoryId, repository }: RunContext): string[] {
  const apiHost = URL.parse(apiUrl)?.hostname ?? ''
  return [apiHost, 'output', repositoryId || repository.toLowerCase()]
}

/** A record whose name this action made for one destination. */
export interface OwnRecord extends TokenRecord {
  /** By its name, in Unix seconds. */
  made: number
}

/** Selects the records of one user whose names have one destination, whatever their label; nothing else is ever deleted. */
function selectOwn(records: TokenRecord[], userId: string, destination: string): OwnRecord[] {
  return ofDestination(records, destination).filter(
    record => userId !== '' && record.userId === userId
  )
}

function ofDestination(records: TokenRecord[], destination: string): OwnRecord[] {
  return records.flatMap(record => {
    const parts = parseName(record.name)
    return parts?.destination === destination ? [{ ...record, made: parts.made }] : []
  })
}

/**
 * No write of a secret begins later than this after its token was made, and nothing younger than TOO_RECENT when it was listed
 * is deleted. That overlapping runs are safe rests on these two numbers: what another run may be about to store is too recent.
 */
const WRITTEN_WITHIN_SECONDS = 10 * 60
const TOO_RECENT_SECONDS = 15 * 60
/** How far the Date of GitHub's responses and its notes of when a secret was written may be apart. */
const CLOCK_SLACK_SECONDS = 60

/**
 * Whether a token is too old to be stored.
 * @param ageMs since it was named, by the monotonic clock
 * @param made by its name
 * @param now GitHub's time; undefined if its responses do not tell it: then no run deletes what may be another's
 */
export function isTooLate(ageMs: number, made: number, now: Date | undefined): boolean {
  const ageByGitHub = now === undefined ? 0 : toSeconds(now) - made
  return Math.max(ageMs / 1000, ageByGitHub) > WRITTEN_WITHIN_SECONDS
}

/** What tells which of our tokens are superseded. */
export interface SecretHistory {
  /** When the secret was last written before this run. */
  written: Date | 'never'
  /** When the tokens were listed, by the clock of `made`. */
  listedAt: Date
  keepPrevious: KeepPrevious
}

export interface CleanupPlan {
  toDelete: OwnRecord[]
  /** Perhaps another run is about to store them. */
  tooRecent: OwnRecord[]
}

/**
 * Decides what happens to our other tokens of a destination: the first row that fits counts (design section 3).
 * @param own the record of the new token
 * @param history undefined for an output, or if it is unknown: then only duplicates are deleted, which a lost response left
 */
export function planCleanup(
  records: TokenRecord[],
  own: Pick<TokenRecord, 'id' | 'name' | 'userId'>,
  destination: string,
  history: SecretHistory | undefined
): CleanupPlan {
  const others = selectOwn(records, own.userId, destination).filter(({ id }) => id !== own.id)
  const toDelete = others.filter(({ name }) => name === own.name)
  const tooRecent: OwnRecord[] = []
  if (history === undefined) return { toDelete, tooRecent }
  const previous: OwnRecord[] = []
  for (const record of others.filter(({ name }) => name !== own.name)) {
    if (isTooRecent(record, history)) tooRecent.push(record)
    else if (wasNeverStored(record, history)) toDelete.push(record)
    else previous.push(record)
  }
  toDelete.push(...selectSuperseded(previous, history))
  return { toDelete, tooRecent }
}

function isTooRecent({ made }: OwnRecord, { listedAt }: SecretHistory): boolean {
  return made + TOO_RECENT_SECONDS > toSeconds(listedAt)
}

function wasNeverStored({ made }: OwnRecord, { written }: SecretHistory): boolean {
  return written !== 'never' && made > toSeconds(written) + CLOCK_SLACK_SECONDS
}

/** Those of which one is what the secret held count as the first previous one: nobody can tell which of them it is. */
function selectSuperseded(
  previous: OwnRecord[],
  { written, keepPrevious }: SecretHistory
): OwnRecord[] {
  if (keepPrevious === 'all') return []
  const holders = previous.filter(record => mayHold(record, written))
  const older = previous.filter(record => !mayHold(record, written))
  older.sort((a, b) => b.made - a.made || (a.id < b.id ? 1 : -1))
  if (holders.length === 0) return older.slice(keepPrevious)
  return keepPrevious === 0 ? [...holders, ...older] : older.slice(keepPrevious - 1)
}

type Written = LastWritten | Error | undefined

/** Whether a token may be what the secret held when it was written then. */
function mayHold({ made }: OwnRecord, written: Written): boolean {
  if (!(written instanceof Date)) return false
  const seconds = toSeconds(written)
  return (
    made >= seconds - WRITTEN_WITHIN_SECONDS - CLOCK_SLACK_SECONDS &&
    made <= seconds + CLOCK_SLACK_SECONDS
  )
}

const NEVER_MS = 8.64e15

/**
 * Finds the record of the token that a secret holds.
 * @returns of the records that it may be the one that expires first; undefined if none was made when the secret was written
 */
export function findHolder(
  records: TokenRecord[],
  userId: string,
  destination: string,
  written: Written
): OwnRecord | undefined {
  const expiryMs = ({ expiry }: OwnRecord) => expiry?.getTime() ?? NEVER_MS
  return selectOwn(records, userId, destination)
    .filter(record => mayHold(record, written))
    .sort((a, b) => expiryMs(a) - expiryMs(b))[0]
}

/** Finds tokens of other users that the secret may have held until now. */
export function findHoldersOfOthers(
  records: TokenRecord[],
  userId: string,
  destination: string,
  written: Written
): OwnRecord[] {
  if (userId === '') return []
  return ofDestination(records, destination).filter(
    record => ![userId, ''].includes(record.userId) && mayHold(record, written)
  )
}

function toSeconds(date: Date): number {
  return date.getTime() / 1000
}
