import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseLine } from '../../../simulator/log.ts'
import { asActionError } from '../../../src/core/errors.ts'
import { trimRaw } from '../../../src/core/runner.ts'
import {
  count,
  escapeMarkdown,
  joinWithAnd,
  neutralize,
  quote,
  trimPasted,
  withoutFullStop
} from '../../../src/core/text.ts'
import { describeBody } from '../../../src/net/api.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

test.each([
  ['::set-output name=token::x', ': :set-output name=token::x'],
  ['  ::error::x', '  : :error::x'],
  ['\r\n::error::x', ' : :error::x'],
  ['a\n::error::x', 'a ::error::x'],
  [':::', ': ::'],
  ['##[error]x', '## [error]x'],
  ['a ###[group]x ##[endgroup]', 'a ### [group]x ## [endgroup]'],
  ['\u001b[31mred\u001b[0m', ' [31mred [0m'],
  ['a\u2028b\u2029c\u0085d\u0000e', 'a b c d e'],
  ['right\u202eto left\u2066', 'right to left '],
  ['Vault: a::b, 12:30, [x]', 'Vault: a::b, 12:30, [x]']
])('%j is safe to print as %j', (text, safe) => {
  expect(neutralize(text)).toBe(safe)
})

const commandText = fc
  .array(fc.constantFrom('::', '##[', 'error', 'add-mask', ']', ' ', '\n', '\r', '\u2028', 'x'))
  .map(parts => parts.join(''))

test(`No text from outside becomes a command of the runner, nor does a part of it ${seeded}`, () => {
  fc.assert(
    fc.property(commandText, text => {
      for (const safe of [neutralize(text), quote(text)]) {
        expect(safe.split(/[\r\n]/).map(parseLine)).toEqual([{ line: safe }])
      }
    }),
    cases(500)
  )
})

test.each([
  [' a\r\n\t b\u00a0\u00a0c  ', 'a b c'],
  ['x'.repeat(300), 'x'.repeat(300)],
  ['x'.repeat(301), `${'x'.repeat(299)}…`],
  [`${'x'.repeat(298)}😀😀`, `${'x'.repeat(298)}…`],
  [`😀${'x'.repeat(299)}`, `😀${'x'.repeat(297)}…`],
  ['\t ::error::x', ': :error::x']
])('%.20j is quoted as one line of whole characters, at most 300 long', (text, line) => {
  expect(quote(text)).toBe(line)
})

test('A sentence from outside loses its full stop, and nothing else', () => {
  const shortened = ['No. Never... ', 'v26.2', ''].map(withoutFullStop)
  expect(shortened).toEqual(['No. Never', 'v26.2', ''])
})

test('Text in the job summary has no Markdown, HTML, links, mentions or line breaks', () => {
  expect(escapeMarkdown('<b>&lt; a | `c` [x](y)\n**a** _b_ ~c~ \\')).toBe(
    '&#60;b&#62;&#38;lt; a &#124; &#96;c&#96; &#91;x&#93;(y) &#42;&#42;a&#42;&#42; &#95;b&#95; &#126;c&#126; &#92;'
  )
  expect(escapeMarkdown('https://evil.example WWW.evil.example @octocat #12 $x$')).toBe(
    'https:&#47;&#47;evil.example WWW&#46;evil.example &#64;octocat &#35;12 &#36;x&#36;'
  )
})

const blank = fc.constantFrom(' ', '\t', '\r\n', '\n', '\ufeff', '\u200b', '\u2060', '\u00a0')
const blanks = fc.array(blank).map(parts => parts.join(''))

test(`A pasted text loses what is invisible at its ends, and nothing inside ${seeded}`, () => {
  fc.assert(
    fc.property(blanks, blanks, blanks, (before, inside, behind) => {
      expect(trimPasted(`${before}a${inside}b${behind}`)).toBe(`a${inside}b`)
      expect(trimPasted(before + behind)).toBe('')
    }),
    cases(200)
  )
})

test('Words are joined as in a sentence, and a number agrees with its noun', () => {
  const joined = [[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWithAnd)
  expect(joined).toEqual(['', 'a', 'a and b', 'a, b and c'])
  expect([0, 1, 2].map(each => count(each, 'token'))).toEqual(['0 tokens', '1 token', '2 tokens'])
})

const LONG = 160_000
const stackOf = (stack: string) => asActionError(Object.assign(new Error(), { stack })).message
const READERS = {
  neutralize,
  quote,
  trimPasted,
  trimRaw,
  withoutFullStop,
  escapeMarkdown,
  stackOf,
  describeBody: (text: string) => describeBody({ text, body: undefined }, 'Vault')
}

test.each([' ', '\n', '\r\n', '.', 'a', ':', '<', '##[', '    at ', '    at a\n', ':1', '\ufeff'])(
  'A text of 160,000 characters that repeats %j takes no more than a moment to read',
  part => {
    const text = part.repeat(LONG / part.length)
    for (const [name, read] of Object.entries(READERS)) {
      const began = performance.now()
      for (const long of [text, `${text}x`, `x${text}x`, `    at ${text}x`]) read(long)
      expect({ name, isSlow: performance.now() - began > 5_000 }).toEqual({ name, isSlow: false })
    }
  }
)
