import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import { asText, type JsonObject } from '../core/json.ts'
import { type RemoteClock, remoteClock } from '../core/time.ts'
import { type ApiResponse, callApi, refusalError } from '../net/api.ts'
import { type RetryOptions, retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { VaultHost } from './host.ts'
import { isGenerating, type VaultOperation } from './refusals.ts'
import { idIn, isSuccess, refusalOf } from './responses.ts'

export type { VaultOperation } from './refusals.ts'

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
  /** Whether an earlier attempt of this call may have had its effect, although it failed. */
  maybeDoneBefore: boolean
  /**
   * Makes the error of a response that is not what Vault documents.
   * @param said part of a sentence
   */
  error(code: ErrorCode, said: string, hint: string): ActionError
}

const GENERATE_DEADLINE_MS = 60_000
/** How often a call is repeated whose Vault or token needs time. */
const PATIENT_EVERY_MS = 2_000

/** A password that was rejected is never sent again; one that was never sent may be, for as long as a proxy may need to start. */
function signInAttempts({ code, maybeDone }: ActionError): number {
  return code === 'network' && !maybeDone ? 6 : 2
}

const RETRIES: Record<VaultOperation, RetryOptions> = {
  'sign-in': { attempts: signInAttempts, everyMs: 4_000 },
  read: { attempts: 4 },
  'read-job': { attempts: 4 },
  generate: { attempts: 1 },
  'generate-for-sandbox': { attempts: 1 },
  delete: { attempts: 4 },
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

  constructor(site: VaultSite, world: World, access?: Access) {
    this.site = site
    this.world = world
    this.access = access ?? { clock: remoteClock(world.clock) }
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
    const clock = remoteClock(this.world.clock)
    const access = { ...this.access, clock, credential: undefined }
    return new Vault({ ...this.site, host }, this.world, access)
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
      isRetryable: error => error.retry !== undefined || error.code === 'vault-session'
    })
  }

  /** Sends a request, with the retries of its operation (generating: one attempt). Throws ActionError. */
  call(call: VaultCall): Promise<VaultResponse> {
    const about = { doing: call.doing, url: new URL(`https://${this.site.host}`) }
    let maybeDoneBefore = false
    const attempt = async (): Promise<VaultResponse> => {
      const { body = {}, headers } = await this.attempt(call, isSuccess).catch(thrown => {
        maybeDoneBefore ||= asActionError(thrown).maybeDone
        throw thrown
      })
      const executionId = idIn(headers, 'executionid')
      const vaultId = idIn(headers, 'vaultid')
      const userId = idIn(headers, 'userid')
      const error: VaultResponse['error'] = (code, said, hint) =>
        refusalError(about, { code, said, hint, executionId })
      return { body, executionId, vaultId, userId, maybeDoneBefore, error }
    }
    return retry(attempt, this.access.retries ?? RETRIES[call.operation], this.world)
  }

  /** One look whether Vault's API responds here, with any envelope; throws an ActionError with `retry` if not. */
  async probe(): Promise<void> {
    const doing = 'reach the API'
    const call: VaultCall = { doing, operation: 'read', method: 'GET', path: '/api/', isRoot: true }
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
    const { doing, method, operation, path, isRoot, form, json } = call
    const { host, apiVersion, clientId, referenceId } = this.site
    const { clock, credential } = this.access
    const url = new URL(`https://${host}${isRoot ? '' : `/api/${apiVersion}`}${path}`)
    const headers: Record<string, string> = {
      accept: 'application/json',
      'x-vaultapi-clientid': clientId,
      'x-vaultapi-referenceid': referenceId
    }
    if (credential) headers.authorization = `Bearer ${credential.reveal()}`
    const deadlineMs = isGenerating(operation) ? GENERATE_DEADLINE_MS : undefined
    const request = { doing, method, url, headers, form, json, deadlineMs }
    return callApi(request, this.world.send, response => {
      clock.update(response.headers.date)
      return isEnough(response) ? undefined : refusalOf(response, operation, this.world)
    })
  }
}
