import {
  type Call,
  type Envelope,
  failure,
  type SimRequest,
  type SimResponse,
  success,
  toResponse,
  unavailable
} from './envelope.ts'
import * as sandboxes from './sandboxes.ts'
import * as tokens from './tokens.ts'
import type { SimVault, User, World } from './world.ts'

/** Veeva's login host, for a sign-in with an identity provider's access token. */
const LOGIN_HOST = 'login.veevavault.com'

type Route = [method: string, path: RegExp, answer: (call: Call, captured: string) => Envelope]

/** The API calls that are simulated. What the path captures is passed on, decoded. */
const routes: Route[] = [
  ['GET', /^$/, sandboxes.listVersions],
  ['DELETE', /^\/session$/, sandboxes.endSession],
  ['POST', /^\/keep-alive$/, () => success()],
  ['GET', /^\/objects\/users\/me$/, sandboxes.readOwnUser],
  ['GET', /^\/objects\/sandbox$/, sandboxes.listSandboxes],
  ['POST', /^\/objects\/sandbox$/, sandboxes.createSandbox],
  ['GET', /^\/objects\/sandbox\/(\d+)$/, sandboxes.readSandbox],
  ['POST', /^\/objects\/sandbox\/(\d+)\/actions\/refresh$/, sandboxes.refreshSandbox],
  ['GET', /^\/services\/jobs\/([^/]+)$/, sandboxes.readJob],
  [
    'POST',
    /^\/objects\/sandbox\/([^/]+)\/users\/me\/api_access_token__sys$/,
    tokens.generateForSandbox
  ],
  ['POST', /^\/objects\/users\/me\/api_access_token__sys$/, tokens.generateHere],
  ['POST', /^\/objects\/users\/(\d+)\/api_access_token__sys$/, tokens.generateForUser],
  ['GET', /^\/vobjects\/api_access_token__sys\/([^/]+)$/, tokens.readRecord],
  ['DELETE', /^\/vobjects\/api_access_token__sys$/, tokens.deleteRecords],
  ['POST', /^\/query$/, tokens.query],
  ['POST', /^\/query\/([^/]+)$/, tokens.readPage],
  ['GET', /^\/query\/([^/]+)$/, tokens.readPage]
]

/** Vault's answer to an unknown resource. */
const malformedUrl = failure('MALFORMED_URL', 'The specified resource cannot be found.')

/** Answers a request as Vault does, and changes the world accordingly. */
export const handle = (world: World, request: SimRequest): SimResponse => {
  const [pathname = ''] = request.path.split('?')
  const [, version = '', path = ''] = /^\/api\/?(?:([^/]+)(\/.*)?)?$/.exec(pathname) ?? []
  const isVersion = world.versions.includes(version)
  const isSignIn = request.method === 'POST' && isVersion && path === '/auth'
  if (isSignIn) return signIn(world, request)
  const profileId = /^\/auth\/oauth\/session\/([^/]+)$/.exec(pathname)?.[1]
  const isOauth = request.method === 'POST' && request.host === LOGIN_HOST
  if (isOauth && profileId) return oauthSignIn(world, request, profileId)

  const vault = vaultAt(world, request.host)
  if (!vault || (vault.downUntil && vault.downUntil > world.clock.now())) return unavailable
  if (isVersion || /^\/api\/?$/.test(pathname)) return answer({ world, request, vault }, path)
  return toResponse({ world, request, vault }, malformedUrl)
}

/** Answers a call of an existing Vault and version, if its credential is valid. */
const answer = (context: Pick<Call, 'world' | 'request' | 'vault'>, path: string): SimResponse => {
  const { world, request, vault } = context
  const caller = authenticate(world, vault, request.headers.authorization ?? '')
  if (!caller) {
    const refusal = failure('INVALID_SESSION_ID', 'Invalid or expired session ID.')
    return { ...toResponse(context, refusal), status: world.invalidSessionStatus }
  }
  const call = { ...context, ...caller, form: new URLSearchParams(request.body) }
  return toResponse(call, dispatch(call, path))
}

/** The active Vault at a host. */
const vaultAt = (world: World, host: string): SimVault | undefined =>
  world.vaults.find(vault => vault.host === host && vault.status === 'active')

const refuseSignIn = (world: World, request: SimRequest, type: string, message: string) =>
  toResponse({ world, request }, { ...failure(type, message), errorType: 'AUTHENTICATION_FAILED' })

/** Signs in with user name and password. The fifth wrong password locks the account. */
const signIn = (world: World, request: SimRequest): SimResponse => {
  const form = new URLSearchParams(request.body)
  const refuse = (type: string, message: string) => refuseSignIn(world, request, type, message)
  const user = world.users.find(({ name }) => name === form.get('username'))
  if (!form.get('password')) return refuse('NO_PASSWORD_PROVIDED', 'No password was provided.')
  if (user && user.wrongPasswords >= 5) {
    return refuse('USER_LOCKED_OUT', 'The user account is locked.')
  }
  if (user?.password !== form.get('password')) {
    if (user) user.wrongPasswords += 1
    return refuse('USERNAME_OR_PASSWORD_INCORRECT', 'The name or password is incorrect.')
  }
  user.wrongPasswords = 0
  const response = openSession(world, request, user, form)
  return response ?? refuse('AUTHENTICATION_FAILED', 'The user has no active Vault.')
}

/** Signs in with an access token that the identity provider issued to a user of the profile. */
const oauthSignIn = (world: World, request: SimRequest, profileId: string): SimResponse => {
  const form = new URLSearchParams(request.body)
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const grant = world.oauth.get(bearer)
  const user = grant?.profileId === profileId ? grant.user : undefined
  const response = user && openSession(world, request, user, form)
  return response ?? refuseSignIn(world, request, 'AUTHENTICATION_FAILED', 'Invalid token.')
}

/**
 * Opens a session in the requested Vault or, like Vault, in another one of the user.
 * @returns undefined if the user has no active Vault
 */
const openSession = (
  world: World,
  request: SimRequest,
  user: User,
  form: URLSearchParams
): SimResponse | undefined => {
  const own = (user.vaults ?? world.vaults).filter(({ status }) => status === 'active')
  const requested = form.get('vaultDNS') ?? request.host
  const vault = own.find(({ host }) => host === requested) ?? own[0]
  if (!vault) return undefined
  const listed = user.listedVaults ?? own
  const vaultIds = listed.map(({ id, name, host }) => ({ id, name, url: `https://${host}/api` }))
  const sessionId = world.openSession(vault, user)
  const envelope = success({ sessionId, userId: user.id, vaultIds, vaultId: vault.id })
  return toResponse({ world, request, vault, user }, envelope)
}

/** Finds whose credential an `Authorization` header is, and records the use of an access token. */
const authenticate = (
  world: World,
  vault: SimVault,
  authorization: string
): Pick<Call, 'user' | 'credential'> | undefined => {
  const [, bearer, credential = ''] = /^(Bearer )?(.*)$/.exec(authorization) ?? []
  const session = world.sessions.get(credential)
  if (session?.vault === vault) return { user: session.user, credential }
  const token = world.liveTokens(vault).find(({ value }) => bearer && value === credential)
  const now = world.clock.now()
  if (!token || token.made.getTime() + world.usableAfterMs > now.getTime()) return undefined
  token.uses.push(now)
  return { user: token.user, credential: token }
}

const dispatch = (call: Call, path: string): Envelope => {
  const { method } = call.request
  const matching = routes.filter(([, pattern]) => pattern.test(path))
  if (matching.length === 0) return malformedUrl
  const route = matching.find(([routeMethod]) => routeMethod === method)
  if (!route) return failure('METHOD_NOT_SUPPORTED', `The method [${method}] is not supported.`)
  const [, pattern, answerRoute] = route
  return answerRoute(call, decodeURIComponent(pattern.exec(path)?.[1] ?? ''))
}
