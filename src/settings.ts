import type { RunContext } from './context.ts'
import type { Credential } from './credential.ts'
import { type Expires, expiryFrom, parseExpires } from './expiry.ts'
import type { SecretPlace, Visibility } from './github/secrets.ts'
import { certificateMistake, proxyCredentials, proxyMistake } from './http.ts'
import { readHandOn } from './inputs/hand-on.ts'
import { type Inputs, readBoolean, type Wrong } from './inputs/reader.ts'
import { readSignIn } from './inputs/sign-in.ts'
import { readTarget, readVaultDns } from './inputs/target.ts'
import type { KeepPrevious } from './token/rotation.ts'
import type { VaultHost } from './vault/host.ts'
import type { SignIn } from './vault/sign-in.ts'

/** Which sandboxes: those named, or every active one but the exceptions. */
export type Which = Readonly<{ are: 'named'; names: readonly string[] }> | Readonly<{ are: 'every'; except: readonly string[] }>

/** What the tokens are for. */
export type Target =
  | Readonly<{
      is: 'sandboxes'
      which: Which
      /** As given, for a credential that may not list sandboxes; only with one name. */
      dns: VaultHost | undefined
      /** Veeva's job that creates or refreshes the sandbox, to be waited for first. */
      jobId: string | undefined
      /** One deadline for all that is waited for, in milliseconds; 0 looks once. */
      waitMs: number
    }>
  | Readonly<{ is: 'vault' }>

/** In: what the tokens are for. Out: whether it is one, known by its name before any call. */
export const isOne = (target: Target): boolean =>
  target.is === 'vault' || (target.which.are === 'named' && target.which.names.length === 1)

/** How the token is handed on: as an output only, which ends with its job, or also as a secret, which stays. */
export type HandOn =
  | Readonly<{ to: 'output'; revokeAfterJob: boolean }>
  | Readonly<{
      to: 'secret'
      apiUrl: URL
      token: Credential
      place: SecretPlace
      /** The secret's name, with `{sandbox}` for the sandbox's where there are several. */
      template: string
      /** Of an organization secret; undefined: as it is. */
      visibility: Visibility | undefined
      keepPrevious: KeepPrevious
      /** What the secrets hold now, by their names; without one its token is renewed in any case. */
      current: ReadonlyMap<string, Credential>
      /** How long before its expiry a current token is renewed, in seconds. */
      renewBefore: number
    }>

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
  /** Whether the token's own Vault is contacted: to prove the token, to keep one, and to delete old ones. */
  verify: boolean
  dryRun: boolean
  /** PEM to trust besides the system's; blank: none. */
  caCertificate: string
}>

/** In: the inputs and the run. Out: the settings, or every mistake in them at once, each naming the input and the remedy. */
export type ReadSettings =
  | Readonly<{ is: 'settings'; settings: Settings }>
  | Readonly<{ is: 'mistakes'; mistakes: readonly string[] }>

const OLDEST_API_VERSION = 'v26.2'
const DEFAULT_CLIENT_ID = 'github-actions-vault-sandbox-token'
const LABEL_LIMIT = 80
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
  // Whatever else is said: every credential among them is masked by the time that mistakes are reported.
  const signIn = readSignIn(inputs, wrong)
  const vault = readVaultDns(inputs, wrong)
  const target = readTarget(inputs, wrong)
  const label = readLabel(inputs, run, wrong)
  const expires = readExpires(inputs, inputs.input('secret-name') === '' ? '1d' : '30d', now, wrong)
  const verify = readBoolean(inputs, 'verify', true, wrong)
  const handOn = readHandOn(inputs, { target, run, verify, lifetime: expires && lifetime(expires, now) }, wrong)
  const dryRun = readBoolean(inputs, 'dry-run', false, wrong)
  const apiVersion = readApiVersion(inputs, wrong)
  const clientId = readClientId(inputs, wrong)
  const caCertificate = inputs.rawInput('ca-certificate')
  const untrusted = caCertificate.trim() === '' ? undefined : certificateMistake(caCertificate)
  if (untrusted !== undefined) wrong('ca-certificate', untrusted)
  for (const secret of proxyCredentials(env)) inputs.keep(secret)
  const proxy = proxyMistake(env)
  if (proxy !== undefined) mistakes.push(`${proxy}.`)

  if (!vault || !signIn || !target || !handOn || !expires || mistakes.length > 0) return { is: 'mistakes', mistakes }
  return {
    is: 'settings',
    settings: { vault, apiVersion, clientId, signIn, target, label, expires, handOn, verify, dryRun, caCertificate }
  }
}

const readLabel = ({ input }: Inputs, run: RunContext, wrong: Wrong): string => {
  const text = input('token-name')
  if ([...text].length > LABEL_LIMIT) wrong('token-name', `has ${[...text].length} characters: at most ${LABEL_LIMIT}`)
  if (/\p{Cc}/u.test(text)) wrong('token-name', 'holds a line break or another control character: leave it out')
  return text || [...`github-actions ${run.repository}`].slice(0, LABEL_LIMIT).join('').trim()
}

const readExpires = ({ input }: Inputs, otherwise: string, now: Date, wrong: Wrong): Expires | undefined => {
  const text = input('expires') || otherwise
  const expires = parseExpires(text)
  if (expires === undefined) {
    return wrong(
      'expires',
      `"${text}" is neither a length like 90m, 12h or 30d, nor an instant like 2026-12-31T12:00:00Z, nor never`
    )
  }
  if (expires.is === 'at' && expires.instant <= now) return wrong('expires', `${text} is over already: give a later instant`)
  return expires
}

/** In: how long a token shall live, and the time. Out: the seconds; for ever is infinite. */
const lifetime = (expires: Expires, now: Date): number => {
  const until = expiryFrom(expires, now)
  return until === undefined ? Number.POSITIVE_INFINITY : (until.getTime() - now.getTime()) / 1000
}

const readApiVersion = ({ input }: Inputs, wrong: Wrong): string => {
  const text = input('api-version')
  if (text === '') return OLDEST_API_VERSION
  const numbers = /^v(\d{2})\.(\d)$/.exec(text)
  if (numbers === null) wrong('api-version', `"${text}" is no version like ${OLDEST_API_VERSION}`)
  else if (text < OLDEST_API_VERSION)
    wrong('api-version', `${text} has no endpoint for tokens: ${OLDEST_API_VERSION} is the oldest that has one`)
  return text
}

const readClientId = ({ input }: Inputs, wrong: Wrong): string => {
  const text = input('vault-client-id')
  if (text === '') return DEFAULT_CLIENT_ID
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(text))
    wrong('vault-client-id', 'may hold letters, digits, dots, hyphens and underscores only, at most 100')
  return text
}
