import { type Credential, isMaskable } from '../core/credential.ts'
import { type ActionError, asActionError } from '../core/errors.ts'
import { asList, asObject, asText, type JsonObject } from '../core/json.ts'
import type { Vault, VaultResponse } from './client.ts'
import { LOGIN_HOST } from './host.ts'
import { SUPPORT } from './refusals.ts'

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

/**
 * Signs in to a Vault. A given token or session is checked by the first call that uses it.
 * @returns the Vault, addressed with the session or token
 * @throws ActionError `vault-login`, or `vault-mismatch` if Vault opened a session of another Vault
 */
export async function signIn(how: SignIn, vault: Vault, events: SignInEvents): Promise<Vault> {
  switch (how.by) {
    case 'access-token':
      return vault.as(how.token)
    case 'session-id':
      return vault.as(how.session)
    case 'password':
      return useSession(await openWithPassword(how, vault), vault, events)
    case 'oauth':
      return useSession(await openWithOauth(how, vault), vault, events)
  }
}

/** "User Name and Password" */
function openWithPassword(
  { username, password }: SignIn & { by: 'password' },
  vault: Vault
): Promise<VaultResponse> {
  return vault.call({
    doing: 'sign in with user name and password',
    operation: 'sign-in',
    method: 'POST',
    path: 'auth',
    form: { username, password: password.reveal(), vaultDNS: vault.site.host }
  })
}

/** "OAuth 2.0 / OpenID Connect": Veeva's login host opens a session for an identity provider's access token. */
function openWithOauth(
  { profileId, token, clientId }: SignIn & { by: 'oauth' },
  vault: Vault
): Promise<VaultResponse> {
  const form: Record<string, string> = { vaultDNS: vault.site.host }
  if (clientId !== undefined) form.client_id = clientId
  const login = vault.at(LOGIN_HOST).as(token)
  return login.call({
    doing: 'exchange the token of the identity provider for a session',
    operation: 'exchange',
    method: 'POST',
    path: `/auth/oauth/session/${encodeURIComponent(profileId)}`,
    form
  })
}

/** Takes the session from a response. Vault may sign in to another Vault of the user without saying so ("User Name and Password"). */
function useSession(
  { body, error }: VaultResponse,
  vault: Vault,
  { onSession, onVaults }: SignInEvents
): Vault {
  const { host } = vault.site
  const value = asText(body.sessionId)
  if (!isMaskable(value)) {
    throw error('vault-login', 'Vault responded SUCCESS without a session', SUPPORT)
  }
  const session = vault.world.runner.maskSecret(value)
  onSession(session)
  const vaults = asList(body.vaultIds).map(userVaultOf)
  const isOpened = ({ id }: UserVault) => id !== '' && id === asText(body.vaultId)
  const hosts = vaults.filter(isOpened).map(each => each.host)
  if (hosts.includes(host)) {
    onVaults(vaults)
    return vault.as(session)
  }
  const other = vault.world.runner.quote(hosts.join(' ')) || 'a Vault that it does not name'
  const hint = `Check \`vault-dns\`, and that the user is active in ${host}. Nothing was generated.`
  throw error('vault-mismatch', `Vault opened a session of ${other} instead`, hint)
}

function userVaultOf(value: unknown): UserVault {
  const vault = asObject(value)
  return { id: asText(vault?.id), name: asText(vault?.name), host: hostIn(vault?.url) }
}

function hostIn(url: unknown): string {
  return URL.parse(asText(url))?.hostname ?? ''
}

/** "Retrieve API Versions": `values` holds the address of each version that a Vault has. */
function readVersions(vault: Vault, doing: string): Promise<VaultResponse> {
  return vault.call({ doing, path: '/api/' })
}

function versionsIn({ body }: VaultResponse): JsonObject {
  return asObject(body.values) ?? {}
}

/**
 * Makes sure that a given token or session is of this Vault, by the address under the version in use, as Veeva's own client does: a
 * session of one Vault may work at the address of another.
 * @throws ActionError `vault-mismatch`, or what the call throws
 */
export async function checkVault(vault: Vault): Promise<void> {
  const { host, apiVersion } = vault.site
  const response = await readVersions(vault, 'check the token or session')
  const versions = versionsIn(response)
  // A version that the Vault lacks is reported by the call that needs it.
  const actual = hostIn(versions[apiVersion] ?? Object.values(versions)[0])
  if (actual === host) return
  const other = vault.world.runner.quote(actual) || 'a Vault that the response does not name'
  const hint = `Use a token or session of ${host}, or correct \`vault-dns\`. Nothing was generated.`
  throw response.error('vault-mismatch', `it belongs to ${other}`, hint)
}

/** How Vault refuses a path that an API version does not have. */
const UNKNOWN_PATH = ['MALFORMED_URL', 'METHOD_NOT_SUPPORTED']
const MOST_NAMED = 10

/** Where Vault does not know the API version (by the error's `reason`), replaces the error by one that lists the versions it has. Never throws. */
export async function explainVersion(error: ActionError, vault: Vault): Promise<ActionError> {
  if (!UNKNOWN_PATH.includes(error.reason)) return error
  const { host, apiVersion } = vault.site
  const versions = await readVersions(vault, 'list the API versions').then(versionsIn, () => ({}))
  const names = Object.keys(versions).filter(name => /^v\d{1,3}\.\d$/.test(name))
  if (names.length === 0 || names.includes(apiVersion)) return error
  return error.with({
    code: 'vault-refused',
    message: `${host} does not have the API version ${apiVersion}; it has ${names.slice(-MOST_NAMED).join(', ')}.`,
    hint: 'Set `api-version` to one of these that is v26.2 or later.'
  })
}

/** "Validate Session User": proves a given token or session where no other call does. Returns the user's id (empty if Vault does not say). */
export async function checkSignIn(vault: Vault): Promise<string> {
  const call = { doing: 'check who is signed in', path: 'objects/users/me' }
  const { body, userId } = await vault.call(call)
  return userId || asText(asObject(asObject(asList(body.users)[0])?.user)?.id)
}

/** "End Session": ends the session that makes the call. One that Vault does not know is not open. Throws ActionError. */
export async function endSession(vault: Vault): Promise<void> {
  try {
    await vault.call({
      doing: 'end the session',
      operation: 'end-session',
      method: 'DELETE',
      path: 'session'
    })
  } catch (thrown) {
    if (asActionError(thrown).code !== 'vault-session') throw thrown
  }
}
