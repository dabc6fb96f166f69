import type { ActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { count, joinWithAnd } from '../core/text.ts'
import { formatExpiry } from '../core/time.ts'
import { originOf, type Token, type TokenPlan, type TokenResult } from '../token/token.ts'

/** The token of a result, if there is one. */
export function tokenOf(result: TokenResult): Token | undefined {
  return result.is === 'generated' || result.is === 'kept' ? result.token : undefined
}

/** Writes the output `tokens`: JSON, the value by sandbox or Vault. */
export function formatTokens(results: TokenResult[]): string {
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

/** One entry of the output `results`; never a value. */
function entryOf(result: TokenResult): Record<string, unknown> {
  const { sandboxName, site, vaultId } = originOf(result)
  const isSandbox = sandboxName !== ''
  const token = tokenOf(result)
  const entry: Record<string, unknown> = {
    sandbox_name: sandboxName,
    sandbox_dns: isSandbox ? (site?.host ?? '') : '',
    sandbox_vault_id: isSandbox ? vaultId : '',
    generated: result.is === 'generated'
  }
  if (token !== undefined) {
    entry.token_id = token.id
    entry.token_name = token.name
    entry.expires_at = formatExpiry(token.expiry)
  }
  if (result.is === 'generated' && result.delivered.to === 'secret') {
    entry.secret_name = result.delivered.secret.name
    entry.secret_status = result.delivered.status
    entry.revoked_token_ids = result.delivered.revokedIds
  }
  const error = result.is === 'failed' ? result.error : undefined
  const executionId = token?.executionId || error?.executionId
  if (executionId) entry.execution_id = executionId
  if (error) entry.error = { code: error.code, message: error.message }
  return entry
}

/** Describes what became of one token, as a part of a sentence, without its expiry. */
export function describeResult(result: TokenResult): string {
  switch (result.is) {
    case 'generated':
      return `generated, ${describeDelivered(result)}`
    case 'kept':
      return 'kept, because the current token is still valid'
    case 'planned':
      return describePlan(result.plan)
    case 'failed':
      return `failed (${result.error.code})`
  }
}

function describeDelivered({
  delivered,
  token
}: Extract<TokenResult, { is: 'generated' }>): string {
  if (delivered.to === 'output') {
    const isReachable = token.origin.site !== undefined
    const not = delivered.revokeAfterJob && isReachable ? '' : 'not '
    const why = delivered.revokeAfterJob && !isReachable ? ', because its DNS is not known' : ''
    return `delivered as an output; ${not}deleted when the job ends${why}`
  }
  const { status, secret, revokedIds } = delivered
  const deleted = revokedIds.length
  return `${status} ${secret.displayName}${deleted ? `; deleted ${count(deleted, 'older token')}` : ''}`
}

function describePlan(plan: TokenPlan): string {
  if (plan.is === 'keep') return `the current token "${plan.name}" (id ${plan.id}) would be kept`
  const { is, delivery } = plan
  const how =
    delivery.to === 'output' ? 'delivered as an output' : `stored as ${delivery.secret.displayName}`
  return is === 'renew'
    ? `the current token would be renewed (${plan.why}) and ${how}`
    : `a token would be generated and ${how}`
}

/** Describes when the token of a result expires, as the end of a sentence; empty for a failure. */
export function describeExpiry(result: TokenResult): string {
  if (result.is === 'failed') return ''
  const isNew = result.is === 'planned' && result.plan.is !== 'keep'
  const { expiry } = result.is === 'planned' ? result : result.token
  if (expiry === undefined) return isNew ? '; it would never expire' : '; it never expires'
  return `; it ${isNew ? 'would expire' : 'expires'} ${formatExpiry(expiry)}`
}

export interface Annotation {
  title: string
  text: string
}

/** GitHub shows ten errors of a step ("Workflow commands"); the last one counts the rest. */
export const ANNOTATION_LIMIT = 10

/** A failure of one token, by the name that a user gives it. */
export interface Failure {
  name: string
  error: ActionError
}

/**
 * Tells the error annotations: one for each cause (the same code, reason and hint), however many tokens failed by it, and
 * one that counts, unless one cause explains everything.
 * @param total how many tokens there are
 */
export function errorsOf(failures: Failure[], total: number): Annotation[] {
  const causes = Map.groupBy(failures, ({ error: { code, reason, hint } }) =>
    JSON.stringify([code, reason, hint])
  )
  const annotations = [...causes.values()].map(cause => annotationOf(cause, total))
  const isOneCause = causes.size === 1 && failures.length === total
  if (failures.length === 0 || isOneCause) return annotations
  const shown = annotations.slice(0, ANNOTATION_LIMIT - 1)
  const left = annotations.length - shown.length
  const others = failures.length === total ? '' : '; the others succeeded'
  const rest = left === 0 ? '' : ` ${count(left, 'more error')} in the job summary.`
  const text = `${failures.length} of ${total} tokens failed${others}. Fix the errors above and run again.${rest}`
  return [...shown, { title: 'partial', text }]
}

/** Most tokens that one annotation names. */
const NAMES_LIMIT = 10

function annotationOf(cause: Failure[], total: number): Annotation {
  const [title = '', text = ''] = cause.map(({ error }) => [error.code, error.text])[0] ?? []
  const isOfAll = cause.length === total && cause.every(({ error }) => error.text === text)
  const names = cause.slice(0, NAMES_LIMIT).map(({ name }) => name)
  const left = cause.length - names.length
  if (left > 0) names.push(`${left} more`)
  return { title, text: isOfAll ? text : `${joinWithAnd(names)}: ${text}` }
}
