/** The three actions; a companion is named like its folder. */
export type ActionName = 'main' | 'list-tokens' | 'delete-tokens'

/** One input: a row of the table that the code reads, and of which each action.yml and the README's tables are made. */
export interface InputDefinition {
  /** What action.yml and the README say of it, in Markdown, without the last full stop. */
  help: string
  companionHelp?: string
  /** Which actions have it, if not those that have the rest of its group. */
  actions?: ActionName[]
  /** Required wherever it has an effect. */
  isRequired?: boolean
  /** Masked before anything else is done; its value is never shown. */
  isCredential?: boolean
  /** One value a line. */
  isList?: boolean
  defaultValue?: string
  /** How the documents describe a default that depends on something; an expression is the default in action.yml. */
  defaultText?: string
  /** What its value must be, in Markdown. */
  form?: string
  pattern?: RegExp
  /** Reads the text; undefined for one without this form. */
  parse?: (text: string) => unknown
  /** What has to be given, as users write it: `secret-name`, or `secret-scope: organization/NAME`. */
  noEffectWithout?: string
  /** What must not be given, in the same form. */
  noEffectWith?: string
}

export type InputTable = Record<string, InputDefinition>

export const EVERY_ACTION: ActionName[] = ['main', 'list-tokens', 'delete-tokens']

export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase()
  return word === 'true' || word === 'false' ? word === 'true' : undefined
}
