import { ActionError, asActionError } from '../core/errors.ts'
import { deleteAgain } from './delete.ts'
import { momentNow, type NewToken } from './generate.ts'
import { isTooLate } from './rotation.ts'
import {
  type Delivered,
  describeExpiry,
  describeTokens,
  type SecretDelivery,
  type TokenTask
} from './token.ts'

/**
 * Writes a token into its secret. If that surely failed, the token is deleted again; if it may have been written, the token is left
 * alive and named.
 * @throws ActionError
 */
export async function storeInSecret(
  { token, namedAt }: NewToken,
  { secret }: SecretDelivery,
  task: TokenTask
): Promise<Delivered> {
  const { save, world } = task
  const { id, name, origin } = token
  let isStoring = false
  function beforeWrite(): void {
    // Another run may delete a token that is older than 15 minutes.
    if (isTooLate(namedAt, momentNow(task))) {
      throw new ActionError(
        'wait-timeout',
        `Could not write ${secret.displayName} in time: a token has to be stored within 10 minutes after it was generated.`,
        'Run again; if it happens again, use fewer sandboxes in one step, or a runner that does not go to sleep.'
      )
    }
    if (isStoring) return
    isStoring = true
    const { displayName } = origin
    save({ state: 'storing', displayName, name, id, secret: secret.displayName })
  }
  try {
    const status = await secret.write(token.value, beforeWrite)
    save({ state: 'done' })
    const verb = status === 'created' ? 'Created' : 'Updated'
    world.runner.info(`${verb} ${secret.displayName}; its token ${describeExpiry(token.expiry)}.`)
    return { to: 'secret', secret, status, revokedIds: [] }
  } catch (thrown) {
    const error = asActionError(thrown)
    const isStopping = world.stopping.aborted
    if (isStoring && error.maybeDone) {
      // If the run is stopping, the post step says it: what is thrown now may not be printed any more.
      if (isStopping) throw error
      world.runner.warning(
        'token left behind',
        `GitHub’s response was lost or unclear, so ${secret.displayName} may or may not contain the new token ${describeTokens([token], world)}. Neither this token nor the one that the secret contained before was deleted. If the secret does not contain the new token, a rotation that starts in 15 minutes or later deletes it.`
      )
      save({ state: 'done' })
      throw error.withHint('A warning names the token that may have been stored.')
    }
    // The value is needed again, to delete the token.
    if (isStoring) save({ state: 'generated', token })
    // A run that is stopping leaves the token to the post step.
    if (isStopping) throw error
    throw await deleteAgain(error.withHint('No secret was written.'), token, 0, task)
  }
}
