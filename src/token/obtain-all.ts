import pLimit from 'p-limit'
import { ActionError, asActionError, interrupted } from '../core/errors.ts'
import type { Settings } from '../inputs/settings.ts'
import { retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import { parseVaultHost } from '../vault/host.ts'
import type { UserVault } from '../vault/sign-in.ts'
import { reportMissingCurrent } from './current.ts'
import { obtainToken } from './obtain.ts'
import { originsByInputs, type Prepared, prepareTokens, type TokenSession } from './prepare.ts'
import type { Pending, SavedToken, TokenOrigin, TokenResult } from './token.ts'

/** How many tokens are obtained at the same time. */
const AT_ONCE = 10
const CONNECT_ATTEMPTS = 4
const LET_REACH = 'Check that the runner can reach this host (DNS, firewall, HTTPS_PROXY).'

export interface TokenEvents {
  /** Saves the state of the token at this place in the order of the names. */
  save(index: number, entry: SavedToken): void
  /** Told of each result as soon as it has one that outputs can show, and again when it is complete. */
  onResult(index: number, result: TokenResult, total: number, isComplete: boolean): void
}

/** Every token that is asked for: up to ten at the same time; the failure of one does not stop the others. Never throws. */
export async function obtainAll(
  settings: Settings,
  session: TokenSession,
  events: TokenEvents,
  world: World
): Promise<TokenResult[]> {
  try {
    const pending = await prepareTokens(settings, session, world)
    return await obtainPending(pending, settings, { session, events, world })
  } catch (thrown) {
    const known = originsByInputs(settings, session.vault)
    const every = { displayName: '*', sandboxName: '*', vaultId: '', site: undefined }
    return (known.length > 0 ? known : [every]).map(origin => failed(origin, thrown, world))
  }
}

function failed(origin: TokenOrigin, thrown: unknown, { stopping }: World): TokenResult {
  const error = stopping.aborted ? interrupted(stopping) : asActionError(thrown)
  return { is: 'failed', origin, error }
}

async function obtainPending(
  pending: Pending<Prepared>[],
  settings: Settings,
  { session, events, world }: { session: TokenSession; events: TokenEvents; world: World }
): Promise<TokenResult[]> {
  const limit = pLimit(AT_ONCE)
  const generating = new Set(pending.keys())
  /** That GitHub accepts no more writes for now: what is not generated yet would only be deleted again. */
  let noMoreWrites: ActionError | undefined

  async function begin(prepared: Prepared, index: number): Promise<TokenResult> {
    if (noMoreWrites !== undefined) throw noMoreWrites
    await connectToOwnVault(prepared.origin, settings, world)
    return obtainToken({
      ...prepared,
      settings,
      world,
      save(entry) {
        events.save(index, entry)
        if (entry.state === 'generated') onGenerated(index)
      },
      onResult: result => events.onResult(index, result, pending.length, false)
    })
  }
  /** The session ends as soon as nothing more is generated with it, at the same time as what is still to be done. */
  function onGenerated(index: number): void {
    if (generating.delete(index) && generating.size === 0) void session.end()
  }
  function fail(origin: TokenOrigin, thrown: unknown): TokenResult {
    const error = asActionError(thrown)
    if (error.code === 'github-rate-limit') noMoreWrites ??= error
    return failed(origin, error, world)
  }
  async function obtain({ origin, ready }: Pending<Prepared>, index: number): Promise<TokenResult> {
    const result = await ready()
      // What failed is noted before the next one begins.
      .then(prepared => limit(() => begin(prepared, index).catch(thrown => fail(origin, thrown))))
      .catch(thrown => fail(origin, thrown))
    onGenerated(index)
    events.onResult(index, result, pending.length, true)
    return result
  }
  const results = await Promise.all(pending.map(obtain))
  reportMissingCurrent(results, settings, world)
  return results
}

/**
 * Makes sure, before anything is generated, that the token's own Vault can be reached: the verification uses the connection.
 * @throws ActionError `network`
 */
async function connectToOwnVault(
  { site }: TokenOrigin,
  { verify, target }: Settings,
  world: World
): Promise<void> {
  if (!verify || site === undefined || target.is === 'vault') return
  const { host } = site
  async function attempt(): Promise<void> {
    const failure = await world.connect(host)
    if (failure === undefined) return
    const { reason, isLasting, code, hint = LET_REACH } = failure
    throw new ActionError(
      'network',
      `Could not connect to ${host}, the Vault of the sandbox: ${reason}.`,
      `Nothing was generated, because a token that can’t be verified there can’t be deleted there either. ${hint}`,
      { retry: isLasting ? undefined : {}, reason: code }
    )
  }
  await retry(attempt, { attempts: CONNECT_ATTEMPTS }, world)
}

/** Opens connections to named sandboxes whose host is known before Vault lists them (`sandbox-dns`, or the sign-in's response). Never throws. */
export function connectAhead(settings: Settings, vaults: UserVault[], world: World): void {
  const { target, verify } = settings
  if (!verify || target.is === 'vault' || target.selection.is === 'every') return
  for (const name of target.selection.names.slice(0, AT_ONCE)) {
    const listed = vaults.find(vault => vault.name === name)?.host ?? ''
    const host = target.dns ?? parseVaultHost(listed)
    if (host !== undefined) world.connect(host).catch(() => undefined)
  }
}
