import type { RunContext } from '../../src/context.ts'
import type { HandOn, Settings, Target } from '../../src/settings.ts'
import { reachVault, type Vault, type VaultSite } from '../../src/vault/client.ts'
import { fakeRunner } from './runner.ts'
import { host, secret } from './values.ts'
import { patience, type Scripted, scriptedSend, virtualClock } from './world.ts'

/** Inputs that are right: a stored token makes one for the sandbox "Dev One". */
export const inputs = (given: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'vault-dns': 'acme.veevavault.com',
  'sandbox-name': 'Dev One',
  'access-token': 'veeva-vault-STORED0TOKEN',
  ...given
})

/** The same, signing in with user name and password. */
export const passwordInputs = (given: Readonly<Record<string, string>> = {}): Record<string, string> =>
  inputs({ 'access-token': '', username: 'robot@acme.com', password: 'Pa55-word!', ...given })

/** What is for the sandbox "Dev One", unless told. */
export const sandboxTarget = (
  given: Partial<Extract<Target, { is: 'sandboxes' }>> = {}
): Extract<Target, { is: 'sandboxes' }> => ({
  is: 'sandboxes',
  which: { are: 'named', names: ['Dev One'] },
  dns: undefined,
  jobId: undefined,
  waitMs: 900_000,
  ...given
})

/** What is stored as the repository's secret VAULT_TOKEN, unless told. */
export const secretHandOn = (given: Partial<Extract<HandOn, { to: 'secret' }>> = {}): Extract<HandOn, { to: 'secret' }> => ({
  to: 'secret',
  apiUrl: new URL('https://api.github.com'),
  token: secret('ghs_WRITER'),
  place: { scope: 'repository', repository: 'acme/pipelines' },
  template: 'VAULT_TOKEN',
  visibility: undefined,
  keepPrevious: 1,
  current: new Map(),
  renewBefore: 7 * 86_400,
  ...given
})

/** The settings that `inputs()` come to. */
export const settings = (given: Partial<Settings> = {}): Settings => ({
  vault: host('acme.veevavault.com'),
  apiVersion: 'v26.2',
  clientId: 'github-actions-vault-sandbox-token',
  signIn: { by: 'access-token', token: secret('veeva-vault-STORED0TOKEN') },
  target: sandboxTarget(),
  label: 'github-actions acme/pipelines',
  expires: { is: 'after', seconds: 86_400 },
  handOn: { to: 'output', revokeAfterJob: true },
  verify: true,
  dryRun: false,
  caCertificates: [],
  ...given
})

export const runContext = (given: Partial<RunContext> = {}): RunContext => ({
  repository: 'acme/pipelines',
  runId: '4711',
  attempt: '2',
  apiUrl: 'https://api.github.com',
  ...given
})

export const site = (given: Partial<VaultSite> = {}): VaultSite => ({
  host: host('acme.veevavault.com'),
  apiVersion: 'v26.2',
  clientId: 'github-actions-vault-sandbox-token',
  referenceId: 'acme/pipelines/4711.2',
  ...given
})

/** A Vault that answers by a script, with what was sent to it, what was waited, and the runner that quotes for it. */
export const scriptedVault = (script: readonly Scripted[], stop = new AbortController()) => {
  const send = scriptedSend(script)
  const clock = virtualClock()
  const runner = fakeRunner()
  const patient = patience({ clock, stopping: stop.signal })
  const vault: Vault = reachVault(site(), { send, patience: patient, quote: runner.quote })
  return { vault, sent: send.sent, waits: clock.waits, runner, patience: patient }
}
