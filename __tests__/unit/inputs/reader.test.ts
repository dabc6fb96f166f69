import { expect, test } from '@jest/globals'
import { readBoolean, readLines } from '../../../src/inputs/reader.ts'
import { fakeRunner } from '../../helpers/runner.ts'

test.each<[string, readonly string[]]>([
  ['one\ntwo', ['one', 'two']],
  [' one \r\n\n\t two three\n \n', ['one', 'two three']],
  ['', []],
  ['\n \r\n', []]
])('%j is so many lines', (text, lines) => {
  expect(readLines(fakeRunner({ inputs: { names: text } }), 'names')).toEqual(lines)
})

test.each<[string, boolean, string[]]>([
  ['true', true, []],
  ['True', true, []],
  ['TRUE', true, []],
  ['false', false, []],
  ['False', false, []],
  ['FALSE', false, []],
  ['tRUE', false, ['dry-run "tRUE" is neither true nor false']],
  ['1', false, ['dry-run "1" is neither true nor false']]
])('"%s" as a boolean is %s, with the mistakes %j', (text, value, mistakes) => {
  const told: string[] = []
  const wrong = (input: string, what: string) => void told.push(`${input} ${what}`)
  for (const otherwise of [true, false]) {
    told.length = 0
    expect(readBoolean(fakeRunner({ inputs: { 'dry-run': text } }), 'dry-run', otherwise, wrong)).toBe(value)
    expect(told).toEqual(mistakes)
  }
})

test.each([true, false])('a boolean that is not given is what it is by default: %s', otherwise => {
  const wrong = () => {
    throw new Error('It was no mistake.')
  }
  expect(readBoolean(fakeRunner(), 'dry-run', otherwise, wrong)).toBe(otherwise)
})
