import { expect, test } from '@jest/globals'
import { explainError, explainProxyError, NetworkError } from '../../../src/net/network-errors.ts'

/** Codes, what they mean, whether that lasts, and how the hint begins. */
const CODES = `
  ENOTFOUND EAI_AGAIN           | its name could not be resolved   | passes |
  ECONNREFUSED                  | the connection was refused       | passes |
  EHOSTUNREACH ENETUNREACH      | the host is unreachable          | passes |
  ETIMEDOUT ABORT_ERR           | the host did not respond in time | passes |
  ECONNRESET ECONNABORTED EPIPE | the connection or its TLS handshake was cut | passes | Check what is between
  ESOMETHING                    | no connection was made           | passes |
  HPE_INVALID_CONSTANT          | the response is not valid HTTP   | lasts  | Check what answers there
  status\t407                   | the proxy refused the connection | lasts  | Check the user and the password
  status\t408 status\t429 status\t503 | the proxy refused the connection | passes | The proxy does not reach the host
  status\t302 status\t403 status\t404 | the proxy refused the connection | lasts  | Have this host (port 443) allowed
  ERR_TLS_CERT_ALTNAME_INVALID  | its certificate is for another host | lasts | Something else answers
  CERT_HAS_EXPIRED CERT_NOT_YET_VALID | its certificate, or that of its authority, has expired or is not valid yet | lasts | Check the clock
  DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_VERIFY_LEAF_SIGNATURE CERT_SIGNATURE_FAILURE CERT_UNTRUSTED INVALID_CA | its certificate is not trusted | lasts | Add the certificate
  CERT_REVOKED CRL_HAS_EXPIRED UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY HOSTNAME_MISMATCH INVALID_PURPOSE PATH_LENGTH_EXCEEDED | its certificate is not valid | lasts | Have it replaced
  ERR_INVALID_CHAR ERR_INVALID_ARG_TYPE ERR_INVALID_HTTP_TOKEN ERR_HTTP_INVALID_HEADER_VALUE ERR_UNESCAPED_CHARACTERS | the request could not be made | lasts | A credential
  ERR_SSL_WRONG_VERSION_NUMBER ERR_TLS_HANDSHAKE_TIMEOUT EPROTO   | the TLS handshake failed | lasts | Check what answers there`
const rows = CODES.trim()
  .split('\n')
  .flatMap(line => {
    const [codes = '', ...cells] = line.split('|').map(cell => cell.trim())
    return codes.split(' ').map(code => [code.replace('\t', ' '), ...cells] as const)
  })

test.each(rows)('Before a request is sent, the error %s means: %s, which %s', (code, ...cells) => {
  const [reason, lasts, hint] = cells
  const [message, isLasting] = [`${reason} (${code})`, lasts === 'lasts']
  const explained = explainError({ code })
  expect(explained).toMatchObject({ message, code, isLasting })
  expect([explained.hint?.slice(0, hint?.length) ?? '', explained.hint?.at(-1)]).toEqual(
    hint === '' ? ['', undefined] : [hint, '.']
  )
  const ofProxy = explainProxyError({ code })
  expect(ofProxy).toMatchObject({ code, isLasting })
  expect(ofProxy.message).toBe(`the proxy could not be reached: ${message}`)
  expect(ofProxy.hint).toMatch(/^(\S.*\. )?Check HTTPS_PROXY \(most proxies need http:/)
})

test('A certificate error that Node has no code for is explained by OpenSSL’s text, any other is not', () => {
  const explain = (message: string) => explainError({ code: 'UNSPECIFIED', message })
  const weak =
    'its certificate, or that of its authority, is too weak (UNSPECIFIED: EE key too weak)'
  const hint = expect.stringMatching(/^Have it replaced/)
  expect(explain('EE key too weak')).toMatchObject({ message: weak, isLasting: true, hint })
  expect(explain('a subtree violation').message).toMatch(/^its certificate is not valid \(UNSPEC/)
  const thrown = ['text', undefined, new Error('text')].map(each => explainError(each).message)
  expect(new Set(thrown)).toEqual(new Set(['no connection was made (no code)']))
})

test('After a request was sent, an error means a lost connection, if not invalid HTTP or explained already', () => {
  const codes = ['ECONNRESET', 'ABORT_ERR', 'HPE_INVALID_CONSTANT']
  const explained = codes.map(code => explainError({ code }, true))
  const lost = codes.slice(0, 2).map(code => `the connection was lost (${code})`)
  const messages = [...lost, 'the response is not valid HTTP (HPE_INVALID_CONSTANT)']
  expect(explained.map(({ message }) => message)).toEqual(messages)
  const bare = new NetworkError('it is')
  expect([explainError(bare, true), explainProxyError(bare)]).toEqual([bare, bare])
  expect(bare).toMatchObject({ code: '', isLasting: false, hint: undefined })
})
