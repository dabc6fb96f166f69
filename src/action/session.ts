import type { ActionError } from '../core/errors.ts'
import { referenceId } from '../core/run.ts'
import { exchangeOidcToken } from '../identity/oidc.ts'
import type { ConnectionSettings } from '../inputs/settings.ts'
import { stoppingWith, type World } from '../net/world.ts'
import type { TokenSession } from '../token/obtain-all.ts'
import { Vault } from '../vault/client.ts'
import { explainVersion, type SignIn, signIn, type UserVault } from '../vault/sign-in.ts'
import { trackSession } from './opened-session.ts'
import { saveEntry } from './saved-state.ts'

/** A sign-in that is under way, and the session that it may open. */
export interface Session extends TokenSession {
  /**
   * Adds to an error what only the sign-in tells: which API versions the Vault has, and that it rejects a session which this
   * run has just opened. For errors of calls with the sign-in, while the session is open. Never throws.
   */
  explain(error: ActionError): Promise<ActionError>
  /**
   * Ends the session if it is still open. Never throws.
   * @param reported the errors that were printed: that a session can't be ended is told only if they don't explain it
   */
  finish(reported: ActionError[]): Promise<void>
}

/**
 * Trusts the certificates, and signs in to the Vault. A session that is opened is saved before anything else can fail.
 * @param onVaults told of the user's Vaults, if the sign-in tells them
 */
export function openSession(
  settings: ConnectionSettings,
  world: World,
  onVaults: (vaults: UserVault[]) => void = () => {}
): Session {
  const { runner } = world
  const { vaultHost: host, apiVersion, clientId, caCertificates: pems } = settings
  if (pems.length > 0) {
    saveEntry(runner, 'ca-certificate', { pems })
    world.trust(pems)
  }
  const site = { host, apiVersion, clientId, referenceId: referenceId(world.run) }
  const isGiven = settings.signIn.by === 'access-token' || settings.signIn.by === 'session-id'
  const ended = new AbortController()
  // A call that is under way with a session that was ended meanwhile must not be repeated.
  const vault = new Vault(site, isGiven ? world : stoppingWith(world, ended.signal))
  const opened = trackSession(site, world)
  const signedIn = resolveSignIn(settings.signIn, world).then(resolved =>
    signIn(resolved, vault, { onVaults, onSession: opened.onSession })
  )
  // Whoever needs it awaits it later; until then a failure must not count as unhandled.
  signedIn.catch(() => {})

  return {
    vault,
    signedIn,
    async explain(error) {
      const isRejected = error.code === 'vault-session' && !isGiven
      const explained = isRejected ? error.with({ hint: OWN_SESSION_REJECTED }) : error
      return explainVersion(explained, await signedIn.catch(() => vault))
    },
    async end() {
      ended.abort()
      await opened.end()
    },
    async finish(reported) {
      ended.abort()
      const problem = await opened.end()
      if (problem === undefined || reported.some(error => explains(error, problem))) return
      runner.warning(problem.code, `${problem.message} The post step tries again.`)
    }
  }
}

const OWN_SESSION_REJECTED =
  'This run had just opened that session, so Vault ended it early: run the workflow again.'

async function resolveSignIn(given: ConnectionSettings['signIn'], world: World): Promise<SignIn> {
  return given.by === 'oidc' ? exchangeOidcToken(given, world) : given
}

/** Whether an error that was printed already says why the session can't be ended: its Vault is down, say. */
function explains(reported: ActionError, problem: ActionError): boolean {
  const hasSameReason = problem.reason !== '' && reported.reason === problem.reason
  return hasSameReason || reported.code === problem.code
}
