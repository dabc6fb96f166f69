import sodium from 'libsodium-wrappers'

/**
 * Seals values for GitHub with libsodium's sealed box ("Encrypting secrets for the REST API").
 * This file and libsodium are a chunk of the bundle of their own: import it only when a secret is written.
 * @returns a function of a value and GitHub's public key (base64), to the sealed box (base64 with padding); it throws when the key is none
 */
export const loadSeal = async (): Promise<(value: string, publicKey: string) => string> => {
  await sodium.ready
  const { ORIGINAL } = sodium.base64_variants
  return (value, publicKey) => sodium.to_base64(sodium.crypto_box_seal(value, sodium.from_base64(publicKey, ORIGINAL)), ORIGINAL)
}
