import type { ActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { count, joinWithAnd } from '../core/text.ts'
import { formatExpiry } from '../core/time.ts'
import {
  type Delivered,
  type Delivery,
  originOf,
  type Token,
  type TokenOrigin,
  type TokenResult
} from '../token/token.ts'

type FailedResult = Extract<TokenResult, { is: 'failed' }>

function tokenOf(result: TokenResult): Token | undefined {
  return result.is === 'generated' || result.is === 'kept' ? result.token : undefined
}

/** Writes the output `tokens`: JSON, the value by sandbox or Vault. */
export function formatTokens(results: TokenResult[]): string {
  const values = results.flatMap(result => {
    const token = tokenOf(result)
    return token ? [[token.origin.displayName, token.value.reveal()]] : []
  })
  return JSON.stringify(Object.fromEntries(values))
}

/**
 * Tells the outputs of a run, by name; `token` and `tokens` hold values.
 * @param results in the order of the names
 * @param isOne whether one plain name was given; only then the outputs of a single token are set
 */
export function outputsOf(results: TokenResult[], isOne: boolean): Record<string, string> {
  const outputs: Record<string, string> = {}
  const [only] = results
  if (isOne && only !== undefined) {
    const token = tokenOf(only)
    const origin = sandboxOf(originOf(only))
    outputs.token = token?.value.reveal() ?? ''
    outputs['token-id'] = token?.id ?? ''
    outputs['token-name'] = token?.name ?? ''
    outputs['expires-at'] = formatExpiry(token?.expiry)
    outputs['sandbox-name'] = origin.name
    outputs['sandbox-dns'] = origin.dns
    outputs['sandbox-vault-id'] = origin.vaultId
  }
  outputs.generated = String(results.some(({ is }) => is === 'generated'))
  outputs.tokens = formatTokens(results)
  outputs.results = JSON.stringify(results.map(resultFields))
  return outputs
}

/** Sets every output by the results so far. */
export function setOutputs(results: TokenResult[], isOne: boolean, runner: Runner): void {
  for (const [name, value] of Object.entries(outputsOf(results, isOne))) runner.output(name, value)
}

/** What outputs say of a sandbox; all empty for the Vault itself. */
function sandboxOf({
  sandboxName,
  site,
  vaultId
}: TokenOrigin): Record<'name' | 'dns' | 'vaultId', string> {
  if (sandboxName === '') return { name: '', dns: '', vaultId: '' }
  return { name: sandboxName, dns: site?.host ?? '', vaultId }
}

/** One entry of the output `results`: the outputs' names with underscores, never a value. */
function resultFields(result: TokenResult): Record<string, unknown> {
  const origin = sandboxOf(originOf(result))
  const fields: Record<string, unknown> = {
    sandbox_name: origin.name,
    sandbox_dns: origin.dns,
    sandbox_vault_id: origin.vaultId,
    generated: result.is === 'generated'
  }
  const token = tokenOf(result)
  if (token !== undefined) {
    fields.token_id = token.id
    fields.token_name = token.name
    fields.expires_at = formatExpiry(token.expiry)
  }
  if (result.is === 'generated' && result.delivered.to === 'secret') {
    fields.secret_name = result.delivered.secret.name
    fields.secret_status = result.delivered.status
    fields.revoked_token_ids = result.delivered.revokedIds
  }
  const error = result.is === 'failed' ? result.error : undefined
  const executionId = token?.executionId || error?.executionId
  if (executionId) fields.execution_id = executionId
  if (error !== undefined) fields.error = { code: error.code, message: error.message }
  return fields
}

/** Describes what became of one token, as a part of a sentence, without its expiry. */
export function describeResult(result: TokenResult): string {
  switch (result.is) {
    case 'generated':
      return `generated, ${describeDelivered(result.delivered)}`
    case 'kept':
      return 'kept, because the current token is still valid'
    case 'planned':
      return describePlan(result)
    case 'failed':
      return `failed (${result.error.code})`
  }
}

function describeDelivered(delivered: Delivered): string {
  if (delivered.to === 'output') {
    const not = delivered.revokeAfterJob ? '' : 'not '
    return `delivered as an output; ${not}deleted when the job ends`
  }
  const deleted = delivered.revokedIds.length
  const consequence = deleted === 0 ? '' : `; deleted ${count(deleted, 'older token')}`
  return `${delivered.status} ${delivered.secret.displayName}${consequence}`
}

function describePlan({ plan }: Extract<TokenResult, { is: 'planned' }>): string {
  switch (plan.is) {
    case 'keep':
      return `the current token "${plan.name}" (id ${plan.id}) would be kept`
    case 'renew':
      return `the current token would be renewed (${plan.why}) and ${describeDelivery(plan.delivery)}`
    case 'generate':
      return `a token would be generated and ${describeDelivery(plan.delivery)}`
  }
}

function describeDelivery(delivery: Delivery): string {
  return delivery.to === 'output'
    ? 'delivered as an output'
    : `stored as ${delivery.secret.displayName}`
}

/** Describes when the token of a result expires, as the end of a sentence; empty for a failure. */
export function describeExpiry(result: TokenResult): string {
  if (result.is === 'failed') return ''
  const { expiry } = result.is === 'planned' ? result : result.token
  return expiry === undefined ? '; it never expires' : `; it expires ${formatExpiry(expiry)}`
}

export interface Annotation {
  title: string
  text: string
}

/** GitHub shows ten errors of a step ("Workflow commands"); the last one counts the rest. */
export const ANNOTATION_LIMIT = 10

/** Tells the error annotations: one for each cause, however many tokens failed by it, and one that counts unless one cause explains all. */
export function errorsOf(results: TokenResult[]): Annotation[] {
  const failed = results.filter(result => result.is === 'failed')
  const causes = causesOf(failed)
  const annotations = causes.map(cause => annotationOf(cause, results.length))
  if (failed.length === 0 || (causes.length === 1 && failed.length === results.length)) {
    return annotations
  }
  const shown = annotations.slice(0, ANNOTATION_LIMIT - 1)
  const others = failed.length === results.length ? '' : '; the others succeeded'
  const left = annotations.length - shown.length
  const rest = left === 0 ? '' : ` ${count(left, 'more error')} in the job summary.`
  const text = `${failed.length} of ${results.length} tokens failed${others}. Fix the errors above and run again.${rest}`
  return [...shown, { title: 'partial', text }]
}

/** Failures that the same thing causes, so that one remedy ends them all. */
interface Cause {
  error: ActionError
  names: string[]
  messages: Set<string>
}

function causesOf(failed: FailedResult[]): Cause[] {
  const causes = new Map<string, Cause>()
  for (const { error, origin } of failed) {
    const key = JSON.stringify([error.code, error.reason, error.hint])
    const cause = causes.get(key) ?? { error, names: [], messages: new Set() }
    cause.names.push(origin.displayName)
    cause.messages.add(error.message)
    causes.set(key, cause)
  }
  return [...causes.values()]
}

/** Most sandboxes that one annotation names. */
const NAMES_LIMIT = 10

function annotationOf({ error, names, messages }: Cause, total: number): Annotation {
  const isOfAll = names.length === total && messages.size === 1
  if (isOfAll) return { title: error.code, text: error.text }
  const shown = names.slice(0, NAMES_LIMIT)
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`)
  return { title: error.code, text: `${joinWithAnd(shown)}: ${error.text}` }
}
