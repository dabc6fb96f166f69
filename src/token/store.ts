import { withHint } from '../errors.ts'
import type { ReadySecret } from '../github/ready-secret.ts'
import type { WriteOutcome } from '../github/secrets.ts'
import type { TokenEntry } from '../journal.ts'
import type { World } from '../world.ts'
import type { Made } from './generate.ts'
import { remove } from './remove.ts'

export type Stored = Extract<WriteOutcome, { is: 'stored' }>

/**
 * Writes the token into the secret. What GitHub refuses leaves the secret as it was, and the token is deleted again; where nobody knows
 * whether GitHub wrote it, the token lives, and the post step writes it once more.
 * @throws ActionError, which names the token where it lives on
 */
export const store = async (
  { at, id, name, value, twins }: Made,
  secret: ReadySecret,
  record: (entry: TokenEntry) => void,
  world: World
): Promise<Stored> => {
  const { apiUrl, place, visibility } = secret
  const entry = { at, id, name, value: value.reveal(), twins }
  record({ state: 'storing', ...entry, secret: { apiUrl, place, name: secret.name, visibility } })
  const outcome = await secret.write(value)
  if (outcome.is === 'stored') {
    record(twins ? { state: 'kept', ...entry } : { state: 'over' })
    return outcome
  }
  const named = `"${name}" (id ${world.runner.quote(id)})`
  const { error, stored } = outcome
  // A run that was told to stop leaves the rest to the post step, which rolls the write forward.
  if (world.patience.stopping.aborted) throw error
  if (stored === 'perhaps') {
    throw withHint(
      error,
      `GitHub may have stored the new token all the same, so it is kept: ${named}. The post step writes it once more.`
    )
  }
  // Noted before it is deleted: post would roll *storing* forward, and write a token that is dead by then.
  record({ state: 'made', ...entry })
  const deletion = await remove({ at, id, name, value, twins, worked: true }, world)
  if (deletion.is === 'gone') record({ state: 'over' })
  throw withHint(
    error,
    deletion.is === 'gone'
      ? 'The secret keeps its old value, and the new token is deleted again.'
      : `The secret keeps its old value. Deleting the new token again failed (${deletion.reason}): ${named}; the post step tries once more.`
  )
}
