import { inspect } from 'node:util'
import { escapeMarkdown } from './text.ts'

/** A secret value that can't be printed by accident: text, JSON and inspection show `***`. */
export interface Credential {
  /** The value itself; only for a request's header or body, an output, or the saved state. */
  reveal(): string
  toString(): string
  toJSON(): string
}

export interface CredentialStore {
  /** Masks a value in the log at once, and wraps it in a type that does not print. */
  maskSecret(value: string): Credential
  /** Replaces every value masked so far by `***`, also where it is encoded for JSON, a URL, a form or Markdown. */
  redact(text: string): string
}

/** Whether a text can be a credential: the mask of one or two characters, as of `{` or `}`, would black out the log. */
export function isMaskable(text: string): boolean {
  return text.length > 2
}

/** The runner masks a value and each of its lines, so one with a line that is too short is masked line by line. */
function masksOf(value: string): string[] {
  const lines = value.split(/[\r\n]+/).map(line => line.trim())
  const isSafe = lines.every(line => line === '' || isMaskable(line))
  return isSafe ? [value] : lines.filter(isMaskable)
}

function encodedForms(text: string): string[] {
  const asForm = new URLSearchParams({ '': text }).toString().slice(1)
  const asJson = JSON.stringify(text).slice(1, -1)
  return [text, asJson, encodeURIComponent(text.toWellFormed()), asForm, escapeMarkdown(text)]
}

/**
 * Makes the one place where a credential comes into being, so that none exists that is not masked.
 * @param mask tells the runner to hide a value from now on
 */
export function createCredentialStore(mask: (value: string) => void): CredentialStore {
  const masked = new Set<string>()
  const known = new Set<string>()

  function maskSecret(value: string): Credential {
    if (value !== '' && !masked.has(value)) masksOf(value).forEach(mask)
    masked.add(value)
    const lines = [value, ...value.split(/[\r\n]+/)].map(line => line.trim()).filter(isMaskable)
    for (const form of lines.flatMap(encodedForms)) known.add(form)
    const hidden = () => '***'
    return Object.freeze({
      reveal: () => value,
      toString: hidden,
      toJSON: hidden,
      [inspect.custom]: hidden
    })
  }

  function redact(text: string): string {
    const longestFirst = [...known].sort((a, b) => b.length - a.length)
    return longestFirst.reduce((rest, form) => rest.replaceAll(form, '***'), text)
  }

  return { maskSecret, redact }
}
