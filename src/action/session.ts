import type { Credential } from '../core/credential.ts'
import type { ActionError } from '../core/errors.ts'
import { referenceId } from '../core/run.ts'
import { exchangeOidcToken } from '../identity/oidc.ts'
import type { ConnectionSettings } from '../inputs/settings.ts'
import { stoppingWith, type World } from '../net/world.ts'
import { Vault } from '../vault/client.ts'
import { endSession, signIn, type UserVault } from '../vault/sign-in.ts'
import { saveEntry } from './saved-state.ts'

export type Session = ReturnType<typeof openSession>

const OWN_SESSION_REJECTED =
  'This run had just opened that session, so Vault ended it early: run the workflow again.'

/** Trusts the certificates, and signs in to the Vault. A session that is opened is saved before anything else can fail. */
export function openSession(
  settings: ConnectionSettings,
  world: World,
  onVaults: (vaults: UserVault[]) => void = () => {}
) {
  const { runner } = world
  const { vaultHost: host, apiVersion, clientId, caCertificates: pems } = settings
  if (pems.length > 0) saveEntry(runner, 'ca-certificate', { pems })
  world.trust(pems)
  const site = { host, apiVersion, clientId, referenceId: referenceId(world.run) }
  const ended = new AbortController()
  // A call that is under way with a session that was ended meanwhile must not be repeated.
  const vault = new Vault(site, stoppingWith(world, ended.signal))
  let opened: Credential | undefined
  let ending: Promise<void> | undefined

  function onSession(value: Credential): void {
    opened = value
    saveEntry(runner, 'session', { state: 'open', site, value })
  }
  async function openOne(): Promise<Vault> {
    const { signIn: given } = settings
    const how = given.by === 'oidc' ? await exchangeOidcToken(given, world) : given
    return signIn(how, vault, { onVaults, onSession })
  }
  const signedIn = openOne()
  // Whoever needs it awaits it later; until then a failure must not count as unhandled.
  signedIn.catch(() => {})

  async function close(): Promise<void> {
    // A run that is stopping leaves it to the post step.
    if (opened === undefined || world.stopping.aborted) return
    ended.abort()
    await endSession(new Vault(site, world).as(opened))
    saveEntry(runner, 'session', { state: 'done' })
  }
  /** Ends the session that was opened, if any. Never throws: where that fails, the post step tries again, and says so. */
  function end(): Promise<void> {
    ending ??= close().catch(() => {})
    return ending
  }
  /** Adds to an error of a call with the sign-in what only the sign-in tells. Never throws. */
  function explain(error: ActionError): ActionError {
    const isRejected = error.code === 'vault-session' && !isGiven(settings)
    return isRejected ? error.with({ hint: OWN_SESSION_REJECTED }) : error
  }
  return { vault, signedIn, explain, end }
}

/** Whether the credential works by itself, without a session that this run opens. */
export function isGiven({ signIn: { by } }: ConnectionSettings): boolean {
  return by === 'access-token' || by === 'session-id'
}
