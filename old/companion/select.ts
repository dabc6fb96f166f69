import { parseName } from '../token/rotation.ts'
import type { TokenRecord } from '../vault/token-records.ts'

/** Whose tokens: of the user who asks, of everybody, or of a user by id. */
export type Owner = 'me' | 'everyone' | Readonly<{ id: string }>

/** Which tokens; undefined: all. Lengths in seconds. */
export type Selection = Readonly<{
  owner: Owner
  /** The label: the first part of the names that this action gives. */
  label: string | undefined
  expiresWithin: number | undefined
  unusedFor: number | undefined
}>

/** In: active records, who asks (empty: not known), the time by Vault's clock. Out: those that the selection names, soonest expiry first. */
export const selected = (
  records: readonly TokenRecord[],
  { owner, label, expiresWithin, unusedFor }: Selection,
  asker: string,
  now: Date
): readonly TokenRecord[] => {
  const user = owner === 'me' ? asker : owner === 'everyone' ? undefined : owner.id
  return records
    .filter(record => user === undefined || (user !== '' && record.user === user))
    .filter(({ name }) => label === undefined || parseName(name)?.label === label)
    .filter(({ expiry }) => expiresWithin === undefined || (expiry !== undefined && secondsBetween(now, expiry) <= expiresWithin))
    .filter(record => unusedFor === undefined || isUnused(record, unusedFor, now))
    .sort((a, b) => (a.expiry?.getTime() ?? FOR_EVER) - (b.expiry?.getTime() ?? FOR_EVER) || (a.id < b.id ? -1 : 1))
}

const FOR_EVER = 8.64e15
const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000

/** By when Vault says that it was last used; where it says nothing, by when it was made; where its name does not tell that, nobody knows. */
const isUnused = ({ lastUsed, name }: TokenRecord, length: number, now: Date): boolean => {
  const made = parseName(name)?.made
  const since = lastUsed ?? (made === undefined ? undefined : new Date(made * 1000))
  return since !== undefined && secondsBetween(since, now) >= length
}

/**
 * In: records of this action, and how many are to stay. Out: all but the newest so many of each destination and user, by when they were made.
 * What has no name of this action is left alone.
 */
export const allButNewest = (records: readonly TokenRecord[], keepNewest: number): readonly TokenRecord[] => {
  const groups = new Map<string, { record: TokenRecord; made: number }[]>()
  for (const record of records) {
    const parts = parseName(record.name)
    if (parts === undefined) continue
    const key = `${record.user} ${parts.destination}`
    groups.set(key, [...(groups.get(key) ?? []), { record, made: parts.made }])
  }
  const gone = new Set(
    [...groups.values()].flatMap(group =>
      group
        .sort((a, b) => b.made - a.made || (a.record.id < b.record.id ? 1 : -1))
        .slice(keepNewest)
        .map(({ record }) => record.id)
    )
  )
  return records.filter(({ id }) => gone.has(id))
}
