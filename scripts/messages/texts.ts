import type { ArrowFunctionExpression, Expression } from '@swc/core'
import { listed } from '../../src/text.ts'
import { called, callee, find, type Node, type Scope, walk } from './names.ts'

/**
 * What an expression of src/ can say, read from the source without running it: constants stand for what they are, functions for what they
 * return, and every way that a condition can go is one text.
 */

/** Stands for what only a run knows. */
export const DIFFERS = '…'

/** What the text functions make of a value is known only when they run. */
const OPAQUE = ['lasted', 'quote']

/** In: a function with the scope of its body. Out: every text that it can return. */
const returned = (fn: ArrowFunctionExpression, scope: Scope): readonly string[] => {
  if (!('stmts' in fn.body)) return texts(fn.body, scope)
  const all: string[] = []
  walk(fn.body as unknown as Node, scope, (node, within) => {
    if (node.type === 'ReturnStatement' && node.argument) all.push(...texts(node.argument as Expression, within))
    return node.type !== 'ArrowFunctionExpression'
  })
  return all
}

/** In: an expression. Out: the expressions of the list that it is, or undefined. */
const list = (expression: Expression, scope: Scope): readonly Expression[] | undefined => {
  const meant = expression.type === 'Identifier' ? find(expression.value, scope) : undefined
  if (meant !== undefined && meant !== 'unknown') return list(meant.expression, meant.scope)
  return expression.type === 'ArrayExpression' ? expression.elements.flatMap(each => each?.expression ?? []) : undefined
}

/** In: an expression. Out: the texts of the table that it takes one of, by their keys; undefined where it is something else. */
export const table = (expression: Expression, scope: Scope): readonly (readonly [string, string])[] | undefined => {
  if (expression.type === 'ConditionalExpression') return table(expression.consequent, scope)
  if (expression.type === 'MemberExpression' && expression.property.type === 'Computed') return table(expression.object, scope)
  const meant = expression.type === 'Identifier' ? find(expression.value, scope) : undefined
  if (meant !== undefined && meant !== 'unknown') return table(meant.expression, meant.scope)
  if (expression.type !== 'ObjectExpression') return undefined
  return expression.properties.flatMap(each => {
    if (each.type !== 'KeyValueProperty' || each.key.type !== 'Identifier') return []
    const { value: key } = each.key
    return texts(each.value, scope).map(text => [key, text] as const)
  })
}

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)]

/** In: an expression. Out: every text that it can be, with `…` for what differs; none where it is undefined. */
export const texts = (expression: Expression, scope: Scope): readonly string[] => {
  switch (expression.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
      return [String(expression.value)]
    case 'ParenthesisExpression':
    case 'TsAsExpression':
      return texts(expression.expression, scope)
    case 'AwaitExpression':
      return texts(expression.argument, scope)
    case 'ConditionalExpression':
      return unique([...texts(expression.consequent, scope), ...texts(expression.alternate, scope)])
    case 'BinaryExpression':
      return ofBinary(expression.operator, texts(expression.left, scope), texts(expression.right, scope))
    case 'ArrayExpression':
      return unique(expression.elements.flatMap(each => (each ? texts(each.expression, scope) : [])))
    case 'TemplateLiteral':
      return ofTemplate(
        expression.quasis.map(({ cooked }) => cooked ?? ''),
        expression.expressions.map(each => texts(each, scope))
      )
    case 'Identifier': {
      if (expression.value === 'undefined') return []
      const meant = find(expression.value, scope)
      return meant === undefined || meant === 'unknown' ? [DIFFERS] : texts(meant.expression, meant.scope)
    }
    case 'MemberExpression':
      return expression.property.type === 'Computed'
        ? (table(expression, scope)?.map(([, text]) => text) ?? [DIFFERS])
        : [DIFFERS]
    case 'CallExpression':
      return ofCall(expression as unknown as Node, scope)
    default:
      return [DIFFERS]
  }
}

const ofBinary = (operator: string, left: readonly string[], right: readonly string[]): readonly string[] => {
  if (operator === '&&') return right
  if (operator === '/' && Number(left[0]) > 0) return [String(Number(left[0]) / Number(right[0]))]
  // What stands in for nothing at all is no text of its own.
  return (operator === '??' || operator === '||') && !left.includes(DIFFERS) ? unique([...left, ...right]) : [DIFFERS]
}

/** What may be left out stands in square brackets. */
const ofTemplate = (quasis: readonly string[], parts: readonly (readonly string[])[]): readonly string[] =>
  quasis.slice(1).reduce<readonly string[]>(
    (begun, quasi, index) => {
      const part = parts[index] ?? []
      const said = part.filter(text => text !== '')
      const ways =
        said.length === 0
          ? [part.length === 0 ? DIFFERS : '']
          : said.map(text => (part.includes('') && text !== DIFFERS ? `[${text}]` : text))
      return begun.flatMap(start => ways.map(way => start + way + quasi))
    },
    [quasis[0] ?? '']
  )

const ofCall = (node: Node, scope: Scope): readonly string[] => {
  const { callee: to, arguments: given } = node as unknown as { callee: Expression; arguments: { expression: Expression }[] }
  const [first] = given
  if (to.type === 'Identifier' && to.value === 'listed' && first !== undefined) {
    const items = list(first.expression, scope)
    return items === undefined ? [DIFFERS] : [listed(items.flatMap(item => texts(item, scope)))]
  }
  if (to.type === 'Identifier' && !OPAQUE.includes(to.value)) {
    const fn = callee(node, scope)
    return fn === undefined ? [DIFFERS] : unique(returned(fn.fn, fn.scope))
  }
  if (to.type !== 'MemberExpression' || to.property.type !== 'Identifier') return [DIFFERS]
  const items = list(to.object, scope)
  switch (to.property.value) {
    case 'join':
      return items && first
        ? texts(first.expression, scope).map(between => items.flatMap(item => texts(item, scope)).join(between))
        : [DIFFERS]
    case 'filter':
    case 'find':
      return texts(to.object, scope)
    case 'map':
      return first?.expression.type === 'ArrowFunctionExpression'
        ? returned(first.expression, called(first.expression, scope, [], scope))
        : [DIFFERS]
    default:
      return [DIFFERS]
  }
}
