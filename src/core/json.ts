/** Readers for responses of unknown shape: what is missing, or of another type, reads as undefined or empty. Nothing throws. */

export type JsonObject = Record<string, unknown>

export function asObject(value: unknown): JsonObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as JsonObject) : undefined
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Reads a string, or a number as text (Vault gives ids as either); anything else reads as empty. */
export function asText(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : ''
}

/** Reads the fields of an object as texts; undefined where it has none. */
export function asTexts(value: unknown): Record<string, string> {
  const fields = Object.entries(asObject(value) ?? {})
  return Object.fromEntries(fields.map(([name, field]) => [name, asText(field)]))
}

/** Parses JSON; undefined if the text is none. A byte order mark in front is ignored. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}
