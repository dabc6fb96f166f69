import type { Settings } from '../inputs/settings.ts'
import { stoppingWith, type World } from '../net/world.ts'
import { checkVault } from '../vault/sign-in.ts'
import { checkDeliveries, type Deliveries, openDeliveries } from './deliveries.ts'
import type { TokenSession } from './obtain-all.ts'
import { hashDestination, outputDestination } from './rotation.ts'
import { findVaults, originsByInputs, type Search, waitForApi } from './sandbox.ts'
import type { Delivery, Pending, TokenOrigin, TokenTask } from './token.ts'

/** What preparation adds to a task. */
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
  const { target, signIn, delivery } = settings
  const checks = createSharedChecks()
  const stoppable = stoppingWith(world, checks.failed)
  const known = originsByInputs(settings, session.vault.site)
  const deliveries = openDeliveries(delivery, known, stoppable)
  if (deliveries.shared !== undefined) checks.add(deliveries.shared)
  checks.add(session.signedIn)
  const vault = await session.signedIn
  if (checks.failed.aborted) await checks.all()

  // At the same time as the next call: a token or session that was given may be of another Vault.
  if (signIn.by === 'access-token' || signIn.by === 'session-id') checks.add(checkVault(vault))
  const timeoutMs = target.is === 'vault' ? 0 : target.waitTimeoutMs
  const deadline = { began: world.clock.elapsed(), timeoutMs }
  const search: Search = { settings, vault, world: stoppable, deadline }
  const wanted = await findVaults(search).catch(checks.rethrow)
  const origins = wanted.map(({ origin }) => origin)
  checkDeliveries(delivery, origins, world)
  return wanted.map(one => ({
    origin: one.origin,
    ready: () => prepare(one, search, deliveries, checks)
  }))
}

async function prepare(
  wanted: Pending<TokenOrigin>,
  search: Search,
  deliveries: Deliveries,
  checks: SharedChecks
): Promise<Prepared> {
  const { vault, world, deadline } = search
  // As the input has it: the name in Vault may have white space at its ends.
  const name = wanted.origin.sandboxName
  const all = Promise.all([find(wanted, search), deliveries.check(name), checks.all()])
  const [origin] = await all.catch(checks.rethrow)
  const waitedMs = world.clock.elapsed() - deadline.began
  const delivery = await deliveries.get(name)
  return { vault, origin, waitedMs, delivery, destination: destinationOf(delivery, world) }
}

async function find(wanted: Pending<TokenOrigin>, search: Search): Promise<TokenOrigin> {
  const origin = await wanted.ready()
  await waitForApi(origin, search)
  return origin
}

function destinationOf(delivery: Delivery, { run }: World): string {
  const canonical = delivery.to === 'secret' ? delivery.secret.destination : outputDestination(run)
  return hashDestination(canonical)
}

interface SharedChecks {
  /** Aborted as soon as something fails that all tokens need. */
  failed: AbortSignal
  add(check: Promise<unknown>): void
  /** Throws the error of one that failed. */
  all(): Promise<unknown>
  /** Throws the error that ended all waiting, if there is one; otherwise the one that was thrown. */
  rethrow(thrown: unknown): Promise<never>
}

function createSharedChecks(): SharedChecks {
  const controller = new AbortController()
  const checks: Promise<unknown>[] = []
  const all = () => Promise.all(checks)
  return {
    failed: controller.signal,
    all,
    add(check) {
      checks.push(check)
      check.catch(() => controller.abort())
    },
    async rethrow(thrown) {
      if (controller.signal.aborted) await all()
      throw thrown
    }
  }
}
