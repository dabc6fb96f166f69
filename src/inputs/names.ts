import { distance } from 'fastest-levenshtein'
import type { ActionName } from './definition.ts'
import { INPUT_NAMES, type InputName, inputsOf } from './definitions.ts'
import type { Inputs } from './reader.ts'

type Environment = Record<string, string | undefined>

/** How long a variable can be on Windows; a longer one arrives cut off ("Environment Variables"). */
const WINDOWS_LIMIT = 32_767

/** Inputs, with the names that other actions have for them; such a name is a mistake if the input is not given and would have an effect. */
const FOREIGN_NAMES: Record<string, string[]> = {
  'secret-scope: environment/NAME': ['environment'],
  'secret-scope: organization/NAME': ['organization', 'org'],
  'secret-scope': ['scope'],
  'secret-repository': ['repository', 'repo'],
  'secret-visibility': ['visibility'],
  'secret-name': ['secret'],
  'github-token': ['token'],
  'sandbox-name': ['sandbox', 'sandboxes'],
  'wait-timeout': ['timeout'],
  expires: ['expiry', 'expiration', 'ttl', 'lifetime'],
  'keep-previous': ['keep'],
  'revoke-after-job': ['revoke']
}

const HYPHENS_LOST =
  'The inputs arrived without those whose names have a hyphen: a shell that starts the action (dash, for one) drops such variables, or something renames them. Have the runner start the action without it.'

const TOO_LONG = `is longer than a variable can be on Windows (${WINDOWS_LIMIT} characters), so it did not arrive whole: split it over several steps`

const OF_OTHER_ACTION =
  'is an input of another action, and has no effect here: remove it (`vault-dns` is the Vault whose tokens these are, for a sandbox its own host name)'

/** Says that no input with a hyphen in its name arrived, which is the cause of all other problems; undefined if some did. */
export function hyphensProblem(environment: Environment): string | undefined {
  const arrived = Object.keys(environment).filter(name => name.startsWith('INPUT_'))
  const isLost = arrived.length > 0 && arrived.every(name => !name.includes('-'))
  return isLost ? HYPHENS_LOST : undefined
}

/**
 * Notes inputs that did not arrive whole, and those of other names than the action has. The runner passes them on as `INPUT_…`, as it
 * does with variables that `env:` sets.
 * @returns the names that can be ignored
 */
export function checkNames(
  action: ActionName,
  inputs: Inputs,
  environment: Environment,
  platform: string = process.platform
): string[] {
  const known: string[] = inputsOf(action)
  const ignored: string[] = []
  for (const [variable, value = ''] of Object.entries(environment)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase()
    if (name === undefined || value.trim() === '') continue
    // Name, equals sign and value, with a zero at the end.
    const isCut = platform === 'win32' && variable.length + value.length + 2 > WINDOWS_LIMIT
    if (isCut) inputs.addProblem(name, TOO_LONG)
    if (known.includes(name)) continue
    const problem = problemOf(name, action, inputs)
    if (problem === undefined) ignored.push(name)
    else inputs.addProblem(name, problem)
  }
  return ignored
}

function problemOf(name: string, action: ActionName, inputs: Inputs): string | undefined {
  const isOfOther = (INPUT_NAMES as string[]).includes(name)
  if (isOfOther && action !== 'main') return OF_OTHER_ACTION
  const hasHyphen = name.includes('-')
  const candidates = inputsOf(action).filter(each => hasHyphen || inputs.given(each) === '')
  const meant = nearestName(name, candidates) ?? foreignName(name, inputs, candidates)
  if (meant !== undefined)
    return `is not an input (did you mean \`${meant}\`?): correct it, or remove it`
  return hasHyphen ? 'is not an input of this action: remove it' : undefined
}

function nearestName(name: string, candidates: InputName[]): string | undefined {
  const same = candidates.find(each => plain(each) === plain(name))
  return same ?? candidates.find(each => distance(plain(each), plain(name)) <= limitFor(each))
}

function plain(name: string): string {
  return name.replace(/[^a-z0-9]/g, '')
}

/** How many characters a misspelt name may differ by. */
function limitFor(name: string): number {
  return name.length < 8 ? 1 : 2
}

/** The input that is meant by another action's name for it, if it would have an effect. */
function foreignName(name: string, inputs: Inputs, candidates: InputName[]): string | undefined {
  const meant = Object.keys(FOREIGN_NAMES).find(each => FOREIGN_NAMES[each]?.includes(name))
  const input = candidates.find(each => each === meant?.split(':')[0])
  return input && inputs.conflictOf(input) === undefined ? meant : undefined
}
