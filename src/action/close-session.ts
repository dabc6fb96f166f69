import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import type { World } from '../net/world.ts'
import { Vault, type VaultSite } from '../vault/client.ts'
import { endSession } from '../vault/sign-in.ts'

/** Ends a session. Returns why that failed; a session that Vault does not know is no failure, because it is not open. */
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
