import { distance } from 'fastest-levenshtein'
import type { Runner } from '../core/runner.ts'
import type { World } from '../net/world.ts'
import type { ActionName } from './definition.ts'
import { INPUT_NAMES, type InputName, inputsOf } from './definitions.ts'
import type { Inputs } from './reader.ts'

/** How long a variable can be on Windows; a longer one arrives cut off ("Environment Variables"). */
const WINDOWS_LIMIT = 32_767

/** What other actions call the inputs; such a name is a mistake if the input is not given and would have an effect. */
const FOREIGN_NAMES = {
  environment: 'secret-scope: environment/NAME',
  environments: 'secret-scope: environment/NAME',
  environment_name: 'secret-scope: environment/NAME',
  env: 'secret-scope: environment/NAME',
  scope: 'secret-scope',
  organization: 'secret-scope: organization/NAME',
  org: 'secret-scope: organization/NAME',
  org_name: 'secret-scope: organization/NAME',
  org_visibility: 'secret-visibility',
  repository: 'secret-repository',
  repo: 'secret-repository',
  visibility: 'secret-visibility',
  secret: 'secret-name',
  token: 'github-token',
  sandbox: 'sandbox-name',
  timeout: 'wait-timeout',
  ttl: 'expires'
}

const TOO_LONG = `is longer than a variable can be on Windows (${WINDOWS_LIMIT} characters), so it did not arrive whole: split it over several steps`

export const HYPHENS_LOST =
  'The inputs arrived without those whose names have a hyphen: a shell that starts the action (dash, for one) drops such variables, or something renames them. Configure the runner to start the action without that shell.'

/** Whether no input with a hyphen in its name arrived, which is the cause of all other problems. */
export function hasLostHyphens(environment: World['environment']): boolean {
  const arrived = Object.keys(environment).filter(name => name.startsWith('INPUT_'))
  return arrived.length > 0 && arrived.every(name => !name.includes('-'))
}

/**
 * Notes inputs that did not arrive whole, and those of other names than the action has; warns of names that can be ignored. The runner
 * passes inputs on as `INPUT_…`, as it does with variables that `env:` sets.
 */
export function checkNames(
  action: ActionName,
  inputs: Inputs,
  { environment, runner }: World,
  platform: string = process.platform
): void {
  const known: string[] = inputsOf(action)
  const ignored: string[] = []
  const limit = platform === 'win32' ? WINDOWS_LIMIT : Number.POSITIVE_INFINITY
  for (const [variable, value = ''] of Object.entries(environment)) {
    if (!variable.startsWith('INPUT_') || value.trim() === '') continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    // Name, equals sign and value, with a zero at the end.
    const length = variable.length + value.length + 2
    if (length > limit) inputs.addProblem(name, TOO_LONG)
    if (known.includes(name)) continue
    const problem = problemOf(name, action, inputs)
    if (problem === undefined) ignored.push(`\`${name}\``)
    else inputs.addProblem(name, problem)
  }
  warnOfIgnored(ignored, runner)
}

function warnOfIgnored(names: string[], runner: Runner): void {
  if (names.length === 0) return
  runner.warning(
    'input',
    `Ignored, because this action has no such input: ${names.join(', ')}. The name comes from \`with:\` of the step, or from a variable \`INPUT_…\` that \`env:\` or another tool sets: correct it, or remove it there.`
  )
}

/** Inputs that name a sandbox to the main action; the companions work on the Vault of `vault-dns`. */
const OF_SANDBOXES = ['sandbox-name', 'sandbox-dns', 'target']

/** What is wrong with a name that the action does not have; undefined if it may come from elsewhere. */
function problemOf(name: string, action: ActionName, inputs: Inputs): string | undefined {
  const isOfOther = action !== 'main' && (INPUT_NAMES as string[]).includes(name)
  const hasHyphen = name.includes('-')
  const candidates = inputsOf(action).filter(each => hasHyphen || inputs.given(each) === '')
  const meant = nearestName(name, candidates) ?? foreignName(name, candidates, inputs)
  if (isOfOther && OF_SANDBOXES.includes(name)) {
    return 'is not an input of this action: remove it, and set `vault-dns` to the host name of the sandbox itself'
  }
  if (isOfOther || (hasHyphen && meant === undefined)) {
    return 'is not an input of this action: remove it'
  }
  return meant && `is not an input (did you mean \`${meant}\`?): correct it, or remove it`
}

/** The input whose name differs by a typing error or two. */
function nearestName(name: string, candidates: InputName[]): string | undefined {
  return candidates.find(each => {
    const most = each.length < 8 ? 1 : 2
    return distance(lettersOf(each), lettersOf(name)) <= most
  })
}

function lettersOf(name: string): string {
  return name.replace(/[^a-z0-9]/g, '')
}

/** The input that is meant by another action's name for it, if it would have an effect. */
function foreignName(name: string, candidates: InputName[], inputs: Inputs): string | undefined {
  const [, meant] = Object.entries(FOREIGN_NAMES).find(([foreign]) => foreign === name) ?? []
  const input = candidates.find(each => each === meant?.split(':')[0])
  return input && inputs.conflictOf(input) === undefined ? meant : undefined
}
