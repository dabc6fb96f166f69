/** What Veeva's own tools accept as the end of a Vault's host name (VAPIL). The one list of hosts that a credential may go to. */
const VAULT_HOST_SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com']

declare const allowed: unique symbol
/** A host that a credential may be sent to; made by `vaultHost` alone. */
export type VaultHost = string & { readonly [allowed]: true }

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i

/** In: text from an input, an answer or the saved state. Out: the host in lower case, or undefined when it is no bare host name of a Vault. */
export const vaultHost = (text: string): VaultHost | undefined => {
  const host = text.toLowerCase()
  return HOST_NAME.test(text) && VAULT_HOST_SUFFIXES.some(suffix => host.endsWith(suffix)) ? (host as VaultHost) : undefined
}

/** Veeva's login host, which opens sessions for identity providers' tokens ("OAuth 2.0 / OpenID Connect"). */
export const LOGIN_HOST = 'login.veevavault.com' as VaultHost

/** For messages: what a Vault's host name ends in. */
export const vaultHostSuffixes = VAULT_HOST_SUFFIXES.join(', ')
