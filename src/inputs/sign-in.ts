import { isCredential } from '../credential.ts'
import { listed } from '../text.ts'
import type { SignIn } from '../vault/sign-in.ts'
import type { Inputs, Wrong } from './reader.ts'

/** Reads the one way to sign in. Every credential that was given is masked first, whatever is wrong with it. */
export const readSignIn = ({ input, rawInput, keep, usualCause }: Inputs, wrong: Wrong): SignIn | undefined => {
  const kept = (text: string) => (text === '' ? undefined : keep(text))
  const token = kept(input('access-token'))
  const session = kept(input('session-id'))
  const password = kept(rawInput('password'))
  const username = input('username')
  const oauthToken = kept(input('oauth-token'))
  const profileId = input('oauth-profile-id')
  const clientId = input('oauth-client-id')

  const ways = [
    token && 'access-token',
    session && 'session-id',
    (username !== '' || password !== undefined) && 'username and password',
    (oauthToken !== undefined || profileId !== '' || clientId !== '') && 'oauth-profile-id and oauth-token'
  ].filter(way => typeof way === 'string')
  if (ways.length === 0) {
    const all = 'access-token, session-id, username and password, or oauth-profile-id and oauth-token'
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
  if (oauthToken !== undefined || profileId !== '' || clientId !== '') {
    if (oauthToken === undefined) return wrong('oauth-token', `is required with oauth-profile-id; ${usualCause}`)
    if (profileId === '') return wrong('oauth-profile-id', `is required with oauth-token; ${usualCause}`)
    if (!/^[\w-]{1,100}$/.test(profileId))
      return wrong(
        'oauth-profile-id',
        `"${profileId}" is no id of an OAuth 2.0 / OpenID Connect profile: those are letters, digits, hyphens and underscores, at most 100`
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
  return { by: 'password', username, password }
}
