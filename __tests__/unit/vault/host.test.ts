import { expect, test } from '@jest/globals'
import { vaultHost, vaultHostSuffixes } from '../../../src/vault/host.ts'

test.each([
  ['acme.veevavault.com'],
  ['acme-dev.veevavault.com'],
  ['a.b.c.veevavault.com'],
  ['acme.veevavault.cn'],
  ['acme.vaultdev.com'],
  ['acme.vaultpvm.com'],
  ['1.veevavault.com'],
  [`${'a'.repeat(63)}.veevavault.com`]
])('%s is a Vault’s host', text => {
  expect(vaultHost(text)).toBe(text)
})

test('a host is written in lower case', () => {
  expect(vaultHost('ACME.VeevaVault.COM')).toBe('acme.veevavault.com')
})

test.each([
  ['another domain', 'acme.example.com'],
  ['a suffix that no dot sets apart', 'evilveevavault.com'],
  ['a suffix alone', 'veevavault.com'],
  ['a dot and a suffix', '.veevavault.com'],
  ['a suffix in the middle', 'acme.veevavault.com.evil.example.com'],
  ['another ending of the suffix', 'acme.veevavault.community'],
  ['a dot at the end', 'acme.veevavault.com.'],
  ['two dots', 'acme..veevavault.com'],
  ['a scheme', 'https://acme.veevavault.com'],
  ['a path', 'acme.veevavault.com/api'],
  ['a path that ends in the suffix', 'evil.example.com/.veevavault.com'],
  ['a fragment', 'evil.example.com#.veevavault.com'],
  ['a query', 'evil.example.com?.veevavault.com'],
  ['a backslash', 'evil.example.com\\.veevavault.com'],
  ['a port', 'acme.veevavault.com:443'],
  ['a user', 'robot@acme.veevavault.com'],
  ['a user and a password', 'robot:pass@acme.veevavault.com'],
  ['a blank in front', ' acme.veevavault.com'],
  ['a line break at the end', 'acme.veevavault.com\n'],
  ['a second line', 'evil.example.com\nacme.veevavault.com'],
  ['a percent sign', 'evil.example.com%2f.veevavault.com'],
  ['a wildcard', '*.veevavault.com'],
  ['an underscore', 'ac_me.veevavault.com'],
  ['a hyphen in front', '-acme.veevavault.com'],
  ['a hyphen at an end', 'acme-.veevavault.com'],
  ['an umlaut', 'äcme.veevavault.com'],
  ['a Cyrillic letter', 'аcme.veevavault.com'],
  ['a dot of full width', 'acme．veevavault.com'],
  ['an ideographic full stop', 'acme。veevavault.com'],
  ['a label of 64 characters', `${'a'.repeat(64)}.veevavault.com`],
  ['more than 253 characters', `${'a.'.repeat(130)}veevavault.com`],
  ['nothing', ''],
  ['an IPv6 address', '[::1].veevavault.com']
])('a text with %s is not: %j', (_what, text) => {
  expect(vaultHost(text)).toBeUndefined()
})

test('a message can say what a Vault’s host ends in', () => {
  expect(vaultHostSuffixes).toBe('.veevavault.com, .veevavault.cn, .vaultdev.com, .vaultpvm.com')
})

test('the sign for kelvin is not the letter k, although its lower case is', () => {
  expect(vaultHost('\u212aite.veevavault.com')).toBeUndefined()
})
