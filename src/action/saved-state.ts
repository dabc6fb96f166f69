import { X509Certificate } from 'node:crypto'
import type { Credential } from '../core/credential.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../core/json.ts'
import type { SavedToken, TokenOrigin } from '../token/token.ts'
import type { VaultSite } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'
import type { ProcessId } from './process.ts'

/**
 * Main saves each step before it takes it, so that the post step can finish whatever happened to main. Each entry has its own
 * key and stays below 2 kB (the certificates apart); the last one under a key counts.
 */

/** The main step's process, and the file that it saves its state to. */
export interface MainProcess extends ProcessId {
  stateFile: string
}

/** The session that main opened. `isReported`: main has already said that it could not be ended. */
export type SavedSession =
  | { state: 'open'; site: VaultSite; session: Credential; isReported: boolean }
  | { state: 'done' }

export interface SavedState {
  main: MainProcess | undefined
  /** To be trusted in addition to the system's, PEM each. */
  caCertificates: string[]
  session: SavedSession
  tokens: SavedToken[]
  /** Keys of entries that can't be read. */
  unreadable: string[]
}

export interface StateWriter {
  saveMain(main: MainProcess): void
  saveCertificates(pems: string[]): void
  saveSession(entry: SavedSession): void
  saveToken(index: number, entry: SavedToken): void
}

/** Longest name of a sandbox that is saved, in characters; the post step only prints it. */
const NAME_LIMIT = 200

/** Writes the state that `readSavedState` reads. */
export function createStateWriter(saveState: (key: string, value: string) => void): StateWriter {
  const save = (key: string, entry: object) => saveState(key, JSON.stringify(entry))
  return {
    saveMain: main => save('main', main),
    saveCertificates: pems => save('ca-certificate', { pems }),
    saveSession: entry => save('session', sessionFields(entry)),
    saveToken: (index, entry) => save(`token-${index}`, tokenFields(entry))
  }
}

function sessionFields(entry: SavedSession): object {
  if (entry.state === 'done') return entry
  const { state, site, session, isReported } = entry
  return { state, site, session: session.reveal(), isReported }
}

function tokenFields(entry: SavedToken): object {
  switch (entry.state) {
    case 'generating': {
      const { state, name, isForSecret } = entry
      return { state, origin: originFields(entry.origin), name, isForSecret }
    }
    case 'generated':
    case 'delivered': {
      const { origin, name, id, value } = entry.token
      return { state: entry.state, origin: originFields(origin), name, id, value: value.reveal() }
    }
    case 'storing': {
      const { state, displayName, name, id, secret } = entry
      return { state, displayName: displayName.slice(0, NAME_LIMIT), name, id, secret }
    }
    case 'done':
      return { state: 'done' }
  }
}

function originFields({ displayName, vaultId, site }: TokenOrigin): object {
  return { displayName: displayName.slice(0, NAME_LIMIT), vaultId, site }
}

/**
 * Reads what main saved. Every host is checked again, because saved state is text from outside; every value is masked.
 * @param maskSecret masks a value in the log before it is used
 */
export function readSavedState(
  saved: Record<string, string>,
  maskSecret: (value: string) => Credential
): SavedState {
  const unreadable: string[] = []
  function read<T>(key: string, parse: (entry: JsonObject) => T | undefined): T | undefined {
    const text = saved[key]
    if (text === undefined) return undefined
    const entry = parse(asObject(parseJson(text)) ?? {})
    if (entry === undefined) unreadable.push(key)
    return entry
  }
  const tokenKeys = Object.keys(saved).filter(key => /^token-\d+$/.test(key))
  tokenKeys.sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
  return {
    main: read('main', parseMain),
    caCertificates: read('ca-certificate', parseCertificates) ?? [],
    session: read('session', entry => parseSession(entry, maskSecret)) ?? { state: 'done' },
    tokens: tokenKeys
      .map(key => read(key, entry => parseToken(entry, maskSecret)))
      .filter(entry => entry !== undefined),
    unreadable
  }
}

function parseMain({ pid, started, stateFile }: JsonObject): MainProcess | undefined {
  const isValid =
    typeof pid === 'number' && typeof started === 'string' && typeof stateFile === 'string'
  return isValid ? { pid, started, stateFile } : undefined
}

function parseCertificates({ pems }: JsonObject): string[] | undefined {
  try {
    return asList(pems).map(pem => new X509Certificate(asText(pem)).toString())
  } catch {
    return undefined
  }
}

function parseSession(
  entry: JsonObject,
  maskSecret: (value: string) => Credential
): SavedSession | undefined {
  if (entry.state === 'done') return { state: 'done' }
  const site = parseSite(entry.site)
  const session = asText(entry.session)
  if (entry.state !== 'open' || site === undefined || session === '') return undefined
  const isReported = entry.isReported === true
  return { state: 'open', site, session: maskSecret(session), isReported }
}

function parseToken(
  entry: JsonObject,
  maskSecret: (value: string) => Credential
): SavedToken | undefined {
  const { state } = entry
  const origin = parseOrigin(entry.origin)
  const name = asText(entry.name)
  const id = asText(entry.id)
  const value = asText(entry.value)
  const secret = asText(entry.secret)
  if (state === 'done') return { state }
  if (state === 'generating' && name !== '') {
    return { state, origin, name, isForSecret: entry.isForSecret === true }
  }
  if (state === 'storing' && name !== '' && id !== '' && secret !== '') {
    return { state, displayName: asText(entry.displayName), name, id, secret }
  }
  const isKnown = state === 'generated' || state === 'delivered'
  if (!isKnown || name === '' || id === '' || value === '') return undefined
  const masked = maskSecret(value)
  return { state, token: { origin, name, id, value: masked, expiry: undefined, executionId: '' } }
}

function parseOrigin(value: unknown): TokenOrigin {
  const origin = asObject(value)
  return {
    displayName: asText(origin?.displayName) || 'a Vault',
    sandboxName: '',
    vaultId: asText(origin?.vaultId),
    site: parseSite(origin?.site)
  }
}

function parseSite(value: unknown): VaultSite | undefined {
  const site = asObject(value)
  const host = parseVaultHost(asText(site?.host))
  if (site === undefined || host === undefined) return undefined
  return {
    host,
    apiVersion: asText(site.apiVersion),
    clientId: asText(site.clientId),
    referenceId: asText(site.referenceId)
  }
}

/**
 * Parses a GITHUB_STATE file ("Workflow commands": NAME<<DELIMITER, lines, DELIMITER). The last entry of a name counts; one
 * that is cut off at the end of the file is left out.
 */
export function parseStateFile(text: string): Record<string, string> {
  const state: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let start = 0; start < lines.length; start++) {
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/.exec(lines[start] ?? '') ?? []
    if (name === undefined || delimiter === undefined) continue
    const end = lines.indexOf(delimiter, start + 1)
    if (end < 0) break
    state[name] = lines.slice(start + 1, end).join('\n')
    start = end
  }
  return state
}
