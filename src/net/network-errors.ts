/** Why there is no response, in words that hold nothing from outside. */
export class NetworkError extends Error {
  /** Of Node.js or OpenSSL, or the status of a proxy; empty if there is none. */
  readonly code: string
  /** What to do; missing where the caller knows better. */
  readonly hint: string | undefined
  readonly isLasting: boolean

  constructor(reason: string, code = '', hint?: string, isLasting = hint !== undefined) {
    super(reason)
    this.code = code
    this.hint = hint
    this.isLasting = isLasting
  }
}

const CHECK_PROXY =
  'Check HTTPS_PROXY (most proxies need http://; https:// is for a proxy that is itself reached over TLS), and that the proxy runs and the runner can reach it.'
const CHECK_PEER =
  'Check what answers there (DNS, proxy, firewall): it does not speak TLS and HTTP as Vault and GitHub do.'

/**
 * Error codes of Node.js and OpenSSL ("Node.js errors", "X509 certificate error codes") and the statuses of proxies, what
 * each means, and what to do; where there is something to do, another attempt would usually fail too. The first match counts.
 */
const MEANINGS: [codes: RegExp, reason: string, hint?: string, isLasting?: boolean][] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'its name could not be resolved'],
  [/^ECONNREFUSED$/, 'the connection was refused'],
  [/^E(HOST|NET)UNREACH$/, 'the host is unreachable'],
  // Opening a connection is aborted by its own timeout alone.
  [/^(ETIMEDOUT|ABORT_ERR)$/, 'the host did not respond in time'],
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE)$/,
    'the connection or its TLS handshake was cut',
    'Check what is between the runner and the host: some firewalls and proxies cut handshakes that they do not understand or allow.',
    false
  ],
  [/^HPE_/, 'the response is not valid HTTP', CHECK_PEER],
  [
    /^status 407/,
    'the proxy refused the connection',
    'Check the user and the password in HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT, percent-encoded); the action supports only Basic, which the proxy has to offer.'
  ],
  [
    /^status (408|429|5..)/,
    'the proxy refused the connection',
    'The proxy does not reach the host, or allows no further connection: check the host name and the proxy, and run again.',
    false
  ],
  [
    /^status/,
    'the proxy refused the connection',
    'Have this host (port 443) allowed on the proxy, or add it to NO_PROXY if the runner may reach it directly.'
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'its certificate is for another host',
    'Something else answers under this name: check the name, the DNS that the runner uses, and what is in between (proxy, firewall).'
  ],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    'its certificate, or that of its authority, has expired or is not valid yet',
    'Check the clock of the runner, and have the certificate renewed by those who run the host, or a proxy that inspects TLS.'
  ],
  [
    // "EE certificate key too weak", "CA signature digest algorithm too weak"
    /^UNSPECIFIED: .* too weak$/,
    'its certificate, or that of its authority, is too weak',
    'Have it replaced by those who run the host, or a proxy that inspects TLS: with a key of at least 2,048 bits (RSA) and a signature by SHA-256.'
  ],
  [
    // A wrong signature comes from another authority of the same name, as after a company renewed its own.
    /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/,
    'its certificate is not trusted',
    'Add the certificate of the authority that signed it to `ca-certificate`; a proxy or firewall that inspects TLS has one of its own. Certificates are always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says.'
  ],
  [
    /^(CERT_|CRL_|UNABLE_TO_|HOSTNAME_|INVALID_|PATH_|UNSPECIFIED)/,
    'its certificate is not valid',
    'Have it replaced by those who run the host, or a proxy that inspects TLS.'
  ],
  [
    /^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/,
    'the request could not be made',
    'A credential or another input contains a character that no request can carry: check what was pasted.'
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, 'the TLS handshake failed', CHECK_PEER]
]

/** Explains what was thrown in place of a response, before the request was sent or after that. */
export function explainError(thrown: unknown, isSent = false): NetworkError {
  if (thrown instanceof NetworkError) return thrown
  const { code: given = 'no code', message } = Object(thrown)
  // For certificate errors that Node has no code for, the message is a fixed text ("X509_verify_cert_error_string").
  const code = given === 'UNSPECIFIED' ? `${given}: ${message}` : given
  const isLost = isSent && !/^HPE_/.test(code)
  const meaning = isLost ? undefined : MEANINGS.find(([codes]) => codes.test(code))
  const usual = isLost ? 'the connection was lost' : 'no connection was made'
  const [, reason = usual, hint, isLasting] = meaning ?? []
  return new NetworkError(`${reason} (${code})`, code, hint, isLasting)
}

/** Explains what was thrown before a proxy had opened a tunnel. */
export function explainProxyError(thrown: unknown): NetworkError {
  if (thrown instanceof NetworkError) return thrown
  const { message, code, hint = '', isLasting } = explainError(thrown)
  const reason = `the proxy could not be reached: ${message}`
  return new NetworkError(reason, code, `${hint} ${CHECK_PROXY}`.trim(), isLasting)
}
