import { randomBytes } from 'node:crypto'
import type { SimToken, SimVault, User, World } from './world.ts'

export type SimRequest = { host: string; method: string; path: string; headers: Record<string, string>; body: string }
export type Answer = { status: number; headers: Record<string, string>; body: string }

/** One authenticated call: who makes it, on which Vault, with which access token or session id. */
export type Call = {
  world: World
  vault: SimVault
  user: User
  credential: SimToken | string
  request: SimRequest
  form: URLSearchParams
}

/** Vault's JSON envelope. */
export type Envelope = Record<string, unknown> & { responseStatus: 'SUCCESS' | 'FAILURE' | 'EXCEPTION' }

export const success = (fields: object = {}): Envelope => ({ responseStatus: 'SUCCESS', ...fields })
export const failure = (type: string, message: string): Envelope => ({ responseStatus: 'FAILURE', errors: [{ type, message }] })
export const exception = (type: string, message: string): Envelope => ({
  responseStatus: 'EXCEPTION',
  errors: [{ type, message }]
})

/** An envelope as Vault sends it: HTTP 200 whatever it says, and Vault's own headers. */
export const send = (world: World, request: SimRequest, body: Envelope, vault?: SimVault, user?: User): Answer => {
  const reference = request.headers['x-vaultapi-referenceid']
  world.calls += 1
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json;charset=UTF-8',
      'X-VaultAPI-ExecutionId': randomBytes(16).toString('hex'),
      'X-VaultAPI-Status': body.responseStatus,
      'X-VaultAPI-BurstLimit': '2000',
      'X-VaultAPI-BurstLimitRemaining': String(Math.max(0, 2000 - world.calls)),
      ...(vault && { 'X-VaultAPI-VaultId': String(vault.id) }),
      ...(user && { 'X-VaultAPI-UserId': String(user.id) }),
      ...(reference && { 'X-VaultAPI-ReferenceId': reference })
    },
    body: JSON.stringify(body)
  }
}

/** What stands in for Vault during maintenance, and at a host that has no active Vault. */
export const unavailable: Answer = {
  status: 503,
  headers: { 'Content-Type': 'text/html' },
  body: '<html><body><h1>503 Service Unavailable</h1></body></html>'
}
