import pLimit from 'p-limit'
import type { RunContext } from './context.ts'
import { ActionError } from './errors.ts'
import type { Journal } from './journal.ts'
import { outcomeOf, outputsOf, type Result, tokensOf } from './report.ts'
import { isOne, type Settings } from './settings.ts'
import { obtainToken } from './token/index.ts'
import { planToken } from './token/plan.ts'
import type { Coming, Ready } from './token/prepare.ts'
import { reachOwnVault } from './token/reach.ts'
import type { Subject } from './token/subject.ts'
import type { TokenTask } from './token/task.ts'
import { taskOf } from './token/task-of.ts'
import type { Vault } from './vault/client.ts'
import type { World } from './world.ts'

/** How many tokens are under way at the same time. */
const AT_ONCE = 10

export type Run = Readonly<{
  settings: Settings
  context: RunContext
  journal: Journal
  vault: Vault
  world: World
  /** What became of a token by what was thrown. */
  failed: (subject: Subject, thrown: unknown) => Result
  /** Ends the session that was opened. */
  end: () => Promise<void>
}>

/** Every token that is wanted, ten at the same time. Never throws; the failure of one does not stop the others, unless GitHub takes no more of them. */
export const eachToken = async (coming: readonly Coming[], run: Run): Promise<readonly Result[]> => {
  const { settings, vault, world, failed, end } = run
  const results: Result[] = []
  const limit = pLimit(AT_ONCE)
  const report = reporter(coming.length, world)
  // The session ends as soon as nothing more is generated with it, beside what is still to be done.
  const generating = new Set(coming)
  const generatedAll = (one: Coming) => {
    if (generating.delete(one) && generating.size === 0) end().catch(() => {})
  }
  /** GitHub's refusal to take more secrets for now: what is not generated yet would only be deleted again. */
  let full: ActionError | undefined
  const noteFull = (thrown: unknown): never => {
    if (thrown instanceof ActionError && thrown.code === 'github-rate-limit') full ??= thrown
    throw thrown
  }
  const begin = async (one: Coming, ready: Ready, index: number): Promise<Result> => {
    if (full !== undefined) throw full
    await reachOwnVault(ready.found, settings, world)
    return oneToken(
      ready,
      index,
      result => setOne(index, result),
      () => generatedAll(one),
      run
    )
  }
  const obtain = async (one: Coming, index: number): Promise<Result> => {
    const ready = await one.ready().catch(noteFull)
    // Noted before the next one begins.
    return limit(() => begin(one, ready, index).catch(noteFull))
  }
  const setOne = (index: number, result: Result) => {
    results[index] = result
    if (isOne(settings.target)) setOutputs([result], true, world)
    else if (settings.handOn.to === 'output') world.runner.output('tokens', tokensOf(results.filter(Boolean)))
  }
  return Promise.all(
    coming.map(async (one, index) => {
      const result = await obtain(one, index).catch(async thrown => failed(one.subject, await withVersions(thrown, vault)))
      generatedAll(one)
      results[index] = result
      report(result)
      return result
    })
  )
}

/** One token that is ready to be generated. Throws ActionError. */
const oneToken = async (
  { found: { subject, waitedMs }, secret }: Ready,
  index: number,
  setOne: (result: Result) => void,
  generatedAll: () => void,
  { settings, context, journal, vault, world }: Run
): Promise<Result> => {
  const task: TokenTask = {
    ...taskOf(settings, context, vault, subject, secret),
    record: entry => journal.token(index, entry),
    generatedAll,
    setOutputs: obtained => setOne({ ...obtained, subject, waitedMs })
  }
  if (settings.dryRun) {
    const planned: Result = { ...(await planToken(task, world)), subject }
    if (isOne(settings.target)) {
      const what = `for "${world.runner.quote(subject.called)}" ${outcomeOf(planned)}`
      world.runner.notice('dry-run', `Signed in to ${vault.site.host}; ${what}. Nothing was generated.`)
    }
    return planned
  }
  return { ...(await obtainToken(task, world)), subject, waitedMs }
}

/** Only a failure needs it, so it is a chunk of its own. In: what was thrown. Out: see `versions.ts`. */
export const withVersions = async (thrown: unknown, vault: Vault): Promise<ActionError> =>
  (await import('./vault/versions.ts')).withVersions(thrown, vault)

/** Sets all outputs by the results so far; `one`: for one plain name. */
export const setOutputs = (results: readonly Result[], one: boolean, { runner }: World): void => {
  for (const [name, value] of Object.entries(outputsOf(results, one))) runner.output(name, value)
}

/** In: how many tokens are wanted. Out: what prints a line as each one ends, with the count; for one its own lines are enough. */
const reporter = (total: number, { runner }: World): ((result: Result) => void) => {
  let ended = 0
  return result => {
    ended++
    if (total > 1) runner.info(`[${ended}/${total}] ${runner.quote(result.subject.called)}: ${outcomeOf(result)}.`)
  }
}
