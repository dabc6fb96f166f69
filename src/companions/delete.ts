import pLimit from 'p-limit'
import { ANNOTATION_LIMIT } from '../action/report.ts'
import type { StepResult } from '../action/step.ts'
import { writeSummary } from '../action/summary.ts'
import { ActionError, asActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { count, escapeMarkdown, joinWithAnd } from '../core/text.ts'
import { readDeleteSettings } from '../inputs/read.ts'
import type { DeleteSettings, DeletionTarget } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { readToken, type TokenListing, type TokenRecord } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import { listVisibleTokens, noteUnknownLabel, runCompanion } from './companion.ts'
import { selectTokens, withoutNewest } from './select.ts'
import { tokenTable } from './table.ts'

/** What happened to one token that was to be deleted; `planned` is a dry run. */
type DeletionResult =
  | { record: TokenRecord; is: 'deleted' | 'planned' }
  | { record: TokenRecord; is: 'failed'; error: ActionError }

const LOOKUPS_AT_ONCE = 10
/** Most tokens that the log names; the outputs name them all. */
const LINES_LIMIT = 100

/** delete-tokens: deletes the access tokens that were asked for and no others. */
export function deleteStep(world: World): Promise<StepResult> {
  setOutputs([], world.runner)
  const work = (settings: DeleteSettings, vault: Vault) => deleteSelected(settings, vault, world)
  return runCompanion(readDeleteSettings(world), work, world)
}

async function deleteSelected(
  settings: DeleteSettings,
  vault: Vault,
  world: World
): Promise<StepResult> {
  const { target, dryRun } = settings
  const { runner } = world
  const owner = target.by === 'ids' ? undefined : target.selection.owner
  const listing = await listVisibleTokens(vault, settings, owner, runner)
  const records =
    target.by === 'ids'
      ? await findByIds(target.ids, listing, vault, runner)
      : findByName(target, listing, vault, runner)
  const results: DeletionResult[] = dryRun
    ? records.map(record => ({ record, is: 'planned' }))
    : await deleteRecords(records, vault, runner)
  setOutputs(results, runner)
  report(results, settings, vault, world)
  return results.some(({ is }) => is === 'failed') ? 'failed' : 'succeeded'
}

/** Finds the records with certain ids. Throws an ActionError that names those which don't exist; nothing was deleted then. */
async function findByIds(
  ids: string[],
  listing: TokenListing,
  vault: Vault,
  { quote }: Runner
): Promise<TokenRecord[]> {
  const known = new Map(listing.records.map(record => [record.id, record]))
  const limit = pLimit(LOOKUPS_AT_ONCE)
  // A listing may lag behind: what it does not show is read by itself.
  const found = await Promise.all(
    ids.map(id => known.get(id) ?? limit(() => readActive(id, vault)))
  )
  const missing = ids.filter((_, index) => found[index] === undefined)
  if (missing.length === 0) return found.filter(record => record !== undefined)
  const shown = missing.slice(0, ANNOTATION_LIMIT).map(quote)
  if (missing.length > shown.length) shown.push(`${missing.length - shown.length} more`)
  throw new ActionError(
    'input',
    `\`token-ids\`: ${vault.site.host} shows this user no active token with the id ${joinWithAnd(shown)}.`,
    'Nothing was deleted. Correct or remove these ids; the action list-tokens shows those that exist.'
  )
}

async function readActive(id: string, vault: Vault): Promise<TokenRecord | undefined> {
  try {
    const { record } = await readToken(vault, id)
    return record?.isActive && record.id === id ? record : undefined
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-refused') return undefined
    throw error
  }
}

/** Finds the tokens of a name. Throws ActionError if `unused-for` was given and Vault shows no last use of any token. */
function findByName(
  { selection, keepNewest }: Extract<DeletionTarget, { by: 'name' }>,
  listing: TokenListing,
  vault: Vault,
  runner: Runner
): TokenRecord[] {
  noteUnknownLabel(listing, selection, vault, runner)
  const { owner, label } = selection
  // The newest that stay are those of the name, whatever else narrows the selection.
  const named = { owner, label, expiresWithin: undefined, unusedFor: undefined }
  const ofName = selectTokens(listing, named, vault.now())
  const older = withoutNewest(ofName, keepNewest)
  const isUseUnknown = listing.records.every(({ lastUsed }) => lastUsed === undefined)
  if (selection.unusedFor !== undefined && older.length > 0 && isUseUnknown) {
    throw new ActionError(
      'input',
      `\`unused-for\`: ${vault.site.host} does not show when any token was last used, so unused ones can’t be told from others.`,
      'Nothing was deleted. Remove `unused-for`, or use `token-ids`.'
    )
  }
  return selectTokens({ records: older, userId: listing.userId }, selection, vault.now())
}

async function deleteRecords(
  records: TokenRecord[],
  vault: Vault,
  { quote }: Runner
): Promise<DeletionResult[]> {
  const ids = records.map(({ id }) => id)
  try {
    const deletions = await deleteTokens(vault, ids)
    return records.map((record, index): DeletionResult => {
      const deletion = deletions[index]
      if (deletion?.is === 'deleted') return { record, is: 'deleted' }
      const named = `the token "${quote(record.name)}" (id ${quote(record.id)})`
      const reason = deletion?.reason ?? 'Vault did not say what happened to it'
      const message = `Could not delete ${named} on ${vault.site.host}: ${reason}.`
      const hint = 'Delete it in Vault, or let it expire.'
      return { record, is: 'failed', error: new ActionError('vault-refused', message, hint) }
    })
  } catch (thrown) {
    const error = asActionError(thrown)
    return records.map(record => ({ record, is: 'failed', error }))
  }
}

function setOutputs(results: DeletionResult[], runner: Runner): void {
  const deleted = results.filter(({ is }) => is === 'deleted').map(({ record }) => record.id)
  runner.output('deleted', JSON.stringify(deleted))
  runner.output('count', String(deleted.length))
  runner.output('results', JSON.stringify(results.map(resultFields)))
}

function resultFields(result: DeletionResult): Record<string, unknown> {
  const { id, name } = result.record
  if (result.is !== 'failed') return { id, name, deleted: result.is === 'deleted' }
  const { code, message } = result.error
  return { id, name, error: { code, message } }
}

/** Prints what happened: errors, the log, and the summary with the failed rows first. */
function report(
  results: DeletionResult[],
  { vaultHost, dryRun }: DeleteSettings,
  vault: Vault,
  { runner, run }: World
): void {
  const failed = results.filter(result => result.is === 'failed')
  const others = results.filter(result => result.is !== 'failed')
  reportErrors(
    failed.map(({ error }) => error),
    runner
  )
  for (const result of others.slice(0, LINES_LIMIT)) {
    const { id, name } = result.record
    runner.info(`"${runner.quote(name)}" (id ${runner.quote(id)}): ${describe(result)}.`)
  }
  const done = dryRun ? 'Dry run: would delete' : 'Deleted'
  const failures = failed.length === 0 ? '' : `; ${failed.length} failed`
  const title = `${done} ${count(others.length, 'access token')} on ${vaultHost}${failures}`
  runner.info(`${title}.`)
  const rows = [...failed, ...others]
  const records = rows.map(({ record }) => record)
  const table = rows.length === 0 ? '' : tokenTable(records, run, vault.now(), rows.map(describe))
  writeSummary(`### ${escapeMarkdown(title)}\n\n${table}`, runner)
}

function describe(result: DeletionResult): string {
  if (result.is === 'failed') return `failed: ${result.error.message}`
  return result.is === 'planned' ? 'would be deleted' : 'deleted'
}

function reportErrors(errors: ActionError[], runner: Runner): void {
  const different = [...new Map(errors.map(error => [error.text, error.code]))]
  const shown = different.slice(0, ANNOTATION_LIMIT - 1)
  for (const [text, code] of shown) runner.error(code, text)
  const left = different.length - shown.length
  if (left === 0) return
  const rest = `${count(left, 'more error')} in the job summary and in the output \`results\`.`
  runner.error('partial', rest)
}
