import type { Runner } from '../src/core/runner.ts'
import { parseVaultHost, VAULT_HOST_SUFFIXES, type VaultHost } from '../src/vault/host.ts'
import type { SignIn } from '../src/vault/sign-in.ts'

export interface Settings {
  /** The production Vault. */
  host: VaultHost
  /** The sandbox, by its name on the My Vaults page. */
  sandboxName: string
  signIn: SignIn
}

/** Reads the settings from the environment. Throws an Error that names everything that is missing. */
export function readSettings(
  environment: Record<string, string | undefined>,
  maskSecret: Runner['maskSecret']
): Settings {
  const [host, sandboxName = '', session = '', username = '', password = ''] = [
    parseVaultHost(environment.VAULT_DNS?.trim() ?? ''),
    environment.VAULT_SANDBOX,
    environment.VAULT_SESSION_ID?.trim(),
    environment.VAULT_USERNAME?.trim(),
    environment.VAULT_PASSWORD
  ]
  const missing: string[] = []
  if (!host) missing.push(`VAULT_DNS, a host name that ends in ${VAULT_HOST_SUFFIXES}`)
  if (sandboxName === '') missing.push('VAULT_SANDBOX, the name of one of its sandboxes')
  const hasSignIn = session !== '' || (username !== '' && password !== '')
  if (!hasSignIn) missing.push('VAULT_USERNAME and VAULT_PASSWORD, or VAULT_SESSION_ID')
  if (!host || missing.length > 0) {
    throw new Error(`Set these environment variables:\n- ${missing.join('\n- ')}`)
  }
  const signIn: SignIn =
    session === ''
      ? { by: 'password', username, password: maskSecret(password) }
      : { by: 'session-id', session: maskSecret(session) }
  return { host, sandboxName, signIn }
}
