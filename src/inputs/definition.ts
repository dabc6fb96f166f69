/** The three actions; a companion is named like its folder. */
export type ActionName = 'main' | 'list-tokens' | 'delete-tokens'

/** One input: a row of the table that the code reads, and of which each action.yml and the README's tables are made. */
export interface InputDefinition {
  /** Markdown for action.yml and the README, without the last full stop. */
  description: string
  /** The same for the companions, where it differs. */
  companionDescription?: string
  /** Which actions have it; if left out, the main action, and all to sign in. */
  actions?: ActionName[]
  /** Required wherever it has an effect. */
  isRequired?: boolean
  /** Masked before anything else is done; its value is never shown. */
  isCredential?: boolean
  /** One or more different values, each in a line of its own. */
  isList?: boolean
  /** What counts if the input is empty. */
  defaultValue?: string
  /** How the documents describe a default that depends on something. */
  defaultText?: string
  /** An expression that is the default in action.yml; what the runner fills in for it counts as not given. */
  runnerDefault?: string
  /** What its value must be, in Markdown. */
  form?: string
  /** What the text, or each line of it, matches. */
  pattern?: RegExp
  /** Reads the text, or each line of it; undefined for one without this form. */
  parse?: (text: string) => unknown
  /** Conditions as users write them, `secret-name` (is given) or `target: vault`: it has no effect unless all are met. */
  noEffectWithout?: string[]
  /** Conditions of which none may be met. */
  noEffectWith?: string[]
}

export type InputTable = Record<string, InputDefinition>

export const EVERY_ACTION: ActionName[] = ['main', 'list-tokens', 'delete-tokens']
export const COMPANIONS: ActionName[] = ['list-tokens', 'delete-tokens']

/** What stands in a workflow for the value of a secret. */
export const SECRET_VALUE = `\${{ secrets.NAME }}`

/** Removes what a token was copied with from a header. */
export function withoutBearer(text: string): string {
  return text.replace(/^Bearer\s+(?=veeva-vault-)/i, '')
}

export const BOOLEAN_FORM = '`true` or `false`'

/** Parses the spellings of a boolean that YAML 1.2 knows ("Core schema"), as the runner's library does. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(true|True|TRUE)$/.test(text)) return true
  return /^(false|False|FALSE)$/.test(text) ? false : undefined
}
