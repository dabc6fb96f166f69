import { createCredentialStore } from '../../../src/core/credential.ts'
import { readRunContext } from '../../../src/core/run.ts'
import { trimRaw } from '../../../src/core/runner.ts'
import { quote, trimPasted } from '../../../src/core/text.ts'
import { readSettings } from '../../../src/inputs/read.ts'
import type { ReadSettings, SecretSettings, Settings } from '../../../src/inputs/settings.ts'
import type { World } from '../../../src/net/world.ts'

export type Given = Record<string, string>

/** Inputs that are right: a stored token signs in for the sandbox "Dev One". */
export const MAIN: Given = {
  'vault-dns': 'acme.veevavault.com',
  'sandbox-name': 'Dev One',
  'access-token': 'veeva-vault-STORED0TOKEN'
}

export const SECRET: Given = { ...MAIN, 'secret-name': 'VAULT_TOKEN', 'github-token': 'ghs_WRITER' }

/** A world at noon of November 22, 2026, as far as inputs are concerned, and what was said in it. */
export function worldWith(inputs: Given, environment: Given = {}) {
  const masked: string[] = []
  const said: string[] = []
  const { maskSecret, redact } = createCredentialStore(text => masked.push(text))
  const runner = {
    input: (name: string) => trimPasted(inputs[name] ?? ''),
    rawInput: (name: string) => trimRaw(inputs[name] ?? ''),
    maskSecret,
    quote: (text: string) => quote(redact(text)),
    notice: (title: string, text: string) => said.push(`notice ${title}: ${text}`),
    warning: (title: string, text: string) => said.push(`warning ${title}: ${text}`)
  }
  const run = readRunContext({ GITHUB_REPOSITORY: 'acme/pipelines', ...environment })
  const clock = { now: () => new Date('2026-11-22T12:00:00Z') }
  return { world: { runner, run, clock, environment } as unknown as World, masked, said }
}

/**
 * Reads a table of cases, one a line: `input: value; input: value => what comes of it`; `\\n` stands for a line break.
 * @returns for each line the line itself, the inputs, and the text behind the arrow
 */
export function cases(table: string): [line: string, given: Given, result: string][] {
  const lines = table.split('\n').map(line => line.trim())
  return lines.filter(Boolean).map(line => {
    const [inputs = '', result = ''] = line.split(/ => ?/)
    const pairs = inputs.split('; ').map(pair => /^([\w-]+): ?(.*)$/s.exec(pair) ?? [])
    const given = pairs.map(([, name = '', value = '']) => [name, value.replaceAll('\\n', '\n')])
    return [line, Object.fromEntries(given), result]
  })
}

/** The one problem, apart from the usual causes; throws if there is another number of them. */
export function onlyProblem(problems: string[]): string {
  const [problem = '', ...others] = problems.filter(
    each => !each.startsWith('An input that the workflow sets')
  )
  if (problem === '' || others.length > 0)
    throw new Error(`Not one problem: ${problems.join('\n')}`)
  return problem
}

/** The settings; throws the problems. */
export function settingsIn<T>(result: ReadSettings<T>): T {
  if (result.is === 'settings') return result.settings
  throw new Error(result.problems.join('\n'))
}

export function problemsIn(result: ReadSettings<unknown>): string[] {
  return result.is === 'problems' ? result.problems : []
}

export function settingsOf(inputs: Given, environment?: Given): Settings {
  return settingsIn(readSettings(worldWith(inputs, environment).world))
}

export function secretOf(inputs: Given): SecretSettings {
  const { delivery } = settingsOf({ ...SECRET, ...inputs })
  if (delivery.to !== 'secret') throw new Error('The token is not delivered as a secret.')
  return delivery
}

export function problemsOf(inputs: Given, environment?: Given): string[] {
  return problemsIn(readSettings(worldWith(inputs, environment).world))
}
