import { createCredentialStore } from '../../../src/core/credential.ts'
import { readRunContext } from '../../../src/core/run.ts'
import { trimRaw } from '../../../src/core/runner.ts'
import { quote, trimPasted } from '../../../src/core/text.ts'
import { readDeleteSettings, readListSettings, readSettings } from '../../../src/inputs/read.ts'
import type { World } from '../../../src/net/world.ts'

export type Given = Record<string, string>

export const READERS = { main: readSettings, list: readListSettings, delete: readDeleteSettings }

const NONE: Given = { 'vault-dns': 'acme.veevavault.com', 'sandbox-name': 'Dev One' }
const MAIN: Given = { ...NONE, 'access-token': 'veeva-vault-STORED0TOKEN' }
const SECRET: Given = { ...MAIN, 'secret-name': 'VAULT_TOKEN', 'github-token': 'ghs_WRITER' }
const OAUTH: Given = { ...NONE, 'oauth-profile-id': '_Entra', 'oauth-token': 'xyz.OAUTH' }
const URL_TEXT = 'https://login.example.com/acme/token'
const USER: Given = { ...NONE, username: 'robot@acme.com', password: 'Pa55-word!' }

/** Inputs that are right; cases change them. `reader` is no input: it tells which action they are for. */
export const BASES = {
  NONE,
  MAIN,
  SECRET,
  VAULT: { ...SECRET, target: 'vault', 'sandbox-name': '' },
  UNVERIFIED: { ...SECRET, verify: 'FALSE' },
  SEVERAL: { ...SECRET, 'sandbox-name': 'UAT\nDev One', 'secret-name': 'VAULT_{sandbox}' },
  ORGANIZATION: { ...SECRET, 'secret-scope': 'organization/acme' },
  USER,
  OAUTH,
  OIDC: { ...OAUTH, 'oauth-token': '', 'oidc-token-url': URL_TEXT, 'oidc-client-id': 'vault-ci' },
  LIST: { ...USER, reader: 'list' },
  DELETE: { ...USER, reader: 'delete' },
  NAMED: { ...USER, reader: 'delete', 'token-name': 'ci' },
  BY_TOKEN: { ...MAIN, reader: 'delete' }
}

/** A world at noon of November 22, 2026, as far as inputs are concerned, and what was said in it. Cases set variables of the environment like inputs. */
export function worldWith(inputs: Given, environment = inputs) {
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
 * Reads a table of cases, one a line: `BASE; input: value; input: value => what comes of it`; `\\n` stands for a line break.
 * @returns for each line the line itself, the inputs, and the text behind the arrow
 */
export function cases(table: string): [line: string, given: Given, result: string][] {
  const lines = table.split('\n').map(line => line.trim())
  return lines.filter(Boolean).map(line => {
    const [inputs = '', result = ''] = line.split(/ => ?/)
    const [base = '', ...pairs] = inputs.replaceAll('\\n', '\n').split('; ')
    const given = pairs.map(pair => /^([\w-]+): ?(.*)$/s.exec(pair)?.slice(1) ?? [])
    return [line, { ...BASES[base as 'MAIN'], ...Object.fromEntries(given) }, result]
  })
}

function read(given: Given) {
  return READERS[(given.reader as 'main') ?? 'main'](worldWith(given).world)
}

export function problemsOf(given: Given): string[] {
  const result = read(given)
  return result.is === 'problems' ? result.problems : []
}

/** The one problem, apart from the usual causes; throws if there is another number of them. */
export function onlyProblem(given: Given): string {
  const all = problemsOf(given)
  const [problem = '', ...others] = all.filter(each => !each.startsWith('An input that'))
  if (problem === '' || others.length > 0) throw new Error(`Not one problem: ${all.join('\n')}`)
  return problem
}

/** What an action is asked to do, as JSON with the credentials; throws the problems. */
export function settingsOf(given: Given) {
  const result = read(given)
  if (result.is === 'problems') throw new Error(result.problems.join('\n'))
  const text = JSON.stringify(result.settings, function (this: Given, name, value) {
    const own = this[name] as unknown as { reveal?: () => string } | undefined
    const entries = own instanceof Map ? [...own].map(([key, each]) => [key, each ?? 'none']) : []
    return own instanceof Map ? Object.fromEntries(entries) : (own?.reveal?.() ?? value)
  })
  return JSON.parse(text)
}
