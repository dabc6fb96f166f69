import type { RunContext } from './context.ts'
import { type Expires, parseExpires } from './expiry.ts'
import { proxyMistake } from './http.ts'
import type { Runner } from './runner.ts'
import { listed } from './text.ts'
import { type VaultHost, vaultHost, vaultHostSuffixes } from './vault/host.ts'
import type { SignIn } from './vault/sign-in.ts'

/** What the token is for. */
export type Target = Readonly<{ is: 'sandbox'; name: string; dns: VaultHost | undefined }> | Readonly<{ is: 'vault' }>

/** How the token is handed on. */
export type HandOn = Readonly<{ to: 'output'; revokeAfterJob: boolean }>

/** Every input, checked and typed; what can't be said in it can't be asked for. */
export type Settings = Readonly<{
  vault: VaultHost
  apiVersion: string
  clientId: string
  signIn: SignIn
  target: Target
  /** First part of the token's name in Vault. */
  label: string
  expires: Expires
  handOn: HandOn
  dryRun: boolean
}>

/** In: the inputs and the run. Out: the settings, or every mistake in them at once, each naming the input and the remedy. */
export type ReadSettings =
  | Readonly<{ is: 'settings'; settings: Settings }>
  | Readonly<{ is: 'mistakes'; mistakes: readonly string[] }>

const OLDEST_API_VERSION = 'v26.2'
const DEFAULT_CLIENT_ID = 'github-actions-vault-sandbox-token'
const LABEL_LIMIT = 80
const USUAL_CAUSE =
  'if it was given, the secret or variable behind it is empty: a misspelt name, or a run from a fork, which gets no secrets'

type Inputs = Pick<Runner, 'input' | 'rawInput' | 'keep'>
/** Notes a mistake and stands in for the value, so that the other inputs are still checked. */
type Wrong = (input: string, what: string) => undefined

export const readSettings = (
  inputs: Inputs,
  run: RunContext,
  env: Readonly<Record<string, string | undefined>>,
  now: Date
): ReadSettings => {
  const mistakes: string[] = []
  const wrong: Wrong = (input, what) => {
    mistakes.push(`${input}: ${what}.`)
  }
  // Credentials first: whatever else is said, they are masked by then.
  const signIn = readSignIn(inputs, wrong)
  const vault = readVaultDns(inputs, wrong)
  const target = readTarget(inputs, wrong)
  const label = readLabel(inputs, run, wrong)
  const expires = readExpires(inputs, now, wrong)
  const revokeAfterJob = readBoolean(inputs, 'revoke-after-job', true, wrong)
  const dryRun = readBoolean(inputs, 'dry-run', false, wrong)
  const apiVersion = readApiVersion(inputs, wrong)
  const clientId = readClientId(inputs, wrong)
  const proxy = proxyMistake(env)
  if (proxy !== undefined) mistakes.push(`${proxy}.`)

  if (vault === undefined || signIn === undefined || target === undefined || expires === undefined || mistakes.length > 0) {
    return { is: 'mistakes', mistakes }
  }
  const handOn: HandOn = { to: 'output', revokeAfterJob }
  return { is: 'settings', settings: { vault, apiVersion, clientId, signIn, target, label, expires, handOn, dryRun } }
}

const readVaultDns = ({ input }: Inputs, wrong: Wrong): VaultHost | undefined => {
  const text = input('vault-dns')
  if (text === '')
    return wrong('vault-dns', `is required: the host name of the Vault, like myvault.veevavault.com; ${USUAL_CAUSE}`)
  return vaultHost(text) ?? wrong('vault-dns', notAHost)
}

const notAHost = `is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in ${vaultHostSuffixes}`

const readSignIn = ({ input, rawInput, keep }: Inputs, wrong: Wrong): SignIn | undefined => {
  const kept = (text: string) => (text === '' ? undefined : keep(text))
  const token = kept(input('access-token'))
  const session = kept(input('session-id'))
  const password = kept(rawInput('password'))
  const username = input('username')

  const ways = [
    token && 'access-token',
    session && 'session-id',
    (username !== '' || password !== undefined) && 'username and password'
  ].filter(way => typeof way === 'string')
  if (ways.length === 0) {
    return wrong('access-token, session-id, or username and password', `one way to sign in is required; ${USUAL_CAUSE}`)
  }
  if (ways.length > 1) return wrong(listed(ways), 'these are several ways to sign in: give exactly one')

  if (token !== undefined) {
    if (/^veeva-vault-[\x21-\x7e]+$/.test(token.reveal())) return { by: 'access-token', token }
    return wrong('access-token', 'is not an API access token: those begin with veeva-vault-; a session belongs in session-id')
  }
  if (session !== undefined) {
    if (/^[\x21-\x7e]+$/.test(session.reveal())) return { by: 'session-id', session }
    return wrong('session-id', 'is not a session id: it holds blanks or characters that none has')
  }
  if (password === undefined) return wrong('password', `is required with username; ${USUAL_CAUSE}`)
  if (username === '') return wrong('username', `is required with password; ${USUAL_CAUSE}`)
  return { by: 'password', username, password }
}

const readTarget = ({ input }: Inputs, wrong: Wrong): Target | undefined => {
  const target = input('target') || 'sandbox'
  const name = input('sandbox-name')
  const dns = input('sandbox-dns')
  if (target === 'vault') {
    for (const [given, text] of [['sandbox-name', name] as const, ['sandbox-dns', dns] as const]) {
      if (text !== '') wrong(given, 'can have no effect with target: vault; leave one of them out')
    }
    return { is: 'vault' }
  }
  if (target !== 'sandbox') return wrong('target', `"${target}" is neither sandbox nor vault`)
  const host = dns === '' ? undefined : (vaultHost(dns) ?? wrong('sandbox-dns', notAHost))
  const mistake = sandboxNameMistake(name)
  return mistake === undefined ? { is: 'sandbox', name, dns: host } : wrong('sandbox-name', mistake)
}

const sandboxNameMistake = (name: string): string | undefined => {
  if (name === '')
    return `is required: the sandbox’s name as on the My Vaults page; ${USUAL_CAUSE}. For a token of the Vault itself set target: vault`
  if (/[\r\n]/.test(name)) return 'has several lines: give one sandbox'
  // The name becomes one segment of a path, and these two would climb out of it.
  return name === '.' || name === '..' ? `"${name}" is no name of a sandbox` : undefined
}

const readLabel = ({ input }: Inputs, run: RunContext, wrong: Wrong): string => {
  const text = input('token-name')
  if ([...text].length > LABEL_LIMIT) wrong('token-name', `has ${[...text].length} characters: at most ${LABEL_LIMIT}`)
  if (/\p{Cc}/u.test(text)) wrong('token-name', 'holds a line break or another control character')
  return text || [...`github-actions ${run.repository}`].slice(0, LABEL_LIMIT).join('').trim()
}

const readExpires = ({ input }: Inputs, now: Date, wrong: Wrong): Expires | undefined => {
  const text = input('expires') || '1d'
  const expires = parseExpires(text)
  if (expires === undefined) {
    return wrong('expires', `"${text}" is none of 90m, 12h, 30d, an instant like 2026-12-31T12:00:00Z, or never`)
  }
  if (expires.is === 'at' && expires.instant <= now) return wrong('expires', `${text} is over already`)
  return expires
}

const readBoolean = ({ input }: Inputs, name: string, otherwise: boolean, wrong: Wrong): boolean => {
  const text = input(name)
  if (text === '') return otherwise
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (!['false', 'False', 'FALSE'].includes(text)) wrong(name, `"${text}" is neither true nor false`)
  return false
}

const readApiVersion = ({ input }: Inputs, wrong: Wrong): string => {
  const text = input('api-version')
  if (text === '') return OLDEST_API_VERSION
  const numbers = /^v(\d{2})\.(\d)$/.exec(text)
  if (numbers === null) wrong('api-version', `"${text}" is no version like ${OLDEST_API_VERSION}`)
  else if (text < OLDEST_API_VERSION)
    wrong('api-version', `${text} has no endpoint for tokens: ${OLDEST_API_VERSION} is the oldest that has`)
  return text
}

const readClientId = ({ input }: Inputs, wrong: Wrong): string => {
  const text = input('vault-client-id')
  if (text === '') return DEFAULT_CLIENT_ID
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(text))
    wrong('vault-client-id', 'may hold letters, digits, dots, hyphens and underscores only, at most 100')
  return text
}
