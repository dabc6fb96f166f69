import { X509Certificate } from 'node:crypto'
import type { Credential } from '../core/credential.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../core/json.ts'
import type { Runner } from '../core/runner.ts'
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

/** Certificates to trust in addition to the system's, PEM each. */
interface CaCertificates {
  pems: string[]
}

export interface SavedState {
  main: MainProcess | undefined
  caCertificates: string[]
  session: SavedSession
  tokens: SavedToken[]
  /** Keys of entries that can't be read. */
  unreadable: string[]
}

/** Saves what main is about to do, or has done, under its key. The credentials in it are written out. */
export function saveEntry(
  runner: Runner,
  key: string,
  entry: MainProcess | CaCertificates | SavedSession | SavedToken
): void {
  runner.saveState(key, JSON.stringify(entry, revealCredential))
}

function revealCredential(this: JsonObject, key: string, value: unknown): unknown {
  const original = asObject(this[key])
  return typeof original?.reveal === 'function' ? original.reveal() : value
}

type MaskSecret = Runner['maskSecret']

/**
 * Reads what main saved. Every host is checked again, because saved state is text from outside; every value is masked.
 * @param maskSecret masks a value in the log before it is used
 */
export function readSavedState(saved: Record<string, string>, maskSecret: MaskSecret): SavedState {
  const unreadable: string[] = []
  function read<T>(key: string, parse: (entry: JsonObject) => T): T | undefined {
    const text = saved[key]
    if (text === undefined) return undefined
    try {
      return parse(asObject(parseJson(text)) ?? {})
    } catch {
      unreadable.push(key)
      return undefined
    }
  }
  const tokenKeys = Object.keys(saved).filter(key => /^token-\d+$/.test(key))
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

// The parsers below throw where something is missing; only `readSavedState` calls them.

function requireText(value: unknown): string {
  const text = asText(value)
  if (text === '') throw new Error('A text is missing.')
  return text
}

function parseMain({ pid, started, stateFile }: JsonObject): MainProcess {
  return {
    pid: Number(requireText(pid)),
    started: asText(started),
    stateFile: asText(stateFile)
  }
}

function parseCertificates({ pems }: JsonObject): string[] {
  return asList(pems).map(pem => new X509Certificate(asText(pem)).toString())
}

function parseSession(entry: JsonObject, maskSecret: MaskSecret): SavedSession {
  if (entry.state === 'done') return { state: 'done' }
  const site = parseSite(entry.site)
  if (entry.state !== 'open' || site === undefined) throw new Error('Not an open session.')
  const session = maskSecret(requireText(entry.session))
  return { state: 'open', site, session, isReported: entry.isReported === true }
}

function parseToken(entry: JsonObject, maskSecret: MaskSecret): SavedToken {
  const { state, isForSecret, displayName } = entry
  const token = asObject(entry.token) ?? entry
  if (state === 'done') return { state }
  const name = requireText(token.name)
  const origin = parseOrigin(asObject(token.origin))
  if (state === 'generating') return { state, origin, name, isForSecret: isForSecret === true }
  const id = requireText(token.id)
  if (state === 'storing') {
    return { state, displayName: asText(displayName), name, id, secret: requireText(entry.secret) }
  }
  if (state !== 'generated' && state !== 'delivered') throw new Error('Not a state of a token.')
  const value = maskSecret(requireText(token.value))
  return { state, token: { origin, name, id, value, expiry: undefined, executionId: '' } }
}

function parseOrigin(origin: JsonObject | undefined): TokenOrigin {
  return {
    displayName: asText(origin?.displayName),
    sandboxName: asText(origin?.sandboxName),
    vaultId: asText(origin?.vaultId),
    site: parseSite(origin?.site)
  }
}

function parseSite(value: unknown): VaultSite | undefined {
  const site = asObject(value)
  const host = parseVaultHost(asText(site?.host))
  if (host === undefined) return undefined
  return {
    host,
    apiVersion: asText(site?.apiVersion),
    clientId: asText(site?.clientId),
    referenceId: asText(site?.referenceId)
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
