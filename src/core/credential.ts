import { inspect } from 'node:util'
import { escapeMarkdown } from './text.ts'

/** A secret value that can't be printed by accident: text, JSON and inspection show `***`. */
export interface Credential {
  /** The value itself; only for a request's header or body, an output, or the saved state. */
  reveal(): string
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

/** Makes the one place where credentials come into being, so that each is masked; `mask` makes the runner hide a value. */
export function createCredentialStore(mask: (value: string) => void) {
  const masked = new Set<string>()
  const known = new Set<string>()

  /** Masks a value in the log at once, and wraps it in a type that does not print. */
  function maskSecret(value: string): Credential {
    // The runner masks each line of a value, also one that is too short.
    const lines = value.split(/[\r\n]+/).filter(line => isMaskable(line.trim()))
    if (!masked.has(value)) lines.forEach(mask)
    masked.add(value)
    const texts = [value, ...lines].map(text => text.trim()).filter(isMaskable)
    for (const form of texts.flatMap(encodedForms)) known.add(form)
    const hidden = () => '***'
    const shown = { toString: hidden, toJSON: hidden, [inspect.custom]: hidden }
    return Object.assign(shown, { reveal: () => value })
  }

  /** Replaces every value masked so far by `***`, also where it is encoded for JSON, a URL, a form or Markdown. */
  function redact(text: string): string {
    const longestFirst = [...known].sort((a, b) => b.length - a.length)
    return longestFirst.reduce((rest, form) => rest.replaceAll(form, '***'), text)
  }

  return { maskSecret, redact }
}
