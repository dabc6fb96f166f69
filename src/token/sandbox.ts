import { ActionError, asActionError } from '../core/errors.ts'
import { joinWithAnd, withoutFullStop } from '../core/text.ts'
import { formatDuration } from '../core/time.ts'
import type { Settings, Target } from '../inputs/settings.ts'
import { LONGEST_WAIT_MS, sleep } from '../net/retry.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'
import {
  findSandbox,
  listSandboxes,
  readJob,
  type SandboxRow,
  suggestSandbox
} from '../vault/sandboxes.ts'
import type { TokenOrigin } from './token.ts'

/** A search for sandboxes, with one deadline for everything that is waited for. */
export interface Search {
  target: Extract<Target, { is: 'sandboxes' }>
  settings: Settings
  vault: Vault
  /** When it began, by `clock.elapsed()`. */
  began: number
  /** What is checked at the same time. If it fails, its error comes first, and nothing is waited for. */
  checks: Promise<unknown>
}

/** Milliseconds between two looks; Vault lets nobody look at a job more often ("Retrieve Job Status"). */
const INTERVAL_MS = 10_000

/** Makes the error of a look that finds that something is not there yet. The hint is for the deadline. */
export function notYet(state: string, hint = 'Run again, or set a longer `wait-timeout`.') {
  return new ActionError('wait-timeout', state, hint, { retry: {} })
}

/** Whether a job or a sandbox had to be waited for. */
function hadToWait({ target, vault, began }: Search): boolean {
  return target.jobId !== undefined || vault.world.clock.elapsed() - began >= INTERVAL_MS
}

/** Finds the sandboxes that tokens are wanted for: those that are known by name, which are waited for by `ready`, or every active one. */
export async function findSandboxes(known: TokenOrigin[], search: Search) {
  const { target, vault } = search
  if (target.selection.is === 'named') {
    const list = shareListing()
    let job: Promise<void> | undefined
    return known.map(origin => ({
      origin,
      async ready() {
        job ??= waitForJob(search)
        await job
        return waitForApi(await findNamed(origin, list, search), search)
      }
    }))
  }
  await waitForJob(search)
  const subject = `the list of the sandboxes of ${vault.site.host}`
  const rows = await waitFor(subject, listSandboxes, search)
  return selectActive(rows, target.selection.except, vault).map(row => ({
    origin: originNamed(row.name),
    ready: async () => waitForApi(originOfRow(row, row.name, search), search)
  }))
}

/** The origin of a sandbox of which only the name is known. */
export function originNamed(name: string): TokenOrigin {
  return { displayName: name, sandboxName: name, vaultId: '', site: undefined }
}

/** Names sandboxes in a message. */
export function describeNames(names: string[], { runner }: World): string {
  return joinWithAnd(names.map(name => `"${runner.quote(name)}"`))
}

/** Makes one request serve all who ask while it is under way. */
function shareListing(): typeof listSandboxes {
  let listing: Promise<SandboxRow[]> | undefined
  return vault => {
    listing ??= listSandboxes(vault).finally(() => {
      listing = undefined
    })
    return listing
  }
}

async function waitForJob(search: Search): Promise<void> {
  const { jobId } = search.target
  if (jobId === undefined) return
  const look = async (vault: Vault): Promise<void> => {
    const { is, status } = await readJob(vault, jobId)
    if (is === 'running') throw notYet(`its status is "${status}"`)
    if (is === 'succeeded') return
    throw new ActionError(
      'vault-job-failed',
      `The job ${jobId} of ${vault.site.host} ended with ${status}, so the sandbox is not ready.`,
      'Look at the job in Vault (Admin, Operations, Job Status), and start it again.'
    )
  }
  await waitFor(`the job ${jobId}`, look, search)
}

/** Finds a sandbox by its name, and waits until it is active. */
async function findNamed(origin: TokenOrigin, list: typeof listSandboxes, search: Search) {
  const { quote } = search.vault.world.runner
  const name = origin.displayName
  async function look(vault: Vault): Promise<TokenOrigin> {
    const rows = await list(vault)
    const row = findSandbox(rows, name, vault)
    if (row?.status === 'active') return originOfRow(row, name, search)
    if (row !== undefined) throw notYet(`it is ${row.status}`)
    const hint = suggestSandbox(name, rows, quote)
    if (search.target.jobId !== undefined) throw notYet('it is not listed yet', hint)
    const message = `${vault.site.host} has no sandbox "${quote(name)}".`
    throw new ActionError('sandbox-unknown', message, hint)
  }
  return waitFor(`the sandbox "${quote(name)}"`, look, search).catch(async thrown => {
    // What a check throws is not about the list.
    await search.checks
    return continueUnlisted(asActionError(thrown), origin, search)
  })
}

/** Lets a user who may not list sandboxes go on with what the inputs say, if that is enough. Throws other errors. */
function continueUnlisted(error: ActionError, origin: TokenOrigin, search: Search): TokenOrigin {
  const { settings, target, vault } = search
  if (error.code !== 'vault-permission') throw error
  if (target.dns === undefined && settings.delivery.to === 'secret' && settings.verify) {
    throw error.with({
      hint: 'Set `sandbox-dns`, because a token is verified on its own Vault before it is stored; or sign in as a user who may list sandboxes, or set `verify: false`.'
    })
  }
  vault.world.runner.warning(
    error.code,
    `${error.message} The run continues without the list: unless \`sandbox-dns\` is set, the token is neither verified nor deleted later.`
  )
  return { ...origin, site: target.dns && vault.at(target.dns).site }
}

/** Selects the active sandboxes apart from the exceptions. Throws ActionError `sandbox-unknown` if there is none. */
function selectActive(rows: SandboxRow[], except: string[], { site, world }: Vault): SandboxRow[] {
  const unknown = except.filter(name => !rows.some(row => row.name === name))
  if (unknown.length > 0) {
    world.runner.warning(
      'sandbox-unknown',
      `${site.host} has no sandbox ${describeNames(unknown, world)}, which \`sandbox-name\` excludes: correct the line.`
    )
  }
  const chosen = rows.filter(row => !except.includes(row.name))
  const building = chosen.filter(row => row.status === 'building').map(row => row.name)
  if (building.length > 0) {
    world.runner.notice(
      'sandbox-unavailable',
      `Still building, and not waited for: ${describeNames(building, world)}. Run again later, or name them in \`sandbox-name\` to wait for them.`
    )
  }
  const firstOf = (name: string) => chosen.find(row => row.name === name && row.status === 'active')
  const active = chosen.filter(row => row === firstOf(row.name))
  if (active.length > 0) return active
  throw new ActionError(
    'sandbox-unknown',
    `${site.host} has no active sandbox that \`sandbox-name\` does not exclude.`,
    'Check that `vault-dns` is the production Vault of the sandboxes, and that the user may see them.'
  )
}

/** Reads where a sandbox is. Throws ActionError if its name or its host can't be trusted. */
function originOfRow({ name, dns, vaultId }: SandboxRow, displayName: string, search: Search) {
  const { target, vault } = search
  const { quote } = vault.world.runner
  const listed = `${vault.site.host} lists the sandbox "${quote(name)}" at "${quote(dns)}"`
  const host = parseVaultHost(dns)
  // The name becomes one segment of a path; these two would lead to another call, and make a token of the Vault itself.
  if (host === undefined || name === '.' || name === '..') {
    throw new ActionError(
      'host-refused',
      `${listed}, but that is not a Vault host name, or the sandbox’s name would change the address of the call.`,
      'No credential was sent there. Ask Veeva Support why Vault lists it.'
    )
  }
  if (target.dns !== undefined && target.dns !== host) {
    throw new ActionError(
      'input',
      `${listed}, but \`sandbox-dns\` is ${target.dns}.`,
      'Correct `sandbox-dns`, or remove it.'
    )
  }
  return { displayName, sandboxName: name, vaultId, site: vault.at(host).site }
}

/** Waits until the API of a sandbox responds, if the sandbox had to be waited for: it may be listed as active while it still starts. */
async function waitForApi(origin: TokenOrigin, search: Search): Promise<TokenOrigin> {
  const { site } = origin
  if (search.settings.verify && site !== undefined && hadToWait(search)) {
    const own = search.vault.at(site.host)
    await waitFor(`the API of ${site.host}`, () => own.probe(), search)
  }
  return origin
}

/**
 * Looks until something is there or the deadline has come, with a line of progress after each look. While it is waited for, a look
 * is one attempt, and an error that may pass means *not yet*, as what `notYet` makes does.
 * @throws ActionError `wait-timeout`, or what `look` throws
 */
export async function waitFor<T>(
  subject: string,
  look: (vault: Vault) => Promise<T>,
  search: Search
): Promise<T> {
  const { target, vault, began, checks } = search
  const { world } = vault
  const once = vault.withRetries({ attempts: 1 })
  let isWaiting = hadToWait(search) && target.waitTimeoutMs > 0
  for (;;) {
    const found = await look(isWaiting ? once : vault).catch(asActionError)
    await checks
    if (!(found instanceof ActionError)) return found
    isWaiting ||= found.code === 'wait-timeout'
    if (!isWaiting || found.retry === undefined || world.stopping.aborted) throw found
    const passedMs = world.clock.elapsed() - began
    const nextMs = Math.max(INTERVAL_MS, Math.min(LONGEST_WAIT_MS, found.retry.afterMs ?? 0))
    const state = withoutFullStop(found.message)
    if (passedMs + nextMs > target.waitTimeoutMs) {
      throw found.with({
        code: 'wait-timeout',
        message: `The wait for ${subject} ended after ${formatDuration(target.waitTimeoutMs)}, as \`wait-timeout\` says: ${state}.`,
        hint: `Nothing was generated. ${found.hint}`,
        retry: undefined
      })
    }
    world.runner.info(
      `Waiting for ${subject}: ${state}. ${formatDuration(passedMs)} passed; the next check is in ${formatDuration(nextMs)}.`
    )
    await sleep(nextMs, world)
  }
}
