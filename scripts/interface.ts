import { readFileSync, writeFileSync } from 'node:fs'
import type { ActionName, InputDefinition } from '../src/inputs/definition.ts'
import * as inputs from '../src/inputs/definitions.ts'
import { RUN_INPUTS, SIGN_IN_INPUTS, TARGET_INPUTS } from '../src/inputs/vault-inputs.ts'

// Writes the inputs of each action.yml and the README's tables from the table of inputs; with `--check` it only says which files differ.

const FILES: Record<ActionName, string> = {
  main: 'action.yml',
  'list-tokens': 'list-tokens/action.yml',
  'delete-tokens': 'delete-tokens/action.yml'
}
const ACTIONS = Object.keys(FILES) as ActionName[]

/** The tables of the README. */
const GROUPS: Record<string, object> = {
  target: TARGET_INPUTS,
  'sign-in': SIGN_IN_INPUTS,
  token: inputs.TOKEN_INPUTS,
  secret: inputs.SECRET_INPUTS,
  companions: { ...inputs.COMPANION_INPUTS, 'token-name': {}, 'dry-run': {} },
  run: RUN_INPUTS
}

/** When an input is required; empty if never. */
function requirementOf({ isRequired, noEffectWith, noEffectWithout }: InputDefinition): string {
  if (!isRequired) return ''
  if (noEffectWithout) return `Required with \`${noEffectWithout}\``
  return noEffectWith ? `Required unless \`${noEffectWith}\`` : 'Required'
}

/** Description and default as an action documents them. */
function documentedIn(action: ActionName, name: inputs.InputName): [help: string, value: string] {
  const { help, companionHelp, defaultText, defaultValue } = inputs.INPUTS[name]
  if (action !== 'main' && companionHelp) return [companionHelp, '']
  return [help, defaultText ?? (defaultValue ? `\`${defaultValue}\`` : '')]
}

function yamlInput(action: ActionName, name: inputs.InputName): string {
  const required = requirementOf(inputs.INPUTS[name])
  const [help, value] = documentedIn(action, name)
  const [, expression] = /^`(\$\{\{.*\}\})`$/.exec(value) ?? []
  const parts = [help, required, value && !expression ? `Default: ${value}` : '']
  const joined = parts.filter(Boolean).join('. ')
  // The runner refuses expressions in a description.
  const text = joined.replace(/\$\{\{ (.*?) \}\}/g, '$1')
  const lines = [`  ${name}:`, `    description: '${text.replaceAll("'", "''")}.'`]
  if (required === 'Required') lines.push('    required: true')
  if (expression) lines.push(`    default: ${expression}`)
  return lines.join('\n')
}

/** The `inputs:` of one action.yml. Defaults are described and not set, so that the code can tell what was given. */
function yamlInputs(action: ActionName): string {
  const described = inputs.inputsOf(action).map(name => yamlInput(action, name))
  return `inputs:\n${described.join('\n')}\n\n`
}

function rowOf(action: ActionName, name: inputs.InputName): string {
  const [help, value] = documentedIn(action, name)
  const isOfDelete = action === 'delete-tokens' && !inputs.inputsOf('list-tokens').includes(name)
  const meaning = isOfDelete ? `\`delete-tokens\` only. ${help}` : help
  const cell = requirementOf(inputs.INPUTS[name]) || value
  return `| \`${name}\` | ${cell && `${cell} `}| ${meaning} |`
}

/** One table of the README: a group of inputs of the main action, or what the companions have besides signing in. */
function readmeTable(group: string): string {
  const names = Object.keys(GROUPS[group] ?? {}) as inputs.InputName[]
  const action = group === 'companions' ? 'delete-tokens' : 'main'
  const rows = names.map(name => rowOf(action, name))
  return ['| input | default | meaning |', '|---|---|---|', ...rows].join('\n')
}

/** What a file should hold. */
function generated(path: string, text: string): string {
  const action = ACTIONS.find(name => FILES[name] === path)
  if (action) return text.replace(/^inputs:\n[\s\S]*?\n(?=outputs:)/m, () => yamlInputs(action))
  return text.replace(
    /(<!-- inputs:([a-z-]+) -->\n)[\s\S]*?(\n<!-- \/inputs -->)/g,
    (_, start: string, group: string, end: string) => `${start}${readmeTable(group)}${end}`
  )
}

for (const path of [...Object.values(FILES), 'README.md']) {
  const file = new URL(`../${path}`, import.meta.url)
  const text = readFileSync(file, 'utf8')
  const wanted = generated(path, text)
  if (wanted === text) continue
  if (process.argv.includes('--check')) {
    console.error(`${path} is not what the table of inputs says: run "npm run interface".`)
    process.exitCode = 1
  } else {
    writeFileSync(file, wanted)
  }
}
