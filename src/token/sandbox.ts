import { ActionError, asActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import type { Clock } from '../core/time.ts'
import type { Settings, Target } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault, VaultSite } from '../vault/client.ts'
import { parseVaultHost, type VaultHost } from '../vault/host.ts'
import { JOB_INTERVAL_MS, readJob } from '../vault/jobs.ts'
import { suggestSandbox } from '../vault/sandbox-names.ts'
import { findSandbox, listSandboxes, type SandboxRow } from '../vault/sandboxes.ts'
import { checkSignIn } from '../vault/sign-in.ts'
import type { Pending, TokenOrigin } from './token.ts'
import { type Deadline, INTERVAL_MS, type Look, waitFor } from './wait.ts'

/** What finding the Vaults needs. */
export interface Search {
  settings: Settings
  /** Signed in to. */
  vault: Vault
  /** Its abort signal also ends all waiting. */
  world: World
  deadline: Deadline
}

type SandboxTarget = Extract<Target, { is: 'sandboxes' }>

interface SandboxSearch extends Search {
  target: SandboxTarget
  /** Lists the sandboxes once for all who ask within a few seconds. */
  list(isWaiting: boolean): Promise<SandboxRow[]>
}

/** The Vaults of the tokens, as far as the inputs tell; empty if only Vault's list of sandboxes does. */
export function originsByInputs({ target, vaultHost }: Settings, site: VaultSite): TokenOrigin[] {
  if (target.is === 'vault') {
    return [{ displayName: vaultHost, sandboxName: '', vaultId: '', site }]
  }
  const { selection, dns } = target
  if (selection.is === 'every') return []
  const own = dns === undefined ? undefined : siteAt(dns, site)
  return selection.names.map(name => ({
    displayName: name,
    sandboxName: name,
    vaultId: '',
    site: own
  }))
}

function siteAt(host: VaultHost, { apiVersion, clientId, referenceId }: VaultSite): VaultSite {
  return { host, apiVersion, clientId, referenceId }
}

/**
 * Finds the Vaults that tokens are wanted for: the Vault itself, the sandboxes that are named, or every active one. Named ones are
 * looked for, and waited for, by `ready`.
 * @throws ActionError if nothing at all can be found: `vault-job-failed`, `sandbox-unknown`, `vault-permission`, …
 */
export async function findVaults(search: Search): Promise<Pending<TokenOrigin>[]> {
  const { settings, vault, world } = search
  const { target } = settings
  const known = originsByInputs(settings, vault.site)
  if (target.is === 'vault') return known.map(origin => pendingVault(origin, search))

  const list = shareListing(vault, world.clock)
  const sandboxes: SandboxSearch = { ...search, target, list }
  const { selection } = target
  const job = memoize(() => waitForJob(sandboxes))
  if (selection.is === 'named') {
    return known.map(origin => ({
      origin,
      ready: async () => {
        await job()
        return findNamed(origin, sandboxes)
      }
    }))
  }
  await job()
  const rows = await waitFor(
    {
      subject: `the list of the sandboxes of ${vault.site.host}`,
      look: async isWaiting => ({ is: 'ready', value: await list(isWaiting) }),
      deadline: search.deadline,
      isExpected: target.jobId !== undefined
    },
    world
  )
  return selectActive(rows, selection.except, sandboxes).map(row => ({
    origin: { displayName: row.name, sandboxName: row.name, vaultId: '', site: undefined },
    ready: async () => originOfRow(row, row.name, sandboxes)
  }))
}

/**
 * Generating proves the sign-in by itself. But if nothing was asked of this Vault yet, its time is not known, by which the token
 * is named: with the clock of a runner that is behind, an overlapping run would take it for the oldest.
 */
function pendingVault(origin: TokenOrigin, { settings, vault }: Search): Pending<TokenOrigin> {
  const needsCheck = settings.dryRun || settings.signIn.by !== 'password'
  return {
    origin,
    ready: async () => {
      if (needsCheck) await checkSignIn(vault)
      return origin
    }
  }
}

function memoize<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** For how long a listing serves all who ask, in milliseconds: less than the time between two looks. */
const LISTING_SERVES_MS = 5_000

function shareListing(vault: Vault, clock: Clock): SandboxSearch['list'] {
  let askedAt = Number.NEGATIVE_INFINITY
  let listing: Promise<SandboxRow[]> | undefined
  return isWaiting => {
    const now = clock.elapsed()
    if (listing === undefined || now - askedAt >= LISTING_SERVES_MS) {
      askedAt = now
      listing = listSandboxes(isWaiting ? vault.withRetries({ attempts: 1 }) : vault)
    }
    return listing
  }
}

/** Waits for the job, if there is one. Throws ActionError `vault-job-failed`, `wait-timeout`. */
async function waitForJob({ target, vault, world, deadline }: SandboxSearch): Promise<void> {
  const { jobId } = target
  if (jobId === undefined) return
  async function look(isWaiting: boolean): Promise<Look<void>> {
    const asked = isWaiting ? vault.withRetries({ attempts: 1 }) : vault
    const { is, status } = await readJob(asked, jobId ?? '')
    if (is === 'succeeded') return { is: 'ready', value: undefined }
    if (is === 'running')
      return { is: 'not-yet', state: `it is ${status || 'in an unknown state'}` }
    throw new ActionError(
      'vault-job-failed',
      `The job ${jobId} of ${vault.site.host} ended with ${status}, so the sandbox is not ready.`,
      'Look at the job in Vault (Admin, Operations, Job Status), and start it again.'
    )
  }
  const subject = `the job ${jobId}`
  await waitFor(
    { subject, look, deadline, isExpected: true, minIntervalMs: JOB_INTERVAL_MS },
    world
  )
}

/** Finds a sandbox by its name, and waits until it is active. */
async function findNamed(origin: TokenOrigin, search: SandboxSearch): Promise<TokenOrigin> {
  const { target, vault, world, deadline, list } = search
  const name = origin.displayName
  const isExpected = target.jobId !== undefined
  async function look(isWaiting: boolean): Promise<Look<TokenOrigin>> {
    const rows = await list(isWaiting)
    const row = findSandbox(rows, name, vault)
    if (row?.status === 'active') {
      return { is: 'ready', value: originOfRow(row, name, search) }
    }
    if (row !== undefined) return { is: 'not-yet', state: `it is ${row.status}` }
    if (isExpected) return { is: 'not-yet', state: 'it is not listed yet' }
    const { quote } = world.runner
    throw new ActionError(
      'sandbox-unknown',
      `${vault.site.host} has no sandbox "${quote(name)}".`,
      suggestSandbox(name, rows, quote)
    )
  }
  const subject = `the sandbox "${world.runner.quote(name)}"`
  try {
    return await waitFor({ subject, look, deadline, isExpected }, world)
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code !== 'vault-permission') throw error
    goOnUnlisted(error, search)
    return origin
  }
}

/** A user who may not list sandboxes goes on with what the inputs say. Throws if that is not enough. */
function goOnUnlisted(refusal: ActionError, { settings, target, world }: SandboxSearch): void {
  const isDnsKnown = target.dns !== undefined
  if (!isDnsKnown && settings.delivery.to === 'secret' && settings.verify) {
    throw refusal.with({
      hint: 'Give `sandbox-dns`, because a token is verified on its own Vault before it is stored; or sign in as a user who may list sandboxes, or set `verify: false`.'
    })
  }
  const consequence = isDnsKnown
    ? 'The run continues with `sandbox-dns`.'
    : 'Without the DNS of the sandbox the token is neither verified nor deleted later: give `sandbox-dns`, or sign in as a user who may list sandboxes.'
  world.runner.warning(refusal.code, `${refusal.message} ${consequence}`)
}

/** Selects the active sandboxes apart from the exceptions. Throws ActionError `sandbox-unknown` if there is none. */
function selectActive(
  rows: SandboxRow[],
  except: string[],
  { vault, world }: SandboxSearch
): SandboxRow[] {
  const { runner } = world
  const { host } = vault.site
  for (const name of except.filter(each => !rows.some(row => row.name === each))) {
    runner.warning(
      'sandbox-unknown',
      `${host} has no sandbox "${runner.quote(name)}", which \`sandbox-name\` excludes. ${suggestSandbox(name, rows, runner.quote)}`
    )
  }
  const chosen = rows.filter(row => !except.includes(row.name))
  const building = chosen.filter(row => row.status === 'building')
  if (building.length > 0) {
    const names = joinWithAnd(building.map(row => `"${runner.quote(row.name)}"`))
    runner.notice(
      'sandbox-unavailable',
      `Still building, and not waited for: ${names}. Run again later, or name them in \`sandbox-name\` to wait for them.`
    )
  }
  const active = chosen.filter(row => row.status === 'active')
  if (active.length > 0) return active
  throw new ActionError(
    'sandbox-unknown',
    `${host} has no active sandbox${except.length > 0 ? ' apart from those that `sandbox-name` excludes' : ''}.`,
    'Check that `vault-dns` is the production Vault of the sandboxes, and that the user may see them.'
  )
}

/** Reads where a sandbox is. Throws ActionError if its name or its host can't be trusted. */
function originOfRow(
  row: SandboxRow,
  displayName: string,
  { target, vault, world }: SandboxSearch
): TokenOrigin {
  const name = world.runner.quote(row.name)
  // The name becomes one segment of a path; these two would lead to another call, and make a token of the Vault itself.
  if (row.name === '.' || row.name === '..') {
    throw new ActionError(
      'host-refused',
      `${vault.site.host} lists a sandbox "${name}", a name that would change the address of the call.`,
      `Nothing was generated for it. Exclude it with !${name}, and have it renamed.`
    )
  }
  const host = parseVaultHost(row.dns)
  if (host === undefined) {
    throw new ActionError(
      'host-refused',
      `${vault.site.host} lists the sandbox "${name}" at "${world.runner.quote(row.dns)}", which is not a Vault host name.`,
      'No credential is sent there. Ask Veeva Support why Vault lists it.'
    )
  }
  if (target.dns !== undefined && target.dns !== host) {
    throw new ActionError(
      'input',
      `\`sandbox-dns\` is ${target.dns}, but ${vault.site.host} lists the sandbox "${name}" at ${host}.`,
      'Correct `sandbox-dns`, or remove it.'
    )
  }
  return {
    displayName,
    sandboxName: row.name,
    vaultId: row.vaultId,
    site: siteAt(host, vault.site)
  }
}

/**
 * Waits until the API of a sandbox responds, if the sandbox had to be waited for: it may be listed as active while it still starts.
 * @throws ActionError `wait-timeout`
 */
export async function waitForApi(origin: TokenOrigin, search: Search): Promise<void> {
  const { settings, vault, world, deadline } = search
  const { target, verify } = settings
  if (!verify || origin.site === undefined || target.is === 'vault') return
  const waitedMs = world.clock.elapsed() - deadline.began
  if (target.jobId === undefined && waitedMs < INTERVAL_MS) return
  const own = vault.at(origin.site.host)
  async function look(): Promise<Look<void>> {
    await own.probe()
    return { is: 'ready', value: undefined }
  }
  const subject = `the API of ${origin.site.host}, the Vault of the sandbox "${world.runner.quote(origin.displayName)}"`
  await waitFor({ subject, look, deadline, isExpected: true }, world)
}
