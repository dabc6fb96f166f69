/**
 * In: the text of a GITHUB_STATE file ("Workflow commands": NAME<<DELIMITER, lines, DELIMITER). Out: name → value, the last one counts.
 * An entry that is cut off at the end of the file is left out.
 */
export const parseStateFile = (text: string): Readonly<Record<string, string>> => {
  const state: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let start = 0; start < lines.length; start++) {
    const head = /^([^=<]+)<<(.+)$/.exec(lines[start] ?? '')
    if (head?.[1] === undefined || head[2] === undefined) continue
    const end = lines.indexOf(head[2], start + 1)
    if (end < 0) break
    state[head[1]] = lines.slice(start + 1, end).join('\n')
    start = end
  }
  return state
}
