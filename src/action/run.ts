import type { ActionError } from '../core/errors.ts'
import { readSettings } from '../inputs/read.ts'
import { isSingle, type Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { connectAhead, obtainAll, type TokenEvents } from '../token/obtain-all.ts'
import { originOf, type TokenResult } from '../token/token.ts'
import {
  describeResult,
  errorsOf,
  expiryOf,
  formatTokens,
  reportErrors,
  reportProblems,
  setOutputs
} from './report.ts'
import { saveEntry } from './saved-state.ts'
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
  const results = await obtainAll(settings, session, trackTokens(settings, world), world)
  await explainFailures(results, settings, session)
  setOutputs(results, isSingle(settings.target), runner)
  const errors = errorsOf(results)
  reportErrors(errors, runner)
  await session.finish(errors.length > 0)
  writeSummary(summaryOf(results, settings.vaultHost), runner)
  return errors.length > 0 ? 'failed' : 'succeeded'
}

/** What happens to the tokens while they are obtained: it is saved, set as outputs, and printed. */
function trackTokens({ target, delivery, vaultHost }: Settings, { runner }: World): TokenEvents {
  const results: TokenResult[] = []
  let completed = 0
  return {
    save: (index, entry) => saveEntry(runner, `token-${index}`, entry),
    onResult(index, result, total, isComplete) {
      results[index] = result
      if (isSingle(target)) setOutputs([result], true, runner)
      else if (delivery.to === 'output') runner.output('tokens', formatTokens(results))
      if (!isComplete) return
      completed++
      const name = runner.quote(originOf(result).displayName)
      const outcome = `${describeResult(result)}${expiryOf(result)}`
      if (total > 1) runner.info(`[${completed}/${total}] ${name}: ${outcome}.`)
      else if (result.is === 'planned') {
        const text = `Signed in to ${vaultHost}; for "${name}" ${outcome}. Nothing was generated.`
        runner.notice('dry-run', text)
      }
    }
  }
}

const DEAD_TOKEN =
  'A token that no longer works can’t renew itself: run once with another sign-in and the same `secret-name`.'

/** Adds to failures what only the sign-in tells; an error of several tokens is explained once. */
async function explainFailures(
  results: TokenResult[],
  { signIn, target, delivery }: Settings,
  session: Session
): Promise<void> {
  const renewsItself =
    signIn.by === 'access-token' && target.is === 'vault' && delivery.to === 'secret'
  const explained = new Map<string, ActionError>()
  for (const result of results) {
    if (result.is !== 'failed') continue
    const { text, code } = result.error
    const error = explained.get(text) ?? (await session.explain(result.error))
    explained.set(text, error)
    const isDead = renewsItself && code === 'vault-session'
    result.error = isDead ? error.withHint(DEAD_TOKEN) : error
  }
}
