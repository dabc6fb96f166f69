import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Expression } from '@swc/core'
import { type Node, type Scope, source, walk } from './names.ts'
import { DIFFERS, table, texts } from './texts.ts'

/** One message. `title` is `…` where it is the code of another error; `todo` is empty where the sentence says all. */
export type Message = Readonly<{ kind: 'error' | 'warning' | 'notice'; title: string; sentence: string; todo: string }>

/** What a call or an object in the sources is, that makes a message. */
export type Form = 'ActionError' | 'runner' | 'wrong' | 'mistakes' | 'withHint' | 'meaning' | 'title'

export type Extracted = Readonly<{
  /** The error codes, in the order of errors.ts. */
  codes: readonly string[]
  messages: readonly Message[]
  /** Texts that messages are put together from, by the name of their property and file: `reason http.ts`. */
  parts: ReadonlyMap<string, readonly string[]>
  /** How many places of each form gave a message of their own, by file and form: `run.ts runner`. */
  places: ReadonlyMap<string, number>
}>

const PARTS = ['doing', 'reason', 'hint', 'mistake', 'why', 'warning']

/** In: nothing but the sources. Out: what they can say. */
export const extract = (): Extracted => {
  const messages: Message[] = []
  const parts = new Map<string, readonly string[]>()
  const places = new Map<string, Set<number>>()
  for (const file of files()) {
    const { module, scope: top } = source(file)
    /** What Vault answered, by the case of the switch around; a case without statements shares those of the next one. */
    let answered: readonly string[] = []
    walk(module as unknown as Node, top, (node, scope) => {
      if (node.type === 'SwitchCase') {
        answered = [...answered, ...(node.test ? texts(node.test as Expression, scope) : [DIFFERS])]
      }
      if (node.type === 'ObjectExpression') {
        for (const [key, value] of Object.entries(fieldsOf(node)).filter(([name]) => PARTS.includes(name))) {
          const place = `${key} ${file}`
          const said = [...(parts.get(place) ?? []), ...texts(value, scope).filter(speaks)]
          parts.set(place, [...new Set(said)])
        }
      }
      const { form, found } = madeBy(node, scope, answered)
      if (form === 'meaning') answered = []
      const own = found.filter(({ sentence, todo }) => speaks(sentence) || speaks(todo))
      if (own.length === 0) return
      messages.push(...own)
      const place = `${file} ${form}`
      places.set(place, (places.get(place) ?? new Set()).add((node.span as { start: number }).start))
    })
  }
  return {
    codes: codesOf(source('errors.ts').module as unknown as Node),
    messages: unique(messages),
    parts,
    places: new Map([...places].map(([place, starts]) => [place, starts.size]))
  }
}

type Made = Readonly<{ form: Form | undefined; found: readonly Message[] }>
const NOTHING: Made = { form: undefined, found: [] }

/** In: a node, the names that it sees, and what Vault answered there. Out: the messages that it makes, each way that they can read. */
const madeBy = (node: Node, scope: Scope, answered: readonly string[]): Made => {
  const all = (expression: Expression | undefined) => (expression === undefined ? [''] : texts(expression, scope))
  const error = (form: Form, titles: readonly string[], sentences: readonly string[], todos: readonly string[] = ['']): Made => ({
    form,
    found: messagesOf('error', titles, sentences, todos)
  })
  const { code, hint, title, text } = fieldsOf(node)
  if (code?.type === 'StringLiteral' && hint) return error('meaning', all(code), [ANSWERED_STATUS], all(hint))
  if (title && text) return error('title', all(title), all(text))

  const { name, args } = callOf(node)
  const [first, second, third] = args
  switch (name) {
    case 'ActionError':
      return error('ActionError', all(first), all(second), all(third))
    case 'runner.error':
    case 'runner.warning':
    case 'runner.notice':
      return { form: 'runner', found: messagesOf(name.slice(7) as Message['kind'], all(first), all(second), ['']) }
    case 'wrong':
      return error(
        'wrong',
        ['input'],
        all(first).flatMap(input => all(second).map(what => `${input}: ${what}.`))
      )
    case 'mistakes.push':
      return error('mistakes', ['input'], all(first))
    case 'withHint':
      return error('withHint', [DIFFERS], [DIFFERS], all(second))
    case 'no':
    case 'again': {
      if (first?.type !== 'StringLiteral' || second === undefined) return NOTHING
      const byType = table(second, scope)
      if (byType === undefined) return error('meaning', all(first), answered.map(answeredWith), all(second))
      return {
        form: 'meaning',
        found: byType.flatMap(([type, todo]) => messagesOf('error', all(first), [answeredWith(type)], [todo]))
      }
    }
    default:
      return NOTHING
  }
}

/** Every title with every sentence with everything that is to do. */
const messagesOf = (
  kind: Message['kind'],
  titles: readonly string[],
  sentences: readonly string[],
  todos: readonly string[]
): readonly Message[] =>
  titles.flatMap(title => sentences.flatMap(sentence => todos.map(todo => ({ kind, title, sentence, todo }))))

// A meaning is told by readAnswer of vault/client.ts, in these sentences.
const EXECUTION = `[ (execution id ${DIFFERS})]`
const ANSWERED_STATUS = `${DIFFERS} on ${DIFFERS} failed: it answered with status ${DIFFERS} and ${DIFFERS}${EXECUTION}.`
const answeredWith = (type: string): string =>
  `${DIFFERS} on ${DIFFERS} failed: Vault answered ${type}[: ${DIFFERS}]${EXECUTION}.`

/** The sources, those in folders first. */
const files = (): readonly string[] => {
  const all = globSync('**/*.ts', { cwd: join(import.meta.dirname, '../../src') }).toSorted()
  return [...all.filter(file => file.includes('/')), ...all.filter(file => !file.includes('/'))]
}

/** Whether a text says anything by itself. */
const speaks = (text: string): boolean => /\p{L}/u.test(text)

/** In: a call or `new`. Out: what is called, with the last part before a dot, and with what. */
const callOf = (node: Node): Readonly<{ name: string; args: readonly Expression[] }> => {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return { name: '', args: [] }
  const { callee, arguments: given } = node as unknown as { callee: Expression; arguments: { expression: Expression }[] | null }
  const args = (given ?? []).map(({ expression }) => expression)
  return { name: nameOf(callee), args }
}

const nameOf = (expression: Expression): string => {
  if (expression.type === 'Identifier') return expression.value
  if (expression.type !== 'MemberExpression' || expression.property.type !== 'Identifier') return ''
  return `${nameOf(expression.object).split('.').at(-1)}.${expression.property.value}`
}

/** In: a node. Out: the properties by name of the object that it is, if it is one. */
const fieldsOf = (node: Node): Readonly<Record<string, Expression>> => {
  if (node.type !== 'ObjectExpression') return {}
  const fields: Record<string, Expression> = {}
  for (const each of node.properties as readonly { type: string; key: { value: string }; value: unknown }[]) {
    if (each.type === 'KeyValueProperty') fields[each.key.value] = each.value as Expression
    if (each.type === 'Identifier') fields[each.value as string] = each as unknown as Expression
  }
  return fields
}

const codesOf = (module: Node): readonly string[] => {
  const codes: string[] = []
  walk(module, { names: new Map(), outer: undefined }, node => {
    const { id, typeAnnotation } = node as unknown as {
      id?: { value: string }
      typeAnnotation?: { types: { literal: { value: string } }[] }
    }
    if (node.type === 'TsTypeAliasDeclaration' && id?.value === 'ErrorCode')
      codes.push(...(typeAnnotation?.types ?? []).map(({ literal }) => literal.value))
  })
  return codes
}

const unique = (messages: readonly Message[]): readonly Message[] => [
  ...new Map(messages.map(message => [JSON.stringify(message), message])).values()
]
