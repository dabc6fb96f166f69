import type { StepResult } from '../action/step.ts'
import { writeSummary } from '../action/summary.ts'
import { count, escapeMarkdown } from '../core/text.ts'
import { readListSettings } from '../inputs/read.ts'
import type { ListSettings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { listVisibleTokens, noteUnknownLabel, runCompanion } from './companion.ts'
import { selectTokens } from './select.ts'
import { recordFields, tokenTable } from './table.ts'

/** list-tokens: which access tokens there are, as outputs and as a table. Nothing found is no failure. A failure sets no outputs, because "none" would be false. */
export function listStep(world: World): Promise<StepResult> {
  const work = (settings: ListSettings, vault: Vault) => listSelected(settings, vault, world)
  return runCompanion(readListSettings(world), work, world)
}

async function listSelected(
  settings: ListSettings,
  vault: Vault,
  { runner, run }: World
): Promise<StepResult> {
  const { selection } = settings
  const listing = await listVisibleTokens(vault, settings, selection.owner, runner)
  const found = selectTokens(listing, selection, vault.now())
  noteUnknownLabel(listing, selection, vault, runner)
  runner.output('tokens', JSON.stringify(found.map(recordFields)))
  runner.output('count', String(found.length))
  const title = `${count(found.length, 'active access token')} on ${settings.vaultHost}`
  const isEmpty = found.length === 0
  runner.info(isEmpty ? `${title}.` : `${title}; the job summary has the table.`)
  const table = isEmpty ? '' : tokenTable(found, run, vault.now())
  writeSummary(`### ${escapeMarkdown(title)}\n\n${table}`, runner)
  return 'succeeded'
}
