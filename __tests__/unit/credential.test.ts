import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { credentials } from '../../src/credential.ts'
import { secret } from '../helpers/values.ts'

const consoleText = (print: (out: Console) => void): string => {
  const lines: string[] = []
  const stream = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) })
  print(new Console(stream))
  return lines.join('')
}

describe('a credential that is printed by accident shows ***', () => {
  const kept = secret('veeva-vault-"S3CRET"/+ä')
  test.each([
    ['in a sum of texts', `x${String(kept)}`],
    ['inspected', inspect(kept)],
    ['inspected inside of something, with everything hidden shown', inspect({ a: [kept] }, { depth: 9, showHidden: true })],
    ['on the console', consoleText(out => out.log(kept))],
    ['on the console, formatted', consoleText(out => out.error('%s %o %O %j', kept, kept, kept, kept))]
  ])('%s', (_how, text) => {
    expect(text).toContain('***')
    expect(text).not.toContain('S3CRET')
  })

  test('which nobody can replace', () => {
    expect(Object.isFrozen(kept)).toBe(true)
  })
})

describe('keeping a credential', () => {
  test('masks it before the caller has it', () => {
    const masked: string[] = []
    const { keep } = credentials(text => masked.push(text))
    expect(keep('one').reveal()).toBe('one')
    expect(masked).toEqual(['one'])
  })

  // The runner masks a value and each of its lines.
  test.each<[string, string, string[]]>([
    ['of three characters', 'abc', ['abc']],
    ['of two, which would blacken the log', 'ab', []],
    ['of several lines', 'one\r\n\r\ntwo\n', ['one\r\n\r\ntwo\n']],
    ['with a line that is too short', '{\n  first\n  second \n}\n', ['first', 'second']],
    ['with lines that are all too short', '{\n}', []]
  ])('masks a value %s', (_what, value, masks) => {
    const masked: string[] = []
    expect(
      credentials(text => masked.push(text))
        .keep(value)
        .reveal()
    ).toBe(value)
    expect(masked).toEqual(masks)
  })

  test('masks nothing when it is empty, and redacts nothing', () => {
    const masked: string[] = []
    const { keep, redact } = credentials(text => masked.push(text))
    expect(keep('').reveal()).toBe('')
    expect(masked).toEqual([])
    expect(redact('text')).toBe('text')
  })
})

describe('redacting', () => {
  const redacted = (kept: string[], text: string): string => {
    const { keep, redact } = credentials(() => {})
    for (const each of kept) keep(each)
    return redact(text)
  }

  test.each([
    ['as it is', 'a p"a/ss b', 'a *** b'],
    ['inside of JSON', JSON.stringify({ password: 'p"a/ss' }), '{"password":"***"}'],
    ['inside of a URL', `https://x?p=${encodeURIComponent('p"a/ss')}`, 'https://x?p=***'],
    ['more than once', 'p"a/ssp"a/ss', '******']
  ])('finds a value %s', (_where, text, clean) => {
    expect(redacted(['p"a/ss'], text)).toBe(clean)
  })

  test('takes the longer of two values first, so that no rest of it is left', () => {
    expect(redacted(['abc', 'abcdef'], 'abcdef abc')).toBe('*** ***')
  })

  test('finds every line of a value of several lines', () => {
    expect(redacted(['first\r\nsecond\n'], 'second, then first')).toBe('***, then ***')
  })

  test('finds a value whose blanks at the ends were lost', () => {
    expect(redacted([' pass '], 'got "pass"')).toBe('got "***"')
  })

  test('takes a value with signs of a pattern literally', () => {
    expect(redacted(['.*$&'], 'x .*$& y')).toBe('x *** y')
  })

  test('copes with half a character', () => {
    expect(redacted(['a\ud800b'], 'a\ud800b c')).toBe('*** c')
  })

  test('leaves other text alone, and what is too short to be masked', () => {
    expect(redacted(['{\nsecret\n}', 'ab'], '{ab} secret')).toBe('{ab} ***')
    expect(redacted(['secret'], 'nothing to see')).toBe('nothing to see')
  })
})
