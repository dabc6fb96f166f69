import type { RunContext } from '../context.ts'
import { type Expires, expiryFrom, parseExpires } from '../expiry.ts'
import type { Runner } from '../runner.ts'
import type { Settings } from '../settings.ts'
import { readConnection, readProxies } from './connection.ts'
import { readHandOn } from './hand-on.ts'
import { INPUTS, inputMistakes } from './names.ts'
import { type Inputs, readBoolean, usualCause, type Wrong } from './reader.ts'
import { readTarget } from './target.ts'

/** In: the inputs and the run. Out: the settings, or every mistake in them at once, each naming the input and the remedy. */
export type ReadSettings =
  | Readonly<{ is: 'settings'; settings: Settings }>
  | Readonly<{ is: 'mistakes'; mistakes: readonly string[] }>

const LABEL_LIMIT = 80
export const readSettings = (
  runner: Pick<Runner, 'input' | 'rawInput' | 'keep'>,
  run: RunContext,
  env: Readonly<Record<string, string | undefined>>,
  now: Date
): ReadSettings => {
  const inputs: Inputs = { ...runner, usualCause: usualCause(env) }
  const mistakes: string[] = [...inputMistakes(env, INPUTS)]
  const wrong: Wrong = (input, what) => {
    mistakes.push(`${input}: ${what}.`)
  }
  // Whatever else is said: every credential among them is masked by the time that mistakes are reported.
  const connection = readConnection(inputs, wrong)
  const target = readTarget(inputs, wrong)
  const label = readLabel(inputs, run, wrong)
  const expires = readExpires(inputs, inputs.input('secret-name') === '' ? '1d' : '30d', now, wrong)
  const verify = readBoolean(inputs, 'verify', true, wrong)
  const handOn = readHandOn(inputs, { target, run, verify, lifetime: expires && lifetime(expires, now) }, wrong)
  const dryRun = readBoolean(inputs, 'dry-run', false, wrong)
  mistakes.push(...readProxies(inputs, env))

  if (!connection || !target || !handOn || !expires || mistakes.length > 0) return { is: 'mistakes', mistakes }
  return {
    is: 'settings',
    settings: { ...connection, target, label, expires, handOn, verify, dryRun }
  }
}

const readLabel = ({ input }: Inputs, run: RunContext, wrong: Wrong): string => {
  const text = input('token-name')
  if ([...text].length > LABEL_LIMIT) wrong('token-name', `has ${[...text].length} characters: at most ${LABEL_LIMIT}`)
  if (/\p{Cc}/u.test(text)) wrong('token-name', 'holds a line break or another control character: leave it out')
  return text || [...`github-actions ${run.repository}`].slice(0, LABEL_LIMIT).join('').trim()
}

const readExpires = ({ input }: Inputs, otherwise: string, now: Date, wrong: Wrong): Expires | undefined => {
  const text = input('expires') || otherwise
  const expires = parseExpires(text)
  if (expires === undefined) {
    return wrong(
      'expires',
      `"${text}" is neither a length in minutes, hours or days (90m, 12h, 30d), nor an instant like 2026-12-31T12:00:00Z, nor never`
    )
  }
  if (expires.is === 'at' && expires.instant <= now) return wrong('expires', `${text} is over already: give a later instant`)
  return expires
}

/** In: how long a token shall live, and the time. Out: the seconds; for ever is infinite. */
const lifetime = (expires: Expires, now: Date): number => {
  const until = expiryFrom(expires, now)
  return until === undefined ? Number.POSITIVE_INFINITY : (until.getTime() - now.getTime()) / 1000
}
