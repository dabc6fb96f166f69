// Placeholder of the interface; the transport replaces this file.
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body?: string
  /** Milliseconds for the whole call, from the connection to the last byte. */
  deadlineMs: number
}

export interface HttpResponse {
  is: 'response'
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  text: string
}

/** Nothing that can be read came back. */
export interface NoResponse {
  is: 'no-response'
  /** Part of a sentence, with nothing from outside in it. */
  reason: string
  /** Node's code: `ECONNREFUSED`. */
  code: string
  /** False if the request was surely not sent, so that it can't have had its effect. */
  maybeSent: boolean
  /** Whether the same call can't succeed in a moment: a certificate, a proxy's refusal. */
  isLasting: boolean
  /** What to do, where the reason tells it better than the caller. */
  hint?: string | undefined
}

/** Sends one request. It follows no redirect, repeats nothing, always settles within the deadline, and never throws. */
export type Send = (request: HttpRequest) => Promise<HttpResponse | NoResponse>

/** Opens two TLS connections to a host for the next requests; settles when the first one is there, with nothing or with the reason why not. */
export type Connect = (host: string) => Promise<NoResponse | undefined>

/** Placeholder: the transport of one process. */
export function createTransport(
  _stopping: AbortSignal,
  _environment: Record<string, string | undefined>
): { send: Send; connect: Connect; trust(pems: string[]): void } {
  throw new Error('not built yet')
}
