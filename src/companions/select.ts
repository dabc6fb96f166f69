import type { TokenSelection } from '../inputs/settings.ts'
import { parseName } from '../token/rotation.ts'
import type { TokenListing, TokenRecord } from '../vault/token-records.ts'

/**
 * Selects the tokens that were asked for, soonest expiry first.
 * @param listing with the user who asks; empty: unknown, so that `me` selects nothing
 * @param now by Vault's clock
 */
export function selectTokens(
  listing: TokenListing,
  selection: TokenSelection,
  now: Date
): TokenRecord[] {
  return ownedBy(listing, selection)
    .filter(record => selection.label === undefined || labelOf(record) === selection.label)
    .filter(record => expiresWithin(record, selection.expiresWithin, now))
    .filter(record => isUnusedFor(record, selection.unusedFor, now))
    .sort(bySoonestExpiry)
}

function ownedBy({ records, userId }: TokenListing, { owner }: TokenSelection): TokenRecord[] {
  if (owner === 'everyone') return records
  const wanted = owner === 'me' ? userId : owner.userId
  return records.filter(record => wanted !== '' && record.userId === wanted)
}

function labelOf({ name }: TokenRecord): string | undefined {
  return parseName(name)?.label
}

/** Lists the different `token-name`s among the owner's tokens that this action generated. */
export function labelsIn(listing: TokenListing, selection: TokenSelection): string[] {
  const labels = ownedBy(listing, selection).map(labelOf)
  return [...new Set(labels.filter(label => label !== undefined))]
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000
}

function expiresWithin({ expiry }: TokenRecord, seconds: number | undefined, now: Date): boolean {
  if (seconds === undefined) return true
  return expiry !== undefined && secondsBetween(now, expiry) <= seconds
}

/** By when Vault says that it was last used, otherwise by when it was made; without both it is not known, so no. */
function isUnusedFor(
  { lastUsed, name }: TokenRecord,
  seconds: number | undefined,
  now: Date
): boolean {
  if (seconds === undefined) return true
  const made = parseName(name)?.made
  const since = lastUsed ?? (made === undefined ? undefined : new Date(made * 1000))
  return since !== undefined && secondsBetween(since, now) >= seconds
}

function bySoonestExpiry(a: TokenRecord, b: TokenRecord): number {
  const never = Number.MAX_SAFE_INTEGER
  const difference = (a.expiry?.getTime() ?? never) - (b.expiry?.getTime() ?? never)
  return difference || (a.id < b.id ? -1 : 1)
}

/**
 * Leaves out the newest tokens of each destination and user, by when they were made. A token that this action did not
 * generate is left out, too.
 */
export function withoutNewest(records: TokenRecord[], keepNewest: number): TokenRecord[] {
  const ours = records.flatMap(record => {
    const parts = parseName(record.name)
    return parts ? [{ record, made: parts.made, key: `${record.userId} ${parts.destination}` }] : []
  })
  ours.sort((a, b) => b.made - a.made || (a.record.id < b.record.id ? 1 : -1))
  const older = [...Map.groupBy(ours, ({ key }) => key).values()].flatMap(group =>
    group.slice(keepNewest).map(({ record }) => record)
  )
  return records.filter(record => older.includes(record))
}
