import type { Runner } from '../core/runner.ts'
import { escapeMarkdown } from '../core/text.ts'
import { formatDuration, formatInstant } from '../core/time.ts'
import { describeOrigin, originOf, type TokenResult } from '../token/token.ts'
import { describeResult } from './report.ts'

/** A wait below this is not worth a line, in milliseconds. */
const SHORT_WAIT_MS = 5_000

/**
 * Writes the job summary, Markdown, the failed rows first; text from outside has no meaning in it.
 * @param host the Vault that was called
 */
export function summaryOf(results: TokenResult[], host: string): string {
  const rank = ({ is }: TokenResult) => (is === 'failed' ? 0 : 1)
  const rows = results.toSorted((a, b) => rank(a) - rank(b)).map(rowOf)
  const title = `Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${escapeMarkdown(host)}`
  return `### ${title}\n\n${markdownTable(['Vault', 'What happened', 'Token', 'Expires'], rows)}`
}

function rowOf(result: TokenResult): string[] {
  const vault = escapeMarkdown(describeOrigin(originOf(result)))
  if (result.is === 'failed') {
    const { code, text } = result.error
    return [vault, `**failed** (${code}): ${escapeMarkdown(text)}`, '', '']
  }
  const happened = escapeMarkdown(describeResult(result))
  if (result.is === 'planned') return [vault, happened, '', expiryCell(result.expiry)]
  const { id, name, expiry } = result.token
  const waitedMs = result.is === 'generated' ? result.waitedMs : 0
  const waited = waitedMs < SHORT_WAIT_MS ? '' : `<br>waited ${formatDuration(waitedMs)}`
  return [vault, `${happened}${waited}`, tokenCell(id, name), expiryCell(expiry)]
}

/** The id comes first: it is what a person needs, and the name is long. */
export function tokenCell(id: string, name: string): string {
  return `id ${escapeMarkdown(id)}<br>${escapeMarkdown(name)}`
}

export function expiryCell(expiry: Date | undefined): string {
  return expiry === undefined ? 'never' : instantCell(expiry)
}

/** A cell with an instant, in lines of which a narrow column breaks none. */
export function instantCell(instant: Date): string {
  return formatInstant(instant).replace('T', '<br>').replace('Z', '&nbsp;UTC')
}

/** GitHub drops a whole summary of more than 1 MiB ("Workflow commands"); in bytes, less some for what is not in the rows. */
const ROWS_LIMIT = 1000 * 1024

/** Writes a Markdown table of cells that are already escaped, with as many rows as GitHub shows. */
export function markdownTable(head: string[], rows: string[][]): string {
  const lines = rows.map(cells => `| ${cells.join(' | ')} |\n`)
  let size = 0
  const shown = lines.filter(line => {
    size += Buffer.byteLength(line)
    return size <= ROWS_LIMIT
  })
  const left = lines.length - shown.length
  const rest = left === 0 ? '' : `\n${left} more in the outputs of the step.\n`
  return `| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n${shown.join('')}${rest}`
}

/** Writes the job summary. That it can't be written changes nothing of what happened, so it is a warning. */
export function writeSummary(markdown: string, runner: Runner): void {
  try {
    runner.summary(markdown)
  } catch {
    runner.warning(
      'internal',
      'Could not write the job summary; the outputs of the step say it too.'
    )
  }
}
