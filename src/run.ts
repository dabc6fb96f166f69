import { type RunContext, referenceId, runContext } from './context.ts'
import { eachToken, setOutputs, withVersions } from './each-token.ts'
import { type ActionError, asActionError, sentence, withHint } from './errors.ts'
import { secretNameFor } from './github/secret-name.ts'
import { readSettings } from './inputs/index.ts'
import { createJournal, type Journal } from './journal.ts'
import { once } from './once.ts'
import { errorsOf, type Result, summaryOf } from './report.ts'
import { interrupted } from './retry.ts'
import { type HandOn, isOne, type Settings } from './settings.ts'
import { listed } from './text.ts'
import { type Coming, prepare } from './token/prepare.ts'
import { type Subject, subjectOf, wantedByInputs } from './token/subject.ts'
import { reachVault, type Vault } from './vault/client.ts'
import { endSession, type SignIn, signIn } from './vault/sign-in.ts'
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
  const trouble = runner.fileTrouble()
  if (trouble !== undefined) {
    runner.error(trouble.code, sentence(trouble))
    return 'failed'
  }
  try {
    const journal = createJournal(runner.saveState)
    journal.began(world.process, env.GITHUB_STATE ?? '')
    const context = runContext(env)
    const read = readSettings(runner, context, env, patience.clock.now())
    if (read.is === 'mistakes') {
      for (const mistake of read.mistakes) runner.error('input', mistake)
      setOutputs([], false, world)
      return 'failed'
    }
    const { caCertificates } = read.settings
    if (caCertificates.length > 0) {
      journal.trusts(caCertificates.join(''))
      world.trust(caCertificates)
    }
    const { results, end, now } = await allTokens(read.settings, context, journal, world)
    setOutputs(results, isOne(read.settings.target), world)
    for (const { title, text } of errorsOf(results)) runner.error(title, text)
    // Behind the errors: that a session can't be ended is never their cause.
    await end()
    summarise(summaryOf(results, read.settings.vault, now), world)
    return results.some(({ is }) => is === 'failed') ? 'failed' : 'succeeded'
  } catch (thrown) {
    const error = asActionError(thrown)
    runner.error(error.code, sentence(error))
    try {
      setOutputs([], false, world)
    } catch {
      // The error above says it already.
    }
    return 'failed'
  }
}

/** The summary is a courtesy: that it can't be written changes nothing of what happened. */
const summarise = (text: string, { runner }: World): void => {
  try {
    runner.summary(text)
  } catch {
    runner.warning('internal', 'The job summary could not be written. The output results says what became of each token.')
  }
}

/** What became of all tokens; `end` ends the session that was opened for them, as far as it is still open. */
type Outcome = Readonly<{
  results: readonly Result[]
  end: () => Promise<void>
  /** By Vault's clock: the runner's may be wrong. */
  now: Date
}>

/** Sign-in, and every token that is wanted. Never throws. */
const allTokens = async (settings: Settings, context: RunContext, journal: Journal, world: World): Promise<Outcome> => {
  const { runner, patience, send } = world
  const site = {
    host: settings.vault,
    apiVersion: settings.apiVersion,
    clientId: settings.clientId,
    referenceId: referenceId(context)
  }
  const unsigned = reachVault(site, { send, patience, quote: runner.quote })
  let opened: Vault | undefined
  const end = once(async () => {
    if (opened !== undefined && !patience.stopping.aborted) await endOpened(opened, journal, world)
  })
  const failed = (subject: Subject, thrown: unknown): Result => {
    const error = patience.stopping.aborted ? interrupted(patience.stopping) : explained(asActionError(thrown), settings)
    return { is: 'failed', subject, error }
  }
  const signingIn = knownToVault(settings.signIn, world).then(how =>
    signIn(how, unsigned, {
      keep: runner.keep,
      quote: runner.quote,
      opened: session => {
        opened = unsigned.as(session)
        journal.session({ state: 'open', site, session: session.reveal() })
      }
    })
  )
  // It is awaited below; until then it must not count as unhandled.
  signingIn.catch(() => {})
  try {
    const coming = await prepare(settings, signingIn, world)
    const vault = await signingIn
    if (settings.handOn.to === 'secret') noteUnwritten(settings.handOn, coming, runner)
    const results = await eachToken(coming, { settings, context, journal, vault, world, failed, end })
    return { results, end, now: unsigned.now() }
  } catch (thrown) {
    const subjects = wantedByInputs(settings)
    const error = await withVersions(thrown, await signingIn.catch(() => unsigned))
    const results = (subjects.length > 0 ? subjects : [subjectOf(settings, '*')]).map(subject => failed(subject, error))
    return { results, end, now: unsigned.now() }
  }
}

/** Keyless sign-in is a chunk of its own. */
const knownToVault = async (how: Settings['signIn'], world: World): Promise<SignIn> =>
  how.by === 'oidc' ? (await import('./oidc.ts')).keylessSignIn(how, world) : how

/** A stored credential that is dead can't renew itself. */
const explained = (error: ActionError, { signIn, target, handOn }: Settings): ActionError =>
  error.code === 'vault-session' && signIn.by === 'access-token' && target.is === 'vault' && handOn.to === 'secret'
    ? withHint(error, 'A token that is dead can’t renew itself: run once with another sign-in and the same secret-name.')
    : error

/** Lines of `current-token` for secrets that this run does not write: perhaps misspelt, where one of its secrets has no line; perhaps another step's. */
const noteUnwritten = (
  { current, template }: Extract<HandOn, { to: 'secret' }>,
  coming: readonly Coming[],
  { warning, info }: World['runner']
): void => {
  const written = coming.map(({ subject }) => secretNameFor(template, subject.sandboxName))
  const others = [...current.keys()].filter(name => !written.includes(name))
  if (others.length === 0) return
  const without = written.filter(name => !current.has(name))
  const what = `current-token has lines for ${listed(others)}, which this run does not write`
  if (without.length === 0) {
    info(`${what}.`)
    return
  }
  warning(
    'current-token',
    `${what}, and none for ${listed(without)}, so each run renews. Name each line after the secret that it is for.`
  )
}

/** Ends the session that the action opened. What fails here is a warning: the post step tries again. */
const endOpened = async (vault: Vault, journal: Journal, { runner }: World): Promise<void> => {
  try {
    await endSession(vault)
    journal.session({ state: 'over' })
  } catch (thrown) {
    const error = asActionError(thrown)
    // A session that Vault does not know here is none that could be left open here.
    if (error.code === 'vault-session') return journal.session({ state: 'over' })
    runner.warning(error.code, `${sentence(error)} The post step tries again.`)
  }
}
