import { type RunContext, referenceId, runContext } from './context.ts'
import { ActionError, asActionError, sentence } from './errors.ts'
import { expiryFrom } from './expiry.ts'
import { createJournal, type Journal } from './journal.ts'
import { outputsOf, type Result, summaryOf } from './report.ts'
import { interrupted } from './retry.ts'
import { readSettings, type Settings, type Target } from './settings.ts'
import { makeToken, type Subject } from './token/index.ts'
import { destinationId } from './token/rotation.ts'
import { reachVault, type Vault } from './vault/client.ts'
import { type VaultHost, vaultHost } from './vault/host.ts'
import { findSandbox, listSandboxes } from './vault/sandboxes.ts'
import { endSession, proveSignIn, signIn } from './vault/sign-in.ts'
import type { World } from './world.ts'

/** The whole main step. It throws nothing: what goes wrong is reported. Out: whether the step succeeds. */
export const run = async (world: World): Promise<'succeeded' | 'failed'> => {
  const { runner, env, patience } = world
  const missing = ['GITHUB_OUTPUT', 'GITHUB_STATE'].find(name => !env[name])
  if (missing !== undefined) {
    // Without its files the runner library would print outputs and saved state, token included, on the log.
    runner.error('internal', `The runner gives no file for ${missing}: outputs would be printed on the log. Update the runner.`)
    return 'failed'
  }
  try {
    const journal = createJournal(runner.saveState)
    journal.began(world.process, env.GITHUB_STATE ?? '')
    const context = runContext(env)
    const read = readSettings(runner, context, env, patience.clock.now())
    if (read.is === 'mistakes') {
      for (const mistake of read.mistakes) runner.error('input', mistake)
      setOutputs([], world)
      return 'failed'
    }
    const result = await oneToken(read.settings, context, journal, world)
    setOutputs([result], world)
    runner.summary(summaryOf([result], read.settings.vault, patience.clock.now()))
    if (result.is === 'failed') runner.error(result.error.code, sentence(result.error))
    return result.is === 'failed' ? 'failed' : 'succeeded'
  } catch (thrown) {
    const error = asActionError(thrown)
    setOutputs([], world)
    runner.error(error.code, sentence(error))
    return 'failed'
  }
}

const setOutputs = (results: readonly Result[], { runner }: World): void => {
  for (const [name, value] of Object.entries(outputsOf(results))) runner.output(name, value)
}

/** Sign-in, sandbox, token; the session that was opened for it is ended in every case. Never throws. */
const oneToken = async (settings: Settings, context: RunContext, journal: Journal, world: World): Promise<Result> => {
  const { runner, patience } = world
  const site = {
    host: settings.vault,
    apiVersion: settings.apiVersion,
    clientId: settings.clientId,
    referenceId: referenceId(context)
  }
  const unsigned = reachVault(site, { send: world.send, patience, quote: runner.quote })
  let opened: Vault | undefined
  let subject: Subject = unresolved(settings)
  try {
    const vault = await signIn(settings.signIn, unsigned, {
      keep: runner.keep,
      quote: runner.quote,
      opened: session => {
        opened = unsigned.as(session)
        journal.session({ state: 'open', site, session: session.reveal() })
      }
    })
    subject = await resolve(settings.target, vault, settings.dryRun, world)
    return await plannedOrMade(settings, subject, vault, context, journal, world)
  } catch (thrown) {
    return { is: 'failed', subject, error: patience.stopping.aborted ? interrupted() : asActionError(thrown) }
  } finally {
    if (opened !== undefined && !patience.stopping.aborted) await end(opened, journal, world)
  }
}

const unresolved = ({ target, vault }: Settings): Subject =>
  target.is === 'vault'
    ? { called: vault, sandboxName: '', host: vault, vaultId: '' }
    : { called: target.name, sandboxName: target.name, host: target.dns, vaultId: '' }

/** Which Vault the token will work on. Throws ActionError `sandbox-unknown`, `sandbox-unavailable`, `host-refused`, `input`, … */
const resolve = async (target: Target, vault: Vault, dryRun: boolean, world: World): Promise<Subject> => {
  const { host } = vault.site
  if (target.is === 'vault') {
    // Only a dry run needs it: otherwise generating proves the sign-in.
    if (dryRun) await proveSignIn(vault)
    return { called: host, sandboxName: '', host, vaultId: '' }
  }
  const known = { called: target.name, sandboxName: target.name }
  try {
    const row = findSandbox(await listSandboxes(vault), target.name, host, world.runner.quote)
    return { ...known, host: checkedDns(row.dns, target, world), vaultId: row.vaultId }
  } catch (thrown) {
    if (!(thrown instanceof ActionError) || thrown.code !== 'vault-permission') throw thrown
    const consequence =
      target.dns === undefined
        ? 'Without its DNS the token can’t be deleted when the job ends: give sandbox-dns, or a user that may list sandboxes.'
        : 'Going on with sandbox-dns.'
    world.runner.warning(thrown.code, `${thrown.message} ${consequence}`)
    return { ...known, host: target.dns, vaultId: '' }
  }
}

/** In: the DNS as Vault lists it, and what the inputs say of it. Out: the host; throws when it is no Vault's, or another than was given. */
const checkedDns = (listed: string, target: Extract<Target, { is: 'sandbox' }>, { runner }: World): VaultHost => {
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

const plannedOrMade = async (
  settings: Settings,
  subject: Subject,
  vault: Vault,
  context: RunContext,
  journal: Journal,
  world: World
): Promise<Result> => {
  const { runner } = world
  const { revokeAfterJob } = settings.handOn
  if (settings.dryRun) {
    const expiry = expiryFrom(settings.expires, vault.now())
    runner.notice(
      'dry-run',
      `Signed in to ${vault.site.host}; a token for "${runner.quote(subject.called)}" would be generated. Nothing was.`
    )
    return { is: 'planned', subject, expiry, revokeAfterJob }
  }
  const task = {
    settings,
    subject,
    destination: destinationId({ apiHost: new URL(context.apiUrl).hostname, kind: 'output', repository: context.repository }),
    vault,
    run: context,
    record: (entry: Parameters<Journal['token']>[1]) => journal.token(0, entry)
  }
  const generated = (token: Parameters<Parameters<typeof makeToken>[2]>[0]): Result => ({
    is: 'generated',
    subject,
    token,
    revokeAfterJob
  })
  const token = await makeToken(task, world, token => setOutputs([generated(token)], world))
  runner.info(
    `Generated "${token.name}" (id ${runner.quote(token.id)}) for ${runner.quote(subject.called)} on ${vault.site.host}.`
  )
  return generated(token)
}

/** Ends the session that the action opened. What fails here is a warning: the post step tries again. */
const end = async (vault: Vault, journal: Journal, { runner }: World): Promise<void> => {
  try {
    await endSession(vault)
    journal.session({ state: 'over' })
  } catch (thrown) {
    const error = asActionError(thrown)
    runner.warning(error.code, `${sentence(error)} The post step tries again.`)
  }
}
