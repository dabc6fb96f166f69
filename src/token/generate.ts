import { toSecond } from '../clock.ts'
import type { Credentials } from '../credential.ts'
import { ActionError, withHint } from '../errors.ts'
import { expiryFrom } from '../expiry.ts'
import type { Place } from '../journal.ts'
import { type Patience, persist } from '../retry.ts'
import type { Vault } from '../vault/client.ts'
import { generateToken, type NewToken, type TokenFor } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import { tokenName } from './rotation.ts'
import type { TokenTask } from './task.ts'

/** Once, and at most twice more: only when the answer was lost or says that nothing was done, and always under the same name. */
const TRIES = 3

export type Generating = Readonly<{
  target: TokenFor
  name: string
  /** `YYYY-MM-DDTHH:MM:SSZ`, or undefined for never. */
  expiry: string | undefined
}>

/** `twins`: an answer was lost on the way, so that there may be another token of the same name, whose value nobody has. */
export type Generated = NewToken & Readonly<{ twins: boolean }>

/**
 * Has Vault generate a token.
 * @param nothingMade told before the error when Vault surely made no token; otherwise the error names what may be left behind
 * @throws ActionError
 */
const generate = async (
  vault: Vault,
  { target, name, expiry }: Generating,
  keep: Credentials['keep'],
  patience: Patience,
  nothingMade: () => void
): Promise<Generated> => {
  let twins = false
  const attempt = async () => {
    const verdict = await generateToken(vault, target, name, expiry, keep)
    if (verdict.is === 'again' && verdict.effect === 'perhaps') twins = true
    return verdict
  }
  try {
    return { ...(await persist(attempt, TRIES, patience)), twins }
  } catch (thrown) {
    if (!twins) nothingMade()
    if (!twins || !(thrown instanceof ActionError)) throw thrown
    throw withHint(
      thrown,
      `Vault may have made a token all the same, whose value nobody has: look for "${name}" among the user’s tokens and delete it there.`
    )
  }
}

/** A token that Vault has just made, with what it was asked for. */
export type Made = Generated & Readonly<{ name: string; asked: Date | undefined; at: Place }>

/**
 * Names the token, notes in the journal that it is being generated, and generates it.
 * @param nothingMade told before the error when Vault surely made no token
 * @throws ActionError
 */
export const generateOnce = async (task: TokenTask, world: World, nothingMade: () => void = () => {}): Promise<Made> => {
  const { vault, target, subject, mark, run, record } = task
  const generating = vault.now()
  const asked = expiryFrom(task.expires, generating)
  const made = Math.floor(generating.getTime() / 1000)
  const name = tokenName({ ...mark, ...run, made, nonce: world.nonce() })
  const at: Place = {
    called: subject.called,
    vaultId: subject.vaultId,
    // With verify: false the token's own Vault is never contacted, not even to delete it.
    site: task.verify && subject.host ? { ...vault.site, host: subject.host } : undefined
  }
  record({ state: 'generating', at, name })
  const generated = await generate(
    vault,
    { target, name, expiry: asked && toSecond(asked) },
    world.runner.keep,
    world.patience,
    () => {
      record({ state: 'over' })
      nothingMade()
    }
  )
  return { ...generated, name, asked, at }
}
