import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../../simulator/authority.ts'
import { parseCertificates } from '../../../src/net/certificates.ts'

const [one, two] = [createAuthority().caPem, createAuthority().caPem] as const
const unreadable = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const flat = one.replaceAll('\n', '')

describe('certificates are read', () => {
  test.each([
    ['one', one, one],
    ['two', one + two, one + two],
    ['with words around them', `The first:\n${one}The second:\n${two}That is all.`, one + two],
    ['from Windows', (one + two).replaceAll('\n', '\r\n'), one + two],
    ['behind a byte order mark', `\ufeff${one}`, one],
    [
      'in Base64 once more, with words in front',
      Buffer.from(`# ours\n${one}`).toString('base64'),
      one
    ],
    [
      'in Base64 once more, behind a byte order mark',
      `\ufeff${Buffer.from(one).toString('base64')}`,
      one
    ],
    ['from YAML that indents', one.replaceAll(/^/gm, '      '), one],
    ['with blanks for line breaks', (one + two).replaceAll('\n', ' '), one + two],
    ['in one line, with nothing for line breaks', flat + flat, one + one],
    ['with line breaks written out', (one + two).replaceAll('\n', '\\n'), one + two],
    ['with line breaks written out twice, and of Windows', one.replaceAll('\n', '\\\\r\\\\n'), one],
    ['from a command of the runner', one.replaceAll('\n', '%0A'), one],
    ['as a JSON string', JSON.stringify(one), one],
    ['in Base64 once more', Buffer.from(one + two).toString('base64'), one + two],
    [
      'in Base64 once more, in lines',
      (
        Buffer.from(one)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\n'),
      one
    ],
    ['without a frame', one.replace(/-----.*-----/g, ''), one],
    ['with the older word in the frame', one.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'), one]
  ])('%s', (_how, text, pem) => {
    expect(parseCertificates(text)?.join('')).toBe(pem)
  })
})

test.each([
  ['blank', ' \ufeff\r\n'],
  ['other text', 'acme root'],
  ['Base64 of something else', Buffer.from('what is this?').toString('base64')],
  ['cut off', one.slice(0, -30)],
  ['cut off behind a whole one', two + one.slice(0, -30)],
  ['a private key', one.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
  ['a private key beside it', two + one.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
  ['a request for a certificate', one.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
  ['unreadable', unreadable],
  ['unreadable between others', one + unreadable + two],
  ['one of which a part is missing', one + two.replace(/\n.{10}/, '\n')]
])('no certificate is read if the text is %s', (_what, text) => {
  expect(parseCertificates(text)).toBeUndefined()
})

test('each is what Node reads', () => {
  const each = parseCertificates((one + two).replaceAll('\n', ' '))
  expect(each?.map(pem => new X509Certificate(pem).raw)).toEqual(
    [one, two].map(pem => new X509Certificate(pem).raw)
  )
})

test('a long text is read in linear time', () => {
  const begun = performance.now()
  for (const part of ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', ' ', 'A', '\\'])
    expect(parseCertificates(part.repeat(300_000 / part.length))).toBeUndefined()
  expect(performance.now() - begun).toBeLessThan(5_000)
})
