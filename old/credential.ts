import { inspect } from 'node:util'
import { markdown } from './text.ts'

/** A secret value that can't be printed by accident: text, JSON and inspection show `***`. */
export type Credential = Readonly<{
  /** The value itself; only for a request's header or body, an output, or the saved state. */
  reveal: () => string
  toString: () => string
  toJSON: () => string
}>

export type Credentials = Readonly<{
  /** In: a secret value. Effect: it is masked in the log at once. Out: the value in a type that does not print. */
  keep: (value: string) => Credential
  /** In: any text. Out: the text with every value kept so far replaced by `***`, also where it is JSON, URL or form encoded. */
  redact: (text: string) => string
}>

/** Of one or two characters, as in `{` and `}`, a mask would blacken the job's log. */
export const isCredential = (text: string): boolean => text.length > 2

/** The runner masks a value and each of its lines, so one with a line that is too short is masked line by line. */
const toMask = (value: string): readonly string[] => {
  const lines = value.split(/[\r\n]+/).map(line => line.trim())
  return lines.every(line => line === '' || isCredential(line)) ? [value] : lines.filter(isCredential)
}

/**
 * The one place where a credential comes into being, so that none exists that is not masked.
 * @param mask tells the runner to hide a value from now on
 */
export const credentials = (mask: (value: string) => void): Credentials => {
  const forms = new Set<string>()

  const keep = (value: string): Credential => {
    if (value !== '') {
      for (const text of toMask(value)) mask(text)
      for (const line of [value, ...value.split(/[\r\n]+/)].map(part => part.trim()).filter(isCredential)) {
        const asForm = new URLSearchParams({ '': line }).toString().slice(1)
        for (const form of [
          line,
          JSON.stringify(line).slice(1, -1),
          encodeURIComponent(line.toWellFormed()),
          asForm,
          markdown(line)
        ])
          forms.add(form)
      }
    }
    return Object.freeze({ reveal: () => value, toString: () => '***', toJSON: () => '***', [inspect.custom]: () => '***' })
  }

  const redact = (text: string): string =>
    [...forms].sort((a, b) => b.length - a.length).reduce((rest, form) => rest.replaceAll(form, '***'), text)

  return { keep, redact }
}
