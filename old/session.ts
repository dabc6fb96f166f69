import { type RunContext, referenceId } from './context.ts'
import { asActionError, sentence } from './errors.ts'
import type { Journal } from './journal.ts'
import { once } from './once.ts'
import type { Connection } from './settings.ts'
import { reachVault, type Vault } from './vault/client.ts'
import { endSession, type SeenVault, type SignIn, signIn } from './vault/sign-in.ts'
import type { World } from './world.ts'

/** A sign-in that is under way. */
export type Session = Readonly<{
  /** The Vault without a credential. */
  unsigned: Vault
  /** Throws what `signIn` throws. */
  signingIn: Promise<Vault>
  /** Ends the session that was opened, as far as it is still open. Never throws. */
  end: () => Promise<void>
}>

/**
 * Trusts the certificates, and signs in to the Vault. A session that it opens is in the journal before anything else can fail.
 * @param sees told of the user's Vaults, where the sign-in tells them
 */
export const openSession = (
  connection: Connection,
  context: RunContext,
  journal: Journal,
  world: World,
  sees: (vaults: readonly SeenVault[]) => void = () => {}
): Session => {
  const { runner, patience, send } = world
  const { vault, apiVersion, clientId, caCertificates } = connection
  if (caCertificates.length > 0) {
    journal.trusts(caCertificates.join(''))
    world.trust(caCertificates)
  }
  const site = { host: vault, apiVersion, clientId, referenceId: referenceId(context) }
  const wire = { send, patience, quote: runner.quote }
  // What is still under way with a session that was ended, because something else failed, is not begun again.
  const over = new AbortController()
  const stopping = AbortSignal.any([patience.stopping, over.signal])
  const unsigned = reachVault(site, { ...wire, patience: { ...patience, stopping } })
  let opened: Vault | undefined
  const signingIn = knownToVault(connection.signIn, world).then(how =>
    signIn(how, unsigned, {
      keep: runner.keep,
      quote: runner.quote,
      sees,
      opened: session => {
        opened = reachVault(site, wire).as(session)
        journal.session({ state: 'open', site, session: session.reveal() })
      }
    })
  )
  // Whoever opens it awaits it later; until then it must not count as unhandled.
  signingIn.catch(() => {})
  const end = once(async () => {
    over.abort()
    if (opened !== undefined && !patience.stopping.aborted) await endOpened(opened, journal, world)
  })
  return { unsigned, signingIn, end }
}

/** Keyless sign-in is a chunk of its own. */
const knownToVault = async (how: Connection['signIn'], world: World): Promise<SignIn> =>
  how.by === 'oidc' ? (await import('./oidc.ts')).keylessSignIn(how, world) : how

/** Ends the session that the action opened. What fails here is a warning: the post step tries again. */
const endOpened = async (vault: Vault, journal: Journal, { runner }: World): Promise<void> => {
  try {
    await endSession(vault)
    journal.session({ state: 'over' })
  } catch (thrown) {
    const error = asActionError(thrown)
    // A session that Vault does not know here is none that could be left open here.
    if (error.code === 'vault-session') return journal.session({ state: 'over' })
    runner.warning(error.code, `${sentence(error)} The post step tries again.`)
  }
}
