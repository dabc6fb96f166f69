import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import { asText, type JsonObject } from '../core/json.ts'
import { type RemoteClock, remoteClock } from '../core/time.ts'
import { type ApiResponse, callApi, refusalError } from '../net/api.ts'
import { type RetryOptions, retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { VaultHost } from './host.ts'
import { idIn, isSuccess, refusalOf, type VaultOperation } from './refusals.ts'

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

export interface VaultCall {
  /** `read` if left out. */
  operation?: VaultOperation
  /** What is being done, as it follows "Could not": `list the sandboxes`. */
  doing: string
  /** GET if left out. */
  method?: 'POST' | 'DELETE'
  /** Below `/api/{version}/`, or below the host if it begins with a slash; already percent-encoded. */
  path: string
  form?: Record<string, string>
  json?: unknown
  /** Milliseconds for one attempt. */
  deadlineMs?: number
}

export interface VaultResponse {
  body: JsonObject
  executionId: string
  /** Which Vault responded, and to which user; empty where it does not say. */
  vaultId: string
  userId: string
  /** Whether an earlier attempt of this call may have had its effect, although it failed. */
  maybeDoneBefore: boolean
  /**
   * Makes the error of a response that is not what Vault documents.
   * @param said part of a sentence
   */
  error(code: ErrorCode, said: string, hint: string): ActionError
}

/** How often a call is repeated whose Vault or token needs time. */
const PATIENT_EVERY_MS = 2_000
const NOT_YET: ErrorCode[] = ['vault-session', 'vault-unavailable']

/**
 * A password that was rejected is never sent again. One that was never sent may be, for as long as a proxy may need to start; a name
 * that does not exist is looked up once more.
 */
function signInAttempts({ code, maybeDone, reason }: ActionError): number {
  return code === 'network' && !maybeDone && reason !== 'ENOTFOUND' ? 6 : 2
}

const SIGN_IN: RetryOptions = { attempts: signInAttempts, everyMs: 4_000 }
const USUAL_RETRIES: RetryOptions = { attempts: 4 }
const RETRIES: Partial<Record<VaultOperation, RetryOptions>> = {
  'sign-in': SIGN_IN,
  exchange: SIGN_IN,
  generate: { attempts: 1 },
  'end-session': { attempts: 2 }
}

/** With what a Vault is called. */
interface Access {
  clock: RemoteClock
  credential?: Credential | undefined
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

  /** The same Vault with another credential (it shares the clock). */
  as(credential: Credential): Vault {
    return new Vault(this.site, this.world, { ...this.access, credential })
  }

  /** Another host, reached in the same way, without a credential. */
  at(host: VaultHost): Vault {
    return new Vault({ ...this.site, host }, this.world)
  }

  /** The same Vault with other retries. */
  withRetries(retries: RetryOptions): Vault {
    return new Vault(this.site, this.world, { ...this.access, retries })
  }

  /** The same Vault, whose calls are repeated every 2 s for up to `withinMs` from now while they say *not yet* (a session error, 5xx, an HTML page, no connection). */
  patient(withinMs: number): Vault {
    return this.withRetries({
      everyMs: PATIENT_EVERY_MS,
      until: this.world.clock.elapsed() + withinMs,
      isRetryable: error => error.retry !== undefined || NOT_YET.includes(error.code)
    })
  }

  /** Sends a request, with the retries of its operation (generating: one attempt). Throws ActionError. */
  call(call: VaultCall): Promise<VaultResponse> {
    const about = { doing: call.doing, url: new URL(`https://${this.site.host}`) }
    const attempt = async (maybeDoneBefore: boolean): Promise<VaultResponse> => {
      const { body = {}, headers } = await this.attempt(call, isSuccess)
      const executionId = idIn(headers, 'executionid')
      return {
        body,
        executionId,
        vaultId: idIn(headers, 'vaultid'),
        userId: idIn(headers, 'userid'),
        maybeDoneBefore,
        error: (code, said, hint) => refusalError(about, { code, said, hint, executionId })
      }
    }
    const retries = this.access.retries ?? RETRIES[call.operation ?? 'read'] ?? USUAL_RETRIES
    return retry(attempt, retries, this.world)
  }

  /** One look whether Vault's API responds here, with any envelope; throws an ActionError with `retry` if not. */
  async probe(): Promise<void> {
    const call = { doing: 'reach the API', path: '/api/' }
    const hasEnvelope = ({ body }: ApiResponse) => asText(body?.responseStatus) !== ''
    await this.attempt(call, hasEnvelope).catch(thrown => {
      const error = asActionError(thrown)
      throw error.with({ retry: error.retry ?? {} })
    })
  }

  private attempt(
    call: VaultCall,
    isEnough: (response: ApiResponse) => boolean
  ): Promise<ApiResponse> {
    const { operation = 'read', method = 'GET', path, ...rest } = call
    const { host, apiVersion, clientId, referenceId } = this.site
    const { clock, credential } = this.access
    const url = new URL(path, `https://${host}/api/${apiVersion}/`)
    const headers: Record<string, string> = {
      accept: 'application/json',
      'x-vaultapi-clientid': clientId,
      'x-vaultapi-referenceid': referenceId
    }
    if (credential) headers.authorization = `Bearer ${credential.reveal()}`
    return callApi({ ...rest, method, url, headers }, this.world.send, response => {
      clock.update(response.headers.date)
      return isEnough(response) ? undefined : refusalOf(response, operation, this.world)
    })
  }
}
