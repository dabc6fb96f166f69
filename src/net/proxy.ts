import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

type Environment = Record<string, string | undefined>

/** What the environment says about proxies. */
export interface ProxySettings {
  /** What is wrong with the address of the proxy. It is never repeated, because it may contain a password. */
  mistakes: string[]
  /** @returns the proxy for a host, as in a URL, and a port; undefined for a direct connection */
  proxyFor: (host: string, port: number) => URL | undefined
}

/**
 * Reads which hosts are reached through a proxy. The variables are those that GitHub's runner knows: https_proxy and
 * no_proxy, and the same in upper case; as in curl and the runner, lower case takes precedence, and an empty variable
 * counts as not set. Loopback is never reached through a proxy, as in Go and the runner.
 */
export function readProxySettings(environment: Environment): ProxySettings {
  const mistakes = proxyMistakes(environment)
  const proxy = proxyUrl(settingOf(environment, 'https_proxy'))
  const exceptions = (settingOf(environment, 'no_proxy')?.value ?? '')
    .split(/[\s,]+/)
    .map(exceptionOf)
  return {
    mistakes,
    proxyFor: (host, port) => {
      const bare = hostWithoutBrackets(host).replace(/\.$/, '')
      const isDirect = isLoopback(bare) || exceptions.some(matches => matches(bare, port))
      return isDirect ? undefined : proxy
    }
  }
}

/** Lists what is wrong with the address of the proxy, which would otherwise mean a silent direct connection. */
export function proxyMistakes(environment: Environment): string[] {
  const setting = settingOf(environment, 'https_proxy')
  if (setting === undefined || proxyUrl(setting) !== undefined) return []
  return [
    `${setting.name} is set and is not a proxy address: set it to http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it`
  ]
}

/** From this length on, a user without a password is taken for a token; the mask of a short one would blacken the log. */
const TOKEN_LENGTH = 12

/** Lists the secret parts of the address of the proxy, to be masked; without those that are too short for a mask. */
export function proxyCredentials(environment: Environment): string[] {
  const url = proxyUrl(settingOf(environment, 'https_proxy'))
  if (url === undefined) return []
  const { username, password } = url
  const secrets =
    password === ''
      ? [decodeURIComponent(username), username].filter(({ length }) => length >= TOKEN_LENGTH)
      : [decodeURIComponent(password), password, signInOf(url)].filter(({ length }) => length > 2)
  return [...new Set(secrets)]
}

/** The value of the header Proxy-Authorization; undefined where the address has neither user nor password. */
export function proxyAuthorization(proxy: URL): string | undefined {
  if (proxy.username === '' && proxy.password === '') return undefined
  return `Basic ${Buffer.from(signInOf(proxy)).toString('base64')}`
}

/** A host, as in a URL, in lower case and without the brackets of an IPv6 address. */
export const hostWithoutBrackets = (host: string): string =>
  host.replace(/^\[(.*)\]$/, '$1').toLowerCase()

const signInOf = ({ username, password }: URL): string =>
  `${decodeURIComponent(username)}:${decodeURIComponent(password)}`

interface Setting {
  name: string
  value: string
}

/** The variable that counts, under the name that it has in the environment: on Windows case means nothing. */
function settingOf(environment: Environment, lower: string): Setting | undefined {
  const asked = [lower, lower.toUpperCase()].find(name => environment[name])
  if (asked === undefined) return undefined
  const names = Object.keys(environment)
  const sameName = names.find(name => name.toLowerCase() === lower)
  const name = names.includes(asked) ? asked : (sameName ?? asked)
  return { name, value: environment[asked] ?? '' }
}

/** The address of a proxy. HOST:PORT without a scheme means http, as in curl and Go. */
function proxyUrl(setting: Setting | undefined): URL | undefined {
  const text = setting?.value.trim() ?? ''
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return undefined
  // A password with an unencoded slash, question mark or hash sign would otherwise be read as a host.
  const hasMore = url.pathname !== '/' || /[?#]/.test(text)
  return hasMore || !isDecodable(url) ? undefined : url
}

function isDecodable(url: URL): boolean {
  try {
    return signInOf(url) !== ''
  } catch {
    return false
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

type Exception = (host: string, port: number) => boolean

/**
 * What an entry of no_proxy means: to curl ("CURLOPT_NOPROXY"), to Go (`golang.org/x/net/http/httpproxy`), or to both.
 * An entry that neither understands matches nothing: its host is reached through the proxy.
 */
function exceptionOf(entry: string): Exception {
  if (entry === '*') return () => true
  const [, address = entry, port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(entry) ?? []
  const pattern = hostWithoutBrackets(address)
  const matches = networkException(pattern) ?? nameException(pattern)
  return (host, asked) => (port === undefined || Number(port) === asked) && matches(host)
}

/** An address, or a network like 10.0.0.0/8. */
const networkException = (pattern: string): ((host: string) => boolean) | undefined => {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(pattern) ?? []
  if (isIP(address) === 0) return undefined
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const most = family === 'ipv4' ? 32 : 128
  const prefix = Number(bits ?? most)
  if (prefix > most) return () => false
  const network = new BlockList()
  network.addSubnet(address, prefix, family)
  return host => isIP(host) !== 0 && network.check(host, isIPv6(host) ? 'ipv6' : 'ipv4')
}

/** `acme.example` and `.acme.example` mean the name and all below it (curl), `*.acme.example` what is below it (Go). */
const nameException = (pattern: string): ((host: string) => boolean) => {
  const name = pattern.replace(/^\*?\./, '').replace(/\.$/, '')
  const isBelowOnly = pattern.startsWith('*.')
  if (name === '') return () => false
  return host => host.endsWith(`.${name}`) || (!isBelowOnly && host === name)
}
