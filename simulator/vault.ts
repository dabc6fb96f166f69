import { type Answer, type Call, type Envelope, failure, type SimRequest, send, success, unavailable } from './envelope.ts'
import { createSandbox, endSession, jobStatus, listSandboxes, oneSandbox, usersMe, versions } from './sandboxes.ts'
import { deleteTokens, generateForSandbox, generateForUser, generateHere, nextPage, query, retrieve } from './tokens.ts'
import type { SimVault, User, World } from './world.ts'

/** Veeva's login host, for sign-ins by an identity provider's token. */
const LOGIN_HOST = 'login.veevavault.com'

/** The calls of Vault that are modelled. What a path captures is handed on, decoded. */
const routes: [method: string, path: RegExp, answer: (call: Call, captured: string) => Envelope][] = [
  ['GET', /^$/, versions],
  ['DELETE', /^\/session$/, endSession],
  ['POST', /^\/keep-alive$/, () => success()],
  ['GET', /^\/objects\/sandbox\/(\d+)$/, oneSandbox],
  ['POST', /^\/objects\/users\/(\d+)\/api_access_token__sys$/, generateForUser],
  ['GET', /^\/objects\/users\/me$/, usersMe],
  ['GET', /^\/objects\/sandbox$/, listSandboxes],
  ['POST', /^\/objects\/sandbox$/, createSandbox],
  ['GET', /^\/services\/jobs\/([^/]+)$/, jobStatus],
  ['POST', /^\/objects\/sandbox\/([^/]+)\/users\/me\/api_access_token__sys$/, generateForSandbox],
  ['POST', /^\/objects\/users\/me\/api_access_token__sys$/, generateHere],
  ['GET', /^\/vobjects\/api_access_token__sys\/([^/]+)$/, retrieve],
  ['DELETE', /^\/vobjects\/api_access_token__sys$/, deleteTokens],
  ['POST', /^\/query$/, query],
  ['POST', /^\/query\/([^/]+)$/, nextPage],
  ['GET', /^\/query\/([^/]+)$/, nextPage]
]

/** What Vault answers to an unknown resource. */
const malformed = failure('MALFORMED_URL', 'The specified resource cannot be found.')

/** Vault's answer to a request, and what the request changes in the world. */
export const handle = (world: World, request: SimRequest): Answer => {
  const [pathname = ''] = request.path.split('?')
  const [, version, path = ''] = /^\/api\/?(?:([^/]+)(\/.*)?)?$/.exec(pathname) ?? []
  const knownVersion = version !== undefined && world.versions.includes(version)
  if (knownVersion && path === '/auth' && request.method === 'POST') return signIn(world, request)

  const profileId = /^\/auth\/oauth\/session\/([^/]+)$/.exec(pathname)?.[1]
  if (request.host === LOGIN_HOST && profileId && request.method === 'POST') return oauthSignIn(world, request, profileId)

  const vault = vaultAt(world, request.host)
  if (!vault || (vault.downUntil && vault.downUntil > world.clock.now())) return unavailable
  if (!['/api/', '/api'].includes(pathname) && !knownVersion) {
    return { ...send(world, request, malformed, vault), status: world.malformedUrlStatus }
  }
  const caller = authenticate(world, vault, request.headers.authorization ?? '')
  if (!caller) {
    const answer = send(world, request, failure('INVALID_SESSION_ID', 'Invalid or expired session ID.'), vault)
    return { ...answer, status: world.invalidSessionStatus }
  }
  const call = { world, vault, ...caller, request, form: new URLSearchParams(request.body) }
  const envelope = dispatch(call, path)
  const answer = send(world, request, envelope, vault, caller.user)
  return envelope === malformed ? { ...answer, status: world.malformedUrlStatus } : answer
}

/** The active Vault at a host. */
export const vaultAt = (world: World, host: string): SimVault | undefined =>
  world.vaults.find(vault => vault.host === host && vault.status === 'active')

/** Signs in with user name and password. Who can't land in the Vault asked for lands in another. */
const signIn = (world: World, request: SimRequest): Answer => {
  const form = new URLSearchParams(request.body)
  const refuse = (type: string, message: string) =>
    send(world, request, { ...failure(type, message), errorType: 'AUTHENTICATION_FAILED' })
  const user = world.users.find(({ name }) => name === form.get('username'))
  if (!form.get('password')) return refuse('NO_PASSWORD_PROVIDED', 'No password was provided.')
  if (user && user.wrongPasswords >= 5) return refuse('USER_LOCKED_OUT', 'The user account is locked.')
  if (user?.password !== form.get('password')) {
    if (user) user.wrongPasswords += 1
    return refuse('USERNAME_OR_PASSWORD_INCORRECT', 'The user name or password is incorrect.')
  }
  user.wrongPasswords = 0
  return land(world, request, user, form) ?? refuse('AUTHENTICATION_FAILED', 'The user has no active Vault.')
}

/** Signs in with an identity provider's access token, which the provider says is good for a user of the profile. */
const oauthSignIn = (world: World, request: SimRequest, profileId: string): Answer => {
  const form = new URLSearchParams(request.body)
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const grant = world.oauth.get(bearer)
  const user = grant?.profileId === profileId ? grant.user : undefined
  return (
    (user && land(world, request, user, form)) ??
    send(world, request, { ...failure('AUTHENTICATION_FAILED', 'The token is not valid.'), errorType: 'AUTHENTICATION_FAILED' })
  )
}

/** Opens a session in the Vault asked for, or where the user can land; nothing when there is none. */
const land = (world: World, request: SimRequest, user: User, form: URLSearchParams): Answer | undefined => {
  const own = (user.vaults ?? world.vaults).filter(({ status }) => status === 'active')
  const wanted = form.get('vaultDNS') ?? request.host
  const vault = own.find(({ host }) => host === wanted) ?? own.find(each => each === user.lastVault) ?? own[0]
  if (!vault) return undefined
  user.lastVault = vault
  const vaultIds = (user.told ?? own).map(({ id, name, host }) => ({ id, name, url: `https://${host}/api` }))
  const body = success({ sessionId: world.openSession(vault, user), userId: user.id, vaultIds, vaultId: vault.id })
  return send(world, request, body, vault, user)
}

/** Who shows this `Authorization`. To use an access token moves its last use. */
const authenticate = (world: World, vault: SimVault, authorization: string): Pick<Call, 'user' | 'credential'> | undefined => {
  const [, bearer, credential = ''] = /^(Bearer )?(.*)$/.exec(authorization) ?? []
  const session = world.sessions.get(credential)
  if (session && [vault, vault.answersFor].includes(session.vault)) return { user: session.user, credential }
  const all = [...world.liveTokens(vault), ...(vault.answersFor ? world.liveTokens(vault.answersFor) : [])]
  const token = all.find(({ value }) => bearer && value === credential)
  if (!token || token.made.getTime() + world.usableAfterMs > world.clock.now().getTime()) return undefined
  token.uses.push(world.clock.now())
  return { user: token.user, credential: token }
}

const dispatch = (call: Call, path: string): Envelope => {
  const matching = routes.filter(([, pattern]) => pattern.test(path))
  const route = matching.find(([method]) => method === call.request.method)
  if (route) return route[2](call, decodeURIComponent(route[1].exec(path)?.[1] ?? ''))
  return matching.length > 0
    ? failure('METHOD_NOT_SUPPORTED', `The method [${call.request.method}] is not supported.`)
    : malformed
}
