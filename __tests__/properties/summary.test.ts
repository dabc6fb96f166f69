import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { ActionError } from '../../src/errors.ts'
import { type Result, summaryOf } from '../../src/report.ts'
import { cases, seeded } from '../helpers/seeded.ts'

/** Texts that mean something in Markdown or HTML, between arbitrary ones. */
const meaning = fc.constantFrom(
  ...[
    '<img src=x onerror=alert(1)>',
    '</td></table>',
    '<script>',
    '[a](https://evil.example)',
    '![a](x)',
    '**a**',
    '__a__',
    '`a`'
  ],
  ...[
    '~~a~~',
    'https://evil.example',
    'www.evil.example',
    'a@evil.example',
    '#1',
    '@acme',
    'a | b',
    '\\|',
    '&lt;',
    '&#60;',
    '$x$'
  ],
  ...['|', '\n', '\n\n', '<!--', '-->', '- [ ] a', '> a', '1. a', '---', '::error::a', '##[error]a']
)
const text = fc
  .array(fc.oneof(meaning, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 })
  .map(parts => parts.join(''))

const failed = (called: string, message: string): Result => ({
  is: 'failed',
  subject: { called, sandboxName: called, host: undefined, vaultId: '' },
  error: new ActionError('vault-refused', message, 'Do something.')
})

test(`whatever a sandbox is called and an error says, the rendered summary is one table without a link or an image ${seeded}`, () => {
  fc.assert(
    fc.property(text, text, (name, message) => {
      const html = marked.parse(summaryOf([failed(name, message), failed('UAT', 'a')], 'acme.veevavault.com', new Date(0)), {
        async: false
      })
      const tags = (html.match(/<[^>]*>/g) ?? []).map(tag => tag.replace(/^<\/?(\w+).*/s, '$1'))
      expect(tags.filter(tag => !['h3', 'p', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'br'].includes(tag))).toEqual(
        []
      )
      expect(tags.filter(tag => tag === 'tr')).toHaveLength(6)
      expect(tags.filter(tag => tag === 'td')).toHaveLength(16)
      expect(tags.filter(tag => tag === 'strong')).toHaveLength(6)
    }),
    cases(1000)
  )
})
