import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type ArrowFunctionExpression, type Expression, type Module, type Pattern, parseSync } from '@swc/core'

/** The sources as they are parsed, and what their names stand for: constants are followed, also to other files. */

const folder = resolve(import.meta.dirname, '../../src')

/** What a name stands for; `unknown` where only a run tells, as a parameter does. */
type Meant = Readonly<{ expression: Expression; scope: Scope }> | 'unknown' | undefined
/** The names of a block, or of a whole file, which is within none. */
export type Scope = Readonly<{ names: Map<string, () => Meant>; outer: Scope | undefined }>

export type Node = Readonly<{ type: string }> & Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** In: a node, or whatever a node holds. Out: the nodes right below it. */
const below = (value: unknown): readonly Node[] =>
  Object.values(value as object).flatMap(child => {
    if (isNode(child)) return [child]
    return typeof child === 'object' && child !== null ? below(child) : []
  })

type Source = Readonly<{ module: Module; scope: Scope }>
const sources = new Map<string, Source>()

/** In: the path of a file below src/. Out: it, parsed, with the names of its top level. */
export const source = (file: string): Source => {
  const known = sources.get(file)
  if (known !== undefined) return known
  const module = parseSync(readFileSync(join(folder, file), 'utf8'), { syntax: 'typescript', target: 'es2024' })
  const scope: Scope = { names: new Map(), outer: undefined }
  for (const item of module.body) {
    if (item.type === 'ExportDeclaration') declare([item.declaration], scope)
    if (item.type !== 'ImportDeclaration' || !item.source.value.startsWith('.')) continue
    const from = join(dirname(file), item.source.value)
    for (const { local } of item.specifiers) scope.names.set(local.value, () => source(from).scope.names.get(local.value)?.())
  }
  declare(module.body, scope)
  sources.set(file, { module, scope })
  return { module, scope }
}

/** Notes the constants among the statements of a block. */
const declare = (statements: readonly Node[] | Module['body'], scope: Scope): void => {
  for (const statement of statements as unknown as readonly Node[]) {
    if (statement.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declarations as readonly { id: Pattern; init: Expression | undefined }[]) {
      if (id.type === 'Identifier')
        scope.names.set(id.value, () => (init && statement.kind === 'const' ? { expression: init, scope } : 'unknown'))
    }
  }
}

/** In: a name and where it is used. Out: what it stands for. */
export const find = (name: string, scope: Scope | undefined): Meant =>
  scope === undefined ? undefined : scope.names.has(name) ? scope.names.get(name)?.() : find(name, scope.outer)

/** In: a function, what it is called with, and from where. Out: the scope of its body. */
export const called = (fn: ArrowFunctionExpression, defined: Scope, args: readonly Expression[], from: Scope): Scope => {
  const names = new Map<string, () => Meant>()
  fn.params.forEach((param, index) => {
    const given = args[index]
    if (param.type === 'Identifier') names.set(param.value, () => (given ? { expression: given, scope: from } : 'unknown'))
  })
  return { names, outer: defined }
}

/** In: a call. Out: the function that it calls with the scope of its body, where that function is a constant of the sources. */
export const callee = (node: Node, scope: Scope) => {
  const { callee: to, arguments: given } = node as unknown as { callee: Expression; arguments: { expression: Expression }[] }
  const meant = node.type === 'CallExpression' && to.type === 'Identifier' ? find(to.value, scope) : undefined
  if (meant === undefined || meant === 'unknown' || meant.expression.type !== 'ArrowFunctionExpression') return undefined
  const args = given.map(({ expression }) => expression)
  return {
    fn: meant.expression,
    inner: meant.scope.outer !== undefined,
    scope: called(meant.expression, meant.scope, args, scope)
  }
}

/**
 * Shows every node with the names that it sees. A function within another one is shown where it is called, with what it is called with.
 * @param see may answer `false`: then nothing below the node is shown
 */
export const walk = (node: Node, scope: Scope, see: (node: Node, scope: Scope) => unknown): void => {
  if (see(node, scope) === false) return
  let within = scope
  if (Array.isArray(node.stmts)) {
    within = { names: new Map(), outer: scope }
    declare(node.stmts, within)
  }
  if (node.type === 'ArrowFunctionExpression') {
    within = called(node as unknown as ArrowFunctionExpression, scope, [], scope)
  }
  if (node.type === 'ForOfStatement') {
    const [{ id }] = (node.left as { declarations: [{ id: Pattern }] }).declarations
    const each = { expression: node.right as Expression, scope }
    within = { names: new Map(id.type === 'Identifier' ? [[id.value, () => each]] : []), outer: scope }
  }
  for (const child of below(node)) {
    const init = child.type === 'VariableDeclarator' ? (child.init as Expression | undefined) : undefined
    const inner = init?.type === 'ArrowFunctionExpression' && init.params.length > 0 && within.outer !== undefined
    if (!inner) walk(child, within, see)
  }
  const to = callee(node, scope)
  if (to?.inner && to.fn.params.length > 0) walk(to.fn.body as unknown as Node, to.scope, see)
}
