import { readSettings } from '../inputs/read.ts'
import { isSingle, type Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { connectAhead, obtainAll, type TokenEvents } from '../token/obtain-all.ts'
import type { TokenResult } from '../token/token.ts'
import { errorsOf, formatTokens, reportErrors, setOutputs, writeSummary } from './report.ts'
import { saveEntry } from './saved-state.ts'
import { openSession, type Session } from './session.ts'
import type { StepResult } from './step.ts'

/** The whole main step. What goes wrong is reported; it throws only if the runner's files can't be written. */
export async function run(world: World): Promise<StepResult> {
  const { runner } = world
  setOutputs([], false, runner)
  const read = readSettings(world)
  if (read.is === 'problems') return reportErrors(read.problems, runner)
  const { settings } = read
  const session = openSession(settings, world, vaults => connectAhead(settings, vaults, world))
  connectAhead(settings, [], world)
  const results = await obtainAll(settings, session, trackTokens(settings, world), world)
  explainFailures(results, settings, session)
  setOutputs(results, isSingle(settings.target), runner)
  const outcome = reportErrors(errorsOf(results), runner)
  await session.end()
  writeSummary(results, settings.vaultHost, runner)
  return outcome
}

/** What happens to the tokens while they are obtained: it is saved, set as outputs, and for a dry run printed. */
function trackTokens({ target, delivery, vaultHost }: Settings, { runner }: World): TokenEvents {
  const results: TokenResult[] = []
  return {
    save: (index, entry) => saveEntry(runner, `token-${index}`, entry),
    onResult(index, result) {
      results[index] = result
      if (isSingle(target)) setOutputs([result], true, runner)
      else if (delivery.to === 'output') runner.output('tokens', formatTokens(results))
      if (result.is !== 'planned') return
      const { origin, plan } = result
      const text = `Signed in to ${vaultHost}; for "${origin.displayName}" ${plan}. Nothing was generated.`
      runner.notice('dry-run', text)
    }
  }
}

const DEAD_TOKEN =
  'A token that no longer works can’t renew itself: run once with another sign-in and the same `secret-name`.'

/** Adds to failures what only the sign-in tells. */
function explainFailures(
  results: TokenResult[],
  { signIn, target, delivery }: Settings,
  session: Session
): void {
  const isOwnVault = target.is === 'vault' && delivery.to === 'secret'
  for (const result of results) {
    if (result.is !== 'failed') continue
    const error = session.explain(result.error)
    const isDead = isOwnVault && signIn.by === 'access-token' && error.code === 'vault-session'
    result.error = isDead ? error.withHint(DEAD_TOKEN) : error
  }
}
