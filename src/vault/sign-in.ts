import { type Credential, isMaskable } from '../core/credential.ts'
import { asActionError } from '../core/errors.ts'
import { asList, asObject, asTexts } from '../core/json.ts'
import type { Vault, VaultCall } from './client.ts'
import { LOGIN_HOST } from './host.ts'
import { SUPPORT } from './refusals.ts'

export type SignIn =
  | { by: 'access-token'; token: Credential }
  | { by: 'session-id'; session: Credential }
  | { by: 'password'; username: string; password: Credential }
  | { by: 'oauth'; profileId: string; token: Credential; clientId: string | undefined }

/** A Vault of the user, as the response of a sign-in lists it; the host as it came. */
export interface UserVault {
  id: string
  name: string
  host: string
}

interface SignInEvents {
  /** Told of a session as soon as it is open, before anything else can fail: whoever opened it has to end it. */
  onSession(session: Credential): void
  onVaults(vaults: UserVault[]): void
}

/** Signs in to a Vault; a given token or session is checked by the first call that uses it. Throws ActionError, `vault-mismatch` if Vault opened a session of another Vault. */
export async function signIn(how: SignIn, vault: Vault, events: SignInEvents): Promise<Vault> {
  const { host } = vault.site
  const { maskSecret, quote } = vault.world.runner
  if (how.by === 'access-token') return vault.as(how.token)
  if (how.by === 'session-id') return vault.as(how.session)
  const { body, error } = await openSession(how, vault)
  const { sessionId = '', vaultId } = asTexts(body)
  if (!isMaskable(sessionId)) {
    throw error('vault-login', 'Vault responded SUCCESS without a session', SUPPORT)
  }
  const session = maskSecret(sessionId)
  events.onSession(session)
  const vaults = asList(body.vaultIds).map(value => {
    const { id = '', name = '', url } = asTexts(value)
    return { id, name, host: hostIn(url) }
  })
  // Vault may sign in to another Vault of the user without saying so ("User Name and Password").
  const hosts = vaults.filter(({ id }) => id !== '' && id === vaultId).map(each => each.host)
  if (hosts.includes(host)) {
    events.onVaults(vaults)
    return vault.as(session)
  }
  const other = quote(hosts.join(' ')) || 'a Vault that it does not name'
  const hint = `Check \`vault-dns\`, and that the user is active in ${host}. Nothing was generated.`
  throw error('vault-mismatch', `Vault opened a session of ${other} instead`, hint)
}

function openSession(how: SignIn & { by: 'password' | 'oauth' }, vault: Vault) {
  const vaultDNS = vault.site.host
  if (how.by === 'password') {
    const { username, password } = how
    return vault.call({
      doing: 'sign in with user name and password',
      operation: 'sign-in',
      method: 'POST',
      path: 'auth',
      form: { username, password: password.reveal(), vaultDNS }
    })
  }
  // "OAuth 2.0 / OpenID Connect": Veeva's login host opens a session for an identity provider's access token.
  const form: Record<string, string> = { vaultDNS }
  if (how.clientId !== undefined) form.client_id = how.clientId
  const login = vault.at(LOGIN_HOST).as(how.token)
  return login.call({
    doing: 'exchange the token of the identity provider for a session',
    operation: 'exchange',
    method: 'POST',
    path: `/auth/oauth/session/${encodeURIComponent(how.profileId)}`,
    form
  })
}

function hostIn(url = ''): string {
  return URL.parse(url)?.hostname ?? ''
}

/** "Retrieve API Versions": makes sure, as Veeva's own client does, that a given token or session is of this Vault: it may work at the address of another. Throws ActionError. */
export async function checkVault(vault: Vault): Promise<void> {
  const { host, apiVersion } = vault.site
  const { body, error } = await vault.call({ doing: 'check the token or session', path: '/api/' })
  const versions = asTexts(body.values)
  // A version that the Vault lacks is reported by the call that needs it.
  const actual = hostIn(versions[apiVersion] ?? Object.values(versions)[0])
  if (actual === host) return
  const other = vault.world.runner.quote(actual) || 'a Vault that the response does not name'
  const hint = `Use a token or session of ${host}, or correct \`vault-dns\`. Nothing was generated.`
  throw error('vault-mismatch', `it belongs to ${other}`, hint)
}

/** "Validate Session User": proves a given token or session where no other call does. Returns the user's id (empty if Vault does not say). */
export async function checkSignIn(vault: Vault): Promise<string> {
  const { body } = await vault.call({ doing: 'check who is signed in', path: 'objects/users/me' })
  const [first] = asList(body.users)
  return asTexts(asObject(first)?.user).id ?? ''
}

/** "End Session": ends the session that makes the call. One that Vault does not know is not open. Throws ActionError. */
export async function endSession(vault: Vault): Promise<void> {
  const call: VaultCall = {
    doing: 'end the session',
    operation: 'end-session',
    method: 'DELETE',
    path: 'session'
  }
  await vault.call(call).catch(thrown => {
    if (asActionError(thrown).code !== 'vault-session') throw thrown
  })
}
