import { toSecond } from './clock.ts'
import { type ActionError, sentence } from './errors.ts'
import { timeLeft } from './expiry.ts'
import { markdown } from './text.ts'
import type { Subject } from './token/subject.ts'
import type { HandedOn, Obtained, Planned, Token } from './token/task.ts'
import { lasted } from './token/wait.ts'

/** What became of one token. `waitedMs`: for its job and its sandbox. */
export type Result =
  | (Readonly<{ subject: Subject; waitedMs: number }> & Obtained)
  | (Readonly<{ subject: Subject }> & Planned)
  | Readonly<{ is: 'failed'; subject: Subject; error: ActionError }>

type WithToken = Extract<Result, { token: Token }>
const hasToken = (result: Result): result is WithToken => result.is === 'generated' || result.is === 'kept'

/** In: an expiry. Out: as the output `expires-at` has it: to the second, empty for never. */
const expiresAt = (expiry: Date | undefined): string => (expiry === undefined ? '' : toSecond(expiry))

/** In: results. Out: the output `tokens`: JSON, the value by sandbox or Vault. */
export const tokensOf = (results: readonly Result[]): string =>
  JSON.stringify(Object.fromEntries(results.filter(hasToken).map(({ subject, token }) => [subject.called, token.value.reveal()])))

/**
 * In: all results, in the order of the names, and whether one plain name was given. Out: the outputs, name → value; `token` and `tokens`
 * hold values.
 */
export const outputsOf = (results: readonly Result[], one: boolean): Readonly<Record<string, string>> => {
  const [only] = one ? results : []
  return {
    ...(only !== undefined && outputsOfOne(only)),
    generated: String(results.some(result => result.is === 'generated')),
    tokens: tokensOf(results),
    results: JSON.stringify(results.map(describe))
  }
}

const outputsOfOne = (result: Result): Readonly<Record<string, string>> => ({
  // Also where there is none: an output that was set before the step failed must not stay.
  token: hasToken(result) ? result.token.value.reveal() : '',
  'token-id': hasToken(result) ? result.token.id : '',
  'token-name': hasToken(result) ? result.token.name : '',
  'expires-at': hasToken(result) ? expiresAt(result.token.expiry) : '',
  'sandbox-name': result.subject.sandboxName,
  'sandbox-dns': result.subject.sandboxName === '' ? '' : (result.subject.host ?? ''),
  'sandbox-vault-id': result.subject.sandboxName === '' ? '' : result.subject.vaultId
})

/** One entry of the output `results`: the outputs' names with underscores, never a value. */
const describe = (result: Result): Readonly<Record<string, unknown>> => {
  const { subject } = result
  const of = {
    sandbox_name: subject.sandboxName,
    sandbox_dns: subject.sandboxName === '' ? '' : (subject.host ?? ''),
    sandbox_vault_id: subject.sandboxName === '' ? '' : subject.vaultId,
    generated: result.is === 'generated'
  }
  switch (result.is) {
    case 'generated':
    case 'kept':
      return {
        ...of,
        token_id: result.token.id,
        token_name: result.token.name,
        expires_at: expiresAt(result.token.expiry),
        ...(result.is === 'generated' &&
          result.handedOn.as === 'secret' && {
            secret_name: result.handedOn.secret.name,
            secret_status: result.handedOn.status,
            revoked_token_ids: result.handedOn.revoked
          }),
        ...(result.token.executionId !== '' && { execution_id: result.token.executionId })
      }
    case 'planned':
      return of
    case 'failed':
      return {
        ...of,
        ...(result.error.executionId !== '' && { execution_id: result.error.executionId }),
        error: { code: result.error.code, message: result.error.message }
      }
  }
}

/** In: a result. Out: what became of it, as a part of a sentence. */
export const outcomeOf = (result: Result): string => {
  switch (result.is) {
    case 'generated':
    case 'kept':
      return what(result)
    case 'planned':
      return would(result)
    case 'failed':
      return `failed (${result.error.code})`
  }
}

const would = ({ plan, expiry }: Planned): string => {
  switch (plan.is) {
    case 'keep':
      return `the current token would be kept: "${plan.name}" ${expiry === undefined ? 'never expires' : `expires ${toSecond(expiry)}`}`
    case 'renew':
      return `the current token would be renewed (${plan.why}) and ${plan.where}`
    case 'generate':
      return `a token would be generated and ${plan.where}`
  }
}

/** GitHub shows ten errors of a step ("Workflow commands"); the rest is counted in the last one. */
const ANNOTATIONS = 10

/** In: the results. Out: the annotations of those that failed: one for each error, however many failed by it, and one that counts. */
export const errorsOf = (results: readonly Result[]): readonly Readonly<{ title: string; text: string }>[] => {
  const failed = results.filter(result => result.is === 'failed')
  const several = results.length > 1
  const errors = new Map<string, ActionError>()
  for (const { error } of failed) errors.set(sentence(error), error)
  const shared = errors.size === 1 && failed.length > 1
  const each = (shared ? failed.slice(0, 1) : failed).map(({ error, subject }) => ({
    title: error.code,
    text: several && !shared ? `${subject.called}: ${sentence(error)}` : sentence(error)
  }))
  if (!several || failed.length === 0 || (shared && failed.length === results.length)) return each
  const shown = each.slice(0, ANNOTATIONS - 1)
  const rest =
    each.length > shown.length
      ? ` ${each.length - shown.length === 1 ? 'One more error is' : `${each.length - shown.length} more errors are`} in the job summary.`
      : ''
  const others = failed.length === results.length ? '' : '; the others did not'
  return [
    ...shown,
    {
      title: 'partial',
      text: `${failed.length} of ${results.length} tokens failed${others}. Mend the causes and run again.${rest}`
    }
  ]
}

/** In: the results, the Vault that was called, the time. Out: the job summary, Markdown; text from outside has no meaning in it. */
export const summaryOf = (results: readonly Result[], vault: string, now: Date): string => {
  const failed = results.filter(result => result.is === 'failed')
  const rows = [...failed, ...results.filter(result => result.is !== 'failed')].map(
    result => `| ${row(result, now).join(' | ')} |\n`
  )
  const shown = withinLimit(rows)
  const left = rows.length - shown.length
  return [
    `### Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${markdown(vault)}\n\n`,
    ...(failed.length > 0 && results.length > 1 ? [`**${failed.length} of ${results.length} failed.**\n\n`] : []),
    '| Vault | What happened | Token | Expires |\n|---|---|---|---|\n',
    ...shown,
    ...(left > 0 ? [`\n${left} more are in the output \`results\`.\n`] : [])
  ].join('')
}

/** GitHub drops a summary of more than 1 MiB whole ("Workflow commands"); in bytes, with room for the rest. */
const ROWS_LIMIT = 1000 * 1024

const withinLimit = (rows: readonly string[]): readonly string[] => {
  let size = 0
  return rows.filter(text => {
    size += Buffer.byteLength(text)
    return size <= ROWS_LIMIT
  })
}

const row = (result: Result, now: Date): readonly string[] => {
  const { subject } = result
  const where = subject.host === undefined || subject.host === subject.called ? '' : `<br>${markdown(subject.host)}`
  const vault = `${markdown(subject.called)}${where}`
  switch (result.is) {
    case 'generated':
    case 'kept':
      return [
        vault,
        `${markdown(what(result))}${result.waitedMs >= WORTH_TELLING ? `<br>waited ${lasted(result.waitedMs)}` : ''}`,
        `${markdown(result.token.name)}<br>id ${markdown(result.token.id)}`,
        expires(result.token.expiry, now)
      ]
    case 'planned':
      return [vault, `dry run: ${markdown(would(result))}`, '', expires(result.expiry, now)]
    case 'failed':
      return [vault, `**failed** (${result.error.code}): ${markdown(sentence(result.error))}`, '', '']
  }
}

/** A wait below this is not worth telling, in milliseconds. */
const WORTH_TELLING = 5_000

const what = (result: WithToken): string =>
  result.is === 'kept' ? 'kept: the current token still serves' : `generated, ${handing(result.handedOn)}`

const handing = (how: HandedOn): string =>
  how.as === 'secret'
    ? `${how.status} ${how.secret.called}${how.revoked.length === 0 ? '' : `; deleted ${counted(how.revoked.length)}`}`
    : `handed on as output; ${how.revokeAfterJob ? 'deleted when the job ends' : 'not deleted when the job ends'}`

const counted = (tokens: number): string => `${tokens} older token${tokens === 1 ? '' : 's'}`

/** In lines that are short enough for a narrow column, which would break a date at its hyphens. */
const expires = (expiry: Date | undefined, now: Date): string =>
  expiry === undefined
    ? 'never'
    : `${timeLeft(expiry, now)}<br>${toSecond(expiry).replace('T', '<br>').replace('Z', '&nbsp;UTC')}`
