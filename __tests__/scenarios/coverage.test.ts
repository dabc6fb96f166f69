import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import * as coverage from './coverage.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const actions = ['action.yml', 'list-tokens/action.yml', 'delete-tokens/action.yml'].map(read)
const harness = read('__tests__/scenarios/harness/inputs.ts')
const keyless = read('__tests__/scenarios/harness/keyless.ts')

/** @returns the names below a top-level key of the three action.yml */
const namesIn = (section: 'inputs' | 'outputs'): readonly string[] => {
  const blocks = actions.map(text => new RegExp(`^${section}:\\n((?: .*\\n|\\n)+)`, 'm').exec(text))
  const names = blocks.flatMap(block => [...(block?.[1] ?? '').matchAll(/^ {2}([a-z-]+):$/gm)])
  return [...new Set(names.map(([, name = '']) => name))]
}

const errorCodes = (): readonly string[] =>
  [...read('src/core/errors.ts').matchAll(/^ {2}\| '([a-z-]+)'$/gm)].map(([, code = '']) => code)

/** What a test does and what its snapshot shows; undefined when there is no such test. */
const textOf = (name: string): string | undefined => {
  const file = `__tests__/${name}.test.ts`
  if (!existsSync(join(root, file))) return undefined
  const snapshot = `${dirname(file)}/__snapshots__/${name.split('/').at(-1)}.test.ts.snap`
  return [file, snapshot].map(path => (existsSync(join(root, path)) ? read(path) : '')).join('\n')
}

/** @returns the rows that name a test that does not exist, or that does not mention what it is said to show */
const wrongRows = (rows: coverage.Coverage, mentions: (name: string, text: string) => boolean) =>
  Object.entries(rows).filter(([name, file]) => !mentions(name, textOf(file) ?? ''))

const isWord = (name: string, text: string): boolean =>
  new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)

const isGiven = (name: string, text: string): boolean => {
  const shared = text.includes('keyless.ts') ? keyless : harness
  return isWord(name, text.includes('/harness/') ? `${text}\n${shared}` : text)
}

const isErrorCode = (name: string, text: string): boolean =>
  new RegExp(`title=${name}::|'${name}'`).test(text)

test('every input of the three actions is shown by a scenario or a unit test', () => {
  expect(Object.keys(coverage.inputs).sort()).toEqual([...namesIn('inputs')].sort())
  expect(wrongRows(coverage.inputs, isGiven)).toEqual([])
})

test('every output of the three actions is shown by a scenario or a unit test', () => {
  expect(Object.keys(coverage.outputs).sort()).toEqual([...namesIn('outputs')].sort())
  expect(wrongRows(coverage.outputs, isWord)).toEqual([])
})

test('every error code is shown by a scenario or a unit test', () => {
  expect(errorCodes().length).toBeGreaterThan(20)
  expect(Object.keys(coverage.errorCodes).sort()).toEqual([...errorCodes()].sort())
  expect(wrongRows(coverage.errorCodes, isErrorCode)).toEqual([])
})
