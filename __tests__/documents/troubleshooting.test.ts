import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
const troubleshooting = read('docs/troubleshooting.md')

/** What the document quotes of messages: all of three words or more that stands as code. */
const quoted = [...troubleshooting.replaceAll(/\s+/g, ' ').matchAll(/`([^`]+)`/g)]
  .map(([, literal = '']) => literal)
  .filter(literal => literal.split(' ').length >= 3)

/** In: a quotation, with `…` for what differs, and numbers of statuses. Out: its parts that have to be in a message. */
const partsOf = (literal: string): string[] =>
  literal
    .split(/…|\d{3}/)
    .map(part => part.replaceAll(/^[\s.:,;()"]+|[\s.:,;()"]+$/g, ''))
    .filter(part => part.length > 2)

/** All texts of the sources in one, with and without what is put into them. */
const sources = globSync('src/**/*.ts', { cwd: root })
  .flatMap(path => {
    const text = read(path).replaceAll(/\s+/g, ' ')
    // As it stands too: what is put in may itself be text.
    return [text, text.replaceAll(/\$\{[^{}]*\}/g, '…').replaceAll(/\$\{[^{}]*\}/g, '…')]
  })
  .join('\n')

test('the troubleshooting quotes the messages as the sources have them', () => {
  expect(quoted.length).toBeGreaterThan(60)
  expect(quoted.filter(literal => partsOf(literal).some(part => !sources.includes(part)))).toEqual([])
})

test('every error code has a heading in it, and so has every title of a warning or notice', () => {
  const headings = [...troubleshooting.matchAll(/^## `([a-z -]+)`$/gm)].map(([, heading = '']) => heading)
  const codes = [...read('src/errors.ts').matchAll(/^ {2}\| '([a-z-]+)'$/gm)].map(([, code = '']) => code)
  const titles = [...sources.matchAll(/\b(?:warning|notice)\( ?'([a-z -]+)'/g)].map(([, title = '']) => title)
  expect(codes).toHaveLength(24)
  expect(titles.length).toBeGreaterThan(5)
  expect([...codes, ...titles].filter(each => !headings.includes(each))).toEqual([])
})
