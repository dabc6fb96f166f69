import { ActionError, asActionError, sentence } from '../errors.ts'
import type { ReadySecret } from '../github/ready-secret.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens, type TokenRecord } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import { activeOfUser, type KeepPrevious, type Mark, superseded, TOKEN_LIMIT, TOKEN_WARNING } from './rotation.ts'

/** `dead`: the new token itself is gone, because an overlapping run deleted it; `dead late`: after it had shown that it lives. */
export type CleanedUp =
  | Readonly<{ is: 'dead' }>
  | Readonly<{ is: 'dead late' }>
  | Readonly<{ is: 'clean'; revoked: readonly string[] }>

export type CleaningUp = Readonly<{
  /** The token's own Vault, addressed with the new token. */
  vault: Vault
  tokenId: string
  mark: Mark
  /** The secret that was written, when (by GitHub's clock), and how many superseded tokens of it stay; undefined for an output. */
  stored: Readonly<{ secret: ReadySecret; at: Date | undefined; keepPrevious: KeepPrevious }> | undefined
  /** Told when the new token has shown that it lives, before anything is deleted. */
  alive: () => void
}>

/**
 * Lists our own tokens with the new one, which proves once more that it lives, and deletes what it replaced. What can't be deleted or
 * asked is a warning: the next rotation does the rest.
 */
export const cleanUp = async ({ vault, tokenId, mark, stored, alive }: CleaningUp, world: World): Promise<CleanedUp> => {
  const { runner } = world
  const [listing, alone] = await Promise.all([
    listTokens(vault).catch(asActionError),
    stored === undefined ? true : isLastWriter(stored.secret, stored.at, world)
  ])
  if (listing instanceof ActionError) {
    if (listing.code === 'vault-session') return { is: 'dead' }
    alive()
    runner.warning(listing.code, `${sentence(listing)} No older token was deleted; the next rotation does that.`)
    return { is: 'clean', revoked: [] }
  }
  const { records } = listing
  const keepPrevious = alone ? stored?.keepPrevious : undefined
  const ids = superseded(records, tokenId, { mark, keepPrevious, now: vault.now() })
  if (ids === undefined) return { is: 'dead' }
  alive()
  const revoked = ids.length === 0 ? [] : await revoke(vault, ids, records, world)
  if (revoked === 'dead') return { is: 'dead late' }
  const user = records.find(record => record.id === tokenId)?.user ?? ''
  warnNearLimit(activeOfUser(records, user) - revoked.length, vault.site.host, world)
  return { is: 'clean', revoked }
}

/** Somebody who wrote the secret after us has superseded our token, and cleans up in our place. */
const isLastWriter = async (secret: ReadySecret, at: Date | undefined, { runner }: World): Promise<boolean> => {
  try {
    const written = await secret.lastWritten()
    return at !== undefined && written !== undefined && written <= at
  } catch (thrown) {
    const error = asActionError(thrown)
    runner.warning(error.code, `${sentence(error)} So only what a lost answer left is deleted; the next rotation does the rest.`)
    return false
  }
}

/** Deletes tokens of ours. Out: the ids that are gone, the others are warnings; `dead` when Vault no longer knows the token that asks. */
const revoke = async (
  vault: Vault,
  ids: readonly string[],
  records: readonly TokenRecord[],
  world: World
): Promise<readonly string[] | 'dead'> => {
  const { runner, patience } = world
  const named = (id: string) => `"${runner.quote(records.find(record => record.id === id)?.name ?? '')}" (id ${runner.quote(id)})`
  const left = (id: string, why: string) =>
    runner.warning(
      'token left behind',
      `Deleting the token ${named(id)} on ${vault.site.host} failed: ${why}. The next rotation tries again.`
    )
  try {
    const deletions = await deleteTokens(vault, ids, runner.quote, patience)
    const refused = deletions.filter(deletion => deletion.is === 'refused')
    // What an overlapping run deleted in between is refused too, and is no matter.
    const still = refused.length === 0 ? [] : await idsNow(vault)
    for (const { id, reason } of refused) if (still?.includes(id) !== false) left(id, reason)
    const gone = deletions.filter(({ is }) => is === 'gone').map(({ id }) => id)
    for (const id of gone) runner.info(`Deleted the token ${named(id)} on ${vault.site.host}.`)
    return gone
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session') return 'dead'
    for (const id of ids) left(id, error.message.replace(/\.$/, ''))
    return []
  }
}

/** The ids of all active tokens; undefined where Vault can't be asked. */
const idsNow = async (vault: Vault): Promise<readonly string[] | undefined> => {
  try {
    return (await listTokens(vault)).records.map(({ id }) => id)
  } catch {
    return undefined
  }
}

/** Warns while there still is room: at the limit Vault refuses to generate. */
export const warnNearLimit = (active: number, host: string, { runner }: World): void => {
  if (active < TOKEN_WARNING) return
  runner.warning(
    'token-limit',
    `The user holds ${active} of ${TOKEN_LIMIT} active tokens on ${host}: delete what nobody uses, or give this job a user of its own.`
  )
}
