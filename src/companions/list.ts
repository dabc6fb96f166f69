import type { StepResult } from '../action/step.ts'
import type { ActionError } from '../core/errors.ts'
import { count } from '../core/text.ts'
import { readListSettings } from '../inputs/read.ts'
import type { ListSettings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { listVisibleTokens, runCompanion } from './companion.ts'
import { selectTokens } from './select.ts'
import { recordFields, reportTokens } from './table.ts'

/** list-tokens: which access tokens there are, as outputs and as a table. Nothing found is no failure. A failure sets no outputs, because "none" would be false. */
export function listStep(world: World): Promise<StepResult> {
  return runCompanion(readListSettings(world), listSelected, world)
}

async function listSelected(settings: ListSettings, vault: Vault): Promise<ActionError[]> {
  const { selection, vaultHost } = settings
  const listing = await listVisibleTokens(settings, selection, vault)
  const found = selectTokens(listing, selection, vault.now())
  vault.world.runner.output('tokens', JSON.stringify(found.map(recordFields)))
  vault.world.runner.output('count', String(found.length))
  reportTokens(`${count(found.length, 'active access token')} on ${vaultHost}`, found, vault)
  return []
}
