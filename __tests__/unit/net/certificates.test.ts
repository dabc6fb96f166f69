import { expect, test } from '@jest/globals'
import { createAuthority } from '../../../simulator/authority.ts'
import { parseCertificates } from '../../../src/net/certificates.ts'

const [one, two] = [createAuthority().caPem, createAuthority().caPem] as const
const unreadable = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

test.each([
  ['with words around them', `\ufeffThe first:\n${one}The second:\n${two}That is all.`],
  ['from Windows', (one + two).replaceAll('\n', '\r\n')],
  ['with blanks for line breaks', (one + two).replaceAll('\n', ' ')],
  ['with nothing for line breaks', (one + two).replaceAll('\n', '')],
  ['as a JSON string', JSON.stringify(one + two)],
  ['as one from Windows', JSON.stringify((one + two).replaceAll('\n', '\r\n'))]
])('Certificates are read %s', (_how, text) => {
  expect(parseCertificates(text)).toEqual([one, two])
})

test.each([
  ['blank', ' \ufeff\r\n'],
  ['other text', 'acme root'],
  ['cut off behind a whole one', two + one.slice(0, -30)],
  ['a private key beside it', two + one.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
  ['unreadable between others', one + unreadable + two],
  ['one of which a part is missing', one + two.replace(/\n.{10}/, '\n')],
  ...['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', ' ', 'A', '\\'].map(part => [
    `300,000 characters of ${part}`,
    part.repeat(300_000 / part.length)
  ])
])('No certificate is read, and soon, if the text is %s', (_what, text = '') => {
  const began = performance.now()
  expect(parseCertificates(text)).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(2_000)
})
