import {
  expiryCell,
  instantCell,
  markdownTable,
  tokenCell,
  writeSummary
} from '../action/summary.ts'
import type { RunContext } from '../core/run.ts'
import { escapeMarkdown } from '../core/text.ts'
import { formatExpiry, formatInstant } from '../core/time.ts'
import { parseName } from '../token/rotation.ts'
import type { Vault } from '../vault/client.ts'
import type { TokenRecord } from '../vault/token-records.ts'

/** One entry of the output `tokens`; never a value, which Vault shows once. */
export function recordFields(record: TokenRecord): Record<string, string> {
  const fields: Record<string, string> = {
    id: record.id,
    name: record.name,
    user_id: record.userId,
    expires_at: formatExpiry(record.expiry),
    last_used_at: formatExpiry(record.lastUsed)
  }
  const parts = parseName(record.name)
  if (parts !== undefined) {
    fields.label = parts.label
    fields.run_id = parts.runId
    fields.attempt = parts.attempt
    fields.made_at = formatInstant(new Date(parts.made * 1000))
  }
  return fields
}

/**
 * Prints a title, and writes the job summary: the title and a table of tokens.
 * @param describe says what happened to a token, for a last column
 */
export function reportTokens(
  title: string,
  records: TokenRecord[],
  vault: Vault,
  describe?: (record: TokenRecord) => string
): void {
  const { runner } = vault.world
  runner.info(`${title}.`)
  const head = ['Token', 'User', 'Expires', 'Made by', 'Last used']
  if (describe) head.push('What happened')
  const rows = records.map(record => {
    const cells = cellsOf(record, vault)
    return describe ? cells.concat(escapeMarkdown(describe(record))) : cells
  })
  const table = rows.length === 0 ? '' : markdownTable(head, rows)
  writeSummary(`### ${escapeMarkdown(title)}\n\n${table}`, runner)
}

function cellsOf({ id, name, userId, expiry, lastUsed }: TokenRecord, vault: Vault): string[] {
  return [
    tokenCell(id, name),
    escapeMarkdown(userId),
    expiryCell(expiry),
    madeByCell(name, vault.world.run),
    lastUsed ? instantCell(lastUsed) : 'Vault does not say'
  ]
}

/** A link, if the name says that it was a run of this repository. */
function madeByCell(name: string, { repository, serverUrl }: RunContext): string {
  const parts = parseName(name)
  if (parts === undefined) return ''
  const { label, runId, attempt, made } = parts
  const text = `run ${runId}.${attempt}`
  const isOurs = label === `github-actions ${repository}`
  const url = `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`
  return `${isOurs ? `[${text}](${url})` : text}<br>${instantCell(new Date(made * 1000))}`
}
