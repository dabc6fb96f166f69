import { ActionError, asActionError } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import type { Vault } from '../vault/client.ts'
import {
  deleteTokens,
  listTokens,
  TOKEN_LIMIT,
  TOKEN_WARNING,
  type TokenRecord
} from '../vault/tokens.ts'
import type { Verification } from './generate.ts'
import { findHolders, planCleanup, type Survey } from './rotation.ts'
import { type Delivered, describeTokens, type TokenTask, USABLE_WITHIN_MS } from './token.ts'

const LEFT_BEHIND = 'token left behind'
const REMEDY = 'If the next rotation does not help, use the action delete-tokens.'

/** Deletes, with the new token, what it replaced. What can't be deleted, or is not known, is a warning. */
export async function cleanUp(
  { own, record, survey }: Verification,
  delivered: Delivered,
  current: Survey | undefined,
  task: TokenTask
): Promise<void> {
  const { runner } = task.world
  const { host } = own.site
  const { userId } = record
  const stored = delivered.to === 'secret' ? delivered : undefined
  // GitHub did not show a secret that it then updated.
  if (stored?.status === 'updated' && survey.written === 'never') survey.written = 'unknown'
  const { toDelete, tooRecent, unknown } = planCleanup(survey, record, task)
  if (stored !== undefined && (unknown.length > 0 || survey.written instanceof ActionError)) {
    const problem = historyProblem(survey, stored.secret.displayName)
    const text = `${problem} Therefore no older token on ${host} was deleted. ${REMEDY}`
    runner.warning(LEFT_BEHIND, text)
  }
  if (tooRecent.length > 0) {
    runner.info(
      `Not deleted on ${host}, because another run may be about to store a token that is younger than 15 minutes: ${describeTokens(tooRecent, task.world)}. A later rotation deletes what is not needed any more.`
    )
  }
  const holders = findHolders(current ?? survey, task.destination)
  const ofOthers = holders.filter(holder => userId !== '' && holder.userId !== userId)
  if (ofOthers.length > 0) {
    runner.warning(
      LEFT_BEHIND,
      `The token that the secret contained until now belongs to another user of ${host}: ${describeTokens(ofOthers, task.world)}. It was not deleted, and no run that signs in as the present user will delete it. When no job uses it any more, delete it with the action delete-tokens, signed in as that user or as an administrator.`
    )
  }
  const deletedIds = await deleteAll(own, toDelete)
  if (stored !== undefined) stored.revokedIds = deletedIds
  const ofUser = survey.records.filter(other => other.userId === userId)
  const active = ofUser.length - deletedIds.length
  if (active < TOKEN_WARNING) return
  runner.warning(
    'token-limit',
    `The user has ${active} of at most ${TOKEN_LIMIT} active tokens on ${host}. Delete tokens that nobody uses with the action delete-tokens, or use another user for this job.`
  )
}

function historyProblem({ written, listedAt }: Survey, secret: string): string {
  if (written instanceof ActionError) return written.message
  return listedAt === undefined
    ? 'GitHub’s responses have no `Date` header: check whether a proxy or gateway removes it.'
    : `GitHub does not say when ${secret} was last written.`
}

/** Deletes tokens with the new one; what can't be deleted is a warning. Returns the ids of those that were. */
async function deleteAll(own: Vault, toDelete: TokenRecord[]): Promise<string[]> {
  const { site, world } = own
  const vault = own.patient(USABLE_WITHIN_MS)
  const ids = toDelete.map(({ id }) => id)
  function warnOfLeft(left: TokenRecord[], reason: string): void {
    const text = `Could not delete ${describeTokens(left, world)} on ${site.host}: ${reason}. ${REMEDY}`
    world.runner.warning(LEFT_BEHIND, text)
  }
  try {
    const deletions = await deleteTokens(vault, ids)
    const deleted = toDelete.filter((_, index) => deletions[index]?.is === 'deleted')
    if (deleted.length > 0) {
      world.runner.info(`Deleted ${describeTokens(deleted, world)} on ${site.host}.`)
    }
    if (deleted.length === ids.length) return ids
    // What another run deleted meanwhile is refused too, and needs no warning.
    const { records } = await listTokens(vault).catch(() => ({ records: toDelete }))
    for (const deletion of deletions) {
      const left = records.filter(({ id }) => id === deletion.id)
      if (deletion.is === 'refused' && left.length > 0) warnOfLeft(left, deletion.reason)
    }
    return deleted.map(({ id }) => id)
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session') {
      const hint = 'The new token was delivered, and then somebody deleted it. Run again now.'
      throw error.with({ code: 'token-unverified', hint })
    }
    warnOfLeft(toDelete, withoutFullStop(error.message))
    return []
  }
}
