import type { ActionError } from '../core/errors.ts'
import type { Vault } from './client.ts'

/** Where Vault does not know the API version (by the error's `reason`), replaces the error by one that lists the versions it has. Never throws. */
export function explainVersion(_error: ActionError, _vault: Vault): Promise<ActionError> {
  throw new Error('not built yet')
}
