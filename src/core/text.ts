const QUOTE_LIMIT = 300

// C0 and C1 controls (with ESC, so no ANSI codes), line and paragraph separators, and marks that turn the direction of text.
const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** Makes text from outside safe to print: one line without what the runner takes for a command, `::` at its start and `##[`. */
export function neutralize(text: string): string {
  return text
    .replace(CONTROLS, ' ')
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1: ')
}

/** Makes text from outside fit for a message: one safe line of at most 300 characters. Credentials are already removed. */
export function quote(text: string): string {
  const line = neutralize(text).replace(/\s+/g, ' ').trim()
  return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1)}…` : line
}

/** Removes the full stop of a sentence from outside, or its dots, so that it fits into ours. */
export function withoutFullStop(text: string): string {
  // The look-behind keeps the time linear: a run of dots is tried from its beginning only.
  return text.replace(/(?<![\s.])[\s.]+$/, '')
}

/** Makes text safe for a table cell of the job summary: one line without Markdown, HTML or links. */
export function escapeMarkdown(text: string): string {
  return neutralize(text).replace(
    /[&<>\\`*_[\]|~@#$]|:(?=\/\/)|(?<=www)\./gi,
    character => `&#${character.charCodeAt(0)};`
  )
}

const BLANKS_AT_ENDS =
  /^[\s\u200b-\u200d\u2060]+|(?<![\s\u200b-\u200d\u2060])[\s\u200b-\u200d\u2060]+$/g

/** Removes white space, line breaks, byte order marks and invisible characters from both ends of a pasted text. */
export function trimPasted(text: string): string {
  return text.replace(BLANKS_AT_ENDS, '')
}

/** Joins words. Intl.ListFormat would take 16 ms and 8 MB for it. */
export function joinWithAnd(words: string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
