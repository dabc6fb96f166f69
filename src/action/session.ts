import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import { referenceId } from '../core/run.ts'
import { exchangeOidcToken } from '../identity/oidc.ts'
import type { ConnectionSettings } from '../inputs/settings.ts'
import { stoppingWith, type World } from '../net/world.ts'
import type { TokenSession } from '../token/obtain-all.ts'
import { Vault } from '../vault/client.ts'
import { endSession, type SignIn, signIn, type UserVault } from '../vault/sign-in.ts'
import { explainVersion } from '../vault/versions.ts'
import type { StateWriter } from './saved-state.ts'

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
  state: StateWriter,
  world: World,
  onVaults: (vaults: UserVault[]) => void = () => {}
): Session {
  trustCertificates(settings.caCertificates, state, world)
  const { vaultHost: host, apiVersion, clientId } = settings
  const site = { host, apiVersion, clientId, referenceId: referenceId(world.run) }
  const ended = new AbortController()
  // A call that is under way with a session that was ended meanwhile must not be repeated.
  const vault = new Vault(site, stoppingWith(world, ended.signal))
  let opened: Credential | undefined
  let ending: Promise<ActionError | undefined> | undefined

  const signedIn = resolveSignIn(settings.signIn, world).then(resolved =>
    signIn(resolved, vault, {
      onVaults,
      onSession(session) {
        opened = session
        state.saveSession({ state: 'open', site, session, isReported: false })
      }
    })
  )
  // Whoever needs it awaits it later; until then a failure must not count as unhandled.
  signedIn.catch(() => {})

  async function endOpened(): Promise<ActionError | undefined> {
    ended.abort()
    if (opened === undefined || world.stopping.aborted) return undefined
    const call = endSession(new Vault(site, world).as(opened))
    const problem = await call.then(() => undefined, asActionError)
    // A session that Vault does not know is not open.
    if (problem === undefined || problem.code === 'vault-session') {
      state.saveSession({ state: 'done' })
      return undefined
    }
    state.saveSession({ state: 'open', site, session: opened, isReported: true })
    return problem
  }

  function end(): Promise<ActionError | undefined> {
    ending ??= endOpened().catch(asActionError)
    return ending
  }

  return {
    vault,
    signedIn,
    async explain(error) {
      const own = explainOwnSession(error, settings.signIn)
      return explainVersion(
        own,
        await vaultToAsk(settings.signIn, signedIn, new Vault(site, world))
      )
    },
    async end() {
      await end()
    },
    async finish(reported) {
      const problem = await end()
      if (problem === undefined || reported.some(error => explains(error, problem))) return
      world.runner.warning(problem.code, `${problem.text} The post step tries again.`)
    }
  }
}

function trustCertificates(pems: string[], state: StateWriter, world: World): void {
  if (pems.length === 0) return
  state.saveCertificates(pems)
  world.trust(pems)
}

async function resolveSignIn(given: ConnectionSettings['signIn'], world: World): Promise<SignIn> {
  return given.by === 'oidc' ? exchangeOidcToken(given, world) : given
}

/** The Vault, addressed with the sign-in if that can be had. A given credential works also after the calls of this run were ended. */
async function vaultToAsk(
  given: ConnectionSettings['signIn'],
  signedIn: Promise<Vault>,
  vault: Vault
): Promise<Vault> {
  if (given.by === 'access-token') return vault.as(given.token)
  if (given.by === 'session-id') return vault.as(given.session)
  return signedIn.catch(() => vault)
}

/** Whether an error that was printed already says why the session can't be ended: its Vault is down, say. */
function explains(reported: ActionError, problem: ActionError): boolean {
  const hasSameReason = problem.reason !== '' && reported.reason === problem.reason
  return hasSameReason || reported.code === problem.code
}

/** Replaces the hint where Vault rejects a session that this run has just opened: another sign-in would not help. */
function explainOwnSession(error: ActionError, { by }: ConnectionSettings['signIn']): ActionError {
  const isOwn = by !== 'access-token' && by !== 'session-id'
  if (error.code !== 'vault-session' || !isOwn) return error
  return error.with({
    hint: 'This run had just opened that session, so Vault ended it early: run the workflow again.'
  })
}
