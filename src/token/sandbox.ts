import { ActionError, asActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import type { Clock } from '../core/time.ts'
import type { Settings, Target } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'
import { JOB_INTERVAL_MS, readJob } from '../vault/jobs.ts'
import { findSandbox, listSandboxes, type SandboxRow, suggestSandbox } from '../vault/sandboxes.ts'
import { checkSignIn } from '../vault/sign-in.ts'
import type { Pending, TokenOrigin } from './token.ts'
import { type Deadline, notYet, waitFor } from './wait.ts'

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
  list(vault: Vault): Promise<SandboxRow[]>
}

/** The Vaults of the tokens, as far as the inputs tell; empty if only Vault's list of sandboxes does. */
export function originsByInputs({ target }: Settings, vault: Vault): TokenOrigin[] {
  if (target.is === 'vault') {
    const { site } = vault
    return [{ displayName: site.host, sandboxName: '', vaultId: '', site }]
  }
  const { selection, dns } = target
  if (selection.is === 'every') return []
  const site = dns === undefined ? undefined : vault.at(dns).site
  return selection.names.map(name => ({
    displayName: name,
    sandboxName: name,
    vaultId: '',
    site
  }))
}

/**
 * Finds the Vaults that tokens are wanted for: the Vault itself, the sandboxes that are named, or every active one. Named ones are
 * looked for, and waited for, by `ready`.
 * @throws ActionError if nothing at all can be found: `vault-job-failed`, `sandbox-unknown`, `vault-permission`, …
 */
export async function findVaults(search: Search): Promise<Pending<TokenOrigin>[]> {
  const { settings, vault, world, deadline } = search
  const { target } = settings
  const known = originsByInputs(settings, vault)
  if (target.is === 'vault') {
    return known.map(origin => ({ origin, ready: () => checkOwnVault(origin, search) }))
  }
  const list = shareListing(world.clock)
  const sandboxes: SandboxSearch = { ...search, target, list }
  const { selection } = target
  if (selection.is === 'named') {
    let job: Promise<void> | undefined
    return known.map(origin => ({
      origin,
      async ready() {
        job ??= waitForJob(sandboxes)
        await job
        return findNamed(origin, sandboxes)
      }
    }))
  }
  await waitForJob(sandboxes)
  const subject = `the list of the sandboxes of ${vault.site.host}`
  const isExpected = target.jobId !== undefined
  const rows = await waitFor({ subject, look: list, isExpected }, vault, deadline, world)
  return selectActive(rows, selection.except, sandboxes).map(row => ({
    origin: { displayName: row.name, sandboxName: row.name, vaultId: '', site: undefined },
    ready: async () => originOfRow(row, row.name, sandboxes)
  }))
}

/**
 * Generating proves the sign-in by itself. But if nothing was asked of this Vault yet, its time is not known, by which the token
 * is named: with the clock of a runner that is behind, an overlapping run would take it for the oldest.
 */
async function checkOwnVault(
  origin: TokenOrigin,
  { settings, vault }: Search
): Promise<TokenOrigin> {
  if (settings.dryRun || settings.signIn.by !== 'password') await checkSignIn(vault)
  return origin
}

/** For how long a listing serves all who ask, in milliseconds: less than the time between two looks. */
const LISTING_SERVES_MS = 5_000

function shareListing(clock: Clock): SandboxSearch['list'] {
  let askedAt = Number.NEGATIVE_INFINITY
  let listing: Promise<SandboxRow[]> = Promise.resolve([])
  return vault => {
    const now = clock.elapsed()
    if (now - askedAt >= LISTING_SERVES_MS) {
      askedAt = now
      listing = listSandboxes(vault)
    }
    return listing
  }
}

/** Waits for the job, if there is one. Throws ActionError `vault-job-failed`, `wait-timeout`. */
async function waitForJob({ target, vault, world, deadline }: SandboxSearch): Promise<void> {
  const { jobId } = target
  if (jobId === undefined) return
  const subject = `the job ${jobId}`
  async function look(asked: Vault): Promise<void> {
    const { is, status } = await readJob(asked, jobId ?? '')
    if (is === 'running') throw notYet(`it is ${status || 'in an unknown state'}`)
    if (is === 'succeeded') return
    throw new ActionError(
      'vault-job-failed',
      `The job ${jobId} of ${vault.site.host} ended with ${status}, so the sandbox is not ready.`,
      'Look at the job in Vault (Admin, Operations, Job Status), and start it again.'
    )
  }
  const wait = { subject, look, isExpected: true, minIntervalMs: JOB_INTERVAL_MS }
  await waitFor(wait, vault, deadline, world)
}

/** Finds a sandbox by its name, and waits until it is active. */
async function findNamed(origin: TokenOrigin, search: SandboxSearch): Promise<TokenOrigin> {
  const { target, vault, world, deadline } = search
  const { quote } = world.runner
  const name = origin.displayName
  const isExpected = target.jobId !== undefined
  async function look(asked: Vault): Promise<TokenOrigin> {
    const rows = await search.list(asked)
    const row = findSandbox(rows, name, vault)
    if (row?.status === 'active') return originOfRow(row, name, search)
    if (row !== undefined) throw notYet(`it is ${row.status}`)
    const hint = suggestSandbox(name, rows, quote)
    if (isExpected) throw notYet('it is not listed yet', hint)
    throw new ActionError(
      'sandbox-unknown',
      `${vault.site.host} has no sandbox "${quote(name)}".`,
      hint
    )
  }
  const wait = { subject: `the sandbox "${quote(name)}"`, look, isExpected }
  return waitFor(wait, vault, deadline, world).catch(thrown => {
    checkUnlisted(asActionError(thrown), search)
    return origin
  })
}

/** A user who may not list sandboxes goes on with what the inputs say. Throws the error if that is not enough, or if it is another one. */
function checkUnlisted(error: ActionError, { settings, target, world }: SandboxSearch): void {
  if (error.code !== 'vault-permission') throw error
  const isDnsKnown = target.dns !== undefined
  if (!isDnsKnown && settings.delivery.to === 'secret' && settings.verify) {
    throw error.with({
      hint: 'Give `sandbox-dns`, because a token is verified on its own Vault before it is stored; or sign in as a user who may list sandboxes, or set `verify: false`.'
    })
  }
  const consequence = isDnsKnown
    ? 'The run continues with `sandbox-dns`.'
    : 'Without the DNS of the sandbox the token is neither verified nor deleted later: give `sandbox-dns`, or sign in as a user who may list sandboxes.'
  world.runner.warning(error.code, `${error.message} ${consequence}`)
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
    `${host} has no active sandbox that \`sandbox-name\` does not exclude.`,
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
    site: vault.at(host).site
  }
}
