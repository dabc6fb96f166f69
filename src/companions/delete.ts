import { writeTable } from '../action/report.ts'
import type { StepResult } from '../action/step.ts'
import { ActionError, asActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { count, joinWithAnd } from '../core/text.ts'
import { readDeleteSettings } from '../inputs/read.ts'
import type { DeleteSettings, DeletionTarget } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { describeTokens } from '../token/token.ts'
import type { Vault } from '../vault/client.ts'
import { deleteTokens, readToken, type TokenListing, type TokenRecord } from '../vault/tokens.ts'
import { listVisibleTokens, runCompanion } from './companion.ts'
import { selectTokens, withoutNewest } from './select.ts'

type Errors = Map<string, ActionError>

/** delete-tokens: deletes the access tokens that were asked for and no others. */
export function deleteStep(world: World): Promise<StepResult> {
  setOutputs([], [], world.runner)
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
  const errors = await deleteRecords(dryRun ? [] : records, vault).catch(thrown => {
    const error = asActionError(thrown)
    return new Map(records.map(({ id }) => [id, error]))
  })
  report(records, errors, dryRun, vault)
  return [...new Set(errors.values())]
}

/** Finds the records with certain ids. Throws an ActionError that names those which don't exist. */
async function findByIds(ids: string[], listing: TokenListing, vault: Vault) {
  const found: TokenRecord[] = []
  const missing: string[] = []
  for (const id of ids) {
    const listed = listing.records.find(record => record.id === id)
    // A listing may lag behind: what it does not show is read by itself.
    const record = listed ?? (await readActive(id, vault))
    if (record === undefined) missing.push(id)
    else found.push(record)
  }
  if (missing.length === 0) return found
  throw new ActionError(
    'input',
    `\`token-ids\`: ${vault.site.host} shows this user no active token with the id ${joinWithAnd(missing)}.`,
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
  { records, userId }: TokenListing,
  vault: Vault
): TokenRecord[] {
  // The newest that stay are those of the name, whatever else narrows the selection.
  const all = { ...selection, expiresWithin: undefined, unusedFor: undefined }
  const named = selectTokens({ records, userId }, all, vault.now())
  const rest = withoutNewest(named, keepNewest)
  if (keepNewest > 0) {
    const kept = named.length - rest.length
    vault.world.runner.info(`\`keep-newest\` keeps ${kept} of ${count(named.length, 'token')}.`)
  }
  const isUseUnknown = records.every(({ lastUsed }) => lastUsed === undefined)
  if (selection.unusedFor !== undefined && rest.length > 0 && isUseUnknown) {
    throw new ActionError(
      'input',
      `\`unused-for\`: ${vault.site.host} does not show when any token was last used, so unused ones can’t be told from others.`,
      'Nothing was deleted. Remove `unused-for`, or use `token-ids`.'
    )
  }
  return selectTokens({ records: rest, userId }, selection, vault.now())
}

async function deleteRecords(records: TokenRecord[], vault: Vault): Promise<Errors> {
  const errors: Errors = new Map()
  const deletions = await deleteTokens(
    vault,
    records.map(({ id }) => id)
  )
  for (const [index, deletion] of deletions.entries()) {
    if (deletion.is === 'deleted') continue
    const named = describeTokens(records.slice(index, index + 1), vault.world)
    const message = `Could not delete the token ${named} on ${vault.site.host}: ${deletion.reason}.`
    const hint = 'Delete it in Vault, or wait until it expires.'
    errors.set(deletion.id, new ActionError('vault-refused', message, hint))
  }
  return errors
}

function setOutputs(deleted: string[], results: object[], runner: Runner): void {
  runner.output('deleted', JSON.stringify(deleted))
  runner.output('count', String(deleted.length))
  runner.output('results', JSON.stringify(results))
}

/** Tells what happened by outputs, log and summary; the summary has the failed rows first. */
function report(records: TokenRecord[], errors: Errors, dryRun: boolean, vault: Vault): void {
  const { site, world } = vault
  const { runner } = world
  const failed = records.filter(({ id }) => errors.has(id))
  const others = records.filter(({ id }) => !errors.has(id))
  const results = records.map(({ id, name }) => {
    const error = errors.get(id)
    if (error) return { id, name, error: { code: error.code, message: error.message } }
    return { id, name, deleted: !dryRun }
  })
  setOutputs(dryRun ? [] : others.map(({ id }) => id), results, runner)
  const outcome = dryRun ? 'would be deleted' : 'deleted'
  for (const record of others) runner.info(`${describeTokens([record], world)}: ${outcome}.`)
  const title = `${others.length} of ${count(records.length, 'access token')} ${outcome} on ${site.host}`
  const rows = failed
    .concat(others)
    .map(({ id, name }) => [id, name, errors.get(id)?.message ?? outcome])
  runner.info(`${title}.`)
  writeTable(title, ['Id', 'Name', 'What happened'], rows, runner)
}
