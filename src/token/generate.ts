import type { Credentials } from '../credential.ts'
import { ActionError } from '../errors.ts'
import { type Patience, persist } from '../retry.ts'
import type { Vault } from '../vault/client.ts'
import { generateToken, type NewToken, type TokenFor } from '../vault/tokens.ts'

/** Once, and at most twice more: only when the answer was lost or says that nothing was done, and always under the same name. */
const TRIES = 3

export type Generating = Readonly<{
  target: TokenFor
  name: string
  /** `YYYY-MM-DDTHH:MM:SSZ`, or undefined for never. */
  expiry: string | undefined
}>

/**
 * Has Vault generate a token.
 * @param nothingMade told before the error when Vault surely made no token; otherwise the error names what may be left behind
 * @throws ActionError
 */
export const generate = async (
  vault: Vault,
  { target, name, expiry }: Generating,
  keep: Credentials['keep'],
  patience: Patience,
  nothingMade: () => void
): Promise<NewToken> => {
  let perhaps = false
  const attempt = async () => {
    const verdict = await generateToken(vault, target, name, expiry, keep)
    if (verdict.is === 'again' && verdict.effect === 'perhaps') perhaps = true
    return verdict
  }
  try {
    return await persist(attempt, TRIES, patience)
  } catch (thrown) {
    if (!perhaps) nothingMade()
    if (!perhaps || !(thrown instanceof ActionError)) throw thrown
    throw new ActionError(
      thrown.code,
      thrown.message,
      `${thrown.hint} Vault may have made a token all the same, whose value nobody has: look for "${name}" among the user's tokens and delete it there.`,
      thrown.executionId
    )
  }
}
