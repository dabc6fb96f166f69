import { randomBytes } from 'node:crypto'
import type { Answer, SimRequest } from './envelope.ts'
import type { User, World } from './world.ts'

/** GitHub's endpoint for OIDC tokens, and an identity provider that trusts one repository, as far as a keyless sign-in needs them. */
export const OIDC_HOST = 'pipelines.actions.githubusercontent.com'
export const PROVIDER_HOST = 'login.microsoftonline.com'

export type Identity = {
  /** What a job shows to GitHub for its OIDC token. */
  requestToken: string
  /** Whom GitHub says the job is. */
  subject: string
  /** The client at the provider, and what its federated credential demands. */
  client: { id: string; subject: string; audience: string; scope: string }
  /** Whom the provider's access tokens are for in Vault. */
  grants: { profileId: string; user: User } | undefined
}

export const createIdentity = (): Identity => ({
  requestToken: randomBytes(20).toString('hex'),
  subject: 'repo:acme/pipelines:ref:refs/heads/main',
  client: {
    id: '11112222-aaaa-bbbb-cccc-333344445555',
    subject: 'repo:acme/pipelines:ref:refs/heads/main',
    audience: 'api://AzureADTokenExchange',
    scope: 'api://vault/.default'
  },
  grants: undefined
})

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body)
})
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The answer of whichever of the two a request is for; nothing, when it is for neither. */
export const handleIdentity = (world: World, request: SimRequest): Answer | undefined => {
  if (request.host === OIDC_HOST) return idToken(world, request)
  return request.host === PROVIDER_HOST && /\/oauth2\/v2\.0\/token$/.test(request.path) ? exchange(world, request) : undefined
}

const idToken = ({ identity }: World, { method, path, headers }: SimRequest): Answer => {
  if (method !== 'GET' || headers.authorization !== `Bearer ${identity.requestToken}`)
    return json(401, { message: 'Unauthorized' })
  const aud = new URLSearchParams(path.split('?')[1]).get('audience')
  const token = [part({ alg: 'RS256', typ: 'JWT' }), part({ aud, sub: identity.subject }), randomBytes(32).toString('base64url')]
  return json(200, { value: token.join('.') })
}

const exchange = (world: World, { method, body }: SimRequest): Answer => {
  const { client, grants } = world.identity
  const form = new URLSearchParams(body)
  const refuse = (error: string, error_description: string) =>
    json(error === 'invalid_client' ? 401 : 400, { error, error_description })
  if (method !== 'POST' || form.get('grant_type') !== 'client_credentials')
    return refuse('unsupported_grant_type', 'Only client credentials.')
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    return refuse('invalid_request', 'There is no client_assertion_type.')
  if (form.get('client_id') !== client.id)
    return refuse('unauthorized_client', `AADSTS700016: Application '${form.get('client_id')}' was not found.`)
  const [, payload = ''] = (form.get('client_assertion') ?? '').split('.')
  const { aud, sub } = JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}')
  if (aud !== client.audience)
    return refuse('invalid_client', 'AADSTS700212: No matching federated identity record found for presented assertion audience.')
  if (sub !== client.subject)
    return refuse('invalid_client', 'AADSTS700213: No matching federated identity record found for presented assertion subject.')
  if ((form.get('scope') ?? '') !== client.scope)
    return refuse('invalid_scope', 'AADSTS1002012: The provided value for scope is not valid.')
  const token = randomBytes(30).toString('hex')
  if (grants) world.oauth.set(token, grants)
  return json(200, { token_type: 'Bearer', expires_in: 3599, access_token: token })
}
