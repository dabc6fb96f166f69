import { ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import { joinWithAnd, withoutFullStop } from '../core/text.ts'
import { Vault, type VaultSite } from '../vault/client.ts'
import { listTokens } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import type { CurrentCheck } from './current.ts'
import { USABLE_WITHIN_MS } from './delete.ts'
import { warnNearLimit } from './limit.ts'
import {
  type CleanupPlan,
  countTokens,
  findHolder,
  findHoldersOfOthers,
  type OwnRecord,
  planCleanup,
  type SecretHistory
} from './rotation.ts'
import { describeToken, type Token, type TokenTask } from './token.ts'
import type { Verification } from './verify.ts'

/** How the secret was written; undefined for an output. */
export type WriteStatus = 'created' | 'updated' | undefined

/** Why it is not known which tokens are superseded. */
interface HistoryProblem {
  code: ErrorCode
  why: string
  remedy: string
}

const NEXT_ROTATION = 'The next rotation deletes them.'
const DELETE_BY_HAND =
  'As long as that is so, no rotation deletes any: delete old tokens with the action delete-tokens.'

/**
 * Says why it is not known which older tokens are superseded, beyond duplicates of the new one.
 * @returns undefined if it is known, and for an output, which replaces nothing
 */
export function findHistoryProblem(
  { listing, written, listedAt }: Verification,
  status: WriteStatus
): HistoryProblem | undefined {
  for (const unknown of [listing, written]) {
    if (unknown instanceof ActionError) {
      return { code: unknown.code, why: unknown.message, remedy: NEXT_ROTATION }
    }
  }
  if (written === undefined) return undefined
  if (written === 'unknown') {
    const why = 'GitHub’s response does not say when the secret was last written (`updated_at`).'
    return { code: 'github-refused', why, remedy: DELETE_BY_HAND }
  }
  if (listedAt === undefined) {
    const why = 'GitHub’s responses have no header `Date`.'
    const remedy = `Check whether a proxy or gateway removes it. ${DELETE_BY_HAND}`
    return { code: 'github-refused', why, remedy }
  }
  if (written === 'never' && status === 'updated') {
    const why = 'GitHub said that the secret did not exist, and then updated it.'
    return { code: 'github-refused', why, remedy: NEXT_ROTATION }
  }
  return undefined
}

function historyOf(
  { written, listedAt }: Verification,
  { delivery }: TokenTask
): SecretHistory | undefined {
  if (delivery.to === 'output' || listedAt === undefined) return undefined
  if (written !== 'never' && !(written instanceof Date)) return undefined
  return { written, listedAt, keepPrevious: delivery.keepPrevious }
}

function planFor(verification: Verification, isKnown: boolean, task: TokenTask): CleanupPlan {
  const { listing, record } = verification
  if (listing instanceof ActionError) return { toDelete: [], tooRecent: [] }
  const history = isKnown ? historyOf(verification, task) : undefined
  return planCleanup(listing.records, record, task.destination, history)
}

/**
 * Deletes, with the new token, what it replaced, after it was delivered. What can't be deleted, or is not known, is a warning.
 * @returns the ids that were deleted
 * @throws ActionError `token-unverified` if Vault no longer knows the new token
 */
export async function cleanUp(
  site: VaultSite,
  token: Token,
  verification: Verification,
  status: WriteStatus,
  task: TokenTask
): Promise<string[]> {
  const { runner } = task.world
  const problem = findHistoryProblem(verification, status)
  if (problem !== undefined) {
    const { code, why, remedy } = problem
    runner.warning(code, `${why} So no older token on ${site.host} was deleted. ${remedy}`)
  }
  const plan = planFor(verification, problem === undefined, task)
  if (plan.tooRecent.length > 0) {
    runner.info(
      `Not deleted on ${site.host}, because another run may be about to store what is younger than 15 minutes: ${describeAll(plan.tooRecent, task)}. The action delete-tokens deletes at once.`
    )
  }
  const deletedIds = plan.toDelete.length === 0 ? [] : await deleteAll(site, token, plan, task)
  const { listing, record } = verification
  if (listing instanceof ActionError) return deletedIds
  // A listing that lags does not show the new token.
  const isListed = listing.records.some(({ id }) => id === record.id)
  const active = countTokens(listing.records, record.userId) + (isListed ? 0 : 1)
  warnNearLimit(active - deletedIds.length, site.host, task.world)
  return deletedIds
}

function describeAll(tokens: OwnRecord[], { world }: TokenTask): string {
  return joinWithAnd(tokens.map(token => describeToken(token, world)))
}

async function deleteAll(
  site: VaultSite,
  token: Token,
  { toDelete }: CleanupPlan,
  task: TokenTask
): Promise<string[]> {
  const { runner } = task.world
  const vault = new Vault(site, task.world).as(token.value).patient(USABLE_WITHIN_MS)
  function warnOfLeft(left: OwnRecord[], reason: string): void {
    runner.warning(
      'token left behind',
      `Could not delete ${describeAll(left, task)} on ${site.host}: ${reason}. The next rotation tries again.`
    )
  }
  const byId = (id: string) => toDelete.filter(record => record.id === id)
  try {
    const ids = toDelete.map(({ id }) => id)
    const deletions = await deleteTokens(vault, ids)
    const refused = deletions.filter(deletion => deletion.is === 'refused')
    // What another run deleted meanwhile is refused too, and needs no warning.
    const active = refused.length === 0 ? [] : await listActiveIds(vault)
    for (const { id, reason } of refused) {
      if (active === undefined || active.includes(id)) warnOfLeft(byId(id), reason)
    }
    const deleted = deletions.filter(({ is }) => is === 'deleted').map(({ id }) => id)
    for (const id of deleted) {
      runner.info(`Deleted the token ${describeAll(byId(id), task)} on ${site.host}.`)
    }
    return deleted
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session') throw noLongerKnown(error, site, token, task)
    warnOfLeft(toDelete, withoutFullStop(error.message))
    return []
  }
}

/** The ids of all active tokens; undefined if Vault can't be asked. */
async function listActiveIds(vault: Vault): Promise<string[] | undefined> {
  try {
    const { records } = await listTokens(vault)
    return records.map(({ id }) => id)
  } catch {
    return undefined
  }
}

function noLongerKnown(
  error: ActionError,
  site: VaultSite,
  token: Token,
  { delivery, world }: TokenTask
): ActionError {
  const holder = delivery.to === 'secret' ? 'The secret' : 'The output'
  return error.with({
    code: 'token-unverified',
    message: `${site.host} no longer knows the new token ${describeToken(token, world)}, which it had accepted: somebody deleted it.`,
    hint: `${holder} now contains a deleted token: run again now, and look in Vault’s audit trail who deletes the tokens of this user.`
  })
}

/** Warns if the token that the secret held until now belongs to another user: no run of this user will delete it. */
export function warnOfOtherUser(
  { record, listing, written }: Verification,
  current: CurrentCheck,
  { destination, origin, world }: TokenTask
): void {
  const tokens = new Map<string, OwnRecord>()
  if (written instanceof Date && !(listing instanceof ActionError)) {
    for (const other of findHoldersOfOthers(listing.records, record.userId, destination, written)) {
      tokens.set(other.id, other)
    }
  }
  const seen = current.is === 'renew' ? current.snapshot : undefined
  const isOther = seen !== undefined && ![record.userId, ''].includes(seen.listing.userId)
  if (seen !== undefined && isOther) {
    const { records, userId } = seen.listing
    const held = findHolder(records, userId, destination, seen.written)
    if (held !== undefined) tokens.set(held.id, held)
  }
  if (tokens.size === 0 && !isOther) return
  const names = [...tokens.values()].map(token => describeToken(token, world))
  const which = names.length === 0 ? '' : `, ${joinWithAnd(names)},`
  world.runner.warning(
    'token left behind',
    `The token that the secret held until now${which} belongs to another user of ${origin.site?.host}, so it was not deleted, and no rotation by this user will delete it. When no job uses it any more, delete it as that user, or as an administrator, with the action delete-tokens.`
  )
}
