import { X509Certificate } from 'node:crypto'
import type { Credential } from '../core/credential.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../core/json.ts'
import type { Runner } from '../core/runner.ts'
import type { VaultSite } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'
import type { MainProcess } from './process.ts'

/**
 * Main saves each step before it takes it, so that the post step can finish whatever happened to main. Each entry has its own
 * key and stays below 2 kB (the certificates apart); the last one under a key counts.
 */

/** What an entry of each state can't do without. A session is `open`; the others are states of a token, or of both. */
const REQUIRED = {
  open: ['value'],
  generating: ['name'],
  generated: ['name', 'id', 'value'],
  delivered: ['name', 'id', 'value'],
  storing: ['name', 'id', 'secret'],
  done: []
}

/** The last thing that main did with one token, or with its session. Texts are empty where the state has none. */
export interface SavedEntry {
  state: keyof typeof REQUIRED
  displayName: string
  name: string
  id: string
  /** Of the token, or of the session. */
  value: Credential
  site: VaultSite | undefined
  /** Which secret it was for, if it was being stored. */
  secret: string
  isForSecret: boolean
  /** Main has already said that the session could not be ended. */
  isReported: boolean
}

export interface SavedState {
  caCertificates: string[]
  entries: SavedEntry[]
  /** Keys of entries that can't be read. */
  unreadable: string[]
}

/** Saves what main is about to do, or has done, under its key. The credentials in it are written out. */
export function saveEntry(runner: Runner, key: string, entry: object): void {
  runner.saveState(key, JSON.stringify(entry, revealCredential))
}

function revealCredential(this: JsonObject, key: string, value: unknown): unknown {
  const original = asObject(this[key])
  return typeof original?.reveal === 'function' ? original.reveal() : value
}

/** Reads which process main is. One that can't be read is not running. */
export function readMain(saved: Record<string, string>): MainProcess {
  const main = asObject(parseJson(saved.main ?? ''))
  return {
    pid: Number(asText(main?.pid)),
    started: asText(main?.started),
    stateFile: asText(main?.stateFile)
  }
}

/**
 * Reads what main saved. Every host is checked again, because saved state is text from outside; every value is masked.
 * @param maskSecret masks a value in the log before it is used
 */
export function readSavedState(
  saved: Record<string, string>,
  maskSecret: Runner['maskSecret']
): SavedState {
  const state: SavedState = { caCertificates: [], entries: [], unreadable: [] }
  for (const [key, text] of Object.entries(saved)) {
    const entry = asObject(parseJson(text)) ?? {}
    try {
      if (key === 'ca-certificate') state.caCertificates = parseCertificates(entry)
      if (/^(session|token-\d+)$/.test(key)) state.entries.push(parseEntry(entry, maskSecret))
    } catch {
      state.unreadable.push(key)
    }
  }
  return state
}

/** Throws if one is malformed. */
function parseCertificates({ pems }: JsonObject): string[] {
  return asList(pems).map(pem => new X509Certificate(asText(pem)).toString())
}

/** Throws if something is missing. */
function parseEntry(entry: JsonObject, maskSecret: Runner['maskSecret']): SavedEntry {
  const token = asObject(entry.token) ?? entry
  const origin = asObject(token.origin) ?? entry
  const state = asText(entry.state) as SavedEntry['state']
  const site = parseSite(origin.site)
  const isComplete = REQUIRED[state].every(field => asText(token[field]) !== '')
  if (!isComplete || (state === 'open' && site === undefined)) throw new Error('Not complete.')
  return {
    state,
    displayName: asText(origin.displayName),
    name: asText(token.name),
    id: asText(token.id),
    value: maskSecret(asText(token.value)),
    site,
    secret: asText(token.secret),
    isForSecret: token.isForSecret === true,
    isReported: token.isReported === true
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

/** NAME<<DELIMITER, lines, DELIMITER ("Workflow commands"). */
const STATE_FILE_ENTRY = /^([^=<\r\n]+)<<([^\r\n]+)\r?\n(?:([\s\S]*?)\r?\n)??\2\r?$/gm

/** Parses a GITHUB_STATE file. The last entry of a name counts; one that is cut off at the end of the file is left out. */
export function parseStateFile(text: string): Record<string, string> {
  const entries = [...text.matchAll(STATE_FILE_ENTRY)]
  return Object.fromEntries(entries.map(([, name, , value = '']) => [name, value]))
}
