import { joinWithAnd } from '../core/text.ts'
import type { OidcSignIn } from '../identity/oidc.ts'
import type { SignIn } from '../vault/sign-in.ts'
import type { InputName } from './definitions.ts'
import type { Inputs } from './reader.ts'
import { SIGN_IN_INPUTS } from './sign-in-inputs.ts'

interface SignInMethod {
  required: InputName[]
  optional: InputName[]
  /** undefined if something is missing or wrong */
  read(inputs: Inputs): SignIn | OidcSignIn | undefined
}

const METHODS: SignInMethod[] = [
  { required: ['access-token'], optional: [], read: readAccessToken },
  { required: ['session-id'], optional: [], read: readSession },
  { required: ['username', 'password'], optional: [], read: readPassword },
  {
    required: ['oauth-profile-id', 'oauth-token'],
    optional: ['oauth-client-id'],
    read: readOauth
  },
  {
    required: ['oauth-profile-id', 'oidc-token-url', 'oidc-client-id'],
    optional: ['oauth-client-id', 'oidc-scope', 'oidc-audience'],
    read: readOidc
  }
]

const ALL_METHODS =
  '`access-token`, `session-id`, `username` with `password`, or `oauth-profile-id` with `oauth-token` or `oidc-token-url`'

/** Reads the one way to sign in. */
export function readSignIn(inputs: Inputs): SignIn | OidcSignIn | undefined {
  const names = Object.keys(SIGN_IN_INPUTS) as InputName[]
  const given = names.filter(name => inputs.text(name) !== '')
  if (given.length === 0) {
    inputs.isMissing = true
    inputs.problems.push(`One way to sign in is required: ${ALL_METHODS}.`)
    return undefined
  }
  const methods = METHODS.filter(({ required, optional }) =>
    given.every(name => required.includes(name) || optional.includes(name))
  )
  const method = methods[0]
  if (method === undefined) {
    const listed = joinWithAnd(given.map(name => `\`${name}\``))
    inputs.problems.push(
      `${listed} are of several ways to sign in: use exactly one, ${ALL_METHODS}.`
    )
    return undefined
  }
  for (const name of method.required.filter(required => !given.includes(required))) {
    const isOidcPossible = name === 'oauth-token' && methods.length > 1
    const alternative = isOidcPossible ? ', or `oidc-token-url` and `oidc-client-id` instead' : ''
    inputs.addMissing(name, `is required with \`${given[0]}\`${alternative}`)
  }
  return method.read(inputs)
}

function readAccessToken(inputs: Inputs): SignIn | undefined {
  const token = inputs.readCredential('access-token')
  return token && { by: 'access-token', token }
}

function readSession(inputs: Inputs): SignIn | undefined {
  const session = inputs.readCredential('session-id')
  // Vault takes an access token only as one, so that this can mean nothing else.
  const isToken = session?.reveal().startsWith('veeva-vault-')
  if (session && isToken) return { by: 'access-token', token: session }
  return session && { by: 'session-id', session }
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
  const clientId = inputs.read('oauth-client-id')
  if (!profileId || !token) return undefined
  return { by: 'oauth', profileId, token, clientId }
}

function readOidc(inputs: Inputs): OidcSignIn | undefined {
  const profileId = inputs.read('oauth-profile-id')
  const tokenUrl = inputs.read('oidc-token-url')
  const clientId = inputs.read('oidc-client-id')
  const audience = inputs.read('oidc-audience')
  if (!profileId || !tokenUrl || !clientId || !audience) return undefined
  return {
    by: 'oidc',
    profileId,
    vaultClientId: inputs.read('oauth-client-id'),
    tokenUrl,
    clientId,
    scope: inputs.text('oidc-scope'),
    audience
  }
}
