import { ActionError, asActionError } from '../errors.ts'
import { listed } from '../text.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import { warnNearLimit } from './limit.ts'
import { patient, USABLE_WITHIN } from './patient.ts'
import type { Ours } from './rotation.ts'
import type { Made } from './task.ts'
import type { Proof } from './verify.ts'

/**
 * Deletes, with the new token, what it replaced, once it is handed on. What can't be deleted or told is a warning: the next rotation does the rest.
 * @param own the token's own Vault, addressed with the new token
 * @returns the ids that are gone
 * @throws ActionError `token-unverified` when Vault no longer knows the new token
 */
export const cleanUp = async (
  own: Vault,
  made: Made,
  { fates, gap, active }: Proof,
  world: World
): Promise<readonly string[]> => {
  const { runner } = world
  const { host } = own.site
  if (gap !== undefined)
    runner.warning(gap.code, `${gap.why} So no older token on ${host} was deleted; the next rotation does that.`)
  if (fates.young.length > 0) {
    runner.info(
      `Left alone on ${host}, because another run may be about to store what is younger than 15 minutes: ${named(fates.young, world)}. The action delete-tokens deletes at once.`
    )
  }
  const revoked =
    fates.remove.length === 0 ? [] : await revoke(patient(own, USABLE_WITHIN, world.patience), made, fates.remove, world)
  if (active !== undefined) warnNearLimit(active - revoked.length, host, world)
  return revoked
}

const named = (tokens: readonly Pick<Ours, 'id' | 'name'>[], { runner }: World): string =>
  listed(tokens.map(({ id, name }) => `"${runner.quote(name)}" (id ${runner.quote(id)})`))

/** Deletes tokens of ours. Out: the ids that are gone; the others are warnings. */
const revoke = async (vault: Vault, made: Made, tokens: readonly Ours[], world: World): Promise<readonly string[]> => {
  const { runner } = world
  const left = (some: readonly Ours[], why: string) =>
    runner.warning(
      'token left behind',
      `Deleting ${named(some, world)} on ${vault.site.host} failed: ${why}. The next rotation tries again.`
    )
  const of = (id: string) => tokens.filter(token => token.id === id)
  try {
    const deletions = await deleteTokens(
      vault,
      tokens.map(({ id }) => id),
      runner.quote
    )
    const refused = deletions.filter(deletion => deletion.is === 'refused')
    // What another run deleted in between is refused too, and is no matter.
    const still = refused.length === 0 ? [] : await idsNow(vault)
    for (const { id, reason } of refused) if (still?.includes(id) !== false) left(of(id), reason)
    const gone = deletions.filter(({ is }) => is === 'gone').map(({ id }) => id)
    for (const id of gone) runner.info(`Deleted the token ${named(of(id), world)} on ${vault.site.host}.`)
    return gone
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session') throw noLongerKnown(vault, made, error, world)
    left(tokens, error.message.replace(/\.$/, ''))
    return []
  }
}

const noLongerKnown = (vault: Vault, made: Made, error: ActionError, world: World): ActionError =>
  new ActionError(
    'token-unverified',
    `${vault.site.host} no longer knows the new token ${named([made], world)}, which it had accepted: somebody deleted it.`,
    'What holds it holds a dead token: run again now, and see in Vault’s audit trail who deletes the tokens of this user.',
    error.executionId
  )

/** The ids of all active tokens; undefined where Vault can't be asked. */
const idsNow = async (vault: Vault): Promise<readonly string[] | undefined> => {
  try {
    return (await listTokens(vault)).records.map(({ id }) => id)
  } catch {
    return undefined
  }
}
