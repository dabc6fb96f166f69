import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createCredentialStore } from '../../../src/core/credential.ts'
import { escapeMarkdown } from '../../../src/core/text.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

/** A store that knows these values, and the texts that it asked the runner to mask. */
function storeWith(...values: string[]) {
  const masks: string[] = []
  const { maskSecret, redact } = createCredentialStore(text => masks.push(text))
  return { redact, masks, credentials: values.map(maskSecret) }
}

function consoleText(print: (out: Console) => void): string {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    }
  })
  print(new Console(stream))
  return lines.join('')
}

describe('A credential shows *** and nothing else', () => {
  const [credential] = storeWith('veeva-vault-"S3CRET"/+ä').credentials
  test.each([
    ['in a text', `x${String(credential)}`],
    ['in JSON', JSON.stringify({ credential })],
    ['inspected', inspect({ a: [credential] }, { depth: 9, showHidden: true })],
    ['on the console', consoleText(out => out.log(credential))],
    [
      'formatted for the console',
      consoleText(out => out.error('%s %o %O %j', credential, credential, credential, credential))
    ]
  ])('%s', (_where, text) => {
    expect(text).toContain('***')
    expect(text).not.toContain('S3CRET')
  })

  test('and can’t be changed', () => {
    expect(Object.isFrozen(credential)).toBe(true)
  })
})

test.each<[string, string[]]>([
  ['abc', ['abc']],
  ['ab', []],
  ['', []],
  ['one\r\n\r\ntwo\n', ['one\r\n\r\ntwo\n']],
  ['{\n  first\n  second \n}\n', ['first', 'second']],
  ['{\n}', []]
])('%j is masked without a line that is too short to be masked', (value, expected) => {
  const { masks, credentials } = storeWith(value)
  expect(masks).toEqual(expected)
  expect(credentials[0]?.reveal()).toBe(value)
})

const encoders: ((text: string) => string)[] = [
  text => text,
  text => JSON.stringify(text),
  text => encodeURIComponent(text.toWellFormed()),
  text => new URLSearchParams({ password: text }).toString(),
  escapeMarkdown
]
const value = fc.string({ unit: 'binary', minLength: 3 }).filter(text => text.trim().length > 2)

test(`A value is redacted as it is, and encoded for JSON, a URL, a form or Markdown ${seeded}`, () => {
  fc.assert(
    fc.property(value, fc.constantFrom(...encoders), (text, encode) => {
      const encoded = encode(text.trim())
      fc.pre(!'***password="'.includes(encoded))
      expect(storeWith(text).redact(`before ${encoded} behind`)).toMatch(
        /^before ("|password=)?\*\*\*"? behind$/
      )
    }),
    cases(500)
  )
})

test.each<[string[], string, string]>([
  [['abc', 'abcdef'], 'abcdef abc', '*** ***'],
  [['first\r\nsecond\n'], 'second, then first', '***, then ***'],
  [[' pass '], 'got "pass"', 'got "***"'],
  [['.*$&'], 'x .*$& y', 'x *** y'],
  [['a\ud800b'], 'a\ud800b c', '*** c'],
  [['{\nsecret\n}', 'ab'], '{ab} secret', '{ab} ***'],
  [[''], 'text', 'text'],
  [['secret'], 'nothing here', 'nothing here']
])('Where %j is masked, %j is redacted to %j', (values, text, redacted) => {
  expect(storeWith(...values).redact(text)).toBe(redacted)
})
