import { type ActionError, asActionError } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import type { World } from '../net/world.ts'
import { requestDeletion } from '../vault/tokens.ts'
import { describeTokens, type Token, type TokenTask, vaultOf } from './token.ts'

/** What came of deleting one token with itself. `unknown`: its Vault does not know it. `reason` is a part of a sentence. */
export type DeletionResult = { is: 'deleted' } | { is: 'unknown' | 'failed'; reason: string }

/** For how long main waits for a new token to work, in milliseconds. */
export const USABLE_WITHIN_MS = 30_000

/**
 * Deletes a token with itself, on its own Vault. Never throws.
 * @param patienceMs how long one that Vault does not accept yet is retried, in milliseconds; 0: it has worked before, so one that is refused is gone
 */
export async function deleteWithItself(
  { id, value, origin }: Pick<Token, 'id' | 'value' | 'origin'>,
  patienceMs: number,
  world: World
): Promise<DeletionResult> {
  const own = vaultOf(origin, value, world)
  if (own === undefined) {
    return {
      is: 'failed',
      reason: 'its own Vault is not contacted (`verify: false`), or its DNS is not known'
    }
  }
  const vault = patienceMs === 0 ? own : own.patient(patienceMs)
  try {
    const { deletions } = await requestDeletion(vault, [id])
    const [deletion] = deletions
    if (deletion?.is === 'refused') return { is: 'failed', reason: deletion.reason }
    return { is: 'deleted' }
  } catch (thrown) {
    const { code, message } = asActionError(thrown)
    const reason = withoutFullStop(message)
    return { is: code === 'vault-session' ? 'unknown' : 'failed', reason }
  }
}

/**
 * Deletes a new token again, because something failed before it was delivered.
 * @param patienceMs see `deleteWithItself`
 * @returns the failure, with what became of the token
 */
export async function deleteAgain(
  failure: ActionError,
  token: Token,
  patienceMs: number,
  { save, world }: TokenTask
): Promise<ActionError> {
  const deletion = await deleteWithItself(token, patienceMs, world)
  if (deletion.is === 'deleted' || (deletion.is === 'unknown' && patienceMs === 0)) {
    save({ state: 'done' })
    return failure.withHint('The new token was deleted.')
  }
  return failure.withHint(
    `The new token ${describeTokens([token], world)} may still be active: ${deletion.reason}. The post step tries again to delete it.`
  )
}
