import type { Credential } from '../credential.ts'
import { asActionError, withHint } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import {
  fetchPublicKey,
  type PublicKey,
  placeName,
  type SecretPlace,
  type VisibilityFields,
  visibilityFields,
  type WriteOutcome,
  writeSecret
} from '../github/secrets.ts'
import type { Place, TokenEntry } from '../journal.ts'
import type { HandOn } from '../settings.ts'
import { reachVault } from '../vault/client.ts'
import { listTokens } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import type { Made } from './generate.ts'

type Seal = (value: string, publicKey: string) => string

/** A secret that can be written: GitHub lets us, and all that is needed for it is here. */
export type ReadySecret = Readonly<{
  github: GitHub
  place: SecretPlace
  /** Upper case. */
  name: string
  key: PublicKey
  visibility: VisibilityFields | undefined
  seal: Seal
}>

/**
 * Gets everything for the secret that does not depend on the token, all at once: the key, the visibility that an organization's secret
 * has or shall have, and libsodium. A token that may not touch secrets fails here, before anything is generated.
 * @param github the API of `handOn.apiUrl`
 * @throws ActionError
 */
export const readySecret = async (github: GitHub, handOn: Extract<HandOn, { to: 'secret' }>): Promise<ReadySecret> => {
  const { place, secretName: name } = handOn
  const reading = place.scope === 'organization' ? visibilityFields(github, place, name, handOn.visibility) : undefined
  const loading = loadSeal()
  // Both are looked at below. Where the key can't be had, that says more than what the other question came to.
  for (const promise of [reading, loading]) promise?.catch(() => {})
  const key = await fetchPublicKey(github, place)
  const [visibility, seal] = await Promise.all([reading, loading])
  return { github, place, name, key, visibility, seal }
}

/** libsodium is a chunk of its own, loaded while the network is busy. */
export const loadSeal = async (): Promise<Seal> => (await import('../github/seal.ts')).loadSeal()

/** In: a secret. Out: as a message names it: `the secret VAULT_TOKEN of the repository acme/pipelines`. */
export const describeSecret = ({ name, place }: Pick<ReadySecret, 'name' | 'place'>): string =>
  `the secret ${name} ${placeName(place)}`

export type Stored = Extract<WriteOutcome, { is: 'stored' }>

/**
 * Writes the token into the secret. What GitHub refuses leaves the secret as it was, and the token is deleted again; where nobody knows
 * whether GitHub wrote it, the token lives, and the post step writes it once more.
 * @throws ActionError, which names the token where it lives on
 */
export const store = async (
  { at, id, name, value, twins }: Made,
  secret: ReadySecret,
  record: (entry: TokenEntry) => void,
  world: World
): Promise<Stored> => {
  const { github, place, visibility } = secret
  const entry = { at, id, name, value: value.reveal(), twins }
  record({ state: 'storing', ...entry, secret: { apiUrl: github.url, place, name: secret.name, visibility } })
  const outcome = await writeSecret(github, { place, name: secret.name, value, key: secret.key, visibility }, secret.seal)
  if (outcome.is === 'stored') {
    record({ state: 'over' })
    return outcome
  }
  const named = `"${name}" (id ${world.runner.quote(id)})`
  const { error, stored } = outcome
  // A run that was told to stop leaves the rest to the post step, which rolls the write forward.
  if (world.patience.stopping.aborted) throw error
  if (stored === 'perhaps') {
    throw withHint(
      error,
      `GitHub may have stored the new token all the same, so it is kept: ${named}. The post step writes it once more.`
    )
  }
  const deletion = await remove({ at, id, name, value, twins }, world)
  record(deletion.is === 'gone' ? { state: 'over' } : { state: 'made', ...entry })
  throw withHint(
    error,
    deletion.is === 'gone'
      ? 'The secret keeps its old value, and the new token is deleted again.'
      : `The secret keeps its old value. Deleting the new token again failed (${deletion.reason}): ${named}; the post step tries once more.`
  )
}

/** What came of deleting one token. `unknown`: its Vault does not know it. `reason` is a part of a sentence. */
export type Removal = Readonly<{ is: 'gone' }> | Readonly<{ is: 'unknown' | 'failed'; reason: string }>

/** A token that may have to be deleted. `twins`: others of the same name may be there, whose value nobody has. */
export type Removable = Readonly<{ at: Place; id: string; name: string; value: Credential; twins: boolean }>

/** Deletes a token with itself, on its own Vault, and its twins before it. Throws nothing. */
export const remove = async ({ at, id, name, value, twins }: Removable, { send, patience, runner }: World): Promise<Removal> => {
  if (at.site === undefined) return { is: 'failed', reason: 'its DNS is not known' }
  const vault = reachVault(at.site, { send, patience, quote: runner.quote }).as(value)
  try {
    const others = twins ? (await listTokens(vault)).records.filter(record => record.name === name && record.id !== id) : []
    const ids = [...others.map(record => record.id), id]
    const deletions = await deleteTokens(vault, ids, runner.quote, patience)
    const refused = deletions.find(deletion => deletion.is === 'refused')
    return refused === undefined ? { is: 'gone' } : { is: 'failed', reason: refused.reason }
  } catch (thrown) {
    const error = asActionError(thrown)
    return { is: error.code === 'vault-session' ? 'unknown' : 'failed', reason: error.message.replace(/\.$/, '') }
  }
}
