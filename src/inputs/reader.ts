import type { Credential } from '../core/credential.ts'
import { trimPasted } from '../core/text.ts'
import type { World } from '../net/world.ts'
import { type ActionName, withoutBearer } from './definition.ts'
import {
  definitionOf,
  INPUT_NAMES,
  type InputName,
  type InputValue,
  inputsOf
} from './definitions.ts'

/** What is a credential wherever it stands: tokens of Vault and GitHub, JSON Web Tokens. */
const TOKEN =
  /veeva-vault-[A-Z0-9]{6,}|\bgh[oprsu]_\w{6,}|\bgithub_pat_\w{6,}|\beyJ[\w-]{6,}[\w.-]*/g
/** What may hold a credential, and is not shown: a part of one, an address with a user, a long text or several lines. */
const MAYBE_CREDENTIAL = /veeva-vault-|gh[a-z]_|github_pat_|eyJ|@|-----|[\r\n]|.{120}/i

const TWICE = 'is there twice: remove one of them'
/** Inputs in which a credential may stand: in a line with its name, or by chance in Base64. */
const HAVE_OTHERS: InputName[] = ['current-token', 'ca-certificate']
const NO_PLACE =
  'must not contain a credential, because the value of this input is not kept secret: move it to the input that is for it'

/** The inputs of one action, and every problem that is found in them. */
export class Inputs {
  /** Sentences, each with the input, what is wrong with it, and what would be right. */
  readonly problems: string[] = []
  /** Whether something is missing that may have been given and arrived empty. */
  isMissing = false
  readonly #world: World
  readonly #texts = new Map<InputName, string>()
  readonly #values = new Map<InputName, unknown>()

  /**
   * Masks every credential among the inputs, whatever is wrong with it, also in inputs that are no place for one. Then
   * checks each input of the action by itself.
   */
  constructor(action: ActionName, world: World) {
    this.#world = world
    const names = inputsOf(action)
    for (const name of INPUT_NAMES) {
      const text = textOf(name, world)
      this.#maskIn(name, text)
      if (names.includes(name)) this.#texts.set(name, text)
    }
    for (const name of names) this.#values.set(name, this.#read(name))
  }

  /** The text of an input as it was given; empty if it was not, or is not one of this action. */
  given(name: InputName): string {
    return this.#texts.get(name) ?? ''
  }

  /** What an input says, or its default. */
  value<N extends InputName>(name: N): InputValue<N> {
    return this.#values.get(name) as InputValue<N>
  }

  /** What an input of lines says, without white space around them, and without empty ones. */
  lines(name: InputName): string[] {
    return (this.#values.get(name) ?? []) as string[]
  }

  mask(value: string): Credential {
    return this.#world.runner.maskSecret(value)
  }

  /**
   * Notes a problem.
   * @param what what is wrong and what would be right, as it follows the input's name
   */
  addProblem(name: string, what: string): undefined {
    this.problems.push(`\`${name}\` ${what}.`)
  }

  /** Notes that something is missing. */
  addMissing(name: string, what: string): undefined {
    this.isMissing = true
    this.addProblem(name, what)
  }

  /** Notes a wrong value, or a wrong line of it, which is shown unless it may hold a credential. */
  addWrong(name: InputName, text: string, what = `must be ${definitionOf(name).form}`): undefined {
    const isHidden = definitionOf(name).isCredential || MAYBE_CREDENTIAL.test(text)
    this.addProblem(name, isHidden ? what : `("${this.#world.runner.quote(text)}") ${what}`)
  }

  /** Why an input has no effect, as it follows "has no effect"; undefined if it has one. */
  conflictOf(name: InputName): string | undefined {
    const { noEffectWithout = [], noEffectWith = [] } = definitionOf(name)
    const missing = noEffectWithout.find(condition => this.#isMet(condition) === false)
    if (missing !== undefined) return `without \`${missing}\`: add \`${missing}\`, or remove it`
    const excluding = noEffectWith.find(condition => this.#isMet(condition))
    return excluding && `with \`${excluding}\`: remove one of them`
  }

  #maskIn(name: InputName, text: string): void {
    const credentials = credentialsIn(text)
    if (definitionOf(name).isCredential) credentials.push(text)
    // Each value by itself, because the lines hold names too.
    if (name === 'current-token') {
      credentials.push(...splitLines(text).map(line => splitCurrentToken(line).value))
    }
    for (const credential of credentials) this.mask(credential)
  }

  #read(name: InputName): unknown {
    const { isRequired, isCredential, isList, defaultValue, form } = definitionOf(name)
    const conflict = this.conflictOf(name)
    const text = this.given(name) || defaultValue
    if (conflict !== undefined) {
      if (this.given(name) === '') return undefined
      this.isMissing ||= conflict.startsWith('without')
      return this.addProblem(name, `has no effect ${conflict}`)
    }
    if (text === undefined) {
      return isRequired ? this.addMissing(name, `is required: ${form}`) : undefined
    }
    if (!isCredential && !HAVE_OTHERS.includes(name) && credentialsIn(text).length > 0)
      return this.addProblem(name, NO_PLACE)
    if (isList) return this.#readLines(name, splitLines(text))
    const value = parse(name, text)
    if (value === undefined) return this.addWrong(name, text)
    return isCredential ? this.mask(text) : value
  }

  #readLines(name: InputName, lines: string[]): string[] {
    for (const [index, line] of lines.entries()) {
      if (parse(name, line) === undefined) this.addWrong(name, line)
      if (lines.indexOf(line) < index) this.addWrong(name, line, TWICE)
    }
    return lines
  }

  /** Whether a condition of the table is met; undefined if the input that decides it has a wrong value, which is a problem of its own. */
  #isMet(condition: string): boolean | undefined {
    const [name, word] = condition.split(': ') as [InputName, string?]
    const text = this.given(name)
    if (word === undefined || text === '') return text !== ''
    return parse(name, text) === undefined ? undefined : firstWord(text) === firstWord(word)
  }
}

function credentialsIn(text: string): string[] {
  return text.match(TOKEN) ?? []
}

function parse(name: InputName, text: string): unknown {
  const definition = definitionOf(name)
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

function splitLines(text: string): string[] {
  return text.split('\n').map(trimPasted).filter(Boolean)
}

/** `organization` of `organization/NAME`, `false` of `False`. */
function firstWord(text: string): string {
  return text.replace(/\/.*/s, '').toLowerCase()
}

/** Splits a line of `current-token` into name, empty where there is only a value, and value. Base64 that ends in equals signs is no name. */
export function splitCurrentToken(line: string): { name: string; value: string } {
  const [, name = '', value = line] = /^([A-Za-z0-9_]+)=(?!=)(.*)$/s.exec(line) ?? []
  return { name: name.toUpperCase(), value: withoutBearer(value.trim()) }
}
