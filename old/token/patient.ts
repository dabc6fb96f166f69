import type { ErrorCode } from '../errors.ts'
import { type Patience, persistUntil, type Verdict } from '../retry.ts'
import type { Vault } from '../vault/client.ts'

/** How often what does not work yet is tried, in milliseconds. */
const TRY_EVERY = 2_000

/** How long main waits until a new token works, in milliseconds; in post there is more time. */
export const USABLE_WITHIN = 30_000

/** What says only that it is too early: a new token may take a while until its Vault knows it. */
const NOT_YET: readonly ErrorCode[] = ['vault-session']

/**
 * The same Vault, with patience: its calls are tried again while they say *not yet* (a session error, 5xx, a page, no connection).
 * @param within milliseconds from now, for all its calls together
 */
export const patient = (vault: Vault, within: number, patience: Patience): Vault => {
  const until = patience.clock.elapsed() + within
  const persist: Vault['persist'] = (_kind, attempt) =>
    persistUntil(async () => notYet(await attempt()), TRY_EVERY, until, patience)
  return { ...vault, persist, call: call => persist(call.kind, () => vault.ask(call)) }
}

const notYet = <T>(verdict: Verdict<T>): Verdict<T> =>
  verdict.is === 'failed' && NOT_YET.includes(verdict.error.code)
    ? { is: 'again', error: verdict.error, effect: 'none' }
    : verdict
