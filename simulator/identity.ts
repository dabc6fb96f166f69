import { randomBytes } from 'node:crypto'
import type { SimRequest, SimResponse } from './envelope.ts'
import type { User, World } from './world.ts'

/** GitHub's OIDC endpoint, and an identity provider that trusts the workflows of one repository. */
export const OIDC_HOST = 'pipelines.actions.githubusercontent.com'
export const PROVIDER_HOST = 'login.microsoftonline.com'
/** An identity provider whose clients have a secret. */
export const OKTA_HOST = 'acme.okta.com'

export type Identity = {
  /** The credential with which a job requests its OIDC token. */
  requestToken: string
  /** The `sub` of GitHub's OIDC tokens. */
  subject: string
  /** The provider's client, and what its federated credential requires. */
  client: { id: string; secret: string; subject: string; audience: string; scope: string }
  /** The user and profile in Vault that the provider's access tokens are valid for. */
  grants: { profileId: string; user: User } | undefined
}

export const createIdentity = (): Identity => ({
  requestToken: randomBytes(20).toString('hex'),
  subject: 'repo:acme/pipelines:ref:refs/heads/main',
  client: {
    id: '11112222-aaaa-bbbb-cccc-333344445555',
    secret: randomBytes(20).toString('hex'),
    subject: 'repo:acme/pipelines:ref:refs/heads/main',
    audience: 'api://AzureADTokenExchange',
    scope: 'api://vault/.default'
  },
  grants: undefined
})

const json = (status: number, body: object): SimResponse => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body)
})
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Answers a request to either of the two hosts; undefined if it is for another host. */
export const handleIdentity = (world: World, request: SimRequest): SimResponse | undefined => {
  if (request.host === OIDC_HOST) return issueIdToken(world, request)
  if (request.host === OKTA_HOST) return grantToSecret(world, request)
  const isExchange = request.host === PROVIDER_HOST && /\/oauth2\/v2\.0\/token$/.test(request.path)
  return isExchange ? exchange(world, request) : undefined
}

const issueIdToken = ({ identity }: World, request: SimRequest): SimResponse => {
  const { method, path, headers } = request
  const isAuthorized = headers.authorization === `Bearer ${identity.requestToken}`
  if (method !== 'GET' || !isAuthorized) return json(401, { message: 'Unauthorized' })
  const aud = new URLSearchParams(path.split('?')[1]).get('audience')
  const iss = 'https://token.actions.githubusercontent.com'
  const token = [
    part({ alg: 'RS256', typ: 'JWT' }),
    part({ iss, aud, sub: identity.subject }),
    randomBytes(32).toString('base64url')
  ]
  return json(200, { value: token.join('.') })
}

/** Exchanges GitHub's OIDC token for the provider's access token (RFC 7523), like Entra ID. */
const exchange = (world: World, { method, body }: SimRequest): SimResponse => {
  const { client } = world.identity
  const form = new URLSearchParams(body)
  const [, payload = ''] = (form.get('client_assertion') ?? '').split('.')
  const { aud, sub } = JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}')
  const noRecord = 'No matching federated identity record found for presented assertion'
  const bearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const isClientGrant = method === 'POST' && form.get('grant_type') === 'client_credentials'
  const isBearer = form.get('client_assertion_type') === bearer
  const clientId = form.get('client_id')
  const unknownClient = `AADSTS700016: Application '${clientId}' was not found.`
  const isScope = (form.get('scope') ?? '') === client.scope
  const checks: [passed: boolean, error: string, description: string][] = [
    [isClientGrant, 'unsupported_grant_type', 'Only client credentials.'],
    [isBearer, 'invalid_request', 'There is no client_assertion_type.'],
    [clientId === client.id, 'unauthorized_client', unknownClient],
    [aud === client.audience, 'invalid_client', `AADSTS700212: ${noRecord} audience.`],
    [sub === client.subject, 'invalid_client', `AADSTS700213: ${noRecord} subject.`],
    [isScope, 'invalid_scope', 'AADSTS1002012: The provided value for scope is not valid.']
  ]
  const failed = checks.find(([passed]) => !passed)
  if (failed) {
    const [, error, error_description] = failed
    return json(error === 'invalid_client' ? 401 : 400, { error, error_description })
  }
  return grant(world)
}

/** Grants an access token to a client with its id and secret, like Okta. */
const grantToSecret = (world: World, { headers, body }: SimRequest): SimResponse => {
  const { id, secret } = world.identity.client
  const basic = Buffer.from(`${id}:${secret}`).toString('base64')
  const isGrant = new URLSearchParams(body).get('grant_type') === 'client_credentials'
  return isGrant && headers.authorization === `Basic ${basic}`
    ? grant(world)
    : json(401, { error: 'invalid_client' })
}

const grant = ({ identity, oauth }: World): SimResponse => {
  const token = randomBytes(30).toString('hex')
  if (identity.grants) oauth.set(token, identity.grants)
  return json(200, { token_type: 'Bearer', expires_in: 3599, access_token: token })
}
