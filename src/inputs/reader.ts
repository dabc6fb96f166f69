import { distance } from 'fastest-levenshtein'
import type { Credential } from '../core/credential.ts'
import type { Runner } from '../core/runner.ts'
import { trimPasted } from '../core/text.ts'
import type { World } from '../net/world.ts'
import type { ActionName } from './definition.ts'
import { INPUT_NAMES, INPUTS, type InputName, type InputValue, inputsOf } from './definitions.ts'

/** What is a credential wherever it stands: tokens of Vault and GitHub, JSON Web Tokens. */
const TOKEN =
  /veeva-vault-[A-Z0-9]{6,}|\bgh[oprsu]_\w{6,}|\bgithub_pat_\w{6,}|\beyJ[\w-]{6,}\.[\w.-]*/g
/** What may hold a credential, and is not shown: a part of one, an address with a user, a long text or several lines. */
const MAYBE_CREDENTIAL = /veeva-vault-|gh[a-z]_|github_pat_|eyJ|@|-----|[\r\n]|.{120}/i

/** Names that other actions use: ignored, the secret would be stored at another place. */
const OTHER_NAMES: [names: RegExp, input: InputName, form: string][] = [
  [/^env(ironments?|ironment_name)?$/, 'secret-scope', 'secret-scope: environment/NAME'],
  [/^org(anization)?$/, 'secret-scope', 'secret-scope: organization/NAME'],
  [/^repo(sitory)?$/, 'secret-repository', 'secret-repository']
]

const NO_PLACE =
  'must not contain a credential, because the value of this input is not kept secret: move it to the input that is for it'

/** The inputs of one action, and every problem that is found in them. */
export class Inputs {
  /** Sentences, each with the input, what is wrong with it, and what would be right. */
  readonly problems: string[] = []
  /** Whether something is missing that may have been given and arrived empty. */
  isMissing = false
  readonly #names: InputName[]
  readonly #runner: Runner
  readonly #texts = new Map<InputName, string>()
  readonly #values = new Map<InputName, unknown>()

  /** Masks every credential among the inputs, also in those that are no place for one. Then checks the names, and each input by itself. */
  constructor(action: ActionName, world: World) {
    this.#names = inputsOf(action)
    this.#runner = world.runner
    for (const name of INPUT_NAMES) {
      const text = textOf(name, world)
      for (const credential of credentialsIn(name, text)) this.mask(credential)
      if (this.#names.includes(name)) this.#texts.set(name, text)
    }
    this.#checkNames(world.environment)
    for (const name of this.#names) this.#values.set(name, this.#read(name))
  }

  /** The text of an input as it was given; empty if it was not, or is not one of this action. */
  given(name: InputName): string {
    return this.#texts.get(name) ?? ''
  }

  /** What an input says, or its default. */
  value<N extends InputName>(name: N): InputValue<N> {
    return this.#values.get(name) as InputValue<N>
  }

  /** The different lines of an input, without white space around them. */
  lines(name: InputName): string[] {
    return (this.#values.get(name) ?? []) as string[]
  }

  mask(value: string): Credential {
    return this.#runner.maskSecret(value)
  }

  /** Notes what is wrong with an input and what would be right, as it follows the input's name. */
  addProblem(name: string, what: string): undefined {
    this.problems.push(`\`${name}\` ${what}.`)
  }

  addMissing(name: string, what: string): undefined {
    this.isMissing = true
    this.addProblem(name, what)
  }

  /** Notes a wrong value, or a wrong line of it, which is shown unless it may hold a credential. */
  addWrong(name: InputName, text: string, what = `must be ${INPUTS[name].form}`): undefined {
    const isHidden = INPUTS[name].isCredential || MAYBE_CREDENTIAL.test(text)
    this.addProblem(name, isHidden ? what : `("${this.#runner.quote(text)}") ${what}`)
  }

  /** Notes inputs that the action does not have, and warns of those that may come from elsewhere. */
  #checkNames(environment: World['environment']): void {
    const ignored: string[] = []
    for (const [variable, value = ''] of Object.entries(environment)) {
      const name = variable.slice('INPUT_'.length).toLowerCase()
      const isInput = variable.startsWith('INPUT_') && value.trim() !== ''
      if (!isInput || (this.#names as string[]).includes(name)) continue
      const problem = this.#nameProblem(name)
      if (problem === undefined) ignored.push(`\`${name}\``)
      else this.addProblem(name, problem)
    }
    if (ignored.length === 0) return
    this.#runner.warning(
      'input',
      `Ignored, because this action has no such input: ${ignored.join(', ')}. The name comes from \`with:\` of the step, or from a variable \`INPUT_…\` that \`env:\` or another tool sets: correct it, or remove it there.`
    )
  }

  /** What is wrong with a name that the action does not have; undefined if it may come from elsewhere. */
  #nameProblem(name: string): string | undefined {
    const meant = this.#meantBy(name)
    if (meant !== undefined) {
      return `is not an input (did you mean \`${meant}\`?): correct it, or remove it`
    }
    const isOfMain = (INPUT_NAMES as string[]).includes(name) && !this.#names.includes('target')
    const isOfWorkflow = name.includes('-') || isOfMain
    return isOfWorkflow ? 'is not an input of this action: remove it' : undefined
  }

  /** The input that was not given and is meant by a name: one that differs by a typing error or two, or that other actions use. */
  #meantBy(name: string): string | undefined {
    const [, input, form] = OTHER_NAMES.find(([names]) => names.test(name)) ?? []
    if (input && this.given(input) === '' && this.#conflictOf(input) === undefined) return form
    const letters = (text: string) => text.replace(/[^a-z0-9]/g, '')
    return this.#names.find(each => {
      const most = each.length < 8 ? 1 : 2
      return this.given(each) === '' && distance(letters(each), letters(name)) <= most
    })
  }

  /** Why an input has no effect beside the others; undefined if it has one. */
  #conflictOf(name: InputName): string | undefined {
    const { noEffectWithout, noEffectWith } = INPUTS[name]
    if (noEffectWithout && !this.#isMet(noEffectWithout)) {
      return `without \`${noEffectWithout}\`: add \`${noEffectWithout}\`, or remove it`
    }
    if (!noEffectWith || !this.#isMet(noEffectWith)) return undefined
    return `with \`${noEffectWith}\`: remove one of them`
  }

  #isMet(condition: string): boolean {
    const [name, word] = condition.split(': ') as [InputName, string?]
    const text = this.given(name).toLowerCase()
    return word === undefined ? text !== '' : text.split('/')[0] === word.split('/')[0]
  }

  #read(name: InputName): unknown {
    const { isRequired, isCredential, isList, defaultValue, form } = INPUTS[name]
    const given = this.given(name)
    const conflict = this.#conflictOf(name)
    if (conflict !== undefined) {
      return given === '' ? undefined : this.addProblem(name, `has no effect ${conflict}`)
    }
    const text = given || defaultValue
    if (text === undefined) {
      return isRequired ? this.addMissing(name, `is required: ${form}`) : undefined
    }
    if (!isCredential && text.match(TOKEN)) return this.addProblem(name, NO_PLACE)
    if (isList) return this.#readLines(name, text)
    const value = parse(name, text)
    if (value === undefined) return this.addWrong(name, text)
    return isCredential ? this.mask(text) : value
  }

  #readLines(name: InputName, text: string): string[] {
    const lines = [...new Set(splitLines(text))]
    for (const line of lines) {
      if (parse(name, line) === undefined) this.addWrong(name, line)
    }
    return lines
  }
}

/** Lists what has to be masked: what an input for a credential holds, and tokens in any other. */
function credentialsIn(name: InputName, text: string): string[] {
  // Each value by itself, because the lines hold names too.
  if (name === 'current-token') return splitLines(text).map(line => splitCurrentToken(line).value)
  return INPUTS[name].isCredential ? [text] : (text.match(TOKEN) ?? [])
}

function parse(name: InputName, text: string): unknown {
  const definition = INPUTS[name]
  if (definition.pattern?.test(text) === false) return undefined
  return definition.parse ? definition.parse(text) : text
}

function textOf(name: InputName, { runner, run }: World): string {
  // A password may begin or end with a blank.
  if (name === 'password') return runner.rawInput(name)
  const text = withoutBearer(runner.input(name))
  // The runner fills in the default of this one.
  const isOwn = text.toLowerCase() === run.repository.toLowerCase()
  return name === 'secret-repository' && isOwn ? '' : text
}

function withoutBearer(text: string): string {
  return text.replace(/^Bearer\s+(?=veeva-vault-)/i, '')
}

function splitLines(text: string): string[] {
  return text.split('\n').map(trimPasted).filter(Boolean)
}

/** Splits a line of `current-token` into name, empty where there is only a value, and value. Base64 that ends in equals signs is no name. */
export function splitCurrentToken(line: string): { name: string; value: string } {
  const [, name = '', value = line] = /^([A-Za-z0-9_]+)=(?!=)(.*)$/s.exec(line) ?? []
  return { name: name.toUpperCase(), value: withoutBearer(value.trim()) }
}
