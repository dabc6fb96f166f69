import { distance } from 'fastest-levenshtein'
import type { ActionName } from './definition.ts'
import { INPUT_NAMES, type InputName, inputsOf } from './definitions.ts'
import type { Inputs } from './reader.ts'

type Environment = Record<string, string | undefined>

/** How many characters a misspelt name may differ by. */
const LARGEST_DISTANCE = 2
/** How long a variable can be on Windows; a longer one arrives cut off ("Environment Variables"). */
const WINDOWS_LIMIT = 32_767

/** Names that other actions use, with the input that is meant; they count as mistakes as long as that one is not given and would have an effect. */
const FOREIGN_NAMES: Record<string, string> = {
  environment: 'secret-scope: environment/NAME',
  organization: 'secret-scope: organization/NAME',
  org: 'secret-scope: organization/NAME',
  scope: 'secret-scope',
  repository: 'secret-repository',
  repo: 'secret-repository',
  visibility: 'secret-visibility',
  token: 'github-token',
  secret: 'secret-name',
  sandbox: 'sandbox-name',
  expiry: 'expires',
  expiration: 'expires',
  ttl: 'expires',
  lifetime: 'expires',
  timeout: 'wait-timeout',
  keep: 'keep-previous',
  revoke: 'revoke-after-job'
}

const HYPHENS_LOST =
  'The inputs arrived without those whose names have a hyphen: a shell that starts the action (dash, for one) drops such variables, or something renames them. Have the runner start the action without it.'

const TOO_LONG = `is longer than a variable can be on Windows (${WINDOWS_LIMIT} characters), so it did not arrive whole: split it over several steps`

/** Says that no input with a hyphen in its name arrived, which is the cause of all other problems; undefined if some did. */
export function hyphensProblem(environment: Environment): string | undefined {
  const arrived = Object.keys(environment).filter(name => name.startsWith('INPUT_'))
  const isLost = arrived.length > 0 && arrived.every(name => !name.includes('-'))
  return isLost ? HYPHENS_LOST : undefined
}

/**
 * Notes inputs of other names than the action has. The runner passes them on as `INPUT_…`, as it does with variables that `env:` sets.
 * @returns those that can be ignored
 */
export function checkNames(action: ActionName, inputs: Inputs, environment: Environment): string[] {
  const known: string[] = inputsOf(action)
  const ignored: string[] = []
  for (const [variable, value = ''] of Object.entries(environment)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase()
    if (name === undefined || known.includes(name) || value.trim() === '') continue
    const problem = problemOf(name, action, inputs)
    if (problem === undefined) ignored.push(name)
    else inputs.addProblem(name, problem)
  }
  return ignored
}

function problemOf(name: string, action: ActionName, inputs: Inputs): string | undefined {
  const isOfOther = (INPUT_NAMES as string[]).includes(name)
  if (isOfOther && action !== 'main') {
    return 'is an input of another action, and has no effect here: remove it (`vault-dns` is the Vault whose tokens these are, for a sandbox its own host name)'
  }
  const hasHyphen = name.includes('-')
  const candidates = inputsOf(action).filter(each => hasHyphen || inputs.text(each) === '')
  const meant = nearestName(name, candidates) ?? foreignName(name, action, inputs)
  if (meant !== undefined) return `is not an input of this action: did you mean \`${meant}\`?`
  return hasHyphen ? 'is not an input of this action: remove it' : undefined
}

function foreignName(name: string, action: ActionName, inputs: Inputs): string | undefined {
  const meant = Object.hasOwn(FOREIGN_NAMES, name) ? FOREIGN_NAMES[name] : undefined
  const input = meant?.split(':')[0] as InputName
  const isOpen = inputsOf(action).includes(input) && inputs.isOpen(input)
  return isOpen ? meant : undefined
}

function plain(name: string): string {
  return name.replace(/[^a-z0-9]/g, '')
}

function nearestName(name: string, candidates: InputName[]): InputName | undefined {
  const same = candidates.find(each => plain(each) === plain(name))
  const isNear = (each: InputName) =>
    distance(plain(each), plain(name)) <= (each.length < 8 ? 1 : LARGEST_DISTANCE)
  return same ?? candidates.find(isNear)
}

/** Notes inputs that are too long to have arrived whole on Windows. */
export function checkLengths(
  inputs: Inputs,
  environment: Environment,
  platform: string = process.platform
): void {
  if (platform !== 'win32') return
  for (const [variable, value = ''] of Object.entries(environment)) {
    // Name, equals sign and value, with a zero at the end.
    const isLong = variable.length + value.length + 2 > WINDOWS_LIMIT
    if (!variable.startsWith('INPUT_') || !isLong) continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    inputs.addProblem(name, TOO_LONG)
  }
}
