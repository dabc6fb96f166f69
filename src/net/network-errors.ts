interface NetworkErrorDetails {
  /** The code of Node.js or OpenSSL; missing if there is none. */
  code?: string
  /** Whether another attempt would fail in the same way: a certificate, a refusal by a proxy. */
  isLasting?: boolean
  /** What to do; missing where the caller knows better. */
  hint?: string | undefined
}

/** Why there is no response, in words that hold nothing from outside. */
export class NetworkError extends Error {
  readonly details: NetworkErrorDetails

  /** @param reason part of a sentence */
  constructor(reason: string, details: NetworkErrorDetails = {}) {
    super(reason)
    this.details = details
  }
}

const CHECK_PROXY =
  'Check HTTPS_PROXY (most proxies need http://; https:// is for a proxy that is itself reached over TLS), and that the proxy runs and the runner can reach it.'
const CHECK_PEER =
  'Check what answers there (DNS, proxy, firewall): it does not speak TLS and HTTP as Vault and GitHub do.'
const REPLACE = 'by those who run the host, or by those who run a proxy that inspects TLS'

/**
 * Error codes of Node.js and OpenSSL ("Node.js errors", "X509 certificate error codes"), what each means, and what to do;
 * where there is something to do, another attempt would usually fail in the same way. The first match counts.
 */
const MEANINGS: [codes: RegExp, reason: string, hint?: string, isLasting?: boolean][] = [
  [/,/, 'none of its addresses could be reached'],
  [/^ENOTFOUND$/, 'its name does not resolve'],
  [/^EAI_AGAIN$/, 'its name could not be resolved'],
  [/^ECONNREFUSED$/, 'the connection was refused'],
  [/^E(HOST|NET)UNREACH$/, 'the host is unreachable'],
  // Opening a connection is aborted by its own timeout alone.
  [/^(ETIMEDOUT|ABORT_ERR)$/, 'the host did not respond in time'],
  // What fails while TCP connects says so; what has connected is in its TLS handshake.
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE)$/,
    'the TLS handshake was cut',
    'Check what is between the runner and the host: some firewalls and proxies cut handshakes that they do not understand or allow.',
    false
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'its certificate is for another host',
    'Something else answers under this name: check the name, the DNS that the runner uses, and what is in between (proxy, firewall).'
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    'its certificate, or that of its authority, has expired',
    `Have it renewed ${REPLACE}; also check the clock of the runner.`
  ],
  [
    /^CERT_NOT_YET_VALID$/,
    'its certificate is not valid yet',
    'Check the clock of the runner: it is probably slow.'
  ],
  [
    // "EE certificate key too weak", "CA signature digest algorithm too weak"
    /^UNSPECIFIED: .* too weak$/,
    'its certificate, or that of its authority, is too weak',
    `Have it replaced ${REPLACE}: with a key of at least 2,048 bits (RSA) and a signature by SHA-256.`
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
    `Have it replaced ${REPLACE}.`
  ],
  [
    /^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/,
    'the request could not be made',
    'A credential or another input contains a character that no request can carry: check what was pasted.'
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, 'the TLS handshake failed', CHECK_PEER]
]

/** Explains what was thrown before a request was sent, and so can't have had its effect. */
export function connectionError(thrown: unknown): NetworkError {
  if (thrown instanceof NetworkError) return thrown
  const code = codesOf(thrown).join(', ') || 'no code'
  const isReset = Object(thrown).syscall === 'connect' && code === 'ECONNRESET'
  const meaning = isReset ? undefined : MEANINGS.find(([codes]) => codes.test(code))
  const [, reason = 'no connection was made', hint, isLasting = hint !== undefined] = meaning ?? []
  return new NetworkError(`${reason} (${code})`, { code, isLasting, hint })
}

/** Explains what was thrown before a proxy was reached. */
export function proxyError(thrown: unknown): NetworkError {
  const { message, details } = connectionError(thrown)
  const hint = details.hint ? `${details.hint} ${CHECK_PROXY}` : CHECK_PROXY
  return new NetworkError(`the proxy could not be reached: ${message}`, { ...details, hint })
}

/** The codes of an error; of a host with several addresses one for each address. No code is there twice. */
function codesOf(thrown: unknown): string[] {
  const { code, errors, message } = Object(thrown) as Record<string, unknown>
  const inner = Array.isArray(errors) ? [...new Set(errors.flatMap(codesOf))] : []
  if (inner.length > 0) return inner
  if (typeof code !== 'string') return []
  // For certificate errors that Node has no code for, the message is a fixed text of OpenSSL ("X509_verify_cert_error_string").
  return [code === 'UNSPECIFIED' ? `${code}: ${message}` : code]
}

/** Explains what was thrown between asking a proxy for a tunnel and its response. */
export function tunnelError(thrown: unknown): NetworkError {
  if (thrown instanceof NetworkError) return thrown
  const code = codesOf(thrown)[0] ?? 'no code'
  const isLasting = code.startsWith('HPE_')
  let reason = `the proxy closed the connection without a response (${code})`
  if (isLasting) reason = `the response of the proxy is not valid HTTP (${code})`
  if (code === 'ABORT_ERR') reason = 'the proxy did not respond in time'
  return new NetworkError(reason, { code, isLasting, hint: CHECK_PROXY })
}

/**
 * Explains why a proxy refuses a tunnel.
 * @param offered the header Proxy-Authenticate
 */
export function tunnelRefused(status: number, offered: string): NetworkError {
  const reason = `the proxy refused the connection with status ${status}`
  const code = `HTTP ${status}`
  if (status === 407) {
    return new NetworkError(reason, { code, isLasting: true, hint: signInHint(offered) })
  }
  // Also a proxy that allows few tunnels at a time says so with one of these.
  const isLasting = status < 500 && status !== 429 && status !== 408
  const hint = isLasting
    ? 'Have this host (port 443) allowed on the proxy, or add it to NO_PROXY if the runner may reach it directly.'
    : 'The proxy does not reach the host, or allows no further connection: check the host name and the proxy, and run again.'
  return new NetworkError(reason, { code, isLasting, hint })
}

const SCHEMES = ['Basic', 'Bearer', 'Digest', 'Kerberos', 'Negotiate', 'NTLM']

function signInHint(offered: string): string {
  const words = offered.toLowerCase().split(/[\s,]+/)
  const schemes = SCHEMES.filter(scheme => words.includes(scheme.toLowerCase()))
  if (schemes.length === 0 || schemes.includes('Basic')) {
    return 'Check the user and the password in HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT, percent-encoded).'
  }
  return `The proxy offers only ${schemes.join(' and ')}, but the action supports Basic: use a proxy that offers Basic, or one that needs no sign-in from this runner.`
}

/** Explains what was thrown after a request was sent, and so may have had its effect. */
export function responseError(thrown: unknown): NetworkError {
  if (thrown instanceof NetworkError) return thrown
  const code = codesOf(thrown)[0] ?? 'no code'
  const isLasting = code.startsWith('HPE_')
  const reason = isLasting ? 'the response is not valid HTTP' : 'the connection was lost'
  const hint = isLasting ? CHECK_PEER : undefined
  return new NetworkError(`${reason} (${code})`, { code, isLasting, hint })
}
