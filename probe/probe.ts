import type { Credential } from '../src/core/credential.ts'
import type { Runner } from '../src/core/runner.ts'
import type { World } from '../src/net/world.ts'
import { Vault } from '../src/vault/client.ts'
import { parseVaultHost, VAULT_HOST_SUFFIXES, type VaultHost } from '../src/vault/host.ts'
import { findSandbox, listSandboxes } from '../src/vault/sandboxes.ts'
import { checkVault, endSession, type SignIn, signIn } from '../src/vault/sign-in.ts'
import { deleteTokens, listTokens } from '../src/vault/tokens.ts'
import { QUESTIONS, type Question } from './questions.ts'
import {
  type Access,
  API_VERSION,
  CLIENT_ID,
  generate,
  type Probe,
  type ProbeToken,
  remove
} from './vaults.ts'

export interface Settings {
  /** The production Vault. */
  host: VaultHost
  /** The sandbox, by its name on the My Vaults page. */
  sandboxName: string
  signIn: SignIn
}

/** Reads the settings from the environment. Throws an Error that names everything that is missing. */
export function readSettings(
  environment: Record<string, string | undefined>,
  maskSecret: Runner['maskSecret']
): Settings {
  const { VAULT_SANDBOX: sandboxName = '', VAULT_PASSWORD: password = '' } = environment
  const host = parseVaultHost(environment.VAULT_DNS?.trim() ?? '')
  const session = environment.VAULT_SESSION_ID?.trim() ?? ''
  const username = environment.VAULT_USERNAME?.trim() ?? ''
  const missing: string[] = []
  if (!host) missing.push(`VAULT_DNS, a host name that ends in ${VAULT_HOST_SUFFIXES}`)
  if (sandboxName === '') missing.push('VAULT_SANDBOX, the name of one of its sandboxes')
  if (session === '' && (username === '' || password === '')) {
    missing.push('VAULT_USERNAME and VAULT_PASSWORD, or VAULT_SESSION_ID')
  }
  if (!host || missing.length > 0) {
    throw new Error(`Set these environment variables:\n- ${missing.join('\n- ')}`)
  }
  if (session !== '') {
    return { host, sandboxName, signIn: { by: 'session-id', session: maskSecret(session) } }
  }
  return { host, sandboxName, signIn: { by: 'password', username, password: maskSecret(password) } }
}

/**
 * Asks all questions, and deletes every token that it generated, also once `world.stopping` is aborted.
 * @returns the report in Markdown, without names, values and hosts, and how many tokens may be left
 * @throws ActionError if the Vault or the sandbox can't be used; no token has been generated then
 */
export async function runProbe(
  { host, sandboxName, signIn: how }: Settings,
  world: World,
  print: (text: string) => void
): Promise<{ report: string; left: number }> {
  const prefix = `vault-token-probe-${world.nonce()}`
  const site = { host, apiVersion: API_VERSION, clientId: CLIENT_ID, referenceId: prefix }
  const calm = { ...world, stopping: new AbortController().signal }
  let opened: Credential | undefined
  const onSession = (session: Credential) => {
    opened = session
  }
  try {
    const vault = await signIn(how, new Vault(site, world), { onSession, onVaults: () => {} })
    if (how.by === 'session-id') await checkVault(vault)
    const sandbox = findSandbox(await listSandboxes(vault), sandboxName, vault)
    const sandboxHost = parseVaultHost(sandbox?.dns ?? '')
    const credential = opened ?? (how.by === 'session-id' ? how.session : undefined)
    if (!sandboxHost || !credential) throw new Error('VAULT_SANDBOX is not a sandbox of VAULT_DNS.')
    const production = { host, credential }
    const probe: Probe = { world, production, sandboxHost, sandboxName, prefix, live: [] }
    let rows = ''
    for (const [title, question] of Object.entries(QUESTIONS)) {
      const answer = await answerTo(question, probe)
      rows += `| ${title} | ${answer} |\n`
      if (!world.stopping.aborted) print(`${title}: ${answer}`)
    }
    const left = await cleanUp({ ...probe, world: calm })
    const end = `API ${API_VERSION}. ${left === 0 ? 'No' : left} token of the probe is left.`
    const table = `| Question | Answer |\n|---|---|\n${rows}`
    return { report: `# Probe of a Vault\n\n${end}\n\n${table}`, left }
  } finally {
    if (opened) await endSession(new Vault(site, calm).as(opened)).catch(() => {})
  }
}

async function answerTo(question: Question, probe: Probe): Promise<string> {
  try {
    return await question(probe)
  } catch (thrown) {
    // The questions throw plain errors, which hold nothing from outside.
    const isPlain = thrown instanceof Error && thrown.name === 'Error'
    const reason = isPlain ? thrown.message : 'an unexpected error'
    return `not asked (${probe.world.stopping.aborted ? 'interrupted' : reason})`
  }
}

/** Deletes the tokens that are left, also those whose response was lost, and says how many may still be there. */
async function cleanUp(probe: Probe): Promise<number> {
  const { production, sandboxHost, live } = probe
  const failed = () => Math.max(1, live.length)
  const left = await deleteAll(probe, production).catch(failed)
  // Where the first token is not known or does not work, one more does it.
  const anew = async () => {
    const { token } = await generate(probe)
    return token ? deleteAll(probe, token, token) : live.length
  }
  const first = live.find(({ host }) => host === sandboxHost)
  const deletion = first ? deleteAll(probe, first, first).catch(anew) : anew()
  return left + (await deletion.catch(failed))
}

/** Deletes what a Vault has of the probe's tokens; the one that deletes the others comes last. */
async function deleteAll(probe: Probe, by: Access, own?: ProbeToken): Promise<number> {
  const { prefix, live, world } = probe
  const { host, credential } = by
  const site = { host, apiVersion: API_VERSION, clientId: CLIENT_ID, referenceId: prefix }
  const vault = new Vault(site, world).as(credential).patient(60_000)
  const { records } = await listTokens(vault)
  const listed = records.filter(({ name }) => name.startsWith(prefix)).map(({ id }) => id)
  // The list may show a new token late.
  const known = live.filter(token => token.host === host).map(({ id }) => id)
  const others = [...new Set([...listed, ...known])].filter(id => id !== own?.id)
  const deletions = await deleteTokens(vault, others)
  // What is refused and not listed has expired.
  const left = deletions.filter(({ is, id }) => is === 'refused' && listed.includes(id)).length
  if (own === undefined) return left
  // A lost response counts as a token that is left.
  return (await remove(probe, own, own)).isSuccess ? left : left + 1
}
