/** What the environment says about proxies. */
export interface ProxySettings {
  /** What is wrong with the address of the proxy. It is never repeated, because it may contain a password. */
  mistake: string | undefined
  /** Its secret part as it is and as it is written, to be masked. */
  credentials: string[]
  /** @returns the proxy for a host, as in a URL, and a port; undefined for a direct connection */
  proxyFor(host: string, port: number): URL | undefined
}

/** The mask of a short name would blacken the log. */
const TOKEN_LENGTH = 12

/**
 * Reads which hosts are reached through a proxy. As in curl and GitHub's runner, a variable in lower case takes
 * precedence, and an empty one counts as not set; loopback is never reached through a proxy, as in Go and the runner.
 */
export function readProxySettings(environment: NodeJS.ProcessEnv): ProxySettings {
  const address = (environment.https_proxy || environment.HTTPS_PROXY || '').trim()
  const proxy = parseProxy(address)
  const { username = '', password = '' } = proxy ?? {}
  // A long user name without a password is a token.
  const secret = password || (username.length < TOKEN_LENGTH ? '' : username)
  const exceptions = (environment.no_proxy || environment.NO_PROXY || '').toLowerCase()
  // A host with all below it, also with a dot or `*.` in front, and with a port; or every host.
  const names = exceptions.split(/[\s,]+/).map(entry => entry.replace(/^\*?\.(?!\*)|\.$/g, ''))
  return {
    // Otherwise it would mean a silent direct connection.
    mistake:
      address === '' || proxy
        ? undefined
        : 'HTTPS_PROXY is set and is not a proxy address: set it to http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it',
    credentials: secret === '' ? [] : [decodeURIComponent(secret), secret],
    proxyFor(host, port) {
      const isLoopback = /^(localhost|\[::1\]|127\.[\d.]+)$/.test(host)
      const asked = [`.${host}`, `.${host}:${port}`]
      const isException = names.some(
        name => name === '*' || asked.some(each => each.endsWith(`.${name}`))
      )
      return isLoopback || isException ? undefined : proxy
    }
  }
}

/** The value of the header Proxy-Authorization; undefined where the address has neither user nor password. */
export function proxyAuthorization(proxy: URL): string | undefined {
  const signIn = signInOf(proxy)
  return signIn === ':' ? undefined : `Basic ${Buffer.from(signIn).toString('base64')}`
}

function signInOf({ username, password }: URL): string {
  return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
}

/** The address of the proxy; undefined without a right one. HOST:PORT without a scheme means http, as in curl and Go. */
function parseProxy(address: string): URL | undefined {
  try {
    const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`)
    // Throws if it is not percent-encoded.
    signInOf(url)
    // A password with an unencoded slash, question mark or hash sign would otherwise be read as a host.
    const isWhole = url.pathname === '/' && !/[?#]/.test(address)
    return isWhole && /^https?:$/.test(url.protocol) ? url : undefined
  } catch {
    return undefined
  }
}
