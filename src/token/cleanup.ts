import { ActionError, asActionError } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import type { Vault } from '../vault/client.ts'
import { deleteTokens, listTokens, type TokenRecord } from '../vault/tokens.ts'
import { USABLE_WITHIN_MS } from './delete.ts'
import { findHolders, type OwnRecord, planCleanup, type Survey } from './rotation.ts'
import { type Delivered, describeTokens, type TokenTask } from './token.ts'
import { countTokens, type Verification, warnNearLimit } from './verify.ts'

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
  const { runner } = world
  const { host } = own.site
  const unknown = delivered.to === 'secret' ? whyUnknown(survey, delivered) : undefined
  if (unknown !== undefined) {
    const { code, message, hint } = unknown
    runner.warning(code, `${message} Therefore no older token on ${host} was deleted. ${hint}`)
  }
  const keepPrevious = delivery.to === 'secret' ? delivery.keepPrevious : 'all'
  const known = unknown === undefined ? survey : { ...survey, written: unknown }
  const { toDelete, tooRecent } = planCleanup(known, record, destination, keepPrevious)
  if (tooRecent.length > 0) {
    runner.info(
      `Not deleted on ${host}, because another run may be about to store a token that is younger than 15 minutes: ${describeTokens(tooRecent, world)}. A later rotation deletes what is not needed any more.`
    )
  }
  const remedy = delivered.to === 'secret' ? TRIES_AGAIN : DELETE_BY_ID
  const deleted = toDelete.length === 0 ? [] : await deleteAll(own, record, toDelete, remedy)
  warnNearLimit(countTokens(survey.listing, record.userId) - deleted.length, host, world)
  return deleted.map(({ id }) => id)
}

/** What happens to a token that could not be deleted: one that was only an output has no rotation. */
const TRIES_AGAIN = 'The next rotation tries again.'
const DELETE_BY_ID = 'Delete it by its id with the action delete-tokens, or wait until it expires.'
const NEXT_ROTATION = 'The next rotation deletes them.'
const NO_ROTATION =
  'Until that is solved, no run deletes older tokens: delete them with the action delete-tokens.'

/** Says why it is not known which tokens are superseded; undefined if it is. */
export function whyUnknown(
  { written, listedAt }: Survey,
  { status, secret }: Extract<Delivered, { to: 'secret' }>
): ActionError | undefined {
  if (written instanceof ActionError) return written.with({ hint: NEXT_ROTATION })
  const unknown = (what: string, hint: string) => new ActionError('github-refused', what, hint)
  const { displayName } = secret
  if (written === 'unknown') {
    return unknown(`GitHub does not say when ${displayName} was last written.`, NO_ROTATION)
  }
  if (listedAt === undefined) {
    const remedy = `Check whether a proxy or gateway removes that header. ${NO_ROTATION}`
    return unknown('GitHub’s responses have no `Date` header.', remedy)
  }
  if (written !== 'never' || status === 'created') return undefined
  return unknown(`GitHub updated ${displayName}, which it did not show before.`, NEXT_ROTATION)
}

/** Deletes tokens with the new one; what can't be deleted is a warning. Returns those that were. */
async function deleteAll(
  own: Vault,
  token: TokenRecord,
  toDelete: OwnRecord[],
  remedy: string
): Promise<OwnRecord[]> {
  const { site, world } = own
  const vault = own.patient(USABLE_WITHIN_MS)
  const ids = toDelete.map(({ id }) => id)
  function warnOfLeft(left: OwnRecord[], reason: string): void {
    world.runner.warning(
      'token left behind',
      `Could not delete ${describeTokens(left, world)} on ${site.host}: ${reason}. ${remedy}`
    )
  }
  try {
    const deletions = await deleteTokens(vault, ids)
    const deleted = toDelete.filter((_, index) => deletions[index]?.is === 'deleted')
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
        hint: 'The token that was delivered no longer works: run again now, and check in Vault’s audit trail who deleted it.'
      })
    }
    warnOfLeft(toDelete, withoutFullStop(error.message))
    return []
  }
}

/**
 * Warns if the token that the secret contained until now belongs to another user: no run of this user will delete it.
 * @param current what the current token has shown, if there is one
 */
export function warnOfOtherUser(
  { record: { userId }, survey }: Verification,
  current: Survey | undefined,
  { destination, origin, world }: TokenTask
): void {
  const holders = findHolders(current ?? survey, destination)
  const others = holders.filter(holder => holder.userId !== userId)
  if (others.length === 0 || userId === '') return
  world.runner.warning(
    'token left behind',
    `The token that the secret contained until now belongs to another user of ${origin.site?.host}: ${describeTokens(others, world)}. It was not deleted, and no run that signs in as the present user will delete it. When no job uses it any more, delete it with the action delete-tokens, signed in as that user or as an administrator.`
  )
}
