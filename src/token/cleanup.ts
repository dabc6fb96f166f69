import { ActionError, asActionError } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens, type TokenRecord } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import { USABLE_WITHIN_MS } from './delete.ts'
import { findHoldersOfOthers, type OwnRecord, planCleanup } from './rotation.ts'
import { countTokens, NEXT_ROTATION, readHistory, type Survey, warnNearLimit } from './survey.ts'
import { type Delivered, describeTokens, type TokenTask } from './token.ts'
import type { Verification } from './verify.ts'

/**
 * Deletes, with the new token, what it replaced, after it was delivered. What can't be deleted, or is not known, is a warning.
 * @returns the ids that were deleted
 * @throws ActionError `token-unverified` if Vault no longer knows the new token
 */
export async function cleanUp(
  { own, record, survey }: Verification,
  delivered: Delivered,
  { delivery, destination, world }: TokenTask
): Promise<string[]> {
  const { host } = own.site
  const status = delivered.to === 'secret' ? delivered.status : undefined
  const isUnknown = survey instanceof ActionError
  const history = isUnknown
    ? survey.with({ hint: NEXT_ROTATION })
    : readHistory(survey, delivery, status)
  if (history instanceof ActionError && status !== undefined) {
    const { code, message, hint } = history
    world.runner.warning(code, `${message} So no older token on ${host} was deleted. ${hint}`)
  }
  if (isUnknown) return []

  const { listing } = survey
  const known = history instanceof ActionError ? undefined : history
  const { toDelete, tooRecent } = planCleanup(listing.records, record, destination, known)
  if (tooRecent.length > 0) {
    world.runner.info(
      `Not deleted on ${host}, because another run may be about to store what is younger than 15 minutes: ${describeTokens(tooRecent, world)}. The action delete-tokens deletes at once.`
    )
  }
  const deleted = toDelete.length === 0 ? [] : await deleteAll(own, record, toDelete)
  // A listing that lags does not show the new token.
  const isListed = listing.records.some(({ id }) => id === record.id)
  const active = countTokens(listing, record.userId) + (isListed ? 0 : 1)
  warnNearLimit(active - deleted.length, host, world)
  return deleted.map(({ id }) => id)
}

/** Deletes tokens; what can't be deleted is a warning. Returns those that were. */
async function deleteAll(
  own: Vault,
  token: TokenRecord,
  toDelete: OwnRecord[]
): Promise<OwnRecord[]> {
  const { site, world } = own
  const vault = own.patient(USABLE_WITHIN_MS)
  const ids = toDelete.map(({ id }) => id)
  function warnOfLeft(left: OwnRecord[], reason: string): void {
    world.runner.warning(
      'token left behind',
      `Could not delete ${describeTokens(left, world)} on ${site.host}: ${reason}. The next rotation tries again.`
    )
  }
  try {
    const deletions = await deleteTokens(vault, ids)
    const isDeleted = (_: OwnRecord, index: number) => deletions[index]?.is === 'deleted'
    const deleted = toDelete.filter(isDeleted)
    if (deleted.length > 0) {
      world.runner.info(`Deleted ${describeTokens(deleted, world)} on ${site.host}.`)
    }
    if (deleted.length === ids.length) return deleted
    // What another run deleted meanwhile is refused too, and needs no warning.
    const active = await listTokens(vault).catch(() => ({ records: toDelete }))
    const activeIds = active.records.map(({ id }) => id)
    for (const [index, deletion] of deletions.entries()) {
      const isLeft = deletion.is === 'refused' && activeIds.includes(deletion.id)
      if (isLeft) warnOfLeft(toDelete.slice(index, index + 1), deletion.reason)
    }
    return deleted
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session') {
      throw error.with({
        code: 'token-unverified',
        message: `${site.host} no longer knows the new token ${describeTokens([token], world)}, which it had accepted: somebody deleted it.`,
        hint: 'The token that was delivered no longer works: run again now, and look in Vault’s audit trail who deletes the tokens of this user.'
      })
    }
    warnOfLeft(toDelete, withoutFullStop(error.message))
    return []
  }
}

/**
 * Warns if the token that the secret contained until now belongs to another user: no run of this user will delete it.
 * @param surveys what the current token, if there is one, and the new one have shown
 */
export function warnOfOtherUser(
  surveys: (Survey | ActionError | undefined)[],
  userId: string,
  { destination, origin, world }: TokenTask
): void {
  const others = surveys.flatMap(survey =>
    survey === undefined || survey instanceof ActionError
      ? []
      : findHoldersOfOthers(survey.listing.records, userId, destination, survey.written)
  )
  if (others.length === 0) return
  const byId = new Map(others.map(record => [record.id, record]))
  world.runner.warning(
    'token left behind',
    `The token that the secret contained until now belongs to another user of ${origin.site?.host}: ${describeTokens([...byId.values()], world)}. It was not deleted, and no rotation by this user will delete it. As soon as no job uses it, delete it as that user, or as an administrator, with the action delete-tokens.`
  )
}
