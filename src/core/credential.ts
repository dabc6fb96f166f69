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
    // Line by line, as the runner masks it, because the mask of a line that is too short would black out the log.
    for (const line of value.split(/[\r\n]+/).map(text => text.trim())) {
      if (!isMaskable(line) || masked.has(line)) continue
      mask(line)
      masked.add(line)
      for (const form of encodedForms(line)) known.add(form)
    }
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
