import type { Credential } from '../credential.ts'
import { ActionError, asActionError } from '../errors.ts'
import type { Place } from '../journal.ts'
import { reachVault } from '../vault/client.ts'
import { type Deletion, deleteTokens } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import { patient } from './patient.ts'
import { twinsOf } from './twins.ts'

/** How long a list may take until it shows a new token, in milliseconds. */
const TWIN_SHOWS_WITHIN = 30_000

/** What came of deleting one token. `unknown`: its Vault does not know it. `reason` is a part of a sentence. */
export type Removal = Readonly<{ is: 'gone' }> | Readonly<{ is: 'unknown' | 'failed'; reason: string }>

/**
 * A token that may have to be deleted. `twins`: others of the same name may be there, whose value nobody has. `worked`: Vault has accepted
 * it before, so that one that is refused now is gone, and not merely too young.
 */
export type Removable = Readonly<{ at: Place; id: string; name: string; value: Credential; twins: boolean; worked: boolean }>

/**
 * Deletes a token with itself, on its own Vault, and its twins before it. Throws nothing.
 * @param within how long one that never worked is waited for, in milliseconds
 */
export const remove = async (
  { at, id, name, value, twins, worked }: Removable,
  within: number,
  { send, patience, runner }: World
): Promise<Removal> => {
  if (at.site === undefined) return NOT_TO_BE_CONTACTED
  const reached = reachVault(at.site, { send, patience, quote: runner.quote }).as(value)
  const vault = worked ? reached : patient(reached, within, patience)
  try {
    const others = twins ? await twinsOf(vault, { id, name }, TWIN_SHOWS_WITHIN, patience).catch(asActionError) : []
    if (!(others instanceof ActionError)) return removal(await deleteTokens(vault, [...others, id], runner.quote, worked))
    if (others.code === 'vault-session') throw others
    await deleteTokens(vault, [id], runner.quote, worked)
    return {
      is: 'failed',
      reason: `it is gone, but a second one of its name may be there (${others.message.replace(/\.$/, '')})`
    }
  } catch (thrown) {
    const error = asActionError(thrown)
    return { is: error.code === 'vault-session' ? 'unknown' : 'failed', reason: error.message.replace(/\.$/, '') }
  }
}

/** Deletes only the twins of a token, with it. Throws nothing. */
export const removeTwins = async (
  { at, id, name, value }: Omit<Removable, 'twins' | 'worked'>,
  { send, patience, runner }: World
): Promise<Removal> => {
  if (at.site === undefined) return NOT_TO_BE_CONTACTED
  const vault = reachVault(at.site, { send, patience, quote: runner.quote }).as(value)
  try {
    const others = await twinsOf(vault, { id, name }, TWIN_SHOWS_WITHIN, patience)
    return others.length === 0 ? { is: 'gone' } : removal(await deleteTokens(vault, others, runner.quote))
  } catch (thrown) {
    return { is: 'failed', reason: asActionError(thrown).message.replace(/\.$/, '') }
  }
}

const NOT_TO_BE_CONTACTED: Removal = {
  is: 'failed',
  reason: 'its Vault is not to be contacted (verify: false), or its DNS is not known'
}

const removal = (deletions: readonly Deletion[]): Removal => {
  const refused = deletions.find(deletion => deletion.is === 'refused')
  return refused === undefined ? { is: 'gone' } : { is: 'failed', reason: refused.reason }
}
