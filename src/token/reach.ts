import { ActionError } from '../errors.ts'
import { type Patience, persist, type Verdict } from '../retry.ts'
import type { Settings } from '../settings.ts'
import type { Vault } from '../vault/client.ts'
import type { World } from '../world.ts'
import type { Found } from './subject.ts'
import { type Deadline, INTERVAL, type Look, waitFor } from './wait.ts'

const TRIES = 4

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
 * Makes sure, before anything is generated, that the token's own Vault can be reached from here: with connections that its verification
 * uses later. Two, because the proof and the list are asked for at the same time; the second one is not waited for.
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
  const first = persist(attempt, TRIES, patience)
  // It never rejects, and never keeps the process alive.
  connect(host).catch(() => undefined)
  await first
}
