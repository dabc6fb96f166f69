import { expect, test } from '@jest/globals'
import { parseVaultHost, VAULT_HOST_SUFFIXES } from '../../../src/vault/host.ts'

const LONG = 'a'.repeat(63)

test('the host name of a Vault is read in lower case', () => {
  expect(parseVaultHost('ACME.VeevaVault.COM')).toBe('acme.veevavault.com')
  const hosts = VAULT_HOST_SUFFIXES.split(/, | or /).map(suffix => `a-1.${LONG}${suffix}`)
  expect(hosts.map(parseVaultHost)).toEqual(hosts)
  expect(hosts).toHaveLength(4)
})

test.each([
  ...['', 'veevavault.com', '.veevavault.com', 'evilveevavault.com', 'acme.veevavault.community'],
  ...['acme.veevavault.com.evil.example', 'acme.veevavault.com.', 'acme..veevavault.com'],
  ...['https://acme.veevavault.com', 'acme.veevavault.com/api', 'acme.veevavault.com:443'],
  ...['evil.example/.veevavault.com', 'evil.example#.veevavault.com', 'a:b@acme.veevavault.com'],
  ...['evil.example\\.veevavault.com', 'evil\nacme.veevavault.com', 'acme.veevavault.com\n'],
  ...['-acme.veevavault.com', 'acme-.veevavault.com', 'ac_me.veevavault.com'],
  ...['\u0430cme.veevavault.com', '\u212aite.veevavault.com', `${LONG}a.veevavault.com`]
])('%j is not the host name of a Vault', text => {
  expect(parseVaultHost(text)).toBeUndefined()
})
