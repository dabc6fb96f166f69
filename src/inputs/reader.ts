import type { Runner } from '../runner.ts'

/** Where inputs are read from; `keep` masks a credential where it enters. */
export type Inputs = Pick<Runner, 'input' | 'rawInput' | 'keep'>

/** Notes a mistake of one input, and stands in for its value, so that the other inputs are still checked. */
export type Wrong = (input: string, what: string) => undefined

export const USUAL_CAUSE =
  'if it was given, the secret or variable behind it is empty: a misspelt name, or a run from a fork, which gets no secrets'

/** In: the name of an input. Out: its lines without blanks around them, and without empty ones. */
export const readLines = ({ input }: Inputs, name: string): readonly string[] =>
  input(name)
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')

/** In: the name of an input that is true or false. Out: it, or `otherwise` where it was not given. */
export const readBoolean = ({ input }: Inputs, name: string, otherwise: boolean, wrong: Wrong): boolean => {
  const text = input(name)
  if (text === '') return otherwise
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (!['false', 'False', 'FALSE'].includes(text)) wrong(name, `"${text}" is neither true nor false`)
  return false
}
