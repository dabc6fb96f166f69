/** Longest piece of foreign text that a message quotes, in characters. */
const QUOTE_LIMIT = 300

// C0 and C1 controls (with ESC, so no ANSI codes), line and paragraph separators, and marks that turn the direction of text.
const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/**
 * In: text from outside. Out: the same as one line that the runner can't take for a command:
 * it parses `::` at the start of a line and `##[` anywhere ("Workflow commands for GitHub Actions", and the runner's source).
 */
export const neutral = (text: string): string =>
  text
    .replace(CONTROLS, ' ')
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1: ')

/** In: text from outside, already without credentials. Out: one neutral line of at most 300 characters. */
export const quote = (text: string): string => {
  const line = neutral(text).replace(/\s+/g, ' ').trim()
  return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}

/** In: text for a table cell of the job summary. Out: one line in which neither Markdown nor HTML has a meaning, and nothing is a link. */
export const markdown = (text: string): string =>
  neutral(text)
    .replace(/[&<>\\`*_[\]|~@#$]/g, character => `&#${character.charCodeAt(0)};`)
    .replaceAll('://', ':&#47;&#47;')
    .replace(/www\./gi, dotted => `${dotted.slice(0, 3)}&#46;`)

/** In: what somebody pasted. Out: the same without blanks, line breaks, byte order marks and what can't be seen at both ends. */
export const pasted = (text: string): string =>
  text.replace(/^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g, '')

/** In: words. Out: `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
