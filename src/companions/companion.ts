import { reportProblems } from '../action/run.ts'
import { openSession } from '../action/session.ts'
import type { StepResult } from '../action/step.ts'
import { ActionError, asActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import type { ConnectionSettings, Owner, ReadSettings, TokenSelection } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { TOKEN_LIMIT, TOKEN_WARNING } from '../token/rotation.ts'
import type { Vault } from '../vault/client.ts'
import { nearestNames } from '../vault/sandboxes.ts'
import { checkSignIn, checkVault } from '../vault/sign-in.ts'
import { listTokens, type TokenListing } from '../vault/token-records.ts'
import { labelsIn } from './select.ts'

/**
 * Does what both companions do around their own work: reads the inputs, signs in, reports an error, ends the session.
 * @param work does the rest with the Vault, signed in to; throws ActionError
 */
export async function runCompanion<T extends ConnectionSettings>(
  read: ReadSettings<T>,
  work: (settings: T, vault: Vault) => Promise<StepResult>,
  world: World
): Promise<StepResult> {
  const { runner } = world
  if (read.is === 'problems') return reportProblems(read.problems, runner)
  const { settings } = read
  const session = openSession(settings, world)
  try {
    const result = await work(settings, await session.signedIn)
    await session.finish([])
    return result
  } catch (thrown) {
    const error = await session.explain(asActionError(thrown))
    runner.error(error.code, error.text)
    await session.finish([error])
    return 'failed'
  }
}

/**
 * Lists every token that the user may see, warns of users near the limit, and makes sure that a given credential is of this Vault.
 * @param owner whose tokens were asked for; undefined: those with certain ids
 * @throws ActionError
 */
export async function listVisibleTokens(
  vault: Vault,
  { signIn }: ConnectionSettings,
  owner: Owner | undefined,
  runner: Runner
): Promise<TokenListing> {
  const isGiven = signIn.by === 'access-token' || signIn.by === 'session-id'
  const [listing] = await Promise.all([listTokens(vault), isGiven ? checkVault(vault) : undefined])
  const { records } = listing
  const userId = listing.userId || (owner === 'me' ? await readOwnId(vault) : '')
  warnNearLimit(listing, vault, runner)
  if (mayHideTokens({ records, userId }, owner)) {
    const shown = records.length === 0 ? 'no tokens' : 'the tokens of one user only'
    runner.warning(
      'vault-permission',
      `${vault.site.host} shows ${shown}. If other users have tokens, sign in as a user with the permission to manage those of others.`
    )
  }
  return { records, userId }
}

async function readOwnId(vault: Vault): Promise<string> {
  const id = await checkSignIn(vault)
  if (id !== '') return id
  throw new ActionError(
    'vault-unavailable',
    `Could not find out who the user is on ${vault.site.host}: Vault does not say.`,
    'Run again; if it happens again, set `owner` to the id of the user.'
  )
}

function warnNearLimit({ records }: TokenListing, { site }: Vault, runner: Runner): void {
  for (const [userId, own] of Map.groupBy(records, record => record.userId)) {
    if (own.length < TOKEN_WARNING) continue
    runner.warning(
      'token-limit',
      `The user ${runner.quote(userId)} has ${own.length} of at most ${TOKEN_LIMIT} active tokens on ${site.host}. Delete those that nobody uses with the action delete-tokens.`
    )
  }
}

/** Whether tokens of others were asked for and none are shown: there may be none, or Vault hides them. */
function mayHideTokens({ records, userId }: TokenListing, owner: Owner | undefined): boolean {
  if (owner === 'everyone') return new Set(records.map(record => record.userId)).size < 2
  if (owner === undefined || owner === 'me' || owner.userId === userId) return false
  return !records.some(record => record.userId === owner.userId)
}

/** Most labels that a notice shows. */
const LABELS_SHOWN = 3

/** Prints a notice with the nearest labels if no token has the `token-name` that was given. */
export function noteUnknownLabel(
  listing: TokenListing,
  selection: TokenSelection,
  { site }: Vault,
  runner: Runner
): void {
  const labels = labelsIn(listing, selection)
  if (selection.label === undefined || labels.includes(selection.label)) return
  const near = nearestNames(selection.label, labels)
  const shown = near.length > 0 ? near : labels.slice(0, LABELS_SHOWN)
  const quoted = shown.map(label => `"${runner.quote(label)}"`).join(', ')
  const others =
    labels.length === 0
      ? 'This action generated none of the tokens that are shown to this user'
      : `Nearest: ${quoted}`
  runner.notice(
    'token-name',
    `No token on ${site.host} has the \`token-name\` "${runner.quote(selection.label)}". ${others}. Check \`token-name\` and \`owner\`.`
  )
}
