import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8').replaceAll(/\s+/g, ' ')

/** What the README quotes of messages: all of three words or more that stands as code under Troubleshooting. */
const quoted = (): string[] => {
  const [, text = ''] = / ## Troubleshooting (.*?) ## Compared with a script /.exec(read('README.md')) ?? []
  return [...text.matchAll(/`([^`]+)`/g)].map(([, literal = '']) => literal).filter(literal => literal.split(' ').length >= 3)
}

/** In: a quotation, with `…` for what differs, and numbers of statuses. Out: its parts that have to be in a message. */
const partsOf = (literal: string): string[] =>
  literal
    .split(/…|\d{3}/)
    .map(part => part.replaceAll(/^[\s.:,;()"]+|[\s.:,;()"]+$/g, ''))
    .filter(part => part.length > 2)

/** All texts of the sources in one, without what is put into them. */
const sources = (): string =>
  globSync('src/**/*.ts', { cwd: root })
    .map(path =>
      read(path)
        .replaceAll(/\$\{[^{}]*\}/g, '…')
        .replaceAll(/\$\{[^{}]*\}/g, '…')
    )
    .join('\n')

test('the README’s troubleshooting quotes the messages as the sources have them', () => {
  const texts = sources()
  expect(quoted().length).toBeGreaterThan(60)
  expect(quoted().filter(literal => partsOf(literal).some(part => !texts.includes(part)))).toEqual([])
})
