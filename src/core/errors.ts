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

/** Says that the same call may succeed later; `afterMs` is how long the service asks to wait, in milliseconds. */
export interface Retry {
  afterMs?: number | undefined
}

export interface ErrorDetails {
  /** Vault's id of the call, to quote to Veeva Support. */
  executionId?: string | undefined
  /** Missing if a retry can't help. */
  retry?: Retry | undefined
  /** Whether this attempt, or an earlier one of the same call, may have had its effect although it failed. */
  maybeDone?: boolean | undefined
  /** The service's own word for the error: Vault's error type, an OAuth error, `HTTP 405`, a code of Node. Code compares this, never prose. */
  reason?: string | undefined
}

interface ErrorChanges extends ErrorDetails {
  code?: ErrorCode
  message?: string
  hint?: string
}

/**
 * A failure as the user reads it: `message` says what was being done and what came back, `hint` the one thing to do now.
 * Neither ever holds a credential, a body or a header; text from outside has passed through `quote`.
 */
export class ActionError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, hint: string, details: ErrorDetails = {}) {
    super(message)
    this.name = 'ActionError'
    this.code = code
    this.hint = hint
    this.details = details
  }

  get executionId(): string {
    return this.details.executionId ?? ''
  }

  get retry(): Retry | undefined {
    return this.details.retry
  }

  get maybeDone(): boolean {
    return this.details.maybeDone === true
  }

  get reason(): string {
    return this.details.reason ?? ''
  }

  /** The message and the hint in one line. */
  get text(): string {
    return `${this.message} ${this.hint}`.trim()
  }

  /** Copies the error with some parts replaced; all others stay, so that `maybeDone` can't get lost on the way. */
  with({ code, message, hint, ...details }: ErrorChanges): ActionError {
    const merged = { ...this.details, ...details }
    return new ActionError(code ?? this.code, message ?? this.message, hint ?? this.hint, merged)
  }

  /** Copies the error with one more sentence behind the hint. */
  withHint(sentence: string): ActionError {
    return this.with({ hint: `${this.hint} ${sentence}`.trim() })
  }
}

// The look-behind keeps the time linear: a word is tried from its beginning only.
const FIRST_FRAME = /^ {4}at .*(?<![\w.-])([\w.-]+:\d+:\d+)\)?$/m

/**
 * Makes an ActionError of anything that was thrown.
 * @returns the error itself, or one with the code `internal` that names the type and the place of the error only
 */
export function asActionError(thrown: unknown): ActionError {
  if (thrown instanceof ActionError) return thrown
  const type = thrown instanceof Error ? thrown.name : typeof thrown
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
  const place = FIRST_FRAME.exec(stack)?.[1] ?? 'an unknown place'
  return new ActionError(
    'internal',
    `The action failed with an unexpected ${type} at ${place}.`,
    'Report this line in an issue of the action; it contains no credential.'
  )
}

/** Whether the post step ended the run because its time was over; main is ended by a signal. */
function isTimeUp({ reason }: AbortSignal): boolean {
  return reason?.name === 'TimeoutError'
}

/** Says why a run was aborted, as a part of a sentence. */
export function abortReason(stopping: AbortSignal): string {
  return isTimeUp(stopping) ? 'the 2 minutes of the post step were over' : 'the run was cancelled'
}

/** Makes the error of what was ended by the abort signal. */
export function interrupted(stopping: AbortSignal): ActionError {
  const hint = isTimeUp(stopping)
    ? 'Check that Vault can be reached from the runner.'
    : 'The post step finishes or undoes what was under way; run the workflow again.'
  const reason = abortReason(stopping)
  return new ActionError('interrupted', `${reason[0]?.toUpperCase()}${reason.slice(1)}.`, hint)
}
