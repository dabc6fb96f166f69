import type { Credential } from '../src/core/credential.ts'
import type { World } from '../src/net/world.ts'
import { Vault } from '../src/vault/client.ts'
import { parseVaultHost } from '../src/vault/host.ts'
import { findSandbox, listSandboxes } from '../src/vault/sandboxes.ts'
import { checkVault, endSession, signIn } from '../src/vault/sign-in.ts'
import { API_VERSION, CLIENT_ID } from './ask.ts'
import { QUESTIONS, type Question } from './questions.ts'
import type { Settings } from './settings.ts'
import { cleanUp, type Probe } from './tokens.ts'

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
    if (!sandbox || !sandboxHost || !credential) {
      throw new Error('VAULT_SANDBOX is not a sandbox of VAULT_DNS.')
    }
    const production = { host, credential }
    const probe: Probe = {
      world,
      production,
      sandboxHost,
      sandboxName: sandbox.name,
      prefix,
      generated: 0,
      isUnclear: false,
      live: []
    }
    const rows = await askAll(probe, print)
    const left = await cleanUp(probe, calm)
    const end = `${left === 0 ? 'No' : left} token of the probe is left`
    return { report: `# Probe of a Vault\n\nAPI ${API_VERSION}. ${end}.\n\n${rows}\n`, left }
  } finally {
    if (opened) await endSession(new Vault(site, calm).as(opened)).catch(() => {})
  }
}

async function askAll(probe: Probe, print: (text: string) => void): Promise<string> {
  const { stopping } = probe.world
  let rows = '| Question | Answer |\n|---|---|'
  for (const [title, question] of Object.entries(QUESTIONS)) {
    const answer = await answerTo(question, probe)
    rows += `\n| ${title} | ${answer} |`
    if (!stopping.aborted) print(`${title}: ${answer}`)
  }
  return rows
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
