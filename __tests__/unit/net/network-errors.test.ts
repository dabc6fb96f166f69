import { describe, expect, test } from '@jest/globals'
import {
  connectionError,
  NetworkError,
  proxyError,
  responseError,
  tunnelError,
  tunnelRefused
} from '../../../src/net/network-errors.ts'

/** Reads lines of cells that `|` separates. */
function table(text: string): string[][] {
  const lines = text.trim().split('\n')
  return lines.map(line => line.split('|').map(cell => cell.trim()))
}

const CODES = table(`
  ENOTFOUND                     | its name does not resolve        | may pass
  EAI_AGAIN                     | its name could not be resolved   | may pass
  ECONNREFUSED                  | the connection was refused       | may pass
  EHOSTUNREACH ENETUNREACH      | the host is unreachable          | may pass
  ETIMEDOUT ABORT_ERR           | the host did not respond in time | may pass
  ECONNRESET ECONNABORTED EPIPE | the TLS handshake was cut        | may pass
  ESOMETHING                    | no connection was made           | may pass
  ERR_TLS_CERT_ALTNAME_INVALID  | its certificate is for another host | lasts
  CERT_HAS_EXPIRED              | its certificate, or that of its authority, has expired | lasts
  CERT_NOT_YET_VALID            | its certificate is not valid yet | lasts
  DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT | its certificate is not trusted | lasts
  UNABLE_TO_VERIFY_LEAF_SIGNATURE CERT_SIGNATURE_FAILURE CERT_UNTRUSTED INVALID_CA | its certificate is not trusted | lasts
  CERT_REVOKED CRL_HAS_EXPIRED UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY | its certificate is not valid | lasts
  HOSTNAME_MISMATCH INVALID_PURPOSE PATH_LENGTH_EXCEEDED          | its certificate is not valid | lasts
  ERR_INVALID_CHAR ERR_INVALID_ARG_TYPE ERR_INVALID_HTTP_TOKEN    | the request could not be made | lasts
  ERR_HTTP_INVALID_HEADER_VALUE ERR_UNESCAPED_CHARACTERS          | the request could not be made | lasts
  ERR_SSL_WRONG_VERSION_NUMBER ERR_TLS_HANDSHAKE_TIMEOUT EPROTO   | the TLS handshake failed     | lasts
`).flatMap(([codes = '', ...row]) => codes.split(' ').map(code => [code, ...row]))

describe('What fails before a request is sent', () => {
  test.each(CODES)('is explained: %s means that %s, and it %s', (code, reason, lasts) => {
    const isLasting = lasts === 'lasts'
    const explained = connectionError({ code })
    expect(explained).toMatchObject({
      message: `${reason} (${code})`,
      details: { code, isLasting }
    })
    const { hint = '' } = explained.details
    if (isLasting) expect(hint).toMatch(/\.$/)
    expect(proxyError({ code })).toMatchObject({
      message: `the proxy could not be reached: ${reason} (${code})`,
      details: {
        isLasting,
        hint: expect.stringContaining(`${hint} Check HTTPS_PROXY`.trim())
      }
    })
  })

  test.each([
    ['EE certificate key too weak', 'its certificate, or that of its authority, is too weak'],
    ['permitted subtree violation', 'its certificate is not valid']
  ])('is explained by the text of OpenSSL where Node has no code: %s', (text, reason) => {
    const thrown = Object.assign(new Error(text), { code: 'UNSPECIFIED' })
    const message = `${reason} (UNSPECIFIED: ${text})`
    expect(connectionError(thrown)).toMatchObject({ message, details: { isLasting: true } })
  })

  test('is a refused connection, not a cut handshake, while TCP connects', () => {
    const thrown = { code: 'ECONNRESET', syscall: 'connect' }
    expect(connectionError(thrown).message).toBe('no connection was made (ECONNRESET)')
  })

  test('names each reason once where a host has several addresses', () => {
    const several = (...codes: string[]) => new AggregateError(codes.map(code => ({ code })))
    const { message } = connectionError(several('ECONNREFUSED', 'ECONNREFUSED'))
    expect(message).toBe('the connection was refused (ECONNREFUSED)')
    expect(connectionError(several('ETIMEDOUT', 'ENETUNREACH'))).toMatchObject({
      message: 'none of its addresses could be reached (ETIMEDOUT, ENETUNREACH)',
      details: { isLasting: false }
    })
  })

  test.each([['text'], [undefined], [null], [7], [{}], [{ code: 7 }], [new AggregateError([])]])(
    'may be %p, which has no code',
    thrown => {
      const message = 'no connection was made (no code)'
      expect(connectionError(thrown)).toMatchObject({ message, details: { isLasting: false } })
    }
  )
})

test('What is explained already stays as it is', () => {
  const explained = new NetworkError('the proxy refused', { isLasting: true, hint: 'Ask.' })
  expect(connectionError(explained)).toBe(explained)
  expect(responseError(explained)).toBe(explained)
})

test.each(
  table(`
    HPE_INVALID_CONSTANT | the response of the proxy is not valid HTTP (HPE_INVALID_CONSTANT)     | lasts
    ECONNRESET | the proxy closed the connection without a response (ECONNRESET)                  | may pass
    ABORT_ERR  | the proxy did not respond in time                                                | may pass
  `)
)('A proxy without a response (%s) is explained: %s, and it %s', (code, message, lasts) => {
  const isLasting = lasts === 'lasts'
  const hint = expect.stringContaining('Check HTTPS_PROXY')
  expect(tunnelError({ code })).toMatchObject({
    message,
    details: { code, isLasting, hint }
  })
})

test.each([
  [302, true, 'add it to NO_PROXY'],
  [403, true, 'add it to NO_PROXY'],
  [404, true, 'add it to NO_PROXY'],
  [408, false, 'allows no further connection'],
  [429, false, 'allows no further connection'],
  [500, false, 'allows no further connection'],
  [503, false, 'allows no further connection']
])('A proxy that refuses with status %i is lasting: %p, and the hint says: %s', (...row) => {
  const [status, isLasting, hint] = row
  expect(tunnelRefused(status, '')).toMatchObject({
    message: `the proxy refused the connection with status ${status}`,
    details: { code: `HTTP ${status}`, isLasting, hint: expect.stringContaining(hint) }
  })
})

test.each([
  ['', 'Check the user and the password'],
  ['Basic realm="proxy"', 'Check the user and the password'],
  ['NEGOTIATE, basic realm="proxy"', 'Check the user and the password'],
  ['Negotiate, NTLM', 'The proxy offers only Negotiate and NTLM, but the action supports Basic'],
  ['Digest realm="a", nonce="b"', 'The proxy offers only Digest'],
  ['::add-mask::x', 'Check the user and the password']
])('A proxy that offers %j to sign in says what to do', (offered, hint) => {
  const refused = tunnelRefused(407, offered)
  expect(refused).toMatchObject({
    details: { isLasting: true, hint: expect.stringContaining(hint) }
  })
})

test.each(
  table(`
    HPE_HEADER_OVERFLOW | the response is not valid HTTP | lasts
    ECONNRESET          | the connection was lost        | may pass
  `)
)('What fails after a request was sent (%s) is explained: %s, and it %s', (code, reason, lasts) => {
  const isLasting = lasts === 'lasts'
  expect(responseError({ code })).toMatchObject({
    message: `${reason} (${code})`,
    details: { code, isLasting }
  })
})

test('What fails after a request was sent may have no code', () => {
  expect(responseError(undefined).message).toBe('the connection was lost (no code)')
})
