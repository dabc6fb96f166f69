import type { Credential } from '../core/credential.ts'
import { asObject, asText, type JsonObject, parseJson } from '../core/json.ts'
import type { Runner } from '../core/runner.ts'
import type { VaultSite } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'
import type { MainProcess } from './process.ts'

/**
 * Main saves each step before it takes it, so that the post step can finish whatever happened to main. Each entry has its own
 * key and stays below 2 kB (the certificates apart); the last one under a key counts.
 */

/** The last thing that main did with one token, or with its session (`open`). Texts are empty where the state has none. */
export interface SavedEntry {
  key: string
  /** `unreadable` if something is missing. */
  state: string
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

/** What an entry of each state can't do without. */
const REQUIRED = new Map([
  ['open', ['value']],
  ['generating', ['name']],
  ['generated', ['name', 'id', 'value']],
  ['delivered', ['name', 'id', 'value']],
  ['storing', ['name', 'id', 'secret']],
  ['done', []]
])

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
 * Reads what main saved of its session and its tokens. Every host is checked again, because saved state is text from outside; every
 * value is masked.
 * @param maskSecret masks a value in the log before it is used
 */
export function readEntries(
  saved: Record<string, string>,
  maskSecret: Runner['maskSecret']
): SavedEntry[] {
  const keys = Object.keys(saved).filter(key => /^(session|token-\d+)$/.test(key))
  return keys.map(key => {
    const entry = asObject(parseJson(saved[key] ?? '')) ?? {}
    const token = asObject(entry.token) ?? entry
    const origin = asObject(token.origin) ?? entry
    const site = parseSite(origin.site)
    const state = asText(entry.state)
    const isComplete = REQUIRED.get(state)?.every(field => asText(token[field]) !== '')
    const isReadable = isComplete && (state !== 'open' || site !== undefined)
    return {
      key,
      state: isReadable ? state : 'unreadable',
      displayName: asText(origin.displayName),
      name: asText(token.name),
      id: asText(token.id),
      value: maskSecret(asText(token.value)),
      site,
      secret: asText(token.secret),
      isForSecret: token.isForSecret === true,
      isReported: token.isReported === true
    }
  })
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
