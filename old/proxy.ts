import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

type Env = Readonly<Record<string, string | undefined>>
type Setting = Readonly<{ name: string; value: string }>

/** A proxy that is asked, by CONNECT, for a connection to a host. */
export type ProxyServer = Readonly<{
  /** `http` or `https`: how the proxy itself is reached. */
  scheme: 'http' | 'https'
  /** A name or an address, without brackets. */
  host: string
  port: number
  /** Value of the header Proxy-Authorization. */
  authorization: string | undefined
}>

/** In: a host, as in a URL, and a port. Out: the proxy that leads there, or undefined: directly. */
export type ProxyFor = (host: string, port: number) => ProxyServer | undefined

/**
 * In: the environment. Out: which proxy leads to which host, or what is wrong with the settings. A malformed setting would otherwise
 * mean a silent direct connection. The texts never repeat the address of a proxy, which may hold a password.
 * The variables are those that GitHub's runner knows: https_proxy, no_proxy and the same in upper case. The lower case counts first,
 * and an empty one is none, as in curl and the runner; Go looks at the upper case first. Loopback never goes through a proxy, as in
 * Go and the runner.
 */
export const readProxy = (
  env: Env
): Readonly<{ is: 'read'; proxyFor: ProxyFor }> | Readonly<{ is: 'mistakes'; mistakes: readonly string[] }> => {
  const mistakes = proxyMistakes(env)
  if (mistakes.length > 0) return { is: 'mistakes', mistakes }
  const url = proxyUrl(settingOf(env, 'https_proxy')?.value ?? '')
  const proxy = url && proxyOf(url)
  const rules = entriesOf(settingOf(env, 'no_proxy')).map(ruleOf)
  return {
    is: 'read',
    proxyFor: (host, port) => {
      const bare = bareHost(host).replace(/\.$/, '')
      return isLoopback(bare) || rules.some(rule => rule?.(bare, port)) ? undefined : proxy
    }
  }
}

/** In: the environment. Out: what is wrong with its proxy settings. Without a proxy it does not matter which hosts need none. */
export const proxyMistakes = (env: Env): readonly string[] => {
  const setting = settingOf(env, 'https_proxy')
  if (setting === undefined) return []
  return [...addressMistakes(setting), ...exceptionMistakes(settingOf(env, 'no_proxy'))]
}

const addressMistakes = ({ name, value }: Setting): readonly string[] =>
  proxyUrl(value) === undefined
    ? [
        `${name} is set and is no proxy address: give http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it`
      ]
    : []

const exceptionMistakes = (setting: Setting | undefined): readonly string[] =>
  entriesOf(setting)
    .filter(entry => ruleOf(entry) === undefined)
    .map(
      entry =>
        `${setting?.name} holds "${entry.slice(0, 60)}", which neither curl nor Go understands: give names, .suffixes, addresses or networks like 10.0.0.0/8, separated by commas`
    )

/** From how many characters on a user without a password is taken for a token. */
const LONG = 12

/** In: the environment. Out: the secret parts of its proxy setting, to be masked; what is too short for a mask is left out. */
export const proxyCredentials = (env: Env): readonly string[] => {
  const url = proxyUrl(settingOf(env, 'https_proxy')?.value ?? '')
  if (!url) return []
  // Without a password the user may be a token; a short one is a name, and its mask would blacken the log.
  if (url.password === '')
    return [...new Set([decodeURIComponent(url.username), url.username])].filter(({ length }) => length >= LONG)
  const password = decodeURIComponent(url.password)
  return [...new Set([password, url.password, loginOf(url)])].filter(({ length }) => length > 2)
}

/** In: a name in lower case. Out: the variable that counts, under the name that it has in the environment; on Windows case means nothing. */
const settingOf = (env: Env, lower: string): Setting | undefined => {
  const asked = [lower, lower.toUpperCase()].find(name => env[name])
  if (asked === undefined) return undefined
  const names = Object.keys(env)
  const name = names.includes(asked) ? asked : (names.find(other => other.toLowerCase() === lower) ?? asked)
  return { name, value: env[asked] ?? '' }
}

/** In: the value of a setting. Out: the address; HOST:PORT with nothing behind it means http, as in curl and Go. */
const proxyUrl = (value: string): URL | undefined => {
  const text = value.trim()
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
  const url = URL.parse(whole ? text : `http://${text}`)
  if (url === null || url.hostname === '' || !['http:', 'https:'].includes(url.protocol) || !decodes(url)) return undefined
  return whole || url.pathname === '/' ? url : undefined
}

const decodes = (url: URL): boolean => {
  try {
    return loginOf(url) !== undefined
  } catch {
    return false
  }
}

const loginOf = ({ username, password }: URL): string => `${decodeURIComponent(username)}:${decodeURIComponent(password)}`

const proxyOf = (url: URL): ProxyServer => {
  const scheme = url.protocol === 'https:' ? 'https' : 'http'
  return {
    scheme,
    host: bareHost(url.hostname),
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
    authorization:
      url.username === '' && url.password === '' ? undefined : `Basic ${Buffer.from(loginOf(url)).toString('base64')}`
  }
}

/** In: a host, as in a URL. Out: the same without the brackets of an IPv6 address. */
export const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1').toLowerCase()

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

/** In: no_proxy. Out: its entries; curl separates by commas and blanks, Go by commas. */
const entriesOf = (setting: Setting | undefined): readonly string[] =>
  (setting?.value ?? '').split(/[\s,]+/).filter(entry => entry !== '')

type Rule = (host: string, port: number) => boolean

const PORT = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/
const NAME = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u

/**
 * In: an entry of no_proxy. Out: what it leaves to a direct connection, or undefined where neither curl ("CURLOPT_NOPROXY") nor Go
 * (`golang.org/x/net/http/httpproxy`) knows what it means.
 */
const ruleOf = (entry: string): Rule | undefined => {
  if (entry === '*') return () => true
  const withPort = PORT.exec(entry)
  const pattern = bareHost(withPort?.[1] ?? entry)
  const port = withPort === null ? undefined : Number(withPort[2])
  const matches = networkRule(pattern) ?? nameRule(pattern)
  return matches && ((host, asked) => (port === undefined || port === asked) && matches(host))
}

const networkRule = (pattern: string): ((host: string) => boolean) | undefined => {
  const [address = '', bits, ...more] = pattern.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return undefined
  const prefix = bits === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
  if (prefix < 0 || prefix > (family === 4 ? 32 : 128)) return undefined
  const list = new BlockList()
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  return host => isIP(host) !== 0 && list.check(host, isIPv6(host) ? 'ipv6' : 'ipv4')
}

/**
 * `acme.example` and `.acme.example` mean the name and all below it (curl), `*.acme.example` what is below it (Go); a dot at the end
 * says nothing.
 */
const nameRule = (pattern: string): ((host: string) => boolean) | undefined => {
  const below = pattern.startsWith('*.')
  const name = pattern.replace(/^\*?\./, '').replace(/\.$/, '')
  return NAME.test(name) ? host => host.endsWith(`.${name}`) || (!below && host === name) : undefined
}
