import { isCredential } from '../credential.ts'
import type { Keyless } from '../settings.ts'
import { listed } from '../text.ts'
import type { SignIn } from '../vault/sign-in.ts'
import type { Inputs, Wrong } from './reader.ts'

/** Reads the one way to sign in. Every credential that was given is masked first, whatever is wrong with it. */
export const readSignIn = (inputs: Inputs, wrong: Wrong): SignIn | Keyless | undefined => {
  const { input, rawInput, keep, usualCause } = inputs
  const kept = (text: string) => (text === '' ? undefined : keep(text))
  const token = kept(input('access-token'))
  const session = kept(input('session-id'))
  const password = kept(rawInput('password'))
  const username = input('username')
  const oauthToken = kept(input('oauth-token'))
  const profileId = input('oauth-profile-id')
  const clientId = input('oauth-client-id')

  const keyless = OF_OIDC.some(name => input(name) !== '')

  const ways = [
    token && 'access-token',
    session && 'session-id',
    (username !== '' || password !== undefined) && 'username and password',
    oauthToken !== undefined && 'oauth-profile-id and oauth-token',
    keyless && 'oauth-profile-id and oidc-token-url',
    oauthToken === undefined && !keyless && (profileId !== '' || clientId !== '') && 'oauth-profile-id'
  ].filter(way => typeof way === 'string')
  if (ways.length === 0) {
    const all = 'access-token, session-id, username and password, or oauth-profile-id with oauth-token or oidc-token-url'
    return wrong(all, `one way to sign in is required; ${usualCause}`)
  }
  if (ways.length > 1) return wrong(listed(ways), 'these are several ways to sign in: give exactly one')

  if (token !== undefined) {
    if (/^veeva-vault-[\x21-\x7e]+$/.test(token.reveal())) return { by: 'access-token', token }
    return wrong('access-token', 'is not an API access token: those begin with veeva-vault-; a session belongs in session-id')
  }
  if (session !== undefined) {
    if (/^[\x21-\x7e]{3,}$/.test(session.reveal())) return { by: 'session-id', session }
    return wrong('session-id', 'is not a session id: it holds blanks or characters that none has; give the id alone')
  }
  if (oauthToken !== undefined || keyless || profileId !== '' || clientId !== '') {
    if (profileId === '')
      return wrong('oauth-profile-id', `is required with ${keyless ? 'oidc-token-url' : 'oauth-token'}; ${usualCause}`)
    if (!/^[\w-]{1,100}$/.test(profileId))
      return wrong(
        'oauth-profile-id',
        `"${profileId}" is no id of an OAuth 2.0 / OpenID Connect profile: those are letters, digits, hyphens and underscores, at most 100`
      )
    if (keyless) return readKeyless(inputs, profileId, clientId || undefined, wrong)
    if (oauthToken === undefined)
      return wrong(
        'oauth-token',
        `is required with oauth-profile-id, or oidc-token-url and oidc-client-id in its place; ${usualCause}`
      )
    if (!/^[\x21-\x7e]{3,}$/.test(oauthToken.reveal())) {
      return wrong('oauth-token', 'is no access token: it holds blanks or characters that none has; give the token alone')
    }
    return { by: 'oauth', profileId, token: oauthToken, clientId: clientId || undefined }
  }
  if (password === undefined) return wrong('password', `is required with username; ${usualCause}`)
  if (username === '') return wrong('username', `is required with password; ${usualCause}`)
  if (!isCredential(password.reveal()))
    return wrong('password', 'has one or two characters, so it can be none: give the secret that holds it')
  if (UNSEEN.test(username)) return wrong('username', `holds ${PASTED}`)
  if (UNSEEN.test(password.reveal())) return wrong('password', `holds ${PASTED}; nothing was sent, so no try is spent`)
  return { by: 'password', username, password }
}

/** Control characters but for the tab, and what has no width: no user name or password has them, and a refused one spends one of five tries. */
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\u2028\u2029]/u
const PASTED = 'a line break or a character that can’t be seen, as comes in by pasting: type it anew into the secret'

const OF_OIDC = ['oidc-token-url', 'oidc-client-id', 'oidc-scope', 'oidc-audience']
/** What Microsoft Entra ID demands, as in GitHub's own guide ("Configuring OpenID Connect in Azure"). */
const DEFAULT_AUDIENCE = 'api://AzureADTokenExchange'

const readKeyless = (
  { input, usualCause }: Inputs,
  profileId: string,
  vaultClientId: string | undefined,
  wrong: Wrong
): Keyless | undefined => {
  const [address, clientId, scope] = [input('oidc-token-url'), input('oidc-client-id'), input('oidc-scope')]
  const tokenUrl = URL.parse(address)
  if (address === '') wrong('oidc-token-url', `is required with the other inputs oidc-…; ${usualCause}`)
  else if (tokenUrl?.protocol !== 'https:' || tokenUrl.username !== '' || tokenUrl.password !== '' || tokenUrl.hash !== '')
    wrong(
      'oidc-token-url',
      'is no address like https://login.example.com/TENANT/oauth2/v2.0/token: give one of https, without user and fragment'
    )
  if (clientId === '') wrong('oidc-client-id', `is required with oidc-token-url; ${usualCause}`)
  if (tokenUrl?.protocol !== 'https:' || clientId === '') return undefined
  const audience = input('oidc-audience') || DEFAULT_AUDIENCE
  return { by: 'oidc', profileId, vaultClientId, tokenUrl, clientId, scope, audience }
}
