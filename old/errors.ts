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

/**
 * A failure as the user reads it: `message` says what was being done and what came back, `hint` what to do now.
 * Neither ever holds a credential, a body or a header; text from outside has been through `quote` (text.ts).
 */
export class ActionError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  /** Vault's id of the call, to quote to Veeva Support; empty where there is none. */
  readonly executionId: string

  constructor(code: ErrorCode, message: string, hint: string, executionId = '') {
    super(message)
    this.name = 'ActionError'
    this.code = code
    this.hint = hint
    this.executionId = executionId
  }
}

/** In: anything that was thrown. Out: the ActionError that it is, or one with the code `internal` that names the error's type only. */
export const asActionError = (thrown: unknown): ActionError => {
  if (thrown instanceof ActionError) return thrown
  const type = thrown instanceof Error ? thrown.name : typeof thrown
  const place =
    thrown instanceof Error
      ? (/^\s+at .*?([\w.-]+:\d+:\d+)\)?$/m.exec(thrown.stack ?? '')?.[1] ?? 'an unknown place')
      : 'an unknown place'
  return new ActionError(
    'internal',
    `The action failed in a way that it does not know: ${type} at ${place}.`,
    'Report this line as an issue of the action; it holds no credential.'
  )
}

/** In: the variable that names a file of the runner, the file, and the system's code. Out: the error that says so. */
export const fileError = (variable: string, path: string, code: string): ActionError =>
  new ActionError(
    'internal',
    `The runner’s file ${path} (${variable}) can’t be written: ${code}.`,
    FILE_HINTS[code] ?? FILE_HINTS.other
  )

const FILE_HINTS: Readonly<Record<string, string>> & { other: string } = {
  ENOSPC: 'Free space on the disk of the runner, and run again.',
  EBUSY: 'Another program holds it (a virus scanner, a backup): keep it from the runner’s folders, and run again.',
  EACCES: 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.',
  EPERM: 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.',
  ENOENT: 'Something removed it: keep other steps and programs from the runner’s folders, and run again.',
  EISDIR: 'A folder stands in its place: keep other steps from the runner’s folders, and run again.',
  other: 'Check the disk of the runner, and run again.'
}

/** In: an error, and more to do or to know. Out: the same error with both. */
export const withHint = (error: ActionError, more: string): ActionError =>
  new ActionError(error.code, error.message, `${error.hint} ${more}`.trim(), error.executionId)

/** In: an error. Out: what it says and what to do, in one line. */
export const sentence = (error: ActionError): string => `${error.message} ${error.hint}`.trim()
