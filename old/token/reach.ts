import { ActionError } from '../errors.ts'
import { type Patience, persist, type Verdict } from '../retry.ts'
import type { Settings } from '../settings.ts'
import type { Vault } from '../vault/client.ts'
import { vaultHost } from '../vault/host.ts'
import type { SeenVault } from '../vault/sign-in.ts'
import type { World } from '../world.ts'
import type { Found } from './subject.ts'
import { type Deadline, INTERVAL, type Look, waitFor } from './wait.ts'

const TRIES = 4
/** As many as are under way at the same time. */
const MOST_AHEAD = 10

/**
 * Of a sandbox that was waited for the API has to answer, because it may be listed as active while it still starts.
 * @throws ActionError `wait-timeout`
 */
export const waitForApi = async (
  { subject, waitedMs }: Found,
  { verify, target }: Settings,
  vault: Vault,
  deadline: Deadline,
  { runner }: World,
  patience: Patience
): Promise<void> => {
  const { host } = subject
  if (!verify || host === undefined || target.is === 'vault' || (target.jobId === undefined && waitedMs < INTERVAL)) return
  const own = vault.at(host)
  const look = async (): Promise<Look<void>> => {
    const silence = await own.silence()
    return silence === undefined ? { is: 'there', value: undefined } : { is: 'not-yet', state: `silent: ${silence}` }
  }
  await waitFor(`${host}, the Vault of the sandbox "${runner.quote(subject.called)}",`, look, deadline, 0, runner, patience)
}

/**
 * Opens connections to the sandboxes that are named, where sandbox-dns or the sign-in tells their hosts before Vault lists them. It may be
 * told more than once. No credential goes there by it, and what Vault lists decides: a connection that nobody uses closes by itself.
 */
export const reachAhead = (
  { verify, target }: Pick<Settings, 'verify' | 'target'>,
  vaults: readonly SeenVault[],
  { connect }: World
): void => {
  if (!verify || target.is === 'vault' || target.which.are !== 'named' || target.jobId !== undefined) return
  for (const name of target.which.names.slice(0, MOST_AHEAD)) {
    const host = target.dns ?? vaultHost(vaults.find(seen => seen.name === name)?.host ?? '')
    // It never rejects, and never keeps the process alive.
    if (host !== undefined) connect(host).catch(() => undefined)
  }
}

/**
 * Makes sure, before anything is generated, that the token's own Vault can be reached from here: with connections that its verification
 * uses later.
 * @throws ActionError `network`
 */
export const reachOwnVault = async (
  { subject }: Found,
  { verify, target }: Pick<Settings, 'verify' | 'target'>,
  { connect, runner, patience }: World
): Promise<void> => {
  const { host } = subject
  if (!verify || host === undefined || target.is === 'vault') return
  const attempt = async (): Promise<Verdict<void>> => {
    const none = await connect(host)
    if (none === undefined) return { is: 'done', value: undefined }
    const error = new ActionError(
      'network',
      `Reaching ${host}, the Vault of the sandbox "${runner.quote(subject.called)}", failed: ${none.reason}.`,
      `Nothing was generated, because a token that can’t be proven there could not be deleted either. ${none.hint ?? 'Have the runner reach this host too (DNS, firewall, HTTPS_PROXY).'}`
    )
    return none.lasting ? { is: 'failed', error } : { is: 'again', error, effect: 'none' }
  }
  await persist(attempt, TRIES, patience)
}
