import { expiryCell, instantCell, markdownTable, tokenCell } from '../action/summary.ts'
import type { RunContext } from '../core/run.ts'
import { escapeMarkdown } from '../core/text.ts'
import { formatExpiry, formatInstant } from '../core/time.ts'
import { type NameParts, parseName } from '../token/rotation.ts'
import type { TokenRecord } from '../vault/token-records.ts'

/** One entry of the output `tokens`; never a value, which Vault shows once. */
export function recordFields(record: TokenRecord): Record<string, string> {
  const fields: Record<string, string> = {
    id: record.id,
    name: record.name,
    user_id: record.userId,
    expires_at: formatExpiry(record.expiry),
    last_used_at: record.lastUsed === undefined ? '' : formatInstant(record.lastUsed)
  }
  const parts = parseName(record.name)
  if (parts !== undefined) {
    fields.label = parts.label
    fields.run_id = parts.runId
    fields.attempt = parts.attempt
    fields.made_at = formatInstant(madeAt(parts))
  }
  return fields
}

function madeAt({ made }: NameParts): Date {
  return new Date(made * 1000)
}

/**
 * Writes a table of tokens, Markdown.
 * @param now by Vault's clock
 * @param outcomes what happened to each token, in the same order, for a last column
 */
export function tokenTable(
  records: TokenRecord[],
  run: RunContext,
  now: Date,
  outcomes?: string[]
): string {
  const head = ['Token', 'User', 'Expires', 'Made by', 'Last used']
  if (outcomes !== undefined) head.push('What happened')
  const rows = records.map((record, index) => {
    const cells = [
      tokenCell(record.id, record.name),
      escapeMarkdown(record.userId),
      expiryCell(record.expiry, now),
      madeByCell(record, run),
      record.lastUsed === undefined ? 'Vault does not say' : instantCell(record.lastUsed)
    ]
    if (outcomes !== undefined) cells.push(escapeMarkdown(outcomes[index] ?? ''))
    return cells
  })
  return markdownTable(head, rows)
}

/** A link, if the name says that it was a run of this repository. */
function madeByCell({ name }: TokenRecord, { repository, serverUrl }: RunContext): string {
  const parts = parseName(name)
  if (parts === undefined) return ''
  const { label, runId, attempt } = parts
  const text = `run ${runId}.${attempt}`
  const when = `<br>${instantCell(madeAt(parts))}`
  const isOfRepository =
    label === `github-actions ${repository}` && /^[\w.-]+\/[\w.-]+$/.test(repository)
  if (!isOfRepository || !/^https:\/\/[\w.:-]+$/.test(serverUrl)) return `${text}${when}`
  return `[${text}](${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt})${when}`
}
