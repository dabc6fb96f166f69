import { randomBytes } from 'node:crypto'
import type { SimToken, SimVault, User, World } from './world.ts'

export type SimRequest = {
  host: string
  method: string
  path: string
  headers: Record<string, string>
  body: string
}
export type SimResponse = { status: number; headers: Record<string, string>; body: string }

/** An authenticated API call; `credential` is the access token or the session id it came with. */
export type Call = {
  world: World
  vault: SimVault
  user: User
  credential: SimToken | string
  request: SimRequest
  form: URLSearchParams
}

/** Vault's JSON envelope. */
export type Envelope = Record<string, unknown> & {
  responseStatus: 'SUCCESS' | 'FAILURE' | 'EXCEPTION'
}

export const success = (fields: object = {}): Envelope => ({ responseStatus: 'SUCCESS', ...fields })
export const failure = (type: string, message: string): Envelope => ({
  responseStatus: 'FAILURE',
  errors: [{ type, message }]
})

type Context = Pick<Call, 'world' | 'request'> & Partial<Pick<Call, 'vault' | 'user'>>

/** Puts an envelope into a response: HTTP 200 even for a failure, and Vault's own headers. */
export const toResponse = (context: Context, envelope: Envelope): SimResponse => {
  const { world, request, vault, user } = context
  const reference = request.headers['x-vaultapi-referenceid']
  world.calls += 1
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json;charset=UTF-8',
      'X-VaultAPI-ExecutionId': randomBytes(16).toString('hex'),
      'X-VaultAPI-Status': envelope.responseStatus,
      'X-VaultAPI-BurstLimit': '2000',
      'X-VaultAPI-BurstLimitRemaining': String(Math.max(0, 2000 - world.calls)),
      ...(vault && { 'X-VaultAPI-VaultId': String(vault.id) }),
      ...(user && { 'X-VaultAPI-UserId': String(user.id) }),
      ...(reference && { 'X-VaultAPI-ReferenceId': reference })
    },
    body: JSON.stringify(envelope)
  }
}

/** The response during maintenance, and of a host without an active Vault. */
export const unavailable: SimResponse = {
  status: 503,
  headers: { 'Content-Type': 'text/html' },
  body: '<html><body><h1>503 Service Unavailable</h1></body></html>'
}
