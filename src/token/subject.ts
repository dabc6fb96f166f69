import { ActionError } from '../errors.ts'
import type { Patience } from '../retry.ts'
import type { Settings, Target } from '../settings.ts'
import type { Vault } from '../vault/client.ts'
import { type VaultHost, vaultHost } from '../vault/host.ts'
import { lookAtJob } from '../vault/jobs.ts'
import { findSandbox, listSandboxes } from '../vault/sandboxes.ts'
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

/** In: the settings. Out: the subject as far as the inputs tell it. */
export const unresolved = ({ target, vault }: Settings): Subject =>
  target.is === 'vault'
    ? { called: vault, sandboxName: '', host: vault, vaultId: '' }
    : { called: target.name, sandboxName: target.name, host: target.dns, vaultId: '' }

/** The subject, and how long was waited for it. */
export type Found = Readonly<{ subject: Subject; waitedMs: number }>

/**
 * Finds the Vault that the token will work on, and waits for the job and the sandbox where they are not ready.
 * @param patience may be told to stop earlier than the run
 * @throws ActionError `vault-job-failed`, `sandbox-unknown`, `sandbox-unavailable`, `wait-timeout`, `host-refused`, `input`, …
 */
export const findSubject = async (settings: Settings, vault: Vault, world: World, patience: Patience): Promise<Found> => {
  const { target, dryRun } = settings
  const { host } = vault.site
  if (target.is === 'vault') {
    // Only a dry run needs it: otherwise generating proves the sign-in.
    if (dryRun) await proveSignIn(vault)
    return { subject: unresolved(settings), waitedMs: 0 }
  }
  const deadline: Deadline = { began: patience.clock.now(), timeoutMs: target.waitMs }
  if (target.jobId !== undefined) await jobDone(target.jobId, vault, deadline, world, patience)
  const quoted = `"${world.runner.quote(target.name)}"`
  const known = { called: target.name, sandboxName: target.name }
  const look = async (): Promise<Look<Subject>> => {
    const rows = await listSandboxes(vault)
    const row = findSandbox(rows, target.name, host, world.runner.quote, target.jobId !== undefined)
    if (row.status !== 'active') return { is: 'not-yet', state: row.status }
    return { is: 'there', value: { ...known, host: checkedDns(row.dns, target, world), vaultId: row.vaultId } }
  }
  try {
    const subject = await waitFor(`the sandbox ${quoted}`, look, deadline, world.runner, patience)
    return { subject, waitedMs: patience.clock.now().getTime() - deadline.began.getTime() }
  } catch (thrown) {
    if (!(thrown instanceof ActionError) || thrown.code !== 'vault-permission') throw thrown
    return { subject: { ...known, ...unlisted(thrown, settings, target, world) }, waitedMs: 0 }
  }
}

/** Waits for a job of Vault. Throws ActionError `vault-job-failed`, `wait-timeout`. */
const jobDone = async (jobId: string, vault: Vault, deadline: Deadline, { runner }: World, patience: Patience): Promise<void> => {
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
  await waitFor(`job ${jobId}`, look, deadline, runner, patience)
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

type SandboxTarget = Extract<Target, { is: 'sandbox' }>

/** In: the DNS as Vault lists it, and what the inputs say of it. Out: the host; throws when it is no Vault's, or another than was given. */
const checkedDns = (listed: string, target: SandboxTarget, { runner }: World): VaultHost => {
  const host = vaultHost(listed)
  if (host === undefined) {
    throw new ActionError(
      'host-refused',
      `Vault says that the sandbox "${runner.quote(target.name)}" is at "${runner.quote(listed)}", which is no host of a Vault.`,
      'No credential is sent there; ask Veeva Support why Vault lists it.'
    )
  }
  if (target.dns === undefined || target.dns === host) return host
  throw new ActionError(
    'input',
    `sandbox-dns is ${target.dns}, but Vault says that the sandbox "${runner.quote(target.name)}" is at ${host}.`,
    'Correct sandbox-dns or leave it out.'
  )
}
