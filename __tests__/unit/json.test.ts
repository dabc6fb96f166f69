import { describe, expect, test } from '@jest/globals'
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

describe('JSON is read up to a depth of 64', () => {
  const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  const objects = (depth: number) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth)

  test.each([
    ['64 lists', lists(64)],
    ['64 objects', objects(64)],
    ['brackets in a text behind quotes', JSON.stringify(`"${'['.repeat(100)}`)],
    ['brackets in a text behind a backslash', JSON.stringify([`\\`, '['.repeat(100)])]
  ])('%s are fine', (_, text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
    expect(parseJson(text)).toBeDefined()
  })

  test.each([
    ['65 lists', lists(65)],
    ['65 objects', objects(65)],
    ['a deep list behind flat ones', `[[],[],${lists(64)}]`],
    ['a deep list behind a text that ends with a backslash', `["\\\\",${lists(64)}]`]
  ])('%s are not', (_, text) => {
    expect(JSON.parse(text)).toBeDefined()
    expect(parseJson(text)).toBeUndefined()
  })
})
