import { type RunContext, referenceId, runContext } from './context.ts'
import { type ActionError, asActionError, sentence, withHint } from './errors.ts'
import { expiryFrom } from './expiry.ts'
import { reachGitHub } from './github/client.ts'
import { createJournal, type Journal } from './journal.ts'
import { outputsOf, type Result, summaryOf } from './report.ts'
import { interrupted, type Patience } from './retry.ts'
import { readSettings, type Settings } from './settings.ts'
import { describeSecret, type ReadySecret, readySecret } from './token/hand-on.ts'
import { obtainToken } from './token/index.ts'
import { destinationId } from './token/rotation.ts'
import { type Found, findSubject, type Subject, unresolved } from './token/subject.ts'
import type { Way } from './token/task.ts'
import { reachVault, type Vault } from './vault/client.ts'
import { endSession, signIn } from './vault/sign-in.ts'
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
    if (result.is === 'failed') runner.error(result.error.code, sentence(result.error))
    summarise(summaryOf([result], read.settings.vault, patience.clock.now()), world)
    return result.is === 'failed' ? 'failed' : 'succeeded'
  } catch (thrown) {
    const error = asActionError(thrown)
    runner.error(error.code, sentence(error))
    try {
      setOutputs([], world)
    } catch {
      // The error above says it already.
    }
    return 'failed'
  }
}

const setOutputs = (results: readonly Result[], { runner }: World): void => {
  for (const [name, value] of Object.entries(outputsOf(results))) runner.output(name, value)
}

/** The summary is a courtesy: that it can't be written changes nothing of what happened. */
const summarise = (text: string, { runner }: World): void => {
  try {
    runner.summary(text)
  } catch {
    runner.warning('internal', 'The job summary could not be written.')
  }
}

/** Sign-in, sandbox, token; the session that was opened for it is ended in every case. Never throws. */
const oneToken = async (settings: Settings, context: RunContext, journal: Journal, world: World): Promise<Result> => {
  const { runner, patience, send } = world
  const { vault: host, apiVersion, clientId } = settings
  const site = { host, apiVersion, clientId, referenceId: referenceId(context) }
  const unsigned = reachVault(site, { send, patience, quote: runner.quote })
  let opened: Vault | undefined
  let subject: Subject = unresolved(settings)
  try {
    const signingIn = signIn(settings.signIn, unsigned, {
      keep: runner.keep,
      quote: runner.quote,
      opened: session => {
        opened = unsigned.as(session)
        journal.session({ state: 'open', site, session: session.reveal() })
      }
    })
    const { vault, secret, found } = await preparations(settings, signingIn, world)
    subject = found.subject
    if (settings.dryRun) return planned(settings, found, vault, secret, world)
    const obtained = await obtainToken(
      {
        vault,
        target: settings.target.is === 'vault' ? { is: 'vault' } : { is: 'sandbox', name: subject.sandboxName },
        subject,
        mark: { label: settings.label, destination: destinationOf(settings, context) },
        run: context,
        expires: settings.expires,
        way: wayOf(settings, secret),
        verify: settings.verify,
        record: entry => journal.token(0, entry),
        setOutputs: obtained => setOutputs([{ ...obtained, subject, waitedMs: found.waitedMs }], world)
      },
      world
    )
    return { ...obtained, subject, waitedMs: found.waitedMs }
  } catch (thrown) {
    return {
      is: 'failed',
      subject,
      error: patience.stopping.aborted ? interrupted() : explained(asActionError(thrown), settings)
    }
  } finally {
    if (opened !== undefined && !patience.stopping.aborted) await end(opened, journal, world)
  }
}

/** A stored credential that is dead can't renew itself. */
const explained = (error: ActionError, { signIn, target, handOn }: Settings): ActionError =>
  error.code === 'vault-session' && signIn.by === 'access-token' && target.is === 'vault' && handOn.to === 'secret'
    ? withHint(error, 'A token that is dead can’t renew itself: run once with another sign-in and the same secret-name.')
    : error

type Prepared = Readonly<{ vault: Vault; found: Found; secret: ReadySecret | undefined }>

/** How long a wait makes GitHub's answer old, in milliseconds: a token of an App lives an hour. */
const OLD_AFTER = 5 * 60_000

/**
 * What has to be there before anything is generated, at the same time: the Vault, signed in to, with the sandbox found and waited for,
 * and the secret ready to be written. The first failure ends the waiting of the other.
 */
const preparations = async (settings: Settings, signingIn: Promise<Vault>, world: World): Promise<Prepared> => {
  const { handOn } = settings
  const giveUp = new AbortController()
  const patience: Patience = { ...world.patience, stopping: AbortSignal.any([world.patience.stopping, giveUp.signal]) }
  const ready = async (): Promise<ReadySecret | undefined> => {
    if (handOn.to === 'output') return undefined
    const wire = { send: world.send, patience: world.patience, quote: world.runner.quote }
    return readySecret(reachGitHub(handOn.apiUrl, handOn.token, wire), handOn)
  }
  const finding = signingIn.then(async vault => ({ vault, found: await findSubject(settings, vault, world, patience) }))
  try {
    const [{ vault, found }, secret] = await Promise.all([finding, ready()])
    return { vault, found, secret: found.waitedMs > OLD_AFTER ? await ready() : secret }
  } catch (thrown) {
    giveUp.abort()
    // A session that is just being opened has to be known before the run ends it.
    await signingIn.catch(() => {})
    throw thrown
  }
}

const destinationOf = ({ handOn }: Settings, { apiUrl, repository }: RunContext): string =>
  destinationId(
    handOn.to === 'output' ? { is: 'output', repository } : { is: 'secret', place: handOn.place, name: handOn.secretName },
    URL.parse(apiUrl)?.hostname ?? ''
  )

const wayOf = ({ handOn }: Settings, secret: ReadySecret | undefined): Way => {
  if (handOn.to === 'output') return handOn
  if (secret === undefined) throw new Error('a secret that is to be written is ready')
  return { to: 'secret', secret, keepPrevious: handOn.keepPrevious, current: handOn.current }
}

const planned = (
  settings: Settings,
  { subject }: Found,
  vault: Vault,
  secret: ReadySecret | undefined,
  { runner }: World
): Result => {
  const where = secret === undefined ? 'handed on as output' : `stored as ${describeSecret(secret)}`
  runner.notice(
    'dry-run',
    `Signed in to ${vault.site.host}; a token for "${runner.quote(subject.called)}" would be generated and ${where}. Nothing was.`
  )
  return { is: 'planned', subject, expiry: expiryFrom(settings.expires, vault.now()), where }
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
