import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import { type RemoteClock, remoteClock } from '../core/time.ts'
import { type ApiCall, callApi, refusalError } from '../net/api.ts'
import { type RetryOptions, retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { VaultHost } from './host.ts'
import { idIn, refusalOf, type VaultOperation } from './refusals.ts'

/** How one Vault is addressed; nothing in it is secret. */
export interface VaultSite {
  host: VaultHost
  apiVersion: string
  clientId: string
  /** Which run this is, in Vault's own log. */
  referenceId: string
}

export interface VaultCall extends Pick<ApiCall, 'doing' | 'form' | 'json' | 'deadlineMs'> {
  operation?: VaultOperation
  method?: 'POST' | 'DELETE'
  /** Below `/api/{version}/`, or below the host if it begins with a slash; already percent-encoded. */
  path: string
}

export interface VaultResponse {
  body: JsonObject
  executionId: string
  /** Like `userId`, empty if Vault does not say. */
  vaultId: string
  userId: string
  /** Whether an earlier attempt of this call may have had its effect, although it failed. */
  maybeDoneBefore: boolean
  /** Makes the error of a response that is not what Vault documents; `said` is a part of a sentence. */
  error(code: ErrorCode, said: string, hint: string): ActionError
}

/** A password that was rejected is never sent again. One that was never sent may be, for as long as a proxy may need to start. */
function signInAttempts({ code, maybeDone, reason }: ActionError): number {
  return code === 'network' && !maybeDone && reason !== 'ENOTFOUND' ? 6 : 2
}

const SIGN_IN: RetryOptions = { attempts: signInAttempts, everyMs: 4_000 }
const RETRIES: Partial<Record<VaultOperation, RetryOptions>> = {
  'sign-in': SIGN_IN,
  exchange: SIGN_IN,
  generate: { attempts: 1 },
  'end-session': { attempts: 2 },
  probe: { attempts: 1 }
}

interface Access {
  clock: RemoteClock
  credential?: Credential
  retries?: RetryOptions
}

/** One Vault, addressed with one credential, or with none. */
export class Vault {
  readonly site: VaultSite
  readonly world: World
  private readonly access: Access

  constructor(site: VaultSite, world: World, access: Access = { clock: remoteClock(world.clock) }) {
    this.site = site
    this.world = world
    this.access = access
  }

  /** The time by Vault's clock; by the runner's until a response has told it. */
  now(): Date {
    return this.access.clock.now() ?? this.world.clock.now()
  }

  as(credential: Credential): Vault {
    return new Vault(this.site, this.world, { ...this.access, credential })
  }

  /** Another host, without the credential. */
  at(host: VaultHost): Vault {
    return new Vault({ ...this.site, host }, this.world)
  }

  withRetries(retries: RetryOptions): Vault {
    return new Vault(this.site, this.world, { ...this.access, retries })
  }

  /** The same Vault, whose calls are repeated every 2 s for up to `withinMs` from now while they say *not yet* (a session error, 5xx, an HTML page, no connection). */
  patient(withinMs: number): Vault {
    return this.withRetries({
      everyMs: 2_000,
      until: this.world.clock.elapsed() + withinMs,
      isRetryable: ({ retry, code }) =>
        retry !== undefined || code === 'vault-session' || code === 'vault-unavailable'
    })
  }

  /** Sends a request, with the retries of its operation. Throws ActionError. */
  async call({ operation = 'read', path, ...rest }: VaultCall): Promise<VaultResponse> {
    const { host, apiVersion, clientId, referenceId } = this.site
    const { clock, credential, retries = RETRIES[operation] ?? { attempts: 4 } } = this.access
    const headers: Record<string, string> = {
      accept: 'application/json',
      'x-vaultapi-clientid': clientId,
      'x-vaultapi-referenceid': referenceId
    }
    if (credential) headers.authorization = `Bearer ${credential.reveal()}`
    const url = new URL(path, `https://${host}/api/${apiVersion}/`)
    const request: ApiCall = { method: 'GET', ...rest, url, headers }
    const attempt = async (maybeDoneBefore: boolean): Promise<VaultResponse> => {
      const { body = {}, ...response } = await callApi(request, this.world.send, received => {
        clock.update(received.headers.date)
        return refusalOf(received, operation, this.world)
      })
      const executionId = idIn(response.headers, 'executionid')
      return {
        body,
        executionId,
        vaultId: idIn(response.headers, 'vaultid'),
        userId: idIn(response.headers, 'userid'),
        maybeDoneBefore,
        error: (code, said, hint) => refusalError(request, { code, said, hint, executionId })
      }
    }
    return retry(attempt, retries, this.world)
  }

  /** One look whether Vault's API responds here, with any envelope; throws an ActionError with `retry` if not. */
  async probe(): Promise<void> {
    const call: VaultCall = { doing: 'reach the API', operation: 'probe', path: '/api/' }
    await this.call(call).catch(thrown => {
      const error = asActionError(thrown)
      throw error.with({ retry: error.retry ?? {} })
    })
  }
}
