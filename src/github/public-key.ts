import { asActionError } from '../core/errors.ts'
import { asText, type JsonObject } from '../core/json.ts'
import type { GitHub } from './client.ts'
import { callBelow, type SecretLocation } from './locations.ts'
import { explainMissing } from './owners.ts'
import { seal } from './seal.ts'

export interface PublicKey {
  id: string
  /** In base64. */
  key: string
}

/** "Get a … public key", with which a value can be encrypted. Throws ActionError. */
export async function readPublicKey(github: GitHub, location: SecretLocation): Promise<PublicKey> {
  const call = callBelow(location, 'public-key', 'read the public key for secrets')
  try {
    return await github.get({ ...call, isPatient: true }, publicKeyIn)
  } catch (thrown) {
    throw await explainMissing(github, location, asActionError(thrown))
  }
}

/** The key in a response, once encrypting with it has worked; undefined if there is none. */
function publicKeyIn(body: JsonObject): PublicKey | undefined {
  const publicKey = { id: asText(body.key_id), key: asText(body.key) }
  try {
    seal('', publicKey.key)
    return publicKey.id === '' ? undefined : publicKey
  } catch {
    return undefined
  }
}
