import { type RunContext, runContext } from './context.ts'
import { eachToken, setOutputs, withVersions } from './each-token.ts'
import { type ActionError, asActionError, withHint } from './errors.ts'
import { secretNameFor } from './github/secret-name.ts'
import { readSettings } from './inputs/index.ts'
import type { Journal } from './journal.ts'
import { errorsOf, type Result, summaryOf } from './report.ts'
import { interrupted } from './retry.ts'
import { openSession } from './session.ts'
import { type HandOn, isOne, type Settings } from './settings.ts'
import { type Ended, inStep, summarise } from './step.ts'
import { listed } from './text.ts'
import { type Coming, prepare } from './token/prepare.ts'
import { reachAhead } from './token/reach.ts'
import { type Subject, subjectOf, wantedByInputs } from './token/subject.ts'
import type { World } from './world.ts'

/** The whole main step. It throws nothing: what goes wrong is reported. Out: whether the step succeeds. */
export const run = (world: World): Promise<Ended> =>
  inStep(
    world,
    async journal => {
      const { runner, env, patience } = world
      const context = runContext(env)
      const read = readSettings(runner, context, env, patience.clock.now())
      if (read.is === 'mistakes') {
        for (const mistake of read.mistakes) runner.error('input', mistake)
        setOutputs([], false, world)
        return 'failed'
      }
      const { results, end, now } = await allTokens(read.settings, context, journal, world)
      setOutputs(results, isOne(read.settings.target), world)
      for (const { title, text } of errorsOf(results)) runner.error(title, text)
      // Behind the errors: that a session can't be ended is never their cause.
      await end()
      summarise(summaryOf(results, read.settings.vault, now), world)
      return results.some(({ is }) => is === 'failed') ? 'failed' : 'succeeded'
    },
    () => setOutputs([], false, world)
  )

/** What became of all tokens; `end` ends the session that was opened for them, as far as it is still open. */
type Outcome = Readonly<{
  results: readonly Result[]
  end: () => Promise<void>
  /** By Vault's clock: the runner's may be wrong. */
  now: Date
}>

/** Sign-in, and every token that is wanted. Never throws. */
const allTokens = async (settings: Settings, context: RunContext, journal: Journal, world: World): Promise<Outcome> => {
  const { runner, patience } = world
  const { unsigned, signingIn, end } = openSession(settings, context, journal, world, vaults =>
    reachAhead(settings, vaults, world)
  )
  reachAhead(settings, [], world)
  const failed = (subject: Subject, thrown: unknown): Result => {
    const error = patience.stopping.aborted ? interrupted(patience.stopping) : explained(asActionError(thrown), settings)
    return { is: 'failed', subject, error }
  }
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
