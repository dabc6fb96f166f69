import type { Credential } from '../core/credential.ts'
import {
  type ActionName,
  EVERY_ACTION,
  type InputDefinition,
  type InputTable
} from './definition.ts'
import { COMPANION_INPUTS, SECRET_INPUTS, TOKEN_INPUTS } from './token-inputs.ts'
import { RUN_INPUTS, SIGN_IN_INPUTS, TARGET_INPUTS } from './vault-inputs.ts'

const TABLE = {
  ...TARGET_INPUTS,
  ...SIGN_IN_INPUTS,
  ...TOKEN_INPUTS,
  ...SECRET_INPUTS,
  ...COMPANION_INPUTS,
  ...RUN_INPUTS
}

export type InputName = keyof typeof TABLE

type Row<N extends InputName> = (typeof TABLE)[N]
type ValueOf<R> = R extends { isCredential: true }
  ? Credential
  : R extends { parse: (text: string) => infer Value }
    ? Exclude<Value, undefined>
    : string

/** What an input is read as. One that is required or has a default is undefined only if a problem was noted, and then nothing is done with it. */
export type InputValue<N extends InputName> =
  Row<N> extends { isRequired: true } | { defaultValue: string }
    ? ValueOf<Row<N>>
    : ValueOf<Row<N>> | undefined

/** The table of inputs, in the groups and the order in which the documents show them. */
export const INPUT_GROUPS: Record<string, InputTable> = {
  target: TARGET_INPUTS,
  'sign-in': SIGN_IN_INPUTS,
  token: TOKEN_INPUTS,
  secret: SECRET_INPUTS,
  companions: COMPANION_INPUTS,
  run: RUN_INPUTS
}

/** The names of all inputs of all actions. */
export const INPUT_NAMES = Object.keys(TABLE) as InputName[]

export function definitionOf(name: InputName): InputDefinition {
  return TABLE[name]
}

/** Which inputs an action has. */
export function inputsOf(action: ActionName): InputName[] {
  return INPUT_NAMES.filter(name => {
    const usual: ActionName[] = name in SIGN_IN_INPUTS ? EVERY_ACTION : ['main']
    return (definitionOf(name).actions ?? usual).includes(action)
  })
}
