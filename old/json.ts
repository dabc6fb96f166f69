/** Readers for answers of unknown shape: what is not there, or of another type, reads as undefined or empty. Nothing throws. */

export type JsonObject = Readonly<Record<string, unknown>>

export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** In: a string or a number. Out: it as text (Vault gives ids as either); anything else reads as empty. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** How deep an answer may be nested; Vault's and GitHub's are far less. */
const DEPTH_LIMIT = 64

/** In: JSON. Out: how deep its objects and lists are nested. */
const depthOf = (text: string): number => {
  let depth = 0
  let deepest = 0
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth)
    else if (mark === ']' || mark === '}') depth--
  }
  return deepest
}

/** In: text. Out: the value that it is the JSON of; undefined when it is none, or nested too deep. */
export const parseJson = (text: string): unknown => {
  try {
    if (depthOf(text) > DEPTH_LIMIT) return undefined
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
