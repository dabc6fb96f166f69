import { createHash } from 'node:crypto'
import type { SecretPlace, Written } from '../github/secrets.ts'
import type { TokenRecord } from '../vault/token-records.ts'

/** Where a token goes to. Two of them never touch each other's tokens. */
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

export type NameParts = Readonly<{
  /** The input `token-name`, for people; may itself contain ` #`. */
  label: string
  runId: string
  attempt: string
  /** 8 hex digits, see `destinationId`. */
  destination: string
  /** Unix seconds just before it was generated: by GitHub's clock for a secret, by Vault's for an output. */
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
export type Ours = TokenRecord & Readonly<{ made: number }>

/** In: records, our user and our destination. Out: those of that user whose name parses to the destination; nothing else is ever deleted. */
export const oursAmong = (records: readonly TokenRecord[], user: string, destination: string): readonly Ours[] =>
  records.flatMap(record => {
    const parts = parseName(record.name)
    const ours = user !== '' && record.user === user && parts?.destination === destination
    return ours ? [{ ...record, made: parts.made }] : []
  })

/**
 * No write of a secret begins later than this after its token was made, and nothing younger than this when listed is deleted. On these two
 * numbers rests that overlapping runs are safe: whatever another run may be about to store is young. In seconds.
 */
export const WRITTEN_WITHIN = 10 * 60
const YOUNG = 15 * 60
/** How far GitHub's answers and its notes of when a secret was written may be apart, in seconds. */
export const CLOCK_SLACK = 60

/** How many superseded tokens stay; `all` deletes none of them. */
export type KeepPrevious = number | 'all'

/** What a secret's history tells of our other tokens. */
export type History = Readonly<{
  /** When the secret was last written before this run writes it. */
  written: Written
  /** When the records were listed, by the clock of `made`. */
  listedAt: Date
  keepPrevious: KeepPrevious
}>

/** What is to become of our other tokens, once the new one is handed on. */
export type Fates = Readonly<{
  remove: readonly Ours[]
  /** Too young to be judged: perhaps another run's, about to be stored. */
  young: readonly Ours[]
}>

/**
 * In: all active records that the new token sees, its own record, where it goes to, and the secret's history (undefined: an output, or a
 * history that nobody tells). Out: what is to become of our others. Only twins, of the very same name, go in any case: a lost answer left them.
 */
export const fatesOf = (
  records: readonly TokenRecord[],
  own: Pick<TokenRecord, 'id' | 'name' | 'user'>,
  destination: string,
  history: History | undefined
): Fates => {
  const others = oursAmong(records, own.user, destination).filter(({ id }) => id !== own.id)
  const twins = others.filter(({ name }) => name === own.name)
  if (history === undefined || history.written === 'untold') return { remove: twins, young: [] }
  const { written, listedAt, keepPrevious } = history
  const rest = others.filter(({ name }) => name !== own.name)
  const young = rest.filter(({ made }) => made + YOUNG > listedAt.getTime() / 1000)
  const old = rest.filter(each => !young.includes(each))
  const lost = written === 'never' ? [] : old.filter(({ made }) => made > seconds(written) + CLOCK_SLACK)
  const previous = previousOnes(
    old.filter(each => !lost.includes(each)),
    written
  )
  const beyond = keepPrevious === 'all' ? [] : previous.slice(keepPrevious).flat()
  return { remove: [...twins, ...lost, ...beyond], young }
}

const seconds = (date: Date): number => date.getTime() / 1000

/** Newest first. Those of which one is the holder count as one: which of them it is nobody can tell. */
const previousOnes = (ours: readonly Ours[], written: Date | 'never'): readonly (readonly Ours[])[] => {
  const holders = written === 'never' ? [] : ours.filter(({ made }) => mayHold(made, written))
  const superseded = ours.filter(each => !holders.includes(each)).sort((a, b) => b.made - a.made || (a.id < b.id ? 1 : -1))
  return [...(holders.length > 0 ? [holders] : []), ...superseded.map(each => [each])]
}

/** Whether a token that was made then may be the one that was written: a write begins within 10 minutes. */
const mayHold = (made: number, written: Date): boolean =>
  made >= seconds(written) - WRITTEN_WITHIN - CLOCK_SLACK && made <= seconds(written) + CLOCK_SLACK

/**
 * In: all active records that the token of a secret sees, our user, where it goes to, and when the secret was written. Out: of the records
 * that may be its own the one that expires first; undefined when there is none: a token that was written by hand.
 */
export const holderAmong = (
  records: readonly TokenRecord[],
  user: string,
  destination: string,
  written: Date
): TokenRecord | undefined =>
  oursAmong(records, user, destination)
    .filter(({ made }) => mayHold(made, written))
    .sort(soonestFirst)[0]

/** Of ours those that could go to make room, oldest first: neither young, nor perhaps what the secret holds. `now`: by the clock of `made`. */
export const spareAmong = (
  records: readonly TokenRecord[],
  user: string,
  destination: string,
  written: Written,
  now: Date
): readonly Ours[] => {
  if (written === 'untold') return []
  return oursAmong(records, user, destination)
    .filter(({ made }) => made + YOUNG <= seconds(now) && (written === 'never' || !mayHold(made, written)))
    .sort((a, b) => a.made - b.made)
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
