import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import type { World } from '../net/world.ts'
import { Vault, type VaultSite } from '../vault/client.ts'
import { endSession } from '../vault/sign-in.ts'
import { saveEntry } from './saved-state.ts'

/** The session that a sign-in opens: saved for the post step as long as it is open. */
export interface OpenedSession {
  /** Saves the session, before anything else can fail. */
  onSession(session: Credential): void
  /** Ends it at the first call; a run that is stopping leaves that to the post step. Returns why it failed. Never throws. */
  end(): Promise<ActionError | undefined>
}

export function trackSession(site: VaultSite, world: World): OpenedSession {
  const { runner, stopping } = world
  let opened: Credential | undefined
  let ending: Promise<ActionError | undefined> | undefined

  async function close(session: Credential): Promise<ActionError | undefined> {
    const problem = await closeSession(site, session, world)
    const stillOpen = { state: 'open', site, session, isReported: true } as const
    saveEntry(runner, 'session', problem === undefined ? { state: 'done' } : stillOpen)
    return problem
  }

  return {
    onSession(session) {
      opened = session
      saveEntry(runner, 'session', { state: 'open', site, session, isReported: false })
    },
    async end() {
      if (opened === undefined || stopping.aborted) return undefined
      ending ??= close(opened).catch(asActionError)
      return ending
    }
  }
}

/** Ends a session. Returns why that failed; a session that Vault does not know is not open, so that is no failure. */
export async function closeSession(
  site: VaultSite,
  session: Credential,
  world: World
): Promise<ActionError | undefined> {
  try {
    await endSession(new Vault(site, world).as(session))
    return undefined
  } catch (thrown) {
    const error = asActionError(thrown)
    return error.code === 'vault-session' ? undefined : error
  }
}
