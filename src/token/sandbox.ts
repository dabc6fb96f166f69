import { ActionError, asActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import type { Vault } from '../vault/client.ts'
import { parseVaultHost } from '../vault/host.ts'
import {
  findSandbox,
  listSandboxes,
  readJob,
  type SandboxRow,
  suggestSandbox
} from '../vault/sandboxes.ts'
import type { Pending, TokenOrigin } from './token.ts'
import { INTERVAL_MS, notYet, type Search, waitFor } from './wait.ts'

/**
 * Finds the sandboxes that tokens are wanted for: those that are named, which are waited for by `ready`, or every active one.
 * @param known the named ones, as the inputs have them
 * @throws ActionError if nothing at all can be found: `vault-job-failed`, `sandbox-unknown`, `vault-permission`, …
 */
export async function findSandboxes(
  known: TokenOrigin[],
  search: Search
): Promise<Pending<TokenOrigin>[]> {
  const { target, vault } = search
  const { selection, jobId } = target
  const list = shareListing(search)
  if (selection.is === 'named') {
    let job: Promise<void> | undefined
    return known.map(origin => ({
      origin,
      async ready() {
        job ??= waitForJob(search)
        await job
        const found = await findNamed(origin, list, search)
        return waitForApi(found, search)
      }
    }))
  }
  await waitForJob(search)
  const subject = `the list of the sandboxes of ${vault.site.host}`
  const rows = await waitFor(subject, list, jobId !== undefined, search)
  return selectActive(rows, selection.except, search).map(row => ({
    origin: { displayName: row.name, sandboxName: row.name, vaultId: '', site: undefined },
    ready: async () => waitForApi(originOfRow(row, row.name, search), search)
  }))
}

type ListSandboxes = (vault: Vault) => Promise<SandboxRow[]>

/** For how long a listing serves all who ask, in milliseconds: less than the time between two looks. */
const LISTING_SERVES_MS = 5_000

function shareListing({ world }: Search): ListSandboxes {
  let askedAt = Number.NEGATIVE_INFINITY
  let listing: Promise<SandboxRow[]> = Promise.resolve([])
  return vault => {
    const now = world.clock.elapsed()
    if (now - askedAt >= LISTING_SERVES_MS) {
      askedAt = now
      listing = listSandboxes(vault)
    }
    return listing
  }
}

/** Waits for the job, if there is one. Throws ActionError `vault-job-failed`, `wait-timeout`. */
async function waitForJob(search: Search): Promise<void> {
  const { jobId } = search.target
  if (jobId === undefined) return
  async function look(vault: Vault): Promise<void> {
    const { is, status } = await readJob(vault, jobId ?? '')
    if (is === 'running') throw notYet(`it is ${status || 'in an unknown state'}`)
    if (is === 'succeeded') return
    throw new ActionError(
      'vault-job-failed',
      `The job ${jobId} of ${vault.site.host} ended with ${status}, so the sandbox is not ready.`,
      'Look at the job in Vault (Admin, Operations, Job Status), and start it again.'
    )
  }
  await waitFor(`the job ${jobId}`, look, true, search)
}

const IF_CORRECT = 'If the name is correct, set a longer `wait-timeout`.'

/** Finds a sandbox by its name, and waits until it is active. */
async function findNamed(
  origin: TokenOrigin,
  list: ListSandboxes,
  search: Search
): Promise<TokenOrigin> {
  const { quote } = search.world.runner
  const name = origin.displayName
  const isExpected = search.target.jobId !== undefined
  async function look(vault: Vault): Promise<TokenOrigin> {
    const rows = await list(vault)
    const row = findSandbox(rows, name, vault)
    if (row?.status === 'active') return originOfRow(row, name, search)
    if (row !== undefined) throw notYet(`it is ${row.status}`)
    const hint = suggestSandbox(name, rows, quote)
    if (isExpected) throw notYet('it is not listed yet', `${hint} ${IF_CORRECT}`)
    const message = `${vault.site.host} has no sandbox "${quote(name)}".`
    throw new ActionError('sandbox-unknown', message, hint)
  }
  return waitFor(`the sandbox "${quote(name)}"`, look, isExpected, search).catch(thrown => {
    checkUnlisted(asActionError(thrown), search)
    return origin
  })
}

/** A user who may not list sandboxes goes on with what the inputs say. Throws the error if that is not enough, or if it is another one. */
function checkUnlisted(error: ActionError, { settings, target, world }: Search): void {
  if (error.code !== 'vault-permission') throw error
  const isDnsKnown = target.dns !== undefined
  if (!isDnsKnown && settings.delivery.to === 'secret' && settings.verify) {
    throw error.with({
      hint: 'Set `sandbox-dns`, because a token is verified on its own Vault before it is stored; or sign in as a user who may list sandboxes, or set `verify: false`.'
    })
  }
  const consequence = isDnsKnown
    ? 'The run continues with `sandbox-dns`.'
    : 'Without the DNS of the sandbox the token is neither verified nor deleted later: set `sandbox-dns`, or sign in as a user who may list sandboxes.'
  world.runner.warning(error.code, `${error.message} ${consequence}`)
}

/** Selects the active sandboxes apart from the exceptions. Throws ActionError `sandbox-unknown` if there is none. */
function selectActive(
  rows: SandboxRow[],
  except: string[],
  { vault, world }: Search
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
  { target, vault, world }: Search
): TokenOrigin {
  const { quote } = world.runner
  const listed = `${vault.site.host} lists the sandbox "${quote(row.name)}" at`
  const host = parseVaultHost(row.dns)
  // The name becomes one segment of a path; these two would lead to another call, and make a token of the Vault itself.
  if (host === undefined || row.name === '.' || row.name === '..') {
    const problem =
      host === undefined
        ? 'which is not a Vault host name'
        : 'but a sandbox of this name would change the address of the call'
    throw new ActionError(
      'host-refused',
      `${listed} "${quote(row.dns)}", ${problem}.`,
      'No credential was sent there. Ask Veeva Support why Vault lists it.'
    )
  }
  if (target.dns !== undefined && target.dns !== host) {
    throw new ActionError(
      'input',
      `\`sandbox-dns\` is ${target.dns}, but ${listed} ${host}.`,
      'Correct `sandbox-dns`, or remove it.'
    )
  }
  const { site } = vault.at(host)
  return { displayName, sandboxName: row.name, vaultId: row.vaultId, site }
}

/**
 * Waits until the API of a sandbox responds, if the sandbox had to be waited for: it may be listed as active while it still starts.
 * @throws ActionError `wait-timeout`
 */
async function waitForApi(origin: TokenOrigin, search: Search): Promise<TokenOrigin> {
  const { settings, target, vault, world, began } = search
  const hadToWait = target.jobId !== undefined || world.clock.elapsed() - began >= INTERVAL_MS
  if (!settings.verify || origin.site === undefined || !hadToWait) return origin
  const own = vault.at(origin.site.host)
  const subject = `the API of ${origin.site.host}`
  await waitFor(subject, () => own.probe(), true, search)
  return origin
}
