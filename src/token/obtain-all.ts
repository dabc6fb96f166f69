import type { Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import type { UserVault } from '../vault/sign-in.ts'
import type { SavedToken, TokenResult } from './token.ts'

/** The session of the main step, as the tokens need it. */
export interface TokenSession {
  /** The Vault without a credential, for its clock and its versions. */
  vault: Vault
  /** Throws what `signIn` throws. */
  signedIn: Promise<Vault>
  /** Ends the session that was opened, if any, at the first call. Never throws. */
  end(): Promise<void>
}

export interface TokenEvents {
  /** Saves the state of the token at this place in the order of the names. */
  save(index: number, entry: SavedToken): void
  /** Told of each result as soon as it has one that outputs can show, and again when it is complete. */
  onResult(index: number, result: TokenResult, total: number): void
}

/** Every token that is asked for: up to ten at the same time; the failure of one does not stop the others. Never throws. */
export function obtainAll(
  _settings: Settings,
  _session: TokenSession,
  _events: TokenEvents,
  _world: World
): Promise<TokenResult[]> {
  throw new Error('not built yet')
}

/** Opens connections to named sandboxes whose host is known before Vault lists them (`sandbox-dns`, or the sign-in's response). Never throws. */
export function connectAhead(_settings: Settings, _vaults: UserVault[], _world: World): void {
  throw new Error('not built yet')
}
