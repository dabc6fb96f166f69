import type { ActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { readSettings } from '../inputs/read.ts'
import { isSingle, type Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { connectAhead, obtainAll } from '../token/obtain-all.ts'
import type { TokenResult } from '../token/token.ts'
import { type Progress, trackProgress } from './progress.ts'
import { errorsOf, setOutputs } from './report.ts'
import { openSession, type Session } from './session.ts'
import type { StepResult } from './step.ts'
import { summaryOf, writeSummary } from './summary.ts'

/** The whole main step. What goes wrong is reported; it throws only if the runner's files can't be written. */
export async function run(world: World): Promise<StepResult> {
  const { runner } = world
  setOutputs([], false, runner)
  const read = readSettings(world)
  if (read.is === 'problems') return reportProblems(read.problems, runner)
  const { settings } = read
  const session = openSession(settings, world, vaults => connectAhead(settings, vaults, world))
  connectAhead(settings, [], world)
  const progress = trackProgress(settings, runner)
  const obtained = await obtainAll(settings, session, progress, world)
  const results = await explainFailures(obtained, { settings, session, progress })
  const failures = results.flatMap(result =>
    result.is === 'failed' ? [{ name: result.origin.displayName, error: result.error }] : []
  )
  setOutputs(results, isSingle(settings.target), runner)
  for (const { title, text } of errorsOf(failures, results.length)) runner.error(title, text)
  await session.finish(failures.map(({ error }) => error))
  writeSummary(summaryOf(results, settings.vaultHost, session.vault.now()), runner)
  return failures.length > 0 ? 'failed' : 'succeeded'
}

/** Prints each problem with the inputs as an error. */
export function reportProblems(problems: string[], runner: Runner): StepResult {
  for (const problem of problems) runner.error('input', problem)
  return 'failed'
}

interface MainStep {
  settings: Settings
  session: Session
  progress: Progress
}

async function explainFailures(results: TokenResult[], step: MainStep): Promise<TokenResult[]> {
  // One error of several tokens is explained once.
  const explained = new Map<string, Promise<ActionError>>()
  async function explain(error: ActionError, index: number): Promise<ActionError> {
    const { settings, session, progress } = step
    // Once there is a token, calls are made with it, so that an error is not about the sign-in.
    if (progress.hasToken(index)) return error
    const explanation = explained.get(error.text) ?? session.explain(error)
    explained.set(error.text, explanation)
    return explainRenewal(await explanation, settings)
  }
  return Promise.all(
    results.map(async (result, index) =>
      result.is === 'failed' ? { ...result, error: await explain(result.error, index) } : result
    )
  )
}

/** Adds what to do about a stored token that was to renew itself. */
function explainRenewal(error: ActionError, { signIn, target, delivery }: Settings): ActionError {
  const renewsItself =
    signIn.by === 'access-token' && target.is === 'vault' && delivery.to === 'secret'
  if (error.code !== 'vault-session' || !renewsItself) return error
  return error.withHint(
    'A token that no longer works can’t renew itself: run once with another sign-in and the same `secret-name`.'
  )
}
