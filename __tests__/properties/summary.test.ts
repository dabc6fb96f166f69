import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { summaryOf } from '../../src/action/summary.ts'
import { ActionError } from '../../src/core/errors.ts'
import type { TokenResult } from '../../src/token/token.ts'
import { parseVaultHost } from '../../src/vault/host.ts'
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

test(`the rendered summary is one table without a link or an image, whatever it has to show ${seeded}`, () => {
  const host = parseVaultHost('acme.veevavault.com')
  if (host === undefined) throw new Error('It is the host name of a Vault.')
  const tagsOf = (results: TokenResult[]) => {
    const html = marked.parse(summaryOf(results, host), { async: false })
    return (html.match(/<[^>]*>/g) ?? []).map(tag => tag.replace(/ .*/s, ''))
  }
  const plain = tagsOf([failed('Dev', 'a'), failed('UAT', 'a')])
  const property = fc.property(text, text, (name, message) => {
    expect(tagsOf([failed(name, message), failed('UAT', 'a')])).toEqual(plain)
  })
  fc.assert(property, cases(1000))
})
