import { describe, expect, test } from '@jest/globals'
import { listed, markdown, neutral, quote } from '../../src/text.ts'

describe('neutral text', () => {
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
  ])('%j becomes %j', (text, expected) => {
    expect(neutral(text)).toBe(expected)
  })
})

describe('a quotation', () => {
  test('is one line with single blanks', () => {
    expect(quote(' a\r\n\t b\u00a0\u00a0c  ')).toBe('a b c')
  })

  test('of 300 characters is left whole', () => {
    expect(quote('x'.repeat(300))).toBe('x'.repeat(300))
  })

  test('of 301 characters ends in an ellipsis, at 300', () => {
    expect(quote('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`)
  })

  test('is never cut through the middle of a character', () => {
    expect(quote(`${'x'.repeat(298)}😀😀`)).toBe(`${'x'.repeat(298)}…`)
    expect(quote(`😀${'x'.repeat(299)}`)).toBe(`😀${'x'.repeat(297)}…`)
  })

  test('can not become a command by losing its first blanks', () => {
    expect(quote('\t ::error::x')).toBe(': :error::x')
  })
})

describe('text in the job summary', () => {
  test.each([
    ['<img src=x onerror=y>', '&#60;img src=x onerror=y&#62;'],
    ['a | b', 'a &#124; b'],
    ['[x](javascript:y)', '&#91;x&#93;(javascript:y)'],
    ['**bold** _it_ ~~no~~ `code`', '&#42;&#42;bold&#42;&#42; &#95;it&#95; &#126;&#126;no&#126;&#126; &#96;code&#96;'],
    ['https://evil.example.com', 'https:&#47;&#47;evil.example.com'],
    ['WWW.evil.example.com', 'WWW&#46;evil.example.com'],
    ['@octocat', '&#64;octocat'],
    ['&lt;b&gt; \\|', '&#38;lt;b&#38;gt; &#92;&#124;'],
    ['two\nlines', 'two lines'],
    ['see #12', 'see &#35;12'],
    ['$x^2$', '&#36;x^2&#36;']
  ])('%j becomes %j', (text, expected) => {
    expect(markdown(text)).toBe(expected)
  })
})

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c']
])('%j is listed as "%s"', (words, expected) => {
  expect(listed(words)).toBe(expected)
})
