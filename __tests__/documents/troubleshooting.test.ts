import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
const troubleshooting = read('docs/troubleshooting.md')

/** What a document quotes of messages: all of three words or more that stands as code. */
const quotedIn = (text: string): readonly string[] =>
  [...text.replaceAll(/\s+/g, ' ').matchAll(/`([^`]+)`/g)]
    .map(([, literal = '']) => literal)
    .filter(literal => literal.split(' ').length >= 3)

/** In: a quotation, with `…` for what differs, and numbers. Out: its parts that have to be in a message. */
const partsOf = (literal: string): readonly string[] =>
  literal
    .split(/…|\{sandbox\}|\d{2,}/)
    .map(part => part.replaceAll(/^[\s.:,;()"]+|[\s.:,;()"]+$/g, ''))
    .filter(part => part.length > 2)

/** In: a source. Out: its texts without comments, with literals joined that `+` puts together, with and without what is put into them. */
const textsOf = (source: string): string => {
  const code = source
    .replaceAll(/^\s*\/\*\*?[\s\S]*?\*\//gm, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(['"`]) \+ \1/g, '')
  const plain = code.replaceAll(/\$\{[^{}]*\}/g, '…').replaceAll(/\$\{[^{}]*\}/g, '…')
  // As it stands too: what is put in may itself be text.
  return `${code}\n${plain}`
}

const sources = globSync('src/**/*.ts', { cwd: root }).map(path => textsOf(read(path)))

/** In: a quotation. Out: whether one source has all of its parts. */
const isSaid = (literal: string): boolean => {
  const parts = partsOf(literal)
  return parts.length > 0 && sources.some(source => parts.every(part => source.includes(part)))
}

const headings = [...troubleshooting.matchAll(/^## `([a-z -]+)`$/gm)].map(
  ([, heading = '']) => heading
)
const codes = [...read('src/errors.ts').matchAll(/^ {2}\| '([a-z-]+)'$/gm)].map(
  ([, code = '']) => code
)
const titles = sources.flatMap(source =>
  [...source.matchAll(/\b(?:warning|notice|error)\( ?'([a-z -]+)'/g)].map(([, title = '']) => title)
)

test('the troubleshooting quotes the messages as the sources have them', () => {
  const quoted = quotedIn(troubleshooting)
  expect(quoted.length).toBeGreaterThanOrEqual(60)
  expect(quoted.filter(literal => !isSaid(literal))).toEqual([])
})

test('a quotation that is no message is found out', () => {
  const [made = '', comment = '', mixed = ''] = quotedIn(
    '`Vault has eaten the token …` `what can go wrong: an annotation’s title` `its record is not there … and the repository is archived`'
  )
  expect([made, comment, mixed].map(isSaid)).toEqual([false, false, false])
  expect(textsOf("say('one half, ' +\n  'and the other')")).toContain('one half, and the other')
})

test('every code of src/errors.ts is a heading, in their order', () => {
  expect(codes).toHaveLength(24)
  expect(headings.slice(0, codes.length)).toEqual(codes)
})

test('behind the codes every other title of an error, a warning or a notice is a heading, and nothing else', () => {
  const others = new Set(titles.filter(title => !codes.includes(title)))
  expect(others.size).toBeGreaterThan(2)
  expect(headings.slice(codes.length).sort()).toEqual([...others].sort())
})

test('below every heading something is quoted', () => {
  const sections = troubleshooting.split(/^## /m).slice(1)
  expect(
    sections.filter(section => quotedIn(section.slice(section.indexOf('\n'))).length === 0)
  ).toEqual([])
})
