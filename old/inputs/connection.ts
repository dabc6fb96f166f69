import { readCertificates } from '../certificates.ts'
import { proxyCredentials, proxyMistakes } from '../proxy.ts'
import type { Connection } from '../settings.ts'
import type { Inputs, Wrong } from './reader.ts'
import { readSignIn } from './sign-in.ts'
import { readVaultDns } from './target.ts'

const OLDEST_API_VERSION = 'v26.2'
const DEFAULT_CLIENT_ID = 'github-actions-vault-sandbox-token'

/** Reads how a Vault is reached, and as whom. Every credential among the inputs is masked first, whatever is wrong with them. */
export const readConnection = (inputs: Inputs, wrong: Wrong): Connection | undefined => {
  const signIn = readSignIn(inputs, wrong)
  const vault = readVaultDns(inputs, wrong)
  const apiVersion = readApiVersion(inputs, wrong)
  const clientId = readClientId(inputs, wrong)
  const caCertificates = readCaCertificates(inputs, wrong)
  return vault && signIn && { vault, signIn, apiVersion, clientId, caCertificates }
}

/** Masks the passwords of proxies. Out: what is wrong with the variables that name them. */
export const readProxies = ({ keep }: Inputs, env: Readonly<Record<string, string | undefined>>): readonly string[] => {
  for (const secret of proxyCredentials(env)) keep(secret)
  return proxyMistakes(env).map(mistake => `${mistake}.`)
}

const readCaCertificates = ({ rawInput }: Inputs, wrong: Wrong): readonly string[] => {
  const text = rawInput('ca-certificate')
  if (text.trim() === '') return []
  const read = readCertificates(text)
  if (read.is === 'certificates') return read.pems
  wrong('ca-certificate', read.what)
  return []
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
