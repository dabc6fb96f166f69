import { blake2b } from 'blakejs'
import nacl from 'tweetnacl'

/** Encrypts a value with GitHub's public key (base64) to a box (base64) as libsodium's crypto_box_seal does; throws if the key is not valid. */
export function seal(value: string, publicKey: string): string {
  const recipient = Buffer.from(publicKey, 'base64')
  const ephemeralKey = nacl.box.keyPair()
  const sender = ephemeralKey.publicKey
  const nonce = blake2b(Buffer.concat([sender, recipient]), undefined, nacl.box.nonceLength)
  const box = nacl.box(Buffer.from(value), nonce, recipient, ephemeralKey.secretKey)
  return Buffer.concat([sender, box]).toString('base64')
}
