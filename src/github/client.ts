import type { Credential } from '../core/credential.ts'
import { type ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import { remoteClock } from '../core/time.ts'
import { type ApiResponse, callApi } from '../net/api.ts'
import type { Send } from '../net/http.ts'
import { retry } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { Permission } from './locations.ts'
import { explainRefusal, NEW_RETRY_MS } from './refusals.ts'

/** GitHub's REST API, and the token from `github-token`. */
export interface GitHubAddress {
  /** GITHUB_API_URL, https; nothing is sent to another host. */
  apiUrl: URL
  token: Credential
}

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

export interface GitHubWrite extends GitHubCall {
  json: unknown
  /** Called right before each attempt; the attempt is not made if it throws. */
  beforeAttempt(): Promise<void>
}

export type WriteStatus = 'created' | 'updated'

interface GitHubRequest extends GitHubCall {
  method: 'GET' | 'PUT'
  json?: unknown
}

const ATTEMPTS = 4
const PATIENCE_MS = 6_000
/** What GitHub responds for some seconds about what it has just created. */
const CODES_OF_NEW: ErrorCode[] = ['github-login', 'github-permission', 'github-not-found']

/** The documented success of "Create or update a … secret"; any other status of success is unclear. */
const WRITE_STATUS: Record<number, WriteStatus> = { 201: 'created', 204: 'updated' }

/** Whether GitHub itself said that something does not exist, or that the token can't see it. */
export function isMissing({ code, reason }: ActionError): boolean {
  return code === 'github-not-found' && reason === 'HTTP 404'
}

/** GitHub's REST API, addressed with one token. */
export class GitHub {
  readonly apiUrl: URL
  private readonly token: Credential
  private readonly world: World
  private readonly clock: ReturnType<typeof remoteClock>

  constructor({ apiUrl, token }: GitHubAddress, world: World) {
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
      status === 200 && body !== undefined ? read(body) : undefined
    const request: GitHubRequest = { ...call, method: 'GET' }
    try {
      return await this.withRetries(call, () => this.request(request, readResponse))
    } catch (thrown) {
      throw asActionError(thrown).with({ maybeDone: false })
    }
  }

  /** Reads something like `get`; undefined if GitHub says that it does not exist. */
  async find<T>(
    call: GitHubCall,
    read: (body: JsonObject) => T | undefined
  ): Promise<T | undefined> {
    try {
      return await this.get(call, read)
    } catch (thrown) {
      if (isMissing(asActionError(thrown))) return undefined
      throw thrown
    }
  }

  /** Writes something, with retries; the same again changes nothing. Throws ActionError; with `maybeDone` it may be written. */
  put({ json, beforeAttempt, ...call }: GitHubWrite): Promise<WriteStatus> {
    return this.withRetries(call, async () => {
      await beforeAttempt()
      return this.request({ ...call, method: 'PUT', json }, ({ status }) => WRITE_STATUS[status])
    })
  }

  private withRetries<T>(call: GitHubCall, attempt: () => Promise<T>): Promise<T> {
    const { clock } = this.world
    let patientUntil: number | undefined
    const mayBeNew = ({ code }: ActionError) => CODES_OF_NEW.includes(code)
    const isRetryable = (error: ActionError) => {
      if (error.retry === undefined || !mayBeNew(error)) return error.retry !== undefined
      patientUntil ??= clock.elapsed() + PATIENCE_MS
      return clock.elapsed() + NEW_RETRY_MS <= patientUntil
    }
    const most = call.attempts ?? ATTEMPTS
    const attempts = (error: ActionError) => (mayBeNew(error) ? Number.POSITIVE_INFINITY : most)
    return retry(attempt, { attempts, isRetryable }, this.world)
  }

  private async request<T>(
    { doing, method, path, json, permission, isPatient = false }: GitHubRequest,
    read: (response: ApiResponse) => T | undefined
  ): Promise<T> {
    const { apiUrl, world } = this
    const url = new URL(apiUrl.href.replace(/\/$/, '') + path)
    let result: T | undefined
    await callApi({ doing, method, url, headers: this.headers(), json }, this.send, response => {
      result = read(response)
      if (result !== undefined) return undefined
      const now = this.now() ?? world.clock.now()
      const isWrite = method === 'PUT'
      const { quote } = world.runner
      return explainRefusal(response, { permission, isPatient, isWrite, apiUrl, now, quote })
    })
    return result as T
  }

  private headers(): Record<string, string> {
    return {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${this.token.reveal()}`,
      'user-agent': 'veeva-vault-sandbox-token',
      'x-github-api-version': '2022-11-28'
    }
  }

  private readonly send: Send = async request => {
    const result = await this.world.send(request)
    if (result.is === 'response') this.clock.update(result.headers.date)
    return result
  }
}
