import type { Runner } from '../core/runner.ts'
import { isSingle, type Settings } from '../inputs/settings.ts'
import type { TokenEvents } from '../token/obtain-all.ts'
import { originOf, type SavedToken, type TokenResult } from '../token/token.ts'
import { describeExpiry, describeResult, formatTokens, setOutputs } from './report.ts'
import { saveEntry } from './saved-state.ts'

/** What happens to the tokens while they are obtained: it is saved, set as outputs, and printed. */
export interface Progress extends TokenEvents {
  /** Whether a token was generated for this place in the order of the names. */
  hasToken(index: number): boolean
}

export function trackProgress(settings: Settings, runner: Runner): Progress {
  const generated = new Set<number>()
  const results: TokenResult[] = []

  let completed = 0

  function print(result: TokenResult, total: number): void {
    completed++
    const name = runner.quote(originOf(result).displayName)
    const outcome = `${describeResult(result)}${describeExpiry(result)}`
    if (total > 1) {
      runner.info(`[${completed}/${total}] ${name}: ${outcome}.`)
    } else if (result.is === 'planned') {
      const text = `Signed in to ${settings.vaultHost}; for "${name}" ${outcome}. Nothing was generated.`
      runner.notice('dry-run', text)
    }
  }

  return {
    hasToken: index => generated.has(index),
    save(index, entry) {
      saveEntry(runner, `token-${index}`, settings.verify ? entry : withoutSite(entry))
      if (entry.state === 'generated') generated.add(index)
    },
    onResult(index, result, total, isComplete = true) {
      results[index] = result
      if (isComplete) print(result, total)
      if (isSingle(settings.target)) setOutputs([result], true, runner)
      else if (settings.delivery.to === 'output')
        runner.output('tokens', formatTokens(results.filter(each => each !== undefined)))
    }
  }
}

/** With `verify: false` the post step does not contact the token's own Vault either. */
function withoutSite(entry: SavedToken): SavedToken {
  if (!('token' in entry)) return entry
  const origin = { ...entry.token.origin, site: undefined }
  return { ...entry, token: { ...entry.token, origin } }
}
