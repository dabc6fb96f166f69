import pLimit from 'p-limit'
import type { Credential } from '../core/credential.ts'
import type { ActionError, ErrorCode } from '../core/errors.ts'
import type { JsonObject } from '../core/json.ts'
import { remoteClock, watchForJump } from '../core/time.ts'
import { type ApiResponse, callApi } from '../net/api.ts'
import { retry, sleep } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import { ownerPath } from './locations.ts'
import { explainRefusal } from './refusals.ts'

interface GitHubCall {
  /** What is being done, as it follows "Could not": `read the public key`. */
  doing: string
  /** Below the API's base address; begins with a slash, already percent-encoded. */
  path: string
  /** What the token needs. */
  permission: string
  /** Whether a refusal is the usual response, so that there is no patience with what may be new. */
  mayBeMissing?: boolean
}

export type WriteStatus = 'created' | 'updated'

const ATTEMPTS = 4
const PATIENCE_MS = 6_000
/** The codes of what GitHub responds for some seconds about what it has just created. */
const CODES_OF_NEW: ErrorCode[] = ['github-login', 'github-permission', 'github-not-found']

/** GitHub allows about 80 write requests in a minute ("Rate limits for the REST API"); the rest is for other jobs with the same token. */
const WRITES_PER_MINUTE = 75
const MINUTE_MS = 60_000

/** The documented success of "Create or update a … secret"; any other 2xx is unclear. */
const WRITE_STATUS: Record<number, WriteStatus> = { 201: 'created', 204: 'updated' }

/** GitHub's REST API, addressed with the token from `github-token`. */
export class GitHub {
  readonly apiUrl: URL
  /** GitHub's own, as its responses tell it. */
  readonly clock
  /** Whether this machine may have slept since GitHub has told its time. */
  isTimeStale: () => boolean
  /** Runs what writes one after the other, in the order they came. */
  readonly enqueue = pLimit(1)
  readonly world: World
  private readonly token: Credential
  private readonly writesBegunAt: number[] = []
  /** Until when refusals of what may be new are retried; all calls share it, so that a wrong token is told soon. */
  private patientUntil: number | undefined

  constructor(apiUrl: URL, token: Credential, world: World) {
    this.apiUrl = apiUrl
    this.token = token
    this.world = world
    this.clock = remoteClock(world.clock)
    this.isTimeStale = watchForJump(world.clock)
  }

  /** Reads something, with retries; `read` gives undefined for anything but the documented content. Throws ActionError. */
  get<T>(call: GitHubCall, read: (body: JsonObject) => T | undefined): Promise<T> {
    const readResponse = ({ status, body }: ApiResponse) =>
      status === 200 && body ? read(body) : undefined
    return this.withRetries(call, () => this.request(call, undefined, readResponse))
  }

  /** Reads the numeric id of a repository, OWNER/NAME, or an organization. */
  readId(owner: string, permission: string): Promise<number> {
    const call = { doing: `look up ${owner}`, path: ownerPath(owner), permission }
    return this.get(call, ({ id }) => (typeof id === 'number' ? id : undefined))
  }

  /** Writes something, with retries, because the same again changes nothing. No attempt is made once `beforeAttempt` throws. */
  put(call: GitHubCall, json: unknown, beforeAttempt: () => void): Promise<WriteStatus> {
    return this.withRetries(call, async () => {
      await this.waitToWrite()
      beforeAttempt()
      return this.request(call, json, ({ status }) => WRITE_STATUS[status])
    })
  }

  private async waitToWrite(): Promise<void> {
    const { clock } = this.world
    const oldest = this.writesBegunAt.at(-WRITES_PER_MINUTE) ?? Number.NEGATIVE_INFINITY
    const waitMs = oldest + MINUTE_MS - clock.elapsed()
    if (waitMs > 0) await sleep(waitMs, this.world)
    this.writesBegunAt.push(clock.elapsed())
  }

  private withRetries<T>({ mayBeMissing }: GitHubCall, attempt: () => Promise<T>): Promise<T> {
    const { clock } = this.world
    let until: number | undefined
    const attempts = ({ code }: ActionError) => {
      if (!CODES_OF_NEW.includes(code)) return ATTEMPTS
      if (mayBeMissing) return 1
      this.patientUntil ??= clock.elapsed() + PATIENCE_MS
      // A success of another call meanwhile does not extend the patience of this one.
      until ??= this.patientUntil
      return clock.elapsed() < until ? Number.POSITIVE_INFINITY : 1
    }
    return retry(attempt, { attempts }, this.world)
  }

  /** Sends one request: a PUT with a body of JSON, otherwise a GET. */
  private async request<T>(
    { doing, path, permission }: GitHubCall,
    json: unknown,
    read: (response: ApiResponse) => T | undefined
  ): Promise<T> {
    const { clock, runner, send } = this.world
    const isWrite = json !== undefined
    const method = isWrite ? 'PUT' : 'GET'
    const url = new URL(this.apiUrl.href.replace(/\/$/, '') + path)
    const headers = {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${this.token.reveal()}`,
      'user-agent': 'veeva-vault-sandbox-token',
      'x-github-api-version': '2022-11-28'
    }
    const hasJumped = watchForJump(clock)
    let result: T | undefined
    await callApi({ doing, method, url, headers, json }, send, response => {
      this.clock.update(response.headers.date)
      // Watched from before the request: a response may wait while the machine sleeps, and its Date is old then.
      this.isTimeStale = hasJumped
      result = read(response)
      if (result === undefined) {
        const now = clock.now()
        return explainRefusal(response, { permission, isWrite, now, quote: runner.quote })
      }
      this.patientUntil = undefined
      return undefined
    })
    return result as T
  }
}
