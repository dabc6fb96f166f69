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
import { splitCurrentTokenLine } from './token-inputs.ts'

/** What is a credential wherever it stands: tokens of Vault and GitHub, JSON Web Tokens. */
const TOKEN = /veeva-vault-[A-Z0-9]{6,}|\bgh[a-z]_\w{6,}|\bgithub_pat_\w{6,}|\beyJ[\w-]{6,}[\w.-]*/g
/** What may hold a credential, and is not shown: a part of one, an address with a user, several lines. */
const MAYBE_CREDENTIAL = /veeva-vault-|gh[a-z]_|github_pat_|eyJ|@|[\r\n]/i

/** The inputs of one action, and every problem that is found in them. */
export class Inputs {
  /** Sentences, each with the input, what is wrong with it, and what would be right. */
  readonly problems: string[] = []
  /** Whether something is missing that may have been given and arrived empty. */
  isMissing = false
  readonly #names: InputName[]
  readonly #world: World
  readonly #masked = new Map<string, Credential>()

  /** Masks every credential among the inputs, whatever is wrong with it, also in inputs that are no place for one. */
  constructor(action: ActionName, world: World) {
    this.#names = inputsOf(action)
    this.#world = world
    for (const name of INPUT_NAMES) {
      const text = textOf(name, world)
      const credentials = [...text.matchAll(TOKEN)].map(([token]) => token)
      if (name === 'current-token') {
        credentials.unshift(...splitLines(text).map(line => splitCurrentTokenLine(line).value))
      } else if (definitionOf(name).isCredential) {
        credentials.unshift(text)
      }
      for (const credential of credentials) this.mask(credential)
    }
  }

  /** Masks a credential, once. */
  mask(text: string): Credential {
    const credential = this.#masked.get(text) ?? this.#world.runner.maskSecret(text)
    this.#masked.set(text, credential)
    return credential
  }

  /** The text of an input as it was given; empty if it was not, or is not one of this action. */
  given(name: InputName): string {
    const { repository } = this.#world.run
    const text = this.#names.includes(name) ? textOf(name, this.#world) : ''
    // The runner fills in the default of this one.
    const isOwn = text.toLowerCase() === repository.toLowerCase()
    return name === 'secret-repository' && isOwn ? '' : text
  }

  /** The text of an input; empty also if it has no effect. */
  text(name: InputName): string {
    return this.conflictOf(name) === undefined ? this.given(name) : ''
  }

  /** The lines of an input without white space around them, and without empty ones. */
  lines(name: InputName): string[] {
    return splitLines(this.text(name))
  }

  /** Reads an input of several different lines, each of the form of the table. */
  readLines(name: InputName): string[] {
    const { parse } = definitionOf(name)
    const lines = new Set<string>()
    for (const line of this.lines(name)) {
      if (lines.has(line)) this.addWrong(name, line, 'is there twice: remove one of them')
      else if (parse?.(line) === undefined) this.addWrong(name, line)
      lines.add(line)
    }
    return [...lines]
  }

  /** Reads an input, or its default; undefined if there is none, or a problem was noted. */
  read<N extends InputName>(name: N): InputValue<N> | undefined {
    const { isRequired, defaultValue, form, parse } = definitionOf(name)
    const text = this.text(name) || defaultValue
    if (text === undefined) {
      const isMissing = isRequired && this.conflictOf(name) === undefined
      return isMissing ? this.addMissing(name, `is required: ${form}`) : undefined
    }
    const value = parse ? parse(text) : text
    return value === undefined ? this.addWrong(name, text) : (value as InputValue<N>)
  }

  /** Reads an input that holds a credential. */
  readCredential(name: InputName): Credential | undefined {
    const text = this.read(name)
    return typeof text === 'string' ? this.mask(text) : undefined
  }

  /** Notes every input that was given and has no effect. */
  checkEffects(): void {
    for (const name of this.#names) {
      const conflict = this.conflictOf(name)
      if (conflict === undefined || this.given(name) === '') continue
      this.isMissing ||= conflict.startsWith('without')
      this.addProblem(name, `has no effect ${conflict}`)
    }
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
    // What follows the slash arrived empty.
    this.isMissing ||= text.endsWith('/')
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

  /** Whether a condition of the table is met; undefined if the input that decides it has a wrong value, which is a problem of its own. */
  #isMet(condition: string): boolean | undefined {
    const [name, word] = condition.split(': ') as [InputName, string?]
    const text = this.given(name)
    if (word === undefined || text === '') return text !== ''
    const isRight = definitionOf(name).parse?.(text) !== undefined
    return isRight ? firstWord(text) === firstWord(word) : undefined
  }
}

function textOf(name: InputName, { runner }: World): string {
  // A password may begin or end with a blank.
  return name === 'password' ? runner.rawInput(name) : withoutBearer(runner.input(name))
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/).map(trimPasted)
  return lines.filter(line => line !== '')
}

/** `organization` of `organization/NAME`, `false` of `False`. */
function firstWord(text: string): string {
  return text.replace(/\/.*/s, '').toLowerCase()
}
