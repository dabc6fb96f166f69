import type { Credential } from '../core/credential.ts'
import { expression, withoutBearer } from './definition.ts'
import type { Inputs } from './reader.ts'

/** A line of `current-token`; the name is empty where there is only a value. */
export interface CurrentTokenLine {
  name: string
  value: string
}

const LINES_NEEDED = `must be the value of one secret, or for several sandboxes one line per secret: \`NAME=${expression('secrets.NAME')}\``
const NOT_A_TOKEN = `is not an API access token, which begins with veeva-vault-: write \`${expression('secrets.NAME')}\`, not the name of the secret, and leave the value empty on the first run`

/** Splits a line into name and value. Base64 that ends in equals signs is no name. */
export function splitCurrentTokenLine(line: string): CurrentTokenLine {
  const [, name = '', value = line] = /^([A-Za-z0-9_]+)=(?!=)(.*)$/s.exec(line) ?? []
  return { name: name.toUpperCase(), value: withoutBearer(value.trim()) }
}

/**
 * Reads `current-token`.
 * @param secretNames the secrets that this run writes; empty if `*` leaves it open
 * @returns the values by the secrets' names; undefined for a line without a value
 */
export function readCurrentTokens(
  inputs: Inputs,
  secretNames: string[]
): Map<string, Credential | undefined> {
  const tokens = new Map<string, Credential | undefined>()
  const lines = inputs.lines('current-token').map(splitCurrentTokenLine)
  const isOneValue = lines.length === 1 && secretNames.length === 1
  if (lines.some(({ name }) => name === '') && !isOneValue) {
    inputs.addProblem('current-token', LINES_NEEDED)
    return tokens
  }
  for (const [index, line] of lines.entries()) {
    const name = line.name || (secretNames[0] ?? '')
    // One block of lines may serve several steps: of a secret that this one does not write only the name counts.
    const isUsed = line.value !== '' && (secretNames.length === 0 || secretNames.includes(name))
    if (isUsed && tokens.get(name) !== undefined) {
      inputs.addProblem('current-token', 'has two lines for one secret: remove one of them')
    }
    if (isUsed && !/^veeva-vault-[\x21-\x7e]+$/.test(line.value)) {
      const where = lines.length > 1 ? `(line ${index + 1}) ` : ''
      inputs.addProblem('current-token', where + NOT_A_TOKEN)
    }
    if (isUsed) tokens.set(name, inputs.mask(line.value))
    else if (!tokens.has(name)) tokens.set(name, undefined)
  }
  return tokens
}
