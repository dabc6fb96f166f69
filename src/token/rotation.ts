import { createHash } from 'node:crypto'
import type { ActionError } from '../core/errors.ts'
import type { RunContext } from '../core/run.ts'
import type { LastWritten } from '../github/writable-secret.ts'
import type { KeepPrevious } from '../inputs/settings.ts'
import type { TokenListing, TokenRecord } from '../vault/tokens.ts'

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
  /** When it was made, by its name, in Unix milliseconds. */
  madeMs: number
}

/** Selects the records whose names have one destination, whatever their label. */
function ofDestination(records: TokenRecord[], destination: string): OwnRecord[] {
  return records.flatMap(record => {
    const parts = parseName(record.name)
    return parts?.destination === destination ? [{ ...record, madeMs: parts.made * 1000 }] : []
  })
}

/**
 * No write of a secret begins later than this after its token was made, and nothing younger than TOO_RECENT when it was listed
 * is deleted. That overlapping runs are safe rests on these two numbers: what another run may be about to store is too recent.
 */
const WRITTEN_WITHIN_MS = 10 * 60_000
const TOO_RECENT_MS = 15 * 60_000
/** How far the Date of GitHub's responses and its notes of when a secret was written may be apart. */
const CLOCK_SLACK_MS = 60_000

/** One moment by three clocks, in milliseconds. */
export interface Moment {
  /** The monotonic clock, which stands still while a machine sleeps. */
  elapsedMs: number
  /** The machine's wall clock. */
  wallMs: number
  /** GitHub's clock; undefined if its responses do not tell it. */
  gitHubMs: number | undefined
}

/**
 * Whether a token that was named at one moment is too old to be stored at another. GitHub's time goes on with the monotonic clock
 * between two responses, so for how long the machine slept, as the wall clock tells, counts beside both. If somebody set the wall
 * clock, to either side, that counts too: nobody knows whether the machine slept.
 */
export function isTooLate(named: Moment, now: Moment): boolean {
  const byMonotonic = now.elapsedMs - named.elapsedMs
  const byGitHub = (now.gitHubMs ?? 0) - (named.gitHubMs ?? Number.POSITIVE_INFINITY)
  const sleptMs = Math.abs(now.wallMs - named.wallMs - byMonotonic)
  return Math.max(byMonotonic, byGitHub) + sleptMs > WRITTEN_WITHIN_MS
}

/** What is known of a user's tokens, and of the secret that one of them is for. */
export interface Survey {
  listing: TokenListing
  /** When the secret was last written before this run, or why that could not be asked; `unknown` for an output. */
  written: LastWritten | ActionError
  /** When the tokens were listed, by GitHub's clock; undefined if its responses do not tell it. */
  listedAt: Date | undefined
}

export interface CleanupPlan {
  toDelete: OwnRecord[]
  /** Perhaps another run is about to store them. */
  tooRecent: OwnRecord[]
}

/**
 * Decides what happens to our other tokens of a destination; nothing else is ever deleted.
 * @param own the record of the new token
 */
export function planCleanup(
  survey: Survey,
  own: Pick<TokenRecord, 'id' | 'name' | 'userId'>,
  destination: string,
  keepPrevious: KeepPrevious
): CleanupPlan {
  const others = ofDestination(survey.listing.records, destination).filter(
    ({ id, userId }) => id !== own.id && userId === own.userId && userId !== ''
  )
  const ofKind = (kind: Kind) => others.filter(record => kindOf(record, own.name, survey) === kind)
  const older = ofKind('older').sort((a, b) => b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1))
  // Nobody can tell which of the holders the secret held, so together they count as one.
  const groups = [ofKind('holder'), ...older.map(record => [record])]
  const previous = groups.filter(({ length }) => length > 0)
  const superseded = keepPrevious === 'all' ? [] : previous.slice(keepPrevious).flat()
  return {
    toDelete: ofKind('duplicate').concat(ofKind('never stored'), superseded),
    tooRecent: ofKind('too recent')
  }
}

type Kind = 'duplicate' | 'unknown' | 'too recent' | 'never stored' | 'holder' | 'older'

/** What a token is beside a new one of that name: the first row that fits counts (design section 3). */
function kindOf({ name, madeMs }: OwnRecord, newName: string, survey: Survey): Kind {
  const { written, listedAt } = survey
  if (name === newName) return 'duplicate'
  const isKnown = written === 'never' || written instanceof Date
  if (listedAt === undefined || !isKnown) return 'unknown'
  if (madeMs + TOO_RECENT_MS > listedAt.getTime()) return 'too recent'
  if (written === 'never') return 'older'
  if (madeMs > written.getTime() + CLOCK_SLACK_MS) return 'never stored'
  return mayHold(madeMs, written) ? 'holder' : 'older'
}

/** Whether a token may be what the secret held when it was written then. */
function mayHold(madeMs: number, written: Survey['written']): boolean {
  if (!(written instanceof Date)) return false
  const tookMs = written.getTime() - madeMs
  return tookMs >= -CLOCK_SLACK_MS && tookMs <= WRITTEN_WITHIN_MS + CLOCK_SLACK_MS
}

/**
 * Finds the records of all users that may be of the token which the secret holds.
 * @returns the one that expires first in front; none if none was made when the secret was written
 */
export function findHolders({ listing, written }: Survey, destination: string): OwnRecord[] {
  return ofDestination(listing.records, destination)
    .filter(({ userId, madeMs }) => userId !== '' && mayHold(madeMs, written))
    .sort((a, b) => expiryMs(a.expiry) - expiryMs(b.expiry))
}

/** An expiry in Unix milliseconds; never is later than all others. */
export function expiryMs(expiry: Date | undefined): number {
  return expiry?.getTime() ?? Number.POSITIVE_INFINITY
}

/** Whether one expiry is later than another by more than some milliseconds. */
export function isLater(expiry: Date | undefined, other: Date | undefined, byMs: number): boolean {
  return expiryMs(expiry) - expiryMs(other) > byMs
}
