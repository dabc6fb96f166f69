import type { Credential } from '../core/credential.ts'
import { expression } from './definition.ts'
import type { Inputs } from './reader.ts'
import { splitCurrentTokenLine } from './token-inputs.ts'

const LINES_NEEDED = `must be the value of one secret, or for several sandboxes one line per secret: \`NAME=${expression('secrets.NAME')}\``
const NOT_A_TOKEN = `is not an API access token, which begins with veeva-vault-: write \`${expression('secrets.NAME')}\`, not the name of the secret, and leave the value empty on the first run`

const SECOND_LINE = 'is of a secret that has a line already: remove one of them'

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
    const other = tokens.get(name)
    const isUsed = line.value !== '' && isWritten(name, secretNames)
    tokens.set(name, isUsed ? inputs.mask(line.value) : other)
    const problem = isUsed && problemOf(line.value, other)
    if (problem) inputs.addProblem('current-token', lineLabel(index, lines.length) + problem)
  }
  return tokens
}

function lineLabel(index: number, count: number): string {
  return count > 1 ? `(line ${index + 1}) ` : ''
}

/** One block of lines may serve several steps: of a secret that this one does not write only the name counts. */
function isWritten(name: string, secretNames: string[]): boolean {
  return secretNames.length === 0 || secretNames.includes(name)
}

function problemOf(value: string, other: Credential | undefined): string | undefined {
  if (other !== undefined) return SECOND_LINE
  return /^veeva-vault-[\x21-\x7e]+$/.test(value) ? undefined : NOT_A_TOKEN
}
