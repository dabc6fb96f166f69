import { ActionError } from '../errors.ts'
import { type Patience, persistUntil } from '../retry.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens, type TokenRecord } from '../vault/token-records.ts'

const LOOK_EVERY = 2_000

/**
 * All active tokens, listed with one that is new. Where an answer was lost, a list that does not show the new token yet would not show its
 * twin either, so it is listed until it does.
 * @param within milliseconds from now
 * @throws ActionError, `vault-unavailable` when the list never shows it
 */
export const listShowing = (vault: Vault, id: string, within: number, patience: Patience): Promise<readonly TokenRecord[]> =>
  persistUntil(
    async () => {
      const { records } = await listTokens(vault)
      if (records.some(record => record.id === id)) return { is: 'done', value: records }
      const error = new ActionError(
        'vault-unavailable',
        `Listing the access tokens on ${vault.site.host} failed: Vault does not show the new one.`,
        'An answer of Vault was lost, so there may be a second token of its name: look for it among the user’s tokens and delete it.'
      )
      return { is: 'again', error, effect: 'none' }
    },
    LOOK_EVERY,
    patience.clock.elapsed() + within,
    patience
  )

/** The ids of the other tokens of the same name and user. Throws ActionError as `listShowing` does. */
export const twinsOf = async (
  vault: Vault,
  { id, name }: Pick<TokenRecord, 'id' | 'name'>,
  within: number,
  patience: Patience
): Promise<readonly string[]> => {
  const records = await listShowing(vault, id, within, patience)
  const own = records.find(record => record.id === id)
  return records.filter(each => each.name === name && each.user === own?.user && each.id !== id).map(each => each.id)
}
