import { ActionError, asActionError } from '../core/errors.ts'
import { retry } from '../net/retry.ts'
import { deleteAgain, USABLE_WITHIN_MS } from './delete.ts'
import type { NewToken } from './generate.ts'
import { isTooLate, parseName } from './rotation.ts'
import {
  describeExpiry,
  describeToken,
  type OutputDelivery,
  type SecretDelivery,
  type Token,
  type TokenResult,
  type TokenTask
} from './token.ts'

/** How often GitHub is asked for the time again, because the machine slept. */
const ATTEMPTS = 3
const STALE_TIME = 'STALE_TIME'

/** Delivers a token as an output. */
export function deliverAsOutput(
  made: NewToken,
  reported: Token,
  delivered: OutputDelivery,
  task: TokenTask
): TokenResult {
  const result: TokenResult = {
    is: 'generated',
    token: reported,
    delivered,
    waitedMs: task.waitedMs
  }
  task.onResult(result)
  task.save(
    delivered.revokeAfterJob ? { state: 'delivered', token: made.token } : { state: 'done' }
  )
  return result
}

/**
 * Writes a token into its secret. If that surely failed, the token is deleted again; if it may have been written, the token is left
 * alive and named.
 * @returns whether the secret was created or updated
 * @throws ActionError
 */
export async function storeAsSecret(
  made: NewToken,
  reported: Token,
  delivery: SecretDelivery,
  task: TokenTask
): Promise<'created' | 'updated'> {
  const { save, world } = task
  const { secret } = delivery
  const { token } = made
  let isStoring = false
  function beforeWrite(): void {
    ensureInTime(made, delivery, task)
    if (!isStoring) save(storingState(token, delivery))
    isStoring = true
  }
  async function attempt(): Promise<'created' | 'updated'> {
    await delivery.time.refresh(secret)
    return secret.write(token.value, beforeWrite)
  }
  const options = {
    attempts: ATTEMPTS,
    everyMs: 0,
    isRetryable: (error: ActionError) => error.reason === STALE_TIME
  }
  try {
    const status = await retry(attempt, options, world)
    save({ state: 'done' })
    const verb = status === 'created' ? 'Created' : 'Updated'
    world.runner.info(
      `${verb} ${secret.displayName} with the token ${describeToken(token, world)}; it ${describeExpiry(reported.expiry)}.`
    )
    return status
  } catch (thrown) {
    throw await notStored(asActionError(thrown), isStoring, { token, delivery, task })
  }
}

interface Failed {
  token: Token
  delivery: SecretDelivery
  task: TokenTask
}

/** Does what is to be done about a token that was not stored, or only perhaps; returns the error that says so. */
async function notStored(
  error: ActionError,
  isStoring: boolean,
  { token, delivery, task }: Failed
): Promise<ActionError> {
  const { save, world, settings } = task
  const { secret } = delivery
  const isStopping = world.stopping.aborted
  if (isStoring && error.maybeDone) {
    // If the run is stopping, the post step says it: what is thrown now may not be printed any more.
    if (isStopping) return error
    world.runner.warning(
      'token left behind',
      `GitHub’s response was lost: ${secret.displayName} may or may not contain the new token ${describeToken(token, world)}, so the token was not deleted, and neither was what the secret contained before. If the secret does not contain it, the next rotation from 15 minutes on deletes it.`
    )
    save({ state: 'done' })
    return error.withHint('The secret may or may not contain the new token, which a warning names.')
  }
  // The value is needed again, to delete the token.
  if (isStoring) save({ state: 'generated', token })
  if (isStopping) return error
  const failure = error.withHint('No secret was written.')
  // With `verify: false` it has never worked before; but then it is not contacted either.
  return deleteAgain(failure, token, settings.verify ? 0 : USABLE_WITHIN_MS, task)
}

function storingState(token: Token, { secret }: SecretDelivery) {
  const { id, name, origin } = token
  const { displayName } = origin
  return { state: 'storing' as const, displayName, name, id, secret: secret.displayName }
}

/** Another run may delete a token that is older than 15 minutes, so none is written that is older than 10. Throws ActionError. */
function ensureInTime(
  made: NewToken,
  { secret, time }: SecretDelivery,
  { world }: TokenTask
): void {
  if (time.isStale()) {
    const text =
      'The machine slept or its clock was set, so GitHub has to be asked for the time again.'
    throw new ActionError('wait-timeout', text, 'Run again.', { reason: STALE_TIME })
  }
  const ageMs = world.clock.elapsed() - made.namedAt
  if (!isTooLate(ageMs, parseName(made.token.name)?.made ?? 0, secret.now())) return
  throw new ActionError(
    'wait-timeout',
    `Could not write ${secret.displayName} in time: more than 10 minutes have passed since the token was generated.`,
    'Run again; if it happens again, with fewer sandboxes in one step.'
  )
}
