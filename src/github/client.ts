import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import { remoteClock, watchForJump } from '../core/time.ts'
import { type ApiResponse, callApi } from '../net/api.ts'
import { retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { Permission } from './locations.ts'
import { explainRefusal } from './refusals.ts'

export interface GitHubCall {
  /** What is being done, as it follows "Could not": `read the public key`. */
  doing: string
  /** Below the API's base address; begins with a slash, already percent-encoded. */
  path: string
  permission: Permission
  /** Whether to be patient with what GitHub has just created: an App's token, an environment, a repository. */
  isPatient?: boolean
  /** Most attempts; 4 if left out. */
  attempts?: number
}

export type WriteStatus = 'created' | 'updated'

const ATTEMPTS = 4
const PATIENCE_MS = 6_000
/** The codes of what GitHub responds for some seconds about what it has just created. */
const CODES_OF_NEW: ErrorCode[] = ['github-login', 'github-permission', 'github-not-found']

/** The documented success of "Create or update a … secret"; any other 2xx is unclear. */
const WRITE_STATUS: Record<number, WriteStatus> = { 201: 'created', 204: 'updated' }

/** Whether GitHub itself said that something does not exist, or that the token can't see it. */
export function isMissing({ code, reason }: ActionError): boolean {
  return code === 'github-not-found' && reason === 'HTTP 404'
}

/** For `catch`: reads as undefined what does not exist, and throws every other error again. */
export function undefinedIfMissing(error: ActionError): undefined {
  if (!isMissing(error)) throw error
}

/** GitHub's REST API, addressed with the token from `github-token`. */
export class GitHub {
  /** GITHUB_API_URL, https; nothing is sent to another host. */
  readonly apiUrl: URL
  private readonly token: Credential
  private readonly world: World
  private readonly clock
  /** Since when every response to a patient call has been a refusal, so that calls about many locations share the patience. */
  private refusedSince: number | undefined

  constructor(apiUrl: URL, token: Credential, world: World) {
    this.apiUrl = apiUrl
    this.token = token
    this.world = world
    this.clock = remoteClock(world.clock)
  }

  /** The time by GitHub's clock; undefined until a response has told it. */
  now(): Date | undefined {
    return this.clock.now()
  }

  /**
   * Reads something, with retries.
   * @param read reads the documented content of the response; undefined if it is not there
   * @throws ActionError
   */
  async get<T>(call: GitHubCall, read: (body: JsonObject) => T | undefined): Promise<T> {
    const readResponse = ({ status, body }: ApiResponse) =>
      status === 200 && body ? read(body) : undefined
    try {
      return await this.withRetries(call, () => this.request(call, undefined, readResponse))
    } catch (thrown) {
      throw asActionError(thrown).with({ maybeDone: false })
    }
  }

  /**
   * Writes something, with retries, because the same again changes nothing.
   * @param beforeAttempt called right before each attempt; the attempt is not made if it throws
   * @throws ActionError; with `maybeDone` it may be written
   */
  put(call: GitHubCall, json: unknown, beforeAttempt: () => Promise<void>): Promise<WriteStatus> {
    return this.withRetries(call, async () => {
      await beforeAttempt()
      return this.request(call, json, ({ status }) => WRITE_STATUS[status])
    })
  }

  private withRetries<T>(call: GitHubCall, attempt: () => Promise<T>): Promise<T> {
    const { clock } = this.world
    let patientUntil: number | undefined
    const attempts = (error: ActionError) => {
      if (!CODES_OF_NEW.includes(error.code)) return call.attempts ?? ATTEMPTS
      if (error.retry === undefined) return 1
      this.refusedSince ??= clock.elapsed()
      patientUntil ??= this.refusedSince + PATIENCE_MS
      return clock.elapsed() < patientUntil ? Number.POSITIVE_INFINITY : 1
    }
    return retry(attempt, { attempts }, this.world)
  }

  /** Sends one request: a PUT with a body of JSON, otherwise a GET. */
  private async request<T>(
    { doing, path, permission, isPatient = false }: GitHubCall,
    json: unknown,
    read: (response: ApiResponse) => T | undefined
  ): Promise<T> {
    const { apiUrl, clock, world } = this
    const isWrite = json !== undefined
    const method = isWrite ? 'PUT' : 'GET'
    const url = new URL(apiUrl.href.replace(/\/$/, '') + path)
    const headers = {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${this.token.reveal()}`,
      'user-agent': 'veeva-vault-sandbox-token',
      'x-github-api-version': '2022-11-28'
    }
    const hasJumped = watchForJump(world.clock)
    let result: T | undefined
    await callApi({ doing, method, url, headers, json }, world.send, response => {
      // The Date of a response that waited while the machine slept is old.
      if (!hasJumped()) clock.update(response.headers.date)
      result = read(response)
      if (result !== undefined) {
        this.refusedSince = undefined
        return undefined
      }
      const now = clock.now() ?? world.clock.now()
      const { quote } = world.runner
      return explainRefusal(response, { permission, isPatient, isWrite, apiUrl, now, quote })
    })
    return result as T
  }
}
