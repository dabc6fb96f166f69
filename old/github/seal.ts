import { createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto'
import { hsalsa, xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { blake2b } from '@noble/hashes/blake2.js'

/** Of X25519's public keys, in bytes. */
const KEY_LENGTH = 32
const SIGMA = new TextEncoder().encode('expand 32-byte k')

/**
 * Seals a value for GitHub as libsodium's crypto_box_seal does ("Encrypting secrets for the REST API"; libsodium's "Sealed boxes"): a key
 * pair for this one box, X25519 by Node, XSalsa20-Poly1305 and BLAKE2b by the libraries. The tests open it with libsodium.
 * This file and the libraries are a chunk of the bundle of their own: import it only when a secret is written.
 * @param publicKey GitHub's, in base64
 * @returns the box in base64 with padding; throws when the key is none
 */
export const seal = (value: string, publicKey: string): string => {
  const theirs = Buffer.from(publicKey, 'base64')
  if (theirs.length !== KEY_LENGTH) throw new Error(`a key of ${theirs.length} bytes`)
  const once = generateKeyPairSync('x25519')
  const ours = Buffer.from(once.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const shared = diffieHellman({
    privateKey: once.privateKey,
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: theirs.toString('base64url') }, format: 'jwk' })
  })
  const key = new Uint32Array(KEY_LENGTH / 4)
  hsalsa(words(SIGMA), words(shared), new Uint32Array(4), key)
  const nonce = blake2b(Buffer.concat([ours, theirs]), { dkLen: 24 })
  const box = xsalsa20poly1305(new Uint8Array(key.buffer), nonce).encrypt(new TextEncoder().encode(value))
  return Buffer.concat([ours, box]).toString('base64')
}

/** A copy, because a buffer may stand at an odd place in memory. */
const words = (bytes: Uint8Array): Uint32Array<ArrayBuffer> => new Uint32Array(new Uint8Array(bytes).buffer)
