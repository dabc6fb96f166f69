import pLimit from 'p-limit'
import { joinSome } from '../action/report.ts'
import type { StepResult } from '../action/step.ts'
import { ActionError, asActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { count } from '../core/text.ts'
import { readDeleteSettings } from '../inputs/read.ts'
import type { DeleteSettings, DeletionTarget } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { describeTokens } from '../token/token.ts'
import type { Vault } from '../vault/client.ts'
import { deleteTokens, readToken, type TokenListing, type TokenRecord } from '../vault/tokens.ts'
import { listVisibleTokens, runCompanion } from './companion.ts'
import { selectTokens, withoutNewest } from './select.ts'
import { reportTokens } from './table.ts'

/** What became of the tokens that were to be deleted: the errors by their ids; all others were deleted, or in a dry run would be. */
interface DeletionResult {
  records: TokenRecord[]
  errors: Map<string, ActionError>
  dryRun: boolean
}

const LOOKUPS_AT_ONCE = 10

/** delete-tokens: deletes the access tokens that were asked for and no others. */
export function deleteStep(world: World): Promise<StepResult> {
  setOutputs({ records: [], errors: new Map(), dryRun: false }, world.runner)
  return runCompanion(readDeleteSettings(world), deleteSelected, world)
}

async function deleteSelected(settings: DeleteSettings, vault: Vault): Promise<ActionError[]> {
  const { target, dryRun } = settings
  const selection = target.by === 'name' ? target.selection : undefined
  const listing = await listVisibleTokens(settings, selection, vault)
  const records =
    target.by === 'name'
      ? findByName(target, listing, vault)
      : await findByIds(target.ids, listing, vault)
  const errors = await deleteRecords(dryRun ? [] : records, vault)
  const result = { records, errors, dryRun }
  setOutputs(result, vault.world.runner)
  report(result, vault)
  return [...errors.values()]
}

/** Finds the records with certain ids. Throws an ActionError that names those which don't exist. */
async function findByIds(
  ids: string[],
  { records }: TokenListing,
  vault: Vault
): Promise<TokenRecord[]> {
  const limit = pLimit(LOOKUPS_AT_ONCE)
  // A listing may lag behind: what it does not show is read by itself.
  const finding = ids.map(
    id => records.find(record => record.id === id) ?? limit(() => readActive(id, vault))
  )
  const found = await Promise.all(finding)
  const missing = ids.filter((_, index) => found[index] === undefined)
  if (missing.length === 0) return found.filter(record => record !== undefined)
  throw new ActionError(
    'input',
    `\`token-ids\`: ${vault.site.host} shows this user no active token with the id ${joinSome(missing)}.`,
    'Nothing was deleted. Correct or remove these ids; the action list-tokens shows those that exist.'
  )
}

async function readActive(id: string, vault: Vault): Promise<TokenRecord | undefined> {
  try {
    const { record } = await readToken(vault, id)
    return record?.isActive && record.id === id ? record : undefined
  } catch (thrown) {
    if (asActionError(thrown).code === 'vault-refused') return undefined
    throw thrown
  }
}

/** Finds the tokens of a name. Throws ActionError if `unused-for` was given and Vault shows no last use of any token. */
function findByName(
  { selection, keepNewest }: Extract<DeletionTarget, { by: 'name' }>,
  listing: TokenListing,
  vault: Vault
): TokenRecord[] {
  const { owner, label, unusedFor } = selection
  // The newest that stay are those of the name, whatever else narrows the selection.
  const named = { owner, label, expiresWithin: undefined, unusedFor: undefined }
  const records = withoutNewest(selectTokens(listing, named, vault.now()), keepNewest)
  const isUseUnknown = listing.records.every(({ lastUsed }) => lastUsed === undefined)
  if (unusedFor !== undefined && records.length > 0 && isUseUnknown) {
    throw new ActionError(
      'input',
      `\`unused-for\`: ${vault.site.host} does not show when any token was last used, so unused ones can’t be told from others.`,
      'Nothing was deleted. Remove `unused-for`, or use `token-ids`.'
    )
  }
  return selectTokens({ records, userId: listing.userId }, selection, vault.now())
}

/** Deletes tokens. Returns the errors of those that Vault refuses, by their ids. */
async function deleteRecords(
  records: TokenRecord[],
  vault: Vault
): Promise<DeletionResult['errors']> {
  const errors: DeletionResult['errors'] = new Map()
  const ids = records.map(({ id }) => id)
  for (const deletion of await deleteTokens(vault, ids)) {
    if (deletion.is === 'deleted') continue
    const { id, reason } = deletion
    const refused = records.filter(record => record.id === id)
    const named = `the token ${describeTokens(refused, vault.world)} on ${vault.site.host}`
    const hint = 'Delete it in Vault, or wait until it expires.'
    errors.set(id, new ActionError('vault-refused', `Could not delete ${named}: ${reason}.`, hint))
  }
  return errors
}

function setOutputs({ records, errors, dryRun }: DeletionResult, runner: Runner): void {
  const results = records.map(({ id, name }) => {
    const error = errors.get(id)
    if (error) return { id, name, error: { code: error.code, message: error.message } }
    return { id, name, deleted: !dryRun }
  })
  const deleted = results.filter(result => result.deleted).map(({ id }) => id)
  runner.output('deleted', JSON.stringify(deleted))
  runner.output('count', String(deleted.length))
  runner.output('results', JSON.stringify(results))
}

/** Prints what happened into the log and the summary, with the failed rows first. */
function report({ records, errors, dryRun }: DeletionResult, vault: Vault): void {
  const failed = records.filter(({ id }) => errors.has(id))
  const others = records.filter(({ id }) => !errors.has(id))
  const outcome = dryRun ? 'would be deleted' : 'deleted'
  for (const record of others) {
    vault.world.runner.info(`${describeTokens([record], vault.world)}: ${outcome}.`)
  }
  const done = dryRun ? 'Dry run: would delete' : 'Deleted'
  const failures = failed.length === 0 ? '' : `; ${failed.length} failed`
  const title = `${done} ${count(others.length, 'access token')} on ${vault.site.host}${failures}`
  reportTokens(title, failed.concat(others), vault, ({ id }) => errors.get(id)?.message ?? outcome)
}
