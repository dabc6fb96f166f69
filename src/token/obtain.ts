import { ActionError, asActionError, interrupted } from '../core/errors.ts'
import type { WritableSecret } from '../github/writable-secret.ts'
import type { World } from '../net/world.ts'
import { cleanUp } from './cleanup.ts'
import { type CurrentCheck, checkCurrent } from './current.ts'
import { generate, verify } from './generate.ts'
import { isTooLate, type Moment } from './rotation.ts'
import {
  deleteAgain,
  describeExpiry,
  describeOrigin,
  describeTokens,
  type Token,
  type TokenResult,
  type TokenTask
} from './token.ts'

/** Obtains one token: the current one is kept, or a new one is generated, verified and delivered, and what it replaced is deleted. */
export async function obtainToken(task: TokenTask): Promise<TokenResult> {
  const { delivery, origin, settings, world } = task
  const { runner } = world
  const current = await checkCurrent(task)
  if (settings.dryRun) return { is: 'planned', origin, plan: describePlan(current, world) }
  if (current?.kept !== undefined) return keepToken(current.kept, current.why, task)
  if (current !== undefined) {
    runner.info(`Renewing the current token for ${origin.displayName}: ${current.why}.`)
  }
  if (delivery.to === 'secret') await delivery.secret.refreshTime()
  const namedAt = momentNow(task)
  const token = await generate(task, namedAt, current?.survey)
  const verification = await verify(token, task)
  runner.info(
    `Generated the token ${describeTokens([token], world)} for ${describeOrigin(origin)}; it ${describeExpiry(token.expiry)}.`
  )
  // No step of a cancelled job would use the token: its state stays *generated*, and the post step deletes it.
  if (world.stopping.aborted) throw interrupted(world.stopping)
  const isOutput = delivery.to === 'output'
  const delivered = isOutput ? delivery : await store(token, delivery.secret, namedAt, task)
  const result: TokenResult = { is: 'generated', origin, token, delivered }
  task.onResult(result)
  const isToBeDeleted = isOutput && delivery.revokeAfterJob
  task.save(isToBeDeleted ? { state: 'delivered', token } : { state: 'done' })
  if (verification !== undefined) await cleanUp(verification, delivered, current?.survey, task)
  return result
}

function describePlan(current: CurrentCheck | undefined, world: World): string {
  if (current === undefined) return 'a token would be generated'
  const { kept, why } = current
  if (kept === undefined) return `the current token would be renewed (${why})`
  return `the current token ${describeTokens([kept], world)} would be kept; it ${describeExpiry(kept.expiry)}`
}

function keepToken(token: Token, differences: string, { origin, world }: TokenTask): TokenResult {
  const note = differences && ` The inputs ask for ${differences}; that alone does not renew it.`
  world.runner.info(
    `Kept the current token ${describeTokens([token], world)} for ${origin.displayName}; it ${describeExpiry(token.expiry)}.${note}`
  )
  return { is: 'kept', origin, token }
}

function momentNow({ delivery, world: { clock } }: TokenTask): Moment {
  const gitHubMs = delivery.to === 'secret' ? delivery.secret.now()?.getTime() : undefined
  return { elapsedMs: clock.elapsed(), wallMs: clock.now().getTime(), gitHubMs }
}

/** Writes a token into its secret. If that surely failed, it is deleted again; if it may have been written, it is left and named. */
async function store(token: Token, secret: WritableSecret, namedAt: Moment, task: TokenTask) {
  const { save, world } = task
  const { id, name, origin } = token
  let isStoring = false
  function beforeWrite(): void {
    // Another run may delete a token that is older than 15 minutes.
    if (isTooLate(namedAt, momentNow(task))) {
      throw new ActionError(
        'wait-timeout',
        `Could not write ${secret.displayName} in time: a token has to be stored within 10 minutes after it was generated.`,
        'Run again; if it happens again, use fewer sandboxes in one step, or a machine that does not go to sleep.'
      )
    }
    isStoring = true
    save({ state: 'storing', origin, name, id, secret: secret.displayName })
  }
  async function giveUp(thrown: unknown): Promise<never> {
    const error = asActionError(thrown)
    if (isStoring && error.maybeDone) {
      // If the run is stopping, the post step says it: what is thrown now may not be printed any more.
      if (world.stopping.aborted) throw error
      world.runner.warning(
        'token left behind',
        `GitHub’s response was lost or unclear, so ${secret.displayName} may or may not contain the new token ${describeTokens([token], world)}. Neither this token nor the previous one was deleted. Run the workflow again. If the secret does not contain the new token, a rotation that starts in 15 minutes or later deletes it.`
      )
      save({ state: 'done' })
      throw error.withHint('A warning names the token that may have been stored.')
    }
    // The value is needed again, to delete the token.
    save({ state: 'generated', token })
    throw await deleteAgain(error.withHint('No secret was written.'), token, true, task)
  }
  const status = await secret.write(token.value, beforeWrite).catch(giveUp)
  const verb = status === 'created' ? 'Created' : 'Updated'
  world.runner.info(`${verb} ${secret.displayName}; its token ${describeExpiry(token.expiry)}.`)
  return { to: 'secret' as const, secret, status, revokedIds: [] }
}
