import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { readCertificates } from '../../src/certificates.ts'
import { createTransport } from '../../src/http.ts'
import { startLoopback } from '../helpers/loopback.ts'

const [one, two] = [createAuthority().caPem, createAuthority().caPem] as const
const unreadable = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

describe('the text of certificates', () => {
  test.each([
    ['is one', one, [one]],
    ['are two', one + two, [one, two]],
    ['have words around them', `The first:\n${one}The second:\n${two}That is all.`, [one, two]],
    ['come from Windows, with a byte order mark', `\ufeff${(one + two).replaceAll('\n', '\r\n')}`, [one, two]],
    ['lost their line breaks', (one + two).replaceAll('\n', ' '), [one, two]],
    ['lost them without a blank', one.replaceAll('\n', ''), [one]],
    ['have them written out', one.replaceAll('\n', '\\n'), [one]],
    ['have those of Windows written out', one.replaceAll('\n', '\\r\\n'), [one]],
    ['are indented', one.replaceAll('\n', '\n    '), [one]]
  ])('that %s is understood', (_how, text, pems) => {
    expect(readCertificates(text)).toEqual({ is: 'certificates', pems })
  })

  test.each([
    ['empty', ''],
    ['other text', 'no certificate'],
    ['cut off', one.slice(0, -30)],
    ['cut off behind a whole one', two + one.slice(0, -30)],
    ['another thing of PEM', one.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
    ['another thing of PEM behind a whole one', two + one.replaceAll('CERTIFICATE', 'PRIVATE KEY')]
  ])('that is %s is none', (_what, pem) => {
    expect(readCertificates(pem)).toEqual({
      is: 'mistake',
      what: 'is no certificate: give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----'
    })
  })

  test.each([
    [1, unreadable],
    [1, unreadable + one],
    [2, one + unreadable + two]
  ])('that holds as number %i what can’t be read is told so', (number, pem) => {
    expect(readCertificates(pem)).toMatchObject({
      what: expect.stringMatching(new RegExp(`^holds as number ${number} what can’t be read`))
    })
  })
})

test('certificates that are trusted let a host of their authority be reached', async () => {
  const authority = createAuthority()
  const { url, close } = await startLoopback(authority, (_request, response) => response.end())
  const { send, trust } = createTransport(new AbortController().signal, {})
  const reached = async () => (await send({ method: 'GET', url: url(), headers: {}, deadlineMs: 5_000 })).is
  try {
    expect(await reached()).toBe('no-answer')
    trust([authority.caPem])
    expect(await reached()).toBe('answer')
  } finally {
    await close()
  }
})

test('certificates are checked although NODE_TLS_REJECT_UNAUTHORIZED says not to', async () => {
  const { url, close, requests } = await startLoopback(createAuthority(), (_request, response) => response.end())
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  try {
    const { send } = createTransport(new AbortController().signal, {})
    expect(await send({ method: 'GET', url: url(), headers: {}, deadlineMs: 5_000 })).toMatchObject({
      ...{ is: 'no-answer', reached: 'no', hint: expect.stringContaining('ca-certificate') }
    })
    expect(requests).toEqual([])
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    await close()
  }
})
