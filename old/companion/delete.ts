import { runContext } from '../context.ts'
import { ActionError, asActionError, sentence } from '../errors.ts'
import type { Runner } from '../runner.ts'
import { openSession } from '../session.ts'
import { type Ended, inStep, summarise } from '../step.ts'
import { listed, markdown } from '../text.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens, retrieveToken, type TokenRecord } from '../vault/token-records.ts'
import { deleteTokens } from '../vault/tokens.ts'
import type { World } from '../world.ts'
import { type DeleteSettings, type Doomed, readDeleteSettings } from './inputs.ts'
import { table } from './report.ts'
import { type Seen, see } from './see.ts'
import { allButNewest, selected } from './select.ts'

/** What became of one token that was to be deleted. */
type Became = Readonly<{ record: TokenRecord }> &
  (Readonly<{ is: 'deleted' | 'would be deleted' }> | Readonly<{ is: 'failed'; error: ActionError }>)

/** Vault deletes so many in one call ("Delete Object Records"). */
const AT_ONCE = 500
const LOOKUPS_AT_ONCE = 10
/** GitHub shows ten errors of a step ("Workflow commands"). */
const ANNOTATIONS = 10

/** delete-tokens: deletes access tokens, those that were asked for and no others. Throws nothing. */
export const deleteSelected = (world: World): Promise<Ended> => {
  const { runner, env } = world
  const nothing = () => setOutputs([], runner)
  return inStep(
    world,
    async journal => {
      const read = readDeleteSettings(runner, env)
      if (read.is === 'mistakes') {
        for (const mistake of read.mistakes) runner.error('input', mistake)
        nothing()
        return 'failed'
      }
      const { settings } = read
      const run = runContext(env)
      const session = openSession(settings, run, journal, world)
      try {
        const vault = await session.signingIn
        const { doomed } = settings
        const seen = await see(vault, settings.signIn, doomed.by === 'ids' ? undefined : doomed.selection.owner, runner)
        const records = doomed.by === 'ids' ? await byIds(doomed.ids, seen, vault, runner) : byName(doomed, seen, vault)
        const became = await deleteAll(records, seen, settings, vault, world)
        setOutputs(became, runner)
        tell(became, settings, runner)
        const where = { run, serverUrl: env.GITHUB_SERVER_URL || 'https://github.com' }
        const of = (record: TokenRecord) => outcomeOf(became.find(each => each.record === record))
        const head = `### ${markdown(headOf(became, settings))}\n\n`
        summarise(`${head}${records.length === 0 ? '' : table(records, where, vault.now(), of)}`, world)
        return became.some(({ is }) => is === 'failed') ? 'failed' : 'succeeded'
      } finally {
        await session.end()
      }
    },
    nothing
  )
}

/** The records with these ids. Throws ActionError that names those that are not there: nothing was deleted then. */
const byIds = async (
  ids: readonly string[],
  { records }: Seen,
  vault: Vault,
  { quote }: Runner
): Promise<readonly TokenRecord[]> => {
  // A listing may lag behind: what it does not show is asked for by itself.
  const find = (id: string) => records.find(record => record.id === id) ?? oneRecord(vault, id)
  const found: (TokenRecord | undefined)[] = []
  for (let from = 0; from < ids.length; from += LOOKUPS_AT_ONCE)
    found.push(...(await Promise.all(ids.slice(from, from + LOOKUPS_AT_ONCE).map(find))))
  const missing = ids.filter((_, index) => found[index] === undefined)
  if (missing.length === 0) return found.filter(record => record !== undefined)
  throw new ActionError(
    'input',
    `token-ids: ${vault.site.host} shows this user no active token with the id ${listed(missing.slice(0, ANNOTATIONS).map(quote))}${missing.length > ANNOTATIONS ? `, nor with ${missing.length - ANNOTATIONS} more` : ''}.`,
    'Nothing was deleted: correct these ids or leave them out; list-tokens shows those that there are.'
  )
}

const oneRecord = async (vault: Vault, id: string): Promise<TokenRecord | undefined> => {
  try {
    const { record } = await retrieveToken(vault, id)
    return record?.active === true && record.id === id ? record : undefined
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-refused') return undefined
    throw error
  }
}

const byName = ({ selection, keepNewest }: Extract<Doomed, { by: 'name' }>, seen: Seen, vault: Vault): readonly TokenRecord[] => {
  const { records, asker } = seen
  const named = { ...selection, expiresWithin: undefined, unusedFor: undefined }
  // The newest that stay are those of the name, whatever else narrows what goes.
  const candidates = allButNewest(selected(records, named, asker, vault.now()), keepNewest)
  if (selection.unusedFor !== undefined && candidates.length > 0 && records.every(({ lastUsed }) => lastUsed === undefined))
    throw new ActionError(
      'input',
      `unused-for: ${vault.site.host} does not show when any token was last used, so which are unused can’t be told.`,
      'Nothing was deleted: leave unused-for out, or give token-ids.'
    )
  return selected(candidates, selection, asker, vault.now())
}

const deleteAll = async (
  records: readonly TokenRecord[],
  seen: Seen,
  { dryRun }: DeleteSettings,
  vault: Vault,
  { runner }: World
): Promise<readonly Became[]> => {
  if (dryRun) return records.map(record => ({ record, is: 'would be deleted' }))
  const became: Became[] = []
  for (let from = 0; from < records.length; from += AT_ONCE) {
    const some = records.slice(from, from + AT_ONCE)
    became.push(...(await deleteSome(some, seen, vault, runner)))
  }
  return became
}

const deleteSome = async (
  records: readonly TokenRecord[],
  seen: Seen,
  vault: Vault,
  { quote }: Runner
): Promise<readonly Became[]> => {
  try {
    const rows = await deleteTokens(
      vault,
      records.map(({ id }) => id),
      quote
    )
    return records.map((record, index) => {
      const row = rows[index]
      if (row?.is === 'gone') return { record, is: 'deleted' }
      const what = `Deleting the token "${quote(record.name)}" (id ${quote(record.id)}) on ${vault.site.host} failed`
      const error = new ActionError(
        'vault-refused',
        `${what}: ${row?.reason ?? 'Vault gave no answer for it'}.`,
        'Delete it in Vault, or leave it to its expiry.'
      )
      return { record, is: 'failed', error }
    })
  } catch (thrown) {
    const error = asActionError(thrown)
    // The call as a whole came to nothing that can be told. What Vault listed before and lists no more is gone.
    const now = await listTokens(vault).catch(() => undefined)
    const isGone = ({ id }: TokenRecord) =>
      now !== undefined && seen.records.some(each => each.id === id) && !now.records.some(each => each.id === id)
    return records.map(record => (isGone(record) ? { record, is: 'deleted' } : { record, is: 'failed', error }))
  }
}

const setOutputs = (became: readonly Became[], runner: Runner): void => {
  const deleted = became.filter(({ is }) => is === 'deleted').map(({ record }) => record.id)
  runner.output('deleted', JSON.stringify(deleted))
  runner.output('count', String(deleted.length))
  runner.output('results', JSON.stringify(became.map(entryOf)))
}

const entryOf = (each: Became): Readonly<Record<string, unknown>> => ({
  id: each.record.id,
  name: each.record.name,
  ...(each.is === 'failed'
    ? { error: { code: each.error.code, message: each.error.message } }
    : { deleted: each.is === 'deleted' })
})

const outcomeOf = (each: Became | undefined): string =>
  each?.is === 'failed' ? `failed: ${each.error.message}` : (each?.is ?? '')

const headOf = (became: readonly Became[], { vault, dryRun }: DeleteSettings): string => {
  const failed = became.filter(({ is }) => is === 'failed').length
  const count = `${became.length - failed} access token${became.length - failed === 1 ? '' : 's'}`
  const done = dryRun ? `Dry run: ${count} would be deleted on ${vault}` : `Deleted ${count} on ${vault}`
  return failed === 0 ? done : `${done}; ${failed} failed`
}

const tell = (became: readonly Became[], settings: DeleteSettings, runner: Runner): void => {
  const errors = new Map<string, ActionError>()
  for (const each of became) if (each.is === 'failed') errors.set(sentence(each.error), each.error)
  const texts = [...errors]
  const shown = texts.length > ANNOTATIONS ? texts.slice(0, ANNOTATIONS - 1) : texts
  for (const [text, { code }] of shown) runner.error(code, text)
  if (texts.length > shown.length)
    runner.error('partial', `${texts.length - shown.length} more errors are in the job summary and in results.`)
  for (const { record, is } of became.slice(0, 100))
    if (is !== 'failed')
      runner.info(
        `${is === 'deleted' ? 'Deleted' : 'Would delete'} "${runner.quote(record.name)}" (id ${runner.quote(record.id)}).`
      )
  runner.info(`${headOf(became, settings)}.`)
}
