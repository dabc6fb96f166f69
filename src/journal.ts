import { asObject, asText, parseJson } from './json.ts'
import type { RunningProcess } from './process.ts'
import type { VaultSite } from './vault/client.ts'
import { vaultHost } from './vault/host.ts'

/**
 * The journal runs ahead of the effects, in the action's saved state, so that the post step can finish the story whatever happened
 * to main. The last entry under a key counts. Values are in it only as long as post may need them.
 */

/** How far main came with one token. `value` is the token's value: post deletes a token with the token itself. */
export type TokenEntry =
  | Readonly<{ state: 'generating'; at: Place; name: string }>
  | Readonly<{ state: 'made'; at: Place; name: string; id: string; value: string }>
  | Readonly<{ state: 'handed-over'; at: Place; name: string; id: string; value: string }>
  | Readonly<{ state: 'over' }>

/** The Vault that a token is of. `site` is undefined when its DNS could not be learnt: it can't be reached then. */
export type Place = Readonly<{ called: string; vaultId: string; site: VaultSite | undefined }>

/** A session that the action opened, or word that it was ended. */
export type SessionEntry = Readonly<{ state: 'open'; site: VaultSite; session: string }> | Readonly<{ state: 'over' }>

export type Journal = Readonly<{
  /** The first record: who main is, so that post can make sure that it is over, and where its later records go. */
  began: (main: RunningProcess, stateFile: string) => void
  session: (entry: SessionEntry) => void
  token: (index: number, entry: TokenEntry) => void
}>

export const createJournal = (saveState: (name: string, value: string) => void): Journal => ({
  began: (main, stateFile) => saveState('main', JSON.stringify({ ...main, stateFile })),
  session: entry => saveState('session', JSON.stringify(entry)),
  token: (index, entry) => saveState(`token-${index}`, JSON.stringify(entry))
})

export type Story = Readonly<{
  main: (RunningProcess & { stateFile: string }) | undefined
  session: SessionEntry
  tokens: readonly TokenEntry[]
  /** Keys of entries that can't be read. */
  unreadable: readonly string[]
}>

/** In: the saved state, name → value. Out: the story so far. Hosts in it are checked again: state is text from outside. */
export const readJournal = (saved: Readonly<Record<string, string>>): Story => {
  const unreadable: string[] = []
  const tokens = Object.keys(saved)
    .filter(key => /^token-\d+$/.test(key))
    .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
    .flatMap(key => {
      const entry = tokenEntry(saved[key] ?? '')
      if (entry === undefined) unreadable.push(key)
      return entry === undefined ? [] : [entry]
    })
  const session = saved.session === undefined ? ({ state: 'over' } as const) : sessionEntry(saved.session)
  if (session === undefined) unreadable.push('session')
  return { main: mainEntry(saved.main ?? ''), session: session ?? { state: 'over' }, tokens, unreadable }
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
  if (entry?.state === 'over') return { state: 'over' }
  const place = asObject(entry?.at)
  const name = asText(entry?.name)
  const id = asText(entry?.id)
  const value = asText(entry?.value)
  if (place === undefined || name === '') return undefined
  const at: Place = { called: asText(place.called), vaultId: asText(place.vaultId), site: siteEntry(place.site) }
  if (entry?.state === 'generating') return { state: 'generating', at, name }
  if ((entry?.state === 'made' || entry?.state === 'handed-over') && id !== '' && value !== '') {
    return { state: entry.state, at, name, id, value }
  }
  return undefined
}

const siteEntry = (value: unknown): VaultSite | undefined => {
  const site = asObject(value)
  const host = vaultHost(asText(site?.host))
  if (host === undefined) return undefined
  return {
    host,
    apiVersion: asText(site?.apiVersion),
    clientId: asText(site?.clientId),
    referenceId: asText(site?.referenceId)
  }
}
