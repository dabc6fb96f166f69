import { blake2b } from 'blakejs'
import nacl from 'tweetnacl'

/**
 * Encrypts a value for GitHub as libsodium's crypto_box_seal does ("Encrypting secrets for the REST API"; libsodium's
 * "Sealed boxes"): with a key pair for this one box.
 * @param publicKey GitHub's, in base64
 * @returns the box in base64 with padding
 * @throws if the public key is not valid
 */
export function seal(value: string, publicKey: string): string {
  const recipient = Buffer.from(publicKey, 'base64')
  const ephemeralKey = nacl.box.keyPair()
  const sender = ephemeralKey.publicKey
  const nonce = blake2b(Buffer.concat([sender, recipient]), undefined, nacl.box.nonceLength)
  const box = nacl.box(Buffer.from(value), nonce, recipient, ephemeralKey.secretKey)
  return Buffer.concat([sender, box]).toString('base64')
}
