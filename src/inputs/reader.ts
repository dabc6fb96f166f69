import type { Credential } from '../core/credential.ts'
import { trimPasted } from '../core/text.ts'
import type { World } from '../net/world.ts'
import { splitCurrentTokenLine } from './current-tokens.ts'
import type { ActionName } from './definition.ts'
import {
  definitionOf,
  INPUT_NAMES,
  type InputName,
  type InputValue,
  inputsOf
} from './definitions.ts'

/** What is a credential wherever it stands: tokens of Vault and GitHub, JSON Web Tokens. */
const TOKEN = /veeva-vault-[A-Z0-9]{6,}|\bgh[a-z]_\w{6,}|\bgithub_pat_\w{6,}|\beyJ[\w-]{6,}[\w.-]*/g
/** What may hold a credential, and is not shown: a part of one, an address with a user, several lines. */
const MAYBE_CREDENTIAL = /veeva-vault-|gh[a-z]_|github_pat_|eyJ|@|[\r\n]/i

/** Removes what a token was copied with from a header. */
function withoutBearer(text: string): string {
  return text.replace(/^Bearer\s+(?=veeva-vault-)/i, '')
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/).map(trimPasted)
  return lines.filter(line => line !== '')
}

/** The inputs of one action, and every problem that is found in them. */
export class Inputs {
  /** Sentences, each with the input, what is wrong with it, and what would be right. */
  readonly problems: string[] = []
  /** Whether a problem is that something is missing, which may have been given and arrived empty. */
  isMissing = false
  readonly #world: World
  readonly #names: InputName[]
  readonly #masked = new Map<string, Credential>()

  /** Masks every credential among the inputs, whatever is wrong with it, also in inputs that are no place for one. */
  constructor(action: ActionName, world: World) {
    this.#world = world
    this.#names = inputsOf(action)
    for (const name of INPUT_NAMES) {
      const text = this.#rawText(name)
      const lines = name === 'current-token' ? splitLines(text).map(splitCurrentTokenLine) : []
      for (const { value } of lines) this.mask(withoutBearer(value))
      if (definitionOf(name).isCredential && lines.length === 0) this.mask(text)
      for (const [token] of text.matchAll(TOKEN)) this.mask(token)
    }
  }

  /** Masks a credential, once. */
  mask(text: string): Credential {
    const credential = this.#masked.get(text) ?? this.#world.runner.maskSecret(text)
    this.#masked.set(text, credential)
    return credential
  }

  /** The text of an input; empty if it was not given, is not one of this action, or has no effect. */
  text(name: InputName): string {
    const isUsed = this.#names.includes(name) && this.#conflictOf(name) === undefined
    return isUsed ? this.#givenText(name) : ''
  }

  /** Whether an input would have an effect and was not given. */
  isOpen(name: InputName): boolean {
    return this.#conflictOf(name) === undefined && this.#givenText(name) === ''
  }

  /** The lines of an input without white space around them, and without empty ones. */
  lines(name: InputName): string[] {
    return splitLines(this.text(name))
  }

  /** Reads an input, or its default; undefined if there is none, or the input is missing or has not its form, which is noted. */
  read<N extends InputName>(name: N): InputValue<N> | undefined {
    const { isRequired, defaultValue, form, parse } = definitionOf(name)
    const text = this.text(name) || defaultValue
    if (text === undefined) {
      const isMissing = isRequired && this.#conflictOf(name) === undefined
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
      const conflict = this.#conflictOf(name)
      const isIgnored = conflict !== undefined && this.#givenText(name) !== ''
      if (isIgnored) this.addProblem(name, `has no effect ${conflict}`)
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

  /** Notes that an input, or one line of it, has not the form of the table. */
  addWrong(name: InputName, text: string): undefined {
    const shown = definitionOf(name).isCredential ? '' : this.quote(text)
    const verb = text === this.text(name) ? 'is' : 'contains'
    const isNow = shown === '' ? '' : `${verb} ${shown}, but `
    this.addProblem(name, `${isNow}must be ${definitionOf(name).form}`)
  }

  /** Notes a problem of one line of an input. */
  addWrongLine(name: InputName, line: string, what: string): undefined {
    this.addProblem(name, `contains ${this.quote(line) || 'a line'}, which ${what}`)
  }

  /** Quotes a value for a message; empty if it may hold a credential. */
  quote(text: string): string {
    return MAYBE_CREDENTIAL.test(text) ? '' : `"${this.#world.runner.quote(text)}"`
  }

  #rawText(name: InputName): string {
    const { runner } = this.#world
    // A password may begin or end with a blank.
    return name === 'password' ? runner.rawInput(name) : withoutBearer(runner.input(name))
  }

  #givenText(name: InputName): string {
    const text = this.#rawText(name)
    const isDefault =
      definitionOf(name).runnerDefault !== undefined &&
      text.toLowerCase() === this.#world.run.repository.toLowerCase()
    return isDefault ? '' : text
  }

  /** Why an input has no effect, as it follows "has no effect"; undefined if it has one. */
  #conflictOf(name: InputName): string | undefined {
    const { noEffectWithout = [], noEffectWith = [] } = definitionOf(name)
    const missing = noEffectWithout.find(condition => this.#isMet(condition) === false)
    if (missing !== undefined) return `without \`${missing}\`: add \`${missing}\`, or remove it`
    const excluding = noEffectWith.find(condition => this.#isMet(condition))
    return excluding && `with \`${excluding}\`: remove one of them`
  }

  /** Whether a condition of the table is met; undefined if the input that decides it has a wrong value, which is a problem of its own. */
  #isMet(condition: string): boolean | undefined {
    const [name = '', word] = condition.split(': ')
    if (!this.#names.includes(name as InputName)) return false
    const text = this.#givenText(name as InputName)
    if (word === undefined || text === '') return text !== ''
    const isRight = definitionOf(name as InputName).parse?.(text) !== undefined
    return isRight ? firstWord(text) === firstWord(word) : undefined
  }
}

/** `organization` of `organization/NAME`, `false` of `False`. */
function firstWord(text: string): string {
  return text.replace(/\/.*/s, '').toLowerCase()
}
