import { expect, test } from '@jest/globals'
import { all, find, read } from './files.ts'

const troubleshooting = read('docs/troubleshooting.md')

/** What a document quotes of messages: everything in code style of three words or more. */
function quotedIn(text: string): string[] {
  return all(/`([^`]+)`/g, text.replaceAll(/\s+/g, ' ')).filter(each => / .* /.test(each))
}

/** The parts of a quotation that have to be in a message; `…` and numbers stand for what differs. */
function partsOf(literal: string): string[] {
  return literal
    .split(/…|\{sandbox\}|\d{2,}/)
    .map(part => part.replaceAll(/^[\s.:,;()"]+|[\s.:,;()"]+$/g, ''))
    .filter(part => part.length > 2)
}

/** The texts of a source without comments; literals that `+` joins are joined, and `…` stands for what is inserted. */
function textsOf(source: string): string {
  const code = source
    .replaceAll(/^\s*\/\*\*?[\s\S]*?\*\//gm, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(['"`]) \+ \1/g, '')
    // Input names stand in backquotes, which the documents leave out inside of code style.
    .replaceAll('\\`', '')
  const plain = code.replaceAll(/\$\{[^{}]*\}/g, '…').replaceAll(/\$\{[^{}]*\}/g, '…')
  // As it is too: what is inserted may itself be text.
  return `${code}\n${plain}\n${plain.replaceAll('`', '')}`
}

const sources = find('src/**/*.ts').map(path => textsOf(read(path)))

/** Whether one source has all parts of a quotation. */
function isSaid(literal: string): boolean {
  const parts = partsOf(literal)
  return parts.length > 0 && sources.some(source => parts.every(part => source.includes(part)))
}

/** The titles of the warnings, notices and errors in a source, written out or by a constant. */
function titlesIn(source: string): string[] {
  const calls = source.matchAll(/\b(?:warning|notice|error)\( ?(?:'([a-z -]+)'|([A-Z_]+)),/g)
  return [...calls].map(([, title, constant]) => {
    const value = new RegExp(`const ${constant} = '([a-z -]+)'`).exec(source)?.[1]
    return title ?? value ?? `the constant ${constant}`
  })
}

const headings = all(/^## `([a-z -]+)`$/gm, troubleshooting)
const codes = all(/^ {2}\| '([a-z-]+)'$/gm, read('src/core/errors.ts'))

test('The troubleshooting quotes messages as the sources have them', () => {
  const quoted = quotedIn(troubleshooting)
  expect(quoted.length).toBeGreaterThanOrEqual(60)
  expect(quoted.filter(literal => !isSaid(literal))).toEqual([])
})

test('A quotation that is not a message is found', () => {
  const invented = '`Vault has eaten it …` `its record is not there … and it is archived`'
  expect(quotedIn(invented).map(isSaid)).toEqual([false, false])
  expect(textsOf("say('one half, ' +\n  'and the other')")).toContain('one half, and the other')
})

test('Every code of an error is a heading of the troubleshooting, in their order', () => {
  expect(codes).toHaveLength(24)
  expect(headings.slice(0, codes.length)).toEqual(codes)
})

test('Every other title of a warning or notice is a heading behind the codes, and nothing else is', () => {
  const others = new Set(sources.flatMap(titlesIn).filter(title => !codes.includes(title)))
  expect(others.size).toBeGreaterThan(2)
  expect(headings.slice(codes.length).sort()).toEqual([...others].sort())
})

test('Something is quoted below every heading of the troubleshooting', () => {
  const sections = troubleshooting.split(/^## /m).slice(1)
  const bodies = sections.map(section => section.slice(section.indexOf('\n')))
  expect(bodies.filter(body => quotedIn(body).length === 0)).toEqual([])
})
