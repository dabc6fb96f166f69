/** The stable names of what can go wrong: an annotation's title, and a heading in docs/troubleshooting.md. */
export type ErrorCode =
  | 'input'
  | 'network'
  | 'host-refused'
  | 'vault-login'
  | 'vault-mismatch'
  | 'vault-session'
  | 'vault-permission'
  | 'vault-unavailable'
  | 'vault-rate-limit'
  | 'vault-refused'
  | 'vault-job-failed'
  | 'sandbox-unknown'
  | 'sandbox-unavailable'
  | 'wait-timeout'
  | 'token-limit'
  | 'token-unverified'
  | 'github-login'
  | 'github-permission'
  | 'github-not-found'
  | 'github-rate-limit'
  | 'github-refused'
  | 'partial'
  | 'interrupted'
  | 'internal'

export interface ErrorDetails {
  /** Vault's id of the call, to quote to Veeva Support. */
  executionId?: string | undefined
  /** The same call may succeed later; after so many milliseconds, if the service says so. */
  retry?: { afterMs?: number | undefined } | undefined
  /** Whether this attempt, or an earlier one of the same call, may have had its effect although it failed. */
  maybeDone?: boolean | undefined
  /** The service's own word for the error: Vault's error type, `HTTP 405`, a code of Node. Code compares this, never prose. */
  reason?: string | undefined
}

export type Retry = NonNullable<ErrorDetails['retry']>
type ErrorChanges = ErrorDetails & Partial<Pick<ActionError, 'code' | 'message' | 'hint'>>

/** A failure as the user reads it: what was being done and what came back, and, as the hint, the one thing to do now. */
export class ActionError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly executionId: string
  readonly retry: Retry | undefined
  readonly maybeDone: boolean
  readonly reason: string

  constructor(code: ErrorCode, message: string, hint: string, details: ErrorDetails = {}) {
    super(message)
    this.code = code
    this.hint = hint
    this.executionId = details.executionId ?? ''
    this.retry = details.retry
    this.maybeDone = details.maybeDone === true
    this.reason = details.reason ?? ''
  }

  get text(): string {
    return `${this.message} ${this.hint}`.trim()
  }

  /** Copies the error with some parts replaced; all others stay, so that `maybeDone` can't get lost on the way. */
  with(changes: ErrorChanges): ActionError {
    const { code = this.code, message = this.message, hint = this.hint } = changes
    return new ActionError(code, message, hint, { ...this, ...changes })
  }

  withHint(sentence: string): ActionError {
    return this.with({ hint: `${this.hint} ${sentence}`.trim() })
  }
}

// The look-behind keeps the time linear: a word is tried from its beginning only.
const FIRST_FRAME = /^ {4}at .*(?<![\w.-])([\w.-]+:\d+:\d+)\)?$/m

/** Makes an ActionError of anything that was thrown; of an unexpected error it names the type and the place only. */
export function asActionError(thrown: unknown): ActionError {
  if (thrown instanceof ActionError) return thrown
  const error = thrown instanceof Error ? thrown : undefined
  const type = error?.name ?? typeof thrown
  const place = FIRST_FRAME.exec(error?.stack ?? '')?.[1] ?? 'an unknown place'
  return new ActionError(
    'internal',
    `The action failed with an unexpected ${type} at ${place}.`,
    'Report this line in an issue of the action; it contains no credential.'
  )
}

/** Says why a run was aborted, as a part of a sentence: main is ended by a signal, the post step by its own timeout. */
export function abortReason({ reason }: AbortSignal): string {
  const isTimeUp = reason?.name === 'TimeoutError'
  return isTimeUp ? 'the 2 minutes of the post step were over' : 'the run was cancelled'
}

export function interrupted(stopping: AbortSignal): ActionError {
  return new ActionError(
    'interrupted',
    `Stopped because ${abortReason(stopping)}.`,
    'The post step finishes or undoes what was under way; run the workflow again.'
  )
}
