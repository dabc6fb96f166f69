import { ActionError } from '../errors.ts'
import { once } from '../once.ts'
import type { Patience } from '../retry.ts'
import type { Settings, Target } from '../settings.ts'
import { listed } from '../text.ts'
import type { Vault } from '../vault/client.ts'
import { type VaultHost, vaultHost } from '../vault/host.ts'
import { JOB_INTERVAL, lookAtJob } from '../vault/jobs.ts'
import { findSandbox, listSandboxes, type SandboxRow } from '../vault/sandboxes.ts'
import { proveSignIn } from '../vault/sign-in.ts'
import type { World } from '../world.ts'
import { type Deadline, type Look, waitFor } from './wait.ts'

/** What a token is for, as far as it is known. Texts are empty where they do not apply or could not be learnt. */
export type Subject = Readonly<{
  /** The sandbox's name, or the host of the Vault itself. */
  called: string
  sandboxName: string
  /** The Vault that the token works on; undefined when its DNS could not be learnt. */
  host: VaultHost | undefined
  vaultId: string
}>

/** In: the settings and a sandbox's name. Out: the subject as far as the inputs tell it. */
export const subjectOf = ({ target, vault }: Settings, sandbox: string): Subject =>
  target.is === 'vault'
    ? { called: vault, sandboxName: '', host: vault, vaultId: '' }
    : { called: sandbox, sandboxName: sandbox, host: target.dns, vaultId: '' }

/** The subject, and how long was waited for it. */
export type Found = Readonly<{ subject: Subject; waitedMs: number }>

/** One token that is wanted. `find` learns the Vault that it will work on, and waits where that is not ready; it throws ActionError. */
export type Wanted = Readonly<{ subject: Subject; find: () => Promise<Found> }>

/** In: the settings. Out: what is wanted, as far as the inputs tell it; nothing where only a listing of the sandboxes tells. */
export const wantedByInputs = (settings: Settings): readonly Subject[] => {
  const { target, vault } = settings
  if (target.is === 'vault') return [subjectOf(settings, vault)]
  return target.which.are === 'named' ? target.which.names.map(name => subjectOf(settings, name)) : []
}

/**
 * What tokens are wanted: of the Vault itself, of the sandboxes that are named, or of every active one. Named ones are looked for, and
 * waited for, by `find`; they share each listing.
 * @param deadline of all that is waited for
 * @param patience may be told to stop earlier than the run
 * @throws ActionError where nothing at all can be had: `vault-job-failed`, `sandbox-unknown`, `vault-permission`, …
 */
export const wanted = async (
  settings: Settings,
  vault: Vault,
  deadline: Deadline,
  world: World,
  patience: Patience
): Promise<readonly Wanted[]> => {
  const { target, dryRun, signIn } = settings
  if (target.is === 'vault') {
    const subject = subjectOf(settings, settings.vault)
    // Otherwise generating proves the sign-in. But where nothing was asked of this Vault yet, its time is not known, by which the token
    // is named: with a runner's clock that is behind, an overlapping run would take it for the oldest.
    const find = async () => {
      if (dryRun || signIn.by !== 'password') await proveSignIn(vault)
      return { subject, waitedMs: 0 }
    }
    return [{ subject, find }]
  }
  const waited = () => patience.clock.elapsed() - deadline.began
  const jobDone = once(async () => {
    if (target.jobId !== undefined) await waitForJob(target.jobId, vault, deadline, world, patience)
  })
  if (target.which.are === 'named') {
    const listing = shared(() => listSandboxes(vault), patience.clock)
    return target.which.names.map(name => ({
      subject: subjectOf(settings, name),
      find: async () => {
        await jobDone()
        const subject = await findNamed(name, settings, target, vault, listing, deadline, world, patience)
        return { subject, waitedMs: waited() }
      }
    }))
  }
  await jobDone()
  const rows = await listSandboxes(vault)
  const active = await everyActive(rows, target.which.except, vault.site.host, world)
  return active.map(row => {
    const known = subjectOf(settings, row.name)
    const find = async () => {
      checkName(row.name, vault.site.host)
      return {
        subject: { ...known, host: checkedDns(row.dns, row.name, target, world), vaultId: row.vaultId },
        waitedMs: waited()
      }
    }
    return { subject: known, find }
  })
}

/** Milliseconds that one listing serves all who ask: less than the time between two looks. */
const LISTING_SERVES = 5_000

/** In: a question. Out: the same, asked once for all who ask within a few seconds. */
const shared = <T>(ask: () => Promise<T>, clock: Patience['clock']): (() => Promise<T>) => {
  let asked = Number.NEGATIVE_INFINITY
  let answer: Promise<T> | undefined
  return () => {
    const now = clock.elapsed()
    if (answer === undefined || now - asked >= LISTING_SERVES) {
      asked = now
      answer = ask()
    }
    return answer
  }
}

/** What `*` stands for: the active sandboxes but for the exceptions. Throws ActionError `sandbox-unknown` when there is none. */
const everyActive = async (
  rows: readonly SandboxRow[],
  except: readonly string[],
  host: string,
  { runner }: World
): Promise<readonly SandboxRow[]> => {
  const quoted = (names: readonly string[]) => listed(names.map(name => `"${runner.quote(name)}"`))
  const unknown = except.filter(name => !rows.some(row => row.name === name))
  for (const name of unknown) {
    const { whatIsMeant } = await import('../vault/unknown-sandbox.ts')
    runner.warning(
      'sandbox-unknown',
      `${host} has no sandbox "${runner.quote(name)}", which sandbox-name leaves out. ${whatIsMeant(name, rows, runner.quote)}`
    )
  }
  const chosen = rows.filter(row => !except.includes(row.name))
  const building = chosen.filter(row => row.status === 'building').map(row => row.name)
  if (building.length > 0)
    runner.notice(
      'sandbox-unavailable',
      `Still building, and not waited for: ${quoted(building)}. Run again later, or name them to wait.`
    )
  const active = chosen.filter(row => row.status === 'active')
  if (active.length > 0) return active
  throw new ActionError(
    'sandbox-unknown',
    `${host} has no active sandbox${except.length > 0 ? ' but those that sandbox-name leaves out' : ''}.`,
    'Check vault-dns, which is the production Vault of the sandboxes, and that the user may see them.'
  )
}

const findNamed = async (
  name: string,
  settings: Settings,
  target: SandboxTarget,
  vault: Vault,
  listing: () => Promise<readonly SandboxRow[]>,
  deadline: Deadline,
  world: World,
  patience: Patience
): Promise<Subject> => {
  const known = subjectOf(settings, name)
  const look = async (): Promise<Look<Subject>> => {
    const row = await findSandbox(await listing(), name, vault.site.host, world.runner.quote, target.jobId !== undefined)
    if (row.status !== 'active') return { is: 'not-yet', state: row.status }
    return { is: 'there', value: { ...known, host: checkedDns(row.dns, name, target, world), vaultId: row.vaultId } }
  }
  try {
    return await waitFor(`the sandbox "${world.runner.quote(name)}"`, look, deadline, 0, world.runner, patience)
  } catch (thrown) {
    if (!(thrown instanceof ActionError) || thrown.code !== 'vault-permission') throw thrown
    return { ...known, ...unlisted(thrown, settings, target, world) }
  }
}

/** Waits for a job of Vault. Throws ActionError `vault-job-failed`, `wait-timeout`. */
const waitForJob = async (
  jobId: string,
  vault: Vault,
  deadline: Deadline,
  { runner }: World,
  patience: Patience
): Promise<void> => {
  const look = async (): Promise<Look<void>> => {
    const { is, status } = await lookAtJob(vault, jobId)
    const state = runner.quote(status)
    if (is === 'succeeded') return { is: 'there', value: undefined }
    if (is === 'going-on') return { is: 'not-yet', state: state === '' ? 'in no known state' : state }
    throw new ActionError(
      'vault-job-failed',
      `Job ${jobId} of ${vault.site.host} ended with ${state}, so the sandbox is not ready.`,
      'Look at the job in Vault (Admin, Operations, Job Status), and start it again.'
    )
  }
  await waitFor(`job ${jobId}`, look, deadline, JOB_INTERVAL, runner, patience)
}

/** A credential that may not list sandboxes: go on with what the inputs say, or fail where that is not enough. */
const unlisted = (
  refused: ActionError,
  { handOn, verify }: Settings,
  { dns }: SandboxTarget,
  { runner }: World
): Pick<Subject, 'host' | 'vaultId'> => {
  if (dns === undefined && handOn.to === 'secret' && verify) {
    throw new ActionError(
      refused.code,
      refused.message,
      'A token is proven on its own Vault before it is stored: give sandbox-dns, a user that may list sandboxes, or verify: false.',
      refused.executionId
    )
  }
  const consequence =
    dns === undefined
      ? 'Without its DNS the token is neither proven nor deleted later: give sandbox-dns, or a user that may list sandboxes.'
      : 'Going on with sandbox-dns.'
  runner.warning(refused.code, `${refused.message} ${consequence}`)
  return { host: dns, vaultId: '' }
}

/** A name becomes one segment of a path, and these two would climb out of it: a token of the Vault itself would be made. */
const checkName = (name: string, host: string): void => {
  if (name !== '.' && name !== '..') return
  throw new ActionError(
    'host-refused',
    `${host} lists a sandbox called "${name}", a name that would change the address of the call.`,
    `Nothing was generated for it: leave it out with !${name}, and have it renamed.`
  )
}

type SandboxTarget = Extract<Target, { is: 'sandboxes' }>

/** In: the DNS as Vault lists it, and what the inputs say of it. Out: the host; throws when it is no Vault's, or another than was given. */
const checkedDns = (dns: string, name: string, target: SandboxTarget, { runner }: World): VaultHost => {
  const host = vaultHost(dns)
  if (host === undefined) {
    throw new ActionError(
      'host-refused',
      `Vault says that the sandbox "${runner.quote(name)}" is at "${runner.quote(dns)}", which is no host of a Vault.`,
      'No credential is sent there; ask Veeva Support why Vault lists it.'
    )
  }
  if (target.dns === undefined || target.dns === host) return host
  throw new ActionError(
    'input',
    `sandbox-dns is ${target.dns}, but Vault says that the sandbox "${runner.quote(name)}" is at ${host}.`,
    'Correct sandbox-dns or leave it out.'
  )
}
