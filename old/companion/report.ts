import { toSecond } from '../clock.ts'
import type { RunContext } from '../context.ts'
import { timeLeft } from '../expiry.ts'
import { markdown } from '../text.ts'
import { type NameParts, parseName } from '../token/rotation.ts'
import type { TokenRecord } from '../vault/token-records.ts'

const instant = (date: Date | undefined): string => (date === undefined ? '' : toSecond(date))
const madeAt = ({ made }: NameParts): Date => new Date(made * 1000)

/** In: a record. Out: an entry of the output `tokens`; never a value, which Vault shows once. */
export const described = ({ id, name, user, expiry, lastUsed }: TokenRecord): Readonly<Record<string, string>> => {
  const parts = parseName(name)
  return {
    ...{ id, name, user_id: user, expires_at: instant(expiry), last_used_at: instant(lastUsed) },
    ...(parts && { label: parts.label, run_id: parts.runId, attempt: parts.attempt, made_at: toSecond(madeAt(parts)) })
  }
}

/** Where this run is, so that a name of this repository links to its run. */
export type Where = Readonly<{ run: RunContext; serverUrl: string }>

/** In: records, what each one's last column says (undefined: no such column). Out: a table in Markdown. */
export const table = (
  records: readonly TokenRecord[],
  where: Where,
  now: Date,
  became?: (record: TokenRecord) => string
): string => {
  const rows = records.map(record => {
    const cells = [
      `${markdown(record.name)}<br>id ${markdown(record.id)}`,
      markdown(record.user),
      record.expiry === undefined ? 'never' : `${timeLeft(record.expiry, now)}<br>${shown(record.expiry)}`,
      madeBy(record, where),
      record.lastUsed === undefined ? 'Vault does not say' : shown(record.lastUsed),
      ...(became ? [markdown(became(record))] : [])
    ]
    return `| ${cells.join(' | ')} |\n`
  })
  const head = ['Token', 'User', 'Expires', 'Made by', 'Last used', ...(became ? ['What happened'] : [])]
  return [`| ${head.join(' | ')} |\n`, `|${'---|'.repeat(head.length)}\n`, ...withinLimit(rows)].join('')
}

/** GitHub drops a summary of more than 1 MiB whole ("Workflow commands"); in bytes, with room for the rest. */
const ROWS_LIMIT = 1000 * 1024

const withinLimit = (rows: readonly string[]): readonly string[] => {
  let size = 0
  const fitting = rows.filter(text => {
    size += Buffer.byteLength(text)
    return size <= ROWS_LIMIT
  })
  const left = rows.length - fitting.length
  return left === 0 ? fitting : [...fitting, `\n${left} more are in the outputs.\n`]
}

const shown = (date: Date): string => toSecond(date).replace('T', '<br>').replace('Z', '&nbsp;UTC')

/** A link where the name says that it was a run of this repository. */
const madeBy = ({ name }: TokenRecord, { run, serverUrl }: Where): string => {
  const parts = parseName(name)
  if (parts === undefined) return ''
  const when = `<br>${shown(madeAt(parts))}`
  const here = parts.label === `github-actions ${run.repository}` && /^[\w.-]+\/[\w.-]+$/.test(run.repository)
  const of = `run ${parts.runId}.${parts.attempt}`
  return here && /^https:\/\/[\w.:-]+$/.test(serverUrl)
    ? `[${of}](${serverUrl}/${run.repository}/actions/runs/${parts.runId}/attempts/${parts.attempt})${when}`
    : `${of}${when}`
}
