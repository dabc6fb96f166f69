import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import { referenceId } from '../core/run.ts'
import { exchangeOidcToken } from '../identity/oidc.ts'
import type { ConnectionSettings } from '../inputs/settings.ts'
import { stoppingWith, type World } from '../net/world.ts'
import { Vault, type VaultSite } from '../vault/client.ts'
import { endSession, type SignIn, signIn, type UserVault } from '../vault/sign-in.ts'
import { saveEntry } from './saved-state.ts'

export type Session = ReturnType<typeof openSession>

/**
 * Trusts the certificates, and signs in to the Vault. A session that is opened is saved before anything else can fail.
 * @param onVaults told of the user's Vaults, if the sign-in tells them
 */
export function openSession(
  settings: ConnectionSettings,
  world: World,
  onVaults: (vaults: UserVault[]) => void = () => {}
) {
  const { vaultHost: host, apiVersion, clientId, caCertificates: pems } = settings
  if (pems.length > 0) saveEntry(world.runner, 'ca-certificate', { pems })
  world.trust(pems)
  const site = { host, apiVersion, clientId, referenceId: referenceId(world.run) }
  const { onSession, end, ended } = trackSession(site, world)
  // A call that is under way with a session that was ended meanwhile must not be repeated.
  const vault = new Vault(site, stoppingWith(world, ended))
  const signedIn = resolveSignIn(settings, world).then(how =>
    signIn(how, vault, { onVaults, onSession })
  )
  // Whoever needs it awaits it later; until then a failure must not count as unhandled.
  signedIn.catch(() => {})

  /** Adds to an error of a call with the sign-in what only the sign-in tells. Never throws. */
  async function explain(error: ActionError): Promise<ActionError> {
    const isRejected = error.code === 'vault-session' && !isGiven(settings)
    return isRejected ? error.with({ hint: OWN_SESSION_REJECTED }) : error
  }
  /** Ends the session if it is still open; if errors were printed, that this fails is most often their consequence. Never throws. */
  async function finish(hasFailed: boolean): Promise<void> {
    const problem = await end()
    if (problem === undefined) return
    const text = `${problem.message} The post step tries again.`
    if (hasFailed) world.runner.info(text)
    else world.runner.warning(problem.code, text)
  }
  return { vault, signedIn, explain, end, finish }
}

const OWN_SESSION_REJECTED =
  'This run had just opened that session, so Vault ended it early: run the workflow again.'

/** Whether the credential works by itself, without a session that this run opens. */
export function isGiven({ signIn: { by } }: ConnectionSettings): boolean {
  return by === 'access-token' || by === 'session-id'
}

async function resolveSignIn({ signIn: given }: ConnectionSettings, world: World): Promise<SignIn> {
  return given.by === 'oidc' ? exchangeOidcToken(given, world) : given
}

/** Keeps the session that a sign-in opens saved for the post step as long as it is open. */
function trackSession(site: VaultSite, world: World) {
  const { runner, stopping } = world
  const ended = new AbortController()
  let opened: Credential | undefined
  let ending: Promise<ActionError | undefined> | undefined

  function save(value: Credential, isReported: boolean): void {
    saveEntry(runner, 'session', { state: 'open', site, value, isReported })
  }
  function onSession(value: Credential): void {
    opened = value
    save(value, false)
  }
  async function close(value: Credential): Promise<ActionError | undefined> {
    ended.abort()
    try {
      await endSession(new Vault(site, world).as(value))
      saveEntry(runner, 'session', { state: 'done' })
      return undefined
    } catch (thrown) {
      save(value, true)
      return asActionError(thrown)
    }
  }
  /** Ends the session at the first call; a run that is stopping leaves that to the post step. Returns why it failed. */
  async function end(): Promise<ActionError | undefined> {
    if (opened === undefined || stopping.aborted) return undefined
    ending ??= close(opened).catch(asActionError)
    return ending
  }
  return { onSession, end, ended: ended.signal }
}
