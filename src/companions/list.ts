import { writeTable } from '../action/report.ts'
import type { StepResult } from '../action/step.ts'
import type { ActionError } from '../core/errors.ts'
import { count } from '../core/text.ts'
import { formatExpiry, formatInstant } from '../core/time.ts'
import { readListSettings } from '../inputs/read.ts'
import type { ListSettings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { parseName } from '../token/rotation.ts'
import type { Vault } from '../vault/client.ts'
import type { TokenRecord } from '../vault/tokens.ts'
import { listVisibleTokens, runCompanion } from './companion.ts'
import { selectTokens } from './select.ts'

/** list-tokens: which access tokens there are, as outputs and as a table. Nothing found is no failure. A failure sets no outputs, because "none" would be false. */
export function listStep(world: World): Promise<StepResult> {
  return runCompanion(readListSettings(world), listSelected, world)
}

async function listSelected(settings: ListSettings, vault: Vault): Promise<ActionError[]> {
  const { selection, vaultHost } = settings
  const { runner } = vault.world
  const listing = await listVisibleTokens(settings, selection, vault)
  const found = selectTokens(listing, selection, vault.now())
  const title = `${count(found.length, 'active access token')} on ${vaultHost}`
  runner.output('tokens', JSON.stringify(found.map(recordFields)))
  runner.output('count', String(found.length))
  runner.info(`${title}.`)
  writeTable(title, ['Id', 'Name', 'User', 'Expires', 'Last used'], found.map(rowOf), runner)
  return []
}

function rowOf({ id, name, userId, expiry, lastUsed }: TokenRecord): string[] {
  return [id, name, userId, formatExpiry(expiry) || 'never', formatExpiry(lastUsed)]
}

/** One entry of the output `tokens`; never a value, which Vault shows once. */
export function recordFields({ id, name, userId, expiry, lastUsed }: TokenRecord): object {
  const parts = parseName(name)
  return {
    id,
    name,
    user_id: userId,
    expires_at: formatExpiry(expiry),
    last_used_at: formatExpiry(lastUsed),
    label: parts?.label,
    run_id: parts?.runId,
    attempt: parts?.attempt,
    made_at: parts && formatInstant(new Date(parts.made * 1000))
  }
}
