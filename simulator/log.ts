/** A workflow command that a step printed, or any other line. */
export type Event =
  | { command: string; properties: Record<string, string>; data: string }
  | { line: string }

/** Parses `::command key=value,…::data` at the start of a line, or `##[command …]data` anywhere. */
export const parseLine = (line: string): Event =>
  command(/^\s*::([\w-]+)(?: (.*?))?::(.*)$/s.exec(line), ',', data, {
    ...data,
    '%3A': ':',
    '%2C': ','
  }) ??
  command(/##\[([\w-]+)(?: ([^\]]*))?\](.*)$/s.exec(line), ';', old, old) ?? { line }

const data = { '%0D': '\r', '%0A': '\n' }
const old = { ...data, '%3B': ';', '%5D': ']' }
const commands = [
  ...['add-mask', 'debug', 'notice', 'warning', 'error', 'group', 'endgroup', 'echo'],
  ...['add-matcher', 'remove-matcher', 'set-output', 'save-state']
]

const command = (
  match: string[] | null,
  separator: ',' | ';',
  forData: Escapes,
  forValue: Escapes
): Event | undefined => {
  const [, name = '', properties = '', text = ''] = match ?? []
  if (!commands.includes(name)) return undefined
  const pairs = properties.split(separator).map(pair => /^\s*([^=]+)=(.+)$/s.exec(pair) ?? [])
  const complete = pairs.filter(([, key, value]) => key && value)
  const named = complete.map(([, key, value = '']) => [key, decode(value, forValue)])
  return { command: name, properties: Object.fromEntries(named), data: decode(text, forData) }
}

type Escapes = Record<string, string>
const decode = (value: string, escapes: Escapes) => {
  const entries = Object.entries({ ...escapes, '%25': '%' })
  return entries.reduce((text, [from, to]) => text.replaceAll(from, to), value)
}

/** What users see of an event; undefined if the runner does not show it. */
export const display = (event: Event): string | undefined => {
  if ('line' in event) return event.line
  const { command, properties, data } = event
  if (command === 'group') return data
  if (command === 'add-mask' && !data.trim())
    return "Warning: Can't add secret mask for empty string in ##[add-mask] command."
  const heading = { error: 'Error', warning: 'Warning', notice: 'Notice' }[command]
  return heading && [heading, properties.title, data].filter(Boolean).join(': ')
}

/** Everything that the runner masks for a value: it, each of its lines, and their encoded forms. */
export const hidden = (value: string): string[] => {
  const lines = [value, ...value.split(/[\r\n]+/).map(line => line.trim())]
  const masked = lines.filter(line => line.trim() !== '')
  return [...new Set(masked.flatMap(line => encoders.map(encode => encode(line))))]
}

const base64 = (from: number) => (value: string) => {
  const bytes = Buffer.from(value)
  return bytes.subarray(bytes.length > from ? from : 0).toString('base64')
}
const toPercent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
const encoders: ((value: string) => string)[] = [
  value => value,
  base64(0),
  base64(1),
  base64(2),
  value => JSON.stringify(value).slice(1, -1),
  value => encodeURIComponent(value).replace(/[!'()*]/g, toPercent),
  value => value.replace(/[&<>"']/g, character => entities[character] ?? character),
  value => value.replaceAll('"', '\\"'),
  value => value.replaceAll("'", "''"),
  value => (value.length > 8 ? value.replace(/^"(.*)"$/s, '$1') : value)
]
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;'
}

/** Replaces everything that is masked by `***`, overlapping parts by one. */
export const mask = (text: string, masks: string[]): string => {
  const ranges = masks
    .flatMap(hidden)
    .flatMap(value => positions(text, value).map(start => ({ start, end: start + value.length })))
  let masked = ''
  let shown = 0
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start)) {
    if (start > shown || (start === 0 && shown === 0)) masked += `${text.slice(shown, start)}***`
    shown = Math.max(shown, end)
  }
  return masked + text.slice(shown)
}

const positions = (text: string, value: string): number[] => {
  const found: number[] = []
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) found.push(at)
  return found
}

/** Parses a file of outputs or state: `NAME=value`, or `NAME<<delimiter` and lines. The last wins. */
export const parseFileCommands = (text: string): Record<string, string> => {
  const entries: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue
    const [, name = '', sign, rest = ''] = /^(.+?)(=|<<)(.*)$/.exec(line) ?? []
    if (!sign) throw new Error(`Invalid format '${line}'`)
    entries[name] = sign === '=' ? rest : takeUntil(lines, rest).join('\n')
  }
  return entries
}

/** Removes the lines up to a delimiter from a list, and returns those before it. */
const takeUntil = (lines: string[], delimiter: string): string[] => {
  const end = lines.indexOf(delimiter)
  if (end < 0) throw new Error(`Matching delimiter not found '${delimiter}'`)
  return lines.splice(0, end + 1).slice(0, end)
}
