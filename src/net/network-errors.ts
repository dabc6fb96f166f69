/** Why there is no response, in words that hold nothing from outside. */
export class NetworkError extends Error {
  /** The code of Node.js or OpenSSL; empty if there is none. */
  readonly code: string
  /** Whether another attempt would fail in the same way: a certificate, a refusal by a proxy. */
  readonly isLasting: boolean
  /** What to do; empty where the caller knows better. */
  readonly hint: string

  /** @param reason part of a sentence */
  constructor(reason: string, details: { code?: string; isLasting?: boolean; hint?: string } = {}) {
    super(reason)
    this.name = 'NetworkError'
    this.code = details.code ?? ''
    this.isLasting = details.isLasting ?? false
    this.hint = details.hint ?? ''
  }
}

interface Meaning {
  codes: RegExp
  reason: string
  isLasting?: boolean
  hint?: string
}

const CHECK_PROXY =
  'Check HTTPS_PROXY (most proxies need http://; https:// is for a proxy that is itself reached over TLS), and that the proxy runs and the runner can reach it.'
const CHECK_PEER =
  'Check what answers there (DNS, proxy, firewall): it does not speak TLS and HTTP as Vault and GitHub do.'
const REPLACE = 'by those who run the host, or by those who run a proxy that inspects TLS'

/** Error codes of Node.js and OpenSSL ("Node.js errors", "X509 certificate error codes"). The first match counts. */
const MEANINGS: Meaning[] = [
  { codes: /,/, reason: 'none of its addresses could be reached' },
  { codes: /^ENOTFOUND$/, reason: 'its name does not resolve' },
  { codes: /^EAI_AGAIN$/, reason: 'its name could not be resolved' },
  { codes: /^ECONNREFUSED$/, reason: 'the connection was refused' },
  { codes: /^EHOSTUNREACH$/, reason: 'the host is unreachable' },
  { codes: /^ENETUNREACH$/, reason: 'the network is unreachable' },
  // Opening a connection is aborted by its own timeout alone.
  { codes: /^(ETIMEDOUT|ABORT_ERR)$/, reason: 'the host did not respond in time' },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    reason: 'its certificate is for another host',
    isLasting: true,
    hint: 'Something else answers under this name: check the name, the DNS that the runner uses, and what is in between (proxy, firewall).'
  },
  {
    codes: /^CERT_HAS_EXPIRED$/,
    reason: 'its certificate, or that of its authority, has expired',
    isLasting: true,
    hint: `Have it renewed ${REPLACE}; also check the clock of the runner.`
  },
  {
    codes: /^CERT_NOT_YET_VALID$/,
    reason: 'its certificate is not valid yet',
    isLasting: true,
    hint: 'Check the clock of the runner: it is probably slow.'
  },
  {
    // "EE certificate key too weak", "CA signature digest algorithm too weak"
    codes: /^UNSPECIFIED: .* too weak$/,
    reason: 'its certificate, or that of its authority, is too weak',
    isLasting: true,
    hint: `Have it replaced ${REPLACE}: with a key of at least 2,048 bits (RSA) and a signature by SHA-256.`
  },
  {
    // A wrong signature comes from another authority of the same name, as after a company renewed its own.
    codes:
      /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/,
    reason: 'its certificate is not trusted',
    isLasting: true,
    hint: 'Add the certificate of the authority that signed it to ca-certificate; a proxy or firewall that inspects TLS has one of its own. Certificates are always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says.'
  },
  {
    codes: /^(CERT_|CRL_|UNABLE_TO_|HOSTNAME_|INVALID_|PATH_|UNSPECIFIED)/,
    reason: 'its certificate is not valid',
    isLasting: true,
    hint: `Have it replaced ${REPLACE}.`
  },
  {
    codes:
      /^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/,
    reason: 'the request could not be made',
    isLasting: true,
    hint: 'A credential or another input contains a character that no request can carry: check what was pasted.'
  },
  {
    codes: /^(ERR_SSL_|ERR_TLS_|EPROTO)/,
    reason: 'the TLS handshake failed',
    isLasting: true,
    hint: CHECK_PEER
  }
]

const HANDSHAKE_CUT: Meaning = {
  codes: /^(ECONNRESET|ECONNABORTED|EPIPE)$/,
  reason: 'the TLS handshake was cut',
  hint: 'Check what is between the runner and the host: some firewalls and proxies cut handshakes that they do not understand or allow.'
}

/**
 * Explains what was thrown before a request was sent, and so can't have had its effect.
 * @param peer whose connection it was: the host's, directly or through a tunnel, or the proxy's
 */
export function connectionError(thrown: unknown, peer: 'host' | 'proxy' = 'host'): NetworkError {
  if (thrown instanceof NetworkError) return thrown
  const code = codesOf(thrown).join(', ') || 'no code'
  // What fails while TCP connects says so; what has connected is in its TLS handshake.
  const isCut = HANDSHAKE_CUT.codes.test(code) && Object(thrown).syscall !== 'connect'
  const meaning = isCut ? HANDSHAKE_CUT : MEANINGS.find(({ codes }) => codes.test(code))
  const { reason = 'no connection was made', isLasting = false, hint = '' } = meaning ?? {}
  const text = `${reason} (${code})`
  if (peer === 'host') return new NetworkError(text, { code, isLasting, hint })
  return new NetworkError(`the proxy could not be reached: ${text}`, {
    code,
    isLasting,
    hint: `${hint} ${CHECK_PROXY}`.trim()
  })
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
  const code = codesOf(thrown)[0] ?? 'no code'
  const hint = CHECK_PROXY
  if (code === 'ABORT_ERR')
    return new NetworkError('the proxy did not respond in time', { code, hint })
  if (code.startsWith('HPE_')) {
    const reason = `the response of the proxy is not valid HTTP (${code})`
    return new NetworkError(reason, { code, hint, isLasting: true })
  }
  return new NetworkError(`the proxy closed the connection without a response (${code})`, {
    code,
    hint
  })
}

/**
 * Explains why a proxy refuses a tunnel.
 * @param offered the header Proxy-Authenticate
 */
export function tunnelRefused(status: number, offered: string): NetworkError {
  const reason = `the proxy refused the connection with status ${status}`
  const code = `HTTP ${status}`
  if (status === 407)
    return new NetworkError(reason, { code, isLasting: true, hint: signInHint(offered) })
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
  if (code.startsWith('HPE_')) {
    const reason = `the response is not valid HTTP (${code})`
    return new NetworkError(reason, { code, isLasting: true, hint: CHECK_PEER })
  }
  return new NetworkError(`the connection was lost (${code})`, { code })
}
