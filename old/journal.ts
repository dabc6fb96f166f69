import type { NotedVisibility, SecretPlace } from './github/secrets.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from './json.ts'
import type { RunningProcess } from './process.ts'
import type { VaultSite } from './vault/client.ts'
import { vaultHost } from './vault/host.ts'

/**
 * The journal runs ahead of the effects, in the action's saved state, so that the post step can finish the story whatever happened
 * to main. The last entry under a key counts. Values are in it only as long as post may need them.
 */

/** How far main came with one token. `kept`: it stays; only its twins, which nobody holds, are to go. */
export type TokenEntry =
  | Readonly<{ state: 'generating'; at: Place; name: string }>
  | (Readonly<{ state: 'made' | 'handed-over' | 'kept' }> & LiveToken)
  | (Readonly<{ state: 'storing'; secret: SecretEntry }> & LiveToken)
  | Readonly<{ state: 'over' }>

/** A token that post may have to delete. `value` is the token's value: it deletes itself. `twins`: others may have the same name. */
export type LiveToken = Readonly<{ at: Place; name: string; id: string; value: string; twins: boolean }>

/** The Vault that a token is of. `site` is undefined when its DNS could not be learnt: it can't be reached then. */
export type Place = Readonly<{ called: string; vaultId: string; site: VaultSite | undefined }>

/** The secret that a token is being written to. */
export type SecretEntry = Readonly<{
  apiUrl: string
  place: SecretPlace
  name: string
  visibility: NotedVisibility
}>

/** A session that the action opened, or word that it was ended. */
export type SessionEntry = Readonly<{ state: 'open'; site: VaultSite; session: string }> | Readonly<{ state: 'over' }>

export type Journal = Readonly<{
  /** The first record: who main is, so that post can make sure that it is over, and where its later records go. */
  began: (main: RunningProcess, stateFile: string) => void
  /** The certificates that post has to trust too, PEM: its own inputs may be another step's. */
  trusts: (pem: string) => void
  session: (entry: SessionEntry) => void
  token: (index: number, entry: TokenEntry) => void
}>

export const createJournal = (saveState: (name: string, value: string) => void): Journal => ({
  began: (main, stateFile) => saveState('main', JSON.stringify({ ...main, stateFile })),
  trusts: pem => saveState('ca-certificate', pem),
  session: entry => saveState('session', JSON.stringify(entry)),
  token: (index, entry) => saveState(`token-${index}`, JSON.stringify(entry))
})

export type Story = Readonly<{
  main: (RunningProcess & { stateFile: string }) | undefined
  /** PEM; empty: none. */
  caCertificate: string
  session: SessionEntry
  tokens: readonly TokenEntry[]
  /** Keys of entries that can't be read. */
  unreadable: readonly string[]
}>

/** In: the saved state, name → value. Out: the story so far. Hosts in it are checked again: state is text from outside. */
export const readJournal = (saved: Readonly<Record<string, string>>): Story => {
  const unreadable: string[] = []
  const read = <T>(key: string, entryOf: (text: string) => T | undefined): T | undefined => {
    const text = saved[key]
    if (text === undefined) return undefined
    const entry = entryOf(text)
    if (entry === undefined) unreadable.push(key)
    return entry
  }
  const tokens = Object.keys(saved)
    .filter(key => /^token-\d+$/.test(key))
    .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
    .map(key => read(key, tokenEntry))
    .filter(entry => entry !== undefined)
  const session = read('session', sessionEntry) ?? { state: 'over' }
  const main = read('main', mainEntry)
  return { main, caCertificate: saved['ca-certificate'] ?? '', session, tokens, unreadable }
}

const mainEntry = (text: string): Story['main'] => {
  const entry = asObject(parseJson(text))
  const { pid, started, stateFile } = entry ?? {}
  return typeof pid === 'number' && typeof started === 'string' && typeof stateFile === 'string'
    ? { pid, started, stateFile }
    : undefined
}

const sessionEntry = (text: string): SessionEntry | undefined => {
  const entry = asObject(parseJson(text))
  if (entry?.state === 'over') return { state: 'over' }
  const site = siteEntry(entry?.site)
  const session = asText(entry?.session)
  return entry?.state === 'open' && site !== undefined && session !== '' ? { state: 'open', site, session } : undefined
}

const tokenEntry = (text: string): TokenEntry | undefined => {
  const entry = asObject(parseJson(text))
  if (entry === undefined) return undefined
  if (entry.state === 'over') return { state: 'over' }
  const place = asObject(entry.at)
  const name = asText(entry.name)
  const id = asText(entry.id)
  const value = asText(entry.value)
  if (place === undefined || name === '') return undefined
  const at: Place = { called: asText(place.called), vaultId: asText(place.vaultId), site: siteEntry(place.site) }
  if (entry.state === 'generating') return { state: 'generating', at, name }
  if (id === '' || value === '') return undefined
  const live: LiveToken = { at, name, id, value, twins: entry.twins === true }
  if (entry.state === 'made' || entry.state === 'handed-over' || entry.state === 'kept') return { state: entry.state, ...live }
  const secret = secretEntry(entry.secret)
  if (entry.state === 'storing' && secret !== undefined) return { state: 'storing', ...live, secret }
  return undefined
}

const secretEntry = (value: unknown): SecretEntry | undefined => {
  const entry = asObject(value)
  if (entry === undefined) return undefined
  const apiUrl = asText(entry.apiUrl)
  const name = asText(entry.name)
  const place = placeEntry(asObject(entry.place))
  if (URL.parse(apiUrl)?.protocol !== 'https:' || !/^[A-Z0-9_]+$/.test(name) || place === undefined) return undefined
  return { apiUrl, place, name, visibility: visibilityEntry(entry.visibility) }
}

const placeEntry = (place: JsonObject | undefined): SecretPlace | undefined => {
  const scope = asText(place?.scope)
  const repository = asText(place?.repository)
  const organization = asText(place?.organization)
  const environment = asText(place?.environment)
  if (scope === 'organization') return organization === '' ? undefined : { scope, organization }
  if (repository === '') return undefined
  if (scope === 'environment') return environment === '' ? undefined : { scope, repository, environment }
  return scope === 'repository' || scope === 'dependabot' || scope === 'codespaces' ? { scope, repository } : undefined
}

const visibilityEntry = (value: unknown): SecretEntry['visibility'] => {
  if (value === 'as it is') return value
  const fields = asObject(value)
  const visibility = asText(fields?.visibility)
  if (visibility === 'all' || visibility === 'private') return { visibility }
  const ids = asList(fields?.selected_repository_ids).filter(id => typeof id === 'number')
  return visibility === 'selected' ? { visibility, selected_repository_ids: ids } : undefined
}

const siteEntry = (value: unknown): VaultSite | undefined => {
  const site = asObject(value)
  if (site === undefined) return undefined
  const host = vaultHost(asText(site.host))
  if (host === undefined) return undefined
  return {
    host,
    apiVersion: asText(site.apiVersion),
    clientId: asText(site.clientId),
    referenceId: asText(site.referenceId)
  }
}
