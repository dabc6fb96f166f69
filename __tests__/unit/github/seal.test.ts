import { expect, test } from '@jest/globals'
import sodium from 'libsodium-wrappers'
import { seal } from '../../../src/github/seal.ts'

await sodium.ready
const { ORIGINAL } = sodium.base64_variants
const pair = sodium.crypto_box_keypair()
const publicKey = sodium.to_base64(pair.publicKey, ORIGINAL)
const opened = (box: string): string =>
  sodium.to_string(
    sodium.crypto_box_seal_open(sodium.from_base64(box, ORIGINAL), pair.publicKey, pair.privateKey)
  )

test.each(['veeva-vault-B5A79ABC', '', 'Ümläut ☃ 😀', 'two\nlines', 'x'.repeat(48 * 1024)])(
  'A sealed value opens with libsodium’s own opener: %#',
  async value => {
    expect(opened(seal(value, publicKey))).toBe(value)
  }
)

test('A box is standard base64 with padding, 48 bytes longer than the value, and never the same twice', async () => {
  const boxes = Array.from({ length: 50 }, () => seal('veeva-vault-x', publicKey))
  for (const box of boxes) {
    expect(box).toMatch(/^[A-Za-z0-9+/]+={0,2}$/)
    expect(Buffer.from(box, 'base64')).toHaveLength(48 + 'veeva-vault-x'.length)
    expect(Buffer.from(box, 'base64').toString('base64')).toBe(box)
  }
  expect(new Set(boxes).size).toBe(50)
})

test('A box does not open with another key', async () => {
  const box = seal('veeva-vault-x', publicKey)
  const other = sodium.crypto_box_keypair()
  const sealed = sodium.from_base64(box, ORIGINAL)
  expect(() => sodium.crypto_box_seal_open(sealed, other.publicKey, other.privateKey)).toThrow()
})

test.each(['', 'c2hvcnQ=', '!!!'])(
  'A key that is not valid is an error whose text does not contain the value: %j',
  async key => {
    expect(() => seal('S3CRET', key)).toThrow(/^(?!.*S3CRET)/)
  }
)
