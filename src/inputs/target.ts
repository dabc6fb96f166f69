import { parseDuration } from '../expiry.ts'
import type { Target } from '../settings.ts'
import { type VaultHost, vaultHost, vaultHostSuffixes } from '../vault/host.ts'
import { type Inputs, USUAL_CAUSE, type Wrong } from './reader.ts'

const NOT_A_HOST = `is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in ${vaultHostSuffixes}`

export const readVaultDns = ({ input }: Inputs, wrong: Wrong): VaultHost | undefined => {
  const text = input('vault-dns')
  if (text === '')
    return wrong('vault-dns', `is required: the host name of the Vault, like myvault.veevavault.com; ${USUAL_CAUSE}`)
  return vaultHost(text) ?? wrong('vault-dns', NOT_A_HOST)
}

/** Inputs that only mean something for a sandbox. */
const OF_SANDBOXES = ['sandbox-name', 'sandbox-dns', 'vault-job-id', 'wait-timeout']

export const readTarget = ({ input }: Inputs, wrong: Wrong): Target | undefined => {
  const target = input('target') || 'sandbox'
  if (target === 'vault') {
    for (const given of OF_SANDBOXES.filter(name => input(name) !== '')) {
      wrong(given, 'can have no effect with target: vault; leave one of them out')
    }
    return { is: 'vault' }
  }
  if (target !== 'sandbox') return wrong('target', `"${target}" is neither sandbox nor vault`)
  const dns = input('sandbox-dns')
  const host = dns === '' ? undefined : (vaultHost(dns) ?? wrong('sandbox-dns', NOT_A_HOST))
  const name = input('sandbox-name')
  const mistake = sandboxNameMistake(name)
  const waitMs = readWait(input('wait-timeout') || DEFAULT_WAIT, wrong)
  const jobId = readJobId(input('vault-job-id'), wrong)
  return mistake === undefined ? { is: 'sandbox', name, dns: host, jobId, waitMs } : wrong('sandbox-name', mistake)
}

const sandboxNameMistake = (name: string): string | undefined => {
  if (name === '') {
    return `is required: the sandbox’s name as on the My Vaults page; ${USUAL_CAUSE}. For a token of the Vault itself set target: vault`
  }
  if (/[\r\n]/.test(name)) return 'has several lines: give one sandbox'
  // The name becomes one segment of a path, and these two would climb out of it.
  return name === '.' || name === '..' ? `"${name}" is no name of a sandbox` : undefined
}

const DEFAULT_WAIT = '15m'

const readWait = (text: string, wrong: Wrong): number => {
  const seconds = text === '0' ? 0 : parseDuration(text)
  if (seconds === undefined) wrong('wait-timeout', `"${text}" is none of 15m, 2h, 1d, or 0 to look once`)
  return (seconds ?? 0) * 1000
}

const readJobId = (text: string, wrong: Wrong): string | undefined => {
  if (text === '') return undefined
  return /^\d{1,18}$/.test(text) ? text : wrong('vault-job-id', `"${text}" is no id of a job: those are digits only`)
}
