import { expect, test } from '@jest/globals'
import { readBoolean, readLines, usualCause } from '../../../src/inputs/reader.ts'
import { fakeRunner } from '../../helpers/runner.ts'

const of = (inputs: Record<string, string>) => ({ ...fakeRunner({ inputs }), usualCause: '' })

test.each<[string, readonly string[]]>([
  ['one\ntwo', ['one', 'two']],
  [' one \r\n\n\t two three\n \n', ['one', 'two three']],
  ['', []],
  ['\n \r\n', []]
])('%j is so many lines', (text, lines) => {
  expect(readLines(of({ names: text }), 'names')).toEqual(lines)
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
    expect(readBoolean(of({ 'dry-run': text }), 'dry-run', otherwise, wrong)).toBe(value)
    expect(told).toEqual(mistakes)
  }
})

test.each([true, false])('a boolean that is not given is what it is by default: %s', otherwise => {
  const wrong = () => {
    throw new Error('It was no mistake.')
  }
  expect(readBoolean(of({}), 'dry-run', otherwise, wrong)).toBe(otherwise)
})

test('the usual causes of an empty input are those of the run', () => {
  expect(usualCause({})).toMatch(/misspelt name, an environment .*, a reusable workflow .*, or a run from a fork/)
  expect(usualCause({ GITHUB_ACTOR: 'dependabot[bot]' })).toMatch(/run of Dependabot, which gets only Dependabot’s own secrets/)
})
