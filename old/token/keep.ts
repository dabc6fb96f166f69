import { asActionError } from '../errors.ts'
import { timeLeft } from '../expiry.ts'
import type { Written } from '../github/secrets.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens, type TokenRecord } from '../vault/token-records.ts'
import { holderAmong, isDue } from './rotation.ts'
import type { Current, ToSecret } from './task.ts'

/** The user's tokens as a working credential of their own Vault saw them, and when the secret was last written. */
export type Seen = Readonly<{ records: readonly TokenRecord[]; user: string; written: Written }>

/** What is to be done about the token that the secret holds. `why` is a part of a sentence; `seen` is undefined where the token does not work. */
export type Keeping =
  | Readonly<{ is: 'keep'; record: TokenRecord; seen: Seen }>
  | Readonly<{ is: 'renew'; why: string; seen: Seen | undefined }>

/**
 * Asks the token's own Vault with the token that the secret holds, and beside it GitHub when the secret was written: that tells which of
 * the records is its own.
 * @param vault the token's own, addressed with the token itself
 * @throws ActionError when Vault or GitHub can't be asked: that is never a reason to renew
 */
export const keepOrRenew = async (
  vault: Vault,
  { renewBefore }: Extract<Current, { is: 'given' }>,
  { secret }: Pick<ToSecret, 'secret'>,
  destination: string
): Promise<Keeping> => {
  const [listing, written] = await Promise.all([askCurrent(vault), secret.lastWritten()])
  if (listing === 'refused') return { is: 'renew', why: `${vault.site.host} refuses it`, seen: undefined }
  const seen: Seen = { ...listing, written }
  const renew = (why: string): Keeping => ({ is: 'renew', why, seen })
  if (written === 'never') return renew(`GitHub does not have ${secret.called}`)
  if (written === 'untold') return renew('GitHub does not say when the secret was last written, by which its record is known')
  const record = holderAmong(seen.records, seen.user, destination, written)
  if (record === undefined) return renew('this action made none when the secret was last written (made by hand?)')
  if (isDue(record.expiry, renewBefore, vault.now())) return renew(`it expires ${timeLeft(record.expiry, vault.now())}`)
  return { is: 'keep', record, seen }
}

/** That Vault lists with the token proves that it lives. `refused`: Vault's own word that it does not. */
const askCurrent = async (vault: Vault): Promise<Omit<Seen, 'written'> | 'refused'> => {
  try {
    return await listOwn(vault)
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session' || error.code === 'vault-permission') return 'refused'
    throw error
  }
}

/** Lists the tokens of the user who asks. Where Vault does not say who that is: the user of all the records, empty where they are of several. */
export const listOwn = async (vault: Vault): Promise<Omit<Seen, 'written'>> => {
  const { records, userId } = await listTokens(vault)
  const [first = '', ...more] = new Set(records.map(({ user }) => user))
  return { records, user: userId || (more.length === 0 ? first : '') }
}
