import type { Credential } from '../credential.ts'
import { asActionError } from '../errors.ts'
import type { Place } from '../journal.ts'
import { reachVault } from '../vault/client.ts'
import { listTokens } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import type { World } from '../world.ts'

/** What came of deleting one token. `unknown`: its Vault does not know it. `reason` is a part of a sentence. */
export type Removal = Readonly<{ is: 'gone' }> | Readonly<{ is: 'unknown' | 'failed'; reason: string }>

/** A token that may have to be deleted. `twins`: others of the same name may be there, whose value nobody has. */
export type Removable = Readonly<{ at: Place; id: string; name: string; value: Credential; twins: boolean }>

/** Deletes a token with itself, on its own Vault, and its twins before it. Throws nothing. */
export const remove = async ({ at, id, name, value, twins }: Removable, { send, patience, runner }: World): Promise<Removal> => {
  if (at.site === undefined)
    return { is: 'failed', reason: 'its Vault is not to be contacted (verify: false), or its DNS is not known' }
  const vault = reachVault(at.site, { send, patience, quote: runner.quote }).as(value)
  try {
    const others = twins ? (await listTokens(vault)).records.filter(record => record.name === name && record.id !== id) : []
    const ids = [...others.map(record => record.id), id]
    const deletions = await deleteTokens(vault, ids, runner.quote, patience)
    const refused = deletions.find(deletion => deletion.is === 'refused')
    return refused === undefined ? { is: 'gone' } : { is: 'failed', reason: refused.reason }
  } catch (thrown) {
    const error = asActionError(thrown)
    return { is: error.code === 'vault-session' ? 'unknown' : 'failed', reason: error.message.replace(/\.$/, '') }
  }
}
