import { COMPANION_INPUTS } from './companion-inputs.ts'
import { type ActionName, EVERY_ACTION, type InputDefinition } from './definition.ts'
import { SIGN_IN_INPUTS } from './sign-in-inputs.ts'
import { SECRET_INPUTS, TOKEN_INPUTS } from './token-inputs.ts'
import { RUN_INPUTS, TARGET_INPUTS } from './vault-inputs.ts'

const TABLE = {
  ...TARGET_INPUTS,
  ...SIGN_IN_INPUTS,
  ...TOKEN_INPUTS,
  ...SECRET_INPUTS,
  ...COMPANION_INPUTS,
  ...RUN_INPUTS
}

export type InputName = keyof typeof TABLE

/** What an input is read as. */
export type InputValue<N extends InputName> = (typeof TABLE)[N] extends {
  parse: (text: string) => infer Value
}
  ? Exclude<Value, undefined>
  : string

export interface InputGroup {
  /** Which actions have the inputs that do not say so themselves. */
  actions: ActionName[]
  inputs: Record<string, InputDefinition>
}

/** The table of inputs, in the groups and the order in which the documents show them. */
export const INPUT_GROUPS: Record<string, InputGroup> = {
  target: { actions: ['main'], inputs: TARGET_INPUTS },
  'sign-in': { actions: EVERY_ACTION, inputs: SIGN_IN_INPUTS },
  token: { actions: ['main'], inputs: TOKEN_INPUTS },
  secret: { actions: ['main'], inputs: SECRET_INPUTS },
  companions: { actions: ['list-tokens', 'delete-tokens'], inputs: COMPANION_INPUTS },
  run: { actions: EVERY_ACTION, inputs: RUN_INPUTS }
}

/** The names of all inputs of all actions. */
export const INPUT_NAMES = Object.keys(TABLE) as InputName[]

export function definitionOf(name: InputName): InputDefinition {
  return TABLE[name]
}

/** Which inputs an action has. */
export function inputsOf(action: ActionName): InputName[] {
  const names = Object.values(INPUT_GROUPS).flatMap(({ actions, inputs }) => {
    const having = Object.entries(inputs).filter(([, row]) =>
      (row.actions ?? actions).includes(action)
    )
    return having.map(([name]) => name)
  })
  return names as InputName[]
}
