import type { World } from '../net/world.ts'
import type { Token } from './token.ts'

/** What came of deleting one token with itself. `unknown`: its Vault does not know it. `reason` is a part of a sentence. */
export type DeletionResult = { is: 'deleted' } | { is: 'unknown' | 'failed'; reason: string }

/**
 * Deletes a token with itself, on its own Vault. Never throws.
 * @param patienceMs how long one that Vault does not accept yet is retried, in milliseconds; 0: it has worked before, so one that is refused is gone
 */
export function deleteWithItself(
  _token: Token,
  _patienceMs: number,
  _world: World
): Promise<DeletionResult> {
  throw new Error('not built yet')
}
