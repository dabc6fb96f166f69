import { expect, test } from '@jest/globals'
import { display, mask, parseFileCommands, parseLine } from '../../../simulator/log.ts'

const shown = (line: string) => display(parseLine(line))

test('A command stands at the start of a line, with properties and data unescaped', () => {
  expect(parseLine('  ::error title=a%2Cb%3A;c,line=3::50%25%0Aof it: %3A')).toEqual({
    command: 'error',
    properties: { title: 'a,b:;c', line: '3' },
    data: '50%\nof it: %3A'
  })
})

test('The old form is a command anywhere in a line', () => {
  expect(parseLine('text ##[error title=a%3Bb;line=3]no%5D')).toEqual({
    command: 'error',
    properties: { title: 'a;b', line: '3' },
    data: 'no]'
  })
})

test.each(['text ::error::no', '::unknown::no', '::error', '##[unknown]no', 'plain'])('%p is a plain line', line => {
  expect(parseLine(line)).toEqual({ line })
})

test('Annotations show as words, groups as their title, masks and debug lines not at all', () => {
  expect(shown('::error title=vault-login::refused')).toBe('Error: vault-login: refused')
  expect(shown('::warning::careful')).toBe('Warning: careful')
  expect(shown('::notice::well')).toBe('Notice: well')
  expect(shown('::group::Generate')).toBe('Generate')
  for (const line of ['::endgroup::', '::debug::x', '::add-mask::x']) expect(shown(line)).toBeUndefined()
  expect(shown('::add-mask::')).toMatch(/^Warning: .*empty string/)
})

test('A value is hidden with each of its lines', () => {
  expect(mask('one two three', ['one\n  two \r\n\n'])).toBe('*** *** three')
})

test.each([
  ['base64', 'user:pa"ss<w>ö', Buffer.from('user:pa"ss<w>ö').toString('base64')],
  ['base64 behind one character', 'secret', Buffer.from('xxsecret').toString('base64')],
  ['base64 behind two characters', 'secret', Buffer.from('xsecret').toString('base64')],
  ['JSON', 'pa"ss', JSON.stringify('pa"ss')],
  ['a URI', 'pa"s s!', 'pa%22s%20s%21'],
  ['XML', `<p&a'"s>`, '&lt;p&amp;a&apos;&quot;s&gt;'],
  ['a command line', 'pa"ss', 'pa\\"ss'],
  ['an expression', "pa'ss", "pa''ss"],
  ['quotes trimmed', '"password"', 'password']
])('A value is hidden as it looks in %s', (_form, value, encoded) => {
  const hidden = mask(`before ${encoded} after`, [value])
  expect(hidden).toContain('***')
  expect(hidden.length).toBeLessThan(`before ${encoded} after`.length)
})

test('Overlapping values become one, and hexadecimal is not known', () => {
  expect(mask('abcdef abc', ['abcd', 'cdef', 'abc'])).toBe('*** ***')
  expect(mask(Buffer.from('secret').toString('hex'), ['secret'])).toBe('736563726574')
})

test('File commands hold single values, values of several lines, and the later one wins', () => {
  const text = 'a=1=2\n\nb<<end\nline 1\n\nc=3\nend\na<<x\nx\nd=\nb=e<<f\r\n'
  expect(parseFileCommands(text)).toEqual({ a: '', b: 'e<<f', d: '' })
  expect(parseFileCommands('b<<end\nline 1\n\nc=3\nend\n')).toEqual({ b: 'line 1\n\nc=3' })
})

test('Malformed file commands are an error', () => {
  expect(() => parseFileCommands('nothing')).toThrow("Invalid format 'nothing'")
  expect(() => parseFileCommands('a<<end\n1')).toThrow("Matching delimiter not found 'end'")
})
