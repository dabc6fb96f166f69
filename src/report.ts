import { toSecond } from './clock.ts'
import { type ActionError, sentence } from './errors.ts'
import { timeLeft } from './expiry.ts'
import { markdown } from './text.ts'
import { describeSecret } from './token/hand-on.ts'
import type { Subject } from './token/subject.ts'
import type { HandedOn, Obtained, Token } from './token/task.ts'
import { lasted } from './token/wait.ts'

/** What became of one token. `waitedMs`: for its job and its sandbox. */
export type Result =
  | (Readonly<{ subject: Subject; waitedMs: number }> & Obtained)
  | Readonly<{ is: 'planned'; subject: Subject; expiry: Date | undefined; where: string }>
  | Readonly<{ is: 'failed'; subject: Subject; error: ActionError }>

type WithToken = Extract<Result, { token: Token }>
const hasToken = (result: Result): result is WithToken => result.is === 'generated' || result.is === 'kept'

/** In: an expiry. Out: as the output `expires-at` has it: to the second, empty for never. */
const expiresAt = (expiry: Date | undefined): string => (expiry === undefined ? '' : toSecond(expiry))

/** In: all results, in the order of the names. Out: the outputs, name → value; `token` and `tokens` hold values. */
export const outputsOf = (results: readonly Result[]): Readonly<Record<string, string>> => {
  const values = Object.fromEntries(results.filter(hasToken).map(({ subject, token }) => [subject.called, token.value.reveal()]))
  const [only] = results.length === 1 ? results : []
  return {
    ...(only !== undefined && outputsOfOne(only)),
    generated: String(results.some(result => result.is === 'generated')),
    tokens: JSON.stringify(values),
    results: JSON.stringify(results.map(describe))
  }
}

const outputsOfOne = (result: Result): Readonly<Record<string, string>> => ({
  ...(hasToken(result) && {
    token: result.token.value.reveal(),
    'token-id': result.token.id,
    'token-name': result.token.name,
    'expires-at': expiresAt(result.token.expiry)
  }),
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

/** In: the results, the Vault that was called, the time. Out: the job summary, Markdown; text from outside has no meaning in it. */
export const summaryOf = (results: readonly Result[], vault: string, now: Date): string => {
  const failed = results.filter(result => result.is === 'failed')
  const rows = [...failed, ...results.filter(result => result.is !== 'failed')].map(result => row(result, now))
  return [
    `### Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${markdown(vault)}`,
    '',
    '| Vault | What happened | Token | Expires |',
    '|---|---|---|---|',
    ...rows.map(cells => `| ${cells.join(' | ')} |`),
    ''
  ].join('\n')
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
      return [vault, `dry run: a token would be generated and ${markdown(result.where)}`, '', expires(result.expiry, now)]
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
    ? `${how.status} ${describeSecret(how.secret)}${how.revoked.length === 0 ? '' : `; deleted ${counted(how.revoked.length)}`}`
    : `handed on as output; ${how.revokeAfterJob ? 'deleted when the job ends' : 'not deleted when the job ends'}`

const counted = (tokens: number): string => `${tokens} older token${tokens === 1 ? '' : 's'}`

const expires = (expiry: Date | undefined, now: Date): string =>
  expiry === undefined ? 'never' : `${timeLeft(expiry, now)}<br>${toSecond(expiry)}`
