import { asActionError } from '../core/errors.ts'
import { asText, type JsonObject } from '../core/json.ts'
import type { GitHub } from './client.ts'
import { describeLocation, permissionFor, type SecretLocation, secretsPath } from './locations.ts'
import { explainMissing } from './owners.ts'
import { seal } from './seal.ts'

export interface PublicKey {
  id: string
  /** In base64. */
  key: string
}

/** "Get a … public key", with which a value can be encrypted. Throws ActionError. */
export async function readPublicKey(github: GitHub, location: SecretLocation): Promise<PublicKey> {
  const call = {
    doing: `read the public key for secrets ${describeLocation(location)}`,
    path: `${secretsPath(location)}/public-key`,
    permission: permissionFor(location),
    isPatient: true
  }
  try {
    return await github.get(call, publicKeyIn)
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
