import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { extract, type Form } from '../../scripts/messages/extract.ts'
import { messagesDocument } from '../../scripts/messages.ts'

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
const committed = read('docs/messages.md')

/** The sources without comments, by file. */
const sources = (readdirSync(`${root}/src`, { recursive: true }) as string[])
  .filter(file => file.endsWith('.ts'))
  .map(file => ({
    file,
    text: read(`src/${file}`)
      .replace(/\/\*\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '')
  }))

/** How each form looks that a message is made in. */
const FORMS: Readonly<Record<Form, RegExp>> = {
  ActionError: /\bnew ActionError\(/g,
  runner: /\.(error|warning|notice)\(/g,
  wrong: /\bwrong\(/g,
  mistakes: /\bmistakes\.push\(/g,
  withHint: /\bwithHint\(/g,
  meaning: /\b(no|again)\(\s*'|\bcode: '/g,
  title: /\btitle: (?!string)/g
}

/** Places that only pass on what another one says. */
const PASS_ON: Readonly<Record<string, number>> = {
  'errors.ts ActionError': 1,
  'run.ts runner': 3,
  'after-job.ts runner': 1,
  'report.ts title': 1,
  'runner.ts runner': 3
}

/** What is said on the log or in the job summary only, what is compared with, and an error that can't happen. */
const NO_MESSAGE = [
  'a token would be generated and',
  'the current token still serves',
  'more are in the output',
  'its record is none of this secret’s',
  'a secret that is to be written is ready'
]
const LOG_LINE = /\brunner\.info\((\n[^\n]*\n *\)|[^\n]*)/g
const FOUR_WORDS = /\p{L}[\p{L}’-]*( \p{L}[\p{L}’-]*){3,}/gu
const CODE = /^(const \w+ of|export class) /

describe('docs/messages.md', () => {
  test('is what the sources give; npm run messages writes it', () => {
    expect(committed).toBe(messagesDocument())
  })

  test('has a message for every error code', () => {
    const { codes, messages } = extract()
    expect(codes).toHaveLength(24)
    expect(codes.filter(code => !messages.some(({ title }) => title === code))).toEqual([])
  })

  test('has a message from every place of the sources that makes one', () => {
    const { places } = extract()
    const expected = sources.flatMap(({ file, text }) =>
      Object.entries(FORMS).flatMap(([form, pattern]) => {
        const place = `${file} ${form}`
        const count = [...text.matchAll(pattern)].length - (PASS_ON[place] ?? 0)
        return count === 0 ? [] : [[place, count] as const]
      })
    )
    expect(Object.fromEntries(places)).toEqual(Object.fromEntries(expected))
    expect(expected.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(100)
  })

  test('has every four words that stand in a row in the sources, but for the log and the job summary', () => {
    const inRow = sources.flatMap(({ file, text }) =>
      [...text.replace(LOG_LINE, '').matchAll(FOUR_WORDS)].map(([words]) => ({ file, words }))
    )
    const said = inRow.filter(({ words }) => !CODE.test(words) && !NO_MESSAGE.includes(words))
    expect(said.filter(({ words }) => !committed.includes(words))).toEqual([])
    expect(said.length).toBeGreaterThan(200)
  })
})
