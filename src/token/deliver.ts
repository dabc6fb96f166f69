import { ActionError, asActionError } from '../core/errors.ts'
import { retry } from '../net/retry.ts'
import { deleteAgain } from './delete.ts'
import type { NewToken } from './generate.ts'
import { isTooLate, parseName } from './rotation.ts'
import {
  type Delivered,
  describeExpiry,
  describeTokens,
  type SecretDelivery,
  type Token,
  type TokenTask
} from './token.ts'

/** How often a write is begun, if the machine sleeps each time. */
const ATTEMPTS = 3
const STALE_TIME = 'STALE_TIME'

/**
 * Writes a token into its secret. If that surely failed, the token is deleted again; if it may have been written, the token is left
 * alive and named.
 * @throws ActionError
 */
export async function storeInSecret(
  made: NewToken,
  delivery: SecretDelivery,
  task: TokenTask
): Promise<Delivered> {
  const { secret, time } = delivery
  const { token } = made
  const { id, name, value, origin, expiry } = token
  let isStoring = false
  function beforeWrite(): void {
    checkTime(made, delivery, task)
    if (isStoring) return
    isStoring = true
    const { displayName } = origin
    task.save({ state: 'storing', displayName, name, id, secret: secret.displayName })
  }
  async function attempt(): Promise<'created' | 'updated'> {
    await time.refresh(secret)
    return secret.write(value, beforeWrite)
  }
  const isRetryable = ({ reason }: ActionError) => reason === STALE_TIME
  try {
    const options = { attempts: ATTEMPTS, everyMs: 0, isRetryable }
    const status = await retry(attempt, options, task.world)
    task.save({ state: 'done' })
    const verb = status === 'created' ? 'Created' : 'Updated'
    task.world.runner.info(`${verb} ${secret.displayName}; its token ${describeExpiry(expiry)}.`)
    return { to: 'secret', secret, status, revokedIds: [] }
  } catch (thrown) {
    const error = asActionError(thrown)
    if (isStoring && error.maybeDone) throw maybeStored(error, token, delivery, task)
    // The value is needed again, to delete the token.
    if (isStoring) task.save({ state: 'generated', token })
    // A run that is stopping leaves the token to the post step.
    if (task.world.stopping.aborted) throw error
    throw await deleteAgain(error.withHint('No secret was written.'), token, 0, task)
  }
}

/** Names a token that GitHub may have stored, and returns the error for it. */
function maybeStored(
  error: ActionError,
  token: Token,
  { secret }: SecretDelivery,
  { save, world }: TokenTask
): ActionError {
  // If the run is stopping, the post step says it: what is thrown now may not be printed any more.
  if (world.stopping.aborted) return error
  world.runner.warning(
    'token left behind',
    `GitHub’s response was lost or unclear, so ${secret.displayName} may or may not contain the new token ${describeTokens([token], world)}. Neither this token nor the one that the secret contained before was deleted. If the secret does not contain the new token, a rotation that starts in 15 minutes or later deletes it.`
  )
  save({ state: 'done' })
  return error.withHint('A warning names the token that may have been stored.')
}

/** Another run may delete a token that is older than 15 minutes, so none is written that is older than 10. Throws ActionError. */
function checkTime(made: NewToken, { secret, time }: SecretDelivery, { world }: TokenTask): void {
  const ageMs = world.clock.elapsed() - made.namedAt
  const isLate = isTooLate(ageMs, parseName(made.token.name)?.made ?? 0, secret.now())
  if (!isLate && !time.isStale()) return
  throw new ActionError(
    'wait-timeout',
    `Could not write ${secret.displayName} in time: a token has to be stored within 10 minutes after it was generated.`,
    'Run again; if it happens again, use fewer sandboxes in one step, or a runner that does not go to sleep.',
    { reason: isLate ? 'TOO_LATE' : STALE_TIME }
  )
}
