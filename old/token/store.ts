import { ActionError, withHint } from '../errors.ts'
import type { WriteOutcome } from '../github/secrets.ts'
import type { World } from '../world.ts'
import { remove } from './remove.ts'
import { parseName, WRITTEN_WITHIN } from './rotation.ts'
import type { Made, TokenTask, ToSecret } from './task.ts'

type Stored = Extract<WriteOutcome, { is: 'stored' }>

/**
 * Writes the token into the secret. What GitHub refuses leaves the secret as it was, and the token is deleted again; where nobody knows
 * whether GitHub wrote it, the token lives, and the post step makes sure.
 * @throws ActionError, which names the token where it lives on
 */
export const store = async (
  made: Made,
  { secret }: ToSecret,
  { record }: Pick<TokenTask, 'record'>,
  world: World
): Promise<Stored['status']> => {
  const { at, id, name, value, twins } = made
  const { apiUrl, place, visibility } = secret
  const entry = { at, id, name, value: value.reveal(), twins }
  record({ state: 'storing', ...entry, secret: { apiUrl, place, name: secret.name, visibility } })
  const outcome = await secret.write(value, () => tooLate(made, secret, world))
  if (outcome.is === 'stored') {
    record(twins ? { state: 'kept', ...entry } : { state: 'over' })
    return outcome.status
  }
  const named = `"${name}" (id ${world.runner.quote(id)})`
  const { error, stored } = outcome
  // A run that was told to stop leaves the rest to the post step.
  if (world.patience.stopping.aborted) throw error
  if (stored === 'perhaps') {
    throw withHint(error, `GitHub may have stored the new token all the same, so it is kept: ${named}. The post step makes sure.`)
  }
  // Noted before it is deleted: post would roll *storing* forward, and write a token that is dead by then.
  record({ state: 'made', ...entry })
  const deletion = await remove({ ...made, worked: at.site !== undefined }, 0, world)
  if (deletion.is === 'gone') record({ state: 'over' })
  throw withHint(
    error,
    deletion.is === 'gone'
      ? 'The secret keeps its old value, and the new token is deleted again.'
      : `The secret keeps its old value. Deleting the new token again failed (${deletion.reason}): ${named}; the post step tries once more.`
  )
}

/** Another run may take a token for left over that is older than 15 minutes, so none is written that is older than 10. */
const tooLate = (made: Made, secret: ToSecret['secret'], { patience }: World): ActionError | undefined => {
  const byOurs = (patience.clock.elapsed() - made.madeAt) / 1000
  const byGitHub = (secret.now()?.getTime() ?? 0) / 1000 - (parseName(made.name)?.made ?? 0)
  if (Math.max(byOurs, byGitHub) <= WRITTEN_WITHIN) return undefined
  return new ActionError(
    'wait-timeout',
    `Writing ${secret.called} came too late: more than ${WRITTEN_WITHIN / 60} minutes passed since the token was generated.`,
    'Run again; if it stays, with fewer sandboxes in one step.'
  )
}
