import { expect, test } from '@jest/globals'
import { parseVaultHost } from '../../../src/vault/host.ts'

test('the host name of a Vault is read in lower case', () => {
  expect(parseVaultHost('ACME.VeevaVault.COM')).toBe('acme.veevavault.com')
  for (const host of ['a.b-c.veevavault.cn', '1.vaultdev.com', `${'a'.repeat(63)}.vaultpvm.com`]) {
    expect(parseVaultHost(host)).toBe(host)
  }
})

test.each([
  ...['', 'veevavault.com', '.veevavault.com', 'evilveevavault.com', 'acme.veevavault.community'],
  ...['acme.veevavault.com.evil.example', 'acme.veevavault.com.', 'acme..veevavault.com'],
  ...['https://acme.veevavault.com', 'acme.veevavault.com/api', 'evil.example/.veevavault.com'],
  ...[
    'evil.example#.veevavault.com',
    'evil.example?.veevavault.com',
    'evil.example\\.veevavault.com'
  ],
  ...['acme.veevavault.com:443', 'robot:pass@acme.veevavault.com', ' acme.veevavault.com'],
  ...['acme.veevavault.com\n', 'evil.example\nacme.veevavault.com', 'x%2f.veevavault.com'],
  ...['*.veevavault.com', 'ac_me.veevavault.com', '-acme.veevavault.com', 'acme-.veevavault.com'],
  ...['äcme.veevavault.com', '\u0430cme.veevavault.com', 'acme\uff0eveevavault.com'],
  ...['\u212aite.veevavault.com', `${'a'.repeat(64)}.veevavault.com`, '[::1].veevavault.com'],
  `${'a.'.repeat(130)}veevavault.com`
])('%j is not the host name of a Vault', text => {
  expect(parseVaultHost(text)).toBeUndefined()
})
