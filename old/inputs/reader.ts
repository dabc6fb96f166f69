import type { Runner } from '../runner.ts'
import { pasted } from '../text.ts'

/** Where inputs are read from; `keep` masks a credential where it enters. */
export type Inputs = Pick<Runner, 'input' | 'rawInput' | 'keep'> &
  Readonly<{
    /** Why an input that was given may be empty: a part of a sentence. */
    usualCause: string
  }>

/** Notes a mistake of one input, and stands in for its value, so that the other inputs are still checked. */
export type Wrong = (input: string, what: string) => undefined

/** In: the environment. Out: the usual causes of an empty input, the likeliest first. */
export const usualCause = (env: Readonly<Record<string, string | undefined>>): string =>
  env.GITHUB_ACTOR === 'dependabot[bot]'
    ? 'if it was given: this is a run of Dependabot, which gets only Dependabot’s own secrets, so store it there too (secret-scope: dependabot, or by hand)'
    : 'if it was given, the secret or variable behind it is empty: a misspelt name, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets none'

/** In: the name of an input. Out: its lines without blanks around them, and without empty ones. */
export const readLines = ({ input }: Inputs, name: string): readonly string[] =>
  input(name)
    .split(/\r?\n/)
    .map(pasted)
    .filter(line => line !== '')

/** In: the name of an input that is true or false. Out: it, or `otherwise` where it was not given. */
export const readBoolean = ({ input }: Inputs, name: string, otherwise: boolean, wrong: Wrong): boolean => {
  const text = input(name)
  if (text === '') return otherwise
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (!['false', 'False', 'FALSE'].includes(text)) wrong(name, `"${text}" is neither true nor false`)
  return false
}
