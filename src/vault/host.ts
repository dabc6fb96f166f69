/** What Veeva's own tools accept as the end of a Vault's host name (VAPIL). The one list of hosts that a credential may go to. */
const SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com']

declare const allowed: unique symbol
/** A host that a credential may be sent to; made by `parseVaultHost` alone. */
export type VaultHost = string & { readonly [allowed]: true }

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`, 'i')

/** Reads a host name from an input, a response or the saved state; undefined unless it is the bare host name of a Vault. */
export function parseVaultHost(text: string): VaultHost | undefined {
  // The text itself is tested, because the lower case of the kelvin sign is the letter k.
  if (!HOST_NAME.test(text)) return undefined
  const host = text.toLowerCase()
  return SUFFIXES.some(suffix => host.endsWith(suffix)) ? (host as VaultHost) : undefined
}

/** Veeva's login host, which opens sessions for tokens of identity providers ("OAuth 2.0 / OpenID Connect"). */
export const LOGIN_HOST = 'login.veevavault.com' as VaultHost

/** For messages: what a Vault's host name ends in. */
export const VAULT_HOST_SUFFIXES = `${SUFFIXES.slice(0, -1).join(', ')} or ${SUFFIXES.at(-1)}`
