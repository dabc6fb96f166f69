import { ActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { count, escapeMarkdown, joinWithAnd } from '../core/text.ts'
import { formatExpiry } from '../core/time.ts'
import { describeOrigin, type Token, type TokenResult } from '../token/token.ts'
import type { StepResult } from './step.ts'

function tokenOf(result: TokenResult): Token | undefined {
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

/** Tells the outputs of a run, by name; `isOne`: of one plain name. */
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

/** Tells the errors to print: one for each cause, however many tokens failed by it, and one that counts, unless one cause explains all. */
export function errorsOf(results: TokenResult[]): ActionError[] {
  const failures = results.filter(result => result.is === 'failed')
  const causes = Map.groupBy(failures, ({ error: { code, reason, hint } }) =>
    JSON.stringify([code, reason, hint])
  )
  const errors = [...causes.values()].flatMap(([first, ...others]) =>
    first ? errorOfCause(first, others, results.length) : []
  )
  if (errors.length < 2 && (failures.length === 0 || failures.length === results.length)) {
    return errors
  }
  const text = `${failures.length} of ${results.length} tokens failed.`
  return errors.concat(new ActionError('partial', text, 'Fix the errors above and run again.'))
}

type Failure = Extract<TokenResult, { is: 'failed' }>

function errorOfCause({ origin, error }: Failure, others: Failure[], total: number): ActionError {
  const isSameText = others.every(other => other.error.text === error.text)
  if (isSameText && others.length + 1 === total) return error
  const named = error.with({ message: `${origin.displayName}: ${error.message}` })
  if (others.length === 0) return named
  const names = others.map(other => other.origin.displayName)
  return named.withHint(`The same for ${joinWithAnd(names)}.`)
}

/** GitHub shows ten errors of a step ("Workflow commands"). */
const ANNOTATION_LIMIT = 10

/** Prints errors, of which the last one explains or counts the others; those that GitHub would not show go into the log. */
export function reportErrors(errors: ActionError[], runner: Runner): StepResult {
  const last = errors.length - 1
  for (const [index, { code, text }] of errors.entries()) {
    if (index === last || index < ANNOTATION_LIMIT - 1) runner.error(code, text)
    else runner.info(`${code}: ${text}`)
  }
  return errors.length > 0 ? 'failed' : 'succeeded'
}

/** GitHub drops a whole summary of more than 1 MiB ("Workflow commands"). */
const MOST_ROWS = 500

/** Writes the job summary: a title and a table. That it can't be written changes nothing of what happened, so it is a warning. */
export function writeTable(title: string, head: string[], rows: string[][], runner: Runner): void {
  const shown = rows.slice(0, MOST_ROWS).map(cells => cells.map(escapeMarkdown))
  const table = rows.length === 0 ? [] : [head, head.map(() => '---'), ...shown]
  const lines = table.map(cells => `| ${cells.join(' | ')} |\n`)
  const left = rows.length - shown.length
  const rest = left === 0 ? '' : `\n${left} more in the outputs of the step.\n`
  try {
    runner.summary(`### ${escapeMarkdown(title)}\n\n${lines.join('')}${rest}`)
  } catch {
    runner.warning('internal', 'Could not write the job summary; see the outputs of the step.')
  }
}

/** Writes the job summary of a run, the failed rows first. */
export function writeSummary(results: TokenResult[], host: string, runner: Runner): void {
  const rank = ({ is }: TokenResult) => (is === 'failed' ? 0 : 1)
  const rows = results.toSorted((a, b) => rank(a) - rank(b)).map(rowOf)
  const title = `Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${host}`
  writeTable(title, ['Vault', 'What happened', 'Token id', 'Token name', 'Expires'], rows, runner)
}

function rowOf(result: TokenResult): string[] {
  const vault = describeOrigin(result.origin)
  if (result.is === 'failed') {
    const { code, text } = result.error
    return [vault, `failed (${code}): ${text}`, '', '', '']
  }
  const outcome = describeOutcome(result)
  if (result.is === 'planned') return [vault, outcome, '', '', '']
  const { id, name, expiry } = result.token
  return [vault, outcome, id, name, formatExpiry(expiry) || 'never']
}

function describeOutcome(result: Exclude<TokenResult, Failure>): string {
  if (result.is === 'planned') return result.plan
  if (result.is === 'kept') return 'kept, because the current token is still valid'
  const { delivered, token } = result
  if (delivered.to === 'output') {
    const isDeleted = delivered.revokeAfterJob && token.origin.site !== undefined
    return `generated, delivered as an output; ${isDeleted ? '' : 'not '}deleted when the job ends`
  }
  const { status, secret, revokedIds } = delivered
  const stored = `generated, ${status} ${secret.displayName}`
  return revokedIds.length === 0
    ? stored
    : `${stored}; deleted ${count(revokedIds.length, 'older token')}`
}
