import { expect, test } from '@jest/globals'
import { parseStateFile } from '../../src/state-file.ts'

test('an entry is a name, and the lines between two delimiters', () => {
  expect(parseStateFile('main<<END\n{"pid":1}\nEND\nsession<<END\na\nb\nEND\n')).toEqual({ main: '{"pid":1}', session: 'a\nb' })
})

test('the last entry of a name counts', () => {
  expect(parseStateFile('a<<X\n1\nX\na<<Y\n2\nY\n')).toEqual({ a: '2' })
})

test('the file may come from Windows', () => {
  expect(parseStateFile('a<<X\r\n1\r\nX\r\n')).toEqual({ a: '1' })
})

test('what looks like an entry inside of a value is part of the value', () => {
  expect(parseStateFile('a<<X\nb<<Y\n1\nY\nX\n')).toEqual({ a: 'b<<Y\n1\nY' })
})

test.each([['a<<X\n1\nX\nb<<Y\n2\n'], ['a<<X\n1\nX\nb<<Yonder\n2\nYon'], ['a<<X\n1\nX\nb<<'], ['a<<X\n1\nX\nb']])(
  'an entry that is cut off at the end of the file is left out: %j',
  text => {
    expect(parseStateFile(text)).toEqual({ a: '1' })
  }
)

test('an empty value, an empty file and lines of no meaning are no trouble', () => {
  expect(parseStateFile('a<<X\nX\n')).toEqual({ a: '' })
  expect(parseStateFile('')).toEqual({})
  expect(parseStateFile('hello\na<<X\n1\nX\n')).toEqual({ a: '1' })
})

test.each([['a=b<<X\n1\nX\n'], ['a<<X\u2028\n1\nX\n']])(
  'a line that only looks like the beginning of an entry is none: %j',
  text => {
    expect(parseStateFile(text)).toEqual({})
  }
)
