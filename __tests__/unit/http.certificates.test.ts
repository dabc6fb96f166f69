import tls from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { certificateMistake, createSend, trust } from '../../src/http.ts'
import { startLoopback } from '../helpers/loopback.ts'

beforeAll(() => {
  for (const name of ['https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY']) delete process.env[name]
})
afterEach(() => {
  tls.setDefaultCACertificates(tls.getCACertificates('bundled'))
})

const [one, two] = [createAuthority().caPem, createAuthority().caPem] as const
const unreadable = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

describe('the text of certificates', () => {
  test.each([
    ['is one', one],
    ['are two', one + two],
    ['have words around them', `The first:\n${one}The second:\n${two}That is all.`],
    ['come from Windows', (one + two).replaceAll('\n', '\r\n')]
  ])('that %s is in order', (_how, pem) => {
    expect(certificateMistake(pem)).toBeUndefined()
  })

  test.each([
    ['empty', ''],
    ['other text', 'no certificate'],
    ['cut off', one.slice(0, -30)],
    ['cut off behind a whole one', two + one.slice(0, -30)],
    ['another thing of PEM', one.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
    ['another thing of PEM behind a whole one', two + one.replaceAll('CERTIFICATE', 'PRIVATE KEY')]
  ])('that is %s is none', (_what, pem) => {
    expect(certificateMistake(pem)).toBe(
      'is no certificate: give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----'
    )
  })

  test.each([
    [1, unreadable],
    [1, unreadable + one],
    [2, one + unreadable + two]
  ])('that holds as number %i what can’t be read is told so', (number, pem) => {
    expect(certificateMistake(pem)).toBe(
      `holds as number ${number} what can’t be read as a certificate: give each one whole, as PEM`
    )
  })

  test('needs more than a Node that is too old to trust them', () => {
    const { setDefaultCACertificates } = tls
    Object.assign(tls, { setDefaultCACertificates: undefined })
    const mistake = certificateMistake(one)
    Object.assign(tls, { setDefaultCACertificates })
    expect(mistake).toBe(
      `needs Node 24.5 or newer, and this runner has ${process.version}: update the runner, or set NODE_EXTRA_CA_CERTS`
    )
  })
})

describe('certificates that are trusted', () => {
  test('let a host of their authority be reached', async () => {
    const authority = createAuthority()
    const { url, close } = await startLoopback(authority, (_request, response) => response.end())
    const reached = async () =>
      (await createSend(new AbortController().signal)({ method: 'GET', url: url(), headers: {}, deadlineMs: 5_000 })).is
    try {
      expect(await reached()).toBe('no-answer')
      trust(authority.caPem)
      expect(await reached()).toBe('answer')
    } finally {
      await close()
    }
  })

  test('come to those that were trusted before', () => {
    const before = tls.getCACertificates('default')
    trust(`The first:\n${one}The second:\n${two}`)
    expect(tls.getCACertificates('default')).toHaveLength(before.length + 2)
    expect(tls.getCACertificates('default')).toEqual(expect.arrayContaining([...before, one, two]))
  })
})
