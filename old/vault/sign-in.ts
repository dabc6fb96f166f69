import type { Credential, Credentials } from '../credential.ts'
import { ActionError } from '../errors.ts'
import { asList, asObject, asText, type JsonObject } from '../json.ts'
import type { Vault } from './client.ts'
import { LOGIN_HOST } from './host.ts'

/** The ways to sign in; exactly one is used. */
export type SignIn =
  | Readonly<{ by: 'access-token'; token: Credential }>
  | Readonly<{ by: 'session-id'; session: Credential }>
  | Readonly<{ by: 'password'; username: string; password: Credential }>
  | Readonly<{ by: 'oauth'; profileId: string; token: Credential; clientId: string | undefined }>

export type SignInTools = Readonly<{
  keep: Credentials['keep']
  quote: (text: string) => string
  /** Told of a session as soon as it is open, before anything else can fail: whoever opened it has to end it. */
  opened: (session: Credential) => void
  /** Told of the Vaults that the answer of the sign-in lists. */
  sees: (vaults: readonly SeenVault[]) => void
}>

/** A Vault of the user, as the answer of a sign-in lists it ("User Name and Password", `vaultIds`); the host as it came. */
export type SeenVault = Readonly<{ id: string; name: string; host: string }>

/**
 * Signs in to a Vault.
 * @returns the Vault, addressed with the session or token. A given token or session is proven by the first call that uses it.
 * @throws ActionError `vault-login`, or `vault-mismatch` when Vault signed the user in somewhere else
 */
export const signIn = async (how: SignIn, vault: Vault, tools: SignInTools): Promise<Vault> => {
  switch (how.by) {
    case 'access-token':
      return vault.as(how.token)
    case 'session-id':
      return vault.as(how.session)
    case 'password':
      return byPassword(how.username, how.password, vault, tools)
    case 'oauth':
      return byOauth(how, vault, tools)
  }
}

/** "User Name and Password": POST /auth. Vault may sign in to another Vault of the user without a word, hence the guard. */
const byPassword = async (username: string, password: Credential, vault: Vault, tools: SignInTools): Promise<Vault> => {
  const { host } = vault.site
  const doing = 'Signing in with username and password'
  const { body, executionId } = await vault.call({
    doing,
    kind: 'sign-in',
    method: 'POST',
    path: '/auth',
    form: { username, password: password.reveal(), vaultDNS: host }
  })
  return guarded(body, executionId, doing, vault, tools)
}

/**
 * "OAuth 2.0 / OpenID Connect": an identity provider's access token for a session, at Veeva's login host. Vault asks the provider whether
 * the token is good.
 */
const byOauth = async (
  { profileId, token, clientId }: Extract<SignIn, { by: 'oauth' }>,
  vault: Vault,
  tools: SignInTools
): Promise<Vault> => {
  const doing = 'Exchanging the identity provider’s token for a session'
  const { body, executionId } = await vault
    .at(LOGIN_HOST)
    .as(token)
    .call({
      doing,
      kind: 'sign-in',
      method: 'POST',
      root: true,
      path: `/auth/oauth/session/${encodeURIComponent(profileId)}`,
      form: { vaultDNS: vault.site.host, ...(clientId !== undefined && { client_id: clientId }) }
    })
    .catch(thrown => {
      if (!(thrown instanceof ActionError) || thrown.code !== 'vault-login') throw thrown
      throw new ActionError(thrown.code, thrown.message, OAUTH_HINT, thrown.executionId)
    })
  return guarded(body, executionId, doing, vault, tools)
}

const OAUTH_HINT =
  'Check oauth-profile-id, that the token is fresh and meant for Vault (audience, client), and that its user exists and is active there; it was tried once only.'

/** In: the answer of a sign-in. Out: the Vault with the new session; throws when it is a session of another Vault. */
const guarded = (body: JsonObject, executionId: string, doing: string, vault: Vault, tools: SignInTools): Vault => {
  const { host } = vault.site
  const value = asText(body.sessionId)
  if (value === '')
    throw new ActionError(
      'vault-login',
      `${doing} on ${host} failed: the answer holds no session.`,
      'Run again; if it stays, give the execution id to Veeva Support.',
      executionId
    )
  const session = tools.keep(value)
  tools.opened(session)
  const vaults = vaultsIn(body)
  const landed = landedOn(asText(body.vaultId), vaults)
  if (landed.includes(host)) {
    tools.sees(vaults)
    return vault.as(session)
  }
  throw new ActionError(
    'vault-mismatch',
    `${doing} on ${host} failed: Vault opened a session of ${landed[0] === undefined ? 'a Vault that it does not name' : tools.quote(landed[0])} instead.`,
    `Check vault-dns, and that the user is active in ${host}; nothing was generated, and that session ends by itself when it has been idle.`,
    executionId
  )
}

const vaultsIn = (body: JsonObject): readonly SeenVault[] =>
  asList(body.vaultIds)
    .map(asObject)
    .map(vault => ({ id: asText(vault?.id), name: asText(vault?.name), host: URL.parse(asText(vault?.url))?.hostname ?? '' }))

/** Out: the hosts of the Vault that the session is of, lower case; none when it can't be told. */
const landedOn = (vaultId: string, vaults: readonly SeenVault[]): readonly string[] =>
  vaults.filter(({ id, host }) => vaultId !== '' && id === vaultId && host !== '').map(({ host }) => host)

/**
 * "Retrieve API Versions": which Vault a token or session that was given belongs to, by the address under the version in use; Veeva's own
 * client asks the same. A session of one Vault may be answered at the address of another one.
 * @throws ActionError `vault-mismatch`, or what the call throws
 */
export const ensureHost = async (vault: Vault, quote: (text: string) => string): Promise<void> => {
  const { host, apiVersion } = vault.site
  const doing = 'Asking which Vault the credential is of'
  const { body, executionId } = await vault.call({ doing, kind: 'read', method: 'GET', root: true, path: '/api/' })
  const values = asObject(body.values) ?? {}
  // A version that the Vault lacks is told by the call that needs it.
  if (Object.keys(values).length > 0 && values[apiVersion] === undefined) return
  const named = URL.parse(asText(values[apiVersion]))?.hostname
  if (named === host) return
  throw new ActionError(
    'vault-mismatch',
    `${doing} on ${host} failed: ${named === undefined ? 'the answer names none' : `it is of ${quote(named)}`}.`,
    `Give the token or session of ${host}, or correct vault-dns; nothing was generated.`,
    executionId
  )
}

/** "End Session": ends the session that makes the call. Only for a session that the action opened. */
export const endSession = async (vault: Vault): Promise<void> => {
  await vault.call({ doing: 'Ending the session', kind: 'end-session', method: 'DELETE', path: '/session' })
}

/**
 * "Validate Session User": proves a given token or session where no other call does.
 * @throws ActionError `vault-session` when it is dead
 */
export const proveSignIn = async (vault: Vault): Promise<void> => {
  await vault.call({ doing: 'Checking the sign-in', kind: 'read', method: 'GET', path: '/objects/users/me' })
}
