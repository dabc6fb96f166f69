import { toSecond } from '../clock.ts'
import { asActionError, withHint } from '../errors.ts'
import { expiryFrom } from '../expiry.ts'
import type { Place } from '../journal.ts'
import { persist } from '../retry.ts'
import { generateToken } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import type { Seen } from './keep.ts'
import { refusalExplained } from './limit.ts'
import { tokenName } from './rotation.ts'
import type { Made, TokenTask } from './task.ts'

/** Once, and at most twice more: only when the answer was lost or says that nothing was done, and always under the same name. */
const TRIES = 3

/**
 * Names the token, notes in the journal that it is being generated, and has Vault generate it.
 * @param seen the user's tokens, as far as the current one saw them
 * @throws ActionError, which names the token where Vault may have made one whose value nobody has
 */
export const generate = async (task: TokenTask, seen: Seen | undefined, world: World): Promise<Made> => {
  const { vault, target, subject, record } = task
  const { patience, runner } = world
  const asked = expiryFrom(task.expires, vault.now())
  const name = nameNow(task, world)
  const at: Place = {
    called: subject.called,
    vaultId: subject.vaultId,
    // With verify: false the token's own Vault is never contacted, not even to delete it.
    site: task.verify && subject.host ? { ...vault.site, host: subject.host } : undefined
  }
  record({ state: 'generating', at, name })
  const madeAt = patience.clock.elapsed()
  let twins = false
  const attempt = async () => {
    const verdict = await generateToken(vault, target, name, asked && toSecond(asked), runner.keep)
    if (verdict.is === 'again' && verdict.effect === 'perhaps') twins = true
    return verdict
  }
  try {
    return { ...(await persist(attempt, TRIES, patience)), name, asked, at, twins, madeAt }
  } catch (thrown) {
    const error = asActionError(thrown)
    if (!twins) {
      record({ state: 'over' })
      throw await refusalExplained(error, task, seen, world)
    }
    throw withHint(
      error,
      `Vault may have made a token all the same, whose value nobody has: look for "${name}" among the user’s tokens and delete it there.`
    )
  }
}

/** `made` is by the clock of where the token is kept: GitHub's for a secret, because it is held against when the secret was written. */
const nameNow = ({ way, vault, label, run, destination }: TokenTask, { nonce }: World): string => {
  const now = (way.to === 'secret' ? way.secret.now() : undefined) ?? vault.now()
  return tokenName({ label, ...run, destination, made: Math.floor(now.getTime() / 1000), nonce: nonce() })
}
