import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The paths below the root that a pattern fits, in order, with `/` on every system. */
export function find(pattern: string): string[] {
  const paths = globSync(pattern, { cwd: root })
  return paths.map(path => path.replaceAll('\\', '/')).sort()
}

/** What the first group of an expression finds in a text. */
export function all(expression: RegExp, text: string): string[] {
  return [...text.matchAll(expression)].map(([, found = '']) => found)
}

/** The anchor of a heading, as GitHub makes it. */
export function anchorOf(heading: string): string {
  const plain = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
  return plain.replaceAll(' ', '-')
}
