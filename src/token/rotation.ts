import { createHash } from 'node:crypto'
import { ActionError } from '../core/errors.ts'
import type { RunContext } from '../core/run.ts'
import type { LastWritten } from '../github/writable-secret.ts'
import type { TokenListing, TokenRecord } from '../vault/tokens.ts'
import type { TokenTask } from './token.ts'

/** The parts of a token's name in Vault (design section 3). */
interface NameParts {
  /** `token-name`, for people; may itself contain ` #`. */
  label: string
  runId: string
  attempt: string
  destination: string
  /** Unix seconds just before it was generated: by GitHub's clock for a secret, by Vault's for an output. */
  made: number
  nonce: string
}

/** `{label} #{run id}.{attempt}-{destination}-{made}{nonce}`; in names of earlier versions the nonce has 4 digits. */
const NAME =
  /^(?<label>.*) #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{8}|[0-9a-f]{4})$/s

/** Parses a token's name in Vault; undefined if this action did not make it. */
export function parseName(name: string): NameParts | undefined {
  const parts = NAME.exec(name)?.groups as Record<keyof NameParts, string> | undefined
  return parts && { ...parts, made: Number.parseInt(parts.made, 16) }
}

export function formatName({ label, runId, attempt, destination, made, nonce }: NameParts): string {
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

/** A record whose name this action made, with when it was made, by its name, in Unix milliseconds. */
export type OwnRecord = TokenRecord & { madeMs: number }

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

/** One moment by three clocks: the monotonic one, which stands still while a machine sleeps, the machine's wall clock, and GitHub's. */
export interface Moment {
  elapsedMs: number
  wallMs: number
  gitHubMs: number | undefined
}

/**
 * Whether a token that was named at one moment is too old to be stored at another. Between two responses GitHub's time goes on with
 * the monotonic clock, so how far the wall clock was off, because the machine slept or somebody set it, counts beside both.
 */
export function isTooLate(named: Moment, now: Moment): boolean {
  const byMonotonic = now.elapsedMs - named.elapsedMs
  const byGitHub = (now.gitHubMs ?? 0) - (named.gitHubMs ?? Number.POSITIVE_INFINITY)
  const sleptMs = Math.abs(now.wallMs - named.wallMs - byMonotonic)
  return Math.max(byMonotonic, byGitHub) + sleptMs > WRITTEN_WITHIN_MS
}

/** What is known of a user's tokens, and of the secret that one of them is for. */
export interface Survey extends TokenListing {
  /** When the secret was last written before this run, or why that could not be asked; `unknown` for an output. */
  written: LastWritten | ActionError
  /** When the tokens were listed, by GitHub's clock; undefined if its responses do not tell it. */
  listedAt: Date | undefined
}

/** Decides what happens to our tokens of a destination beside a new one; nothing else is ever deleted. */
export function planCleanup(
  survey: Survey,
  own: Pick<TokenRecord, 'id' | 'name' | 'userId'>,
  { destination, delivery }: TokenTask
) {
  const others = ofDestination(survey.records, destination).filter(
    ({ id, userId }) => id !== own.id && userId === own.userId && userId !== ''
  )
  const ofKind = (kind: ReturnType<typeof kindOf>) =>
    others.filter(record => kindOf(record, own.name, survey) === kind)
  // Of two made in one second the one with the higher id is newer.
  const older = ofKind('older').sort((a, b) => b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1))
  // Nobody can tell which of the holders the secret held, so together they count as one.
  const groups = [ofKind('holder'), ...older.map(record => [record])]
  const previous = groups.filter(({ length }) => length > 0)
  const keepPrevious = delivery.to === 'secret' ? delivery.keepPrevious : 'all'
  const superseded = keepPrevious === 'all' ? [] : previous.slice(keepPrevious).flat()
  return {
    toDelete: ofKind('duplicate').concat(ofKind('never stored'), superseded),
    tooRecent: ofKind('too recent'),
    unknown: ofKind('unknown')
  }
}

/** What a token is beside a new one of that name: the first row that fits counts (design section 3). */
function kindOf({ name, madeMs }: OwnRecord, newName: string, { written, listedAt }: Survey) {
  if (name === newName) return 'duplicate'
  if (listedAt === undefined || written === 'unknown' || written instanceof ActionError) {
    return 'unknown'
  }
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

/** Finds the records of all users that may be of the token which the secret holds, the one that expires first in front. */
export function findHolders({ records, written }: Survey, destination: string): OwnRecord[] {
  return ofDestination(records, destination)
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
