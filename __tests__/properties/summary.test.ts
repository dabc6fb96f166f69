import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { writeSummary } from '../../src/action/report.ts'
import { ActionError } from '../../src/core/errors.ts'
import type { Runner } from '../../src/core/runner.ts'
import type { TokenResult } from '../../src/token/token.ts'
import { cases, seeded } from '../helpers/seeded.ts'

/** Texts that mean something in Markdown or HTML. */
const meaning = fc.constantFrom(
  ...['<img src=x onerror=alert(1)>', '</td></table>', '<script>', '![a](x)', '**a**', '__a__'],
  ...['[a](https://evil.example)', '`a`', '~~a~~', 'https://evil.example', 'www.evil.example'],
  ...['a@evil.example', '#1', '@acme', 'a | b', '\\|', '&lt;', '&#60;', '$x$', '|', '\n', '\n\n'],
  ...['<!--', '-->', '- [ ] a', '> a', '1. a', '---', '::error::a', '##[error]a']
)
const text = fc
  .array(fc.oneof(meaning, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 })
  .map(parts => parts.join(''))

function failed(displayName: string, message: string): TokenResult {
  const origin = { displayName, sandboxName: displayName, vaultId: '', site: undefined }
  return { is: 'failed', origin, error: new ActionError('vault-refused', message, 'Do it.') }
}

/** The tags of the rendered summary. */
function tagsOf(results: TokenResult[]): string[] {
  const written: string[] = []
  const summary = (markdown: string) => written.push(marked.parse(markdown, { async: false }))
  writeSummary(results, 'acme.veevavault.com', { summary } as unknown as Runner)
  return written.join('').match(/<[^ >]*/g) ?? []
}

test(`the rendered summary is one table without a link or an image, whatever it has to show ${seeded}`, () => {
  const plain = tagsOf([failed('Dev', 'a'), failed('UAT', 'a')])
  const property = fc.property(text, text, (name, message) => {
    expect(tagsOf([failed(name, message), failed('UAT', 'a')])).toEqual(plain)
  })
  fc.assert(property, cases(1000))
})
