import { isIP } from 'node:net'

type Env = Readonly<Record<string, string | undefined>>

/** A proxy, and whom it is not for. */
export type ProxySettings = Readonly<{ proxy: URL | undefined; isBypassed: (host: string, port: number) => boolean }>

/** In: the environment. Out: its proxy settings, read as curl reads them; what is no setting counts as none (see `proxyMistakes`). */
export const proxySettings = (env: Env): ProxySettings => {
  const entries = (settingOf(env, 'no_proxy')?.text ?? '').split(/[\s,]+/).filter(entry => entry !== '')
  return {
    proxy: proxyUrl(settingOf(env, 'https_proxy')?.text ?? ''),
    isBypassed: (host, port) => isLoopback(host) || entries.some(entry => covers(entry, host, port))
  }
}

/** Names of variables have no case on Windows; elsewhere the lower case one goes first, as in curl. */
const settingOf = (env: Env, name: string): Readonly<{ name: string; text: string }> | undefined => {
  const names = Object.keys(env).filter(
    each => each === name || each === name.toUpperCase() || (onWindows && each.toLowerCase() === name)
  )
  const found = names.sort((a, b) => Number(b === name) - Number(a === name)).find(each => env[each]?.trim())
  return found === undefined ? undefined : { name: found, text: env[found]?.trim() ?? '' }
}
const onWindows = process.platform === 'win32'

/** `HOST:PORT` alone is meant as http, as in curl and Go. */
const proxyUrl = (text: string): URL | undefined => {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  const usable = url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' && decodes(url)
  return usable ? url : undefined
}

const decodes = (url: URL): boolean => {
  try {
    decodeURIComponent(url.username)
    decodeURIComponent(url.password)
    return true
  } catch {
    return false
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.startsWith('127.') || host === '::1' || host === '[::1]'

/** `*`, or a host or domain with all below it, which may begin with a dot or `*.` and end with a dot, and may have a port. */
const ENTRY = /^(?:\*|(?:\*?\.)?(?<name>[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::(?<port>\d{1,5}))?)$/i

const covers = (entry: string, host: string, port: number): boolean => {
  if (entry === '*') return true
  const { name, port: only } = ENTRY.exec(entry)?.groups ?? {}
  if (name === undefined || (only !== undefined && Number(only) !== port)) return false
  const [domain, wanted] = [name.toLowerCase(), host.toLowerCase()]
  return wanted === domain || wanted.endsWith(`.${domain}`)
}

/** Addresses and networks are understood; no host here is one. */
const isAddress = (entry: string): boolean => {
  const [, bare = entry] = /^\[(.*)\](?::\d{1,5})?$/.exec(entry) ?? []
  const [address = '', bits] = bare.split('/')
  return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits))
}

/**
 * In: the environment. Out: what is wrong with its proxy settings: each would silently mean a direct connection, or the proxy where none is
 * wanted. The text never repeats the address, which may hold a password.
 */
export const proxyMistakes = (env: Env): readonly string[] => {
  const proxy = settingOf(env, 'https_proxy')
  const none = settingOf(env, 'no_proxy')
  const strange = (none?.text ?? '').split(/[\s,]+/).find(entry => entry !== '' && !ENTRY.test(entry) && !isAddress(entry))
  return [
    ...(proxy !== undefined && proxyUrl(proxy.text) === undefined
      ? [`${proxy.name} is set and is no proxy address: give http://HOST:PORT or https://HOST:PORT, or unset it`]
      : []),
    ...(none !== undefined && strange !== undefined
      ? [
          `${none.name} holds ${JSON.stringify(strange)}, which is no host, domain, address or *: separate them by commas, without scheme and path`
        ]
      : [])
  ]
}

/** In: the environment. Out: the secret parts of its proxy setting, to be masked. */
export const proxyCredentials = (env: Env): readonly string[] => {
  const url = proxyUrl(settingOf(env, 'https_proxy')?.text ?? '')
  if (!url?.password) return []
  const password = decodeURIComponent(url.password)
  return [password, url.password, `${decodeURIComponent(url.username)}:${password}`]
}
