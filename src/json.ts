/** Readers for answers of unknown shape: what is not there, or of another type, reads as undefined or empty. Nothing throws. */

export type JsonObject = Readonly<Record<string, unknown>>

export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** In: a string or a number. Out: it as text (Vault gives ids as either); anything else reads as empty. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** In: text. Out: the value that it is the JSON of, or undefined. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
