import type { Credential } from '../credential.ts'
import type { ActionError } from '../errors.ts'
import type { Patience } from '../retry.ts'
import { type GitHubWire, reachGitHub } from './client.ts'
import { writingLine } from './pace.ts'
import {
  fetchPublicKey,
  lastWritten,
  type NotedVisibility,
  placeName,
  proveKey,
  type Seal,
  type SecretPlace,
  type Visibility,
  type VisibilityFields,
  visibilityFields,
  type WriteOutcome,
  type Written,
  writeSecret
} from './secrets.ts'

/** A secret that can be written: GitHub lets us, and all that is needed for it is here. */
export type ReadySecret = Readonly<{
  /** As a message names it: `the secret VAULT_TOKEN of the repository acme/pipelines`. */
  called: string
  /** Upper case. */
  name: string
  place: SecretPlace
  /** Base address of GitHub's API. */
  apiUrl: string
  /** Of an organization's secret, as the journal notes it. */
  visibility: NotedVisibility
  /** Seals the value and writes it, when its turn has come. `tooLate`: why a try must not begin any more. */
  write: (value: Credential, tooLate: () => ActionError | undefined) => Promise<WriteOutcome>
  /** When it was last written. Throws ActionError. */
  lastWritten: () => Promise<Written>
  /** The time by GitHub's clock; undefined where no answer told it. */
  now: () => Date | undefined
}>

/** Where secrets are written, once GitHub lets us. Out: one secret of it by its name; it throws ActionError. */
export type ReadyPlace = (name: string) => Promise<ReadySecret>

/** In: a secret. Out: as a message names it. */
export const describeSecret = ({ name, place }: Readonly<{ name: string; place: SecretPlace }>): string =>
  `the secret ${name} ${placeName(place)}`

/** Gets what is needed to write secrets of one place, as often as it is called. `names`: of the secrets, as far as they are known. Throws ActionError. */
export type AskPlace = (place: SecretPlace, names: readonly string[]) => Promise<ReadyPlace>

/**
 * Gets everything for the secrets that does not depend on the tokens, all at once: the key, the visibility that an organization's secrets
 * have or shall have, and libsodium. A token that may not touch secrets fails here, before anything is generated. All writes stand in one line.
 */
export const secretPlaces = (
  { apiUrl, token, visibility: wanted }: Readonly<{ apiUrl: URL; token: Credential; visibility: Visibility | undefined }>,
  wire: GitHubWire & Readonly<{ patience: Patience }>
): AskPlace => {
  const github = reachGitHub(apiUrl, token, wire)
  const { inLine, turn } = writingLine(wire.patience)
  return async (place, names) => {
    const asked = new Map<string, Promise<VisibilityFields | undefined>>()
    const visibilityOf = (name: string): Promise<VisibilityFields | undefined> => {
      // One that is asked for is the same for all names.
      const subject = wanted === undefined ? name : ''
      const answer =
        asked.get(subject) ??
        (place.scope === 'organization' ? visibilityFields(github, place, name, wanted) : Promise.resolve(undefined))
      asked.set(subject, answer)
      return answer
    }
    // They are looked at later. Where the key can't be had, that says more than what the other questions came to.
    for (const name of names) visibilityOf(name).catch(() => {})
    const key = await fetchPublicKey(github, place)
    // Only now, so that it does not hold up the first requests: Vault still works.
    const seal = await loadSeal()
    proveKey(github, place, key, seal)
    return async name => {
      const visibility = await visibilityOf(name)
      return {
        called: describeSecret({ name, place }),
        name,
        place,
        apiUrl: github.url,
        visibility: wanted === undefined && place.scope === 'organization' ? 'as it is' : visibility,
        write: (value, tooLate) => {
          const begin = async () => {
            await turn()
            return tooLate()
          }
          return inLine(() => writeSecret(github, { place, name, value, key, visibility, begin }, seal))
        },
        lastWritten: () => lastWritten(github, place, name),
        now: github.now
      }
    }
  }
}

/** Sealing is a chunk of its own, loaded while the network is busy. Out: see `seal.ts`. */
export const loadSeal = async (): Promise<Seal> => (await import('./seal.ts')).seal
