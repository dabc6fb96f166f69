import { parseDuration } from '../expiry.ts'
import type { Target, Which } from '../settings.ts'
import { type VaultHost, vaultHost, vaultHostSuffixes } from '../vault/host.ts'
import { type Inputs, readLines, type Wrong } from './reader.ts'

/** The value is shown where it can hold no credential: neither a user part, nor what looks like a token. */
const notAHost = (text: string): string =>
  `${/^(?!veeva-vault-|gh\w_)[\w.:/-]{1,100}$/.test(text) ? `"${text}" ` : ''}${NOT_A_HOST}`
const NOT_A_HOST = `is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in ${vaultHostSuffixes}`

export const readVaultDns = ({ input, usualCause }: Inputs, wrong: Wrong): VaultHost | undefined => {
  const text = input('vault-dns')
  if (text === '')
    return wrong('vault-dns', `is required: the host name of the Vault, like myvault.veevavault.com; ${usualCause}`)
  return vaultHost(text) ?? wrong('vault-dns', notAHost(text))
}

/** Inputs that only mean something for a sandbox. */
const OF_SANDBOXES = ['sandbox-name', 'sandbox-dns', 'vault-job-id', 'wait-timeout']

export const readTarget = (inputs: Inputs, wrong: Wrong): Target | undefined => {
  const { input } = inputs
  const target = input('target') || 'sandbox'
  if (target === 'vault') {
    for (const given of OF_SANDBOXES.filter(name => input(name) !== '')) {
      wrong(given, 'can have no effect with target: vault; leave one of them out')
    }
    return { is: 'vault' }
  }
  if (target !== 'sandbox') return wrong('target', `"${target}" is neither sandbox nor vault`)
  const which = readWhich(readLines(inputs, 'sandbox-name'), inputs.usualCause, wrong)
  const dns = input('sandbox-dns')
  const host = dns === '' ? undefined : (vaultHost(dns) ?? wrong('sandbox-dns', notAHost(dns)))
  if (dns !== '' && which !== undefined && (which.are === 'every' || which.names.length > 1)) {
    wrong('sandbox-dns', 'is of one sandbox: give one sandbox-name with it')
  }
  const waitMs = readWait(input('wait-timeout') || DEFAULT_WAIT, wrong)
  const jobId = readJobId(input('vault-job-id'), wrong)
  return which && { is: 'sandboxes', which, dns: host, jobId, waitMs }
}

/** In: the lines of `sandbox-name`: names, or `*` and `!NAME` for each exception. */
const readWhich = (lines: readonly string[], usualCause: string, wrong: Wrong): Which | undefined => {
  if (lines.length === 0) {
    return wrong(
      'sandbox-name',
      `is required: the sandbox’s name as on the My Vaults page; ${usualCause}. For a token of the Vault itself set target: vault`
    )
  }
  const double = lines.find((line, index) => lines.indexOf(line) !== index)
  if (double !== undefined) return wrong('sandbox-name', `"${double}" is there twice: leave one out`)
  if (lines.includes('*')) {
    const name = lines.find(line => line !== '*' && !/^!./.test(line))
    if (name !== undefined) return wrong('sandbox-name', `"${name}" is part of * already; to leave it out write !${name}`)
    return { are: 'every', except: lines.filter(line => line !== '*').map(line => line.slice(1).trim()) }
  }
  const exception = lines.find(line => line.startsWith('!'))
  if (exception !== undefined) return wrong('sandbox-name', `"${exception}" leaves one out of *, so * has to be there too`)
  // A name becomes one segment of a path, and these two would climb out of it.
  const bad = lines.find(line => line === '.' || line === '..')
  if (bad !== undefined) return wrong('sandbox-name', `"${bad}" is no name of a sandbox: give it as on the My Vaults page`)
  return { are: 'named', names: lines }
}

const DEFAULT_WAIT = '15m'

const readWait = (text: string, wrong: Wrong): number => {
  const seconds = text === '0' ? 0 : parseDuration(text)
  if (seconds === undefined)
    wrong('wait-timeout', `"${text}" is neither a length in minutes, hours or days (15m, 2h, 1d), nor 0, which looks once`)
  return (seconds ?? 0) * 1000
}

const readJobId = (text: string, wrong: Wrong): string | undefined => {
  if (text === '') return undefined
  return /^\d{1,18}$/.test(text) ? text : wrong('vault-job-id', `"${text}" is no id of a job: those are digits only`)
}
