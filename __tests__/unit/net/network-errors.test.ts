import { describe, expect, test } from '@jest/globals'
import {
  connectionError,
  NetworkError,
  proxyError,
  responseError,
  tunnelError,
  tunnelRefused
} from '../../../src/net/network-errors.ts'

const several = (...codes: string[]) =>
  new AggregateError(codes.map(code => ({ code, syscall: 'connect' })))
const unnamed = (message: string) => Object.assign(new Error(message), { code: 'UNSPECIFIED' })

describe('an error before a request was sent', () => {
  test.each<[object, string, boolean]>([
    [{ code: 'ENOTFOUND' }, 'its name does not resolve (ENOTFOUND)', false],
    [{ code: 'EAI_AGAIN' }, 'its name could not be resolved (EAI_AGAIN)', false],
    [{ code: 'EHOSTUNREACH' }, 'the host is unreachable (EHOSTUNREACH)', false],
    [{ code: 'ENETUNREACH' }, 'the host is unreachable (ENETUNREACH)', false],
    [{ code: 'ETIMEDOUT' }, 'the host did not respond in time (ETIMEDOUT)', false],
    [{ code: 'ECONNRESET', syscall: 'connect' }, 'no connection was made (ECONNRESET)', false],
    [{ code: 'ECONNRESET', syscall: 'read' }, 'the TLS handshake was cut (ECONNRESET)', false],
    [{ code: 'EPIPE', syscall: 'write' }, 'the TLS handshake was cut (EPIPE)', false],
    [several('ECONNREFUSED', 'ECONNREFUSED'), 'the connection was refused (ECONNREFUSED)', false],
    [
      several('ETIMEDOUT', 'ENETUNREACH'),
      'none of its addresses could be reached (ETIMEDOUT, ENETUNREACH)',
      false
    ],
    [
      { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      'its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)',
      true
    ],
    [{ code: 'CERT_REVOKED' }, 'its certificate is not valid (CERT_REVOKED)', true],
    [{ code: 'INVALID_PURPOSE' }, 'its certificate is not valid (INVALID_PURPOSE)', true],
    [
      unnamed('EE certificate key too weak'),
      'its certificate, or that of its authority, is too weak (UNSPECIFIED: EE certificate key too weak)',
      true
    ],
    [
      unnamed('permitted subtree violation'),
      'its certificate is not valid (UNSPECIFIED: permitted subtree violation)',
      true
    ],
    [
      { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      'the TLS handshake failed (ERR_SSL_WRONG_VERSION_NUMBER)',
      true
    ],
    [{ code: 'ERR_INVALID_CHAR' }, 'the request could not be made (ERR_INVALID_CHAR)', true],
    [{ code: 7 }, 'no connection was made (no code)', false],
    [{}, 'no connection was made (no code)', false]
  ])('%j means: %s', (thrown, message, isLasting) => {
    expect(connectionError(thrown)).toMatchObject({ message, details: { isLasting } })
    expect(proxyError(thrown)).toMatchObject({
      message: `the proxy could not be reached: ${message}`,
      details: { isLasting, hint: expect.stringContaining('Check HTTPS_PROXY') }
    })
  })

  test('has a hint wherever another attempt would fail in the same way', () => {
    const codes = [
      'CERT_HAS_EXPIRED',
      'CERT_REVOKED',
      'CERT_UNTRUSTED',
      'EPROTO',
      'ERR_INVALID_CHAR',
      'UNSPECIFIED'
    ]
    for (const code of codes) {
      expect(connectionError({ code })).toMatchObject({
        details: { isLasting: true, hint: expect.stringMatching(/\.$/) }
      })
    }
  })

  test('that is explained already stays as it is', () => {
    const explained = new NetworkError('the proxy refused', { isLasting: true, hint: 'Ask.' })
    expect(connectionError(explained)).toBe(explained)
  })

  test.each([['text'], [undefined], [null], [7]])('may be no error at all: %p', value => {
    expect(connectionError(value)).toMatchObject({ message: 'no connection was made (no code)' })
  })
})

describe('a proxy', () => {
  test.each([
    [
      'HPE_INVALID_CONSTANT',
      'the response of the proxy is not valid HTTP (HPE_INVALID_CONSTANT)',
      true
    ],
    ['ECONNRESET', 'the proxy closed the connection without a response (ECONNRESET)', false],
    ['ABORT_ERR', 'the proxy did not respond in time', false]
  ])('without a response (%s) is named', (code, message, isLasting) => {
    expect(tunnelError({ code })).toMatchObject({ message, details: { isLasting } })
  })

  test.each([
    [302, true, 'NO_PROXY'],
    [403, true, 'NO_PROXY'],
    [404, true, 'NO_PROXY'],
    [408, false, 'no further connection'],
    [429, false, 'no further connection'],
    [500, false, 'no further connection'],
    [503, false, 'no further connection']
  ])('that refuses with status %i is retried: not %p', (status, isLasting, hint) => {
    const message = `the proxy refused the connection with status ${status}`
    expect(tunnelRefused(status, '')).toMatchObject({
      message,
      details: { isLasting, hint: expect.stringContaining(hint) }
    })
  })

  test.each([
    ['', 'Check the user and the password'],
    ['Basic realm="proxy"', 'Check the user and the password'],
    ['NEGOTIATE, basic realm="proxy"', 'Check the user and the password'],
    ['Negotiate, NTLM', 'The proxy offers only Negotiate and NTLM, but the action supports Basic'],
    ['Digest realm="a", nonce="b"', 'The proxy offers only Digest'],
    ['::add-mask::x', 'Check the user and the password']
  ])('that offers %j to sign in says what to do', (offered, hint) => {
    expect(tunnelRefused(407, offered)).toMatchObject({
      details: { isLasting: true, hint: expect.stringContaining(hint) }
    })
  })
})

test.each([
  ['HPE_HEADER_OVERFLOW', 'the response is not valid HTTP (HPE_HEADER_OVERFLOW)', true],
  ['ECONNRESET', 'the connection was lost (ECONNRESET)', false],
  [undefined, 'the connection was lost (no code)', false]
])('an error after a request was sent (%s) is named', (code, reason, isLasting) => {
  expect(responseError({ code })).toMatchObject({ message: reason, details: { isLasting } })
})
