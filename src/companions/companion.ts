import { reportErrors, reportProblems } from '../action/report.ts'
import { isGiven, openSession } from '../action/session.ts'
import type { StepResult } from '../action/step.ts'
import { ActionError, asActionError } from '../core/errors.ts'
import type { ConnectionSettings, ReadSettings, TokenSelection } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { nearestNames } from '../vault/sandboxes.ts'
import { checkSignIn, checkVault } from '../vault/sign-in.ts'
import { listTokens, TOKEN_LIMIT, TOKEN_WARNING, type TokenListing } from '../vault/tokens.ts'
import { labelsIn } from './select.ts'

/**
 * Does what both companions do around their own work: signs in, reports errors, ends the session.
 * @param work is done with the Vault, signed in to; returns the errors of single tokens, and throws ActionError
 */
export async function runCompanion<T extends ConnectionSettings>(
  read: ReadSettings<T>,
  work: (settings: T, vault: Vault) => Promise<ActionError[]>,
  world: World
): Promise<StepResult> {
  if (read.is === 'problems') return reportProblems(read.problems, world.runner)
  const session = openSession(read.settings, world)
  const errors = await session.signedIn
    .then(vault => work(read.settings, vault))
    .catch(async thrown => [await session.explain(asActionError(thrown))])
  reportErrors(errors, world.runner)
  const hasFailed = errors.length > 0
  await session.finish(hasFailed)
  return hasFailed ? 'failed' : 'succeeded'
}

/**
 * Lists every token that the user may see, makes sure that a given credential is of this Vault, and prints what the listing tells:
 * users near the limit, that tokens may be hidden, a `token-name` that no token has.
 * @param selection undefined: tokens with certain ids
 * @throws ActionError
 */
export async function listVisibleTokens(
  settings: ConnectionSettings,
  selection: TokenSelection | undefined,
  vault: Vault
): Promise<TokenListing> {
  const checking = isGiven(settings) ? checkVault(vault) : undefined
  const [listing] = await Promise.all([listTokens(vault), checking])
  const users = Map.groupBy(listing.records, ({ userId }) => userId)
  for (const [userId, { length }] of users) {
    if (length >= TOKEN_WARNING) warnNearLimit(userId, length, vault)
  }
  if (selection === undefined) return listing
  const { owner } = selection
  if (owner === 'me') {
    listing.userId ||= await checkSignIn(vault)
    // Otherwise no token would be the user's, and nothing would be found without a word.
    if (listing.userId === '') throw userUnknown(vault)
  } else if (users.size < 2 && !(owner !== 'everyone' && users.has(owner))) {
    vault.world.runner.warning(
      'vault-permission',
      `${vault.site.host} shows no tokens of other users. If there are any, sign in as a user with the permission to manage them.`
    )
  }
  noteUnknownLabel(listing, selection, vault)
  return listing
}

function userUnknown({ site }: Vault): ActionError {
  return new ActionError(
    'vault-unavailable',
    `Could not find out who the user is on ${site.host}: Vault does not say.`,
    'Run again; if it happens again, set `owner` to the id of the user.'
  )
}

function warnNearLimit(userId: string, active: number, { site, world: { runner } }: Vault): void {
  runner.warning(
    'token-limit',
    `The user ${runner.quote(userId)} has ${active} of at most ${TOKEN_LIMIT} active tokens on ${site.host}. Delete those that nobody uses with the action delete-tokens.`
  )
}

/** Most labels that a notice shows. */
const LABELS_SHOWN = 3

function noteUnknownLabel(
  listing: TokenListing,
  selection: TokenSelection,
  { site, world: { runner } }: Vault
): void {
  const { label } = selection
  const labels = labelsIn(listing, selection)
  if (label === undefined || labels.includes(label)) return
  // None may be near; then any of them help.
  const shown = new Set([...nearestNames(label, labels), ...labels].slice(0, LABELS_SHOWN))
  const quoted = [...shown].map(each => `"${runner.quote(each)}"`).join(', ')
  const others = quoted
    ? `Nearest: ${quoted}`
    : 'This user sees no token that this action generated'
  runner.notice(
    'token-name',
    `No token on ${site.host} has the \`token-name\` "${runner.quote(label)}". ${others}. Check \`token-name\` and \`owner\`.`
  )
}
