type Environment = Record<string, string | undefined>

/** What the environment says about proxies. */
export interface ProxySettings {
  /** What is wrong with the address of the proxy. It is never repeated, because it may contain a password. */
  mistake: string | undefined
  /** @returns the proxy for a host, as in a URL, and a port; undefined for a direct connection */
  proxyFor(host: string, port: number): URL | undefined
}

/**
 * Reads which hosts are reached through a proxy. The variables are those that GitHub's runner knows: https_proxy and
 * no_proxy, and the same in upper case; as in curl and the runner, lower case takes precedence, and an empty variable
 * counts as not set. Loopback is never reached through a proxy, as in Go and the runner.
 */
export function readProxySettings(environment: Environment): ProxySettings {
  const proxy = proxyUrl(environment)
  const entries = environment.no_proxy || environment.NO_PROXY || ''
  const exceptions = entries.split(/[\s,]+/).map(exceptionOf)
  return {
    mistake: proxyMistake(environment),
    proxyFor: (host, port) => {
      const bare = hostWithoutBrackets(host).replace(/\.$/, '')
      const isLoopback = /^(localhost|::1|127\.[\d.]+)$/.test(bare)
      return isLoopback || exceptions.some(matches => matches(bare, port)) ? undefined : proxy
    }
  }
}

/** Says what is wrong with the address of the proxy, which would otherwise mean a silent direct connection. */
export function proxyMistake(environment: Environment): string | undefined {
  const name = environment.https_proxy ? 'https_proxy' : 'HTTPS_PROXY'
  if (!environment[name] || proxyUrl(environment) !== undefined) return undefined
  return `${name} is set and is not a proxy address: set it to http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it`
}

/** From this length on, a user without a password is taken for a token; the mask of a short one would blacken the log. */
const TOKEN_LENGTH = 12

/** Lists the secret parts of the address of the proxy, to be masked. */
export function proxyCredentials(environment: Environment): string[] {
  const url = proxyUrl(environment)
  if (url === undefined) return []
  const { username, password } = url
  if (password !== '') return [decodeURIComponent(password), password, signInOf(url)]
  return username.length < TOKEN_LENGTH ? [] : [decodeURIComponent(username), username]
}

/** The value of the header Proxy-Authorization; undefined where the address has neither user nor password. */
export function proxyAuthorization(proxy: URL): string | undefined {
  const signIn = signInOf(proxy)
  return signIn === ':' ? undefined : `Basic ${Buffer.from(signIn).toString('base64')}`
}

/** A host, as in a URL, in lower case and without the brackets of an IPv6 address. */
export function hostWithoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
}

function signInOf({ username, password }: URL): string {
  return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
}

/** The address of the proxy; undefined without a right one. HOST:PORT without a scheme means http, as in curl and Go. */
function proxyUrl(environment: Environment): URL | undefined {
  const text = (environment.https_proxy || environment.HTTPS_PROXY || '').trim()
  try {
    const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`)
    // Throws if it is not percent-encoded.
    signInOf(url)
    // A password with an unencoded slash, question mark or hash sign would otherwise be read as a host.
    const isWhole = url.pathname === '/' && !/[?#]/.test(text)
    return isWhole && /^https?:$/.test(url.protocol) ? url : undefined
  } catch {
    return undefined
  }
}

/**
 * What an entry of no_proxy means to curl ("CURLOPT_NOPROXY") or to Go (`golang.org/x/net/http/httpproxy`): a host with
 * all below it, with `*.` only what is below it, or an address. Any other entry, as one of a network, matches nothing: its
 * hosts are reached through the proxy.
 */
function exceptionOf(entry: string): (host: string, port: number) => boolean {
  if (entry === '*') return () => true
  const [, address = entry, port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(entry) ?? []
  const pattern = hostWithoutBrackets(address).replace(/\.$/, '')
  const name = pattern.replace(/^\*?\./, '')
  return (host, asked) => {
    const isName = host === name && !pattern.startsWith('*.')
    return (isName || host.endsWith(`.${name}`)) && Number(port ?? asked) === asked
  }
}
