import type { Credential } from '../core/credential.ts'
import type { ActionError } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import type { RetryOptions } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { VaultHost } from './host.ts'

/** How one Vault is addressed; nothing in it is secret. */
export interface VaultSite {
  host: VaultHost
  /** e.g. `v26.2` */
  apiVersion: string
  /** X-VaultAPI-ClientID, for a Vault with Client ID Filtering. */
  clientId: string
  /** X-VaultAPI-ReferenceId: which run this is, in Vault's own log. */
  referenceId: string
}

/** What a call does: it decides about retries, and which remedy a refusal gets. */
export type VaultOperation =
  | 'sign-in'
  | 'read'
  | 'read-job'
  | 'generate'
  | 'generate-for-sandbox'
  | 'delete'
  | 'end-session'

export interface VaultCall {
  operation: VaultOperation
  /** What is being done, as it follows "Could not": `list the sandboxes`. */
  doing: string
  method: 'GET' | 'POST' | 'DELETE'
  /** Below `/api/{version}`, or below the host with `isRoot`; begins with a slash, already percent-encoded. */
  path: string
  isRoot?: boolean
  form?: Record<string, string>
  json?: unknown
}

export interface VaultResponse {
  body: JsonObject
  executionId: string
  /** Which Vault responded, and to which user; empty where it does not say. */
  vaultId: string
  userId: string
}

/** One Vault, addressed with one credential, or with none. */
export class Vault {
  readonly site: VaultSite
  readonly world: World
  constructor(site: VaultSite, world: World) {
    this.site = site
    this.world = world
  }
  /** The time by Vault's clock; by the runner's until a response has told it. */
  now(): Date {
    throw new Error('not built yet')
  }
  /** The same Vault with another credential (it shares the clock). */
  as(_credential: Credential): Vault {
    throw new Error('not built yet')
  }
  /** Another host, reached in the same way, without a credential. */
  at(_host: VaultHost): Vault {
    throw new Error('not built yet')
  }
  /** The same Vault with other retries. */
  withRetries(_options: RetryOptions): Vault {
    throw new Error('not built yet')
  }
  /** The same Vault, whose calls are repeated every 2 s for up to `withinMs` from now while they say *not yet* (a session error, 5xx, an HTML page, no connection). */
  patient(_withinMs: number): Vault {
    throw new Error('not built yet')
  }
  /** Sends a request, with the retries of its operation (generating: one attempt). Throws ActionError. */
  call(_call: VaultCall): Promise<VaultResponse> {
    throw new Error('not built yet')
  }
  /** One look whether Vault's API responds here, with any envelope; throws an ActionError with `retry` if not. */
  probe(): Promise<void> {
    throw new Error('not built yet')
  }
}
export type { ActionError }
