import { parseDuration } from '../expiry.ts'
import { readConnection, readProxies } from '../inputs/connection.ts'
import { INPUTS, inputMistakes, OF_CONNECTION } from '../inputs/names.ts'
import { type Inputs, readBoolean, readLines, usualCause, type Wrong } from '../inputs/reader.ts'
import type { Runner } from '../runner.ts'
import type { Connection } from '../settings.ts'
import type { Owner, Selection } from './select.ts'

type Env = Readonly<Record<string, string | undefined>>
type Given = Pick<Runner, 'input' | 'rawInput' | 'keep'>

/** What was asked for, or every mistake in the inputs at once. */
export type Read<T> = Readonly<{ is: 'settings'; settings: T }> | Readonly<{ is: 'mistakes'; mistakes: readonly string[] }>

export const LIST_INPUTS: readonly string[] = [...OF_CONNECTION, 'owner', 'token-name', 'expires-within', 'unused-for']
export const DELETE_INPUTS: readonly string[] = [...LIST_INPUTS, 'token-ids', 'keep-newest', 'dry-run']

export type ListSettings = Connection & Readonly<{ selection: Selection }>

/** What is to be deleted: the tokens with these ids, or those of a name. */
export type Doomed =
  | Readonly<{ by: 'ids'; ids: readonly string[] }>
  | Readonly<{ by: 'name'; selection: Selection; keepNewest: number }>
export type DeleteSettings = Connection & Readonly<{ doomed: Doomed; dryRun: boolean }>

/** Reads the inputs of list-tokens. */
export const readListSettings = (given: Given, env: Env): Read<ListSettings> =>
  readWith(given, env, LIST_INPUTS, (inputs, connection, wrong) => {
    const selection = readSelection(inputs, wrong)
    return connection && { ...connection, selection }
  })

/** Reads the inputs of delete-tokens. One of token-ids and token-name is required, so that nothing can mean everything. */
export const readDeleteSettings = (given: Given, env: Env): Read<DeleteSettings> =>
  readWith(given, env, DELETE_INPUTS, (inputs, connection, wrong) => {
    const dryRun = readBoolean(inputs, 'dry-run', false, wrong)
    const doomed = readDoomed(inputs, connection, wrong)
    return connection && doomed && { ...connection, doomed, dryRun }
  })

const readWith = <T>(
  given: Given,
  env: Env,
  known: readonly string[],
  read: (inputs: Inputs, connection: Connection | undefined, wrong: Wrong) => T | undefined
): Read<T> => {
  const inputs: Inputs = { ...given, usualCause: usualCause(env) }
  const mistakes: string[] = [...inputMistakes(env, known)]
  const wrong: Wrong = (input, what) => {
    mistakes.push(`${input}: ${what}.`)
  }
  const all = [...new Set([...INPUTS, ...DELETE_INPUTS])]
  // What is pasted into the wrong input is masked before any word of it is said.
  for (const word of all.flatMap(name => inputs.input(name).split(/[\s,;"']+/)).filter(looksLikeToken)) inputs.keep(word)
  for (const name of all.filter(each => !known.includes(each) && inputs.input(each) !== ''))
    wrong(name, DELETE_INPUTS.includes(name) ? 'is an input of delete-tokens, and has no effect here' : NOT_HERE)
  const settings = read(inputs, readConnection(inputs, wrong), wrong)
  mistakes.push(...readProxies(inputs, env))
  return settings === undefined || mistakes.length > 0 ? { is: 'mistakes', mistakes } : { is: 'settings', settings }
}

const looksLikeToken = (text: string): boolean => /veeva-vault-|\bgh[a-z]_|github_pat_|\beyJ/i.test(text)
const NOT_HERE =
  'is an input of the main action, and has no effect here: vault-dns is the Vault whose tokens they are, so for a sandbox give its own DNS'

const readSelection = (inputs: Inputs, wrong: Wrong): Selection => ({
  owner: readOwner(inputs, wrong),
  label: inputs.input('token-name') || undefined,
  expiresWithin: readLength(inputs, 'expires-within', wrong),
  unusedFor: readLength(inputs, 'unused-for', wrong)
})

const readOwner = ({ input }: Inputs, wrong: Wrong): Owner => {
  const text = input('owner') || 'me'
  if (text === 'me' || text === 'everyone') return text
  if (!/^\d{1,18}$/.test(text)) wrong('owner', `"${text}" is neither me, everyone, nor the id of a user, which is digits only`)
  return { id: text }
}

const readLength = ({ input }: Inputs, name: string, wrong: Wrong): number | undefined => {
  const text = input(name)
  if (text === '') return undefined
  return parseDuration(text) ?? wrong(name, `"${text}" is no length in minutes, hours or days (90m, 12h, 14d)`)
}

/** Inputs that narrow token-name, and mean nothing without it. */
const OF_NAME = ['owner', 'unused-for', 'expires-within', 'keep-newest']

const readDoomed = (inputs: Inputs, connection: Connection | undefined, wrong: Wrong): Doomed | undefined => {
  const { input } = inputs
  const ids = readLines(inputs, 'token-ids')
  const name = input('token-name')
  const cause = inputs.usualCause
  if (ids.length === 0 && name === '')
    return wrong('token-ids and token-name', `one of them is required: nothing never means everything; ${cause}`)
  if (ids.length > 0 && name !== '')
    return wrong('token-ids and token-name', 'these are two ways to say what to delete: give one')
  if (ids.length > 0) return readIds(inputs, ids, wrong)
  const selection = readSelection(inputs, wrong)
  const keepNewest = readKeepNewest(input('keep-newest'), wrong)
  if (connection?.signIn.by === 'access-token' && keepNewest < 1)
    wrong(
      'keep-newest',
      'has to be 1 or more with a sign-in by access-token, which mostly is the newest of its name: give 1, or sign in another way'
    )
  return { by: 'name', selection, keepNewest }
}

const readIds = ({ input }: Inputs, ids: readonly string[], wrong: Wrong): Doomed => {
  for (const given of OF_NAME.filter(name => input(name) !== ''))
    wrong(given, 'can have no effect with token-ids; leave one of them out')
  const bad = ids.find(id => !/^[A-Za-z0-9]{1,32}$/.test(id))
  if (bad !== undefined)
    wrong('token-ids', 'holds a line that is no id: give ids as Vault has them, like 0PI000000000101, one per line')
  const double = ids.find((id, index) => ids.indexOf(id) !== index)
  if (bad === undefined && double !== undefined) wrong('token-ids', `"${double}" is there twice: leave one out`)
  return { by: 'ids', ids }
}

const readKeepNewest = (text: string, wrong: Wrong): number => {
  if (text === '') return 0
  if (!/^\d{1,3}$/.test(text)) wrong('keep-newest', `"${text}" is no number of tokens, like 1 or 2`)
  return Number(text) || 0
}
