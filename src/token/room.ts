import { ActionError, asActionError } from '../errors.ts'
import { listTokens } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import { generateOnce, type Made } from './generate.ts'
import type { Keeping } from './keep.ts'
import { activeOfUser, makesRoom, TOKEN_LIMIT } from './rotation.ts'
import type { TokenTask } from './task.ts'

/**
 * Generates. Where Vault refuses and the user's tokens are at their limit, the oldest of ours that is superseded makes room, once: it can
 * only be asked for with a current token that works.
 * @throws ActionError, `token-limit` when none may go
 */
export const generateWithRoom = async (task: TokenTask, keeping: Keeping | undefined, world: World): Promise<Made> => {
  let nothingMade = false
  try {
    return await generateOnce(task, world, () => {
      nothingMade = true
    })
  } catch (thrown) {
    const working = keeping?.is === 'renew' ? keeping.working : undefined
    const error = asActionError(thrown)
    // Where an answer was lost before, the refusal may be due to the very token that it was about.
    if (!nothingMade || error.code !== 'vault-refused' || working === undefined || task.way.to !== 'secret') throw thrown
    // Where that can't be asked, Vault's refusal is what there is to say.
    const { records } = await listTokens(working.vault).catch(() => {
      throw thrown
    })
    if (activeOfUser(records, working.own.record.user) < TOKEN_LIMIT) throw thrown
    const id = makesRoom(records, working.own, task.mark, task.way.keepPrevious, working.vault.now())
    const full = `The user holds ${TOKEN_LIMIT} active tokens on ${working.vault.site.host}, as many as Vault allows`
    if (id === undefined) {
      throw new ActionError(
        'token-limit',
        `${full}, and none of them is one that this secret has superseded.`,
        'Delete tokens that nobody uses, or give this job a user of its own.',
        error.executionId
      )
    }
    const [deletion] = await deleteTokens(working.vault, [id], world.runner.quote, world.patience)
    if (deletion?.is === 'refused') {
      throw new ActionError(
        'token-limit',
        `${full}, and ${deletion.reason} when the oldest of ours was to go.`,
        'Delete tokens that nobody uses, or give this job a user of its own.'
      )
    }
    world.runner.notice(
      'token-limit',
      `${full}: deleted the oldest that this secret has superseded (id ${world.runner.quote(id)}) to make room. Delete tokens that nobody uses, or give this job a user of its own.`
    )
    return generateOnce(task, world)
  }
}
