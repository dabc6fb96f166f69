import type { Credential } from '../credential.ts'
import { asActionError } from '../errors.ts'
import { timeLeft } from '../expiry.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens, type TokenRecord } from '../vault/token-records.ts'
import type { World } from '../world.ts'
import { isDue, type Mark, type Own, ownRecord } from './rotation.ts'

/** What the secret holds now, and when to renew it. */
export type Current = Readonly<{
  value: Credential
  /** Seconds before its expiry. */
  renewBefore: number
}>

/** What is to be done about it. `working`: it may be asked for more, e.g. when there is no room for a new one. */
export type Keeping =
  | Readonly<{ is: 'keep'; record: TokenRecord; records: readonly TokenRecord[] }>
  | Readonly<{ is: 'renew'; why: string; working: Readonly<{ vault: Vault; own: Own }> | undefined }>

/** Allowance for Vault's clock, whose answers tell the time to the second, in milliseconds. */
const CLOCK_SLACK = 2_000

/**
 * Asks the token's own Vault with the token that the secret holds.
 * @param vault the token's own, addressed with the token itself
 * @throws ActionError when Vault can't be asked: that is never a reason to renew
 */
export const keepOrRenew = async (vault: Vault, { renewBefore }: Current, mark: Mark, { patience }: World): Promise<Keeping> => {
  const began = patience.clock.now().getTime()
  try {
    let { records, userId } = await listTokens(vault)
    const took = patience.clock.now().getTime() - began
    const asked = new Date(vault.now().getTime() - took - CLOCK_SLACK)
    let own = ownRecord(records, userId, mark, asked)
    if (!own?.moved) {
      // A Vault that notes a use only after it has answered shows the first question to the second one.
      ;({ records, userId } = await listTokens(vault))
      own = ownRecord(records, userId, mark, asked)
    }
    if (own === undefined) return { is: 'renew', why: 'its record is none of this secret’s (made by hand?)', working: undefined }
    const { record } = own
    if (!isDue(record.expiry, renewBefore, vault.now())) return { is: 'keep', record, records }
    return { is: 'renew', why: `it expires ${timeLeft(record.expiry, vault.now())}`, working: { vault, own } }
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code !== 'vault-session' && error.code !== 'vault-permission') throw error
    return { is: 'renew', why: `${vault.site.host} refuses it (${error.code})`, working: undefined }
  }
}
