import type { Runner } from '../core/runner.ts'
import { isSingle, type Settings } from '../inputs/settings.ts'
import type { TokenEvents } from '../token/obtain-all.ts'
import { originOf, type SavedToken, type TokenResult } from '../token/token.ts'
import { describeExpiry, describeResult, formatTokens, setOutputs } from './report.ts'
import type { StateWriter } from './saved-state.ts'

/** What happens to the tokens while they are obtained: saved, set as outputs, and told. */
export interface Progress extends TokenEvents {
  /** Whether a token was generated for the result at this place in the order of the names. */
  hasToken(index: number): boolean
  /** What was saved last for it; undefined: nothing yet. */
  lastState(index: number): SavedToken['state'] | undefined
}

export function trackProgress(settings: Settings, state: StateWriter, runner: Runner): Progress {
  const isOne = isSingle(settings.target)
  const generated = new Set<number>()
  const lastStates = new Map<number, SavedToken['state']>()
  const results: TokenResult[] = []
  const complete = new Set<number>()

  function tell(index: number, result: TokenResult, total: number): void {
    // A generated token is told twice: as soon as it is delivered, and once its predecessors are deleted.
    const isFirstOfTwo = result.is === 'generated' && results[index] === undefined
    if (isFirstOfTwo || complete.has(index)) return
    complete.add(index)
    const outcome = `${describeResult(result)}${describeExpiry(result)}`
    const name = runner.quote(originOf(result).displayName)
    if (total > 1) runner.info(`[${complete.size}/${total}] ${name}: ${outcome}.`)
    else if (result.is === 'planned') runner.notice('dry-run', dryRunText(name, outcome, settings))
  }

  return {
    hasToken: index => generated.has(index),
    lastState: index => lastStates.get(index),
    save(index, entry) {
      state.saveToken(index, settings.verify ? entry : withoutSite(entry))
      lastStates.set(index, entry.state)
      if (entry.state === 'generated') generated.add(index)
    },
    onResult(index, result, total) {
      tell(index, result, total)
      results[index] = result
      // Places without a result yet are skipped.
      const soFar = results.filter(each => each !== undefined)
      if (isOne) setOutputs([result], true, runner)
      else if (settings.delivery.to === 'output') runner.output('tokens', formatTokens(soFar))
    }
  }
}

function dryRunText(name: string, outcome: string, { vaultHost }: Settings): string {
  return `Signed in to ${vaultHost}; for "${name}" ${outcome}. Nothing was generated.`
}

/** With `verify: false` the token's own Vault is not contacted, by the post step neither. */
function withoutSite(entry: SavedToken): SavedToken {
  if (entry.state !== 'generated' && entry.state !== 'delivered') return entry
  const origin = { ...entry.token.origin, site: undefined }
  return { ...entry, token: { ...entry.token, origin } }
}
