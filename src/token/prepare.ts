import type { Settings } from '../inputs/settings.ts'
import { stoppingWith, type World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { checkVault } from '../vault/sign-in.ts'
import { checkDeliveries, openDeliveries } from './deliveries.ts'
import { hashDestination, outputDestination } from './rotation.ts'
import { findVaults, originsByInputs, type Search } from './sandbox.ts'
import type { Pending, TokenOrigin, TokenTask } from './token.ts'
import { INTERVAL_MS, waitFor } from './wait.ts'

/** The session of the main step, as the tokens need it. */
export interface TokenSession {
  /** The Vault without a credential, for its clock and its versions. */
  vault: Vault
  /** Throws what `signIn` throws. */
  signedIn: Promise<Vault>
  /** Ends the session that was opened, if any, at the first call. Never throws. */
  end(): Promise<unknown>
}

/** What preparation finds out for a task. */
export type Prepared = Pick<TokenTask, 'vault' | 'origin' | 'waitedMs' | 'delivery' | 'destination'>

/**
 * Gets everything that has to be there before anything is generated, at the same time: the Vault, signed in to, with its sandboxes,
 * and the locations of the secrets. What fails for all tokens ends all waiting.
 * @throws ActionError if it fails for all
 */
export async function prepareTokens(
  settings: Settings,
  session: TokenSession,
  world: World
): Promise<Pending<Prepared>[]> {
  const { target, signIn } = settings
  const giveUp = new AbortController()
  const stoppable = stoppingWith(world, giveUp.signal)
  const known = originsByInputs(settings, session.vault)
  const deliveries = openDeliveries(settings.delivery, known, stoppable)
  // A token or session that was given may be of another Vault; that is checked at the same time as the next call.
  const isGiven = signIn.by === 'access-token' || signIn.by === 'session-id'
  const signedIn = session.signedIn.then(vault => (isGiven ? checkVault(vault) : undefined))
  const shared = Promise.all([signedIn, deliveries.shared])
  shared.catch(() => giveUp.abort())
  /** The cause comes first: a credential of another Vault, or what is shared and has ended the waiting. */
  async function rethrow(thrown: unknown): Promise<never> {
    await signedIn
    if (giveUp.signal.aborted) await shared
    throw thrown
  }
  const vault = await session.signedIn
  if (giveUp.signal.aborted) await shared

  const timeoutMs = target.is === 'vault' ? 0 : target.waitTimeoutMs
  const deadline = { began: world.clock.elapsed(), timeoutMs }
  const search: Search = { settings, vault, world: stoppable, deadline }
  const wanted = await findVaults(search).catch(rethrow)
  const names = wanted.map(({ origin }) => origin.sandboxName)
  checkDeliveries(settings.delivery, names, world)

  async function find({ ready }: Pending<TokenOrigin>): Promise<TokenOrigin> {
    const origin = await ready()
    await waitForApi(origin, search)
    return origin
  }
  async function prepare(one: Pending<TokenOrigin>): Promise<Prepared> {
    // By the name that the inputs have: the one in Vault may have white space at its ends.
    const { sandboxName } = one.origin
    const all = Promise.all([find(one), deliveries.get(sandboxName), shared])
    const [origin] = await all.catch(rethrow)
    const waitedMs = world.clock.elapsed() - deadline.began
    const delivery = await deliveries.get(sandboxName)
    const isOutput = delivery.to === 'output'
    const canonical = isOutput ? outputDestination(world.run) : delivery.secret.destination
    return { vault, origin, waitedMs, delivery, destination: hashDestination(canonical) }
  }
  return wanted.map(one => ({ origin: one.origin, ready: () => prepare(one) }))
}

/**
 * Waits until the API of a sandbox responds, if the sandbox had to be waited for: it may be listed as active while it still starts.
 * @throws ActionError `wait-timeout`
 */
async function waitForApi(origin: TokenOrigin, search: Search): Promise<void> {
  const { settings, vault, world, deadline } = search
  const { target, verify } = settings
  if (!verify || origin.site === undefined || target.is === 'vault') return
  const hadToWait = world.clock.elapsed() - deadline.began >= INTERVAL_MS
  if (target.jobId === undefined && !hadToWait) return
  const own = vault.at(origin.site.host)
  const subject = `the API of ${origin.site.host}`
  const wait = { subject, look: () => own.probe(), isExpected: true }
  await waitFor(wait, vault, deadline, world)
}
