import { expect, test } from '@jest/globals'
import sodium from 'libsodium-wrappers'
import { seal } from '../../../src/github/seal.ts'

await sodium.ready
const { ORIGINAL } = sodium.base64_variants
const { publicKey, privateKey } = sodium.crypto_box_keypair()
const key = sodium.to_base64(publicKey, ORIGINAL)

const values = ['veeva-vault-B5A79ABC', '', 'Ümläut ☃ 😀', 'two\nlines', 'x'.repeat(48 * 1024)]
test.each(values)('A value is never sealed the same twice, and opens with libsodium: %#', value => {
  const box = seal(value, key)
  const opened = sodium.crypto_box_seal_open(Buffer.from(box, 'base64'), publicKey, privateKey)
  expect(sodium.to_string(opened)).toBe(value)
  expect(Buffer.from(box, 'base64').toString('base64')).toBe(box)
  expect(seal(value, key)).not.toBe(box)
})
