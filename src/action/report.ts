import { ActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { count, joinWithAnd } from '../core/text.ts'
import { formatExpiry } from '../core/time.ts'
import { describeExpiry, type Token, type TokenResult } from '../token/token.ts'
import type { StepResult } from './step.ts'

/** The token of a result, if there is one. */
export function tokenOf(result: TokenResult): Token | undefined {
  return result.is === 'generated' || result.is === 'kept' ? result.token : undefined
}

/** Writes the output `tokens`: JSON, the value by sandbox or Vault. */
export function formatTokens(results: TokenResult[]): string {
  // The places of results that are still to come are empty, which `filter` leaves out.
  const tokens = results.map(tokenOf).filter(token => token !== undefined)
  const values = tokens.map(({ origin, value }) => [origin.displayName, value.reveal()])
  return JSON.stringify(Object.fromEntries(values))
}

/** Outputs that only one plain name has; in `results` they are written with underscores. */
const OUTPUTS_OF_ONE = [
  'token-id',
  'token-name',
  'expires-at',
  'sandbox-name',
  'sandbox-dns',
  'sandbox-vault-id'
]

/**
 * Tells the outputs of a run, by name; `token` and `tokens` hold values.
 * @param results in the order of the names
 * @param isOne whether one plain name was given
 */
export function outputsOf(results: TokenResult[], isOne: boolean): Record<string, string> {
  const entries = results.map(entryOf)
  const outputs: Record<string, string> = {
    generated: String(entries.some(entry => entry.generated)),
    tokens: formatTokens(results),
    results: JSON.stringify(entries)
  }
  const [only] = results
  if (!isOne || only === undefined) return outputs
  // Also if there is none: an output that was set before the step failed must not stay.
  outputs.token = tokenOf(only)?.value.reveal() ?? ''
  for (const name of OUTPUTS_OF_ONE) {
    outputs[name] = String(entries[0]?.[name.replaceAll('-', '_')] ?? '')
  }
  return outputs
}

/** Sets every output by the results so far. */
export function setOutputs(results: TokenResult[], isOne: boolean, runner: Runner): void {
  for (const [name, value] of Object.entries(outputsOf(results, isOne))) runner.output(name, value)
}

/** One entry of the output `results`, without what does not apply; never a value. */
function entryOf(result: TokenResult): Record<string, unknown> {
  const { sandboxName, site, vaultId } = result.origin
  const isSandbox = sandboxName !== ''
  const token = tokenOf(result)
  const delivered = result.is === 'generated' ? result.delivered : undefined
  const stored = delivered?.to === 'secret' ? delivered : undefined
  const error = result.is === 'failed' ? result.error : undefined
  return {
    sandbox_name: sandboxName,
    sandbox_dns: isSandbox ? (site?.host ?? '') : '',
    sandbox_vault_id: isSandbox ? vaultId : '',
    generated: result.is === 'generated',
    token_id: token?.id,
    token_name: token?.name,
    expires_at: token && formatExpiry(token.expiry),
    secret_name: stored?.secret.name,
    secret_status: stored?.status,
    revoked_token_ids: stored?.revokedIds,
    execution_id: (token ?? error)?.executionId || undefined,
    error: error && { code: error.code, message: error.message }
  }
}

/** Describes what became of one token, as a part of a sentence. */
export function describeResult(result: TokenResult): string {
  switch (result.is) {
    case 'generated':
      return `generated, ${describeDelivered(result)}`
    case 'kept':
      return 'kept, because the current token is still valid'
    case 'planned':
      return result.plan
    case 'failed':
      return `failed (${result.error.code})`
  }
}

function describeDelivered({
  delivered,
  token
}: Extract<TokenResult, { is: 'generated' }>): string {
  if (delivered.to === 'output') {
    const isDeleted = delivered.revokeAfterJob && token.origin.site !== undefined
    return `delivered as an output; ${isDeleted ? '' : 'not '}deleted when the job ends`
  }
  const { status, secret, revokedIds } = delivered
  const deleted = revokedIds.length
  return `${status} ${secret.displayName}${deleted ? `; deleted ${count(deleted, 'older token')}` : ''}`
}

/** Says when the token of a result expires, in parentheses; empty if there is none. */
export function expiryOf(result: TokenResult): string {
  const token = tokenOf(result)
  return token === undefined ? '' : ` (${describeExpiry(token.expiry)})`
}

/**
 * Tells the errors to print: one for each cause (the same code, reason and hint), however many tokens failed by it, and one that
 * counts, unless one cause explains everything.
 */
export function errorsOf(results: TokenResult[]): ActionError[] {
  const failures = results.filter(result => result.is === 'failed')
  const causes = Map.groupBy(failures, ({ error: { code, reason, hint } }) =>
    JSON.stringify([code, reason, hint])
  )
  const errors = [...causes.values()].flatMap(([first, ...others]) =>
    first ? [errorOfCause(first, others, results.length)] : []
  )
  const hasAllFailed = failures.length === results.length
  if (failures.length === 0 || (hasAllFailed && causes.size === 1)) return errors
  const others = hasAllFailed ? '' : '; the others succeeded'
  const text = `${failures.length} of ${results.length} tokens failed${others}.`
  return errors.concat(new ActionError('partial', text, 'Fix the errors above and run again.'))
}

type Failure = Extract<TokenResult, { is: 'failed' }>

const MOST_JOINED = 10

function errorOfCause({ origin, error }: Failure, others: Failure[], total: number): ActionError {
  const isSameText = others.every(other => other.error.text === error.text)
  if (isSameText && others.length + 1 === total) return error
  const named = error.with({ message: `${origin.displayName}: ${error.message}` })
  if (others.length === 0) return named
  return named.withHint(`The same for ${joinSome(others.map(other => other.origin.displayName))}.`)
}

/** Joins at most ten words, and counts the rest. */
export function joinSome(words: string[]): string {
  const left = words.length - MOST_JOINED
  return joinWithAnd(left > 0 ? [...words.slice(0, MOST_JOINED), `${left} more`] : words)
}

/** GitHub shows ten errors of a step ("Workflow commands"). */
const ANNOTATION_LIMIT = 10

/** Prints errors, of which the last one explains or counts the others; those that GitHub would not show go into the log. */
export function reportErrors(errors: ActionError[], runner: Runner): void {
  const hidden = errors.length > ANNOTATION_LIMIT ? errors.slice(ANNOTATION_LIMIT - 2, -1) : []
  for (const error of errors) {
    if (!hidden.includes(error)) runner.error(error.code, error.text)
  }
  const [next] = hidden
  if (next === undefined) return
  runner.error(next.code, `${count(hidden.length, 'more error')} in the log of this step.`)
  for (const { code, text } of hidden) runner.info(`${code}: ${text}`)
}

/** Prints each problem with the inputs as an error. */
export function reportProblems(problems: string[], runner: Runner): StepResult {
  const errors = problems.map(problem => new ActionError('input', problem, ''))
  reportErrors(errors, runner)
  return 'failed'
}
