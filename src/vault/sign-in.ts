import { type Credential, isMaskable } from '../core/credential.ts'
import { asActionError } from '../core/errors.ts'
import { asList, asObject, asText } from '../core/json.ts'
import type { Vault, VaultResponse } from './client.ts'
import { LOGIN_HOST } from './host.ts'
import { SUPPORT } from './refusals.ts'
import { readVersions } from './versions.ts'

/** How to sign in to Vault. */
export type SignIn =
  | { by: 'access-token'; token: Credential }
  | { by: 'session-id'; session: Credential }
  | { by: 'password'; username: string; password: Credential }
  | { by: 'oauth'; profileId: string; token: Credential; clientId: string | undefined }

/** A Vault of the user, as the response of a sign-in lists it ("User Name and Password", `vaultIds`); the host as it came. */
export interface UserVault {
  id: string
  name: string
  host: string
}

export interface SignInEvents {
  /** Told of a session as soon as it is open, before anything else can fail: whoever opened it has to end it. */
  onSession(session: Credential): void
  /** Told of the user's Vaults that the response lists. */
  onVaults(vaults: UserVault[]): void
}

const OAUTH_HINT =
  'Check `oauth-profile-id`, that the token is fresh and meant for Vault (audience, client), and that its user exists and is active there. It was tried only once.'

/**
 * Signs in to a Vault. A given token or session is checked by the first call that uses it.
 * @returns the Vault, addressed with the session or token
 * @throws ActionError `vault-login`, or `vault-mismatch` if Vault opened a session of another Vault
 */
export function signIn(how: SignIn, vault: Vault, events: SignInEvents): Promise<Vault> {
  switch (how.by) {
    case 'access-token':
      return Promise.resolve(vault.as(how.token))
    case 'session-id':
      return Promise.resolve(vault.as(how.session))
    case 'password':
      return signInWithPassword(how, vault, events)
    case 'oauth':
      return signInWithOauth(how, vault, events)
  }
}

/** "User Name and Password" */
async function signInWithPassword(
  { username, password }: SignIn & { by: 'password' },
  vault: Vault,
  events: SignInEvents
): Promise<Vault> {
  const response = await vault.call({
    doing: 'sign in with user name and password',
    operation: 'sign-in',
    method: 'POST',
    path: '/auth',
    form: { username, password: password.reveal(), vaultDNS: vault.site.host }
  })
  return openedVault(response, vault, events)
}

/** "OAuth 2.0 / OpenID Connect": Veeva's login host opens a session for an identity provider's access token. */
async function signInWithOauth(
  { profileId, token, clientId }: SignIn & { by: 'oauth' },
  vault: Vault,
  events: SignInEvents
): Promise<Vault> {
  const path = `/auth/oauth/session/${encodeURIComponent(profileId)}`
  const form: Record<string, string> = { vaultDNS: vault.site.host }
  if (clientId !== undefined) form.client_id = clientId
  const loginHost = vault.at(LOGIN_HOST).as(token)
  const response = await loginHost
    .call({
      doing: 'exchange the token of the identity provider for a session',
      operation: 'sign-in',
      method: 'POST',
      path,
      isRoot: true,
      form
    })
    .catch(thrown => {
      const error = asActionError(thrown)
      throw error.code === 'vault-login' ? error.with({ hint: OAUTH_HINT }) : error
    })
  return openedVault(response, vault, events)
}

/** Takes the session from a response. Vault may sign in to another Vault of the user without saying so ("User Name and Password"). */
function openedVault(
  response: VaultResponse,
  vault: Vault,
  { onSession, onVaults }: SignInEvents
): Vault {
  const { host } = vault.site
  const { vaultId, vaultIds, sessionId } = response.body
  const value = asText(sessionId)
  if (!isMaskable(value)) {
    throw response.error('vault-login', 'Vault responded SUCCESS without a session', SUPPORT)
  }
  const session = vault.world.runner.maskSecret(value)
  onSession(session)
  const vaults = asList(vaultIds).map(userVaultOf)
  const isOpened = ({ id }: UserVault) => id !== '' && id === asText(vaultId)
  const hosts = vaults.filter(isOpened).map(each => each.host)
  if (hosts.includes(host)) {
    onVaults(vaults)
    return vault.as(session)
  }
  const other = vault.world.runner.quote(hosts.join(' ')) || 'a Vault that it does not name'
  const hint = `Check \`vault-dns\`, and that the user is active in ${host}. Nothing was generated.`
  throw response.error('vault-mismatch', `Vault opened a session of ${other} instead`, hint)
}

function userVaultOf(value: unknown): UserVault {
  const vault = asObject(value)
  const host = URL.parse(asText(vault?.url))?.hostname ?? ''
  return { id: asText(vault?.id), name: asText(vault?.name), host }
}

/**
 * "Retrieve API Versions": makes sure that a given token or session is of this Vault, by the address under the version in use, as
 * Veeva's own client does: a session of one Vault may work at the address of another.
 * @throws ActionError `vault-mismatch`, or what the call throws
 */
export async function checkVault(vault: Vault): Promise<void> {
  const { host, apiVersion } = vault.site
  const response = await readVersions(vault, 'check the token or session')
  const versions = asObject(response.body.values) ?? {}
  const address = versions[apiVersion]
  // A version that the Vault lacks is reported by the call that needs it.
  if (address === undefined && Object.keys(versions).length > 0) return
  const actual = URL.parse(asText(address))?.hostname ?? ''
  if (actual === host) return
  const other = vault.world.runner.quote(actual) || 'a Vault that the response does not name'
  const hint = `Use a token or session of ${host}, or correct \`vault-dns\`. Nothing was generated.`
  throw response.error('vault-mismatch', `it is of ${other}`, hint)
}

/** "Validate Session User": proves a given token or session where no other call does. Returns the user's id (empty if Vault does not say). */
export async function checkSignIn(vault: Vault): Promise<string> {
  const { body, userId } = await vault.call({
    doing: 'check who is signed in',
    operation: 'read',
    method: 'GET',
    path: '/objects/users/me'
  })
  const user = asObject(asObject(asList(body.users)[0])?.user)
  return userId || asText(user?.id)
}

/** "End Session": ends the session that makes the call. One that Vault does not know is not open. Throws ActionError. */
export async function endSession(vault: Vault): Promise<void> {
  try {
    await vault.call({
      doing: 'end the session',
      operation: 'end-session',
      method: 'DELETE',
      path: '/session'
    })
  } catch (thrown) {
    if (asActionError(thrown).code !== 'vault-session') throw thrown
  }
}
