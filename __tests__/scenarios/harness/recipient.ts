/** The key pair that GitHub encrypts secrets for in scenarios (X25519, base64). */
export const RECIPIENT = {
  publicKey: 'dh2I7IMEE5Gd/p1NHVbxfmU8jJlAgt9bE3uQoK5u33Q=',
  privateKey: 'L605/v1/o+IAqcYm7vWZ5hotBVxIqCiKTn5MS8o5KPg=',
  keyId: '568250167242549743'
} as const
