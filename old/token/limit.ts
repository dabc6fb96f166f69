import { ActionError } from '../errors.ts'
import type { World } from '../world.ts'
import { listOwn, type Seen } from './keep.ts'
import { activeOfUser, spareAmong, TOKEN_LIMIT, TOKEN_WARNING } from './rotation.ts'
import type { TokenTask } from './task.ts'

/** How many tokens a message names. */
const NAMED = 5

/**
 * In: Vault's refusal to generate, and what a working credential of the token's own Vault saw before. Out: the same error, or
 * `token-limit` where that shows that the user is at the limit. Nothing is deleted to make room.
 */
export const refusalExplained = async (
  refused: ActionError,
  task: TokenTask,
  seenBefore: Seen | undefined,
  world: World
): Promise<ActionError> => {
  if (refused.code !== 'vault-refused') return refused
  const seen = seenBefore ?? (await seenBySignIn(task).catch(() => undefined))
  if (seen === undefined || activeOfUser(seen.records, seen.user) < TOKEN_LIMIT) return refused
  const { quote } = world.runner
  const now = (task.way.to === 'secret' ? task.way.secret.now() : undefined) ?? task.vault.now()
  const spare = spareAmong(seen.records, seen.user, task.destination, seen.written, now)
    .slice(0, NAMED)
    .map(({ id, name }) => `"${quote(name)}" (id ${quote(id)})`)
  return new ActionError(
    'token-limit',
    `The user holds ${TOKEN_LIMIT} active tokens on ${task.subject.host}, as many as Vault allows, so Vault refused to generate another one.`,
    spare.length === 0
      ? 'None of those that this action made for the same destination can go: delete what nobody uses with the action delete-tokens, or give this job a user of its own.'
      : `Of those that this action made for the same destination these could go, oldest first: ${spare.join(', ')}. Delete them by their ids with the action delete-tokens.`,
    refused.executionId
  )
}

/** With `target: vault` the sign-in is a credential of the token's own Vault. */
const seenBySignIn = async ({ target, vault, way }: TokenTask): Promise<Seen | undefined> => {
  if (target.is !== 'vault') return undefined
  const [listing, written] = await Promise.all([
    listOwn(vault),
    way.to === 'secret' ? way.secret.lastWritten() : ('never' as const)
  ])
  return { ...listing, written }
}

/** Warns while there still is room: at the limit Vault refuses to generate. */
export const warnNearLimit = (active: number, host: string, { runner }: World): void => {
  if (active < TOKEN_WARNING) return
  runner.warning(
    'token-limit',
    `The user holds ${active} of ${TOKEN_LIMIT} active tokens on ${host}: delete what nobody uses with the action delete-tokens, or give this job a user of its own.`
  )
}
