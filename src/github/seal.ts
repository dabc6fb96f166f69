import { createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto'
import { hsalsa, xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { blake2b } from '@noble/hashes/blake2.js'

/** Of X25519's public keys, in bytes. */
const KEY_LENGTH = 32
const SIGMA = new TextEncoder().encode('expand 32-byte k')

/**
 * Encrypts a value for GitHub as libsodium's crypto_box_seal does ("Encrypting secrets for the REST API"; libsodium's
 * "Sealed boxes"): a key pair for this one box, X25519 by Node, XSalsa20-Poly1305 and BLAKE2b by the libraries.
 * @param publicKey GitHub's, in base64
 * @returns the box in base64 with padding
 * @throws if the public key is not valid
 */
export function seal(value: string, publicKey: string): string {
  const recipient = Buffer.from(publicKey, 'base64')
  const ephemeralKey = generateKeyPairSync('x25519')
  const sender = Buffer.from(ephemeralKey.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const recipientJwk = { kty: 'OKP', crv: 'X25519', x: recipient.toString('base64url') }
  const shared = diffieHellman({
    privateKey: ephemeralKey.privateKey,
    publicKey: createPublicKey({ key: recipientJwk, format: 'jwk' })
  })
  const key = new Uint32Array(KEY_LENGTH / 4)
  hsalsa(toWords(SIGMA), toWords(shared), new Uint32Array(4), key)
  const nonce = blake2b(Buffer.concat([sender, recipient]), { dkLen: 24 })
  const cipher = xsalsa20poly1305(new Uint8Array(key.buffer), nonce)
  return Buffer.concat([sender, cipher.encrypt(new TextEncoder().encode(value))]).toString('base64')
}

/** A copy, because a buffer need not be aligned in memory. */
function toWords(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  return new Uint32Array(new Uint8Array(bytes).buffer)
}
