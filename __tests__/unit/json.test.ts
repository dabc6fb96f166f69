import { expect, test } from '@jest/globals'
import { asList, asObject, asText, parseJson } from '../../src/json.ts'

test.each([
  [{ a: 1 }, true],
  [{}, true],
  [[], false],
  [null, false],
  ['{}', false],
  [1, false],
  [undefined, false]
])('%j is an object: %p', (value, isOne) => {
  expect(asObject(value)).toBe(isOne ? value : undefined)
})

test.each([
  [
    [1, 'a'],
    [1, 'a']
  ],
  [{ length: 1 }, []],
  [null, []],
  ['ab', []],
  [undefined, []]
])('%j reads as the list %j', (value, list) => {
  expect(asList(value)).toEqual(list)
})

test.each([
  ['a', 'a'],
  [12, '12'],
  [0, '0'],
  [null, ''],
  [true, ''],
  [['a'], ''],
  [{}, ''],
  [undefined, '']
])('%j reads as the text "%s"', (value, text) => {
  expect(asText(value)).toBe(text)
})

test.each([
  ['{"a":[1]}', { a: [1] }],
  ['null', null],
  ['{"a":[1]', undefined],
  ['', undefined],
  ['<html>', undefined]
])('%j parses to %j', (text, value) => {
  expect(parseJson(text)).toEqual(value)
})
