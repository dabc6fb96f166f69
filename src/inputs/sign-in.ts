import { joinWithAnd } from '../core/text.ts'
import type { OidcSignIn } from '../identity/oidc.ts'
import type { SignIn } from '../vault/sign-in.ts'
import type { InputName } from './definitions.ts'
import type { Inputs } from './reader.ts'
import { SIGN_IN_INPUTS } from './sign-in-inputs.ts'

const METHODS =
  '`access-token`, `session-id`, `username` with `password`, or `oauth-profile-id` with `oauth-token` or `oidc-token-url`'
/** The input that decides for one of them; what belongs to it is in the table of inputs. */
const FIRST_INPUTS: InputName[] = ['access-token', 'session-id', 'username', 'oauth-profile-id']

/** Reads the one way to sign in. */
export function readSignIn(inputs: Inputs): SignIn | OidcSignIn | undefined {
  const chosen = FIRST_INPUTS.filter(name => inputs.text(name) !== '')
  if (chosen.length > 1) {
    const names = joinWithAnd(chosen.map(name => `\`${name}\``))
    inputs.problems.push(`${names} are different ways to sign in: use exactly one.`)
    return undefined
  }
  switch (chosen[0]) {
    case 'access-token':
      return readAccessToken(inputs)
    case 'session-id':
      return readSession(inputs)
    case 'username':
      return readPassword(inputs)
    case 'oauth-profile-id':
      return inputs.text('oidc-token-url') === '' ? readOauth(inputs) : readOidc(inputs)
    default:
      return noteMissing(inputs)
  }
}

function noteMissing(inputs: Inputs): undefined {
  const names = Object.keys(SIGN_IN_INPUTS) as InputName[]
  // A password without a user name is a problem that was already noted.
  if (names.some(name => inputs.given(name) !== '')) return
  inputs.isMissing = true
  inputs.problems.push(`One way to sign in is required: ${METHODS}.`)
}

function readAccessToken(inputs: Inputs): SignIn | undefined {
  const token = inputs.readCredential('access-token')
  return token && { by: 'access-token', token }
}

function readSession(inputs: Inputs): SignIn | undefined {
  const session = inputs.readCredential('session-id')
  if (session === undefined) return undefined
  // An access token, which can't be meant as anything else.
  const isToken = session.reveal().startsWith('veeva-vault-')
  return isToken ? { by: 'access-token', token: session } : { by: 'session-id', session }
}

function readPassword(inputs: Inputs): SignIn | undefined {
  const username = inputs.read('username')
  const password = inputs.readCredential('password')
  if (!username || !password) return undefined
  return { by: 'password', username, password }
}

function readOauth(inputs: Inputs): SignIn | undefined {
  const profileId = inputs.read('oauth-profile-id')
  const token = inputs.readCredential('oauth-token')
  if (!profileId || !token) return undefined
  return { by: 'oauth', profileId, token, clientId: inputs.read('oauth-client-id') }
}

function readOidc(inputs: Inputs): OidcSignIn | undefined {
  const profileId = inputs.read('oauth-profile-id')
  const tokenUrl = inputs.read('oidc-token-url')
  const clientId = inputs.read('oidc-client-id')
  if (!profileId || !tokenUrl || !clientId) return undefined
  return {
    by: 'oidc',
    profileId,
    vaultClientId: inputs.read('oauth-client-id'),
    tokenUrl,
    clientId,
    scope: inputs.text('oidc-scope'),
    audience: inputs.read('oidc-audience') ?? ''
  }
}
