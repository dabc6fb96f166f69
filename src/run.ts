import pLimit from 'p-limit'
import { type RunContext, referenceId, runContext } from './context.ts'
import { type ActionError, asActionError, sentence, withHint } from './errors.ts'
import { expiryFrom } from './expiry.ts'
import type { ReadySecret } from './github/ready-secret.ts'
import { readSettings } from './inputs/index.ts'
import { createJournal, type Journal } from './journal.ts'
import { once } from './once.ts'
import { errorsOf, outcomeOf, outputsOf, type Result, summaryOf, tokensOf } from './report.ts'
import { interrupted } from './retry.ts'
import { isOne, type Settings } from './settings.ts'
import { obtainToken } from './token/index.ts'
import { type Coming, prepare, type Ready } from './token/prepare.ts'
import { type Destination, destinationId } from './token/rotation.ts'
import { type Subject, subjectOf, wantedByInputs } from './token/subject.ts'
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
      setOutputs([], false, world)
      return 'failed'
    }
    if (read.settings.caCertificate !== '') world.trust(read.settings.caCertificate)
    const results = await allTokens(read.settings, context, journal, world)
    setOutputs(results, isOne(read.settings.target), world)
    for (const { title, text } of errorsOf(results)) runner.error(title, text)
    summarise(summaryOf(results, read.settings.vault, patience.clock.now()), world)
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

const setOutputs = (results: readonly Result[], one: boolean, { runner }: World): void => {
  for (const [name, value] of Object.entries(outputsOf(results, one))) runner.output(name, value)
}

/** The summary is a courtesy: that it can't be written changes nothing of what happened. */
const summarise = (text: string, { runner }: World): void => {
  try {
    runner.summary(text)
  } catch {
    runner.warning('internal', 'The job summary could not be written. The output results says what became of each token.')
  }
}

/** How many tokens are under way at the same time. */
const AT_ONCE = 10

/** Sign-in, and every token that is wanted; the session that was opened for it is ended in every case. Never throws. */
const allTokens = async (settings: Settings, context: RunContext, journal: Journal, world: World): Promise<readonly Result[]> => {
  const { runner, patience, send } = world
  const { vault: host, apiVersion, clientId } = settings
  const site = { host, apiVersion, clientId, referenceId: referenceId(context) }
  const unsigned = reachVault(site, { send, patience, quote: runner.quote })
  let opened: Vault | undefined
  const endOnce = once(async () => {
    if (opened !== undefined && !patience.stopping.aborted) await end(opened, journal, world)
  })
  const failed = (subject: Subject, thrown: unknown): Result => {
    const error = patience.stopping.aborted ? interrupted(patience.stopping) : explained(asActionError(thrown), settings)
    return { is: 'failed', subject, error }
  }
  const signingIn = signIn(settings.signIn, unsigned, {
    keep: runner.keep,
    quote: runner.quote,
    opened: session => {
      opened = unsigned.as(session)
      journal.session({ state: 'open', site, session: session.reveal() })
    }
  })
  // It is awaited below; until then it must not count as unhandled.
  signingIn.catch(() => {})
  try {
    const coming = await prepare(settings, signingIn, world)
    const vault = await signingIn
    const results: Result[] = []
    const limit = pLimit(AT_ONCE)
    const report = reporter(coming.length, world)
    // The session ends beside the last cleaning up: as soon as nothing more is generated with it.
    const generating = new Set(coming)
    const generatedAll = (one: Coming) => {
      if (generating.delete(one) && generating.size === 0) endOnce().catch(() => {})
    }
    return await Promise.all(
      coming.map(async (one, index) => {
        const { subject, ready } = one
        const setOne = (result: Result) => {
          results[index] = result
          if (isOne(settings.target)) setOutputs([result], true, world)
          else if (settings.handOn.to === 'output') runner.output('tokens', tokensOf(results.filter(Boolean)))
        }
        const result = await ready()
          .then(prepared =>
            limit(() =>
              oneToken(prepared, index, setOne, () => generatedAll(one), {
                settings,
                context,
                journal,
                vault,
                world
              })
            )
          )
          .catch(async thrown => failed(subject, await withVersions(thrown, vault)))
        generatedAll(one)
        results[index] = result
        report(result)
        return result
      })
    )
  } catch (thrown) {
    const subjects = wantedByInputs(settings)
    const error = await withVersions(thrown, await signingIn.catch(() => unsigned))
    return (subjects.length > 0 ? subjects : [subjectOf(settings, '*')]).map(subject => failed(subject, error))
  } finally {
    await endOnce()
  }
}

type Run = Readonly<{
  settings: Settings
  context: RunContext
  journal: Journal
  vault: Vault
  world: World
}>

/** One token that is ready to be generated. Throws ActionError. */
const oneToken = async (
  { found: { subject, waitedMs }, secret }: Ready,
  index: number,
  setOne: (result: Result) => void,
  generatedAll: () => void,
  { settings, context, journal, vault, world }: Run
): Promise<Result> => {
  if (settings.dryRun) return planned(settings, subject, vault, secret, world)
  const obtained = await obtainToken(
    {
      vault,
      target: settings.target.is === 'vault' ? { is: 'vault' } : { is: 'sandbox', name: subject.sandboxName },
      subject,
      mark: { label: settings.label, destination: destinationId(destinationOf(secret, context), apiHost(context)) },
      run: context,
      expires: settings.expires,
      way: wayOf(settings, secret),
      verify: settings.verify,
      record: entry => journal.token(index, entry),
      generatedAll,
      setOutputs: obtained => setOne({ ...obtained, subject, waitedMs })
    },
    world
  )
  return { ...obtained, subject, waitedMs }
}

/** Only a failure needs it, so it is a chunk of its own. In: what was thrown. Out: see `versions.ts`. */
const withVersions = async (thrown: unknown, vault: Vault): Promise<ActionError> =>
  (await import('./vault/versions.ts')).withVersions(thrown, vault)

/** A stored credential that is dead can't renew itself. */
const explained = (error: ActionError, { signIn, target, handOn }: Settings): ActionError =>
  error.code === 'vault-session' && signIn.by === 'access-token' && target.is === 'vault' && handOn.to === 'secret'
    ? withHint(error, 'A token that is dead can’t renew itself: run once with another sign-in and the same secret-name.')
    : error

const destinationOf = (secret: ReadySecret | undefined, { repository }: RunContext): Destination =>
  secret === undefined ? { is: 'output', repository } : { is: 'secret', place: secret.place, name: secret.name }

const apiHost = ({ apiUrl }: RunContext): string => URL.parse(apiUrl)?.hostname ?? ''

const wayOf = ({ handOn }: Settings, secret: ReadySecret | undefined): Way => {
  if (handOn.to === 'output') return handOn
  if (secret === undefined) throw new Error('a secret that is to be written is ready')
  const value = handOn.current.get(secret.name)
  const current = value && { value, renewBefore: handOn.renewBefore }
  return { to: 'secret', secret, keepPrevious: handOn.keepPrevious, current }
}

const planned = (
  settings: Settings,
  subject: Subject,
  vault: Vault,
  secret: ReadySecret | undefined,
  { runner }: World
): Result => {
  const where = secret === undefined ? 'handed on as output' : `stored as ${secret.called}`
  const what = `a token for "${runner.quote(subject.called)}" would be generated and ${where}`
  if (isOne(settings.target)) runner.notice('dry-run', `Signed in to ${vault.site.host}; ${what}. Nothing was generated.`)
  else runner.info(`Dry run: ${what}.`)
  return { is: 'planned', subject, expiry: expiryFrom(settings.expires, vault.now()), where }
}

/** In: how many tokens are wanted. Out: what prints a line as each one ends, with the count; for one its own lines are enough. */
const reporter = (total: number, { runner }: World): ((result: Result) => void) => {
  let ended = 0
  return result => {
    ended++
    if (total > 1) runner.info(`[${ended}/${total}] ${runner.quote(result.subject.called)}: ${outcomeOf(result)}.`)
  }
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
