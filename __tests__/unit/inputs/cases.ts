import { readDeleteSettings, readListSettings, readSettings } from '../../../src/inputs/read.ts'
import { type Texts, testWorld } from '../world.ts'

export const READERS = { main: readSettings, list: readListSettings, delete: readDeleteSettings }

const NONE: Texts = { 'vault-dns': 'acme.veevavault.com', 'sandbox-name': 'Dev One' }
const MAIN: Texts = { ...NONE, 'access-token': 'veeva-vault-STORED0TOKEN' }
const SECRET: Texts = { ...MAIN, 'secret-name': 'VAULT_TOKEN', 'github-token': 'ghs_WRITER' }
const OAUTH: Texts = { ...NONE, 'oauth-profile-id': '_Entra', 'oauth-token': 'xyz.OAUTH' }
const URL_TEXT = 'https://login.example.com/acme/token'
const USER: Texts = { ...NONE, username: 'robot@acme.com', password: 'Pa55-word!' }

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

/**
 * Reads a table of cases, one a line: `BASE; input: value; input: value => what comes of it`; `\\n` stands for a line break. Variables of the environment are set like inputs.
 * @returns for each line the line itself, the inputs, and the text behind the arrow
 */
export function cases(table: string): [line: string, given: Texts, result: string][] {
  const lines = table.split('\n').map(line => line.trim())
  return lines.filter(Boolean).map(line => {
    const [inputs = '', result = ''] = line.split(/ => ?/)
    const [base = '', ...pairs] = inputs.replaceAll('\\n', '\n').split('; ')
    const given = pairs.map(pair => /^([\w-]+): ?(.*)$/s.exec(pair)?.slice(1) ?? [])
    return [line, { ...BASES[base as 'MAIN'], ...Object.fromEntries(given) }, result]
  })
}

function read(given: Texts) {
  return READERS[(given.reader as 'main') ?? 'main'](
    testWorld({ inputs: given, environment: given })
  )
}

export function problemsOf(given: Texts): string[] {
  const result = read(given)
  return result.is === 'problems' ? result.problems.map(({ message }) => message) : []
}

/** The one problem, apart from the usual causes; throws if there is another number of them. */
export function onlyProblem(given: Texts): string {
  const all = problemsOf(given)
  const [problem = '', ...others] = all.filter(each => !each.startsWith('An input that'))
  if (problem === '' || others.length > 0) throw new Error(`Not one problem: ${all.join('\n')}`)
  return problem
}

/** What an action is asked to do, as JSON with the credentials; throws the problems. */
export function settingsOf(given: Texts) {
  const result = read(given)
  if (result.is === 'problems') throw new Error(problemsOf(given).join('\n'))
  const text = JSON.stringify(result.settings, function (this: Texts, name, value) {
    const own = this[name] as unknown as { reveal?: () => string } | undefined
    const entries = own instanceof Map ? [...own].map(([key, each]) => [key, each ?? 'none']) : []
    return own instanceof Map ? Object.fromEntries(entries) : (own?.reveal?.() ?? value)
  })
  return JSON.parse(text)
}
