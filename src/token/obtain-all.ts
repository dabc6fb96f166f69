import pLimit from 'p-limit'
import { ActionError, asActionError, interrupted } from '../core/errors.ts'
import type { Settings } from '../inputs/settings.ts'
import { retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'
import { checkSignIn, checkVault, type UserVault } from '../vault/sign-in.ts'
import { reportRenewals } from './current.ts'
import { checkDeliveries, openDeliveries } from './deliveries.ts'
import { obtainToken } from './obtain.ts'
import { findSandboxes, originNamed } from './sandbox.ts'
import type { Pending, SavedToken, TokenOrigin, TokenResult, TokenTask } from './token.ts'

const AT_ONCE = 10

/** The session of the main step, as the tokens need it. */
interface TokenSession {
  vault: Vault
  signedIn: Promise<Vault>
  /** Ends the session that was opened, if any, at the first call. Never throws. */
  end(): Promise<unknown>
}

export interface TokenEvents {
  /** Saves the state of the token at this place in the order of the names. */
  save(index: number, entry: SavedToken): void
  /** Told of each result as soon as it has one that outputs can show, and again when it is complete. */
  onResult(index: number, result: TokenResult): void
}

/** Every token that is asked for: up to ten at the same time; the failure of one does not stop the others. Never throws. */
export async function obtainAll(
  settings: Settings,
  session: TokenSession,
  events: TokenEvents,
  world: World
): Promise<TokenResult[]> {
  const known = originsByInputs(settings, session.vault)
  try {
    const pending = await prepareTokens(known, settings, session, world)
    const results = await obtainPending(pending, session, events, world)
    reportRenewals(results, settings, world)
    return results
  } catch (thrown) {
    const origins = known.length > 0 ? known : [originNamed('*')]
    return origins.map(origin => failed(origin, thrown, world))
  }
}

/** The Vaults of the tokens, as far as the inputs tell; empty if only Vault's list of sandboxes does. */
function originsByInputs({ target }: Settings, { site }: Vault): TokenOrigin[] {
  if (target.is === 'vault') return [{ ...originNamed(site.host), sandboxName: '', site }]
  return target.selection.is === 'named' ? target.selection.names.map(originNamed) : []
}

function failed(origin: TokenOrigin, thrown: unknown, { stopping }: World): TokenResult {
  const error = stopping.aborted ? interrupted(stopping) : asActionError(thrown)
  return { is: 'failed', origin, error }
}

type Prepared = Omit<TokenTask, 'save' | 'onResult'>

/** Gets all that has to be there before anything is generated, at the same time: the Vault, its sandboxes, the locations of the secrets. */
async function prepareTokens(
  known: TokenOrigin[],
  settings: Settings,
  session: TokenSession,
  world: World
): Promise<Pending<Prepared>[]> {
  const { target, signIn } = settings
  const deliveries = openDeliveries(settings.delivery, known, world)
  // A given token or session may be of another Vault, and after OAuth the Vault's time may not be known, by which a token is named.
  const isGiven = signIn.by === 'access-token' || signIn.by === 'session-id'
  const isUnproven = isGiven || (target.is === 'vault' && signIn.by !== 'password')
  const checked = session.signedIn.then(async vault => {
    if (isUnproven) await checkVault(vault)
    // A sandbox's list proves that the credential works, and so does generating.
    if (isGiven && target.is === 'vault' && settings.dryRun) await checkSignIn(vault)
  })
  const checks = Promise.all([checked, deliveries.shared])
  // It is awaited later; until then a failure must not count as unhandled.
  checks.catch(() => {})
  const vault = await session.signedIn
  const began = world.clock.elapsed()
  const wanted =
    target.is === 'vault'
      ? known.map(origin => ({ origin, ready: async () => origin }))
      : await findSandboxes(known, { target, settings, vault, began, checks })
  checkDeliveries(settings.delivery, wanted, world)
  return wanted.map(({ origin: asked, ready }) => ({
    origin: asked,
    async ready() {
      // An environment that does not exist fails before its sandbox is waited for; after a wait, GitHub is asked again.
      const [origin] = await Promise.all([ready(), deliveries.get(asked), checks])
      return { vault, origin, settings, world, ...(await deliveries.get(asked)) }
    }
  }))
}

async function obtainPending(
  pending: Pending<Prepared>[],
  session: TokenSession,
  events: TokenEvents,
  world: World
): Promise<TokenResult[]> {
  const limit = pLimit(AT_ONCE)
  const generating = new Set(pending.keys())
  /** The session ends as soon as nothing more is generated with it, at the same time as what is still to be done. */
  function onGenerated(index: number): void {
    if (generating.delete(index) && generating.size === 0) void session.end()
  }
  /** That GitHub accepts no more writes for now: what is not generated yet would only be deleted again. */
  let noMoreWrites: ActionError | undefined
  function fail(origin: TokenOrigin, thrown: unknown): TokenResult {
    const error = asActionError(thrown)
    if (error.code === 'github-rate-limit') noMoreWrites = error
    return failed(origin, error, world)
  }
  async function obtain({ origin, ready }: Pending<Prepared>, index: number): Promise<TokenResult> {
    const begin = async (prepared: Prepared) => {
      if (noMoreWrites !== undefined) throw noMoreWrites
      await connectToOwnVault(prepared)
      return obtainToken({
        ...prepared,
        save(entry) {
          events.save(index, entry)
          if (entry.state === 'generated') onGenerated(index)
        },
        onResult: result => events.onResult(index, result)
      })
    }
    const result = await ready()
      // What failed is noted before the next one begins.
      .then(prepared => limit(() => begin(prepared).catch(thrown => fail(origin, thrown))))
      .catch(thrown => fail(origin, thrown))
    onGenerated(index)
    events.onResult(index, result)
    return result
  }
  return Promise.all(pending.map(obtain))
}

/** Makes sure, before anything is generated, that the token's own Vault can be reached. The verification uses the connection. */
async function connectToOwnVault({ origin, settings, world }: Prepared): Promise<void> {
  const host = origin.site?.host
  if (!settings.verify || host === undefined) return
  const attempt = async () => {
    const failure = await world.connect(host)
    if (failure === undefined) return
    throw new ActionError(
      'network',
      `Could not connect to ${host}, the Vault of the token: ${failure.reason}.`,
      `Nothing was generated. ${failure.hint ?? 'Check that the runner can reach this host.'}`,
      { retry: failure.isLasting ? undefined : {} }
    )
  }
  await retry(attempt, { attempts: 4 }, world)
}

/** Opens connections to named sandboxes whose host is known before Vault lists them (`sandbox-dns`, or the sign-in's response). */
export function connectAhead({ target, verify }: Settings, vaults: UserVault[], world: World) {
  if (!verify || target.is === 'vault' || target.selection.is === 'every') return
  for (const name of target.selection.names.slice(0, AT_ONCE)) {
    const listed = vaults.find(vault => vault.name === name)?.host ?? ''
    const host = target.dns ?? parseVaultHost(listed)
    if (host !== undefined) void world.connect(host)
  }
}
