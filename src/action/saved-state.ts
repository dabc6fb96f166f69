import type { Credential } from '../core/credential.ts'
import { asObject, asText, asTexts, type JsonObject, parseJson } from '../core/json.ts'
import type { Runner } from '../core/runner.ts'
import type { VaultSite } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'

export interface MainProcess {
  pid: number
  /** Tells it apart from a later process with the same number: in clock ticks since boot (proc(5)); empty without /proc. */
  started: string
  stateFile: string
}

/** The last thing that main did with one token, or with its session (`open`). Texts are empty where the state has none. */
export interface SavedEntry {
  key: string
  state: string
  displayName: string
  name: string
  id: string
  value: Credential
  site: VaultSite | undefined
  /** Which secret it was for, if it was being stored. */
  secret: string
  isForSecret: boolean
}

/** Saves what main is about to do, or has done; the last entry under a key counts. The credentials in it are written out. */
export function saveEntry(runner: Runner, key: string, entry: object): void {
  runner.saveState(key, JSON.stringify(entry, revealCredential))
}

function revealCredential(this: JsonObject, key: string, value: unknown): unknown {
  const original = asObject(this[key])
  return typeof original?.reveal === 'function' ? original.reveal() : value
}

/** Reads which process main is. One that can't be read is not running. */
export function readMain(saved: Record<string, string>): MainProcess {
  const { pid, started = '', stateFile = '' } = asTexts(parseJson(saved.main ?? ''))
  return { pid: Number(pid), started, stateFile }
}

/** Reads what main saved of its session and its tokens. As text from outside, every host is checked again, and every value masked. */
export function readEntries(saved: Record<string, string>, maskSecret: Runner['maskSecret']) {
  const keys = Object.keys(saved).filter(key => /^(session|token-\d+)$/.test(key))
  return keys.map((key): SavedEntry => {
    const entry = asObject(parseJson(saved[key] ?? ''))
    const token = asObject(entry?.token) ?? entry
    const origin = asObject(token?.origin) ?? entry
    return {
      key,
      state: asText(entry?.state),
      displayName: asText(origin?.displayName),
      name: asText(token?.name),
      id: asText(token?.id),
      value: maskSecret(asText(token?.value)),
      site: parseSite(origin?.site),
      secret: asText(entry?.secret),
      isForSecret: entry?.isForSecret === true
    }
  })
}

function parseSite(value: unknown): VaultSite | undefined {
  const { host: name = '', apiVersion = '', clientId = '', referenceId = '' } = asTexts(value)
  const host = parseVaultHost(name)
  return host && { host, apiVersion, clientId, referenceId }
}

/** NAME<<DELIMITER, lines, DELIMITER ("Workflow commands"). */
const STATE_FILE_ENTRY = /^([^=<\r\n]+)<<([^\r\n]+)\r?\n(?:([\s\S]*?)\r?\n)??\2\r?$/gm

/** Parses a GITHUB_STATE file. The last entry of a name counts; one that is cut off at the end of the file is left out. */
export function parseStateFile(text: string): Record<string, string> {
  const entries = [...text.matchAll(STATE_FILE_ENTRY)]
  return Object.fromEntries(entries.map(([, name, , value = '']) => [name, value]))
}
