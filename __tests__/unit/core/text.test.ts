import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseLine } from '../../../simulator/log.ts'
import { createCredentialStore } from '../../../src/core/credential.ts'
import { asActionError } from '../../../src/core/errors.ts'
import { trimRaw } from '../../../src/core/runner.ts'
import * as texts from '../../../src/core/text.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const { count, escapeMarkdown, joinWithAnd, neutralize, quote, trimPasted, withoutFullStop } = texts
const parts = ['::', '##[', 'error', 'add-mask', ']', ' ', '\n', '\r', '\u2028', 'x']
const commandText = fc.string({ unit: fc.constantFrom(...parts) })

test(`No text from outside becomes a command of the runner, nor does a part of it ${seeded}`, () => {
  const property = fc.property(commandText, text => {
    for (const safe of [neutralize(text), quote(text)])
      expect(safe.split(/[\r\n]/).map(parseLine)).toEqual([{ line: safe }])
  })
  fc.assert(property, cases(500))
  const [controls, plain] = ['a\u001b[31m\u2028b\u0085c\u202ed', 'Vault: a::b, 12:30, [x]']
  expect([controls, plain].map(neutralize)).toEqual(['a [31m b c d', plain])
})

test('Text from outside is quoted as one line of at most 300 characters, and fits into a sentence', () => {
  const long = 'x'.repeat(300)
  const quoted = [' a\r\n\t b\u00a0\u00a0c  ', long, `${long}x`].map(quote)
  expect(quoted).toEqual(['a b c', long, `${'x'.repeat(299)}…`])
  expect(['No. Never... ', 'v26.2', ''].map(withoutFullStop)).toEqual(['No. Never', 'v26.2', ''])
  expect(joinWithAnd(['a', 'b', 'c'])).toBe('a, b and c')
  expect([0, 1, 2].map(each => count(each, 'token'))).toEqual(['0 tokens', '1 token', '2 tokens'])
})

test('Text in the job summary has no Markdown, HTML, links, mentions or line breaks', () => {
  expect(escapeMarkdown('<b>& | `c` [x](y)\n*a* _b_ ~c~ \\ a: s://b.c WWW.b.c @o #1 $x$')).toBe(
    '&#60;b&#62;&#38; &#124; &#96;c&#96; &#91;x&#93;(y) &#42;a&#42; &#95;b&#95; &#126;c&#126; &#92; a: s&#58;//b.c WWW&#46;b.c &#64;o &#35;1 &#36;x&#36;'
  )
})

const blanks = fc.string({ unit: fc.constantFrom(...' \t\r\n\ufeff\u200b\u2060\u00a0') })

test(`A pasted text loses what is invisible at its ends, and nothing inside ${seeded}`, () => {
  const property = fc.property(blanks, blanks, blanks, (before, inside, behind) => {
    expect(trimPasted(`${before}a${inside}b${behind}`)).toBe(`a${inside}b`)
    expect(trimPasted(before + behind)).toBe('')
  })
  fc.assert(property, cases(200))
})

const encoders: ((text: string) => string)[] = [
  String,
  text => JSON.stringify(text).slice(1, -1),
  text => encodeURIComponent(text.toWellFormed()),
  text => new URLSearchParams({ '': text }).toString().slice(1),
  escapeMarkdown
]
const value = fc.string({ unit: 'grapheme', minLength: 3 }).filter(text => /^\S.+\S$/s.test(text))

test(`A credential, and a line of one, is hidden as it is and encoded, where it is not revealed ${seeded}`, () => {
  const property = fc.property(value, fc.constantFrom(...encoders), (text, encode) => {
    const { maskSecret, redact } = createCredentialStore(() => {})
    const [credential] = ['S3CRET', ` ${text}`, `{\n${text}\r\nlonger ${text}`, 'ab'].map(
      maskSecret
    )
    expect(redact(`{ab:${encode(text)}:longer ${text}}`)).toBe('{ab:***:***}')
    expect([String(credential), JSON.stringify(credential)]).toEqual(['***', '"***"'])
    expect(credential?.reveal()).toBe('S3CRET')
  })
  fc.assert(property, cases(300))
})

test('A text of 160,000 characters takes no more than a moment to read', () => {
  const stackOf = (stack: string) => asActionError(Object.assign(new Error(), { stack })).message
  const readers = [neutralize, quote, trimPasted, trimRaw, withoutFullStop, escapeMarkdown, stackOf]
  const began = performance.now()
  for (const part of [' ', '\r\n', '.', 'a', ':', '##[', '    at a\n', ':1', '\ufeff']) {
    const text = part.repeat(160_000 / part.length)
    for (const long of [text, `x${text}x`, `    at ${text}x`]) readers.map(read => read(long))
  }
  expect(performance.now() - began).toBeLessThan(10_000)
})
