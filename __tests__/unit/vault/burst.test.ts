import { expect, test } from '@jest/globals'
import { gapAfter } from '../../../src/vault/burst.ts'

const burst = (left: number | string, limit: number | string = 2000) => ({
  'x-vaultapi-burstlimit': String(limit),
  'x-vaultapi-burstlimitremaining': String(left)
})

test.each<[string, Record<string, string>, number]>([
  ['nothing is said', {}, 0],
  ['all calls are left', burst(2000), 0],
  ['a tenth is left', burst(200), 0],
  ['a little less is left', burst(199), 3],
  ['a twentieth is left', burst(100), 250],
  ['the last call is left', burst(1), 498],
  ['none is left', burst(0), 500],
  ['none is left of a small limit', burst(0, 10), 500],
  ['Vault delays us', { 'x-vaultapi-responsedelay': '750' }, 750],
  ['Vault delays us by less than what is scarce', { ...burst(0), 'x-vaultapi-responsedelay': '200' }, 500],
  ['Vault delays us by more than what is scarce', { ...burst(100), 'x-vaultapi-responsedelay': '501' }, 501],
  ['Vault delays us by nothing', { ...burst(1500), 'x-vaultapi-responsedelay': '0' }, 0],
  ['Vault delays us beyond reason', { 'x-vaultapi-responsedelay': '3600000' }, 60_000],
  ['the delay is no number', { 'x-vaultapi-responsedelay': 'soon' }, 0],
  ['the delay is below nothing', { 'x-vaultapi-responsedelay': '-5' }, 0],
  ['what is left is no number', burst('many'), 0],
  ['what is left is below nothing', burst(-3), 0],
  ['only what is left is said', { 'x-vaultapi-burstlimitremaining': '0' }, 0],
  ['the limit is nothing', burst(0, 0), 0]
])('when %s, calls are apart as %j asks for: %i ms', (_what, headers, ms) => {
  expect(gapAfter(headers)).toBe(ms)
})
